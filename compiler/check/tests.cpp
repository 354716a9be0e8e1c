// tests.cpp -- the author's tests to core: parties become numbers, everything else closed expressions. See
// properties.h.
//
// A test for all values is a property: scenarios.cpp. The first step of a core test is instantiation. `given` names its
// arguments; the clock alone may be left out (0).
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "compiler/check/expressions.h"
#include "compiler/check/properties.h"
#include "compiler/check/suggest.h"
#include "compiler/check/test_parts.h"
#include "compiler/check/types.h"

namespace surety::check {

namespace {

class TestMaker {
 public:
  TestMaker(Context& c, const syntax::TestDecl& declaration, Span span, Span head)
      : c_(c), declaration_(declaration), expressions_(c, environment_), given_span_(head) {
    environment_.mode = Mode::test;
    environment_.parties = &test_.parties;
    test_.name = declaration.name;
    test_.span = span;
  }
  void make();

 private:
  void step(const syntax::TestStep&, const syntax::GivenStep&);
  void step(const syntax::TestStep&, const syntax::CallStep&);
  void step(const syntax::TestStep&, const syntax::OracleStep&);
  void step(const syntax::TestStep&, const syntax::AdvanceStep&);
  void step(const syntax::TestStep&, const syntax::ExpectStep&);
  void step(const syntax::TestStep&, const syntax::LetStep&);
  void step(const syntax::TestStep&, const syntax::UseStep&);
  void instantiate();
  core::ExprId default_argument(const core::Local& local);
  std::vector<core::ExprId> argument(const syntax::Expr& expr, const ValueType& type, const std::string& name);
  core::ExprId party(const syntax::Name& name);
  core::ExprId nobody(Span span) { return expressions_.nodes().literal(ValueType::party(), Integer(0), span).id; }
  void for_all_only(Span span, const char* what);
  template <class Step>
  std::optional<core::ErrorId> expected(const Step& node, Span span);
  void call(Span span, core::StepId id, std::vector<core::ExprId> arguments, std::optional<core::ErrorId> expected) {
    test_.steps.push_back({span, core::TestCall{id, std::move(arguments), expected}});
  }

