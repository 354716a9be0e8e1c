// explain.cpp -- see explain.h.
#include "verifier/trace/explain.h"

#include <string_view>

#include "compiler/read/concrete.h"
#include "compiler/scenario/quantity.h"

namespace surety::verify::trace {

namespace {

using core::ExprId;
using core::Operation;

/// Walks from a false condition to what makes it false.
class Explainer {
 public:
  Explainer(const core::Contract& contract, const core::Trace& trace, const core::State& state,
            const core::State* before, std::span<const core::Local> locals, std::span<const core::Integer> arguments)
      : contract_(contract),
        trace_(trace),
        domain_(contract, state, before),
        semantics_(contract, domain_, core::Mode::property) {
    for (std::uint32_t i = 0; i < arguments.size(); ++i) {
      semantics_.bind({i}, read::value_of(locals[i].type.sort, arguments[i]));
    }
  }

  /// Adds to `lines` why `id` is not `wanted`; false where it is.
  bool blame(ExprId id, bool wanted) {
    if (semantics_.boolean(id) == wanted) return false;
    std::visit(core::overloaded{[&](const core::Quantified& node) { blame_row(node, wanted); },
                                [&](const core::Choose& node) { blame_arm(node, wanted); },
                                [&](const core::Bind& node) {
                                  semantics_.bind(node.local, semantics_.evaluate(node.value));
                                  blame(node.body, wanted);
                                },
                                [&](const core::Apply& node) { blame_operation(node, wanted); }, [](const auto&) {}},
               contract_[id].node);
    return true;
  }

  std::vector<std::string> lines;

 private:
  void blame_row(const core::Quantified& node, bool wanted) {
    const bool one_row_decides = node.quantifier == (wanted ? core::Quantifier::forall : core::Quantifier::exists);
    for (core::PartyIndex party = 0; one_row_decides && party < trace_.parties.size(); ++party) {
      semantics_.bind(node.row, party);
      if (semantics_.boolean(node.body) == wanted) continue;
      lines.push_back("for " + contract_.tables[node.table.index].name + "[" + trace_.parties[party] + "]");
      blame(node.body, wanted);
      return;
    }
  }

  /// `a and b` is Choose(a, b, false): a literal arm says that the condition is to blame.
  void blame_arm(const core::Choose& node, bool wanted) {
    const bool condition = semantics_.boolean(node.condition);
    const ExprId arm = condition ? node.then : node.otherwise;
    const bool literal = std::holds_alternative<core::Literal>(contract_[arm].node);
    literal ? blame(node.condition, !condition) : blame(arm, wanted);
  }

  void blame_operation(const core::Apply& node, bool wanted) {
    if (node.operation == Operation::logical_not) {
      blame(node.arguments[0], !wanted);
      return;
    }
    const bool comparison = node.operation == Operation::less || node.operation == Operation::less_equal ||
                            node.operation == Operation::equal || node.operation == Operation::same_party;
    if (!comparison) return;
    // `a >= b` is lowered to `b <= a`: a literal on the left was most likely written on the right.
    const bool flipped = std::holds_alternative<core::Literal>(contract_[node.arguments[0]].node) &&
                         !std::holds_alternative<core::Literal>(contract_[node.arguments[1]].node);
    const std::string_view sign = sign_of(node.operation, flipped);
    lines.push_back(shown(node.arguments[flipped ? 1 : 0]) + std::string(sign) +
                    shown(node.arguments[flipped ? 0 : 1]) + (wanted ? " is false" : " is true"));
  }

  static std::string_view sign_of(Operation operation, bool flipped) {
    if (operation == Operation::less) return flipped ? " > " : " < ";
    if (operation == Operation::less_equal) return flipped ? " >= " : " <= ";
    return " == ";
  }

  std::string shown(ExprId id) {
    return scenario::show(contract_[id].type, read::cell_of(semantics_.evaluate(id)), trace_.parties);
  }

  const core::Contract& contract_;
  const core::Trace& trace_;
  read::Concrete domain_;
  core::Semantics<read::Concrete> semantics_;
};

}  // namespace

std::vector<std::string> explain(const core::Contract& contract, ExprId condition, const core::Trace& trace,
                                 const core::State& state, const core::State* before,
                                 std::span<const core::Local> locals, std::span<const core::Integer> arguments) {
  Explainer explainer(contract, trace, state, before, locals, arguments);
  try {
    explainer.blame(condition, true);
  } catch (const read::Revert& revert) {
    explainer.lines.push_back("its value is undefined: " + contract[revert.error]);
  }
  return explainer.lines;
}

}  // namespace surety::verify::trace
