// emit_domain.h -- the Emit reading: core as LLVM IR, with the least width and the fewest checks that are right.
//
// Every integer is an LLVM value together with the range it is known to lie in, and its type is the smallest of i64,
// i128, i256, i512, … that holds the range. So arithmetic is always exact: a sum of two i64 that may need 65 bits is an
// i128. Whether a value fits 256 bits, lies in its declared range or is below another is often known from the ranges
// alone; then the comparison is a constant and the check and its error vanish. Meaning comes from semantics.h; this
// file adds none.
//
// What a step checks narrows the ranges further (knowledge.h). What it writes waits until it has passed its checks
// (emit_writes.cpp).
//
// What is relied on: arguments are checked on entry, every write checks the declared range, so a cell holds a value of
// its range, or 0 before instantiation; and invariants that the caller says were proved hold of the state a step begins
// in. Each number carries the facts that its range rests on, and each check is reported with them. Without facts
// (options.h) none of this is relied on: a cell holds whatever its bytes can say, and every comparison is made.
#pragma once

#include <functional>
#include <map>

#include "codegen/invariant_bounds.h"
#include "codegen/journal.h"
#include "codegen/knowledge.h"
#include "codegen/layout.h"
#include "codegen/mutant.h"
#include "compiler/core/semantics.h"
#include "compiler/read/interval.h"

namespace surety::codegen {

/// What a step's function has at hand: the pointers of its context.
struct StepContext {
  llvm::Value* globals;
  llvm::Value* effects;
  std::vector<llvm::Value*> tables;
  llvm::Value* record = nullptr;  // i32: which of a batch this call is
};

/// What one step is made with and reported in.
struct StepSettings {
  const core::Contract& contract;
  const Layout& layout;
  bool facts;
  const InvariantBounds& invariants;  // of the state that the step begins in
  FactBook& book;
  Mutant mutant;
};

class Emit {
 public:
  using Int = Number;  // of type i(width_for(range)); a constant where the range is one number
  struct Bool {
    llvm::Value* value = nullptr;  // i1
    Grounds grounds{};             // why a comparison in it needed not be made
    std::string doubt{};           // what was not known of those that are made, for people
  };
  struct Party {
    llvm::Value* value = nullptr;  // i32
  };
  using Value = core::Value<Emit>;

  Emit(const StepSettings& settings, Builder& builder, WideArithmetic& wide, Journal& journal, StepContext context);

  Int integer(const core::Integer& value);
  Bool boolean(bool value) { return boolean(value, {}); }
  Party party(std::uint32_t index) { return {builder_.getInt32(index)}; }
  Int add(const Int& a, const Int& b);
  Int subtract(const Int& a, const Int& b);
  Int multiply(const Int& a, const Int& b);
  Int div_floor(const Int& a, const Int& b);
  Int square_root(const Int& a);
  Bool less(const Int& a, const Int& b);
  Bool equal(const Int& a, const Int& b);
  Bool same(const Party& a, const Party& b) { return {builder_.CreateICmpEQ(a.value, b.value), {}, "two parties"}; }
  Bool both(const Bool& a, const Bool& b);
  Bool either(const Bool& a, const Bool& b);
  Bool negate(const Bool& a);
  Int select(const Bool& condition, const Int& a, const Int& b);
  Int narrow(const Int& value, const Interval& range);
  Bool fits(const Int& value);

  Value read_global(core::GlobalId global);
  Value read_row(core::TableId table, const Party& key, core::FieldId field);
  void write_global(core::GlobalId global, const Value& value);
  void write_row(core::TableId table, const Party& key, core::FieldId field, const Value& value);
  void effect(core::EffectKind kind, core::AssetId asset, const Party& party, const Int& amount);
  void require(const Bool& condition, core::ErrorId error);
  /// Ends the step with Rejected unless the contract was instantiated before (`begun`), or was not. The witness is a
  /// global that tells (compiler/core/instantiation.h). To be called before anything else.
  void require_begun(core::GlobalId witness, bool begun);

  Value choose(const Bool& condition, auto then, auto otherwise) {
    if (const auto known = constant(condition)) return *known ? then() : otherwise();
    Fork fork = open(condition);
    const Value first = then();
    turn(fork);
    const Value second = otherwise();
    return join(fork, first, second);
  }
  void branch(const Bool& condition, auto then, auto otherwise) {
    if (const auto known = constant(condition)) return *known ? then() : otherwise();
    Fork fork = open(condition);
    then();
    turn(fork);
    otherwise();
    join(fork);
  }
  Value quantify(core::Quantifier, core::TableId, auto) { unsupported("a quantifier"); }
  Value before(auto) { unsupported("before()"); }

  /// The argument in the cell at `address`, as an unchecked value of its sort.
  Value argument(core::Sort sort, llvm::Value* address);
  /// From here on reads of the global give this value, whatever is in memory; nothing may write it.
  void pin(core::GlobalId global, const Int& value) { cells_[{std::nullopt, global.index, nullptr}] = value; }
  /// The value of `number` in `width` bits, cut or extended by its sign.
  llvm::Value* in_width(const Int& number, unsigned width) { return resized(number, width); }
  /// An integer computed elsewhere, of type i(width_for(range)), that is known to lie in the range.
  Int given(llvm::Value* value, const Interval& range) { return exactly(value, range, {}); }
  /// What the primitives that follow belong to.
  void running(const core::Span& span) { statement_ = span; }
  void computing(const core::Expr* expr) { operation_ = expr; }
  /// The step has succeeded: memory shows all that it wrote.
  void finish();
  /// How many, where it is the same on all paths that do not revert.
  [[nodiscard]] std::optional<std::uint32_t> fixed_effect_count() const { return emitted_; }
  /// How many effects the step has emitted, as i32.
  llvm::Value* effect_count() { return builder_.CreateLoad(builder_.getInt32Ty(), effect_count_); }

