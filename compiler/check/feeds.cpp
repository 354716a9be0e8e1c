// feeds.cpp -- see feeds.h.
#include "compiler/check/feeds.h"

#include <algorithm>

#include "compiler/check/types.h"

namespace surety::check {

using core::GlobalKind;
using core::Operation;

namespace {

constexpr long most_sources = 7;

ValueType plain_number() { return ValueType::number({}, 0); }

// ---- what is declared ----

/// What is missing beside `sources`; reported.
bool complete(Context& c, const syntax::OracleDecl& node) {
  const auto missing = [&](bool there, const char* word, const char* help) {
    if (!there) c.report(Message::feed_incomplete, node.name.span, node.name.text, word).help(help);
    return there;
  };
  return missing(node.heartbeat != nullptr, "heartbeat", "say how old a report may be: `heartbeat 60s`") &&
         missing(node.quorum != nullptr, "quorum", "say how many sources must be fresh: `quorum 3`") &&
         missing(node.median, "median", "say how they become one price: `median`");
}

std::optional<long> whole_in(Context& c, const syntax::Expr& expr, long low, long high, const char* word) {
  const auto value = constant_value(c, expr, plain_number(), std::string("`") + word + "`");
  if (!value) return std::nullopt;
  if (*value >= low && *value <= high) return value->get_si();
  c.report(Message::feed_count, expr.span, word, low, high);
  return std::nullopt;
}

Enumeration numbered(const std::string& oracle, long count, Span span) {
  Enumeration sources{"source of " + oracle, {}, span};
  for (long i = 1; i <= count; ++i) sources.constants.push_back(std::to_string(i));
  return sources;
}

/// The cells of the sources, as those of an array of oracles are.
void add_sources(Context& c, FeedSymbol& feed, const Cell& plain) {
  Cell values = plain;
  values.name = feed.name + "[source]";  // what nobody can write
  values.qualified = feed.name;
  values.index = &feed.sources;
  feed.values = &add_global(c, std::move(values), GlobalKind::oracle_value);
  Cell times;
  times.name = feed.name + "[source].time";
  times.qualified = feed.name;
  times.suffix = ".time";
  times.index = &feed.sources;
  times.type = c.symbols.clock->type;
  times.range = c.symbols.clock->range;
  times.span = plain.span;
  feed.times = &add_global(c, std::move(times), GlobalKind::oracle_time);
  for (std::uint32_t i = 0; i < feed.values->count(); ++i)
    c.contract.oracles.push_back(
        {feed.values->element(i), {feed.values->first + i}, {feed.times->first + i}, feed.heartbeat, {}});
}

const Cell* add_result(Context& c, const FeedSymbol& feed, Cell cell, const char* suffix) {
  cell.name = feed.name + suffix;
  cell.span = feed.span;
  cell.feed = &feed;
  cell.article = "an oracle";
  return &add_global(c, std::move(cell), GlobalKind::state);
}

void add_results(Context& c, FeedSymbol& feed, const Cell& plain) {
  feed.value = add_result(c, feed, plain, "");
  Cell time;
  time.type = c.symbols.clock->type;
  time.range = c.symbols.clock->range;
  feed.time = add_result(c, feed, std::move(time), ".time");
  if (!feed.decl->deviation) return;
  Cell agreed;
  agreed.type = ValueType::boolean();
  agreed.range = implied_range(c, agreed.type);
  feed.agreed = add_result(c, feed, std::move(agreed), ".agreed");
}

// ---- what a report does ----

/// The names of one report while its statements are written.
class Combination {
 public:
  Combination(Context& c, Statements& statements, const FeedSymbol& feed)
      : c_(c), statements_(statements), feed_(feed), span_(feed.span), now_(global(*c.symbols.clock, 0)) {}

  void write(bool limited, core::Block& out) {
    const std::size_t count = feed_.values->count();
    Value fresh_ones = number(0);
    for (std::uint32_t i = 0; i < count; ++i) {
      values_.push_back(global(*feed_.values, i));
      times_.push_back(global(*feed_.times, i));
      const Value age = apply(Operation::subtract, now_.type, now_, times_.back());
      const Value limit = nodes().literal(now_.type, feed_.heartbeat, span_);
      fresh_.push_back(keep("fresh", i, compare(Operation::less_equal, age, limit), out));
      fresh_ones = apply(Operation::add, plain_number(), fresh_ones, one_if(fresh_.back()));
    }
    fresh_ones = keep("reports", std::nullopt, fresh_ones, out);
    core::Branch branch;
    branch.condition = compare(Operation::less_equal, number(feed_.quorum), fresh_ones).id;
    write_results(fresh_ones, limited, branch.then);
    statements_.emit(std::move(branch), span_, out);
  }

