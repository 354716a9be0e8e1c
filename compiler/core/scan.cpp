// scan.cpp -- see scan.h.
#include "compiler/core/scan.h"

#include <map>
#include <set>

#include "compiler/core/children.h"
#include "compiler/core/monotone_hints.h"
#include "compiler/core/semantics.h"
#include "compiler/core/text_sexp.h"

namespace surety::core {

namespace {

class Reads {
 public:
  Reads(const Contract& contract, const Scan& scan) : contract_(contract), scan_(scan) { visit(scan.condition); }

  [[nodiscard]] ScanReads result() const {
    return {{fields_.begin(), fields_.end()}, {globals_.begin(), globals_.end()}, party_};
  }

 private:
  void visit(ExprId id) {
    const Expr& expr = contract_[id];
    if (const auto* read = std::get_if<Read>(&expr.node)) {
      if (const auto* global = std::get_if<GlobalPlace>(&read->place)) globals_.insert(global->global);
      if (const auto* row = std::get_if<RowPlace>(&read->place)) fields_.insert(row->field);
      return;  // the key of the row is the row itself
    }
    if (const auto* local = std::get_if<LocalRead>(&expr.node)) party_ = party_ || local->local == scan_.row;
    for_each_child(expr, [this](ExprId child) { visit(child); });
  }

  const Contract& contract_;
  const Scan& scan_;
  std::set<FieldId> fields_;
  std::set<GlobalId> globals_;
  bool party_ = false;
};

/// Builds the lemma: the condition is copied for each of three values, with variables where it reads state.
class Lemma {
 public:
  Lemma(Contract& contract, const Scan& scan, GlobalId by) : contract_(contract), scan_(scan), by_(by) {
    lemma_.name = scan.name + ".monotone";
    lemma_.kind = PropertyKind::lemma;
    lemma_.span = scan.span;
    lemma_.text =
        "for each row `" + scan.name + "` changes its truth at most once as `" + contract[by_].name + "` grows";
    declare();
  }

  Property build() {
    const LocalId at_low = copy_at(low_, "at_low");
    const LocalId at_middle = copy_at(middle_, "at_middle");
    const LocalId at_high = copy_at(high_, "at_high");
    const auto when = [&](ExprId condition, ExprId then, bool otherwise) {
      return add(boolean_, Choose{condition, then, boolean(otherwise)});
    };
    const ExprId ordered =
        when(less_equal(low_, middle_), when(less_equal(middle_, high_), equal(at_low, at_high), false), false);
    ExprId claim = when(ordered, equal(at_middle, at_low), true);
    for (auto copy = copies_.rbegin(); copy != copies_.rend(); ++copy)
      claim = add(boolean_, Bind{copy->first, copy->second, claim});
    lemma_.condition = claim;
    MonotoneVariables variables{fields_, globals_, party_, by_, {low_, middle_, high_}};
    lemma_.hints = monotone_hints(contract_, scan_, lemma_, variables);
    return std::move(lemma_);
  }

 private:
  void declare() {
    const ScanReads reads = reads_of(contract_, scan_);
    const Table& table = contract_[scan_.table];
    for (const FieldId field : reads.fields)
      fields_[field] = variable(table.name + "." + table.fields[field.index].name, table.fields[field.index].type,
                                table.fields[field.index].range);
    for (const GlobalId global : reads.globals)
      if (global != by_)
        globals_[global] = variable(contract_[global].name, contract_[global].type, contract_[global].range);
    if (reads.party) party_ = variable(table.name + ".party", plain_type(Sort::party), {});
    const Global& by = contract_[by_];
    low_ = variable(by.name + ".low", by.type, by.range);
    middle_ = variable(by.name + ".middle", by.type, by.range);
    high_ = variable(by.name + ".high", by.type, by.range);
    lemma_.variable_count = static_cast<std::uint32_t>(lemma_.locals.size());
  }
  LocalId variable(const std::string& name, const Type& type, const Range& range) {
    lemma_.locals.push_back(
        {.name = name, .type = type, .range = range, .out_of_range = error_id(BuiltinError::overflow), .span = {}});
    return {static_cast<std::uint32_t>(lemma_.locals.size() - 1)};
  }

