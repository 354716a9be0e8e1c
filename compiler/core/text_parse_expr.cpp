// text_parse_expr.cpp -- see text_parse_expr.h; text_print.cpp shows the forms.
#include "compiler/core/text_parse_expr.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace surety::core {

namespace {
constexpr std::uint32_t most_locals = 65'535;

std::string shown(const Sexp& at) {
  if (at.list) return at.items.empty() ? "()" : "(" + at.items[0].text + " …)";
  return "`" + at.text + "`";
}
}  // namespace

void fail(const Sexp& at, std::string message) { throw TextFault{at.line, std::move(message)}; }

void expect_list(const Sexp& at, const std::string& form, std::size_t least) {
  if (!at.list || at.items.size() < least) fail(at, "expected " + form + ", found " + shown(at));
}

void expect_size(const Sexp& at, std::size_t least, std::size_t most) {
  const std::size_t size = at.list ? at.items.size() : 0;
  if (size >= least && size <= most) return;
  const std::string wanted = std::to_string(least) + (most == least ? "" : " to " + std::to_string(most));
  fail(at, shown(at) + " has " + std::to_string(size) + " items, expected " + wanted);
}

void expect_word(const Sexp& at, std::string_view word) {
  if (at.list || at.text != word) fail(at, "expected `" + std::string(word) + "`, found " + shown(at));
}

// ---- names, numbers, types ----

Integer TextReader::integer(const Sexp& at) const {
  const std::string_view digits = std::string_view(at.text).substr(at.text.starts_with('-') ? 1 : 0);
  const bool fine = !at.list && !at.quoted && !digits.empty() && digits.size() < 1000 &&
                    std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c) != 0; });
  if (!fine) fail(at, "expected an integer, found " + shown(at));
  return Integer(at.text, 10);
}

std::uint32_t TextReader::small(const Sexp& at, std::uint32_t most) const {
  const Integer value = integer(at);
  if (value < 0 || value > most) fail(at, "expected an integer from 0 to " + std::to_string(most));
  return static_cast<std::uint32_t>(value.get_ui());
}

Range TextReader::range(const Sexp& at) const {
  expect_size(at, 3, 3);
  expect_word(at.items[0], "range");
  Range result{integer(at.items[1]), integer(at.items[2])};
  if (result.low > result.high) fail(at, "this range is empty: its low end lies above its high end");
  return result;
}

Type TextReader::type(const Sexp& at) const {
  if (!at.list) return plain_type(spelled_word<Sort>(sort_words, at, "a type"));
  expect_list(at, "a type such as int or (USD 6)", 2);
  const std::string& head = at.items[0].text;
  const bool special = !at.items[0].quoted && (head == "enum" || head == "type");
  if (!special) {
    expect_size(at, 2, 2);
    Type result = plain_type(Sort::integer);
    result.dimension = head;
    result.scale = static_cast<int>(small(at.items[1], 1000));
    return result;
  }
  const std::size_t fixed = head == "enum" ? 2 : 5;
  expect_list(at, "(type SORT DIMENSION SCALE ENUM CONSTANTS…)", fixed);
  Type result = plain_type(Sort::integer);
  if (head == "type") {
    result.sort = spelled_word<Sort>(sort_words, at.items[1], "a sort");
    result.dimension = at.items[2].text;
    result.scale = static_cast<int>(small(at.items[3], 1000));
  }
  result.enumeration = at.items[fixed - 1].text;
  for (const Sexp& constant : std::span(at.items).subspan(fixed)) result.constants.push_back(constant.text);
  return result;
}

namespace {
/// The index of the only item of that name, or of #index.
std::uint32_t look_up(const Sexp& at, const auto& items, const std::string& what, const auto& name_of) {
  if (at.list) fail(at, "expected " + what + ", found " + shown(at));
  if (!at.quoted && at.text.starts_with('#')) {
    std::uint32_t index = 0;
    const char* const end = at.text.data() + at.text.size();
    const auto [stop, problem] = std::from_chars(at.text.data() + 1, end, index);
    if (problem == std::errc{} && stop == end && index < items.size()) return index;
    fail(at, "there is no " + what + " number " + at.text);
  }
  const auto found = std::ranges::find_if(items, [&](const auto& item) { return name_of(item) == at.text; });
  if (found == items.end()) fail(at, "there is no " + what + " `" + at.text + "`");
  return static_cast<std::uint32_t>(found - items.begin());
}
constexpr auto member_name = [](const auto& item) -> const std::string& { return item.name; };
}  // namespace

