#include "runtime/simulate/market.h"

#include "tests/catch.h"
#include "tests/unit/simulate/perp_contract.h"

using namespace surety;
using namespace surety::simulate;

namespace {

const core::Integer first_price = 2'000'0000;

Market good(const core::Contract& contract, const nlohmann::json& document) {
  auto read = read_market(contract, document, first_price, 1000);
  if (const auto* error = std::get_if<MarketError>(&read)) FAIL(error->path + ": " + error->message);
  return std::get<Market>(read);
}

std::string bad_place(const core::Contract& contract, const nlohmann::json& document) {
  auto read = read_market(contract, document, first_price, 1000);
  REQUIRE(std::holds_alternative<MarketError>(read));
  CHECK_FALSE(std::get<MarketError>(read).message.empty());
  return std::get<MarketError>(read).path;
}

}  // namespace

TEST_CASE("a description is tied to the contract's steps, fields and expressions") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const Market market = good(contract, samples::perp_market());
  CHECK(contract[market.deposit.step].name == "deposit");
  CHECK(contract[market.trade.step].name == "trade");
  CHECK(contract.field(market.equity.table, market.size).name == "size");
  CHECK(market.least_capital == 100'000'000);
  CHECK(market.least_leverage == 150);
  CHECK(market.most_leverage == 900);
  REQUIRE(market.beginning.calls.size() == 1);
  CHECK(market.beginning.parties[market.trade.caller.value()] == "exchange");

  Filling filling;
  filling.buyer = 3;
  filling.seller = 4;
  filling.quantity = 250;
  filling.price = 19'990'000;
  const core::Call call = fill(contract, market, market.trade, filling);
  CHECK(call.arguments == std::vector<core::Integer>{*market.trade.caller, 3, 4, 250, 19'990'000});
}

TEST_CASE("equity and health are the contract's own expressions, row by row") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const Market market = good(contract, samples::perp_market());
  core::State state = core::zero_state(contract);
  state.globals[market.oracle.value.index] = 2'000'0000;
  state.tables[0][7] = {core::Integer(-1'850'000'000), 100};  // 1 ETH, 1,850 USD owed: worth 150 USD
  state.tables[0][8] = {core::Integer(-1'950'000'000), 100};  // worth 50 USD: 2.5 %
  const RowReader rows(contract, state);
  CHECK(rows.value(market.equity, 7) == core::Integer(150'000'000));
  CHECK(rows.value(market.equity, 8) == core::Integer(50'000'000));
  CHECK(rows.value(market.equity, 9) == core::Integer(0));
  CHECK(rows.holds(market.healthy, 7) == true);
  CHECK(rows.holds(market.healthy, 8) == false);
}

TEST_CASE("what a description gets wrong is named by its place") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const auto with = [](const char* pointer, const nlohmann::json& value) {
    nlohmann::json document = samples::perp_market();
    document[nlohmann::json::json_pointer(pointer)] = value;
    return document;
  };
  CHECK(bad_place(contract, nlohmann::json::array()).empty());
  CHECK(bad_place(contract, with("/schema", "surety.market/9")) == "/schema");
  CHECK(bad_place(contract, with("/oracle", "spot")) == "/oracle");
  CHECK(bad_place(contract, with("/size", "length")) == "/size");
  CHECK(bad_place(contract, with("/healthy", "balanced_book")) == "/healthy");
  CHECK(bad_place(contract, with("/equity", "nobody")) == "/equity");
  CHECK(bad_place(contract, with("/insurance", "fund")) == "/insurance");
  CHECK(bad_place(contract, with("/capital/0", "100 EUR")) == "/capital/0");
  CHECK(bad_place(contract, with("/capital/0", "20000 USD")) == "/capital");
  CHECK(bad_place(contract, with("/leverage", {5, 2})) == "/leverage");
  CHECK(bad_place(contract, with("/leverage", {0, 1e9})) == "/leverage");
  CHECK(bad_place(contract, with("/deposit/call", "pay_in")) == "/deposit/call");
  CHECK(bad_place(contract, with("/deposit/args", nlohmann::json::object())) == "/deposit/args/amount");
  CHECK(bad_place(contract, with("/deposit/args/extra", "1")) == "/deposit/args/extra");
  CHECK(bad_place(contract, with("/trade/args/buyer", "$quantity")) == "/trade/args/buyer");
  CHECK(bad_place(contract, with("/trade/args/quantity", "$amuont")) == "/trade/args/quantity");
  CHECK(bad_place(contract, with("/instantiate", {{"matcher", "exchange"}, {"fee", "1%"}})) == "/instantiate/fee");
  CHECK(bad_place(contract, with("/each_bar", {{{"call", "settle"}}})) == "/each_bar/0/call");
}

TEST_CASE("rescaling rounds down") {
  CHECK(rescaled(5, 0, 3) == 5000);
  CHECK(rescaled(1999, 3, 0) == 1);
  CHECK(rescaled(-1, 3, 0) == -1);
}
