// narrow.cpp -- see narrow.h.
#include "verifier/tune/narrow.h"

#include <algorithm>
#include <set>

#include "compiler/core/semantics.h"

namespace surety::verify::tune {

namespace {

using core::Block;
using core::Contract;
using core::ExprId;
using core::GlobalId;
using core::Integer;
using core::Step;
using core::StepKind;

bool may_change_parameters(const Step& step) {
  return step.kind == StepKind::instantiate || step.kind == StepKind::set_parameter;
}

/// At instantiation a `where` reads arguments by the parameters' names; at a change it reads the globals.
class Mentions {
 public:
  Mentions(const Contract& contract, const Step& step, const std::vector<GlobalId>& parameters)
      : contract_(contract), step_(step), parameters_(parameters) {}

  bool in(ExprId id) const {
    return std::visit(
        core::overloaded{
            [](const core::Literal&) { return false; }, [&](const core::LocalRead& node) { return local(node.local); },
            [&](const core::Read& node) {
              const auto* global = std::get_if<core::GlobalPlace>(&node.place);
              return global != nullptr && std::ranges::find(parameters_, global->global) != parameters_.end();
            },
            [&](const core::Apply& node) {
              return std::ranges::any_of(node.arguments, [&](ExprId argument) { return in(argument); });
            },
            [&](const core::Choose& node) { return in(node.condition) || in(node.then) || in(node.otherwise); },
            [&](const core::Guarded& node) { return in(node.condition) || in(node.value); },
            [&](const core::Bind& node) { return in(node.value) || in(node.body); },
            [&](const core::Stated& node) { return in(node.body); },
            [&](const core::Quantified& node) { return in(node.body); },
            [&](const core::Before& node) { return in(node.value); }},
        contract_[id].node);
  }

 private:
  [[nodiscard]] bool local(core::LocalId id) const {
    if (step_.kind != StepKind::instantiate || id.index >= step_.locals.size()) return false;
    return std::ranges::any_of(
        parameters_, [&](GlobalId parameter) { return contract_[parameter].name == step_.locals[id.index].name; });
  }

  const Contract& contract_;
  const Step& step_;
  const std::vector<GlobalId>& parameters_;
};

bool is_clause_about(const Contract& contract, const Step& step, core::StatementId id,
                     const std::vector<GlobalId>& parameters) {
  const auto* require = std::get_if<core::Require>(&contract[id].node);
  return require != nullptr && require->error == core::error_id(core::BuiltinError::where_violated) &&
         Mentions(contract, step, parameters).in(require->condition);
}

/// New nodes at the end of the contract's stores.
class Maker {
 public:
  explicit Maker(Contract& contract) : contract_(contract) {}

  ExprId literal(const core::Type& type, const Integer& value) { return add(type, core::Literal{value}); }
  ExprId apply(const core::Type& type, core::Operation operation, std::vector<ExprId> arguments) {
    return add(type, core::Apply{operation, std::move(arguments)});
  }
  ExprId add(const core::Type& type, auto node) {
    contract_.exprs.push_back({type, {}, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  core::StatementId require(ExprId condition) {
    contract_.statements.push_back(
        {{}, {}, core::Require{condition, core::error_id(core::BuiltinError::where_violated)}});
    return {static_cast<std::uint32_t>(contract_.statements.size() - 1)};
  }

 private:
  Contract& contract_;
};

ExprId value_of(Maker& maker, const Contract& contract, const Step& step, GlobalId parameter) {
  const core::Global& global = contract[parameter];
  if (step.kind != StepKind::instantiate) return maker.add(global.type, core::Read{core::GlobalPlace{parameter}});
  const auto place = std::ranges::find(step.locals, global.name, &core::Local::name);
  const auto index = static_cast<std::uint32_t>(place - step.locals.begin());
  return maker.add(global.type, core::LocalRead{core::LocalId{index}});
}

/// `cell = now + parameter`: when a breaker ends. Its range is made so that this always fits.
std::optional<GlobalId> ending_after(const Contract& contract, const core::Statement& statement,
                                     const std::string& parameter) {
  const auto* write = std::get_if<core::Write>(&statement.node);
  const auto* cell = write ? std::get_if<core::GlobalPlace>(&write->place) : nullptr;
  if (!cell || !contract[cell->global].name.ends_with(".until")) return std::nullopt;
  const auto* sum = std::get_if<core::Apply>(&contract[write->value].node);
  const auto* read = sum ? std::get_if<core::Read>(&contract[sum->arguments.back()].node) : nullptr;
  const auto* duration = read ? std::get_if<core::GlobalPlace>(&read->place) : nullptr;
  return duration && contract[duration->global].name == parameter ? std::optional(cell->global) : std::nullopt;
}

}  // namespace

Contract with_range(Contract contract, GlobalId parameter, const core::Range& range) {
  const std::string name = contract[parameter].name;
  const core::Range declared = contract[parameter].range;
  std::set<std::uint32_t> moved;
  for (const core::Statement& statement : contract.statements) {
    if (const auto until = ending_after(contract, statement, name)) moved.insert(until->index);
  }
  for (const std::uint32_t until : moved) contract.globals[until].range.high += range.high - declared.high;
  contract.globals[parameter.index].range = range;
  for (Step& step : contract.steps) {
    if (step.kind == StepKind::set_parameter && step.name == "set_" + name) step.locals[1].range = range;
    if (step.kind != StepKind::instantiate) continue;
    for (core::Local& local : step.locals)
      if (local.name == name) local.range = range;
  }
  // A scan's lemma has a variable for each global that the scan reads.
  for (const core::Scan& scan : contract.scans) {
    if (!scan.monotone) continue;
    for (core::Local& local : contract.properties[scan.monotone->index].locals)
      if (local.name == name) local.range = range;
  }
  return contract;
}

std::vector<core::Span> where_clauses(const Contract& contract, const std::vector<GlobalId>& parameters) {
  std::vector<core::Span> spans;
  const Step& step = contract.steps.front();
  for (const core::StatementId id : step.body)
    if (is_clause_about(contract, step, id, parameters)) spans.push_back(contract[id].span);
  return spans;
}

Contract without_where(Contract contract, const std::vector<GlobalId>& parameters) {
  for (Step& step : contract.steps) {
    if (!may_change_parameters(step)) continue;
    std::erase_if(step.body, [&](core::StatementId id) { return is_clause_about(contract, step, id, parameters); });
  }
  return contract;
}

Contract with_clause(Contract contract, const LinearClause& clause) {
  Maker maker(contract);
  const core::Type number = contract[clause.left].type;
  core::Type truth;
  truth.sort = core::Sort::boolean;
  for (Step& step : contract.steps) {
    if (!may_change_parameters(step)) continue;
    const auto product = [&](const Integer& factor, GlobalId parameter) {
      return maker.apply(number, core::Operation::multiply,
                         {maker.literal(number, factor), value_of(maker, contract, step, parameter)});
    };
    const ExprId left = product(clause.left_factor, clause.left);
    const ExprId right = product(clause.right_factor, clause.right);
    const ExprId sum = maker.apply(number, core::Operation::add, {left, right});
    const ExprId bound = maker.literal(number, clause.bound);
    const core::StatementId required = maker.require(maker.apply(truth, core::Operation::less_equal, {sum, bound}));
    // Instantiation checks its arguments before it writes them; a change is checked when it is written.
    step.body.insert(step.kind == StepKind::instantiate ? step.body.begin() : step.body.end(), required);
  }
  return contract;
}

}  // namespace surety::verify::tune
