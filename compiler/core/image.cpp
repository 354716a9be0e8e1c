// image.cpp -- see image.h. Every struct is taken apart by name of all its members, so that one which gains a member
// does not compile until it is said here what becomes of it.
#include "compiler/core/image.h"

#include <unordered_map>

namespace surety::core {

namespace {

/// Numbers have a stop, texts and lists have their length in front, variants their alternative: no two contracts are
/// written alike.
class Writer {
 public:
  Writer(const Contract& contract, ImageOf what) : contract_(contract), with_source_(what != ImageOf::meaning) {}

  std::string whole() && {
    // The stores are met through what refers to them.
    const auto& [name, assets, units, globals, tables, oracles, errors, exprs, statements, origins, steps, properties,
                 assumptions, facts, scans, tests] = contract_;
    add_all(name, assets, units, globals, tables, oracles, errors, steps, properties, assumptions, facts, scans, tests);
    return std::move(out_);
  }

 private:
  void add_all(const auto&... parts) { (add(parts), ...); }

  void add(std::uint64_t number) {
    out_ += std::to_string(number);
    out_ += ' ';
  }
  void add(std::uint32_t number) { add(std::uint64_t{number}); }
  void add(int number) { add(Integer(number)); }
  void add(bool flag) { out_ += flag ? 'T' : 'F'; }
  void add(const Integer& number) {
    out_ += to_string(number);
    out_ += ' ';
  }
  void add(const std::string& text) {
    add(std::uint64_t{text.size()});
    out_ += text;
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void add(Enum value) {
    add(static_cast<std::uint64_t>(value));
  }
  template <class Tag>
  void add(Id<Tag> id) {
    add(id.index);
  }
  template <class T>
  void add(const std::vector<T>& list) {
    add(std::uint64_t{list.size()});
    for (const T& item : list) add(item);
  }
  template <class T>
  void add(const std::optional<T>& item) {
    add(item.has_value());
    if (item) add(*item);
  }
  template <class... Alternatives>
  void add(const std::variant<Alternatives...>& item) {
    add(std::uint64_t{item.index()});
    std::visit([this](const auto& alternative) { this->add(alternative); }, item);
  }

  void add(ExprId id) {
    const auto [place, fresh] = exprs_.try_emplace(id.index, static_cast<std::uint32_t>(exprs_.size()));
    add(place->second);
    if (fresh) add(contract_[id]);
  }
  void add(StatementId id) {
    const auto [place, fresh] = statements_.try_emplace(id.index, static_cast<std::uint32_t>(statements_.size()));
    add(place->second);
    if (fresh) add(contract_[id]);
  }
  void add(OriginId id) {
    if (!with_source_) return;
    const auto [place, fresh] = origins_.try_emplace(id.index, static_cast<std::uint32_t>(origins_.size()));
    add(place->second);
    if (fresh) add(contract_.origins[id.index]);
  }
  void add(const Span& span) {
    const auto& [file, begin, end] = span;
    if (with_source_) add_all(file.index, begin, end);
  }
  void add_words(const std::string& text) {
    if (with_source_) add(text);
  }

  void add(const Type& type) {
    const auto& [sort, dimension, scale, enumeration, constants] = type;
    add_all(sort, dimension, scale, enumeration, constants);
  }
  void add(const Range& range) {
    const auto& [low, high] = range;
    add_all(low, high);
  }
  void add(const Asset& asset) {
    const auto& [name, decimals, supply, issued] = asset;
    add_all(name, decimals, supply, issued);
  }
  void add(const Global& global) {
    const auto& [name, type, range, kind, asset, span] = global;
    add_all(name, type, range, kind, asset, span);
  }
  void add(const Field& field) {
    const auto& [name, type, range, asset, pot, span] = field;
    add_all(name, type, range, asset, pot, span);
  }
  void add(const Table& table) {
    const auto& [name, fields, span] = table;
    add_all(name, fields, span);
  }
  void add(const Oracle& oracle) {
    const auto& [name, value, time, heartbeat, update] = oracle;
    add_all(name, value, time, heartbeat, update);
  }

  void add(const GlobalPlace& place) { add(place.global); }
  void add(const RowPlace& place) {
    const auto& [table, key, field] = place;
    add_all(table, key, field);
  }
  void add(const Expr& expr) {
    const auto& [type, span, origin, node] = expr;
    add_all(type, span, origin, node);
  }
  void add(const Literal& node) { add(node.value); }
  void add(const LocalRead& node) { add(node.local); }
  void add(const Read& node) { add(node.place); }
  void add(const Apply& node) {
    const auto& [operation, arguments] = node;
    add_all(operation, arguments);
  }
  void add(const Choose& node) {
    const auto& [condition, then, otherwise] = node;
    add_all(condition, then, otherwise);
  }
  void add(const Guarded& node) {
    const auto& [condition, error, value] = node;
    add_all(condition, error, value);
  }
  void add(const Bind& node) {
    const auto& [local, value, body] = node;
    add_all(local, value, body);
  }
  void add(const Stated& node) {
    const auto& [fact, arguments, body] = node;
    add_all(fact, arguments, body);
  }
  void add(const Quantified& node) {
    const auto& [quantifier, table, row, body] = node;
    add_all(quantifier, table, row, body);
  }
  void add(const Before& node) { add(node.value); }

  void add(const Statement& statement) {
    const auto& [span, origin, node] = statement;
    add_all(span, origin, node);
  }
  void add(const Let& node) {
    const auto& [local, value] = node;
    add_all(local, value);
  }
  void add(const Write& node) {
    const auto& [place, value, error] = node;
    add_all(place, value, error);
  }
  void add(const Require& node) {
    const auto& [condition, error] = node;
    add_all(condition, error);
  }
  void add(const Branch& node) {
    const auto& [condition, then, otherwise] = node;
    add_all(condition, then, otherwise);
  }
  void add(const Effect& node) {
    const auto& [kind, asset, party, amount] = node;
    add_all(kind, asset, party, amount);
  }
  void add(const Assert& node) {
    const auto& [condition, error] = node;
    add_all(condition, error);
  }
  void add(const Use& node) {
    const auto& [lemma, arguments] = node;
    add_all(lemma, arguments);
  }
  void add(const Origin& origin) {
    const auto& [function, call, parent] = origin;
    add_all(function, call, parent);
  }

  void add(const Local& local) {
    const auto& [name, type, range, error, span, record] = local;
    add_all(name, type, range, error, span, record);
  }
  void add(const Step& step) {
    const auto& [name, kind, locals, argument_count, body, span] = step;
    add_all(name, kind, locals, argument_count, body, span);
  }
  void add(const PropertyCase& one) {
    const auto& [step, condition, arguments] = one;
    add_all(step, condition, arguments);
  }
  void add(const ScenarioCall& call) {
    const auto& [steps, arguments, outcome, error] = call;
    add_all(steps, arguments, outcome, error);
  }
  void add(const ScenarioExpect& expect) { add(expect.condition); }
  void add(const ScenarioStep& step) {
    const auto& [span, node] = step;
    add_all(span, node);
  }
  void add(const Property& property) {
    const auto& [name, kind, condition, cases, table, row, statement, locals, variable_count, hints, scenario, span,
                 text] = property;
    add_all(name, kind, cases, table, row, locals, variable_count, hints, scenario, span);
    add_words(text);
    // Where there is no such part, its id means nothing.
    if (kind == PropertyKind::assertion) return add(statement);
    if (kind != PropertyKind::rule) add(condition);
  }
  void add(const Assumption& assumption) {
    const auto& [name, step, condition, span, text, functions] = assumption;
    add_all(name, step, condition, span);
    add_words(text);
    for (const std::string& function : functions) add_words(function);
  }
  void add(const Fact& fact) {
    const auto& [name, locals, variable_count, condition, lemma, span, text, functions] = fact;
    add_all(name, locals, variable_count, condition, lemma, span);
    add_words(text);
    for (const std::string& function : functions) add_words(function);
  }
  void add(const Scan& scan) {
    const auto& [name, table, row, condition, by, monotone, span, text] = scan;
    add_all(name, table, row, condition, by, monotone, span);
    add_words(text);
  }
  void add(const TestCall& call) {
    const auto& [step, arguments, error] = call;
    add_all(step, arguments, error);
  }
  void add(const TestExpect& expect) { add(expect.condition); }
  void add(const TestStep& step) {
    const auto& [span, node] = step;
    add_all(span, node);
  }
  void add(const Test& test) {
    const auto& [name, parties, steps, span] = test;
    add_all(name, parties, steps, span);
  }

  const Contract& contract_;
  bool with_source_;
  std::string out_;
  std::unordered_map<std::uint32_t, std::uint32_t> exprs_;  // id -> number in the image
  std::unordered_map<std::uint32_t, std::uint32_t> statements_;
  std::unordered_map<std::uint32_t, std::uint32_t> origins_;
};

}  // namespace

std::string image(const Contract& contract, ImageOf what) { return Writer(contract, what).whole(); }

}  // namespace surety::core
