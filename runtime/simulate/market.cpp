// market.cpp -- see market.h.
#include "runtime/simulate/market.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "compiler/scenario/quantity.h"
#include "compiler/scenario/scenario.h"

namespace surety::simulate {

namespace {

using nlohmann::json;

constexpr double largest_leverage = 1'000;

/// Reads one document; the first thing that is wrong is thrown and caught in read_market.
class Reader {
 public:
  Reader(const core::Contract& contract, const json& document) : contract_(contract), document_(document) {}

  Market read(const Integer& first_price, std::int64_t first_time) {
    if (!document_.is_object()) fail("", "a JSON object was expected");
    if (text("schema") != "surety.market/1") fail("/schema", "this program reads `surety.market/1`");
    market_.oracle = oracle();
    market_.advance = step("advance", "");
    begin(first_price, first_time);
    market_.healthy = healthy();
    market_.equity = equity();
    market_.size = size();
    if (document_.contains("insurance")) market_.insurance = global(text("insurance"), "/insurance");
    capital();
    leverage();
    market_.deposit = call(member("deposit"), "/deposit");
    market_.trade = call(member("trade"), "/trade");
    market_.liquidate = call(member("liquidate"), "/liquidate");
    const json each = document_.value("each_bar", json::array());
    if (!each.is_array()) fail("/each_bar", "a list of calls was expected");
    for (std::size_t i = 0; i < each.size(); ++i) {
      market_.each_bar.push_back(call(each[i], fmt::format("/each_bar/{}", i)));
    }
    return std::move(market_);
  }

 private:
  [[noreturn]] static void fail(std::string path, std::string message) {
    throw MarketError{std::move(path), std::move(message)};
  }

  const json& member(const std::string& name) {
    const auto found = document_.find(name);
    if (found == document_.end()) fail("/" + name, "this member is missing");
    return *found;
  }
  std::string text(const std::string& name) {
    const json& value = member(name);
    if (!value.is_string()) fail("/" + name, "a text was expected");
    return value.get<std::string>();
  }

  core::StepId step(const std::string& name, const std::string& path) {
    const auto found = core::find_step(contract_, name);
    if (!found) fail(path, fmt::format("contract {} has no action `{}`", contract_.name, name));
    return *found;
  }
  core::GlobalId global(const std::string& name, const std::string& path) {
    const auto found = core::find_global(contract_, name);
    if (!found) fail(path, fmt::format("contract {} has nothing called `{}`", contract_.name, name));
    return *found;
  }
  core::Oracle oracle() {
    const std::string name = text("oracle");
    const auto found = std::ranges::find(contract_.oracles, name, &core::Oracle::name);
    if (found == contract_.oracles.end()) {
      fail("/oracle", fmt::format("contract {} has no oracle `{}`", contract_.name, name));
    }
    return *found;
  }

  /// The instantiation, read by the rules of scenario files.
  void begin(const Integer& first_price, std::int64_t first_time) {
    json values = document_.value("instantiate", json::object());
    if (!values.is_object()) fail("/instantiate", "a JSON object was expected");
    values[market_.oracle.name] = scenario::show(contract_[market_.oracle.value].type, first_price);
    if (!values.contains("now")) values["now"] = first_time;
    const json document = {{"schema", "surety.scenario/1"},
                           {"contract", contract_.name},
                           {"instantiate", std::move(values)},
                           {"steps", json::array()}};
    auto read = scenario::read_scenario(contract_, document);
    if (const auto* error = std::get_if<scenario::ScenarioError>(&read)) fail(error->path, error->message);
    market_.beginning = std::move(std::get<scenario::Scenario>(read).trace);
  }

  RowCondition healthy() {
    const std::string name = text("healthy");
    const auto found = find_condition(contract_, name);
    if (!found) {
      fail("/healthy", fmt::format("`{}` is no assumption or invariant of the form `forall t in Account: …`", name));
    }
    return *found;
  }
  RowDifference equity() {
    const std::string name = text("equity");
    const auto found = find_difference(contract_, name);
    if (!found || found->table != market_.healthy.table) {
      fail("/equity", fmt::format("`{}` is no assumption or invariant of the form `forall t in {}: value(t) >= 0`",
                                  name, contract_[market_.healthy.table].name));
    }
    return *found;
  }
  core::FieldId size() {
    const std::string name = text("size");
    const core::Table& table = contract_[market_.healthy.table];
    const auto found = std::ranges::find(table.fields, name, &core::Field::name);
    if (found == table.fields.end()) fail("/size", fmt::format("account {} has no field `{}`", table.name, name));
    return {static_cast<std::uint32_t>(found - table.fields.begin())};
  }

