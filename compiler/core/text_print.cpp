// text_print.cpp -- core as text. The form is given with each function; text_parse.cpp reads exactly this.
#include <algorithm>
#include <functional>

#include "compiler/core/semantics.h"
#include "compiler/core/text.h"
#include "compiler/core/text_sexp.h"
#include "compiler/core/text_words.h"

namespace surety::core {

namespace {

Sexp number(const Integer& value) { return word(to_string(value)); }

/// int · bool · party · (USD 12) · (enum Side Long Short) · anything else: (type SORT DIMENSION SCALE ENUM CONSTANTS…)
Sexp type_text(const Type& type) {
  const bool plain = type.enumeration.empty() && type.constants.empty();
  if (plain && type.dimension.empty() && type.scale == 0) return word(std::string(sort_word(type.sort)));
  if (plain && type.sort == Sort::integer && !type.dimension.empty() && type.dimension != "enum" &&
      type.dimension != "type") {
    return list_of({name_atom(type.dimension), word(std::to_string(type.scale))});
  }
  const bool enumeration = type.sort == Sort::integer && type.dimension.empty() && type.scale == 0;
  Sexp result = enumeration ? list_of({word("enum"), name_atom(type.enumeration)})
                            : list_of({word("type"), word(std::string(sort_word(type.sort))), name_atom(type.dimension),
                                       word(std::to_string(type.scale)), name_atom(type.enumeration)});
  for (const std::string& constant : type.constants) result.items.push_back(name_atom(constant));
  return result;
}

/// By name where that is unambiguous, else #index.
Sexp reference(const auto& items, std::size_t index, const auto& name_of) {
  const std::string& name = name_of(items[index]);
  const auto same = std::ranges::count_if(items, [&](const auto& item) { return name_of(item) == name; });
  return same == 1 ? name_atom(name) : word("#" + std::to_string(index));
}
constexpr auto member_name = [](const auto& item) -> const std::string& { return item.name; };
constexpr std::identity string_itself;

/// Expressions and statements in one scope: a step, a property, a test.
class Scope {
 public:
  /// `locals` (of a step or a property) have names and types; without them they are $index. `annotate`: write types
  /// that are not the usual.
  Scope(const Contract& contract, const std::vector<Local>* locals, bool annotate)
      : contract_(contract), locals_(locals), annotate_(annotate) {
    if (!locals) return;
    for (const Local& local : *locals) types_.emplace_back(local.type);
  }
  void bind_row(LocalId row) { set_local_type(types_, row, plain_type(Sort::party)); }

  Sexp expr(ExprId id) {
    const Expr& node = contract_[id];
    Sexp text = std::visit([&](const auto& kind) { return form(node, kind); }, node.node);
    if (!annotate_ || written_by_sort(node) || node.type == usual_type(contract_, node.node, types_)) return text;
    return list_of({word(":"), type_text(node.type), std::move(text)});
  }
  Sexp block(std::string head, const Block& block) {
    Sexp result = list_of({word(std::move(head))});
    append(result, block);
    return result;
  }
  void append(Sexp& list, const Block& block) {
    for (const StatementId id : block) {
      list.items.push_back(std::visit([&](const auto& node) { return form(node); }, contract_[id].node));
    }
  }
  /// By name where it is declared and the name reads back as this local alone, else $index.
  Sexp local(LocalId id) const {
    if (locals_ && id.index < locals_->size()) {
      Sexp name = reference(*locals_, id.index, member_name);
      const bool clashes = name.quoted || name.text.starts_with('#') || name.text == "true" || name.text == "false";
      if (!clashes) return name;
    }
    return word("$" + std::to_string(id.index));
  }
  Sexp form(const Let& node) {
    Sexp value = expr(node.value);
    set_local_type(types_, node.local, contract_[node.value].type);
    return list_of({word("let"), local(node.local), std::move(value)});
  }
  Sexp form(const Use& node) {
    Sexp text = list_of({word("use"), reference(contract_.properties, node.lemma.index, member_name)});
    for (const ExprId argument : node.arguments) text.items.push_back(expr(argument));
    return text;
  }
  Sexp error(ErrorId id) const { return reference(contract_.errors, id.index, string_itself); }

 private:
  /// true, false and (party 3) say their own type.
  static bool written_by_sort(const Expr& expr) {
    return std::holds_alternative<Literal>(expr.node) && expr.type.sort != Sort::integer &&
           expr.type == plain_type(expr.type.sort);
  }