  Context& c_;
  const syntax::TestDecl& declaration_;
  Environment environment_;
  Expressions expressions_;
  core::Test test_;
  std::map<std::string, std::pair<const syntax::Expr*, Span>> given_;
  Span given_span_;
  std::vector<std::string> missing_;
  bool begun_ = false;
};

void TestMaker::make() {
  for (const syntax::TestStep& each : declaration_.steps) {
    if (!begun_ && !std::holds_alternative<syntax::GivenStep>(each.node)) instantiate();
    std::visit([&](const auto& node) { step(each, node); }, each.node);
  }
  if (!begun_) instantiate();
  if (test_.parties.empty()) test_.parties.emplace_back("nobody");
  c_.contract.tests.push_back(std::move(test_));
}

void TestMaker::step(const syntax::TestStep& s, const syntax::GivenStep& node) {
  if (begun_) {
    c_.report(Message::given_late, s.span).help("`given` says how the contract begins: write it first");
    return;
  }
  given_span_ = s.span;
  const core::Step& start = c_.contract.steps.front();
  for (const syntax::Argument& value : node.values) {
    if (!value.name) continue;  // the grammar demands one
    const syntax::Name& name = *value.name;
    std::vector<std::string> known;
    for (std::size_t i = 1; i < start.argument_count; ++i) known.push_back(start.locals[i].name);
    const bool whole_array =
        std::ranges::any_of(known, [&](const std::string& each) { return each.starts_with(name.text + "["); });
    if (!whole_array && std::ranges::find(known, name.text) == known.end()) {
      auto& report = c_.report(Message::given_unknown, name.span, name.text);
      if (const auto guess = closest(name.text, known))
        report.help("did you mean `" + *guess + "`?");
      else
        report.help("a test is given params, roles, first prices of oracles, and `now`");
    } else if (!given_.emplace(name.text, std::pair{value.value.get(), name.span}).second) {
      c_.report(Message::duplicate_name, name.span, name.text).label(given_.at(name.text).second, "first given here");
    }
  }
}

core::ExprId TestMaker::default_argument(const core::Local& local) {
  if (local.name != "now") missing_.push_back(local.name);
  return expressions_.nodes().literal(ValueType::number(Dimension::of("s"), 0), Integer(0), given_span_).id;
}

void TestMaker::instantiate() {
  begun_ = true;
  const core::Step& start = c_.contract.steps.front();
  std::vector<core::ExprId> arguments{nobody(given_span_)};
  for (std::size_t i = 1; i < start.argument_count; ++i) {
    const core::Local local = start.locals[i];
    const std::string array = local.name.substr(0, local.name.find('['));  // `given mark = …` gives every element
    const auto found = given_.contains(local.name) ? given_.find(local.name) : given_.find(array);
    if (found == given_.end()) {
      arguments.push_back(default_argument(local));
      continue;
    }
    ValueType type = ValueType::number(Dimension::of("s"), 0);
    for (const Cell& cell : c_.symbols.cells)
      if (cell.name == array) type = cell.type;
    arguments.push_back(argument(*found->second.first, type, local.name).front());
  }
  if (!missing_.empty())
    c_.report(Message::given_missing, given_span_, listed(missing_))
        .help("name every param, role and oracle: `given " + missing_.front() + " = ...`");
  call(given_span_, {0}, std::move(arguments), std::nullopt);
}

std::vector<core::ExprId> TestMaker::argument(const syntax::Expr& expr, const ValueType& type,
                                              const std::string& name) {
  std::vector<core::ExprId> result;
  bool closed = true;
  for (const Value& value : expressions_.passed(expr, type, "`" + name + "`")) {
    closed = closed && (!value.ok() || expressions_.nodes().closed(value.id));
    result.push_back(value.id);
  }
  if (!closed)
    c_.report(Message::test_reads_state, expr.span)
        .help("write the number that is expected: a test that computes its arguments checks less");
  return result;
}

core::ExprId TestMaker::party(const syntax::Name& name) {
  if (const auto declared = c_.symbols.declared(name.text))
    c_.report(Message::not_a_party, name.span, name.text)
        .label(*declared, "declared here")
        .help("a party of a test is any name that the contract does not use; a role is given one: `given " + name.text +
              " = someone`");
  return expressions_.nodes().literal(ValueType::party(), party_index(test_.parties, name.text), name.span).id;
}

void TestMaker::step(const syntax::TestStep& s, const syntax::CallStep& node) {
  const core::ExprId caller = party(node.party);
  if (node.action.text == "any") return for_all_only(node.action.span, "`any`");
  const auto target = call_target(c_, node.action);
  if (!target) return;
  const auto given = expressions_.arguments(node.action.text, target->names, node.arguments, node.action.span);
  if (!given) return;
  std::vector<core::ExprId> arguments{caller};
  for (std::size_t i = 0; i < given->size(); ++i)
    std::ranges::copy(argument(*(*given)[i], target->types[i], target->names[i]), std::back_inserter(arguments));
  call(s.span, target->step, std::move(arguments), expected(node, s.span));
}

void TestMaker::step(const syntax::TestStep& s, const syntax::OracleStep& node) {
  for (const OracleElement& oracle : oracles_named(c_, node.oracle)) {
    const core::ExprId value = argument(*node.value, oracle.cell->type, oracle.name).front();
    const auto id = core::find_step(c_.contract, oracle.name + ".update");
    if (id) call(s.span, *id, {nobody(s.span), value}, expected(node, s.span));
  }
}

void TestMaker::step(const syntax::TestStep& s, const syntax::AdvanceStep& node) {
  const core::ExprId value = argument(*node.duration, ValueType::number(Dimension::of("s"), 0), "wait").front();
  const auto id = core::find_step(c_.contract, "advance");
  if (id) call(s.span, *id, {nobody(s.span), value}, std::nullopt);
}

void TestMaker::step(const syntax::TestStep& s, const syntax::ExpectStep& node) {
  const Value condition = expressions_.condition(*node.condition, "`expect`");
  if (condition.ok()) test_.steps.push_back({s.span, core::TestExpect{condition.id}});
}

/// In a test of given numbers a name stands for a number.
void TestMaker::step(const syntax::TestStep&, const syntax::LetStep& node) {
  const Value value = expressions_.value(*node.value);
  if (value.ok() && !expressions_.closed(value))
    c_.report(Message::test_reads_state, node.value->span)
        .help("write the number that is expected, or look at the state in `expect`");
  expressions_.bind(node.name, value, true).used = true;
}

void TestMaker::step(const syntax::TestStep& s, const syntax::UseStep&) { for_all_only(s.span, "`use`"); }

void TestMaker::for_all_only(Span span, const char* what) {
  c_.report(Message::for_all_only, span, what)
      .help("name its variables: `test \"" + declaration_.name + "\" for all (x: TYPE) { ... }`");
}

template <class Step>
std::optional<core::ErrorId> TestMaker::expected(const Step& node, Span span) {
  if (node.succeeds) for_all_only(span, "`succeeds`");
  if (node.reverts && !node.error) for_all_only(span, "`reverts` without an error");
  return node.error ? error_named(c_, *node.error, node.error_argument) : std::nullopt;
}

}  // namespace

void make_tests(Context& c, const Declarations& all) {
  std::set<std::string> names;
  for_each<syntax::TestDecl>(all, [&](const syntax::TestDecl& node, const Declared& each) {
    const Span head = head_of_test(*each.declaration);
    if (!names.insert(node.name).second) c.report(Message::duplicate_test, head, node.name);
    if (node.for_all)
      make_scenario(c, node, *each.declaration);
    else
      TestMaker(c, node, each.declaration->span, head).make();
  });
}

}  // namespace surety::check