 private:
  /// A column of a table, or a global (table none), under one name of the row.
  struct Place {
    std::optional<core::TableId> table;
    std::uint32_t member;
    llvm::Value* key;
    auto operator<=>(const Place&) const = default;
    /// The same column or global: under two names of the row they may be one cell.
    [[nodiscard]] bool same_member(const Place& other) const { return table == other.table && member == other.member; }
  };
  /// A write that memory does not show yet.
  struct Pending {
    Place place;
    Value value;
  };
  /// What holds on one path, with the cells whose value is at hand.
  struct Path {
    Knowledge::Path facts;
    std::map<Place, Value> cells;
    std::vector<Pending> pending;
    std::optional<std::uint32_t> emitted;  // effects, where their number is known
  };
  /// Two arms under construction.
  struct Fork {
    llvm::Value* condition;
    Grounds why;
    llvm::BasicBlock* otherwise;
    llvm::BasicBlock* join;
    llvm::BasicBlock* then_end = nullptr;
    llvm::BasicBlock* otherwise_end = nullptr;
    llvm::BasicBlock* undo_before;
    llvm::BasicBlock* undo_then = nullptr;
    Path before;
    Path then_path{};
    std::size_t writes_before;
    std::vector<Pending> pending{};  // where the arms meet
  };
  Bool boolean(bool value, Grounds grounds) { return {builder_.getInt1(value), std::move(grounds)}; }
  /// `condition` without its comparison, where what is known decides it.
  std::optional<Bool> decided(read::Truth truth, const Int& a, const Int& b);
  [[nodiscard]] const core::Span& here() const { return operation_ ? operation_->span : statement_; }
  /// What a place holds before the step has written any like it.
  Known at_first(const Place& place, const core::Range& declared_range, std::uint32_t size);
  Fork open(const Bool& condition);
  void turn(Fork& fork);
  void join(Fork& fork);
  Value join(Fork& fork, const Value& first, const Value& second);
  /// The three parts of a join: writes that wait in one arm alone are made there, what waits in both is merged; values
  /// of the arms are merged; the arms end.
  void meet(Fork& fork);
  [[nodiscard]] static std::string doubted(const Bool& a, const Bool& b, const char* word);
  Value merged(const Fork& fork, const Value& first, const Value& second);
  llvm::Value* merged(const Fork& fork, llvm::Value* first, llvm::Value* second);
  void close(Fork& fork);

  /// Makes those of the waiting writes that `which` names, in their order. A revert undoes them.
  void settle(const std::function<bool(const Pending&)>& which);

  [[nodiscard]] Path path() const { return {knowledge_.path(), cells_, pending_, emitted_}; }
  void restore(Path path);
  void forget(const Place& place);

  /// The number in the width that this path allows.
  Int known(const Int& number);
  Int remember(Combination kind, const Int& a, const Int& b, const Int& result);
  /// floor(a / b), of which nothing is noted yet.
  Int quotient(const Int& a, const Int& b);
  /// n - floor(n / d) * d, which lies below d: computed in the width of d, where all that is above cancels.
  Int rest(const Int& n, const Knowledge::Division& division);
  /// Numerator and divisor without a common factor, where one is known of constants.
  std::optional<std::pair<Int, Int>> in_lowest_terms(const Int& numerator, const Int& divisor);
  llvm::Value* less_than_multiple(const Int& a, const Int& product);
  static std::optional<bool> constant(const Bool& condition);
  [[noreturn]] static void unsupported(const char* what);
  Int exactly(llvm::Value* value, const Interval& range, const Grounds& grounds);
  llvm::Value* resized(const Int& value, unsigned width);
  llvm::MDNode* tag(const std::string& place);
  /// Where a place is in memory, how large, and what its loads and stores are tagged with.
  struct Memory {
    llvm::Value* address;
    std::uint32_t size;
    llvm::MDNode* tag;
  };
  Memory memory(const Place& place);
  Value read(const Place& place, core::Sort sort, const core::Range& range);
  void write(const Place& place, const Value& value);
  Value load(const Memory& memory, core::Sort sort, const Known& known);
  void store(const Memory& memory, const Value& value);

  const core::Contract& contract_;
  const Layout& layout_;
  Builder& builder_;
  WideArithmetic& wide_;
  Journal& journal_;
  StepContext context_;
  Mutant mutant_;
  const bool facts_;
  const InvariantBounds& invariants_;
  FactBook& book_;
  llvm::AllocaInst* effect_count_;
  std::optional<std::uint32_t> emitted_ = 0;
  core::Span statement_;
  const core::Expr* operation_ = nullptr;
  Grounds checked_{};                       // of the last check: what a value that passed it rests on
  std::optional<core::ErrorId> unlearned_;  // of the last check, where nothing was learned from it
  Knowledge knowledge_;
  std::map<Place, Value> cells_;
  std::vector<Pending> pending_;
  std::vector<Place> writes_;
};

/// The smallest of 64, 128, 256, … bits whose signed values include the range.
unsigned width_for(const Interval& range);

static_assert(core::Domain<Emit>);

}  // namespace surety::codegen
