// knowledge.cpp -- see knowledge.h.
#include "codegen/knowledge.h"

#include <llvm/IR/Constants.h>

namespace surety::codegen {

namespace interval = read::interval;

llvm::Value* Knowledge::root(llvm::Value* value) const {
  const auto found = originals_.find(value);
  return found == originals_.end() ? value : found->second;
}

namespace {

Interval combined(Combination kind, const Interval& a, const Interval& b) {
  switch (kind) {
    case Combination::sum: return interval::add(a, b);
    case Combination::difference: return interval::subtract(a, b);
    case Combination::product: return interval::multiply(a, b);
  }
  return a;
}

/// What is known by `own`, and more where `other` says more.
Known sharpened(const Known& own, const Known& other) {
  const Interval range = interval::narrow(own.range, other.range);
  return range == own.range ? own : Known{range, united(own.grounds, other.grounds)};
}

}  // namespace

Known Knowledge::about(const Number& number) const {
  const Known own = learned(number);
  const auto definition = definitions_.find(root(number.value));
  if (definition == definitions_.end()) return own;
  const auto& [kind, a, b] = definition->second;
  const Known left = learned(a);
  const Known right = learned(b);
  return sharpened(own, {combined(kind, left.range, right.range), united(left.grounds, right.grounds)});
}

Known Knowledge::learned(const Number& number) const {
  const Known own{number.range, number.grounds};
  const auto found = path_.ranges.find(root(number.value));
  return found == path_.ranges.end() ? own : sharpened(own, found->second);
}

void Knowledge::bound(const Number& number, const Known& known, int depth) {
  if (llvm::isa<llvm::Constant>(number.value)) return;  // one object for all equal constants
  const Known before = about(number);
  const auto range = interval::meet(before.range, known.range);
  if (!range || *range == before.range) return;
  llvm::Value* const key = root(number.value);
  const Known now{*range, united(before.grounds, known.grounds)};
  path_.ranges[key] = now;
  const auto definition = definitions_.find(key);
  if (depth == 0 || definition == definitions_.end()) return;
  const auto& [kind, a, b] = definition->second;
  if (kind == Combination::product) return;
  const Known left = about(a);
  const Known right = about(b);
  const bool is_sum = kind == Combination::sum;
  bound(a,
        {is_sum ? interval::subtract(now.range, right.range) : interval::add(now.range, right.range),
         united(now.grounds, right.grounds)},
        depth - 1);
  bound(b,
        {is_sum ? interval::subtract(now.range, left.range) : interval::subtract(left.range, now.range),
         united(now.grounds, left.grounds)},
        depth - 1);
}

void Knowledge::learn(llvm::Value* condition, bool truth, const Grounds& why) {
  const auto found = conditions_.find(condition);
  if (found == conditions_.end()) return;
  for (const Order& order : truth ? found->second.if_true : found->second.if_false) {
    const Known low = about(order.smaller);
    const Known high = about(order.larger);
    if (low.range.low + order.gap > high.range.high) continue;  // no run comes here
    bound(order.smaller, {{low.range.low, high.range.high - order.gap}, united(why, high.grounds)});
    bound(order.larger, {{low.range.low + order.gap, high.range.high}, united(why, low.grounds)});
    const std::pair places{root(order.smaller.value), root(order.larger.value)};
    const auto [place, is_new] = path_.orders.try_emplace(places, Ordered{order.gap, why});
    if (!is_new && place->second.gap < order.gap) place->second = {order.gap, why};
  }
}

bool Knowledge::informs(llvm::Value* condition, bool truth) const {
  const auto found = conditions_.find(condition);
  return found != conditions_.end() && !(truth ? found->second.if_true : found->second.if_false).empty();
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

std::optional<Knowledge::Ordered> Knowledge::order(const Number& a, const Number& b) const {
  const auto found = path_.orders.find({root(a.value), root(b.value)});
  return found == path_.orders.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Known> Knowledge::share(const Number& n, const Number& d) const {
  const auto definition = definitions_.find(root(n.value));
  if (definition == definitions_.end() || definition->second.kind != Combination::product) return std::nullopt;
  const auto& [kind, a, b] = definition->second;
  const Known first = about(a);
  const Known second = about(b);
  if (first.range.low < 0 || second.range.low < 0) return std::nullopt;
  const Grounds signs = united(first.grounds, second.grounds);
  if (const auto ordered = order(b, d)) return Known{{0, first.range.high}, united(signs, ordered->grounds)};
  if (const auto ordered = order(a, d)) return Known{{0, second.range.high}, united(signs, ordered->grounds)};
  return std::nullopt;
}

std::optional<Knowledge::Multiple> Knowledge::multiple(const Number& number) const {
  const auto definition = definitions_.find(root(number.value));
  if (definition == definitions_.end() || definition->second.kind != Combination::product) return std::nullopt;
  const auto& [kind, a, b] = definition->second;
  if (b.range.low == b.range.high) return Multiple{a, b.range.low};
  if (a.range.low == a.range.high) return Multiple{b, a.range.low};
  return std::nullopt;
}

void Knowledge::divide(const Number& n, const Number& d, const Number& quotient) {
  llvm::Value* const key = root(quotient.value);
  if (!llvm::isa<llvm::Constant>(key)) quotients_[key] = {root(n.value), root(d.value)};
}

std::optional<Knowledge::Division> Knowledge::division(const Number& n, const Number& product) const {
  const auto definition = definitions_.find(root(product.value));
  if (definition == definitions_.end() || definition->second.kind != Combination::product) return std::nullopt;
  const auto& [kind, a, b] = definition->second;
  for (const auto& [quotient, divisor] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    const auto found = quotients_.find(root(quotient->value));
    if (found != quotients_.end() && found->second == std::pair{root(n.value), root(divisor->value)})
      return Division{*quotient, *divisor};
  }
  return std::nullopt;
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
