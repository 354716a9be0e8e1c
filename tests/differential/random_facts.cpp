// random_facts.cpp -- see random_facts.h.
#include "tests/differential/random_facts.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "tests/differential/random_nodes.h"

namespace surety::testing {

using namespace core;

namespace {

/// The variables of a function's claim go as far as what is stored does.
const Range& everything() { return storage_range(); }

class FactMaker {
 public:
  using Locals = std::vector<LocalId>;
  /// The body for what the locals hold.
  using Body = std::function<ExprId(const Locals&)>;
  /// What is said of a value, and of the variables.
  using Claim = std::function<ExprId(const std::function<ExprId()>& value, const Locals&)>;

  explicit FactMaker(Contract& contract) : contract_(contract), nodes_(contract) {}

  FactId made(const std::string& name, std::uint32_t variables, const Body& body, const Claim& claim) {
    const FactId id{static_cast<std::uint32_t>(contract_.facts.size())};
    Fact fact;
    fact.name = name + ".ensures";
    fact.variable_count = variables;
    contract_.facts.push_back(fact);
    Locals locals;
    for (std::uint32_t i = 0; i <= variables; ++i) {
      Local local;
      local.name = i < variables ? "v" + std::to_string(i) : "result";
      local.range = everything();
      fact.locals.push_back(std::move(local));
      locals.push_back({i});
    }
    const LocalId result = locals.back();
    locals.pop_back();
    const ExprId value = stated(id, locals, body(locals));
    const ExprId said = claim([&] { return read(result); }, locals);
    fact.condition = nodes_.add(Sort::boolean, Bind{result, value, said});
    prove_by_lemma(fact);
    contract_.facts[id.index] = std::move(fact);
    return id;
  }
  ExprId stated(FactId id, const Locals& arguments, ExprId body) {
    Stated node{id, {}, body};
    for (const LocalId local : arguments) node.arguments.push_back(read(local));
    return nodes_.add(Sort::integer, std::move(node));
  }
  ExprId read(LocalId local) { return nodes_.add(Sort::integer, LocalRead{local}); }
  Nodes& nodes() { return nodes_; }

 private:
  void prove_by_lemma(Fact& fact) {
    fact.lemma = PropertyId{static_cast<std::uint32_t>(contract_.properties.size())};
    Property lemma;
    lemma.name = fact.name;
    lemma.kind = PropertyKind::lemma;
    lemma.condition = fact.condition;
    lemma.locals = fact.locals;
    lemma.variable_count = fact.variable_count;
    contract_.properties.push_back(std::move(lemma));
  }

  Contract& contract_;
  Nodes nodes_;
};

/// The body of a function with other locals in place of its variables.
class Copy {
 public:
  Copy(Contract& contract, const std::vector<LocalId>& arguments)
      : nodes_(contract), contract_(contract), arguments_(arguments) {}
  ExprId of(ExprId id) {
    const Expr original = contract_[id];  // the store moves
    if (const auto* local = std::get_if<LocalRead>(&original.node))
      return nodes_.add(original.type, LocalRead{arguments_[local->local.index]});
    const auto* apply = std::get_if<Apply>(&original.node);
    if (apply == nullptr) return nodes_.add(original.type, original.node);  // a literal
    std::vector<ExprId> operands;
    for (const ExprId operand : apply->arguments) operands.push_back(of(operand));
    return nodes_.apply(apply->operation, std::move(operands));
  }

 private:
  Nodes nodes_;
  Contract& contract_;
  const std::vector<LocalId>& arguments_;
};

std::optional<FactId> find_fact(const Contract& contract, const std::string& name) {
  const auto found = std::ranges::find(contract.facts, name + ".ensures", &Fact::name);
  if (found == contract.facts.end()) return std::nullopt;
  return FactId{static_cast<std::uint32_t>(found - contract.facts.begin())};
}

/// max(a, b): no less than either.
FactId larger(Contract& contract) {
  if (const auto known = find_fact(contract, "larger")) return *known;
  FactMaker make(contract);
  Nodes& nodes = make.nodes();
  return make.made(
      "larger", 2, [&](const auto& v) { return nodes.apply(Operation::maximum, {make.read(v[0]), make.read(v[1])}); },
      [&](const auto& result, const auto& v) {
        const ExprId first = nodes.apply(Operation::less_equal, {make.read(v[0]), result()});
        return nodes.both(first, nodes.apply(Operation::less_equal, {make.read(v[1]), result()}));
      });
}

/// |a| without its |b|-th part, which is rounded up: from 0 to |a|.
FactId rest(Contract& contract) {
  if (const auto known = find_fact(contract, "rest")) return *known;
  FactMaker make(contract);
  Nodes& nodes = make.nodes();
  const auto size = [&](LocalId v) { return nodes.apply(Operation::absolute, {make.read(v)}); };
  return make.made(
      "rest", 2,
      [&](const auto& v) {
        const ExprId parts = nodes.apply(Operation::maximum, {size(v[1]), nodes.number(1)});
        const ExprId part = nodes.apply(Operation::divide_up, {size(v[0]), parts});
        return nodes.apply(Operation::subtract, {size(v[0]), part});
      },
      [&](const auto& result, const auto& v) {
        const ExprId low = nodes.apply(Operation::less_equal, {nodes.number(0), result()});
        return nodes.both(low, nodes.apply(Operation::less_equal, {result(), size(v[0])}));
      });
}

}  // namespace

FactId clamp_fact(Contract& contract, const Range& range) {
  const std::string name = "clamp(" + to_string(range.low) + "," + to_string(range.high) + ")";
  if (const auto known = find_fact(contract, name)) return *known;
  FactMaker make(contract);
  Nodes& nodes = make.nodes();
  return make.made(
      name, 1,
      [&](const auto& v) {
        const ExprId below = nodes.apply(Operation::minimum, {make.read(v[0]), nodes.number(range.high)});
        return nodes.apply(Operation::maximum, {below, nodes.number(range.low)});
      },
      [&](const auto& result, const auto&) {
        const ExprId low = nodes.apply(Operation::less_equal, {nodes.number(range.low), result()});
        return nodes.both(low, nodes.apply(Operation::less_equal, {result(), nodes.number(range.high)}));
      });
}

FactId random_fact(Contract& contract, RandomSource& random) {
  switch (random.below(4)) {
    case 0: return larger(contract);
    case 1: return rest(contract);
    case 2: return clamp_fact(contract, {0, 1000});
    default: return clamp_fact(contract, {-power_of_two(63), power_of_two(63) - 1});
  }
}

ExprId value_of_call(Contract& contract, FactId fact, const std::vector<LocalId>& arguments) {
  const Stated stated = std::get<Stated>(contract[value_of(contract, contract[fact])].node);
  const ExprId body = Copy(contract, arguments).of(stated.body);
  return FactMaker(contract).stated(fact, arguments, body);
}

}  // namespace surety::testing
