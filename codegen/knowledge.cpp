// knowledge.cpp -- see knowledge.h.
#include "codegen/knowledge.h"

#include <llvm/IR/Constants.h>

namespace surety::codegen {

namespace interval = read::interval;

llvm::Value* Knowledge::root(llvm::Value* value) const {
  const auto found = originals_.find(value);
  return found == originals_.end() ? value : found->second;
}

Interval Knowledge::range_of(const Number& number) const {
  const Interval own = learned(number);
  const auto definition = definitions_.find(root(number.value));
  if (definition == definitions_.end()) return own;
  const auto& [kind, a, b] = definition->second;
  switch (kind) {
    case Combination::sum: return interval::narrow(own, interval::add(learned(a), learned(b)));
    case Combination::difference: return interval::narrow(own, interval::subtract(learned(a), learned(b)));
    case Combination::product: return interval::narrow(own, interval::multiply(learned(a), learned(b)));
  }
  return own;
}

Interval Knowledge::learned(const Number& number) const {
  const auto found = path_.ranges.find(root(number.value));
  return found == path_.ranges.end() ? number.range : interval::narrow(number.range, found->second);
}

void Knowledge::bound(const Number& number, const Interval& range, int depth) {
  if (llvm::isa<llvm::Constant>(number.value)) return;  // one object for all equal constants
  const Interval before = range_of(number);
  const auto now = interval::meet(before, range);
  if (!now || *now == before) return;
  llvm::Value* const key = root(number.value);
  path_.ranges[key] = *now;
  const auto definition = definitions_.find(key);
  if (depth == 0 || definition == definitions_.end()) return;
  const auto& [kind, a, b] = definition->second;
  if (kind == Combination::sum) {
    bound(a, interval::subtract(*now, range_of(b)), depth - 1);
    bound(b, interval::subtract(*now, range_of(a)), depth - 1);
  } else if (kind == Combination::difference) {
    bound(a, interval::add(*now, range_of(b)), depth - 1);
    bound(b, interval::subtract(range_of(a), *now), depth - 1);
  }
}

void Knowledge::learn(llvm::Value* condition, bool truth) {
  const auto found = conditions_.find(condition);
  if (found == conditions_.end()) return;
  for (const Order& order : truth ? found->second.if_true : found->second.if_false) {
    const Interval low = range_of(order.smaller);
    const Interval high = range_of(order.larger);
    if (low.low + order.gap > high.high) continue;  // no run comes here
    bound(order.smaller, {low.low, high.high - order.gap});
    bound(order.larger, {low.low + order.gap, high.high});
    int& gap = path_.orders.try_emplace({root(order.smaller.value), root(order.larger.value)}, 0).first->second;
    gap = std::max(gap, order.gap);
  }
}

void Knowledge::copied(llvm::Value* copy, llvm::Value* original) {
  if (copy != original && !llvm::isa<llvm::Constant>(copy)) originals_[copy] = root(original);
}

std::optional<Number> Knowledge::computed(Combination kind, const Number& a, const Number& b) const {
  const auto found = path_.results.find({kind, root(a.value), root(b.value)});
  return found == path_.results.end() ? std::nullopt : std::optional(found->second);
}

void Knowledge::compute(Combination kind, const Number& a, const Number& b, const Number& result) {
  path_.results[{kind, root(a.value), root(b.value)}] = result;
  llvm::Value* const key = root(result.value);
  if (!llvm::isa<llvm::Constant>(key) && key != root(a.value) && key != root(b.value))
    definitions_.insert_or_assign(key, Definition{kind, a, b});
}

std::optional<Number> Knowledge::chosen(llvm::Value* condition, const Number& a, const Number& b) const {
  const auto found = path_.choices.find({condition, root(a.value), root(b.value)});
  return found == path_.choices.end() ? std::nullopt : std::optional(found->second);
}

void Knowledge::choose(llvm::Value* condition, const Number& a, const Number& b, const Number& result) {
  path_.choices[{condition, root(a.value), root(b.value)}] = result;
}

llvm::Value* Knowledge::compared(Comparison kind, const Number& a, const Number& b) const {
  const auto found = path_.comparisons.find({kind, root(a.value), root(b.value)});
  return found == path_.comparisons.end() ? nullptr : found->second;
}

std::optional<int> Knowledge::order(const Number& a, const Number& b) const {
  const auto found = path_.orders.find({root(a.value), root(b.value)});
  return found == path_.orders.end() ? std::nullopt : std::optional(found->second);
}

std::optional<core::Integer> Knowledge::share_limit(const Number& n, const Number& d) const {
  const auto definition = definitions_.find(root(n.value));
  if (definition == definitions_.end() || definition->second.kind != Combination::product) return std::nullopt;
  const auto& [kind, a, b] = definition->second;
  const Interval range_a = range_of(a);
  const Interval range_b = range_of(b);
  if (range_a.low < 0 || range_b.low < 0) return std::nullopt;
  std::optional<core::Integer> limit;
  if (order(b, d)) limit = range_a.high;
  if (order(a, d)) limit = limit ? std::min(*limit, range_b.high) : range_b.high;
  return limit;
}

void Knowledge::compare(Comparison kind, llvm::Value* condition, const Number& a, const Number& b,
                        Consequences consequences) {
  path_.comparisons[{kind, root(a.value), root(b.value)}] = condition;
  if (!llvm::isa<llvm::Constant>(condition)) conditions_[condition] = std::move(consequences);
}

void Knowledge::compare_less(llvm::Value* condition, const Number& a, const Number& b) {
  compare(Comparison::less, condition, a, b, {{{a, b, 1}}, {{b, a, 0}}});
}

void Knowledge::compare_equal(llvm::Value* condition, const Number& a, const Number& b) {
  compare(Comparison::equal, condition, a, b, {{{a, b, 0}, {b, a, 0}}, {}});
}

void Knowledge::negate(llvm::Value* result, llvm::Value* condition) {
  const auto found = conditions_.find(condition);
  if (found == conditions_.end() || llvm::isa<llvm::Constant>(result)) return;
  Consequences turned{found->second.if_false, found->second.if_true};
  conditions_[result] = std::move(turned);
}

void Knowledge::combine(llvm::Value* result, llvm::Value* a, llvm::Value* b, bool truth) {
  if (result == a || result == b || llvm::isa<llvm::Constant>(result)) return;
  std::vector<Order> orders;
  for (llvm::Value* const part : {a, b}) {
    const auto found = conditions_.find(part);
    if (found == conditions_.end()) continue;
    const auto& more = truth ? found->second.if_true : found->second.if_false;
    orders.insert(orders.end(), more.begin(), more.end());
  }
  conditions_[result] = truth ? Consequences{std::move(orders), {}} : Consequences{{}, std::move(orders)};
}

}  // namespace surety::codegen
