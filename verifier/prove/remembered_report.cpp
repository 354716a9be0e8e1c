// remembered_report.cpp -- see remembered_report.h. A field that PropertyResult or Report gains must be written and
// read here, where it can be set in a report in which all is proved.
#include "verifier/prove/remembered_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "verifier/prove/digest.h"
#include "verifier/prove/kept_text.h"

namespace surety::verify::strategy {

namespace {

using nlohmann::json;

constexpr std::size_t piece_size = 48UL * 1024;
constexpr double near_the_limit = 0.8;  // a part of it

json written(const PropertyResult& property) {
  json obligations = json::array();
  for (const ObligationResult& obligation : property.obligations) obligations.push_back(as_json(obligation));
  return {{"name", property.name},
          {"kind", property.kind},
          {"solver", property.solver},
          {"trivial", property.trivial},
          {"obligations", std::move(obligations)}};
}

/// Throws json::exception where it is no result, or one of another contract.
PropertyResult read_property(const core::Contract& contract, const json& text) {
  PropertyResult result;
  result.name = text.at("name");
  result.kind = text.at("kind");
  result.verdict = Verdict::proved;
  result.solver = text.at("solver");
  result.trivial = text.at("trivial");
  result.cached = true;
  for (const json& one : text.at("obligations")) result.obligations.push_back(read_obligation(one));
  const auto place = std::ranges::find(contract.properties, result.name, &core::Property::name);
  if (place == contract.properties.end()) throw json::other_error::create(500, "no such property", nullptr);
  result.span = place->span;
  return result;
}

json written(const MatrixRow& row) {
  json cells = json::array();
  for (const MatrixCell& cell : row.cells)
    cells.push_back({{"property", cell.property}, {"touch", word(cell.touch)}, {"requires", cell.requires_needed}});
  return {{"step", row.step}, {"cells", std::move(cells)}};
}

MatrixRow read_row(const json& text) {
  MatrixRow row{text.at("step"), {}};
  for (const json& cell : text.at("cells")) {
    const auto touch = touch_named(cell.at("touch").get<std::string>());
    row.cells.push_back(
        {cell.at("property"), touch.value_or(Touch::open), cell.at("requires").get<std::vector<std::string>>()});
  }
  return row;
}

std::string key_of_piece(const std::string& key, std::size_t number) {
  return sha256(key + " piece " + std::to_string(number));
}

/// In pieces, for the report of a large contract is longer than an entry of the cache may be.
void put_long(Cache& cache, const std::string& key, const std::string& text) {
  std::size_t pieces = 0;
  for (std::size_t begin = 0; begin < text.size(); begin += piece_size)
    cache.put(key_of_piece(key, pieces++), text.substr(begin, piece_size));
  cache.put(key, json{{"pieces", pieces}, {"sha256", sha256(text)}}.dump());
}

/// nullopt where a piece is missing or belongs to another text.
std::optional<std::string> get_long(const Cache& cache, const std::string& key) {
  const auto head = cache.get(key);
  if (!head) return std::nullopt;
  const json entry = json::parse(*head, nullptr, false);
  if (!entry.is_object() || !entry.contains("pieces") || !entry["pieces"].is_number_unsigned()) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < entry["pieces"].get<std::size_t>(); ++i) {
    const auto piece = cache.get(key_of_piece(key, i));
    if (!piece) return std::nullopt;
    text += *piece;
  }
  return entry.value("sha256", json()) == sha256(text) ? std::optional(text) : std::nullopt;
}

/// Then a limit of time may have had a part in what is said beside the verdicts.
bool took_long(const Report& report, double limit) {
  return std::ranges::any_of(report.properties,
                             [&](const PropertyResult& property) { return property.seconds > near_the_limit * limit; });
}

bool all_proved(const Report& report) {
  return report.disagreements.empty() && report.count(Verdict::proved) == report.properties.size();
}

}  // namespace

RememberedReport::RememberedReport(const core::Contract& contract, std::string contract_digest, const Options& options,
                                   const Claims& claims)
    : contract_(contract), options_(options), claims_(claims), contract_digest_(std::move(contract_digest)) {}

std::string RememberedReport::key() const {
  const json parts = {claims_.settings(),  contract_digest_,  options_.property.value_or(""),
                      options_.properties, options_.coverage, options_.timeout_seconds};
  return sha256("report " + parts.dump());
}

std::optional<Report> RememberedReport::find() const {
  if (options_.smt_directory) return std::nullopt;  // obligations are to be written: they have to be made
  const auto text = get_long(claims_.cache(), key());
  if (!text) return std::nullopt;
  try {
    const json entry = json::parse(*text);
    if (entry.at("report of") != contract_digest_ || entry.at("key") != key()) return std::nullopt;
    Report report;
    report.contract = contract_.name;
    for (const json& one : entry.at("properties")) report.properties.push_back(read_property(contract_, one));
    for (const json& one : entry.at("matrix")) report.matrix.push_back(read_row(one));
    report.notes = entry.at("notes").get<std::vector<std::string>>();
    return report;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

void RememberedReport::keep(const Report& report) const {
  if (!all_proved(report) || took_long(report, options_.timeout_seconds)) return;
  json entry = {{"report of", contract_digest_},
                {"key", key()},
                {"notes", report.notes},
                {"properties", json::array()},
                {"matrix", json::array()}};
  for (const PropertyResult& property : report.properties) entry["properties"].push_back(written(property));
  for (const MatrixRow& row : report.matrix) entry["matrix"].push_back(written(row));
  put_long(claims_.cache(), key(), entry.dump());
}

}  // namespace surety::verify::strategy
