// interval_domain.cpp -- see interval_domain.h.
#include "compiler/read/interval_domain.h"

namespace surety::read {

namespace {

using core::Integer;
using Int = IntervalDomain::Int;

/// `value`, given that `fact` holds (or fails): ends that the comparison rules out are cut off.
Interval given(const Int& value, const IntervalDomain::Bool& fact, bool holds) {
  if (!fact.compares) return value.range;
  const bool is_less = holds != fact.negated;
  const Interval& low = fact.less.range;
  const Interval& high = fact.more.range;
  // less < more, or less >= more.
  const Interval less_known = is_less ? Interval{std::min(low.low, Integer(high.high - 1)), high.high - 1}
                                      : Interval{high.low, std::max(low.high, high.low)};
  const Interval more_known = is_less ? Interval{low.low + 1, std::max(high.high, Integer(low.low + 1))}
                                      : Interval{std::min(high.low, low.high), low.high};
  const auto mirrored = [](const Interval& range) { return Interval{-range.high, -range.low}; };
  Interval result = value.range;
  for (const auto& [known, tag] : {std::pair{less_known, fact.less.tag}, std::pair{more_known, fact.more.tag}}) {
    if (value.tag == tag) result = interval::narrow(result, known);
    if (value.negated_tag == tag) result = interval::narrow(result, mirrored(known));
  }
  return result;
}

bool is_zero(const Interval& range) { return range.low == 0 && range.high == 0; }

}  // namespace

IntervalDomain::IntervalDomain(const core::Contract& contract, bool zero_state) : contract_(contract) {
  for (const core::Global& global : contract.globals) {
    globals_.push_back(unknown(global.type.sort, zero_state ? interval::point(0) : global.range));
  }
}

IntervalDomain::Value IntervalDomain::unknown(core::Sort sort, const Interval& range) {
  switch (sort) {
    case core::Sort::integer: return number(range);
    case core::Sort::boolean: return Bool{};
    case core::Sort::party: return Party{++last_tag_};
  }
  throw std::logic_error("a value without a sort");
}

Int IntervalDomain::subtract(const Int& a, const Int& b) {
  Int result = number(interval::subtract(a.range, b.range));
  if (a.tag == b.tag) result.range = interval::point(0);
  if (is_zero(a.range)) result.negated_tag = b.tag;
  return result;
}

IntervalDomain::Bool IntervalDomain::less(const Int& a, const Int& b) const {
  const Truth truth = a.tag == b.tag ? Truth::no : interval::less(a.range, b.range);
  return {truth, truth == Truth::maybe, false, a, b};
}
IntervalDomain::Bool IntervalDomain::equal(const Int& a, const Int& b) const {
  return {a.tag == b.tag ? Truth::yes : interval::equal(a.range, b.range)};
}
IntervalDomain::Bool IntervalDomain::negate(const Bool& a) const {
  Bool result = a;
  result.truth = interval::negate(a.truth);
  result.negated = !a.negated;
  return result;
}

Int IntervalDomain::select(const Bool& condition, const Int& a, const Int& b) {
  if (condition.truth == Truth::yes) return a;
  if (condition.truth == Truth::no) return b;
  return number(interval::join(given(a, condition, true), given(b, condition, false)));
}

Int IntervalDomain::narrow(const Int& value, const core::Range& range) {
  Int result = value;
  result.range = interval::narrow(value.range, range);
  return result;
}

IntervalDomain::Value IntervalDomain::read_row(core::TableId table, const Party&, core::FieldId field) {
  const core::Field& column = contract_.field(table, field);
  return unknown(column.type.sort, column.range);
}

void IntervalDomain::require(const Bool& condition, core::ErrorId error) {
  if (!reached_ || condition.truth == Truth::yes) return;
  const bool arithmetic = error == core::error_id(core::BuiltinError::overflow) ||
                          error == core::error_id(core::BuiltinError::division_by_zero);
  if (expr_ && arithmetic) {
    const auto index = static_cast<std::uint32_t>(expr_ - contract_.exprs.data());
    possible_reverts.push_back({static_cast<core::BuiltinError>(error.index), {index}, expr_->span});
  }
  if (condition.truth == Truth::no) reached_ = false;
}

IntervalDomain::Value IntervalDomain::join(const Value& a, const Value& b) {
  if (const Int* left = std::get_if<Int>(&a)) {
    const Int& right = std::get<Int>(b);
    Int result = number(interval::join(left->range, right.range));
    if (left->tag == right.tag) result.tag = left->tag;
    return result;
  }
  if (const Bool* left = std::get_if<Bool>(&a)) {
    const Truth right = std::get<Bool>(b).truth;
    return Bool{left->truth == right ? right : Truth::maybe};
  }
  const Party left = std::get<Party>(a);
  return left.tag == std::get<Party>(b).tag ? left : Party{++last_tag_};
}

void IntervalDomain::merge(std::vector<Value> other, bool other_reached) {
  if (!reached_) {
    globals_ = std::move(other);
  } else if (other_reached) {
    for (std::size_t i = 0; i < globals_.size(); ++i) globals_[i] = join(other[i], globals_[i]);
  }
  reached_ = reached_ || other_reached;
}

std::set<core::BuiltinError> possible_errors(const core::Contract& contract, const core::Fact& fact, core::Mode mode) {
  IntervalDomain domain(contract, false);
  core::Semantics<IntervalDomain> semantics(contract, domain, mode);
  for (std::uint32_t i = 0; i < fact.variable_count; ++i)
    semantics.bind({i}, domain.unknown(fact.locals[i].type.sort, fact.locals[i].range));
  semantics.evaluate(core::value_of(contract, fact));
  std::set<core::BuiltinError> result;
  for (const PossibleRevert& revert : domain.possible_reverts) result.insert(revert.error);
  return result;
}

std::vector<PossibleRevert> possible_arithmetic_reverts(const core::Contract& contract, core::StepId step) {
  IntervalDomain domain(contract, contract[step].kind == core::StepKind::instantiate);
  std::vector<IntervalDomain::Value> arguments;
  for (std::uint32_t i = 0; i < contract[step].argument_count; ++i) {
    const core::Local& local = contract[step].locals[i];
    arguments.push_back(domain.unknown(local.type.sort, local.range));
  }
  core::Semantics<IntervalDomain>(contract, domain, core::Mode::step).run(step, arguments);
  return std::move(domain.possible_reverts);
}

}  // namespace surety::read
