// properties.cpp -- see properties.h.
#include "compiler/check/properties.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "compiler/check/expressions.h"
#include "compiler/check/facts.h"
#include "compiler/check/feeds.h"
#include "compiler/check/lists.h"
#include "compiler/check/proofs.h"
#include "compiler/check/suggest.h"
#include "compiler/check/test_parts.h"
#include "compiler/syntax/print.h"

namespace surety::check {

using core::GlobalKind;
using core::Operation;
using core::PropertyKind;

namespace {

/// vault(A) == all pots and balances of A, at the finest of their scales.
class Conservation {
 public:
  Conservation(Context& c, const UnitSymbol& asset) : c_(c), asset_(asset), expressions_(c, environment_) {
    environment_.mode = Mode::property;
  }
  core::Property property() {
    const Cell* vault = nullptr;
    for (const Cell& cell : c_.symbols.cells) {
      if (cell.asset != asset_.asset) continue;
      if (cell.kind == GlobalKind::vault)
        vault = &cell;
      else if (cell.money())
        add_places(cell, std::nullopt);
    }
    for (const TableSymbol& table : c_.symbols.tables)
      for (const Cell& cell : table.cells)
        if (cell.asset == asset_.asset) add_rows(cell);
    Nodes& n = expressions_.nodes();
    Value held = expressions_.read(expressions_.whole(*vault, std::nullopt), asset_.span);
    const int finest = total_ ? std::max(total_->type.scale, held.type.scale) : held.type.scale;
    const Value total = total_ ? n.refined(*total_, finest) : n.literal(held.type, Integer(0), asset_.span);
    held = n.refined(held, finest);
    const Value same = n.apply(Operation::equal, ValueType::boolean(), asset_.span, {held.id, total.id});
    core::Property law;
    law.name = "conservation(" + asset_.name + ")";
    law.kind = PropertyKind::conservation;
    law.condition = same.id;
    law.span = asset_.span;
    law.text = "vault(" + asset_.name + ") == the sum of all pots and balances of " + asset_.name;
    return law;
  }

 private:
  void add(const Value& part) {
    if (!total_) {
      total_ = part;
      return;
    }
    const int finest = std::max(total_->type.scale, part.type.scale);
    Nodes& n = expressions_.nodes();
    const Value left = n.refined(*total_, finest);
    const Value right = n.refined(part, finest);
    total_ = n.apply(Operation::add, left.type, asset_.span, {left.id, right.id});
  }
  void add_places(const Cell& cell, std::optional<core::ExprId> key) {
    const PlaceUse places = expressions_.whole(cell, key);
    for (std::size_t i = 0; i < places.choices.size(); ++i)
      add(expressions_.read({&cell, {places.choices[i]}, {places.names[i]}, std::nullopt}, cell.span));
  }
  void add_rows(const Cell& cell) {
    if (!cell.table) return;
    Nodes& n = expressions_.nodes();
    const std::size_t count = cell.index != nullptr ? cell.index->constants.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
      const core::LocalId row = environment_.fresh("row", ValueType::party(), cell.span);
      const Value key = n.local(row, ValueType::party(), cell.span);
      const PlaceUse places = expressions_.whole(cell, key.id);
      const Value each = expressions_.read({&cell, {places.choices[i]}, {places.names[i]}, std::nullopt}, cell.span);
      const core::Quantified sum{core::Quantifier::sum, *cell.table, row, each.id};
      add({cell.type, n.add(cell.type, cell.span, sum), cell.span});
    }
  }

  Context& c_;
  const UnitSymbol& asset_;
  Environment environment_;
  Expressions expressions_;
  std::optional<Value> total_;
};

/// supply(A) >= vault(A): of what the contract issues it holds no more than there is.
core::Property issuance(Context& c, const UnitSymbol& asset) {
  Environment environment;
  environment.mode = Mode::property;
  Nodes n(c.contract, environment.origin);
  const ValueType type = ValueType::number(Dimension::of(asset.name), asset.decimals);
  const auto vault = core::find_global(c.contract, "vault." + asset.name);
  const auto supply = core::find_global(c.contract, "supply." + asset.name);
  if (!vault || !supply) throw std::logic_error("an issued asset without its cells");
  const Value held = n.global(*vault, type, asset.span);
  const Value exists = n.global(*supply, type, asset.span);
  core::Property law;
  law.name = "issuance(" + asset.name + ")";
  law.kind = PropertyKind::conservation;
  law.condition = n.apply(Operation::less_equal, ValueType::boolean(), asset.span, {held.id, exists.id}).id;
  law.span = asset.span;
  law.text = "supply(" + asset.name + ") >= vault(" + asset.name + ")";
  return law;
}

class Properties {
 public:
  explicit Properties(Context& c) : c_(c) {}

