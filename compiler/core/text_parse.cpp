// text_parse.cpp -- the contract a core text denotes. text_print.cpp gives the form of each declaration.
//
// Names are declared in a first pass, so that a text may refer forward; bodies are read in a second. Faults are thrown
// as TextFault and end in parse_text. Sorts are not looked at: validate() does that.
#include <algorithm>
#include <charconv>
#include <map>

#include "compiler/core/text.h"
#include "compiler/core/text_parse_expr.h"

namespace surety::core {

namespace {

class DeclarationReader {
 public:
  explicit DeclarationReader(Contract& contract) : contract_(contract), read_(contract) {}

  void whole(const Sexp& text) {
    expect_list(text, "(contract NAME DECLARATIONS…)", 2);
    expect_word(text.items[0], "contract");
    contract_.name = text.items[1].text;
    const std::span<const Sexp> declarations = std::span(text.items).subspan(2);
    for (const Sexp& one : declarations) name(one);
    for (const Sexp& one : declarations) declare(one);
  }

 private:
  /// First pass: everything that others refer to gets its index and its name.
  void name(const Sexp& one) {
    expect_list(one, "a declaration such as (unit ETH)", 2);
    const std::string& head = one.items[0].text;
    const std::string& second = one.items[1].text;
    if (head == "asset") contract_.assets.push_back({.name = second, .decimals = 0, .supply = 0});
    if (head == "unit") contract_.units.push_back(second);
    if (head == "error") contract_.errors.push_back(second);
    if (head == "table") name_table(one);
    if (head == "fact") contract_.facts.emplace_back().name = second;
    if (const auto kind = spelled<PropertyKind>(property_words, head)) {
      Property& property = contract_.properties.emplace_back();
      property.name = second;
      property.kind = *kind;
    }
    if (head != "global" && head != "step") return;
    expect_list(one, "(" + head + " KIND NAME …)", 3);
    if (head == "step") contract_.steps.push_back({.name = one.items[2].text, .locals = {}, .body = {}, .span = {}});
    if (head == "global")
      contract_.globals.push_back({.name = one.items[2].text, .type = {}, .range = {}, .asset = {}, .span = {}});
  }
  void name_table(const Sexp& one) {
    Table table{.name = one.items[1].text, .fields = {}, .span = {}};
    for (const Sexp& field : std::span(one.items).subspan(2)) {
      expect_list(field, "(field NAME TYPE (range LOW HIGH))", 4);
      expect_word(field.items[0], "field");
      table.fields.push_back({.name = field.items[1].text, .type = {}, .range = {}, .asset = {}, .span = {}});
    }
    contract_.tables.push_back(std::move(table));
  }

  /// Second pass.
  void declare(const Sexp& one) {
    using Handler = void (DeclarationReader::*)(const Sexp&);
    static const std::map<std::string_view, Handler> handlers{
        {"asset", &DeclarationReader::asset},        {"unit", &DeclarationReader::nothing_more},
        {"error", &DeclarationReader::nothing_more}, {"global", &DeclarationReader::global},
        {"table", &DeclarationReader::table},        {"oracle", &DeclarationReader::oracle},
        {"step", &DeclarationReader::step},          {"assume", &DeclarationReader::assumption},
        {"invariant", &DeclarationReader::property}, {"conservation", &DeclarationReader::property},
        {"rule", &DeclarationReader::property},      {"can", &DeclarationReader::property},
        {"lemma", &DeclarationReader::lemma},        {"fact", &DeclarationReader::fact},
        {"scenario", &DeclarationReader::scenario},  {"assertion", &DeclarationReader::assertion},
        {"scan", &DeclarationReader::scan},          {"test", &DeclarationReader::test}};
    const auto handler = handlers.find(one.items[0].text);
    if (handler == handlers.end()) {
      fail(one, "no declaration begins with `" + one.items[0].text +
                    "`; expected asset, unit, error, global, table, oracle, step, assume, invariant, conservation, "
                    "rule, can, assertion, lemma, fact, scenario, scan or test");
    }
    (this->*handler->second)(one);
  }
  void nothing_more(const Sexp& one) { expect_size(one, 2, 2); }

