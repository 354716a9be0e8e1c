// emit_domain.cpp -- the arithmetic of Emit; state and control flow are in emit_state.cpp and emit_flow.cpp.
#include "codegen/emit_domain.h"

#include <llvm/ADT/APInt.h>

#include "codegen/codegen.h"
#include "codegen/limb_product.h"

namespace surety::codegen {

using core::Integer;
using read::Truth;
namespace interval = read::interval;

namespace {

llvm::APInt machine_integer(const Integer& value, unsigned width) {
  const llvm::APInt magnitude(width, core::to_string(value < 0 ? Integer(-value) : value), 10);
  return value < 0 ? -magnitude : magnitude;
}

/// Words of a value of this width that may not be zero.
unsigned limbs_of(const Interval& range, unsigned width) {
  const unsigned all = width / 64;
  return range.low < 0 ? all : std::min(all, (interval::signed_bits(range) + 62) / 64);
}

/// A number in a sentence for people: bounds are often round, or a power of two.
std::string shown(const Integer& value) {
  std::string digits = core::to_string(value);
  const Integer magnitude = value < 0 ? Integer(-value) : value;
  for (const unsigned bits : {63U, 127U, 255U})
    for (const int less : {0, 1})
      if (magnitude == core::power_of_two(bits) - less)
        return (value < 0 ? "-2^" : "2^") + std::to_string(bits) + (less == 1 ? "-1" : "");
  const std::size_t zeros = digits.size() - 1 - digits.find_last_not_of('0');
  if (zeros < 6 || value == 0) return digits;
  const std::string front = digits.substr(0, digits.size() - zeros);
  const std::string power = "10^" + std::to_string(zeros);
  return front == "1" ? power : front == "-1" ? "-" + power : front + "*" + power;
}

std::string shown(const Interval& range) {
  if (range.low == range.high) return shown(range.low);
  return "(" + shown(range.low) + " .. " + shown(range.high) + ")";
}

/// What is doubted of the negation: "3 >= x" for "3 < x".
std::string opposite(const std::string& doubt) {
  if (doubt.empty()) return doubt;
  const bool compound = doubt.find(" and ") != std::string::npos || doubt.find(" or ") != std::string::npos;
  for (const auto& [word, negated] : {std::pair{" < ", " >= "}, {" == ", " != "}})
    if (const std::size_t at = doubt.find(word); at != std::string::npos && !compound)
      return doubt.substr(0, at) + negated + doubt.substr(at + std::string_view(word).size());
  return "not (" + doubt + ")";
}

}  // namespace

unsigned width_for(const Interval& range) {
  const unsigned bits = interval::signed_bits(range);
  unsigned width = 64;
  while (width < bits) width *= 2;
  return width;
}

Emit::Emit(const StepSettings& settings, Builder& builder, WideArithmetic& wide, Journal& journal, StepContext context)
    : contract_(settings.contract),
      layout_(settings.layout),
      builder_(builder),
      wide_(wide),
      journal_(journal),
      context_(std::move(context)),
      mutant_(settings.mutant),
      facts_(settings.facts),
      invariants_(settings.invariants),
      book_(settings.book) {
  llvm::BasicBlock& entry = builder_.GetInsertBlock()->getParent()->getEntryBlock();
  effect_count_ = Builder(&entry, entry.begin()).CreateAlloca(builder_.getInt32Ty());
  builder_.CreateStore(builder_.getInt32(0), effect_count_);
}

void Emit::unsupported(const char* what) {
  throw CodegenError(std::string(what) + " cannot be compiled: it belongs in properties, not in steps");
}

Emit::Int Emit::integer(const Integer& value) { return exactly(nullptr, {value, value}, {}); }

Emit::Int Emit::exactly(llvm::Value* value, const Interval& range, const Grounds& grounds) {
  if (range.low == range.high) return {builder_.getInt(machine_integer(range.low, width_for(range))), range, grounds};
  return {value, range, grounds};
}

llvm::Value* Emit::resized(const Int& value, unsigned width) {
  llvm::Type* const type = builder_.getIntNTy(width);
  if (value.value->getType()->getIntegerBitWidth() >= width) return builder_.CreateTrunc(value.value, type);
  return value.range.low >= 0 ? builder_.CreateZExt(value.value, type) : builder_.CreateSExt(value.value, type);
}

Emit::Int Emit::known(const Int& number) {
  const auto [range, grounds] = knowledge_.about(number);
  if (range == number.range) return number;
  const Int narrower = exactly(resized(number, width_for(range)), range, grounds);
  knowledge_.copied(narrower.value, number.value);
  return narrower;
}

Emit::Int Emit::remember(Combination kind, const Int& a, const Int& b, const Int& result) {
  knowledge_.compute(kind, a, b, result);
  return result;
}

Emit::Int Emit::add(const Int& left, const Int& right) {
  if (const auto before = knowledge_.computed(Combination::sum, left, right)) return known(*before);
  const Int a = known(left);
  const Int b = known(right);
  const Interval range = interval::add(a.range, b.range);
  const unsigned width = std::max({width_for(range), width_for(a.range), width_for(b.range)});
  llvm::Value* const sum = builder_.CreateNSWAdd(resized(a, width), resized(b, width));
  const Int result =
      exactly(builder_.CreateTrunc(sum, builder_.getIntNTy(width_for(range))), range, united(a.grounds, b.grounds));
  return remember(Combination::sum, left, right, result);
}

Emit::Int Emit::subtract(const Int& left, const Int& right) {
  if (const auto before = knowledge_.computed(Combination::difference, left, right)) return known(*before);
  if (const auto division = knowledge_.division(left, right))
    return remember(Combination::difference, left, right, rest(left, *division));
  const Int a = known(left);
  const Int b = known(right);
  Interval range = interval::subtract(a.range, b.range);
  Grounds grounds = united(a.grounds, b.grounds);
  if (const auto ordered = knowledge_.order(right, left); ordered && range.low < ordered->gap) {
    range = interval::narrow(range, {ordered->gap, range.high});
    grounds = united(grounds, ordered->grounds);
  }
  const unsigned width = std::max({width_for(range), width_for(a.range), width_for(b.range)});
  llvm::Value* const difference = builder_.CreateNSWSub(resized(a, width), resized(b, width));
  const Int result = exactly(builder_.CreateTrunc(difference, builder_.getIntNTy(width_for(range))), range, grounds);
  return remember(Combination::difference, left, right, result);
}

Emit::Int Emit::multiply(const Int& first, const Int& second) {
  if (const auto before = knowledge_.computed(Combination::product, first, second)) return known(*before);
  const Int a = known(first);
  const Int b = known(second);
  const Interval range = interval::multiply(a.range, b.range);
  const unsigned factors = std::max(width_for(a.range), width_for(b.range));
  const unsigned width = std::max(width_for(range), factors);
  if (mutant_ == Mutant::wrapping_multiply) {
    const Int product{builder_.CreateMul(resized(a, factors), resized(b, factors)), range};
    return exactly(builder_.CreateSExtOrTrunc(product.value, builder_.getIntNTy(width_for(range))), range, {});
  }
  llvm::Value* const left = resized(a, width);
  llvm::Value* const right = resized(b, width);
  const bool by_halves = width >= 256 && 2 * factors <= width;
  llvm::Value* const product =
      by_halves ? WideArithmetic::multiply_halves(builder_, left, a.range.low >= 0, right, b.range.low >= 0)
      : multiplies_words_only(builder_)
          ? multiply_wide(builder_, {left, limbs_of(a.range, width)}, {right, limbs_of(b.range, width)})
          : builder_.CreateNSWMul(left, right);
  const Int result =
      exactly(builder_.CreateTrunc(product, builder_.getIntNTy(width_for(range))), range, united(a.grounds, b.grounds));
  return remember(Combination::product, first, second, result);
}

std::optional<std::pair<Emit::Int, Emit::Int>> Emit::in_lowest_terms(const Int& numerator, const Int& divisor) {
  if (divisor.range.low != divisor.range.high) return std::nullopt;
  const auto multiple = knowledge_.multiple(numerator);
  if (!multiple || multiple->factor < 1) return std::nullopt;
  const Integer common = gcd(multiple->factor, divisor.range.low);
  if (common == 1) return std::nullopt;
  const Integer factor = multiple->factor / common;
  const Int rest = factor == 1 ? multiple->of : multiply(multiple->of, integer(factor));
  return std::pair(rest, integer(divisor.range.low / common));
}

Emit::Int Emit::rest(const Int& n, const Knowledge::Division& division) {
  const Int divisor = known(division.divisor);
  if (divisor.range.high < 1) return integer(Integer(0));  // code that never runs, as in div_floor
  const Interval range{Integer(0), divisor.range.high - 1};
  const unsigned width = width_for(divisor.range);
  llvm::Value* const number = resized(n, width);
  if (const auto* const constant = llvm::dyn_cast<llvm::ConstantInt>(divisor.value);
      constant && constant->getValue().isPowerOf2())
    return exactly(builder_.CreateAnd(number, constant->getValue() - 1), range, divisor.grounds);
  const Int& quotient = division.quotient;
  llvm::Value* const product = multiply_wide(builder_, {resized(quotient, width), limbs_of(quotient.range, width)},
                                             {resized(divisor, width), limbs_of(divisor.range, width)});
  llvm::Value* const difference = builder_.CreateSub(number, product);
  return exactly(builder_.CreateTrunc(difference, builder_.getIntNTy(width_for(range))), range, divisor.grounds);
}

Emit::Int Emit::div_floor(const Int& left, const Int& right) {
  const Int result = quotient(left, right);
  knowledge_.divide(left, right, result);
  return result;
}

Emit::Int Emit::quotient(const Int& left, const Int& right) {
  const Int a = known(left);
  const Int b = known(right);
  // Only divisors >= 1 are asked for; a wider range comes from paths on which this code does not run.
  if (b.range.high < 1) return integer(Integer(0));
  if (const auto smaller = in_lowest_terms(left, b)) return div_floor(smaller->first, smaller->second);
  const Interval positive{std::max(b.range.low, Integer(1)), b.range.high};
  Interval range = interval::div_floor(a.range, b.range);
  Grounds grounds = united(a.grounds, b.grounds);
  if (const auto share = knowledge_.share(left, right); share && interval::narrow(range, share->range) != range) {
    range = interval::narrow(range, share->range);
    grounds = united(grounds, share->grounds);
  }
  const unsigned width = std::max(width_for(a.range), width_for(positive));
  const WideArithmetic::Bits bits{interval::signed_bits({0, positive.high}) - 1, interval::signed_bits(range) - 1};
  llvm::Value* const numerator = resized(a, width);
  llvm::Value* const divisor = resized(b, width);
  llvm::Value* const quotient = mutant_ == Mutant::truncating_division
                                    ? builder_.CreateSDiv(numerator, divisor)
                                    : wide_.divide_floor(builder_, numerator, divisor, bits, a.range.low >= 0);
  return exactly(builder_.CreateTrunc(quotient, builder_.getIntNTy(width_for(range))), range, grounds);
}

Emit::Int Emit::square_root(const Int& number) {
  const Int a = known(number);
  const Interval range = interval::square_root(a.range);
  llvm::Value* const root = wide_.square_root(builder_, a.value);
  return exactly(builder_.CreateTrunc(root, builder_.getIntNTy(width_for(range))), range, a.grounds);
}

std::optional<Emit::Bool> Emit::decided(Truth truth, const Int& a, const Int& b) {
  const bool constants = a.range.low == a.range.high && b.range.low == b.range.high;
  if (truth == Truth::maybe || (!facts_ && !constants)) return std::nullopt;
  return boolean(truth == Truth::yes, united(a.grounds, b.grounds));
}

/// a < factor * x is floor(a / factor) < x, which is narrower where the product is the widest of the three.
llvm::Value* Emit::less_than_multiple(const Int& a, const Int& product) {
  const auto multiple = knowledge_.multiple(product);
  if (!multiple || multiple->factor < 1) return nullptr;
  const Int x = known(multiple->of);
  const unsigned width = std::max(width_for(a.range), width_for(x.range));
  if (width_for(product.range) <= width || width_for(a.range) > 64) return nullptr;
  const Int quotient = div_floor(a, integer(multiple->factor));
  return builder_.CreateICmpSLT(resized(quotient, width), resized(x, width));
}

Emit::Bool Emit::less(const Int& left, const Int& right) {
  const Int a = known(left);
  const Int b = known(right);
  if (const auto known_truth = decided(interval::less(a.range, b.range), a, b)) return *known_truth;
  if (const auto order = knowledge_.order(left, right); order && order->gap > 0) return boolean(true, order->grounds);
  if (const auto order = knowledge_.order(right, left)) return boolean(false, order->grounds);
  const std::string doubt = shown(a.range) + " < " + shown(b.range);
  if (llvm::Value* const before = knowledge_.compared(Comparison::less, left, right)) return {before, {}, doubt};
  const unsigned width = std::max(width_for(a.range), width_for(b.range));
  if (mutant_ == Mutant::unsigned_compare) return {builder_.CreateICmpULT(resized(a, width), resized(b, width))};
  llvm::Value* result = less_than_multiple(a, right);
  if (!result) result = builder_.CreateICmpSLT(resized(a, width), resized(b, width));
  if (facts_) knowledge_.compare_less(result, left, right);
  return {result, {}, doubt};
}

Emit::Bool Emit::equal(const Int& left, const Int& right) {
  const Int a = known(left);
  const Int b = known(right);
  if (const auto known_truth = decided(interval::equal(a.range, b.range), a, b)) return *known_truth;
  const std::string doubt = shown(a.range) + " == " + shown(b.range);
  if (llvm::Value* const before = knowledge_.compared(Comparison::equal, left, right)) return {before, {}, doubt};
  const unsigned width = std::max(width_for(a.range), width_for(b.range));
  llvm::Value* const result = builder_.CreateICmpEQ(resized(a, width), resized(b, width));
  if (facts_) knowledge_.compare_equal(result, left, right);
  return {result, {}, doubt};
}

/// A flag that waits through many branches is merged with itself in each: what is said already is not said again, and
/// what takes more than a few lines nobody reads.
std::string Emit::doubted(const Bool& a, const Bool& b, const char* word) {
  constexpr std::size_t longest = 400;
  if (b.doubt.empty() || a.doubt.find(b.doubt) != std::string::npos) return a.doubt;
  if (b.doubt.find(a.doubt) != std::string::npos) return b.doubt;
  if (a.doubt.size() + b.doubt.size() > longest) return a.doubt.ends_with("…") ? a.doubt : a.doubt + word + "…";
  return a.doubt + word + b.doubt;
}

Emit::Bool Emit::both(const Bool& a, const Bool& b) {
  llvm::Value* const result = builder_.CreateAnd(a.value, b.value);
  knowledge_.combine(result, a.value, b.value, true);
  return {result, united(a.grounds, b.grounds), doubted(a, b, " and ")};
}

Emit::Bool Emit::either(const Bool& a, const Bool& b) {
  llvm::Value* const result = builder_.CreateOr(a.value, b.value);
  knowledge_.combine(result, a.value, b.value, false);
  return {result, united(a.grounds, b.grounds), doubted(a, b, " or ")};
}

Emit::Bool Emit::negate(const Bool& a) {
  llvm::Value* const result = builder_.CreateNot(a.value);
  knowledge_.negate(result, a.value);
  return {result, a.grounds, opposite(a.doubt)};
}

Emit::Int Emit::select(const Bool& condition, const Int& a, const Int& b) {
  if (const auto truth = constant(condition)) return *truth ? a : b;
  if (const auto before = knowledge_.chosen(condition.value, a, b)) return known(*before);
  // Each operand counts only where the condition chooses it: |x| is never negative, max(x, 0) neither.
  const Knowledge::Path path_here = knowledge_.path();
  knowledge_.learn(condition.value, true, {});
  const Known first = knowledge_.about(a);
  knowledge_.restore(path_here);
  knowledge_.learn(condition.value, false, {});
  const Known second = knowledge_.about(b);
  knowledge_.restore(path_here);
  const Interval range = interval::join(first.range, second.range);
  const unsigned width = width_for(range);
  const Int result = exactly(builder_.CreateSelect(condition.value, resized(a, width), resized(b, width)), range,
                             united(first.grounds, second.grounds));
  knowledge_.choose(condition.value, a, b, result);
  return result;
}

Emit::Int Emit::narrow(const Int& value, const Interval& range) {
  if (mutant_ == Mutant::eager_narrow) {
    const Interval all = interval::narrow(value.range, range);
    llvm::Value* const cut = builder_.CreateTrunc(value.value, builder_.getInt64Ty());
    return exactly(builder_.CreateSExt(cut, builder_.getIntNTy(width_for(all))), all, {});
  }
  if (unlearned_ && facts_) checked_ = united(checked_, book_.fact(FactSource::check, contract_[*unlearned_], here()));
  knowledge_.bound(value, {range, checked_});
  Int result = known(value);
  // A value that cannot lie in the range: no run comes here, but the width must be one that the place has.
  if (!interval::meet(value.range, range)) return exactly(nullptr, interval::narrow(value.range, range), {});
  return result;
}

Emit::Bool Emit::fits(const Int& number) {
  const Int value = known(number);
  const unsigned width = value.value->getType()->getIntegerBitWidth();
  if (width <= 256 || mutant_ == Mutant::unchecked_width) return boolean(true, value.grounds);
  llvm::Value* const cut = builder_.CreateTrunc(value.value, builder_.getIntNTy(256));
  return {builder_.CreateICmpEQ(builder_.CreateSExt(cut, value.value->getType()), value.value),
          {},
          shown(value.range) + " fits 256 bits"};
}

}  // namespace surety::codegen
