// specify.cpp -- guesses are thrown at the front end; what it refuses is dropped, and the rest tried again.
#include "compiler/mutate/specify.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace surety::mutate {

namespace {

constexpr std::string_view prefix = "surety_claim_";

std::vector<Claim> distinct(std::vector<Claim> claims) {
  std::set<std::pair<std::string, std::string>> seen;
  std::erase_if(claims, [&](const Claim& claim) { return !seen.emplace(claim.action, claim.condition).second; });
  return claims;
}

/// The text with a rule on each line before the contract's last brace, and where each line begins.
struct Draft {
  std::string text;
  std::vector<std::size_t> begins;
  std::size_t end = 0;
};

/// The position of the brace that ends the contract: the last one that is no comment's.
std::size_t last_brace(std::string_view text) {
  std::size_t at = text.rfind('}');
  while (at != std::string_view::npos && at > 0) {
    const std::size_t line = text.rfind('\n', at) == std::string_view::npos ? 0 : text.rfind('\n', at);
    if (text.substr(line, at - line).find("//") == std::string_view::npos) return at;
    at = text.rfind('}', line);
  }
  return at == std::string_view::npos ? text.size() : at;
}

Draft draft(std::string_view text, const std::vector<Claim>& claims) {
  const std::size_t brace = last_brace(text);
  Draft result{std::string(text.substr(0, brace)) + "\n", {}, 0};
  for (std::size_t i = 0; i < claims.size(); ++i) {
    std::string condition = claims[i].condition;
    std::ranges::replace(condition, '\n', ' ');
    result.begins.push_back(result.text.size());
    result.text += fmt::format("rule {}{}: after {}: {}\n", prefix, i, claims[i].target, condition);
  }
  result.end = result.text.size();
  result.text += text.substr(brace);
  return result;
}

/// Drops the claims that errors point at; false where an error points elsewhere.
bool drop_refused(const Draft& draft, const source::Sink& sink, std::vector<Claim>& claims) {
  std::set<std::size_t> refused;
  for (const source::Diagnostic& diagnostic : sink.diagnostics()) {
    if (source::info(diagnostic.message).severity != source::Severity::error) continue;
    const std::size_t at = diagnostic.span.begin;
    if (diagnostic.span.file.index != 0 || draft.begins.empty() || at < draft.begins.front() || at > draft.end)
      return false;
    const auto after = std::ranges::upper_bound(draft.begins, at);
    refused.insert(static_cast<std::size_t>(after - draft.begins.begin()) - 1);
  }
  std::size_t index = 0;
  std::erase_if(claims, [&](const Claim&) { return refused.contains(index++); });
  return !refused.empty();
}

Specification with_rules(core::Contract contract, std::vector<Claim> claims) {
  Specification result{std::move(contract), std::move(claims), {}};
  for (std::size_t i = 0; i < result.claims.size(); ++i) {
    const std::string name = std::string(prefix) + std::to_string(i);
    const auto place = std::ranges::find(result.contract.properties, name, &core::Property::name);
    result.rules.push_back({static_cast<std::uint32_t>(place - result.contract.properties.begin())});
  }
  return result;
}

}  // namespace

std::optional<Specification> specify(std::string_view text, std::vector<Claim> claims,
                                     const std::function<check::Compiled(std::string)>& compile) {
  claims = distinct(std::move(claims));
  for (;;) {
    const Draft attempt = draft(text, claims);
    check::Compiled compiled = compile(attempt.text);
    if (compiled.contract) return with_rules(std::move(*compiled.contract), std::move(claims));
    if (claims.empty()) return std::nullopt;
    if (!drop_refused(attempt, compiled.sink, claims)) claims.clear();
  }
}

std::string rule_text(const Claim& claim, std::set<std::string>& taken) {
  std::string name = claim.action + "_promise";
  for (unsigned number = 2; !taken.insert(name).second; ++number)
    name = fmt::format("{}_promise{}", claim.action, number);
  return fmt::format("rule {}: after {}: {}", name, claim.target, claim.condition);
}

}  // namespace surety::mutate
