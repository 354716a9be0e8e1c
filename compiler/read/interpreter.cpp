// interpreter.cpp -- see interpreter.h.
#include "compiler/read/interpreter.h"

#include <algorithm>
#include <stdexcept>

#include "compiler/core/instantiation.h"
#include "compiler/read/concrete.h"
#include "compiler/read/scan.h"

namespace surety::read {

namespace {

using Evaluator = core::Semantics<Concrete>;

class Interpreter final : public core::Engine {
 public:
  explicit Interpreter(const core::Contract& contract)
      : contract_(contract), witness_(core::instantiation_witness(contract)), state_(core::zero_state(contract)) {}

  [[nodiscard]] std::string name() const override { return "interpreter"; }

  core::Outcome execute(core::StepId id, std::span<const Integer> arguments) override {
    const core::Step& step = contract_.steps.at(id.index);
    if (arguments.size() != step.argument_count) {
      throw std::invalid_argument("step `" + step.name + "` takes " + std::to_string(step.argument_count) +
                                  " arguments, the caller included, and was given " + std::to_string(arguments.size()));
    }
    const bool begins = step.kind == core::StepKind::instantiate;
    if (witness_ && begins != (state_.globals[witness_->index] == 0))
      return {core::error_id(core::BuiltinError::rejected), {}};
    values_.clear();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      values_.push_back(value_of(step.locals[i].type.sort, arguments[i]));
    }
    Concrete domain(contract_, state_);
    if (const auto error = perform(contract_, domain, id, values_)) return {error, {}};
    return {std::nullopt, std::move(domain.effects)};
  }

  std::optional<core::Found> scan(core::ScanId id) override { return read::scan(contract_, id, state_); }
  [[nodiscard]] core::State state() const override { return state_; }
  void reset(const core::State& state) override { state_ = state; }

 private:
  const core::Contract& contract_;
  std::optional<core::GlobalId> witness_;
  core::State state_;
  std::vector<Concrete::Value> values_;
};

/// Binds the step's locals that a property's condition reads. Nodes tell their sorts; locals never read stay unbound.
class ArgumentBinder {
 public:
  ArgumentBinder(const core::Contract& contract, std::span<const Integer> arguments, Concrete& domain,
                 Evaluator& evaluator)
      : contract_(contract), arguments_(arguments), domain_(domain), evaluator_(evaluator) {}

  void visit(core::ExprId id) {
    const core::Expr& expr = contract_[id];
    std::visit(
        core::overloaded{[](const core::Literal&) {}, [&](const core::LocalRead& node) { bind(expr.type, node.local); },
                         [&](const core::Read& node) {
                           if (const auto* row = std::get_if<core::RowPlace>(&node.place)) visit(row->key);
                         },
                         [&](const core::Apply& node) {
                           for (const core::ExprId argument : node.arguments) visit(argument);
                         },
                         [&](const core::Choose& node) { visit_all({node.condition, node.then, node.otherwise}); },
                         [&](const core::Guarded& node) { visit_all({node.condition, node.value}); },
                         [&](const core::Bind& node) { visit_all({node.value, node.body}); },
                         [&](const core::Stated& node) {
                           for (const core::ExprId argument : node.arguments) visit(argument);
                           visit(node.body);
                         },
                         [&](const core::Quantified& node) { visit(node.body); },
                         [&](const core::Before& node) { visit(node.value); }},
        expr.node);
  }

 private:
  void visit_all(std::initializer_list<core::ExprId> ids) {
    for (const core::ExprId id : ids) visit(id);
  }
  void bind(const core::Type& type, core::LocalId local) {
    if (local.index >= arguments_.size()) return;  // a row binder or a function's argument
    const Concrete::Value value = value_of(type.sort, arguments_[local.index]);
    evaluator_.bind(local, value);
    if (type.sort == core::Sort::party) domain_.extra_parties.push_back(std::get<core::PartyIndex>(value));
  }

  const core::Contract& contract_;
  std::span<const Integer> arguments_;
  Concrete& domain_;
  Evaluator& evaluator_;
};

}  // namespace

std::unique_ptr<core::Engine> make_interpreter(const core::Contract& contract) {
  return std::make_unique<Interpreter>(contract);
}

std::optional<bool> holds(const core::Contract& contract, core::ExprId condition, const core::State& state,
                          const core::State* before, std::span<const Integer> arguments) {
  Concrete domain(contract, state, before);
  Evaluator evaluator(contract, domain, core::Mode::property);
  if (!arguments.empty()) ArgumentBinder(contract, arguments, domain, evaluator).visit(condition);
  try {
    return evaluator.boolean(condition);
  } catch (const Revert&) {
    return std::nullopt;
  }
}

std::optional<Integer> constant(const core::Contract& contract, core::ExprId expr) {
  const core::State state = core::zero_state(contract);
  Concrete domain(contract, state, nullptr);
  try {
    return cell_of(Evaluator(contract, domain, core::Mode::property).evaluate(expr));
  } catch (const Revert&) {
    return std::nullopt;
  }
}

}  // namespace surety::read