 private:
  void write_results(const Value& fresh_ones, bool limited, core::Block& out) {
    const Value median = keep("median", std::nullopt, median_of(fresh_ones, out), out);
    if (limited && feed_.decl->step)
      require_step(c_, statements_, *feed_.value, {feed_.value->first}, median, *feed_.decl->step, out);
    set(*feed_.value, median, out);
    set(*feed_.time, quorum_time(), out);
    if (feed_.agreed != nullptr) set(*feed_.agreed, agreement(median), out);
  }

  /// The fresh value with as many fresh ones below it as above, or one fewer. By counting and not by sorting: a reader,
  /// and a solver, sees at once that it is one of the values.
  Value median_of(const Value& fresh_ones, core::Block& out) {
    Value result = values_.back();
    std::vector<Value> ranks;
    for (std::uint32_t i = 0; i + 1 < values_.size(); ++i) ranks.push_back(keep("below", i, below(i), out));
    for (std::size_t i = ranks.size(); i-- > 0;) {
      const Value twice = apply(Operation::multiply, plain_number(), ranks[i], number(2));
      const Value odd = apply(Operation::add, plain_number(), twice, number(1));
      const Value even = apply(Operation::add, plain_number(), twice, number(2));
      const Value middle = nodes().either(compare(Operation::equal, odd, fresh_ones),
                                          compare(Operation::equal, even, fresh_ones), span_);
      const Value here = nodes().both(fresh_[i], middle, span_);
      result = nodes().choose(result.type, span_, here.id, values_[i].id, result.id);
    }
    return result;
  }

  /// How many fresh sources come before the i-th: by value, and by number where values are equal.
  Value below(std::uint32_t i) {
    Value total = number(0);
    for (std::uint32_t j = 0; j < values_.size(); ++j) {
      if (j == i) continue;
      const Value before = compare(j < i ? Operation::less_equal : Operation::less, values_[j], values_[i]);
      total = apply(Operation::add, plain_number(), total, one_if(nodes().both(fresh_[j], before, span_)));
    }
    return total;
  }

  /// The time of the report that is the quorum-th newest.
  Value quorum_time() {
    Value result = times_.back();
    for (std::size_t i = times_.size() - 1; i-- > 0;) {
      Value newer = number(0);
      for (std::size_t j = 0; j < times_.size(); ++j)
        if (j != i)
          newer = apply(Operation::add, plain_number(), newer,
                        one_if(compare(j < i ? Operation::less_equal : Operation::less, times_[i], times_[j])));
      const Value here = compare(Operation::equal, newer, number(feed_.quorum - 1));
      result = nodes().choose(result.type, span_, here.id, times_[i].id, result.id);
    }
    return result;
  }

  /// Every fresh value is within `deviation` of the median.
  Value agreement(const Value& median) {
    Value all = nodes().boolean(true, span_);
    const Value limit = statements_.expressions().value(*feed_.decl->deviation);
    if (!limit.ok()) return all;
    if (!limit.type.is_number() || !limit.type.dimension.ratio()) {
      c_.report(Message::wrong_type, feed_.decl->deviation->span, "`deviation`", "a ratio", describe(limit.type))
          .label(feed_.decl->deviation->span, describe(limit.type))
          .help("the largest distance of a source from the median, relative to the median, as in `deviation 1%`");
      return all;
    }
    const ValueType fine = ValueType::number(median.type.dimension, median.type.scale + limit.type.scale);
    const Value allowed = apply(Operation::multiply, fine, limit, median);
    for (std::size_t i = values_.size(); i-- > 0;) {
      const Value difference = apply(Operation::subtract, median.type, values_[i], median);
      const Value distance = nodes().apply(Operation::absolute, median.type, span_, {difference.id});
      const Value near = compare(Operation::less_equal, nodes().refined(distance, fine.scale), allowed);
      all = nodes().both(nodes().either(nodes().negation(fresh_[i], span_), near, span_), all, span_);
    }
    return all;
  }