  void operator()(const syntax::InvariantDecl& node, const syntax::Declaration& declaration) {
    if (!fresh(node.name)) return;
    Environment environment;
    environment.mode = Mode::property;
    const Value condition = Expressions(c_, environment).condition(*node.condition, "an invariant");
    if (condition.ok()) add(node.name, PropertyKind::invariant, declaration).condition = condition.id;
  }
  void operator()(const syntax::RuleDecl& node, const syntax::Declaration& declaration);
  void operator()(const syntax::CanDecl& node, const syntax::Declaration& declaration);

 private:
  bool fresh(const syntax::Name& name) {
    const auto found = std::ranges::find(c_.contract.properties, name.text, &core::Property::name);
    if (found == c_.contract.properties.end()) return true;
    c_.report(Message::duplicate_name, name.span, name.text)
        .label(found->span, "first declared here")
        .label(name.span, "declared again");
    return false;
  }
  core::Property& add(const syntax::Name& name, PropertyKind kind, const syntax::Declaration& declaration) {
    core::Property& property = c_.contract.properties.emplace_back();
    property.name = name.text;
    property.kind = kind;
    property.span = name.span;
    property.text = c_.text(declaration.span);
    return property;
  }
  std::optional<core::StepId> step_named(const syntax::Name& name);
  std::optional<core::PropertyCase> rule_case(core::StepId step, const std::vector<syntax::Name>& named,
                                              const syntax::Expr& condition);
  std::vector<core::StepId> all_actions(const std::vector<syntax::Name>& except);