  Sexp form(const Expr& expr, const Literal& node) {
    if (expr.type.sort == Sort::boolean) return word(node.value != 0 ? "true" : "false");
    if (expr.type.sort == Sort::party) return list_of({word("party"), number(node.value)});
    return number(node.value);
  }
  Sexp form(const Expr&, const LocalRead& node) { return local(node.local); }
  Sexp form(const Expr&, const Read& node) {
    Sexp result = place(node.place);
    result.items.insert(result.items.begin(), word("get"));
    return result;
  }
  Sexp form(const Expr&, const Apply& node) {
    Sexp result = list_of({word(std::string(info(node.operation).spelling))});
    for (const ExprId argument : node.arguments) result.items.push_back(expr(argument));
    return result;
  }
  Sexp form(const Expr&, const Choose& node) {
    return list_of({word("if"), expr(node.condition), expr(node.then), expr(node.otherwise)});
  }
  Sexp form(const Expr&, const Guarded& node) {
    return list_of({word("guard"), expr(node.condition), error(node.error), expr(node.value)});
  }
  Sexp form(const Expr&, const Bind& node) {
    Sexp value = expr(node.value);
    set_local_type(types_, node.local, contract_[node.value].type);
    return list_of({word("bind"), local(node.local), std::move(value), expr(node.body)});
  }
  Sexp form(const Expr&, const Stated& node) {
    Sexp result = list_of({word("stated"), reference(contract_.facts, node.fact.index, member_name)});
    for (const ExprId argument : node.arguments) result.items.push_back(expr(argument));
    result.items.push_back(expr(node.body));
    return result;
  }
  Sexp form(const Expr&, const Quantified& node) {
    bind_row(node.row);
    return list_of(
        {word(std::string(quantifier_word(node.quantifier))), table(node.table), local(node.row), expr(node.body)});
  }
  Sexp form(const Expr&, const Before& node) { return list_of({word("before"), expr(node.value)}); }

  /// (insurance) · (Trader KEY quote), to be spliced into (get …) and (write …).
  Sexp place(const Place& place) {
    if (const auto* cell = std::get_if<GlobalPlace>(&place)) {
      return list_of({reference(contract_.globals, cell->global.index, member_name)});
    }
    const auto& row = std::get<RowPlace>(place);
    return list_of(
        {table(row.table), expr(row.key), reference(contract_[row.table].fields, row.field.index, member_name)});
  }
  Sexp table(TableId id) const { return reference(contract_.tables, id.index, member_name); }

  Sexp form(const Write& node) {
    return list_of({word("write"), place(node.place), expr(node.value), error(node.out_of_range)});
  }
  Sexp form(const Require& node) { return list_of({word("require"), expr(node.condition), error(node.error)}); }
  Sexp form(const Assert& node) { return list_of({word("assert"), expr(node.condition), error(node.error)}); }
  Sexp form(const Branch& node) {
    return list_of({word("branch"), expr(node.condition), block("then", node.then), block("else", node.otherwise)});
  }
  Sexp form(const Effect& node) {
    return list_of({word(std::string(effect_word(node.kind))),
                    reference(contract_.assets, node.asset.index, member_name), expr(node.party), expr(node.amount)});
  }

  const Contract& contract_;
  const std::vector<Local>* locals_;
  bool annotate_;
  LocalTypes types_;
};

class Printer {
 public:
  explicit Printer(const Contract& contract) : contract_(contract) {}

  std::string whole() {
    out_ = list_of({word("contract"), name_atom(contract_.name)});
    for (const Asset& asset : contract_.assets) {
      add({word("asset"), name_atom(asset.name), word(std::to_string(asset.decimals)), number(asset.supply)});
      if (asset.issued) out_.items.back().items.push_back(word("issued"));
    }
    for (const std::string& unit : contract_.units) add({word("unit"), name_atom(unit)});
    for (std::size_t i = builtin_errors; i < contract_.errors.size(); ++i) {
      add({word("error"), name_atom(contract_.errors[i])});
    }
    for (const Global& global : contract_.globals) declare(global);
    for (const Table& table : contract_.tables) declare(table);
    for (const Oracle& oracle : contract_.oracles) declare(oracle);
    for (const Step& step : contract_.steps) declare(step);
    for (const Assumption& assumption : contract_.assumptions) declare(assumption);
    for (const Property& property : contract_.properties) declare(property);
    for (const Fact& fact : contract_.facts) declare(fact);
    for (const Scan& scan : contract_.scans) declare(scan);
    for (const Test& test : contract_.tests) declare(test);
    return separated();
  }

 private:
  void add(std::initializer_list<Item> items) { out_.items.push_back(list_of(items)); }
  Sexp step_reference(StepId id) const { return reference(contract_.steps, id.index, member_name); }
  Sexp global_reference(GlobalId id) const { return reference(contract_.globals, id.index, member_name); }
  static Sexp range(const Range& range) { return list_of({word("range"), number(range.low), number(range.high)}); }

  /// One declaration per paragraph, laid out on its own.
  std::string separated() const {
    std::string result = "(contract " + lay_out(out_.items[1]);
    for (std::size_t i = 2; i < out_.items.size(); ++i) {
      std::string text = "\n" + lay_out(out_.items[i]);
      for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3) text.insert(at + 1, "  ");
      result += text;
    }
    return result + ")\n";
  }

