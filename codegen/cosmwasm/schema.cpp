// schema.cpp -- the JSON Schema of a contract's messages, queries and answers. See cosmwasm.h.
//
// The envelope is the one that `cosmwasm-schema` writes for contracts in Rust (idl_version 1.0.0), so that generators
// of clients take it: draft 7, one title a message, one variant a member of `oneOf`.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "codegen/cosmwasm/cosmwasm.h"
#include "codegen/cosmwasm/names.h"
#include "compiler/core/decimal.h"
#include "compiler/core/ids.h"

namespace surety::codegen {

namespace {

using core::Sort;
using nlohmann::ordered_json;

ordered_json text_schema(const std::string& about) { return {{"description", about}, {"type", "string"}}; }
ordered_json address_schema() { return text_schema("an address"); }

/// What names a row of a table by ids. A schema counts characters, so the limit in bytes is for people alone.
ordered_json id_schema() {
  ordered_json result = text_schema("names a row; chosen by whoever calls; at most 255 bytes of UTF-8");
  result["minLength"] = 1;
  result["maxLength"] = 255;
  return result;
}

/// -?digits with at most `scale` decimals, and no minus before zero.
std::string decimal_pattern(unsigned scale, bool negative) {
  const std::string sign = negative ? "(?!-0(\\.0*)?$)-?" : "";
  return "^" + sign + "(0|[1-9][0-9]*)" + (scale > 0 ? fmt::format("(\\.[0-9]{{1,{}}})?", scale) : "") + "$";
}

ordered_json quantity_schema(const core::Type& type, const core::Range& range) {
  const auto scale = static_cast<unsigned>(std::max(type.scale, 0));
  const std::string unit = type.dimension.empty() ? "a number" : type.dimension;
  std::string about = unit;
  if (range != core::storage_range())
    about += fmt::format(", {} to {}", core::to_decimal(range.low, scale), core::to_decimal(range.high, scale));
  ordered_json result = text_schema(about);
  result["pattern"] = decimal_pattern(scale, range.low < 0);
  return result;
}

ordered_json value_schema(const core::Type& type, const core::Range& range) {
  if (type.sort == Sort::boolean) return {{"type", "boolean"}};
  if (core::is_id(type)) return id_schema();
  if (type.sort == Sort::party) return address_schema();
  if (!type.constants.empty()) return {{"type", "string"}, {"enum", type.constants}};
  return quantity_schema(type, range);
}

/// An object with exactly these members; those in `optional` may be left out.
class Object {
 public:
  Object& member(const std::string& name, ordered_json schema, bool required = true) {
    properties_[name] = std::move(schema);
    if (required) required_.push_back(name);
    return *this;
  }
  [[nodiscard]] ordered_json schema() const {
    ordered_json result{{"type", "object"}};
    if (!required_.empty()) result["required"] = required_;
    result["properties"] = properties_;
    result["additionalProperties"] = false;
    return result;
  }