  Context& c_;
};

std::optional<core::StepId> Properties::step_named(const syntax::Name& name) {
  if (const auto step = core::find_step(c_.contract, name.text); step && step->index != 0) return step;
  auto& report = c_.report(Message::unknown_action, name.span, name.text);
  help_with_action(report, c_.symbols, name.text);
  return std::nullopt;
}

std::optional<core::PropertyCase> Properties::rule_case(core::StepId id, const std::vector<syntax::Name>& named,
                                                        const syntax::Expr& condition) {
  Environment environment;
  environment.mode = Mode::rule;
  environment.has_caller = true;
  environment.locals = c_.contract[id].locals;
  Expressions expressions(c_, environment);
  const ActionSymbol* const action = c_.symbols.action(c_.contract[id].name);
  bool well = true;
  for (const syntax::Name& name : named) {
    std::vector<std::string> known;
    std::optional<std::variant<LocalVariable, Row, Value>> found;
    core::LocalId next{1};
    for (std::size_t i = 0; action != nullptr && i < action->parameters.size(); ++i) {
      known.push_back(action->parameters[i].name);
      auto what = value_of(expressions.nodes(), action->parameters[i], next);
      if (known.back() == name.text) found = std::move(what);
    }
    if (found) {
      expressions.bind(name, std::move(*found));
      continue;
    }
    auto& report = c_.report(Message::unknown_argument, name.span, c_.contract[id].name, name.text);
    report.help(listed_arguments(c_.contract[id].name, known));
    well = false;
  }
  if (!well) return std::nullopt;
  environment.target = c_.contract[id].name;
  for (std::size_t i = 0; action != nullptr && i < action->parameters.size(); ++i)
    environment.unnamed.push_back(action->parameters[i].name);
  const Value value = expressions.condition(condition, "a rule");
  if (!value.ok()) return std::nullopt;
  return core::PropertyCase{id, value.id, {}};
}

std::vector<core::StepId> Properties::all_actions(const std::vector<syntax::Name>& except) {
  std::set<core::StepId> left_out;
  for (const syntax::Name& name : except) {
    const auto step = step_named(name);
    if (!step) continue;
    left_out.insert(*step);
    if (c_.symbols.action(name.text) == nullptr)
      c_.report(Message::unknown_action, name.span, name.text)
          .help("`any` is every action that the contract declares; what happens by `" + name.text +
                "` is said by `after " + name.text + "`");
  }
  std::vector<core::StepId> result;
  for (const ActionSymbol& action : c_.symbols.actions)
    if (!left_out.contains(action.step)) result.push_back(action.step);
  return result;
}

void Properties::operator()(const syntax::RuleDecl& node, const syntax::Declaration& declaration) {
  if (!fresh(node.name)) return;
  std::vector<core::PropertyCase> cases;
  const auto take = [&](core::StepId step, const std::vector<syntax::Name>& named) {
    if (auto each = rule_case(step, named, *node.condition)) cases.push_back(std::move(*each));
  };
  const bool any = node.targets.size() == 1 && node.targets[0].action.text == "any";
  if (any) {
    for (const core::StepId step : all_actions(node.except)) take(step, node.targets[0].parameters);
  } else {
    if (!node.except.empty())
      c_.report(Message::except_without_any, node.except.front().span).help("write `after any except ...`");
    for (const syntax::RuleTarget& target : node.targets)
      if (const auto step = step_named(target.action)) take(*step, target.parameters);
  }
  if (!cases.empty()) {
    core::Property& property = add(node.name, PropertyKind::rule, declaration);
    property.cases = std::move(cases);
    property.condition = property.cases.front().condition;
  } else if (any) {
    c_.report(Message::rule_without_action, node.name.span, node.name.text);
  }
}

void Properties::operator()(const syntax::CanDecl& node, const syntax::Declaration& declaration) {
  if (!fresh(node.name)) return;
  const auto table = std::ranges::find(c_.symbols.tables, node.account.text, &TableSymbol::name);
  if (table == c_.symbols.tables.end()) {
    c_.report(Message::unknown_account, node.account.span, node.account.text);
    return;
  }
  const std::optional<CallTarget> target = call_target(c_, node.action);
  if (!target) return;
  Environment environment;
  environment.mode = Mode::property;
  Expressions expressions(c_, environment);
  const core::LocalId row = environment.fresh(node.row.text, table->key_type, node.row.span);
  expressions.bind(node.row, Row{&*table, expressions.nodes().local(row, table->key_type, node.row.span).id});
  Value where = expressions.nodes().boolean(true, node.name.span);
  if (node.where) where = expressions.condition(*node.where, "`where`");

  const auto given = expressions.arguments(node.action.text, target->names, node.arguments, node.action.span);
  std::vector<core::ExprId> arguments;
  const Value caller = expressions.value_as(*node.caller, ValueType::party(), "the caller");
  bool well = where.ok() && caller.ok() && given;
  arguments.push_back(caller.id);
  for (std::size_t i = 0; given && i < given->size(); ++i) {
    for (const Value& v : expressions.passed(*(*given)[i], target->types[i], "`" + target->names[i] + "`")) {
      well = well && v.ok();
      arguments.push_back(v.id);
    }
  }
  if (!well) return;
  core::Property& property = add(node.name, PropertyKind::can, declaration);
  property.condition = where.id;
  property.table = table->id;
  property.row = row;
  property.cases.push_back({target->step, expressions.nodes().boolean(true, node.name.span).id, std::move(arguments)});
}

}  // namespace

void help_with_action(source::Diagnostic& diagnostic, const Symbols& symbols, const std::string& name) {
  const std::string help = help_with_names(name, "action", symbols.action_names());
  if (!help.empty()) diagnostic.help(help);
}

