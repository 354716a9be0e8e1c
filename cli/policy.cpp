// policy.cpp -- see policy.h.
#include "cli/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/verb.h"
#include "compiler/scenario/suggest.h"

namespace surety::cli {

namespace {

using nlohmann::json;

constexpr std::string_view schema = "surety.policy/1";

/// One object of the document, by its place in it for people: "cost.steps".
class Object {
 public:
  Object(const json& value, std::string place, const std::string& file)
      : value_(value), place_(std::move(place)), file_(file) {
    if (!value.is_object()) refuse("", "an object was expected");
  }

  void allow(const std::vector<std::string>& keys) const {
    for (const auto& [key, member] : value_.items()) {
      if (std::ranges::find(keys, key) != keys.end()) continue;
      refuse("", fmt::format("there is no rule `{}`{}", key, scenario::suggestion(key, keys)));
    }
  }
  [[nodiscard]] bool has(const std::string& key) const { return value_.contains(key); }
  [[nodiscard]] const json& at(const std::string& key) const {
    if (!has(key)) refuse(key, "it is missing; a policy must say it");
    return value_.at(key);
  }
  [[nodiscard]] const json& raw() const { return value_; }
  [[nodiscard]] Object object(const std::string& key) const { return Object(at(key), path(key), file_); }
  [[nodiscard]] std::string text(const std::string& key) const {
    if (!at(key).is_string()) refuse(key, "a text was expected, found " + at(key).dump());
    return at(key).get<std::string>();
  }
  [[nodiscard]] std::uint64_t count(const std::string& key) const {
    if (!at(key).is_number_unsigned()) refuse(key, "a whole number was expected, found " + at(key).dump());
    return at(key).get<std::uint64_t>();
  }
  [[nodiscard]] double percent(const std::string& key) const {
    const json& value = at(key);
    const bool fits = value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 100;
    if (!fits) refuse(key, "a number from 0 to 100 was expected, found " + value.dump());
    return value.get<double>();
  }
  [[nodiscard]] std::vector<std::string> texts(const std::string& key) const {
    const json& list = at(key);
    const bool fits = list.is_array() && std::ranges::all_of(list, [](const json& one) { return one.is_string(); });
    if (!fits) refuse(key, "a list of texts was expected, found " + list.dump());
    return list.get<std::vector<std::string>>();
  }
  [[noreturn]] void refuse(const std::string& key, const std::string& why) const {
    const std::string where = key.empty() ? place_ : path(key);
    throw ContentError(fmt::format("the policy {} is refused: {}{}{}", file_, where, where.empty() ? "" : ": ", why));
  }

 private:
  [[nodiscard]] std::string path(const std::string& key) const { return place_.empty() ? key : place_ + "." + key; }

  const json& value_;
  std::string place_;
  const std::string& file_;
};

void read_proved(const Object& document, Policy& policy) {
  const json& value = document.at("proved");
  if (value.is_string()) {
    if (value != "all")
      document.refuse("proved", "\"all\" or a list of properties was expected, found " + value.dump());
    policy.all_proved = true;
    return;
  }
  policy.proved = document.texts("proved");
  if (policy.proved.empty())
    document.refuse("proved", "an empty list demands nothing: name properties, or say \"all\"");
}

void read_assumptions(const Object& document, Policy& policy) {
  const Object assumptions = document.object("assumptions");
  for (const auto& [name, value] : assumptions.raw().items()) {
    if (value.is_string()) {
      policy.assumptions[name] = {assumptions.text(name), {}};
      continue;
    }
    if (!value.is_object())
      assumptions.refuse(name,
                         "a text, or an object with `assumption` and `functions`, was expected, found " + value.dump());
    const Object allowed = assumptions.object(name);
    allowed.allow({"assumption", "functions"});
    policy.assumptions[name] = {allowed.text("assumption"), allowed.texts("functions")};
  }
}

void read_parameters(const Object& document, Policy& policy) {
  const Object parameters = document.object("parameters");
  for (const auto& [name, value] : parameters.raw().items()) {
    const Object limits = parameters.object(name);
    limits.allow({"at_least", "at_most"});
    if (value.empty()) limits.refuse("", "`at_least`, `at_most` or both were expected");
    Policy::Limits& read = policy.parameters[name];
    if (limits.has("at_least")) read.at_least = limits.text("at_least");
    if (limits.has("at_most")) read.at_most = limits.text("at_most");
  }
}

void read_cost(const Object& document, Policy& policy) {
  const Object cost = document.object("cost");
  cost.allow({"any", "steps"});
  if (cost.has("any")) policy.cost_of_any = cost.count("any");
  if (!cost.has("any") && (!cost.has("steps") || cost.raw().at("steps").empty()))
    cost.refuse("", "`any`, `steps` or both were expected");
  if (!cost.has("steps")) return;
  const Object steps = cost.object("steps");
  for (const auto& [name, value] : steps.raw().items()) policy.cost_of_steps[name] = steps.count(name);
}

void read_second_opinion(const Object& document, Policy& policy) {
  const Object opinion = document.object("second_opinion");
  opinion.allow({"solvers", "confirmed_at_least"});
  Policy::SecondOpinion read{opinion.texts("solvers"), opinion.percent("confirmed_at_least")};
  if (read.solvers.empty()) opinion.refuse("solvers", "at least one was expected");
  for (const std::string& solver : read.solvers) {
    if (solver != "cvc5" && solver != "z3-npm")
      opinion.refuse("solvers", fmt::format("no solver `{}`; there are: cvc5, z3-npm", solver));
  }
  policy.second_opinion = std::move(read);
}

}  // namespace

Policy read_policy(const std::filesystem::path& path) {
  const std::string text = read_file(path);  // once: what is judged by is what its hash is of
  const json document = parse_json(text, path);
  const std::string file = "`" + path.string() + "`";
  const Object object(document, "", file);
  object.allow({"schema", "proved", "assumptions", "parameters", "cost", "second_opinion", "mutation_score"});
  if (object.at("schema") != schema)
    object.refuse("schema", fmt::format("\"{}\" was expected, found {}", schema, object.at("schema").dump()));
  Policy policy;
  policy.sha256 = sha256(text);
  read_proved(object, policy);
  read_assumptions(object, policy);
  if (object.has("parameters")) read_parameters(object, policy);
  if (object.has("cost")) read_cost(object, policy);
  if (object.has("second_opinion")) read_second_opinion(object, policy);
  if (object.has("mutation_score")) policy.mutation_score = object.percent("mutation_score");
  return policy;
}

}  // namespace surety::cli