 private:
  ordered_json properties_ = ordered_json::object();
  std::vector<std::string> required_;
};

ordered_json variant(const std::string& name, const Object& body) {
  return Object().member(name, body.schema()).schema();
}

ordered_json titled(const std::string& title, const ordered_json& schema) {
  ordered_json result{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  result.update(schema);
  return result;
}

ordered_json list_of(const ordered_json& items) { return {{"type", "array"}, {"items", items}}; }

class Schema {
 public:
  explicit Schema(const core::Contract& contract)
      : contract_(contract), names_(cosmwasm_names(contract, make_layout(contract))) {}

  [[nodiscard]] ordered_json whole() const {
    return {{"contract_name", contract_.name},
            {"contract_version", SURETY_VERSION},
            {"idl_version", "1.0.0"},
            {"instantiate", titled("InstantiateMsg", instantiate().schema())},
            {"execute", titled("ExecuteMsg", {{"oneOf", messages()}})},
            {"query", titled("QueryMsg", {{"oneOf", queries()}})},
            {"migrate", titled("MigrateMsg", Object().schema())},
            {"sudo", nullptr},
            {"responses", responses()}};
  }

 private:
  static ordered_json amount(const core::Asset& asset) {
    core::Type type;
    type.dimension = asset.name;
    type.scale = asset.decimals;
    return quantity_schema(type, {0, asset.supply});
  }

  /// A step's arguments that a message gives: the sender and the time come from the chain.
  [[nodiscard]] Object arguments(std::uint32_t step) const {
    Object object;
    const std::vector<core::Parameter> parameters = core::parameters_of(contract_.steps[step]);
    for (std::size_t i = 1; i < parameters.size(); ++i) {
      const core::Parameter& parameter = parameters[i];
      if (names_.clock_arguments[step] == parameter.argument) continue;
      object.member(names_.parameters[step][i],
                    parameter.list ? list(step, *parameter.list) : argument(step, parameter.argument));
    }
    return object;
  }
  [[nodiscard]] ordered_json argument(std::uint32_t step, std::uint32_t index) const {
    const core::Local& local = contract_.steps[step].locals[index];
    return value_schema(local.type, local.range);
  }
  [[nodiscard]] ordered_json list(std::uint32_t step, const core::ListArguments& list) const {
    Object record;
    for (const core::ListArguments::Member& member : list.elements.front())
      record.member(names_.arguments[step][member.argument], argument(step, member.argument));
    ordered_json result = list_of(list.of_records() ? record.schema() : argument(step, list.length + 1));
    result["maxItems"] = list.elements.size();
    return result;
  }

  [[nodiscard]] Object instantiate() const {
    Object denoms;
    bool coins = false;
    for (const core::Asset& asset : contract_.assets) {
      if (asset.issued) continue;
      ordered_json denom = text_schema(fmt::format("the chain's denom for {}, whose smallest unit is 10^-{} {}",
                                                   asset.name, asset.decimals, asset.name));
      denom["pattern"] = "^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$";
      denoms.member(asset.name, denom);
      coins = true;
    }
    Object feeds;
    for (const std::string& feed : names_.feeds) feeds.member(feed, text_schema("the address that publishes " + feed));
    Object object = arguments(0);
    if (coins) object.member("denoms", denoms.schema());
    if (!names_.feeds.empty()) object.member("feeds", feeds.schema());
    return object;
  }

  /// What `execute` takes, and `preview` in it.
  [[nodiscard]] ordered_json messages() const {
    ordered_json result = ordered_json::array();
    for (std::uint32_t i = 1; i < contract_.steps.size(); ++i) result.push_back(variant(names_.steps[i], arguments(i)));
    for (std::size_t i = 0; i < contract_.assets.size(); ++i) {
      if (!contract_.assets[i].issued) continue;
      const Object transfer =
          Object().member("recipient", address_schema()).member("amount", amount(contract_.assets[i]));
      result.push_back(variant(names_.transfers[i], transfer));
    }
    return result;
  }

  [[nodiscard]] ordered_json queries() const {
    const ordered_json count{{"type", {"integer", "null"}}, {"minimum", 0}, {"maximum", 100}};
    const ordered_json address{{"type", {"string", "null"}}};
    ordered_json result{
        variant("state", {}), variant("config", {}),
        variant("preview", Object().member("sender", address_schema()).member("message", {{"oneOf", messages()}}))};
    if (issues())
      result.push_back(variant("balance", Object().member("asset", issued()).member("party", address_schema())));
    for (std::size_t i = 0; i < names_.tables.size(); ++i) {
      result.push_back(variant(names_.tables[i], Object().member("party", key_schema(i))));
      result.push_back(
          variant(names_.lists[i], Object().member("start_after", address, false).member("limit", count, false)));
    }
    return result;
  }

  [[nodiscard]] bool issues() const { return std::ranges::any_of(contract_.assets, &core::Asset::issued); }
  [[nodiscard]] ordered_json issued() const {
    ordered_json names = ordered_json::array();
    for (const core::Asset& asset : contract_.assets)
      if (asset.issued) names.push_back(asset.name);
    return {{"type", "string"}, {"enum", names}};
  }

  [[nodiscard]] ordered_json key_schema(std::size_t table) const {
    return core::keyed_by_id(contract_, core::TableId{static_cast<std::uint32_t>(table)}) ? id_schema()
                                                                                          : address_schema();
  }
  [[nodiscard]] ordered_json row(std::size_t table) const {
    Object object;
    for (std::size_t f = 0; f < contract_.tables[table].fields.size(); ++f) {
      const core::Field& field = contract_.tables[table].fields[f];
      object.member(names_.fields[table][f], value_schema(field.type, field.range));
    }
    return object.schema();
  }

  [[nodiscard]] ordered_json responses() const {
    Object state;
    for (std::size_t i = 0; i < contract_.globals.size(); ++i)
      state.member(names_.globals[i], value_schema(contract_.globals[i].type, contract_.globals[i].range));
    ordered_json result{{"state", titled("StateResponse", state.schema())},
                        {"config", titled("ConfigResponse", config())},
                        {"preview", titled("PreviewResponse", preview())}};
    if (issues())
      result["balance"] =
          titled("BalanceResponse", Object().member("balance", text_schema("at the asset's decimals")).schema());
    for (std::size_t i = 0; i < names_.tables.size(); ++i) {
      result[names_.tables[i]] = titled(names_.tables[i] + "Response", row(i));
      const ordered_json entry = Object().member("party", key_schema(i)).member("row", row(i)).schema();
      result[names_.lists[i]] = titled(names_.lists[i] + "Response", Object().member("rows", list_of(entry)).schema());
    }
    return result;
  }

  [[nodiscard]] ordered_json config() const {
    const ordered_json names{{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
    return Object()
        .member("contract", text_schema("its name"))
        .member("version", text_schema("of the compiler"))
        .member("denoms", names)
        .member("feeds", names)
        .schema();
  }

  [[nodiscard]] static ordered_json preview() {
    const Object coin =
        Object().member("denom", text_schema("of the chain")).member("amount", text_schema("in its smallest unit"));
    const Object effect = Object()
                              .member("kind", {{"type", "string"}, {"enum", {"receive", "pay", "mint", "burn"}}})
                              .member("asset", text_schema("the contract's name for it"))
                              .member("amount", text_schema("at the asset's decimals"))
                              .member("party", address_schema());
    return Object().member("funds", list_of(coin.schema())).member("effects", list_of(effect.schema())).schema();
  }

  const core::Contract& contract_;
  CosmWasmNames names_;
};

}  // namespace

std::string cosmwasm_schema(const core::Contract& contract) { return Schema(contract).whole().dump(2) + "\n"; }

}  // namespace surety::codegen
