// covered.cpp -- see covered.h.
#include "tests/mathematics/covered.h"

#include "compiler/check/compile.h"
#include "compiler/core/children.h"

namespace surety::mathematics {

using core::Integer;

namespace {

Ball power_of_ten(int exponent) { return Ball(1) / Ball(core::power_of_ten(static_cast<unsigned>(exponent))); }

core::Contract compiled(const std::string& source) {
  const check::Compiled run = check::compile_text("covered.surety", source, {SURETY_STDLIB_DIR});
  if (!run.contract) throw std::runtime_error(source::render(run.sources, run.sink, false));
  return *run.contract;
}

}  // namespace

Function::Function(const std::string& call, int argument_scale, int result_scale)
    : contract_(compiled("contract Covered {\n    use std.normal\n    use std.elementary\n    state y : ratio @ " +
                         std::to_string(result_scale) + "\n    action run(x: ratio @ " +
                         std::to_string(argument_scale) + ") { y = " + call + " }\n}\n")),
      argument_{1},
      argument_scale_(argument_scale),
      result_scale_(result_scale) {
  const core::Step& step = contract_[core::find_step(contract_, "run").value()];
  value_ = std::get<core::Write>(contract_[step.body.at(0)].node).value;
}

TaylorDomain::Int Function::over(const Integer& low, const Integer& high) const {
  TaylorDomain domain(Integer(high - low));
  core::Semantics<TaylorDomain> semantics(contract_, domain, core::Mode::step);
  semantics.bind(argument_, TaylorDomain::variable(low, high));
  return semantics.integer(value_);
}

Ball Function::argument_unit() const { return power_of_ten(argument_scale_); }
Ball Function::result_unit() const { return power_of_ten(result_scale_); }

std::vector<core::ExprId> Function::literals() const {
  std::vector<core::ExprId> found;
  const std::function<void(core::ExprId)> walk = [&](core::ExprId id) {
    if (std::holds_alternative<core::Literal>(contract_[id].node)) found.push_back(id);
    core::for_each_child(contract_[id], walk);
  };
  walk(value_);
  return found;
}
Integer Function::literal(core::ExprId id) const { return std::get<core::Literal>(contract_[id].node).value; }
Function Function::with_literal(core::ExprId id, const Integer& value) const {
  Function changed = *this;
  std::get<core::Literal>(changed.contract_.exprs[id.index].node).value = value;
  return changed;
}

namespace {

class Cover {
 public:
  Cover(const Function& function, Trend trend, const Claim& claim)
      : function_(function), trend_(trend), claim_(claim) {}

  /// From left to right, halves of what is not shown as a whole.
  bool piece(const Integer& low, const Integer& high) {
    if (shown(low, high)) {
      ++result.pieces;
      return joined(low, high);
    }
    if (low == high) return failed(low);
    const Integer middle = core::floor_divide(low + high, 2);
    return piece(low, middle) && piece(Integer(middle + 1), high);
  }

  Coverage result;

 private:
  bool shown(const Integer& low, const Integer& high) const {
    try {
      const TaylorDomain::Int found = function_.over(low, high);
      const bool moves = trend_ == Trend::unknown || found.trend == trend_ || found.trend == Trend::constant;
      const Model argument = Model::variable(Ball(low), Ball(high)) * Model(function_.argument_unit());
      return moves && claim_(model_of(found) * Model(function_.result_unit()), argument);
    } catch (const Undecided&) {
      return false;
    }
  }
  /// The step from the last piece's end to this one's beginning goes the right way too.
  bool joined(const Integer& low, const Integer& high) {
    if (trend_ == Trend::unknown) return true;
    const Integer first = function_.at(low);
    if (end_ && (trend_ == Trend::rises ? first < *end_ : *end_ < first)) return failed(low);
    end_ = function_.at(high);
    return true;
  }
  bool failed(const Integer& where) {
    result.failed_at = where;
    return false;
  }

  const Function& function_;
  Trend trend_;
  const Claim& claim_;
  std::optional<Integer> end_;
};

}  // namespace

Coverage cover(const Function& function, const Integer& low, const Integer& high, Trend trend, const Claim& claim) {
  Cover cover(function, trend, claim);
  cover.result.shown = cover.piece(low, high);
  return cover.result;
}

}  // namespace surety::mathematics