AssetId TextReader::asset(const Sexp& at) const { return {look_up(at, contract_.assets, "asset", member_name)}; }
GlobalId TextReader::global(const Sexp& at) const { return {look_up(at, contract_.globals, "global", member_name)}; }
TableId TextReader::table(const Sexp& at) const { return {look_up(at, contract_.tables, "table", member_name)}; }
FieldId TextReader::field(TableId table, const Sexp& at) const {
  return {look_up(at, contract_[table].fields, "field", member_name)};
}
ErrorId TextReader::error(const Sexp& at) const {
  return {look_up(at, contract_.errors, "error", [](const std::string& text) -> const std::string& { return text; })};
}
StepId TextReader::step(const Sexp& at) const { return {look_up(at, contract_.steps, "step", member_name)}; }
FactId TextReader::fact(const Sexp& at) const { return {look_up(at, contract_.facts, "fact", member_name)}; }
PropertyId TextReader::property(const Sexp& at) const {
  return {look_up(at, contract_.properties, "property", member_name)};
}

// ---- expressions ----

ScopeReader::ScopeReader(const TextReader& read, const std::vector<Local>* locals)
    : read_(read), contract_(read.contract()), locals_(locals) {
  if (!locals) return;
  for (const Local& local : *locals) types_.emplace_back(local.type);
}

LocalId ScopeReader::local(const Sexp& at) const {
  if (at.list) fail(at, "expected a local, found " + shown(at));
  if (!at.quoted && at.text.starts_with('$')) {
    std::uint32_t index = 0;
    const char* const end = at.text.data() + at.text.size();
    const auto [stop, problem] = std::from_chars(at.text.data() + 1, end, index);
    if (problem == std::errc{} && stop == end && index <= most_locals) return {index};
    fail(at, "expected a local such as $3, found " + shown(at));
  }
  if (!locals_) fail(at, "there are no named locals here; write $0, $1, …");
  return {look_up(at, *locals_, "local", member_name)};
}

ExprId ScopeReader::add(Type type, Node node) {
  contract_.exprs.push_back({.type = std::move(type), .span = {}, .origin = {}, .node = std::move(node)});
  return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
}
ExprId ScopeReader::add_usual(Node node) {
  Type type = usual_type(contract_, node, types_);
  return add(std::move(type), std::move(node));
}

ExprId ScopeReader::expr(const Sexp& at) {
  if (!at.list) return atom(at);
  expect_list(at, "an expression", 1);
  const std::string& head = at.items[0].text;
  if (head == "party") {
    expect_size(at, 2, 2);
    return add(plain_type(Sort::party), Literal{read_.small(at.items[1], UINT32_MAX)});
  }
  if (head == ":") {
    expect_size(at, 3, 3);
    Type type = read_.type(at.items[1]);
    const ExprId result = expr(at.items[2]);
    contract_.exprs[result.index].type = std::move(type);
    return result;
  }
  Node node = form(at);
  return add_usual(std::move(node));
}

ExprId ScopeReader::atom(const Sexp& at) {
  if (!at.quoted && (at.text == "true" || at.text == "false")) {
    return add(plain_type(Sort::boolean), Literal{at.text == "true" ? 1 : 0});
  }
  const unsigned char first = at.text.empty() ? '\0' : static_cast<unsigned char>(at.text[0]);
  if (!at.quoted && (first == '-' || std::isdigit(first) != 0)) return add_usual(Literal{read_.integer(at)});
  return add_usual(LocalRead{local(at)});
}

ScopeReader::Node ScopeReader::form(const Sexp& at) {
  const std::string& head = at.items[0].text;
  if (head == "get") return form_get(at);
  if (head == "if") return form_if(at);
  if (head == "guard") return form_guard(at);
  if (head == "bind") return form_bind(at);
  if (head == "stated") return form_stated(at);
  if (head == "before") {
    expect_size(at, 2, 2);
    return Before{expr(at.items[1])};
  }
  if (const auto quantifier = spelled<Quantifier>(quantifier_words, head)) return form_quantified(at, *quantifier);
  if (const auto operation = operation_named(head)) return form_apply(at, *operation);
  fail(at, "no expression begins with `" + head + "`");
}

