// validate.cpp -- what contract.h requires of a contract, checked node by node.
//
// The readings trust these facts: ids index their stores, sorts agree, children come before parents (so trees end), and
// locals are bound before they are read. A local's scope is strict: a Bind ends with its body, a Let with the arm that
// it stands in, and nothing in scope is bound again. Readings keep one flat environment while they run both arms of a
// branch; only under this rule can no binding leak from one arm into what follows.
#include <algorithm>
#include <map>
#include <set>

#include "compiler/core/semantics.h"
#include "compiler/core/text.h"

namespace surety::core {

namespace {

struct Problem {
  std::string what;
};
void demand(bool condition, const std::string& what) {
  if (!condition) throw Problem{what};
}

std::string sort_name(Sort sort) {
  switch (sort) {
    case Sort::integer: return "an integer";
    case Sort::boolean: return "a boolean";
    case Sort::party: return "a party";
  }
  return "nothing known";
}

bool within_storage(const Range& range) {
  const Range& storage = storage_range();
  return storage.low <= range.low && range.low <= range.high && range.high <= storage.high;
}

template <class Handle>
void in_bounds(Handle id, std::size_t size, const char* what) {
  demand(id.index < size, std::string(what) + " " + std::to_string(id.index) + " does not exist");
}

/// What may stand where an expression stands.
struct Allowed {
  bool quantifiers = false;
  bool before = false;
  bool party_literals = false;
  bool state = true;  // reads of globals and rows
  /// Where given: this row of this table alone, of all rows.
  std::optional<std::pair<TableId, LocalId>> only_row = std::nullopt;
};

const std::vector<Local> no_locals;

/// Checks trees against an environment of local sorts.
class Scope {
 public:
  Scope(const Contract& contract, const Step& step, Allowed allowed)
      : Scope(contract, step.locals, step.argument_count, allowed) {}
  /// The first `bound` of the locals have values; the others are declared. `allowed` says what else.
  Scope(const Contract& contract, const std::vector<Local>& locals, std::uint32_t bound, Allowed allowed)
      : contract_(contract), locals_(locals), allowed_(allowed) {
    for (std::uint32_t i = 0; i < bound; ++i) sorts_[{i}] = locals[i].type.sort;
  }

