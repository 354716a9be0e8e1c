// certificate.cpp -- the certificate as JSON, with the facts that nothing uses left out and the rest renumbered.
#include "verifier/linear/certificate.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "verifier/prove/digest.h"

namespace surety::verify::linear {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using term::Polynomial;

/// How many numbers a formula takes among the known ones.
std::size_t width(const Formula& formula) {
  if (formula.kind != FormulaKind::conjunction) return 1;
  std::size_t sum = 0;
  for (const Formula& part : formula.parts) sum += width(part);
  return sum;
}

void collect(const Proof& proof, std::set<std::size_t>& used) {
  for (const Summand& summand : proof.sum) used.insert(summand.facts.begin(), summand.facts.end());
  if (proof.step == Step::split) used.insert(proof.split);
  for (const Proof& one : proof.cases) collect(one, used);
}

class Writer {
 public:
  explicit Writer(const Certificate& certificate) : certificate_(certificate) {
    std::set<std::size_t> used;
    collect(certificate.proof, used);
    std::size_t next = 0;
    for (const NamedFormula& named : certificate.statement.formulas) {
      const std::size_t end = next + width(named.formula);
      const auto first = used.lower_bound(next);
      const bool needed = first != used.end() && *first < end;
      for (; next < end; ++next) numbers_.push_back(needed ? kept_++ : 0);
      if (needed) facts_.push_back(fact_json(named));
    }
  }

  std::string text(const Heading& heading) {
    ordered_json document = {{"schema", "surety.certificate/1"},
                             {"contract", heading.contract},
                             {"obligation", heading.obligation},
                             {"goal", heading.goal},
                             {"claim", heading.claim},
                             {"obligation_sha256", heading.sha256},
                             {"facts_sha256", strategy::sha256(facts_.dump())},
                             {"facts", facts_},
                             {"where", ordered_json::object()},
                             {"proof", proof_json(certificate_.proof)}};
    for (const std::string& name : mentioned_) {
      const auto meaning = certificate_.statement.meanings.find(name);
      if (meaning != certificate_.statement.meanings.end()) document["where"][name] = meaning->second;
    }
    return document.dump(1) + "\n";
  }

 private:
  json fact_json(const NamedFormula& named) { return {{"name", named.name}, {"holds", formula_json(named.formula)}}; }

  json polynomial_json(const Polynomial& polynomial) {
    json terms = json::array();
    for (const auto& [monomial, coefficient] : polynomial) {
      json one = json::array({core::to_string(coefficient)});
      for (const std::uint32_t unknown : monomial) {
        const std::string& name = certificate_.statement.unknowns.at(unknown);
        mentioned_.insert(name);
        one.push_back(name);
      }
      terms.push_back(one);
    }
    return terms;
  }

  json formula_json(const Formula& formula) {
    if (formula.kind == FormulaKind::nonnegative) return {{"nonnegative", polynomial_json(formula.polynomial)}};
    if (formula.kind == FormulaKind::zero) return {{"zero", polynomial_json(formula.polynomial)}};
    json parts = json::array();
    for (const Formula& part : formula.parts) parts.push_back(formula_json(part));
    return {{formula.kind == FormulaKind::conjunction ? "all" : "one_of", parts}};
  }

  /// What a case adds comes after the facts of the statement, of which fewer are written than there were.
  [[nodiscard]] std::size_t number(std::size_t index) const {
    return index < numbers_.size() ? numbers_[index] : index - numbers_.size() + kept_;
  }

  ordered_json proof_json(const Proof& proof) {
    ordered_json written;
    if (proof.step == Step::sum) {
      written["sum"] = ordered_json::array();
      for (const Summand& summand : proof.sum) {
        std::vector<std::size_t> of;
        for (const std::size_t fact : summand.facts) of.push_back(number(fact));
        written["sum"].push_back({{"times", polynomial_json(summand.times)}, {"of", of}});
      }
      return written;
    }
    if (proof.step == Step::split) written["split"] = number(proof.split);
    if (proof.step == Step::sign) written["sign"] = polynomial_json(proof.polynomial);
    written["cases"] = ordered_json::array();
    for (const Proof& one : proof.cases) written["cases"].push_back(proof_json(one));
    return written;
  }

  const Certificate& certificate_;
  std::vector<std::size_t> numbers_;  // of each known formula of the statement, among those written
  std::size_t kept_ = 0;
  json facts_ = json::array();
  std::set<std::string> mentioned_;
};

}  // namespace

std::string written(const Certificate& certificate, const Heading& heading) {
  return Writer(certificate).text(heading);
}

}  // namespace surety::verify::linear
