// operation.cpp -- see operation.h.
#include "compiler/core/operation.h"

#include <array>

namespace surety::core {

namespace {
constexpr std::array table{
#define OPERATION(name, arity, spelling, value, reverts) OperationInfo{arity, spelling, value, reverts},
#include "compiler/core/operation.def"
#undef OPERATION
};
}  // namespace

const OperationInfo& info(Operation operation) { return table[static_cast<std::size_t>(operation)]; }

std::optional<Operation> operation_named(std::string_view spelling) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].spelling == spelling) return static_cast<Operation>(i);
  }
  return std::nullopt;
}

}  // namespace surety::core