std::vector<OracleElement> oracles_named(Context& c, const syntax::Name& name) {
  if (const FeedSymbol* const feed = feed_named(c.symbols, name.text)) {
    std::vector<OracleElement> all;
    all.reserve(feed->values->count());
    for (std::size_t i = 0; i < feed->values->count(); ++i) all.push_back({feed->values, feed->values->element(i)});
    return all;
  }
  for (const Cell& cell : c.symbols.cells) {
    if (cell.kind != GlobalKind::oracle_value) continue;
    for (std::size_t i = 0; i < cell.count(); ++i)
      if (cell.element(i) == name.text) return {OracleElement{&cell, name.text}};
    if (cell.name != name.text) continue;
    c.report(Message::index_missing, name.span, cell.name, cell.index->name)
        .label(cell.span, "an array over `" + cell.index->name + "`")
        .help("name one element: `" + cell.element(0) + "`");
    return {};
  }
  auto& report = c.report(Message::unknown_oracle, name.span, name.text);
  std::vector<std::string> known;
  known.reserve(c.contract.oracles.size());
  for (const core::Oracle& each : c.contract.oracles) known.push_back(each.name);
  if (const auto guess = closest(name.text, known)) report.help("did you mean `" + *guess + "`?");
  return {};
}

namespace {

/// "[BTC]" of "mark[BTC].update"; empty where there is none.
std::string index_in(const std::string& name) {
  const std::size_t open = name.find('[');
  return open == std::string::npos ? "" : name.substr(open, name.find(']') + 1 - open);
}

/// The steps of the outside world of this name; `mark.update` is every update of an array of oracles.
std::vector<core::StepId> environment_steps(const core::Contract& contract, const std::string& name) {
  std::vector<core::StepId> found;
  for (std::uint32_t i = 1; i < contract.steps.size(); ++i) {
    const core::Step& step = contract.steps[i];
    std::string whole = step.name;
    whole.erase(std::min(whole.find('['), whole.size()), index_in(whole).size());
    if (step.kind != core::StepKind::action && (step.name == name || whole == name)) found.push_back({i});
  }
  return found;
}

}  // namespace

void make_properties(Context& c, const Declarations& all) {
  make_lemmas(c);
  for (const UnitSymbol& unit : c.symbols.units)
    if (unit.asset) {
      core::Property property = Conservation(c, unit).property();
      c.contract.properties.push_back(std::move(property));
      if (unit.issued) c.contract.properties.push_back(issuance(c, unit));
    }
  Properties properties(c);
  for (const Declared& each : all) {
    const auto make = [&](const auto* node) {
      if (node != nullptr) properties(*node, *each.declaration);
    };
    make(std::get_if<syntax::InvariantDecl>(&each.declaration->node));
    make(std::get_if<syntax::RuleDecl>(&each.declaration->node));
    make(std::get_if<syntax::CanDecl>(&each.declaration->node));
  }
  make_assertions(c);
}

void make_assumptions(Context& c, const Declarations& all) {
  for_each<syntax::AssumeDecl>(all, [&](const syntax::AssumeDecl& node, const Declared&) {
    for (const core::Assumption& old : c.contract.assumptions)
      if (old.name == node.name.text)
        c.report(Message::duplicate_name, node.name.span, node.name.text)
            .label(old.span, "first declared here")
            .label(node.name.span, "declared again");
    const std::vector<core::StepId> steps = environment_steps(c.contract, node.subject.text);
    if (steps.empty()) {
      std::vector<std::string> known;
      for (const core::Step& s : c.contract.steps)
        if (s.kind != core::StepKind::action && s.kind != core::StepKind::instantiate) known.push_back(s.name);
      c.report(Message::assume_needs_environment, node.subject.span, node.subject.text)
          .help("what the outside world does here: " + listed(known));
      return;
    }
    for (const core::StepId step : steps) {
      Environment environment;
      environment.mode = Mode::property;
      environment.locals = c.contract[step].locals;
      const Value condition = Expressions(c, environment).condition(*node.condition, "an assumption");
      const std::string& subject = c.contract[step].name;
      const std::string name = node.name.text + (steps.size() > 1 ? index_in(subject) : "");
      // Not the author's line: there a module's parameters stand for anything, and what is a comment ends with a line.
      std::string text = "assume ";
      text.append(name).append(" before ").append(subject).append(": ").append(syntax::print(*node.condition));
      if (condition.ok())
        c.contract.assumptions.push_back(
            {name, step, condition.id, node.name.span, std::move(text), declarations_in(environment)});
    }
  });
}

}  // namespace surety::check
