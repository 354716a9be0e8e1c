// cosmwasm_storage.cpp -- see cosmwasm_storage.h.
#include "runtime/engine/cosmwasm_storage.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace surety::runtime {

namespace {

using core::Integer;

constexpr const char* address_prefix = "surety1p";
constexpr char state_format = 1;

std::string item(const std::string& bytes) { return static_cast<char>(bytes.size()) + bytes; }

/// The shortest little-endian two's complement, none for 0.
std::string two_complement(const Integer& value) {
  if (value == 0) return {};
  const std::size_t size = (core::signed_bits(value) + 7) / 8;
  Integer pattern = value;
  if (value < 0) pattern += core::power_of_two(static_cast<unsigned>(8 * size));
  std::string bytes(size, '\0');
  mpz_export(bytes.data(), nullptr, -1, 1, -1, 0, pattern.get_mpz_t());
  return bytes;
}

Integer from_two_complement(const std::string& bytes) {
  Integer value;
  if (bytes.empty()) return value;
  mpz_import(value.get_mpz_t(), bytes.size(), -1, 1, -1, 0, bytes.data());
  if ((static_cast<unsigned char>(bytes.back()) & 0x80U) != 0)
    value -= core::power_of_two(static_cast<unsigned>(8 * bytes.size()));
  return value;
}

std::string written(const core::Type& type, const Integer& value) {
  if (type.sort != core::Sort::party) return item(two_complement(value));
  return item(value == 0 ? "" : cosmwasm_address(static_cast<core::PartyIndex>(value.get_ui())));
}

/// Takes items off the front of a record.
class Record {
 public:
  explicit Record(std::string_view bytes) : bytes_(bytes) {}
  Integer cell(const core::Type& type) {
    const std::string bytes = next();
    if (type.sort != core::Sort::party) return from_two_complement(bytes);
    return bytes.empty() ? Integer(0) : Integer(cosmwasm_party(bytes));
  }
  void end() const {
    if (!bytes_.empty()) throw std::out_of_range("a record in storage is too long");
  }

 private:
  std::string next() {
    const std::size_t size = bytes_.empty() ? 0 : static_cast<unsigned char>(bytes_.front());
    if (bytes_.size() < size + 1) throw std::out_of_range("a record in storage is too short");
    const std::string result(bytes_.substr(1, size));
    bytes_.remove_prefix(size + 1);
    return result;
  }
  std::string_view bytes_;
};

void read_rows(const core::Table& table, const std::string& name, const CosmWasmStorage& storage,
               std::map<core::PartyIndex, core::Row>& rows) {
  const std::string prefix = cosmwasm_namespace(name);
  for (auto entry = storage.lower_bound(prefix); entry != storage.end() && entry->first.starts_with(prefix); ++entry) {
    core::Row& row = rows[cosmwasm_party(entry->first.substr(prefix.size()))];
    Record record(entry->second);
    for (const core::Field& field : table.fields) row.push_back(record.cell(field.type));
    record.end();
  }
}

}  // namespace

std::string cosmwasm_address(core::PartyIndex party) { return address_prefix + std::to_string(party); }

core::PartyIndex cosmwasm_party(const std::string& address) {
  const std::string_view prefix = address_prefix;
  if (!address.starts_with(prefix)) throw std::out_of_range("`" + address + "` is no party of this chain");
  const unsigned long index = std::stoul(address.substr(prefix.size()));
  return static_cast<core::PartyIndex>(index);
}

std::string cosmwasm_namespace(const std::string& name) {
  return {std::string{static_cast<char>(name.size() >> 8), static_cast<char>(name.size())} + name};
}

std::string cosmwasm_items(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& one : items) result += item(one);
  return result;
}

std::string cosmwasm_integer_item(const Integer& value) { return item(two_complement(value)); }

core::State read_cosmwasm_state(const core::Contract& contract, const std::vector<std::string>& tables,
                                const CosmWasmStorage& storage) {
  core::State state = core::zero_state(contract);
  const std::string& globals = storage.at("state");
  if (globals.empty() || globals.front() != state_format) throw std::out_of_range("the state has another format");
  Record record(std::string_view(globals).substr(1));
  for (std::size_t i = 0; i < state.globals.size(); ++i) state.globals[i] = record.cell(contract.globals[i].type);
  record.end();
  for (std::size_t i = 0; i < tables.size(); ++i) read_rows(contract.tables[i], tables[i], storage, state.tables[i]);
  return state;
}

void write_cosmwasm_state(const core::Contract& contract, const std::vector<std::string>& tables,
                          const core::State& state, CosmWasmStorage& storage) {
  std::string globals(1, state_format);
  for (std::size_t i = 0; i < state.globals.size(); ++i) globals += written(contract.globals[i].type, state.globals[i]);
  storage["state"] = globals;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const auto& [party, row] : state.tables[i]) {
      std::string record;
      for (std::size_t f = 0; f < row.size(); ++f) record += written(contract.tables[i].fields[f].type, row[f]);
      if (std::ranges::all_of(record, [](char byte) { return byte == 0; })) continue;
      storage[cosmwasm_namespace(tables[i]) + cosmwasm_address(party)] = record;
    }
  }
}

}  // namespace surety::runtime