  ExprId add(Type type, decltype(Expr::node) node) {
    contract_.exprs.push_back({std::move(type), scan_.span, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  ExprId boolean(bool value) { return add(boolean_, Literal{Integer(value ? 1 : 0)}); }
  ExprId read(LocalId local) { return add(lemma_.locals[local.index].type, LocalRead{local}); }
  ExprId less_equal(LocalId a, LocalId b) {
    const ExprId left = read(a);
    return add(boolean_, Apply{Operation::less_equal, {left, read(b)}});
  }
  ExprId equal(LocalId a, LocalId b) {
    const ExprId left = read(a);
    return add(boolean_, Apply{Operation::equal, {left, read(b)}});
  }

  LocalId copy_at(LocalId value, const std::string& name) {
    value_ = value;
    bound_.clear();
    const ExprId condition = copy(scan_.condition);
    const LocalId result = variable(name, boolean_, {});
    lemma_.locals[result.index].out_of_range = {};
    copies_.emplace_back(result, condition);
    return result;
  }
  ExprId copy(ExprId id) {
    const Expr expr = contract_[id];  // the store grows below
    return std::visit(
        overloaded{[&](const Literal&) { return id; },
                   [&](const LocalRead& node) {
                     return again(expr, LocalRead{node.local == scan_.row ? party_ : bound_.at(node.local)});
                   },
                   [&](const Read& node) { return again(expr, LocalRead{stands_for(node.place)}); },
                   [&](const Apply& node) {
                     Apply result{node.operation, {}};
                     for (const ExprId argument : node.arguments) result.arguments.push_back(copy(argument));
                     return again(expr, std::move(result));
                   },
                   [&](const Choose& node) {
                     const ExprId condition = copy(node.condition);
                     const ExprId then = copy(node.then);
                     return again(expr, Choose{condition, then, copy(node.otherwise)});
                   },
                   [&](const Bind& node) {
                     const ExprId bound = copy(node.value);
                     const LocalId local = variable("bound", contract_[node.value].type, {});
                     lemma_.locals.back().out_of_range = {};
                     bound_[node.local] = local;
                     return again(expr, Bind{local, bound, copy(node.body)});
                   },
                   [&](const Stated& node) {
                     Stated result{node.fact, {}, {}};
                     for (const ExprId argument : node.arguments) result.arguments.push_back(copy(argument));
                     result.body = copy(node.body);
                     return again(expr, std::move(result));
                   },
                   [&](const auto&) -> ExprId { throw std::logic_error("a scan's condition reads one row alone"); }},
        expr.node);
  }
  ExprId again(const Expr& expr, decltype(Expr::node) node) {
    contract_.exprs.push_back({expr.type, expr.span, expr.origin, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  LocalId stands_for(const Place& place) const {
    if (const auto* row = std::get_if<RowPlace>(&place)) return fields_.at(row->field);
    const GlobalId global = std::get<GlobalPlace>(place).global;
    return global == by_ ? value_ : globals_.at(global);
  }

  Contract& contract_;
  const Scan& scan_;
  GlobalId by_;
  Property lemma_;
  Type boolean_ = plain_type(Sort::boolean);
  std::map<FieldId, LocalId> fields_;
  std::map<GlobalId, LocalId> globals_;
  LocalId party_;
  LocalId low_, middle_, high_;
  LocalId value_;
  std::map<LocalId, LocalId> bound_;
  std::vector<std::pair<LocalId, ExprId>> copies_;
};

}  // namespace

ScanReads reads_of(const Contract& contract, const Scan& scan) { return Reads(contract, scan).result(); }

Property monotone_lemma(Contract& contract, const Scan& scan, GlobalId by) { return Lemma(contract, scan, by).build(); }

}  // namespace surety::core
