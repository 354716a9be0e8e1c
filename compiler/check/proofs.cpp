// proofs.cpp -- see proofs.h.
#include "compiler/check/proofs.h"

#include "compiler/check/statements.h"
#include "compiler/check/suggest.h"
#include "compiler/core/semantics.h"

namespace surety::check {

namespace {

/// The keyword of a statement that is no hint; null for one that is.
const char* not_a_hint(const syntax::Statement& statement) {
  return std::visit(core::overloaded{[](const syntax::LetStatement&) -> const char* { return nullptr; },
                                     [](const syntax::AssertStatement&) -> const char* { return nullptr; },
                                     [](const syntax::UseStatement&) -> const char* { return nullptr; },
                                     [](const syntax::RefStatement&) { return "`ref`"; },
                                     [](const syntax::AssignStatement&) { return "an assignment"; },
                                     [](const syntax::RequireStatement&) { return "`require`"; },
                                     [](const syntax::MoveStatement&) { return "`move`"; },
                                     [](const syntax::IfStatement&) { return "`if`"; },
                                     [](const syntax::ForStatement&) { return "`for`"; },
                                     [](const syntax::PhaseStatement&) { return "`become`"; },
                                     [](const syntax::MintStatement&) { return "`mint`"; }},
                    statement.node);
}

void make_lemma(Context& c, const LemmaSymbol& lemma) {
  Environment environment;
  environment.mode = Mode::lemma;
  environment.lemma = &lemma;
  environment.owner = lemma.name;
  declare_variables(environment, lemma.parameters);
  Statements statements(c, environment);
  Expressions& expressions = statements.expressions();
  Nodes& nodes = statements.nodes();
  Value where = nodes.boolean(true, lemma.span);
  if (lemma.decl->where) where = expressions.condition(*lemma.decl->where, "`where`");
  Value claim = expressions.condition(*lemma.decl->claim, "a lemma");
  bool well = where.ok() && claim.ok();
  for (const syntax::Statement& hint : lemma.decl->hints) {
    const char* const stranger = not_a_hint(hint);
    if (stranger == nullptr) continue;
    c.report(Message::lemma_hint, hint.span, stranger)
        .help("a proof goes by `let` (a name), `assert` (a step) and `use` (a lemma above)");
    well = false;
  }
  if (!well) return;
  core::Block hints;
  statements.block(lemma.decl->hints, hints);
  statements.leave(0);
  if (lemma.decl->where)
    claim = nodes.choose(ValueType::boolean(), claim.span, where.id, claim.id, nodes.boolean(true, claim.span).id);
  core::Property& property = c.contract.properties[lemma.property.index];
  property.condition = claim.id;
  property.hints = std::move(hints);
  property.locals = std::move(environment.locals);
}

}  // namespace

void make_lemmas(Context& c) {
  for (const LemmaSymbol& lemma : c.symbols.lemmas) make_lemma(c, lemma);
}

void make_assertions(Context& c) {
  for (std::uint32_t step = 0; step < c.contract.steps.size(); ++step) {
    const std::vector<core::StatementId> found = core::assertions_of(c.contract, c.contract.steps[step].body);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const core::Statement& statement = c.contract[found[i]];
      const core::ExprId condition = std::get<core::Assert>(statement.node).condition;
      core::Property& property = c.contract.properties.emplace_back();
      property.name = c.contract.steps[step].name + ".assert#" + std::to_string(i + 1);
      property.kind = core::PropertyKind::assertion;
      property.condition = condition;
      property.cases.push_back({{step}, condition, {}});
      property.statement = found[i];
      property.span = statement.span;
      property.text = c.text(statement.span);
    }
  }
}

std::optional<core::Use> use_of_lemma(Context& c, Expressions& expressions, const syntax::Name& name,
                                      const std::vector<syntax::Argument>& given) {
  const LemmaSymbol* const lemma = c.symbols.lemma(name.text);
  if (lemma == nullptr) {
    const std::vector<std::string> known = c.symbols.lemma_names();
    auto& report = c.report(Message::unknown_lemma, name.span, name.text);
    const std::string help = help_with_names(name.text, "lemma", known);
    report.help(help.empty() ? "declare it: `lemma " + name.text + "(x: TYPE): CLAIM`" : help);
    return std::nullopt;
  }
  Environment& environment = expressions.environment();
  if (environment.lemma != nullptr && lemma->property >= environment.lemma->property) {
    c.report(Message::lemma_order, name.span, name.text, environment.lemma->name).label(lemma->span, "declared here");
    return std::nullopt;
  }
  std::vector<std::string> names;
  names.reserve(lemma->parameters.size());
  for (const ParameterSymbol& parameter : lemma->parameters) names.push_back(parameter.name);
  const auto ordered = expressions.arguments(lemma->name, names, given, name.span);
  if (!ordered) return std::nullopt;
  const Mode outside = environment.mode;
  if (outside == Mode::action) environment.mode = Mode::ghost;
  core::Use use{lemma->property, {}};
  bool well = true;
  for (std::size_t i = 0; i < ordered->size(); ++i) {
    const Value value =
        expressions.value_as(*(*ordered)[i], lemma->parameters[i].type, "`" + names[i] + "`", Adapt::declared);
    well = well && value.ok();
    use.arguments.push_back(value.id);
  }
  environment.mode = outside;
  return well ? std::optional(std::move(use)) : std::nullopt;
}

}  // namespace surety::check