  void asset(const Sexp& one) {
    expect_size(one, 4, 5);
    Asset& asset = contract_.assets[assets_++];
    asset.decimals = static_cast<int>(read_.small(one.items[2], 100));
    asset.supply = read_.integer(one.items[3]);
    asset.issued = one.items.size() > 4;
    if (asset.issued && one.items[4].text != "issued") fail(one.items[4], "expected `issued`");
  }
  void global(const Sexp& one) {
    expect_size(one, 5, 6);
    Global& global = contract_.globals[globals_++];
    global.kind = read_.spelled_word<GlobalKind>(global_words, one.items[1], "a kind of global");
    global.type = read_.type(one.items[3]);
    global.range = read_.range(one.items[4]);
    if (one.items.size() > 5) global.asset = read_.asset(one.items[5]);
  }
  void table(const Sexp& one) {
    Table& table = contract_.tables[tables_++];
    for (std::size_t i = 2; i < one.items.size(); ++i) {
      const Sexp& text = one.items[i];
      expect_size(text, 4, 5);
      Field& field = table.fields[i - 2];
      field.type = read_.type(text.items[2]);
      field.range = read_.range(text.items[3]);
      if (text.items.size() < 5) continue;
      const Sexp& money = text.items[4];
      expect_list(money, "(balance ASSET) or (pot ASSET)", 2);
      field.pot = money.items[0].text == "pot";
      if (!field.pot) expect_word(money.items[0], "balance");
      field.asset = read_.asset(money.items[1]);
    }
  }
  void oracle(const Sexp& one) {
    expect_size(one, 5, 6);
    Oracle oracle{.name = one.items[1].text,
                  .value = read_.global(one.items[2]),
                  .time = read_.global(one.items[3]),
                  .heartbeat = {},
                  .update = read_.step(one.items[4])};
    if (one.items.size() > 5) oracle.heartbeat = read_.integer(one.items[5]);
    contract_.oracles.push_back(std::move(oracle));
  }
  void step(const Sexp& one) {
    expect_list(one, "(step KIND NAME (arguments …) …)", 4);
    const std::size_t index = steps_++;
    contract_.steps[index].kind = read_.spelled_word<StepKind>(step_words, one.items[1], "a kind of step");
    Step& step = contract_.steps[index];
    const std::size_t body = signature(one, 3, "arguments", step.locals, step.argument_count);
    ScopeReader scope(read_, &step.locals);
    step.body = scope.block(std::span(one.items).subspan(body));
  }
  /// (HEAD …) at `next`, then (locals …) where there are any; the index of what follows.
  std::size_t signature(const Sexp& one, std::size_t next, const std::string& head, std::vector<Local>& all,
                        std::uint32_t& count) {
    locals(one.items[next], head, all);
    count = static_cast<std::uint32_t>(all.size());
    if (++next == one.items.size()) return next;
    const Sexp& more = one.items[next];
    if (!more.list || more.items.empty() || more.items[0].text != "locals") return next;
    locals(more, "locals", all);
    return next + 1;
  }
  void locals(const Sexp& text, const std::string& head, std::vector<Local>& all) {
    expect_list(text, "(" + head + " (NAME TYPE) …)", 1);
    expect_word(text.items[0], head);
    for (const Sexp& item : std::span(text.items).subspan(1)) {
      expect_list(item, "(NAME TYPE), (NAME TYPE (range LOW HIGH) ERROR) or with the name of a list's record behind",
                  2);
      if (item.items.size() != 2) expect_size(item, 4, 5);
      Local local{
          .name = item.items[0].text, .type = read_.type(item.items[1]), .range = {}, .out_of_range = {}, .span = {}};
      if (item.items.size() >= 4) {
        local.range = read_.range(item.items[2]);
        local.out_of_range = read_.error(item.items[3]);
      }
      if (item.items.size() == 5) local.record = item.items[4].text;
      all.push_back(std::move(local));
    }
  }
  void assumption(const Sexp& one) {
    expect_size(one, 4, 4);
    const StepId step = read_.step(one.items[2]);
    const ExprId condition = ScopeReader(read_, &contract_.steps[step.index].locals).expr(one.items[3]);
    contract_.assumptions.push_back({one.items[1].text, step, condition, {}, {}, {}});
  }
  void property(const Sexp& one) {
    Property& property = contract_.properties[properties_++];
    ScopeReader scope(read_, nullptr);
    std::size_t next = 2;
    if (property.kind == PropertyKind::can) {
      expect_list(one, "(can NAME TABLE $ROW EXPR (call STEP ARGUMENTS…) …)", 5);
      if (one.items[2].quoted || one.items[2].text != "none") property.table = read_.table(one.items[2]);
      property.row = scope.local(one.items[3]);
      scope.bind_row(*property.row);
      next = 4;
    }
    if (property.kind != PropertyKind::rule) {
      expect_list(one, "a condition", next + 1);
      property.condition = scope.expr(one.items[next++]);
    }
    for (; next < one.items.size(); ++next)
      property.cases.push_back(property_case(one.items[next], property.kind, scope));
  }
  void assertion(const Sexp& one) {
    expect_size(one, 4, 4);
    Property& property = contract_.properties[properties_++];
    const StepId step = read_.step(one.items[2]);
    const std::vector<StatementId> all = assertions_of(contract_, contract_[step].body);
    const std::uint32_t place = read_.small(one.items[3], static_cast<std::uint32_t>(all.size()));
    if (place == 0) fail(one, "the asserts of a step are numbered from 1");
    property.statement = all[place - 1];
    property.condition = std::get<Assert>(contract_[property.statement].node).condition;
    property.cases.push_back({step, property.condition, {}});
  }
  void lemma(const Sexp& one) {
    expect_list(one, "(lemma NAME (variables …) CLAIM HINTS…)", 4);
    Property& property = contract_.properties[properties_++];
    const std::size_t next = signature(one, 2, "variables", property.locals, property.variable_count);
    expect_list(one, "a claim", next + 1);
    ScopeReader scope(read_, &property.locals);
    property.condition = scope.expr(one.items[next]);
    property.hints = scope.block(std::span(one.items).subspan(next + 1));
  }
  void fact(const Sexp& one) {
    expect_list(one, "(fact NAME LEMMA) or (fact NAME (variables …) CLAIM)", 3);
    Fact& fact = contract_.facts[facts_++];
    if (!one.items[2].list) {
      expect_size(one, 3, 3);
      fact.lemma = read_.property(one.items[2]);
      const Property& lemma = contract_[*fact.lemma];
      if (lemma.kind != PropertyKind::lemma) fail(one.items[2], "a fact is proved by a lemma");
      fact.locals = lemma.locals;
      fact.variable_count = lemma.variable_count;
      fact.condition = lemma.condition;
      return;
    }
    const std::size_t next = signature(one, 2, "variables", fact.locals, fact.variable_count);
    expect_size(one, next + 1, next + 1);
    ScopeReader scope(read_, &fact.locals);
    fact.condition = scope.expr(one.items[next]);
  }
  void scan(const Sexp& one) {
    expect_list(one, "(scan NAME TABLE $ROW EXPR) or (scan NAME TABLE $ROW EXPR GLOBAL LEMMA)", 5);
    if (one.items.size() != 5) expect_size(one, 7, 7);
    Scan scan;
    scan.name = one.items[1].text;
    scan.table = read_.table(one.items[2]);
    ScopeReader scope(read_, nullptr);
    scan.row = scope.local(one.items[3]);
    scope.bind_row(scan.row);
    scan.condition = scope.expr(one.items[4]);
    if (one.items.size() > 5) {
      scan.by = read_.global(one.items[5]);
      scan.monotone = read_.property(one.items[6]);
    }
    contract_.scans.push_back(std::move(scan));
  }
  void scenario(const Sexp& one) {
    expect_list(one, "(scenario NAME (variables …) CONDITION STEPS…)", 4);
    Property& property = contract_.properties[properties_++];
    const std::size_t next = signature(one, 2, "variables", property.locals, property.variable_count);
    expect_list(one, "a condition", next + 1);
    ScopeReader scope(read_, &property.locals);
    property.condition = scope.expr(one.items[next]);
    for (const Sexp& step : std::span(one.items).subspan(next + 1))
      property.scenario.push_back({{}, scenario_step(step, scope)});
  }
  decltype(ScenarioStep::node) scenario_step(const Sexp& text, ScopeReader& scope) {
    expect_list(text, "a step such as (call (STEPS…) ARGUMENTS…) or (expect EXPR)", 2);
    const std::string& head = text.items[0].text;
    if (head == "let") return scope.let(text);
    if (head == "use") return scope.use(text);
    if (head == "expect") {
      expect_size(text, 2, 2);
      return ScenarioExpect{scope.expr(text.items[1])};
    }
    ScenarioCall call;
    const bool fails = head == "fails";
    expect_list(text, "(fails ERROR (STEPS…) ARGUMENTS…)", fails ? 3 : 2);
    call.outcome =
        fails ? ScenarioCall::Outcome::reverts
              : read_.spelled_word<ScenarioCall::Outcome>(outcome_words, text.items[0], "a step of a scenario");
    if (fails) call.error = read_.error(text.items[1]);
    const std::size_t steps = fails ? 2 : 1;
    expect_list(text.items[steps], "(STEPS…)", 1);
    for (const Sexp& step : text.items[steps].items) call.steps.push_back(read_.step(step));
    for (const Sexp& argument : std::span(text.items).subspan(steps + 1))
      call.arguments.push_back(scope.expr(argument));
    return call;
  }
  PropertyCase property_case(const Sexp& text, PropertyKind kind, ScopeReader& scope) {
    const bool rule = kind == PropertyKind::rule;
    expect_list(text, rule ? "(after STEP EXPR)" : "(call STEP ARGUMENTS…)", 2);
    expect_word(text.items[0], rule ? "after" : "call");
    PropertyCase result{.step = read_.step(text.items[1]), .condition = {}, .arguments = {}};
    if (rule) {
      expect_size(text, 3, 3);
      result.condition = ScopeReader(read_, &contract_.steps[result.step.index].locals).expr(text.items[2]);
    } else {
      for (const Sexp& argument : std::span(text.items).subspan(2)) result.arguments.push_back(scope.expr(argument));
    }
    return result;
  }
  void test(const Sexp& one) {
    expect_list(one, "(test NAME (parties …) …)", 3);
    Test test{.name = one.items[1].text, .parties = {}, .steps = {}, .span = {}};
    expect_list(one.items[2], "(parties NAMES…)", 1);
    expect_word(one.items[2].items[0], "parties");
    for (const Sexp& party : std::span(one.items[2].items).subspan(1)) test.parties.push_back(party.text);
    for (const Sexp& step : std::span(one.items).subspan(3)) test.steps.push_back(test_step(step));
    contract_.tests.push_back(std::move(test));
  }
  TestStep test_step(const Sexp& text) {
    expect_list(text, "(call STEP ARGUMENTS…), (fails ERROR STEP ARGUMENTS…) or (expect EXPR)", 2);
    ScopeReader scope(read_, nullptr);
    const std::string& head = text.items[0].text;
    if (head == "expect") {
      expect_size(text, 2, 2);
      return {{}, TestExpect{scope.expr(text.items[1])}};
    }
    const bool fails = head == "fails";
    if (!fails) expect_word(text.items[0], "call");
    expect_list(text, "(fails ERROR STEP ARGUMENTS…)", fails ? 3 : 2);
    TestCall call{.step = read_.step(text.items[fails ? 2 : 1]), .arguments = {}, .expected_error = {}};
    if (fails) call.expected_error = read_.error(text.items[1]);
    for (const Sexp& argument : std::span(text.items).subspan(fails ? 3 : 2)) {
      call.arguments.push_back(scope.expr(argument));
    }
    return {{}, std::move(call)};
  }

  Contract& contract_;
  TextReader read_;
  std::size_t assets_ = 0, globals_ = 0, tables_ = 0, steps_ = 0, properties_ = 0, facts_ = 0;  // of the second pass
};

}  // namespace

std::variant<Contract, TextError> parse_text(std::string_view text) {
  Contract contract = empty_contract("");
  try {
    DeclarationReader(contract).whole(read_sexp(text));
  } catch (const TextFault& fault) {
    return TextError{fault.line, fault.message};
  }
  return contract;
}

}  // namespace surety::core