  Integer money(const json& value, const std::string& path) {
    if (!value.is_string()) fail(path, "an amount such as \"500 USD\" was expected");
    std::vector<std::string> parties;
    auto read = scenario::read(market_.equity.type, value.get<std::string>(), parties);
    if (const auto* error = std::get_if<scenario::ValueError>(&read)) fail(path, error->message);
    const Integer& amount = std::get<Integer>(read);
    if (amount <= 0) fail(path, "the amount must be above zero");
    return amount;
  }
  void capital() {
    const json& both = member("capital");
    if (!both.is_array() || both.size() != 2) fail("/capital", "the least and the most were expected, in a list");
    market_.least_capital = money(both[0], "/capital/0");
    market_.most_capital = money(both[1], "/capital/1");
    if (market_.most_capital < market_.least_capital) fail("/capital", "the least is above the most");
    market_.keeper_capital = money(member("keeper_capital"), "/keeper_capital");
  }
  void leverage() {
    const json& both = member("leverage");
    const auto usable = [](const json& value) {
      return value.is_number() && value.get<double>() >= 0.01 && value.get<double>() <= largest_leverage;
    };
    if (!both.is_array() || both.size() != 2 || !usable(both[0]) || !usable(both[1])) {
      fail("/leverage", "the least and the most were expected, in a list, from 0.01 to 1000");
    }
    market_.least_leverage = static_cast<unsigned>(std::lround(both[0].get<double>() * 100));
    market_.most_leverage = static_cast<unsigned>(std::lround(both[1].get<double>() * 100));
    if (market_.most_leverage < market_.least_leverage) fail("/leverage", "the least is above the most");
  }

  CallTemplate call(const json& value, const std::string& path) {
    if (!value.is_object() || !value.contains("call") || !value["call"].is_string()) {
      fail(path, "an object with `call`, `args` and perhaps `as` was expected");
    }
    CallTemplate result;
    result.step = step(value["call"].get<std::string>(), path + "/call");
    if (value.contains("as")) result.caller = party(value["as"], path + "/as");
    const json arguments = value.value("args", json::object());
    const core::Step& target = contract_[result.step];
    for (std::uint32_t i = 1; i < target.argument_count; ++i) {
      const core::Local& local = target.locals[i];
      const std::string place = fmt::format("{}/args/{}", path, local.name);
      if (!arguments.contains(local.name)) fail(place, "this argument is missing");
      result.arguments.push_back(argument(local, arguments[local.name], place));
    }
    for (const auto& [name, unused] : arguments.items()) {
      const auto known = std::ranges::find(target.locals.begin() + 1, target.locals.begin() + target.argument_count,
                                           name, &core::Local::name);
      if (known == target.locals.begin() + target.argument_count) {
        fail(fmt::format("{}/args/{}", path, name), fmt::format("action `{}` has no such argument", target.name));
      }
    }
    return result;
  }

  core::PartyIndex party(const json& value, const std::string& path) {
    if (!value.is_string()) fail(path, "the name of a party was expected");
    auto& names = market_.beginning.parties;
    const std::string name = value.get<std::string>();
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) names.push_back(name);
    return static_cast<core::PartyIndex>(std::ranges::find(names, name) - names.begin());
  }

  std::variant<Integer, Slot> argument(const core::Local& local, const json& value, const std::string& path) {
    if (!value.is_string()) fail(path, "a text such as \"$quantity\" or \"0.1%\" was expected");
    const std::string given = value.get<std::string>();
    if (!given.starts_with('$')) {
      auto read = scenario::read(local.type, given, market_.beginning.parties);
      if (const auto* error = std::get_if<scenario::ValueError>(&read)) fail(path, error->message);
      return std::get<Integer>(read);
    }
    static const std::vector<std::pair<std::string, Slot>> slots = {
        {"$amount", Slot::amount}, {"$quantity", Slot::quantity}, {"$price", Slot::price},
        {"$buyer", Slot::buyer},   {"$seller", Slot::seller},     {"$target", Slot::target}};
    for (const auto& [name, slot] : slots) {
      if (name != given) continue;
      const bool is_party = slot == Slot::buyer || slot == Slot::seller || slot == Slot::target;
      if (is_party == (local.type.sort == core::Sort::party)) return slot;
      fail(path, fmt::format("`{}` does not fit the argument `{}`", given, local.name));
    }
    fail(path, fmt::format("`{}` is not one of $amount, $quantity, $price, $buyer, $seller, $target", given));
  }

  const core::Contract& contract_;
  const json& document_;
  Market market_;
};

}  // namespace

std::variant<Market, MarketError> read_market(const core::Contract& contract, const json& document,
                                              const Integer& first_price, std::int64_t first_time) {
  try {
    return Reader(contract, document).read(first_price, first_time);
  } catch (const MarketError& error) {
    return error;
  }
}

Integer rescaled(const Integer& value, int from, int to) {
  if (to >= from) return value * core::power_of_ten(static_cast<unsigned>(to - from));
  return core::floor_divide(value, core::power_of_ten(static_cast<unsigned>(from - to)));
}

core::Call fill(const core::Contract& contract, const Market& market, const CallTemplate& call,
                const Filling& filling) {
  const core::Step& step = contract[call.step];
  const auto value_of = [&](Slot slot, int scale) -> Integer {
    switch (slot) {
      case Slot::amount: return rescaled(filling.amount, market.equity.type.scale, scale);
      case Slot::quantity:
        return rescaled(filling.quantity, contract.field(market.equity.table, market.size).type.scale, scale);
      case Slot::price: return rescaled(filling.price, contract[market.oracle.value].type.scale, scale);
      case Slot::buyer: return filling.buyer;
      case Slot::seller: return filling.seller;
      case Slot::target: return filling.target;
    }
    return 0;
  };
  core::Call result{call.step, {Integer(call.caller.value_or(filling.actor))}};
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto* slot = std::get_if<Slot>(&call.arguments[i]);
    const int scale = step.locals[i + 1].type.scale;
    result.arguments.push_back(slot ? value_of(*slot, scale) : std::get<Integer>(call.arguments[i]));
  }
  return result;
}

}  // namespace surety::simulate