ScopeReader::Node ScopeReader::form_get(const Sexp& at) { return Read{place(std::span(at.items).subspan(1), at)}; }
ScopeReader::Node ScopeReader::form_if(const Sexp& at) {
  expect_size(at, 4, 4);
  const ExprId condition = expr(at.items[1]);
  const ExprId then = expr(at.items[2]);
  return Choose{condition, then, expr(at.items[3])};
}
ScopeReader::Node ScopeReader::form_guard(const Sexp& at) {
  expect_size(at, 4, 4);
  const ExprId condition = expr(at.items[1]);
  return Guarded{condition, read_.error(at.items[2]), expr(at.items[3])};
}
ScopeReader::Node ScopeReader::form_bind(const Sexp& at) {
  expect_size(at, 4, 4);
  const LocalId name = local(at.items[1]);
  const ExprId value = expr(at.items[2]);
  set_local_type(types_, name, contract_[value].type);
  return Bind{name, value, expr(at.items[3])};
}
ScopeReader::Node ScopeReader::form_stated(const Sexp& at) {
  expect_list(at, "(stated FACT ARGUMENTS… BODY)", 3);
  Stated result{read_.fact(at.items[1]), {}, {}};
  for (std::size_t i = 2; i + 1 < at.items.size(); ++i) result.arguments.push_back(expr(at.items[i]));
  result.body = expr(at.items.back());
  return result;
}
ScopeReader::Node ScopeReader::form_quantified(const Sexp& at, Quantifier quantifier) {
  expect_size(at, 4, 4);
  const LocalId row = local(at.items[2]);
  bind_row(row);
  return Quantified{quantifier, read_.table(at.items[1]), row, expr(at.items[3])};
}
ScopeReader::Node ScopeReader::form_apply(const Sexp& at, Operation operation) {
  const std::size_t arity = info(operation).arity;
  expect_size(at, arity + 1, arity + 1);
  Apply result{operation, {}};
  for (const Sexp& argument : std::span(at.items).subspan(1)) result.arguments.push_back(expr(argument));
  return result;
}

Place ScopeReader::place(std::span<const Sexp> items, const Sexp& at) {
  if (items.size() == 1) return GlobalPlace{read_.global(items[0])};
  if (items.size() != 3) fail(at, "a place is a global, or a table, a key and a field");
  const TableId table = read_.table(items[0]);
  return RowPlace{table, expr(items[1]), read_.field(table, items[2])};
}

// ---- statements ----

Block ScopeReader::block(std::span<const Sexp> items) {
  Block result;
  for (const Sexp& item : items) {
    StatementNode node = statement(item);
    contract_.statements.push_back({.span = {}, .origin = {}, .node = std::move(node)});
    result.push_back({static_cast<std::uint32_t>(contract_.statements.size() - 1)});
  }
  return result;
}

ScopeReader::StatementNode ScopeReader::statement(const Sexp& at) {
  expect_list(at, "a statement such as (require CONDITION ERROR)", 2);
  const std::vector<Sexp>& items = at.items;
  const std::string& head = items[0].text;
  if (head == "branch") return branch(at);
  if (head == "use") return use(at);
  if (head == "let") return let(at);
  if (const auto kind = spelled<EffectKind>(effect_words, head)) {
    expect_size(at, 4, 4);
    const ExprId party = expr(items[2]);
    return Effect{*kind, read_.asset(items[1]), party, expr(items[3])};
  }
  if (head == "write") {
    expect_size(at, 4, 4);
    expect_list(items[1], "(GLOBAL) or (TABLE KEY FIELD)", 1);
    Place target = place(items[1].items, items[1]);
    return Write{std::move(target), expr(items[2]), read_.error(items[3])};
  }
  expect_size(at, 3, 3);
  if (head == "require") return Require{expr(items[1]), read_.error(items[2])};
  if (head == "assert") return Assert{expr(items[1]), read_.error(items[2])};
  fail(at, "no statement begins with `" + head + "`");
}

Let ScopeReader::let(const Sexp& at) {
  expect_size(at, 3, 3);
  const LocalId name = local(at.items[1]);
  const ExprId value = expr(at.items[2]);
  set_local_type(types_, name, contract_[value].type);
  return {name, value};
}

Use ScopeReader::use(const Sexp& at) {
  expect_list(at, "(use LEMMA ARGUMENTS…)", 2);
  Use result{read_.property(at.items[1]), {}};
  for (const Sexp& argument : std::span(at.items).subspan(2)) result.arguments.push_back(expr(argument));
  return result;
}

ScopeReader::StatementNode ScopeReader::branch(const Sexp& at) {
  expect_size(at, 4, 4);
  const ExprId condition = expr(at.items[1]);
  const auto arm = [&](const Sexp& text, const char* head) {
    expect_list(text, std::string("(") + head + " STATEMENTS…)", 1);
    expect_word(text.items[0], head);
    return block(std::span(text.items).subspan(1));
  };
  Block then = arm(at.items[2], "then");
  return Branch{condition, std::move(then), arm(at.items[3], "else")};
}

}  // namespace surety::core