  void bind(LocalId local, Sort sort) {
    demand(local.index < 65'536, "local " + std::to_string(local.index) + " is beyond any sensible number of locals");
    demand(!sorts_.contains(local), "local " + std::to_string(local.index) + " is bound again while in scope");
    if (!allowed_.quantifiers && local.index < locals_.size()) {
      const Local& declared = locals_[local.index];
      demand(declared.type.sort == sort, "local `" + declared.name + "` is declared " + sort_name(declared.type.sort) +
                                             " and bound to " + sort_name(sort));
    }
    sorts_[local] = sort;
  }

  void expect(ExprId id, Sort sort, const char* where) {
    const Sort found = check(id);
    demand(found == sort, std::string(where) + " must be " + sort_name(sort) + " and is " + sort_name(found));
  }

  /// The sort of an expression whose tree is sound.
  Sort check(ExprId id) {
    in_bounds(id, contract_.exprs.size(), "expression");
    const Expr& expr = contract_[id];
    in_bounds(expr.origin, contract_.origins.size(), "origin");
    const Sort found = std::visit([&](const auto& node) { return sort_of(id, expr, node); }, expr.node);
    demand(found == expr.type.sort, "expression " + std::to_string(id.index) + " is " + sort_name(found) +
                                        " and is typed as " + sort_name(expr.type.sort));
    return found;
  }

  void run(const Block& block, std::uint32_t before_statement) {
    for (const StatementId id : block) {
      in_bounds(id, contract_.statements.size(), "statement");
      demand(id.index < before_statement, "statement " + std::to_string(id.index) + " does not come before its parent");
      const Statement& statement = contract_[id];
      in_bounds(statement.origin, contract_.origins.size(), "origin");
      std::visit([&](const auto& node) { execute(id, node); }, statement.node);
    }
  }

  void execute(const Let& node) { bind(node.local, check(node.value)); }
  void execute(const Use& node) {
    in_bounds(node.lemma, contract_.properties.size(), "lemma");
    const Property& lemma = contract_[node.lemma];
    demand(lemma.kind == PropertyKind::lemma, "`use` names a property that is no lemma");
    demand(node.arguments.size() == lemma.variable_count,
           "`use` of `" + lemma.name + "` has the wrong number of arguments");
    for (std::size_t i = 0; i < node.arguments.size(); ++i)
      expect(node.arguments[i], lemma.locals[i].type.sort, "an argument of a lemma");
  }

 private:
  void execute(StatementId, const Let& node) { execute(node); }
  void execute(StatementId, const Use& node) { execute(node); }
  Sort child(ExprId parent, ExprId id) {
    demand(id.index < parent.index, "expression " + std::to_string(id.index) + " does not come before its parent");
    return check(id);
  }
  void child(ExprId parent, ExprId id, Sort sort, const char* where) {
    const Sort found = child(parent, id);
    demand(found == sort, std::string(where) + " must be " + sort_name(sort) + " and is " + sort_name(found));
  }
  /// Runs `body` and forgets what it bound.
  auto scoped(auto body) {
    const std::map<LocalId, Sort> outside = sorts_;
    struct Restore {
      std::map<LocalId, Sort>& sorts;
      const std::map<LocalId, Sort>& old;
      ~Restore() { sorts = old; }
    } restore{sorts_, outside};
    return body();
  }

  Sort sort_of(ExprId, const Expr& expr, const Literal& node) {
    switch (expr.type.sort) {
      case Sort::integer: demand(intermediate_range().contains(node.value), "a literal beyond 256 bits"); break;
      case Sort::boolean: demand(node.value == 0 || node.value == 1, "a boolean literal is neither 0 nor 1"); break;
      case Sort::party:
        demand(allowed_.party_literals, "a party is named outside a test");
        demand(node.value >= 0 && node.value.fits_uint_p(), "a party literal is not an index");
        break;
    }
    return expr.type.sort;
  }
  Sort sort_of(ExprId, const Expr&, const LocalRead& node) {
    const auto found = sorts_.find(node.local);
    demand(found != sorts_.end(), "local " + std::to_string(node.local.index) + " is read where it is not bound");
    return found->second;
  }
  Sort sort_of(ExprId id, const Expr&, const Read& node) {
    return place(node.place, [&](ExprId key) { child(id, key, Sort::party, "the key of a row"); });
  }
  Sort sort_of(ExprId id, const Expr&, const Apply& node) {
    const std::string name(info(node.operation).spelling);
    demand(node.arguments.size() == info(node.operation).arity, "`" + name + "` has the wrong number of arguments");
    std::vector<Sort> sorts;
    sorts.reserve(node.arguments.size());
    for (const ExprId argument : node.arguments) sorts.push_back(child(id, argument));
    const auto all = [&](Sort sort) { return std::ranges::all_of(sorts, [&](Sort s) { return s == sort; }); };
    switch (node.operation) {
      case Operation::less:
      case Operation::less_equal: demand(all(Sort::integer), "`" + name + "` compares integers"); return Sort::boolean;
      case Operation::equal:
        demand(all(Sort::integer) || all(Sort::boolean), "`eq` compares two integers or two booleans");
        return Sort::boolean;
      case Operation::same_party: demand(all(Sort::party), "`same` compares parties"); return Sort::boolean;
      case Operation::logical_not: demand(all(Sort::boolean), "`not` takes a boolean"); return Sort::boolean;
      default: demand(all(Sort::integer), "`" + name + "` takes integers"); return Sort::integer;
    }
  }
  Sort sort_of(ExprId id, const Expr&, const Choose& node) {
    child(id, node.condition, Sort::boolean, "the condition of `if`");
    const Sort then = scoped([&] { return child(id, node.then); });
    const Sort otherwise = scoped([&] { return child(id, node.otherwise); });
    demand(then == otherwise, "the arms of `if` differ in sort");
    return then;
  }
  Sort sort_of(ExprId id, const Expr&, const Guarded& node) {
    in_bounds(node.error, contract_.errors.size(), "error");
    child(id, node.condition, Sort::boolean, "the condition of a guard");
    return child(id, node.value);
  }
  Sort sort_of(ExprId id, const Expr&, const Bind& node) {
    const Sort value = child(id, node.value);
    return scoped([&] {
      bind(node.local, value);
      return child(id, node.body);
    });
  }
  Sort sort_of(ExprId id, const Expr&, const Stated& node) {
    in_bounds(node.fact, contract_.facts.size(), "fact");
    const Fact& fact = contract_[node.fact];
    demand(node.arguments.size() == fact.variable_count,
           "the value of `" + fact.name + "` has the wrong number of arguments");
    for (const ExprId argument : node.arguments) child(id, argument, Sort::integer, "an argument of a function");
    child(id, node.body, Sort::integer, "the value of a function with a fact");
    return Sort::integer;
  }
  Sort sort_of(ExprId id, const Expr&, const Quantified& node) {
    demand(allowed_.quantifiers, "a quantifier stands outside properties");
    in_bounds(node.table, contract_.tables.size(), "table");
    const Sort body = scoped([&] {
      bind(node.row, Sort::party);
      return child(id, node.body);
    });
    const bool sum = node.quantifier == Quantifier::sum;
    demand(body == (sum ? Sort::integer : Sort::boolean), "the body of a quantifier has the wrong sort");
    return sum || node.quantifier == Quantifier::count ? Sort::integer : Sort::boolean;
  }
  Sort sort_of(ExprId id, const Expr&, const Before& node) {
    demand(allowed_.before, "`before` stands outside rules");
    return child(id, node.value);
  }

  Sort place(const Place& place, auto check_key) {
    demand(allowed_.state, "the contract's state is read in a lemma");
    if (const auto* cell = std::get_if<GlobalPlace>(&place)) {
      in_bounds(cell->global, contract_.globals.size(), "global");
      return contract_[cell->global].type.sort;
    }
    const auto& row = std::get<RowPlace>(place);
    in_bounds(row.table, contract_.tables.size(), "table");
    in_bounds(row.field, contract_[row.table].fields.size(), "field");
    check_key(row.key);
    if (allowed_.only_row) {
      const auto* key = std::get_if<LocalRead>(&contract_[row.key].node);
      demand(key != nullptr && std::pair(row.table, key->local) == *allowed_.only_row, "another row is read");
    }
    return contract_.field(row.table, row.field).type.sort;
  }

  void execute(StatementId, const Write& node) {
    in_bounds(node.out_of_range, contract_.errors.size(), "error");
    const Sort target = place(node.place, [&](ExprId key) { expect(key, Sort::party, "the key of a row"); });
    expect(node.value, target, "a written value");
  }
  void execute(StatementId, const Require& node) { condition(node.condition, node.error); }
  void execute(StatementId, const Assert& node) { condition(node.condition, node.error); }
  void execute(StatementId id, const Branch& node) {
    expect(node.condition, Sort::boolean, "the condition of a branch");
    scoped([&] { run(node.then, id.index); });
    scoped([&] { run(node.otherwise, id.index); });
  }
  void execute(StatementId, const Effect& node) {
    in_bounds(node.asset, contract_.assets.size(), "asset");
    if (node.kind == EffectKind::mint || node.kind == EffectKind::burn)
      demand(contract_[node.asset].issued, "`" + contract_[node.asset].name + "` is minted or burned and not issued");
    expect(node.party, Sort::party, "the party of an effect");
    expect(node.amount, Sort::integer, "the amount of an effect");
  }
  void condition(ExprId id, ErrorId error) {
    in_bounds(error, contract_.errors.size(), "error");
    expect(id, Sort::boolean, "a required condition");
  }

  const Contract& contract_;
  const std::vector<Local>& locals_;
  Allowed allowed_;
  std::map<LocalId, Sort> sorts_;
};

/// Runs `check` and says in which declaration a problem stands.
void inside(const std::string& where, auto check) {
  try {
    check();
  } catch (const Problem& problem) {
    throw Problem{where + ": " + problem.what};
  }
}

void check_cell(const Contract& contract, const Type& type, const Range& range, const std::optional<AssetId>& asset) {
  if (type.sort == Sort::integer) demand(within_storage(range), "its range is empty or beyond 128 bits");
  if (asset) in_bounds(*asset, contract.assets.size(), "asset");
}

void check_declarations(const Contract& contract) {
  const std::vector<std::string> builtin = empty_contract("").errors;
  demand(
      contract.errors.size() >= builtin.size() && std::equal(builtin.begin(), builtin.end(), contract.errors.begin()),
      "the errors do not begin with the builtin ones");
  demand(!contract.origins.empty(), "origin 0 is missing");
  for (const Global& global : contract.globals) {
    inside("global `" + global.name + "`", [&] { check_cell(contract, global.type, global.range, global.asset); });
  }
  for (const Table& table : contract.tables) {
    for (const Field& field : table.fields) {
      inside("field `" + table.name + "." + field.name + "`", [&] {
        check_cell(contract, field.type, field.range, field.asset);
        const bool integer = field.type.sort == Sort::integer;
        demand(!integer || field.range.contains(0), "a row begins as zeros, so its range must contain 0");
      });
    }
  }
  for (const Oracle& oracle : contract.oracles) {
    inside("oracle `" + oracle.name + "`", [&] {
      in_bounds(oracle.value, contract.globals.size(), "global");
      in_bounds(oracle.time, contract.globals.size(), "global");
      in_bounds(oracle.update, contract.steps.size(), "step");
    });
  }
}

void check_step(const Contract& contract, const Step& step) {
  demand(step.argument_count >= 1 && step.argument_count <= step.locals.size(),
         "its arguments are not among its locals");
  demand(step.locals[0].type.sort == Sort::party, "local 0, the caller, is not a party");
  for (std::uint32_t i = 0; i < step.argument_count; ++i) {
    const Local& local = step.locals[i];
    in_bounds(local.out_of_range, contract.errors.size(), "error");
    demand(local.type.sort != Sort::integer || within_storage(local.range),
           "the range of argument `" + local.name + "` is empty or beyond 128 bits");
  }
  Scope(contract, step, {}).run(step.body, static_cast<std::uint32_t>(contract.statements.size()));
}

void check_arguments(const Contract& contract, StepId id, const std::vector<ExprId>& arguments, Scope& scope) {
  in_bounds(id, contract.steps.size(), "step");
  const Step& step = contract[id];
  demand(arguments.size() == step.argument_count, "a call of `" + step.name + "` has the wrong number of arguments");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    scope.expect(arguments[i], step.locals[i].type.sort, "an argument of a call");
  }
}

void check_assertion(const Contract& contract, const Property& property) {
  demand(property.cases.size() == 1, "an assertion stands in one step");
  in_bounds(property.cases[0].step, contract.steps.size(), "step");
  const std::vector<StatementId> all = assertions_of(contract, contract[property.cases[0].step].body);
  demand(std::ranges::find(all, property.statement) != all.end(), "its step has no such assert");
}

void check_variables(const Contract& contract, const auto& of) {
  demand(of.variable_count <= of.locals.size(), "its variables are not among its locals");
  for (std::uint32_t i = 0; i < of.variable_count; ++i) {
    const Local& local = of.locals[i];
    in_bounds(local.out_of_range, contract.errors.size(), "error");
    demand(local.type.sort != Sort::integer || within_storage(local.range),
           "the range of variable `" + local.name + "` is empty or beyond 128 bits");
  }
}

void check_lemma(const Contract& contract, PropertyId id, const Property& property) {
  check_variables(contract, property);
  Scope scope(contract, property.locals, property.variable_count, {.state = false});
  scope.expect(property.condition, Sort::boolean, "the claim");
  for (const StatementId hint : property.hints) {
    in_bounds(hint, contract.statements.size(), "statement");
    const auto& node = contract[hint].node;
    const auto* use = std::get_if<Use>(&node);
    demand(use != nullptr || std::holds_alternative<Let>(node) || std::holds_alternative<Assert>(node),
           "a lemma's proof goes by let, assert and use");
    demand(use == nullptr || use->lemma < id, "it uses a lemma that is not declared before it");
  }
  scope.run(property.hints, static_cast<std::uint32_t>(contract.statements.size()));
}

void check_fact(const Contract& contract, const Fact& fact) {
  check_variables(contract, fact);
  for (std::uint32_t i = 0; i < fact.variable_count; ++i)
    demand(fact.locals[i].type.sort == Sort::integer, "a variable of it is no integer");
  Scope(contract, fact.locals, fact.variable_count, {.state = false})
      .expect(fact.condition, Sort::boolean, "the claim");
  const ExprId claim = fact.condition;
  const auto* where = std::get_if<Choose>(&contract[claim].node);
  demand(std::holds_alternative<Bind>(contract[where ? where->then : claim].node), "its claim does not name the value");
  if (!fact.lemma) return;
  in_bounds(*fact.lemma, contract.properties.size(), "lemma");
  const Property& lemma = contract[*fact.lemma];
  demand(lemma.kind == PropertyKind::lemma && lemma.condition == fact.condition &&
             lemma.variable_count == fact.variable_count,
         "the lemma that proves it says something else");
}

void check_scenario(const Contract& contract, const Property& property) {
  check_variables(contract, property);
  Scope scope(contract, property.locals, property.variable_count,
              {.quantifiers = true, .before = true, .party_literals = true});
  scope.expect(property.condition, Sort::boolean, "the condition");
  for (const ScenarioStep& step : property.scenario) {
    std::visit(
        overloaded{[&](const ScenarioExpect& expect) { scope.expect(expect.condition, Sort::boolean, "an `expect`"); },
                   [&](const ScenarioCall& call) {
                     demand(!call.steps.empty(), "a call in it is a call of nothing");
                     if (call.error) in_bounds(*call.error, contract.errors.size(), "error");
                     if (call.steps.size() == 1 && call.arguments.size() != 1)
                       return check_arguments(contract, call.steps[0], call.arguments, scope);
                     for (const StepId each : call.steps) in_bounds(each, contract.steps.size(), "step");
                     demand(call.arguments.size() == 1, "a call of any of several steps names its caller alone");
                     scope.expect(call.arguments[0], Sort::party, "a caller");
                   },
                   [&](const auto& statement) { scope.execute(statement); }},
        step.node);
  }
}

void check_property(const Contract& contract, PropertyId id) {
  const Property& property = contract[id];
  if (property.kind == PropertyKind::assertion) return check_assertion(contract, property);
  if (property.kind == PropertyKind::lemma) return check_lemma(contract, id, property);
  if (property.kind == PropertyKind::scenario) return check_scenario(contract, property);
  const bool can = property.kind == PropertyKind::can;
  const bool rule = property.kind == PropertyKind::rule;
  Scope scope(contract, no_locals, 0, {.quantifiers = true});
  if (can) {
    demand(property.table.has_value() && property.row.has_value(), "`can` speaks of no row");
    in_bounds(*property.table, contract.tables.size(), "table");
    scope.bind(*property.row, Sort::party);
  }
  if (!rule) scope.expect(property.condition, Sort::boolean, "the condition");
  for (const PropertyCase& one : property.cases) {
    in_bounds(one.step, contract.steps.size(), "step");
    if (rule) {
      Scope(contract, contract[one.step], {.quantifiers = true, .before = true})
          .expect(one.condition, Sort::boolean, "the condition");
    } else {
      check_arguments(contract, one.step, one.arguments, scope);
    }
  }
}

void check_scan(const Contract& contract, const Scan& scan) {
  in_bounds(scan.table, contract.tables.size(), "table");
  Scope scope(contract, no_locals, 0, {.only_row = std::pair(scan.table, scan.row)});
  scope.bind(scan.row, Sort::party);
  scope.expect(scan.condition, Sort::boolean, "the condition");
  demand(scan.by.has_value() == scan.monotone.has_value(), "a global and the lemma about it come together");
  if (!scan.by || !scan.monotone) return;
  in_bounds(*scan.by, contract.globals.size(), "global");
  in_bounds(*scan.monotone, contract.properties.size(), "property");
  demand(contract[*scan.by].type.sort == Sort::integer, "what it goes by is no integer");
  demand(contract[*scan.monotone].kind == PropertyKind::lemma, "what says that it is monotone is no lemma");
}

void check_test(const Contract& contract, const Test& test) {
  Scope scope(contract, no_locals, 0, {.quantifiers = true, .party_literals = true});
  for (const TestStep& step : test.steps) {
    if (const auto* expect = std::get_if<TestExpect>(&step.node)) {
      scope.expect(expect->condition, Sort::boolean, "an `expect`");
    } else {
      const auto& call = std::get<TestCall>(step.node);
      check_arguments(contract, call.step, call.arguments, scope);
      if (call.expected_error) in_bounds(*call.expected_error, contract.errors.size(), "error");
    }
  }
}

void check_all(const Contract& contract) {
  check_declarations(contract);
  demand(!contract.steps.empty() && contract.steps[0].kind == StepKind::instantiate, "step 0 is not `instantiate`");
  for (const Step& step : contract.steps) inside("step `" + step.name + "`", [&] { check_step(contract, step); });
  std::set<std::string> names;
  for (std::uint32_t i = 0; i < contract.properties.size(); ++i) {
    const std::string& name = contract.properties[i].name;  // proofs say by name what they rest on
    demand(names.insert(name).second && !name.starts_with("where#"),
           "the name `" + name + "` stands for two properties");
    inside("property `" + contract.properties[i].name + "`", [&] { check_property(contract, PropertyId{i}); });
  }
  for (const Fact& fact : contract.facts) inside("fact `" + fact.name + "`", [&] { check_fact(contract, fact); });
  for (const Assumption& assumption : contract.assumptions) {
    inside("assumption `" + assumption.name + "`", [&] {
      in_bounds(assumption.step, contract.steps.size(), "step");
      Scope(contract, contract[assumption.step], {.quantifiers = true})
          .expect(assumption.condition, Sort::boolean, "the condition");
    });
  }
  for (const Scan& scan : contract.scans) inside("scan `" + scan.name + "`", [&] { check_scan(contract, scan); });
  for (const Test& test : contract.tests) inside("test `" + test.name + "`", [&] { check_test(contract, test); });
}

}  // namespace

std::optional<std::string> validate(const Contract& contract) {
  try {
    check_all(contract);
  } catch (const Problem& problem) {
    return problem.what;
  }
  return std::nullopt;
}

}  // namespace surety::core