  /// (global pot insurance (USD 12) (range 0 100) USD)
  void declare(const Global& global) {
    add({word("global"), word(std::string(global_word(global.kind))), name_atom(global.name), type_text(global.type),
         range(global.range)});
    if (global.asset) out_.items.back().items.push_back(reference(contract_.assets, global.asset->index, member_name));
  }
  /// (table Trader (field quote (USD 12) (range -5 5) (balance USD)) …)
  void declare(const Table& table) {
    add({word("table"), name_atom(table.name)});
    for (const Field& field : table.fields) {
      Sexp text = list_of({word("field"), name_atom(field.name), type_text(field.type), range(field.range)});
      if (field.asset) {
        text.items.push_back(list_of(
            {word(field.pot ? "pot" : "balance"), reference(contract_.assets, field.asset->index, member_name)}));
      }
      out_.items.back().items.push_back(std::move(text));
    }
  }
  /// (oracle mark VALUE TIME UPDATE 60), the heartbeat where there is one
  void declare(const Oracle& oracle) {
    add({word("oracle"), name_atom(oracle.name), global_reference(oracle.value), global_reference(oracle.time),
         step_reference(oracle.update)});
    if (oracle.heartbeat) out_.items.back().items.push_back(number(*oracle.heartbeat));
  }
  /// (step action deposit (arguments (caller party) (amount (USD 6) (range 0 9) ERROR)) (locals …) STATEMENTS…)
  void declare(const Step& step) {
    Scope scope(contract_, &step.locals, true);
    add({word("step"), word(std::string(step_word(step.kind))), name_atom(step.name)});
    declare_locals("arguments", step.locals, step.argument_count);
    scope.append(out_.items.back(), step.body);
  }
  /// (HEAD (NAME TYPE) …) for the first `count`, (locals …) for what is left.
  void declare_locals(const char* head, const std::vector<Local>& all, std::uint32_t count) {
    Sexp first = list_of({word(head)});
    Sexp rest = list_of({word("locals")});
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Local& local = all[i];
      Sexp text = list_of({name_atom(local.name), type_text(local.type)});
      if (local.range != Range{} || local.out_of_range != ErrorId{}) {
        text.items.push_back(range(local.range));
        text.items.push_back(reference(contract_.errors, local.out_of_range.index, string_itself));
        if (!local.record.empty()) text.items.push_back(name_atom(local.record));
      }
      (i < count ? first : rest).items.push_back(std::move(text));
    }
    std::vector<Sexp>& items = out_.items.back().items;
    items.push_back(std::move(first));
    if (rest.items.size() > 1) items.push_back(std::move(rest));
  }
  /// (assume keepers mark.update EXPR)
  void declare(const Assumption& assumption) {
    add({word("assume"), name_atom(assumption.name), step_reference(assumption.step),
         Scope(contract_, &contract_[assumption.step].locals, true).expr(assumption.condition)});
  }
  /// (fact NAME LEMMA) · (fact NAME (variables …) (locals …) EXPR), which is trusted
  void declare(const Fact& fact) {
    add({word("fact"), name_atom(fact.name)});
    if (fact.lemma) {
      out_.items.back().items.push_back(reference(contract_.properties, fact.lemma->index, member_name));
      return;
    }
    declare_locals("variables", fact.locals, fact.variable_count);
    out_.items.back().items.push_back(Scope(contract_, &fact.locals, true).expr(fact.condition));
  }
  /// (invariant NAME EXPR) · (conservation NAME EXPR) · (rule NAME (after STEP EXPR) …)
  /// · (can NAME TABLE $ROW EXPR (call STEP ARGUMENTS…) …)
  void declare(const Property& property) {
    add({word(std::string(property_word(property.kind))), name_atom(property.name)});
    switch (property.kind) {
      case PropertyKind::assertion: return declare_assertion(property);
      case PropertyKind::lemma: return declare_lemma(property);
      case PropertyKind::scenario: return declare_scenario(property);
      case PropertyKind::invariant:
      case PropertyKind::conservation:
      case PropertyKind::rule:
      case PropertyKind::can: break;
    }
    Scope scope(contract_, nullptr, true);
    std::vector<Sexp>& items = out_.items.back().items;
    if (property.kind == PropertyKind::can) {
      items.push_back(property.table ? reference(contract_.tables, property.table->index, member_name) : word("none"));
      items.push_back(scope.local(property.row.value_or(LocalId{})));
      scope.bind_row(property.row.value_or(LocalId{}));
    }
    if (property.kind != PropertyKind::rule) items.push_back(scope.expr(property.condition));
    for (const PropertyCase& one : property.cases) {
      Sexp text = list_of({word(property.kind == PropertyKind::rule ? "after" : "call"), step_reference(one.step)});
      if (property.kind == PropertyKind::rule) {
        text.items.push_back(Scope(contract_, &contract_[one.step].locals, true).expr(one.condition));
      }
      for (const ExprId argument : one.arguments) text.items.push_back(scope.expr(argument));
      items.push_back(std::move(text));
    }
  }
  /// (assertion NAME STEP 2), the step's second assert
  void declare_assertion(const Property& property) {
    if (property.cases.empty()) return;
    std::vector<Sexp>& items = out_.items.back().items;
    const std::vector<StatementId> all = assertions_of(contract_, contract_[property.cases[0].step].body);
    const auto place = std::ranges::find(all, property.statement) - all.begin();
    items.push_back(step_reference(property.cases[0].step));
    items.push_back(word(std::to_string(place + 1)));
  }
  /// (lemma NAME (variables (x (USD 6) (range 0 9) Overflow)) (locals …) EXPR STATEMENTS…)
  void declare_lemma(const Property& property) {
    declare_locals("variables", property.locals, property.variable_count);
    Scope scope(contract_, &property.locals, true);
    out_.items.back().items.push_back(scope.expr(property.condition));
    scope.append(out_.items.back(), property.hints);
  }
  /// (scenario NAME (variables …) (locals …) EXPR STEPS…) with the steps (call (STEPS…) ARGUMENTS…) · (succeeds
  /// (STEPS…) ARGUMENTS…) · (reverts (STEPS…) ARGUMENTS…) · (fails ERROR (STEPS…) ARGUMENTS…) · (expect EXPR) · let and
  /// use
  void declare_scenario(const Property& property) {
    declare_locals("variables", property.locals, property.variable_count);
    Scope scope(contract_, &property.locals, true);
    out_.items.back().items.push_back(scope.expr(property.condition));
    for (const ScenarioStep& step : property.scenario) {
      out_.items.back().items.push_back(std::visit(
          overloaded{
              [&](const ScenarioCall& call) { return scenario_call(call, scope); },
              [&](const ScenarioExpect& expect) { return list_of({word("expect"), scope.expr(expect.condition)}); },
              [&](const auto& statement) { return scope.form(statement); }},
          step.node));
    }
  }
  Sexp scenario_call(const ScenarioCall& call, Scope& scope) const {
    Sexp text = list_of({word(std::string(outcome_word(call.outcome)))});
    if (call.error) text.items = {word("fails"), scope.error(*call.error)};
    Sexp steps = list_of({});
    for (const StepId step : call.steps) steps.items.push_back(step_reference(step));
    text.items.push_back(std::move(steps));
    for (const ExprId argument : call.arguments) text.items.push_back(scope.expr(argument));
    return text;
  }
  /// (scan NAME TABLE $ROW EXPR) · (scan NAME TABLE $ROW EXPR GLOBAL LEMMA)
  void declare(const Scan& scan) {
    Scope scope(contract_, nullptr, true);
    scope.bind_row(scan.row);
    add({word("scan"), name_atom(scan.name), reference(contract_.tables, scan.table.index, member_name),
         scope.local(scan.row), scope.expr(scan.condition)});
    if (!scan.by || !scan.monotone) return;
    out_.items.back().items.push_back(global_reference(*scan.by));
    out_.items.back().items.push_back(reference(contract_.properties, scan.monotone->index, member_name));
  }
  /// (test "a name" (parties alice bob) (call STEP ARGUMENTS…) (fails ERROR STEP ARGUMENTS…) (expect EXPR) …)
  void declare(const Test& test) {
    Scope scope(contract_, nullptr, true);
    Sexp parties = list_of({word("parties")});
    for (const std::string& party : test.parties) parties.items.push_back(name_atom(party));
    add({word("test"), name_atom(test.name), std::move(parties)});
    for (const TestStep& step : test.steps) {
      Sexp text = list_of({});
      if (const auto* expect = std::get_if<TestExpect>(&step.node)) {
        text.items = {word("expect"), scope.expr(expect->condition)};
      } else {
        const auto& call = std::get<TestCall>(step.node);
        text.items = {word(call.expected_error ? "fails" : "call")};
        if (call.expected_error) text.items.push_back(scope.error(*call.expected_error));
        text.items.push_back(step_reference(call.step));
        for (const ExprId argument : call.arguments) text.items.push_back(scope.expr(argument));
      }
      out_.items.back().items.push_back(std::move(text));
    }
  }

  const Contract& contract_;
  Sexp out_;
};

}  // namespace

std::string print(const Contract& contract) { return Printer(contract).whole(); }

std::string print(const Contract& contract, ExprId expr) { return lay_out(Scope(contract, nullptr, false).expr(expr)); }

}  // namespace surety::core
