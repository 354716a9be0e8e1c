// statements.cpp -- see statements.h.
#include "compiler/check/statements.h"

#include "compiler/check/lists.h"
#include "compiler/check/proofs.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"

namespace surety::check {

using core::GlobalKind;

void Statements::emit(decltype(core::Statement::node) node, Span span, core::Block& out) {
  c_.contract.statements.push_back({span, env_.origin, std::move(node)});
  out.push_back({static_cast<std::uint32_t>(c_.contract.statements.size() - 1)});
}

void Statements::require(const Value& condition, core::ErrorId error, Span span, core::Block& out) {
  if (condition.ok()) emit(core::Require{condition.id, error}, span, out);
}

void Statements::write(const PlaceUse& place, const Value& value, Span span, core::Block& out) {
  std::vector<core::Block> arms(place.choices.size());
  for (std::size_t i = 0; i < place.choices.size(); ++i)
    emit(core::Write{place.choices[i], value.id, c_.error("OutOfRange(" + place.names[i] + ")")}, span, arms[i]);
  core::Block chain = arms.back();
  for (std::size_t i = arms.size() - 1; place.index && i-- > 0;) {
    const Value constant = nodes().literal(place.index->type, Integer(static_cast<unsigned long>(i)), span);
    const Value here =
        nodes().apply(core::Operation::equal, ValueType::boolean(), span, {place.index->id, constant.id});
    core::Block branch;
    emit(core::Branch{here.id, arms[i], chain}, span, branch);
    chain = branch;
  }
  out.insert(out.end(), chain.begin(), chain.end());
}

void Statements::block(const syntax::Block& block, core::Block& out) {
  const std::size_t depth = env_.frames.back().size();
  for (const syntax::Statement& each : block)
    std::visit([&](const auto& node) { statement(each, node, out); }, each.node);
  leave(depth);
}

void Statements::leave(std::size_t depth) { expressions_.leave(depth); }

Value Statements::fixed(const Value& value, const std::string& name, core::Block& out) {
  const auto& node = c_.contract[value.id].node;
  if (std::holds_alternative<core::Literal>(node) || std::holds_alternative<core::LocalRead>(node)) return value;
  const core::LocalId local = env_.fresh(name, value.type, value.span);
  emit(core::Let{local, value.id}, value.span, out);
  return nodes().local(local, value.type, value.span);
}

void Statements::statement(const syntax::Statement& s, const syntax::LetStatement& node, core::Block& out) {
  if (expressions_.denotes_row(*node.value) && !node.type) {
    const std::string text = c_.text(node.value->span);
    c_.report(Message::let_of_row, s.span, text)
        .help("name the row itself: `ref " + node.name.text + " = " + text + "`");
    expressions_.bind(node.name, Value{}).used = true;
    return;
  }
  std::vector<Expressions::Bound> bound;
  auto what = expressions_.named(node, bound);
  for (const auto& [local, value] : bound) emit(core::Let{local, value}, s.span, out);
  expressions_.bind(node.name, std::move(what), true).used = bound.empty();
}

void Statements::statement(const syntax::Statement&, const syntax::RefStatement& node, core::Block& out) {
  auto row = expressions_.row(*node.row);
  if (row) {
    const Value key{row->table->key_type, row->key, node.row->span};
    row->key = fixed(key, node.name.text + "." + row->table->key, out).id;
  }
  expressions_.bind(node.name, row.value_or(Row{}), true).used = !row;
}

bool Statements::writable(const PlaceUse& place, const syntax::AssignStatement& node) {
  const Cell& cell = *place.cell;
  const std::string text = c_.text(node.place->span);
  if (!cell.type.ok()) return false;
  if (cell.money()) {
    const std::string amount = c_.text(node.value->span);
    auto& report = c_.report(Message::assign_money, node.place->span, cell.pot ? "pot" : "balance", text);
    report.label(cell.span, cell.pot ? "a pot" : "a balance");
    if (node.op == syntax::AssignOperator::add)
      report.help("say where it comes from: `move " + amount + " from ... to " + text + "`");
    else if (node.op == syntax::AssignOperator::subtract)
      report.help("say where it goes: `move " + amount + " from " + text + " to ...`");
    else
      report.help("money changes place only by `move AMOUNT from A to B`");
    return false;
  }
  if (cell.table || (cell.kind == GlobalKind::state && cell.feed == nullptr)) return true;
  auto& report = c_.report(Message::read_only, node.place->span, text, cell.article).label(cell.span, "declared here");
  if (cell.kind == GlobalKind::parameter) report.help("`governed by ROLE` in its declaration lets a role set it");
  return false;
}

void Statements::statement(const syntax::Statement& s, const syntax::AssignStatement& node, core::Block& out) {
  if (expressions_.denotes_row(*node.place)) {
    c_.report(Message::place_expected, node.place->span, c_.text(node.place->span))
        .help("a row is written member by member, as in `t.size = 0`");
    return;
  }
  const auto place = expressions_.place(*node.place);
  if (!place || !writable(*place, node)) return;
  const ValueType& type = place->cell->type;
  const std::string what = "`" + c_.text(node.place->span) + "`";
  Value value = expressions_.value_as(*node.value, type, what);
  if (!value.ok()) return;
  if (node.op != syntax::AssignOperator::set) {
    const bool adds = node.op == syntax::AssignOperator::add;
    if (!type.is_number()) {
      c_.report(Message::not_a_number, s.span, adds ? "+=" : "-=", describe(type))
          .label(node.place->span, describe(type));
      return;
    }
    const Value old = expressions_.read(*place, node.place->span);
    value = nodes().apply(adds ? core::Operation::add : core::Operation::subtract, type, s.span, {old.id, value.id});
  }
  write(*place, value, s.span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::RequireStatement& node, core::Block& out) {
  const Value condition = expressions_.condition(*node.condition, "`require`");
  const core::ErrorId error = node.error ? c_.error(node.error->text) : core::error_id(core::BuiltinError::rejected);
  require(condition, error, s.span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::IfStatement& node, core::Block& out) {
  const Value condition = expressions_.condition(*node.condition, "`if`");
  core::Branch branch;
  block(*node.then, branch.then);
  if (node.otherwise) block(*node.otherwise, branch.otherwise);
  if (!condition.ok()) return;
  branch.condition = condition.id;
  if (const auto constant = nodes().constant(condition.id); constant && env_.frames.size() == 1) {
    if (*constant != 0 && node.otherwise)
      c_.report(Message::unreachable, node.condition->span, "else", "true");
    else if (*constant == 0)
      c_.report(Message::unreachable, node.condition->span, "if", "false");
  }
  emit(std::move(branch), s.span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::ForStatement& node, core::Block& out) {
  if (const Value* const list = expressions_.list_named(node.enumeration)) {
    const Value elements = *list;  // the name's own value moves away when an element is named beside it
    return over_list(s, node, elements, 0, out);
  }
  if (expressions_.poisoned(node.enumeration)) return;
  const ValueSymbol* const symbol = c_.symbols.value(node.enumeration.text);
  const auto* found = symbol != nullptr ? std::get_if<const Enumeration*>(symbol) : nullptr;
  if (found == nullptr) {
    c_.report(Message::loop_needs_enum, node.enumeration.span, node.enumeration.text)
        .help(
            "a loop is unrolled, so it runs over the constants of an `enum` or a list that the action takes; totals "
            "over all rows belong in properties");
    return;
  }
  constexpr std::size_t most_iterations = 10'000;
  const Enumeration& enumeration = **found;
  const std::size_t depth = env_.frames.back().size();
  for (std::size_t i = 0; i < enumeration.constants.size(); ++i) {
    if (++c_.unrolled > most_iterations) {
      if (!c_.reported_size) c_.report(Message::contract_too_large, s.span, most_iterations);
      c_.reported_size = true;
      return;
    }
    const Value constant =
        nodes().literal(ValueType::of(enumeration), Integer(static_cast<unsigned long>(i)), node.variable.span);
    expressions_.bind(node.variable, constant);
    block(*node.body, out);
    env_.frames.back().resize(depth, Binding{});
  }
}

/// The i-th element and, where the list goes on, those after it: inside one another, so that a list of at most n makes
/// n + 1 paths.
void Statements::over_list(const syntax::Statement& s, const syntax::ForStatement& node, const Value& list,
                           std::size_t i, core::Block& out) {
  if (i + 1 >= list.parts.size()) return;
  core::Branch branch;
  branch.condition = reaches(nodes(), list, i, node.enumeration.span).id;
  const std::size_t depth = env_.frames.back().size();
  expressions_.bind(node.variable, list.parts[i + 1]);
  block(*node.body, branch.then);
  env_.frames.back().resize(depth, Binding{});
  over_list(s, node, list, i + 1, branch.then);
  emit(std::move(branch), s.span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::AssertStatement& node, core::Block& out) {
  const Value condition = expressions_.condition(*node.condition, "`assert`");
  if (!condition.ok()) return;
  const std::string name = env_.owner + ".assert#" + std::to_string(++env_.assertions);
  const core::ErrorId error = c_.error("AssertionFailed(" + name + ")");
  emit(core::Assert{condition.id, error}, s.span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::PhaseStatement& node, core::Block& out) {
  const Enumeration* const phases = c_.symbols.phases;
  const auto index =
      phases != nullptr ? std::ranges::find(phases->constants, node.phase.text) - phases->constants.begin() : 0;
  if (phases == nullptr || static_cast<std::size_t>(index) == phases->constants.size()) {
    unknown_phase(c_, node.phase);
    return;
  }
  const Value value = nodes().literal(ValueType::of(*phases), Integer(static_cast<long>(index)), node.phase.span);
  write(expressions_.whole(*c_.symbols.phase, std::nullopt), value, s.span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::UseStatement& node, core::Block& out) {
  if (auto use = use_of_lemma(c_, expressions_, node.lemma, node.arguments)) emit(std::move(*use), s.span, out);
}

}  // namespace surety::check