  Nodes& nodes() { return statements_.nodes(); }
  Value number(long value) { return nodes().literal(plain_number(), Integer(value), span_); }
  Value global(const Cell& cell, std::uint32_t i) { return nodes().global({cell.first + i}, cell.type, span_); }
  Value apply(Operation operation, const ValueType& type, const Value& a, const Value& b) {
    return nodes().apply(operation, type, span_, {a.id, b.id});
  }
  Value compare(Operation operation, const Value& a, const Value& b) {
    return apply(operation, ValueType::boolean(), a, b);
  }
  Value one_if(const Value& condition) {
    return nodes().choose(plain_number(), span_, condition.id, number(1).id, number(0).id);
  }
  Value keep(const std::string& name, std::optional<std::uint32_t> i, const Value& value, core::Block& out) {
    const std::string whole = i ? name + "[" + feed_.sources.constants[*i] + "]" : name;
    const core::LocalId local = statements_.expressions().environment().fresh(whole, value.type, span_);
    statements_.emit(core::Let{local, value.id}, span_, out);
    return nodes().local(local, value.type, span_);
  }
  void set(const Cell& cell, const Value& value, core::Block& out) {
    statements_.write(statements_.expressions().whole(cell, std::nullopt), value, span_, out);
  }

  Context& c_;
  Statements& statements_;
  const FeedSymbol& feed_;
  Span span_;
  Value now_;
  std::vector<Value> values_, times_, fresh_;
};

}  // namespace

bool declare_feed(Context& c, const syntax::OracleDecl& node, const Cell& plain,
                  const std::optional<Integer>& heartbeat) {
  if (!node.sources) {
    for (const auto& [clause, word] : {std::pair(&node.quorum, "quorum"), std::pair(&node.deviation, "deviation")})
      if (*clause) c.report(Message::clause_without_sources, (*clause)->span, word, node.name.text);
    if (node.median) c.report(Message::clause_without_sources, node.name.span, "median", node.name.text);
    return false;
  }
  if (node.index) {
    c.report(Message::not_supported, node.sources->span, "`sources` of an array of oracles")
        .help("declare an oracle for each constant");
    return false;
  }
  const auto sources = whole_in(c, *node.sources, 2, most_sources, "sources");
  if (!complete(c, node) || !sources || !heartbeat || !plain.type.ok()) return false;
  const auto quorum = whole_in(c, *node.quorum, 1, *sources, "quorum");
  if (!quorum) return false;
  FeedSymbol& feed = c.symbols.feeds.emplace_back();
  feed.decl = &node;
  feed.name = node.name.text;
  feed.span = node.name.span;
  feed.sources = numbered(feed.name, *sources, feed.span);
  feed.heartbeat = *heartbeat;
  feed.quorum = *quorum;
  add_sources(c, feed, plain);
  add_results(c, feed, plain);
  c.symbols.name(feed.name, feed.value);
  return true;
}

void require_step(Context& c, Statements& statements, const Cell& oracle, core::GlobalId place, const Value& value,
                  const syntax::Expr& step, core::Block& body) {
  const Value limit = statements.expressions().value(step);
  if (!limit.ok()) return;
  if (!limit.type.is_number() || !limit.type.dimension.ratio()) {
    c.report(Message::wrong_type, step.span, "`step`", "a ratio", describe(limit.type))
        .label(step.span, describe(limit.type))
        .help("the largest move of one update, relative to the old value, as in `step 5%`");
    return;
  }
  Nodes& n = statements.nodes();
  const Value old = n.global(place, oracle.type, step.span);
  const Value difference = n.apply(Operation::subtract, oracle.type, step.span, {value.id, old.id});
  const Value distance = n.apply(Operation::absolute, oracle.type, step.span, {difference.id});
  const ValueType fine = ValueType::number(oracle.type.dimension, oracle.type.scale + limit.type.scale);
  const Value moved = n.refined(distance, fine.scale);
  const bool below_zero = c.contract[place].range.low < 0;
  const core::ExprId size = below_zero ? n.apply(Operation::absolute, oracle.type, step.span, {old.id}).id : old.id;
  const Value allowed = n.apply(Operation::multiply, fine, step.span, {limit.id, size});
  const Value near = n.apply(Operation::less_equal, ValueType::boolean(), step.span, {moved.id, allowed.id});
  statements.require(near, core::error_id(core::BuiltinError::price_step), step.span, body);
}

void combine(Context& c, Statements& statements, const FeedSymbol& feed, bool limited, core::Block& body) {
  Combination(c, statements, feed).write(limited, body);
}

const FeedSymbol* feed_named(const Symbols& symbols, std::string_view name) {
  const auto found = std::ranges::find(symbols.feeds, name, &FeedSymbol::name);
  return found == symbols.feeds.end() ? nullptr : &*found;
}

}  // namespace surety::check
