// report.cpp -- see report.h.
#include "runtime/simulate/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/scenario/quantity.h"

namespace surety::simulate {

namespace {

using nlohmann::ordered_json;

std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "";
  return fmt::format(" ({}.{}%)", part * 100 / whole, part * 1000 / whole % 10);
}

/// Rows of "name  value", aligned.
class Table {
 public:
  void row(std::string name, std::string value) { rows_.emplace_back(std::move(name), std::move(value)); }
  void section(std::string name) { rows_.emplace_back(std::move(name), ""); }
  [[nodiscard]] std::string text() const {
    std::string result;
    for (const auto& [name, value] : rows_) {
      result += value.empty() ? fmt::format("{}\n", name) : fmt::format("  {:<36}{}\n", name, value);
    }
    return result;
  }

 private:
  std::vector<std::pair<std::string, std::string>> rows_;
};

class Report {
 public:
  Report(const core::Contract& contract, const Market& market, const Result& result)
      : price_(contract[market.oracle.value].type), insured_(market.insurance.has_value()), result_(result) {}

  std::string text() {
    prices();
    assumptions();
    trading();
    solvency();
    return table_.text();
  }

 private:
  [[nodiscard]] std::string money(const Integer& value) const { return show_rounded(result_.money, value); }

  void prices() {
    const auto& bars = result_.bars;
    const auto [low, high] =
        std::ranges::minmax_element(bars, [](const Integer& a, const Integer& b) { return a < b; }, &BarRecord::price);
    table_.section("prices");
    table_.row("bars",
               fmt::format("{}, {} to {} UTC", bars.size(), show_time(bars.front().time), show_time(bars.back().time)));
    table_.row("mark at the end of a bar",
               fmt::format("{} to {}, last {}", show_rounded(price_, low->price), show_rounded(price_, high->price),
                           show_rounded(price_, bars.back().price)));
    table_.row("oracle updates", std::to_string(result_.updates));
    table_.row("bars beyond one update's step",
               std::to_string(result_.bars_beyond_step) + percent(result_.bars_beyond_step, bars.size()));
    if (result_.bars_cut_short > 0) {
      table_.row("bars outside the oracle's range", std::to_string(result_.bars_cut_short));
    }
  }

  void assumptions() {
    if (result_.assumptions.empty()) return;
    table_.section("assumptions");
    for (const AssumptionRecord& record : result_.assumptions) {
      std::string value = fmt::format("broken at {} of {} steps{}", record.broken, record.checked,
                                      percent(record.broken, record.checked));
      if (record.broken > 0) value += fmt::format(", first {} UTC", show_time(record.first_broken));
      table_.row(record.name, value);
      if (record.broken > 0) {
        table_.row("  with a position left unliquidated",
                   fmt::format("{} steps; the others by debts from before alone", record.unliquidated));
      }
    }
    const auto bars = std::ranges::count_if(result_.bars, [](const BarRecord& bar) { return bar.unliquidated > 0; });
    table_.row("bars with such a position", std::to_string(bars));
  }

  void trading() {
    table_.section("trading");
    table_.row("volume", money(result_.volume));
    table_.row("trades", fmt::format("{}, {} refused", result_.trades, result_.trades_refused));
    table_.row("liquidations", fmt::format("{} of {} accounts, {} refused", result_.liquidations,
                                           result_.accounts_liquidated, result_.liquidations_refused));
    table_.row("positions liquidated", money(result_.liquidated));
  }

  void solvency() {
    const BarRecord& first = result_.bars.front();
    const BarRecord& last = result_.bars.back();
    table_.section("solvency");
    table_.row("equity of all accounts", fmt::format("{} -> {}", money(first.equity), money(last.equity)));
    if (insured_) {
      table_.row("insurance fund", fmt::format("{} -> {}", money(first.insurance), money(last.insurance)));
      table_.row("paid out of the insurance fund", money(result_.insurance_drawn));
    }
    table_.row("bad debt while assumptions held", money(result_.bad_debt_while_assumed));
    std::string worst = money(result_.worst_bad_debt);
    if (result_.worst_bad_debt > 0) worst += fmt::format(" at {} UTC", show_time(result_.worst_bad_debt_time));
    table_.row("worst bad debt", worst);
    table_.row("bad debt at the end",
               fmt::format("{}, {} accounts were below zero", money(last.bad_debt), result_.accounts_below_zero));
  }

  core::Type price_;
  bool insured_;
  const Result& result_;
  Table table_;
};

ordered_json assumption_json(const AssumptionRecord& record) {
  ordered_json json = {{"name", record.name},
                       {"checked", record.checked},
                       {"broken", record.broken},
                       {"unliquidated", record.unliquidated}};
  json["first_broken"] = record.broken > 0 ? ordered_json(record.first_broken) : ordered_json(nullptr);
  return json;
}

}  // namespace

std::string show_rounded(const core::Type& type, const Integer& value) {
  constexpr int decimals = 2;
  const int kept = std::min(type.scale, decimals);
  const Integer number = rescaled(value, type.scale, kept);
  std::string digits = core::to_string(abs(number));
  const auto fraction = static_cast<std::size_t>(kept);
  if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
  std::string text = number < 0 ? "-" : "";
  text += grouped(digits.substr(0, digits.size() - fraction));
  if (fraction > 0) text += "." + digits.substr(digits.size() - fraction);
  return type.dimension.empty() ? text : text + " " + type.dimension;
}

std::string to_text(const core::Contract& contract, const Market& market, const Result& result) {
  return Report(contract, market, result).text();
}

ordered_json to_json(const core::Contract& contract, const Market& market, const Result& result) {
  const auto money = [&](const Integer& value) { return scenario::show(result.money, value); };
  const core::Type& price = contract[market.oracle.value].type;
  ordered_json json = {{"updates", result.updates},
                       {"bars_beyond_step", result.bars_beyond_step},
                       {"bars_cut_short", result.bars_cut_short},
                       {"calls", result.calls},
                       {"trades", result.trades},
                       {"trades_refused", result.trades_refused},
                       {"volume", money(result.volume)},
                       {"liquidations", result.liquidations},
                       {"liquidations_refused", result.liquidations_refused},
                       {"accounts_liquidated", result.accounts_liquidated},
                       {"liquidated", money(result.liquidated)},
                       {"insurance_drawn", money(result.insurance_drawn)},
                       {"bad_debt_while_assumptions_held", money(result.bad_debt_while_assumed)},
                       {"worst_bad_debt", money(result.worst_bad_debt)},
                       {"accounts_below_zero", result.accounts_below_zero}};
  json["assumptions"] = ordered_json::array();
  for (const AssumptionRecord& record : result.assumptions) json["assumptions"].push_back(assumption_json(record));
  json["bars"] = ordered_json::array();
  for (const BarRecord& bar : result.bars) {
    json["bars"].push_back({{"time", bar.time},
                            {"price", scenario::show(price, bar.price)},
                            {"updates", bar.updates},
                            {"broken", bar.broken},
                            {"unliquidated", bar.unliquidated},
                            {"liquidations", bar.liquidations},
                            {"equity", money(bar.equity)},
                            {"insurance", money(bar.insurance)},
                            {"bad_debt", money(bar.bad_debt)}});
  }
  return json;
}

}  // namespace surety::simulate
