// context.h -- the context of a call as LLVM sees it: docs/abi.md, "The context".
#pragma once

#include <llvm/IR/MDBuilder.h>

#include <vector>

#include "codegen/wide_arithmetic.h"
#include "compiler/core/contract.h"

namespace surety::codegen {

/// Members of the context, in order; the tables follow.
enum ContextMember : unsigned { globals_member, effects_member, count_member, capacity_member, first_table_member };

/// Of those, what a step takes has its capacity third.
inline constexpr unsigned capacity_operand = 2;

/// The context that `pointer` points to, read and written through `builder`.
class ContextAccess {
 public:
  ContextAccess(const core::Contract& contract, Builder& builder, llvm::Value* pointer)
      : builder_(builder), pointer_(pointer) {
    std::vector<llvm::Type*> members{builder.getPtrTy(), builder.getPtrTy(), builder.getInt32Ty(),
                                     builder.getInt32Ty()};
    members.insert(members.end(), contract.tables.size(), builder.getPtrTy());
    type_ = llvm::StructType::get(builder.getContext(), members);
  }

  llvm::Value* load(unsigned index) { return tagged(builder_.CreateLoad(type_->getElementType(index), member(index))); }
  /// What a step takes: everything but the count of effects, in order; the capacity as i64.
  std::vector<llvm::Value*> operands() {
    std::vector<llvm::Value*> result;
    for (unsigned i = 0; i < type_->getNumElements(); ++i)
      if (i != count_member) result.push_back(load(i));
    result[capacity_operand] = builder_.CreateZExt(result[capacity_operand], builder_.getInt64Ty());
    return result;
  }
  void store(llvm::Value* value, unsigned index) { tagged(builder_.CreateStore(value, member(index))); }

 private:
  llvm::Value* member(unsigned index) { return builder_.CreateStructGEP(type_, pointer_, index); }
  /// The context and its members overlap no cell.
  template <class Access>
  Access* tagged(Access* access) {
    llvm::MDBuilder metadata(builder_.getContext());
    auto* const type = metadata.createTBAAScalarTypeNode("context", metadata.createTBAARoot("surety"));
    access->setMetadata(llvm::LLVMContext::MD_tbaa, metadata.createTBAAStructTagNode(type, type, 0));
    return access;
  }

  Builder& builder_;
  llvm::Value* pointer_;
  llvm::StructType* type_;
};

}  // namespace surety::codegen
