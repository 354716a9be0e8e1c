// places.cpp -- rows, members and arrays: which place in storage an expression names, and reading it.
//
// A row is a table and a key; the key is a party (of a `table` an id), so two rows are one row when their keys are. An
// array over an enum is one place per constant: a known index picks one, an unknown one becomes a chain of choices.
#include <set>

#include "compiler/check/breakers.h"
#include "compiler/check/expressions.h"
#include "compiler/check/feeds.h"
#include "compiler/check/suggest.h"
#include "compiler/core/semantics.h"

namespace surety::check {

using core::GlobalId;
using core::GlobalKind;
using syntax::Expr;

PlaceUse Expressions::whole(const Cell& cell, std::optional<core::ExprId> key) const {
  PlaceUse use;
  use.cell = &cell;
  for (std::uint32_t i = 0; i < cell.count(); ++i) {
    if (cell.table && key)
      use.choices.emplace_back(core::RowPlace{*cell.table, *key, {cell.first + i}});
    else
      use.choices.emplace_back(core::GlobalPlace{{cell.first + i}});
    use.names.push_back(cell.element(i));
  }
  return use;
}

// ---- rows ----

const TableSymbol* Expressions::table_named(const Expr& expr) {
  const auto* node = std::get_if<syntax::NameExpr>(&expr.node);
  if (node == nullptr || env_.find(node->name.text) != nullptr) return nullptr;
  const ValueSymbol* const symbol = c_.symbols.value(node->name.text);
  const auto* table = symbol != nullptr ? std::get_if<const TableSymbol*>(symbol) : nullptr;
  return table != nullptr ? *table : nullptr;
}

bool Expressions::denotes_row(const Expr& expr) {
  if (const auto* node = std::get_if<syntax::NameExpr>(&expr.node)) {
    const Binding* const binding = env_.find(node->name.text);
    return binding != nullptr ? std::holds_alternative<Row>(binding->what) : node->name.text == "my";
  }
  const auto* node = std::get_if<syntax::IndexExpr>(&expr.node);
  return node != nullptr && table_named(*node->object) != nullptr;
}

const TableSymbol* Expressions::only_account() const {
  const TableSymbol* found = nullptr;
  for (const TableSymbol& table : c_.symbols.tables) {
    if (!table.by_party()) continue;
    if (found != nullptr) return nullptr;
    found = &table;
  }
  return found;
}

const TableSymbol* Expressions::table_of_row(const Expr& expr) {
  if (const auto* node = std::get_if<syntax::IndexExpr>(&expr.node)) return table_named(*node->object);
  const auto* node = std::get_if<syntax::NameExpr>(&expr.node);
  if (node == nullptr) return nullptr;
  const Binding* const binding = env_.find(node->name.text);
  if (binding == nullptr) return node->name.text == "my" ? only_account() : nullptr;
  const Row* const row = std::get_if<Row>(&binding->what);
  return row != nullptr ? row->table : nullptr;
}

bool Expressions::names_key(const syntax::MemberExpr& node) {
  const TableSymbol* const table = table_of_row(*node.object);
  return node.member.text == (table != nullptr ? table->key : "party");
}

std::optional<Row> Expressions::my_row(Span span) {
  const TableSymbol* const account = only_account();
  if (account == nullptr) {
    const bool none = std::ranges::none_of(c_.symbols.tables, &TableSymbol::by_party);
    auto& report = c_.report(Message::no_my, span, none ? "no account" : "several accounts");
    // A module that is used `as` another name has its own names for its accounts, however often it is used.
    std::set<std::string> said;
    for (const TableSymbol& table : c_.symbols.tables) {
      const std::string name = table.span.file == span.file ? c_.text(table.span) : table.name;
      if (table.by_party() && said.insert(name).second) report.help("write `" + name + "[caller]`");
    }
    return std::nullopt;
  }
  const Value party = caller(span);
  if (!party.ok()) return std::nullopt;
  return Row{account, party.id};
}

std::optional<Row> Expressions::local_row(const syntax::Name& name) {
  Binding* const binding = env_.find(name.text);
  if (binding == nullptr) return std::nullopt;
  binding->used = true;
  const Row* const row = std::get_if<Row>(&binding->what);
  return row != nullptr && row->table != nullptr ? std::optional(*row) : std::nullopt;
}

std::optional<Row> Expressions::row(const Expr& expr) {
  if (const auto* node = std::get_if<syntax::NameExpr>(&expr.node)) {
    if (env_.find(node->name.text) == nullptr && node->name.text == "my") return my_row(expr.span);
    if (auto row = local_row(node->name)) return row;
  }
  if (const auto* node = std::get_if<syntax::IndexExpr>(&expr.node)) {
    if (const TableSymbol* const table = table_named(*node->object)) {
      const Value key = value_as(*node->index, table->key_type, "a row of `" + table->name + "`");
      return key.ok() ? std::optional(Row{table, key.id}) : std::nullopt;
    }
  }
  if (denotes_row(expr)) return std::nullopt;  // a name whose row was wrong
  const Value other = value(expr);
  if (!other.ok()) return std::nullopt;
  auto& report = c_.report(Message::row_expected, expr.span, described(other)).label(expr.span, described(other));
  for (const TableSymbol& table : c_.symbols.tables) {
    if (table.key_type.kind != other.type.kind) continue;
    report.help("the row of " + std::string(table.by_party() ? "a party" : "an id") + " is `" + table.name + "[" +
                c_.text(expr.span) + "]`");
    break;
  }
  return std::nullopt;
}

void Expressions::row_as_value(const Expr& expr, const TableSymbol& table) {
  c_.report(Message::row_as_value, expr.span, c_.text(expr.span), table.name)
      .label(expr.span, "a row of `" + table.name + "`")
      .help("name one of its members: " + listed(table.members()));
}

// ---- places ----

std::optional<PlaceUse> Expressions::named_place(const Expr&, const syntax::Name& name) {
  const ValueSymbol* const symbol = env_.find(name.text) == nullptr ? c_.symbols.value(name.text) : nullptr;
  const auto* cell = symbol != nullptr ? std::get_if<const Cell*>(symbol) : nullptr;
  if (cell == nullptr) return std::nullopt;
  (*cell)->used = true;
  return whole(**cell, std::nullopt);
}

std::optional<PlaceUse> Expressions::member_place(const Expr&, const syntax::MemberExpr& node) {
  const auto owner = row(*node.object);
  if (!owner) return std::nullopt;
  if (const Cell* const cell = owner->table->cell(node.member.text)) {
    cell->used = true;
    return whole(*cell, owner->key);
  }
  auto& report = c_.report(Message::unknown_member, node.member.span, owner->table->name, node.member.text);
  if (const auto guess = closest(node.member.text, owner->table->members()))
    report.help("did you mean `" + *guess + "`?");
  report.help("the members of `" + owner->table->name + "` are " + listed(owner->table->members()));
  return std::nullopt;
}

/// A cell that may still want an index.
std::optional<PlaceUse> Expressions::base_place(const Expr& object) {
  if (const auto* name = std::get_if<syntax::NameExpr>(&object.node)) return named_place(object, name->name);
  if (const auto* member = std::get_if<syntax::MemberExpr>(&object.node)) return member_place(object, *member);
  return std::nullopt;
}

bool Expressions::nobody_declared(const syntax::Name& name) {
  static const std::set<std::string_view> words{"caller", "now", "my", "phase"};
  return env_.find(name.text) == nullptr && c_.symbols.value(name.text) == nullptr && !words.contains(name.text) &&
         c_.symbols.enumerations_with(name.text).empty();
}

/// What takes an index is a row or an element of an array: the name of one was misspelled or is not declared.
void Expressions::unknown_account(const syntax::Name& name) {
  auto& report = unknown_name(name);
  if (!report.helps.empty()) return;
  std::vector<std::string> accounts;
  accounts.reserve(c_.symbols.tables.size());
  for (const TableSymbol& each : c_.symbols.tables) accounts.push_back(each.name);
  if (accounts.empty())
    report.help("rows by party are declared: `account " + name.text + " { MEMBER : TYPE }`");
  else
    report.help(help_with_names(name.text, "account", accounts));
}

std::optional<PlaceUse> Expressions::indexed_place(const Expr& expr, const syntax::IndexExpr& node) {
  auto base = base_place(*node.object);
  if (!base) {
    const auto* name = std::get_if<syntax::NameExpr>(&node.object->node);
    if (name != nullptr && list_named(name->name) != nullptr)
      list_as_value(name->name);
    else if (name != nullptr && nobody_declared(name->name))
      unknown_account(name->name);
    else if (!std::holds_alternative<syntax::MemberExpr>(node.object->node))
      c_.report(Message::not_an_array, expr.span, c_.text(node.object->span))
          .help("`x[i]` is a row of an account or an element of an array over an enum");
    return std::nullopt;
  }
  if (!base->cell->type.ok()) return std::nullopt;
  if (base->cell->feed != nullptr) base = whole(*base->cell->feed->values, std::nullopt);
  if (base->cell->index == nullptr) {
    c_.report(Message::not_an_array, expr.span, c_.text(node.object->span)).label(base->cell->span, "declared here");
    return std::nullopt;
  }
  return element_of(std::move(*base), node);
}

/// The sources of an oracle have numbers.
std::optional<PlaceUse> Expressions::source_of(const PlaceUse& sources, const syntax::IndexExpr& node) {
  const auto* number = std::get_if<syntax::NumberLiteral>(&node.index->node);
  const std::vector<std::string>& known = sources.cell->index->constants;
  for (std::size_t i = 0; number != nullptr && !number->unit && i < known.size(); ++i)
    if (known[i] == number->digits)
      return PlaceUse{sources.cell, {sources.choices[i]}, {sources.names[i]}, std::nullopt};
  c_.report(Message::unknown_source, node.index->span, sources.cell->qualified, c_.text(node.index->span))
      .help("its sources are `" + sources.cell->qualified + "[1]` to `" + sources.cell->qualified + "[" + known.back() +
            "]`");
  return std::nullopt;
}

std::optional<PlaceUse> Expressions::element_of(PlaceUse array, const syntax::IndexExpr& node) {
  for (const FeedSymbol& feed : c_.symbols.feeds)
    if (array.cell->index == &feed.sources) return source_of(array, node);
  const Value index = value_as(*node.index, ValueType::of(*array.cell->index), "the index");
  if (!index.ok()) return std::nullopt;
  if (const auto constant = nodes_.constant(index.id)) {
    const std::size_t at = constant->get_ui();
    return PlaceUse{array.cell, {array.choices[at]}, {array.names[at]}, std::nullopt};
  }
  array.index = index;
  return array;
}

/// The times of the oracle that is named as `mark` or `mark[m]`; null where it names something else.
const Cell* Expressions::oracle_time_of(const Expr& object) {
  const auto* index = std::get_if<syntax::IndexExpr>(&object.node);
  const auto* name = std::get_if<syntax::NameExpr>(index != nullptr ? &index->object->node : &object.node);
  const auto oracle = name != nullptr ? named_place(object, name->name) : std::nullopt;
  if (oracle && oracle->cell->feed != nullptr)
    return index != nullptr ? oracle->cell->feed->times : oracle->cell->feed->time;
  if (!oracle || oracle->cell->kind != GlobalKind::oracle_value || (index != nullptr && oracle->cell->index == nullptr))
    return nullptr;
  const auto time = std::ranges::find(c_.symbols.cells, oracle->cell->first + oracle->cell->count(), &Cell::first);
  return time != c_.symbols.cells.end() ? &*time : nullptr;
}

/// An array by itself is not a place to read or write.
std::optional<PlaceUse> Expressions::settled(std::optional<PlaceUse> place, Span span) {
  if (!place || place->cell->index == nullptr || place->index ||
      place->choices.size() < place->cell->index->constants.size() || place->choices.size() == 1)
    return place;
  c_.report(Message::index_missing, span, place->cell->qualified, place->cell->index->name)
      .label(place->cell->span, "an array over `" + place->cell->index->name + "`")
      .help("name one element: `" + c_.text(span) + "[" + place->cell->index->constants[0] + "]`");
  return std::nullopt;
}

std::optional<PlaceUse> Expressions::place(const Expr& expr) {
  if (const auto* node = std::get_if<syntax::IndexExpr>(&expr.node);
      node != nullptr && table_named(*node->object) == nullptr)
    return indexed_place(expr, *node);
  if (const auto* node = std::get_if<syntax::MemberExpr>(&expr.node);
      node != nullptr && !names_key(*node) && enumeration_named(*node->object) == nullptr)
    return settled(member_place(expr, *node), expr.span);
  if (const auto* node = std::get_if<syntax::NameExpr>(&expr.node)) {
    if (auto use = named_place(expr, node->name)) return settled(std::move(use), expr.span);
    if (env_.find(node->name.text) == nullptr && c_.symbols.value(node->name.text) == nullptr &&
        node->name.text != "caller" && node->name.text != "now" && node->name.text != "my") {
      unknown_name(node->name);
      return std::nullopt;
    }
  }
  c_.report(Message::place_expected, expr.span, c_.text(expr.span))
      .help("a state, a member of a row (`t.size`) or an element of an array (`size[BTC]`) can be written");
  return std::nullopt;
}

// ---- reading ----

Value Expressions::guarded(const Value& value, GlobalId oracle) {
  if (env_.mode != Mode::action) return value;
  for (const core::Oracle& each : c_.contract.oracles)
    if (each.value == oracle && each.heartbeat) return not_older(value, each.time, *each.heartbeat);
  return value;
}

Value Expressions::not_older(const Value& value, GlobalId time, const Integer& heartbeat) {
  const ValueType& seconds = c_.symbols.clock->type;
  const GlobalId clock{c_.symbols.clock->first};
  const Value age =
      nodes_.apply(core::Operation::subtract, seconds, value.span,
                   {nodes_.global(clock, seconds, value.span).id, nodes_.global(time, seconds, value.span).id});
  const Value fresh = nodes_.apply(core::Operation::less_equal, ValueType::boolean(), value.span,
                                   {age.id, nodes_.literal(seconds, heartbeat, value.span).id});
  return {value.type,
          nodes_.add(value.type, value.span,
                     core::Guarded{fresh.id, core::error_id(core::BuiltinError::stale_price), value.id}),
          value.span};
}

/// Of several sources: enough must be fresh, and they must agree.
Value Expressions::guarded(const Value& value, const FeedSymbol& feed) {
  if (env_.mode != Mode::action) return value;
  Value result = value;
  if (feed.agreed != nullptr) {
    const Value agreed = nodes_.global({feed.agreed->first}, ValueType::boolean(), value.span);
    const core::ErrorId error = c_.error("PriceDeviation(" + feed.name + ")");
    result.id = nodes_.add(value.type, value.span, core::Guarded{agreed.id, error, value.id});
  }
  return not_older(result, {feed.time->first}, feed.heartbeat);
}

/// In a breaker's condition: the cell as it was when the step began, kept in a local.
Value Expressions::as_before(GlobalId global, const ValueType& type, Span span) {
  const auto [kept, first] = env_.saved.try_emplace(global);
  if (first) kept->second = env_.fresh("before." + c_.contract[global].name, type, span);
  return nodes_.local(kept->second, type, span);
}

Value Expressions::read_one(const Cell& cell, const core::Place& place, Span span) {
  if (const auto* global = std::get_if<core::GlobalPlace>(&place)) {
    if (const auto found = env_.substituted.find(global->global.index); found != env_.substituted.end())
      return nodes_.local(found->second, cell.type, span);
    if (env_.mode == Mode::watch && env_.inside_before) return as_before(global->global, cell.type, span);
    const Value raw = nodes_.global(global->global, cell.type, span);
    if (cell.feed != nullptr && &cell == cell.feed->value) return guarded(raw, *cell.feed);
    return cell.kind == GlobalKind::oracle_value ? guarded(raw, global->global) : raw;
  }
  return {cell.type, nodes_.add(cell.type, span, core::Read{place}), span};
}

Value Expressions::read(const PlaceUse& place, Span span) {
  const Cell& cell = *place.cell;
  if (!state_at_hand(cell.article, span)) return wrong(span);
  if (env_.mode == Mode::watch && cell.table) {
    c_.report(Message::breaker_reads_row, span, c_.text(span))
        .label(span, cell.article + " of one row")
        .help("keep what it watches in a `state`, and prove that it equals the sum of the rows");
    return wrong(span);
  }
  Value result = read_one(cell, place.choices.back(), span);
  if (!place.index) return read_one(cell, place.choices.front(), span);
  for (std::size_t i = place.choices.size() - 1; i-- > 0;) {
    const Value constant = nodes_.literal(place.index->type, Integer(static_cast<unsigned long>(i)), span);
    const Value here = nodes_.apply(core::Operation::equal, ValueType::boolean(), span, {place.index->id, constant.id});
    result = nodes_.choose(cell.type, span, here.id, read_one(cell, place.choices[i], span).id, result.id);
  }
  return result;
}

const Enumeration* Expressions::enumeration_named(const Expr& expr) {
  const auto* node = std::get_if<syntax::NameExpr>(&expr.node);
  if (node == nullptr || env_.find(node->name.text) != nullptr) return nullptr;
  const ValueSymbol* const symbol = c_.symbols.value(node->name.text);
  const auto* enumeration = symbol != nullptr ? std::get_if<const Enumeration*>(symbol) : nullptr;
  return enumeration != nullptr ? *enumeration : nullptr;
}

/// The oracle of this name, where its sources can disagree.
const FeedSymbol* Expressions::feed_of(const Expr& expr) {
  const auto* node = std::get_if<syntax::NameExpr>(&expr.node);
  if (node == nullptr || env_.find(node->name.text) != nullptr) return nullptr;
  const FeedSymbol* const feed = feed_named(c_.symbols, node->name.text);
  return feed != nullptr && feed->agreed != nullptr ? feed : nullptr;
}

const BreakerSymbol* Expressions::breaker_named(const Expr& expr) {
  const auto* node = std::get_if<syntax::NameExpr>(&expr.node);
  if (node == nullptr || env_.find(node->name.text) != nullptr) return nullptr;
  const ValueSymbol* const symbol = c_.symbols.value(node->name.text);
  const auto* breaker = symbol != nullptr ? std::get_if<const BreakerSymbol*>(symbol) : nullptr;
  return breaker != nullptr ? *breaker : nullptr;
}

Value Expressions::dispatch(const Expr& expr, const syntax::MemberExpr& node) {
  if (auto part = record_member(expr, node)) return *part;
  if (const Enumeration* const enumeration = enumeration_named(*node.object))
    return enumeration_constant(*enumeration, node.member.text, node.member.span);
  if (const BreakerSymbol* const breaker = breaker_named(*node.object))
    return breaker_member(c_, *this, *breaker, node.member, expr.span);
  if (const FeedSymbol* const feed = node.member.text == "agreed" ? feed_of(*node.object) : nullptr)
    return read(whole(*feed->agreed, std::nullopt), expr.span);
  if (const Cell* const time = node.member.text == "time" ? oracle_time_of(*node.object) : nullptr) {
    const bool element = std::holds_alternative<syntax::IndexExpr>(node.object->node);
    const auto use = element ? element_of(whole(*time, std::nullopt), std::get<syntax::IndexExpr>(node.object->node))
                             : settled(whole(*time, std::nullopt), node.object->span);
    return use ? read(*use, expr.span) : wrong(expr.span);
  }
  if (names_key(node)) {
    const auto owner = row(*node.object);
    return owner ? Value{owner->table->key_type, owner->key, expr.span} : wrong(expr.span);
  }
  const auto use = settled(member_place(expr, node), expr.span);
  return use ? read(*use, expr.span) : wrong(expr.span);
}

Value Expressions::dispatch(const Expr& expr, const syntax::IndexExpr& node) {
  if (const TableSymbol* const table = table_named(*node.object)) {
    row_as_value(expr, *table);
    return wrong(expr.span);
  }
  const auto use = indexed_place(expr, node);
  return use ? read(*use, expr.span) : wrong(expr.span);
}

}  // namespace surety::check
