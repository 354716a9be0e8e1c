// knowledge.h -- what a step's own checks say about its values: narrower ranges on the path that passed them.
//
// After `require quantity > 0` the quantity is positive; after a balance less the cost was found within the balance's
// range, the cost is no larger than two such ranges. So a product of two unbounded arguments is 256 bits wide only
// until the first check that bounds it. Facts hold on the path where they were checked: an arm of a branch starts with
// its condition and forgets what it learned when it ends. Values computed twice, or read twice without a write between,
// are one value, so that a fact about one is a fact about the other.
//
// Nothing here is assumed: every fact is a comparison that the compiled code has made, or comes with a number that was
// given a range. Whatever is answered names the facts it rests on.
#pragma once

#include <llvm/IR/Value.h>

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "codegen/grounds.h"
#include "compiler/read/interval.h"

namespace surety::codegen {

using read::Interval;

/// An integer: the LLVM value of smallest width, the range it was computed to lie in, and the facts that this rests on.
struct Number {
  llvm::Value* value = nullptr;
  Interval range{};
  Grounds grounds{};
};

/// What is known of a number, and why.
struct Known {
  Interval range;
  Grounds grounds;
};

enum class Combination : std::uint8_t { sum, difference, product };
enum class Comparison : std::uint8_t { less, equal };

class Knowledge {
 public:
  /// On this path: never wider than the number's own range.
  [[nodiscard]] Known about(const Number& number) const;
  [[nodiscard]] Interval range_of(const Number& number) const { return about(number).range; }
  /// On this path the value lies in `range`, by these facts; what follows for the values it was computed from is
  /// learned as well.
  void bound(const Number& number, const Known& known) { bound(number, known, 4); }
  /// On this path the condition has this truth, by the fact `why`.
  void learn(llvm::Value* condition, bool truth, const Grounds& why);
  /// Would learning this truth say anything?
  [[nodiscard]] bool informs(llvm::Value* condition, bool truth) const;

  /// `copy` is `original` in another width.
  void copied(llvm::Value* copy, llvm::Value* original);
  /// The number that was computed from the same operands on this path, if any.
  [[nodiscard]] std::optional<Number> computed(Combination kind, const Number& a, const Number& b) const;
  void compute(Combination kind, const Number& a, const Number& b, const Number& result);
  /// The same for choices: `condition ? a : b`.
  [[nodiscard]] std::optional<Number> chosen(llvm::Value* condition, const Number& a, const Number& b) const;
  void choose(llvm::Value* condition, const Number& a, const Number& b, const Number& result);
  /// The condition that was computed on this path for a < b or a = b, if any.
  [[nodiscard]] llvm::Value* compared(Comparison kind, const Number& a, const Number& b) const;

  /// a + gap <= b, gap >= 0.
  struct Ordered {
    int gap;
    Grounds grounds;
  };
  /// What is known of their order on this path: with the largest gap.
  [[nodiscard]] std::optional<Ordered> order(const Number& a, const Number& b) const;
  /// What this path knows of n / d where n is a product and one of its factors is no larger than d: 0 up to the other.
  [[nodiscard]] std::optional<Known> share(const Number& n, const Number& d) const;

  /// The number as a multiple: `factor` times `of`.
  struct Multiple {
    Number of;
    core::Integer factor;
  };
  /// How the number was computed, where it is a product with a constant.
  [[nodiscard]] std::optional<Multiple> multiple(const Number& number) const;

  /// quotient = floor(n / d).
  void divide(const Number& n, const Number& d, const Number& quotient);
  struct Division {
    Number quotient;
    Number divisor;
  };
  /// How `product` was computed, where it is floor(n / d) * d.
  [[nodiscard]] std::optional<Division> division(const Number& n, const Number& product) const;

  /// condition <=> a < b.
  void compare_less(llvm::Value* condition, const Number& a, const Number& b);
  /// condition <=> a = b.
  void compare_equal(llvm::Value* condition, const Number& a, const Number& b);
  /// result <=> not condition.
  void negate(llvm::Value* result, llvm::Value* condition);
  /// result <=> a and b (truth = true), or result <=> a or b (truth = false).
  void combine(llvm::Value* result, llvm::Value* a, llvm::Value* b, bool truth);

  /// What holds on one path. Saved where it splits, restored for the other arm and where the arms join.
  struct Path {
    std::map<llvm::Value*, Known> ranges;
    std::map<std::tuple<Combination, llvm::Value*, llvm::Value*>, Number> results;
    std::map<std::tuple<llvm::Value*, llvm::Value*, llvm::Value*>, Number> choices;
    std::map<std::tuple<Comparison, llvm::Value*, llvm::Value*>, llvm::Value*> comparisons;
    std::map<std::pair<llvm::Value*, llvm::Value*>, Ordered> orders;  // of first and second
  };
  [[nodiscard]] const Path& path() const { return path_; }
  void restore(Path path) { path_ = std::move(path); }

 private:
  /// smaller + gap <= larger.
  struct Order {
    Number smaller;
    Number larger;
    int gap;
  };
  struct Consequences {
    std::vector<Order> if_true;
    std::vector<Order> if_false;
  };
  struct Definition {
    Combination kind;
    Number a;
    Number b;
  };
  [[nodiscard]] llvm::Value* root(llvm::Value* value) const;
  void compare(Comparison kind, llvm::Value* condition, const Number& a, const Number& b, Consequences consequences);
  /// Without a look at what the number was computed from.
  [[nodiscard]] Known learned(const Number& number) const;
  void bound(const Number& number, const Known& known, int depth);

  Path path_;
  std::map<llvm::Value*, llvm::Value*> originals_;
  std::map<llvm::Value*, Definition> definitions_;
  std::map<llvm::Value*, std::pair<llvm::Value*, llvm::Value*>> quotients_;  // numerator and divisor of each
  std::map<llvm::Value*, Consequences> conditions_;
};

}  // namespace surety::codegen
