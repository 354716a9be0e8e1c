// places.h -- which cells of a contract a property reads and a step writes, and which calculations stand in them.
#pragma once

#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::verify::oblige {

/// Walks expressions and statements; everything met is added.
class Places {
 public:
  explicit Places(const core::Contract& contract) : contract_(contract) {}
  void read(core::ExprId expr);
  void read(const core::Block& block);
  void read(const core::Property& property);

  /// "mark", "Trader.size"
  [[nodiscard]] const std::set<std::string>& reads() const { return reads_; }
  [[nodiscard]] const std::set<std::string>& writes() const { return writes_; }
  /// Every expression met, once.
  [[nodiscard]] const std::vector<core::ExprId>& exprs() const { return exprs_; }
  [[nodiscard]] bool reads_nothing() const { return reads_.empty() && !locals_; }

 private:
  [[nodiscard]] std::string name_of(const core::Place& place) const;
  void key_of(const core::Place& place);
  void read(const core::Statement& statement);

  const core::Contract& contract_;
  std::set<std::string> reads_;
  std::set<std::string> writes_;
  std::vector<core::ExprId> exprs_;
  std::unordered_set<std::uint32_t> seen_;
  bool locals_ = false;
};

}  // namespace surety::verify::oblige
