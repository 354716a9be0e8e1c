// checker.cpp -- see checker.h. Exact arithmetic, no solver, nothing of the prover.
#include "verifier/recheck/checker.h"

#include <fmt/ranges.h>
#include <gmpxx.h>
#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace surety::recheck {

namespace {

using Json = nlohmann::json;
using Monomial = std::vector<std::string>;  // names of integer unknowns, sorted, repeated for powers
using Polynomial = std::map<Monomial, mpz_class>;

[[noreturn]] void fail(const std::string& sentence) { throw std::runtime_error(sentence); }

void add(Polynomial& sum, Monomial monomial, const mpz_class& coefficient) {
  std::sort(monomial.begin(), monomial.end());
  mpz_class& place = sum[monomial];
  place += coefficient;
  if (place == 0) sum.erase(monomial);
}

Polynomial product(const Polynomial& left, const Polynomial& right) {
  Polynomial result;
  for (const auto& [m, a] : left)
    for (const auto& [n, b] : right) {
      Monomial both = m;
      both.insert(both.end(), n.begin(), n.end());
      add(result, both, mpz_class(a * b));
    }
  return result;
}

const Json& list(const Json& json) { return json.is_array() ? json : (fail("something is not a list"), json); }
const Json& nth(const Json& n) { return n.is_number_unsigned() ? n : (fail("an index is no natural number"), n); }

/// [["-3", "x", "y"], ["1"]] is 1 - 3xy.
Polynomial polynomial_of(const Json& json) {
  Polynomial result;
  for (const Json& term : list(json)) {
    mpz_class coefficient;
    if (coefficient.set_str(list(term).at(0).get<std::string>(), 10) != 0) fail("a coefficient is not an integer");
    Monomial monomial = term;
    monomial.erase(monomial.begin());
    add(result, monomial, coefficient);
  }
  return result;
}

bool is_number(const Polynomial& p) { return p.empty() || (p.size() == 1 && p.begin()->first.empty()); }
int sign(const Polynomial& number) { return number.empty() ? 0 : sgn(number.begin()->second); }

/// What is known in a case: a comparison with 0, or a disjunction of which one alternative holds.
struct Known {
  enum { nonnegative, zero, one_of } kind;
  Polynomial polynomial;
  Json alternatives;
};

void assume(std::vector<Known>& known, const Json& formula) {
  if (!formula.is_object() || formula.size() != 1) fail("a formula is not one comparison or connective");
  const std::string& kind = formula.begin().key();
  const Json& body = list(formula.begin().value());
  if (kind == "nonnegative" || kind == "zero")
    known.push_back({kind == "zero" ? Known::zero : Known::nonnegative, polynomial_of(body), {}});
  else if (kind == "one_of")
    known.push_back({Known::one_of, {}, body});
  else if (kind == "all")
    for (const Json& part : body) assume(known, part);
  else
    fail("a formula has an unknown kind `" + kind + "`");
}

/// A product of known facts is nonnegative, and zero where one of them is an equation.
void check_sum(const std::vector<Known>& known, const Json& summands) {
  Polynomial sum;
  for (const Json& summand : list(summands)) {
    Polynomial value = polynomial_of(summand.at("times"));
    bool vanishes = false;
    const bool weight = is_number(value) && sign(value) >= 0;
    for (const Json& number : list(summand.at("of"))) {
      const Known& fact = known.at(nth(number).get<std::size_t>());
      if (fact.kind == Known::one_of) fail("a summand uses a disjunction");
      vanishes = vanishes || fact.kind == Known::zero;
      value = product(value, fact.polynomial);
    }
    if (!vanishes && !weight) fail("a multiplier is not a nonnegative number");
    for (const auto& [monomial, coefficient] : value) add(sum, monomial, coefficient);
  }
  if (!is_number(sum) || sign(sum) >= 0) fail("a sum is not a negative number");
}

/// Shows that what is known cannot hold together. Returns the number of leaves.
std::size_t check(const std::vector<Known>& known, const Json& proof) {
  if (proof.contains("sum")) {
    check_sum(known, proof.at("sum"));
    return 1;
  }
  Json alternatives = Json::array();
  if (proof.contains("split")) {
    const Known& chosen = known.at(nth(proof.at("split")).get<std::size_t>());
    if (chosen.kind != Known::one_of) fail("a split is not over a disjunction");
    alternatives = chosen.alternatives;
  } else {  // an integer is at least 0 or at most -1
    const Json& polynomial = proof.at("sign");
    Json opposite = Json::array({Json::array({"-1"})});
    for (const auto& [monomial, coefficient] : polynomial_of(polynomial)) {
      Json term = Json::array({mpz_class(-coefficient).get_str()});
      for (const std::string& unknown : monomial) term.push_back(unknown);
      opposite.push_back(term);
    }
    alternatives = {{{"nonnegative", polynomial}}, {{"nonnegative", opposite}}};
  }
  const Json& cases = list(proof.at("cases"));
  if (cases.size() != alternatives.size()) fail("a split does not have a case for each alternative");
  std::size_t leaves = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::vector<Known> extended = known;
    assume(extended, alternatives[i]);
    leaves += check(extended, cases[i]);
  }
  return leaves;
}

std::string sha256(const std::string& text) {
  unsigned char digest[32];
  if (EVP_Digest(text.data(), text.size(), digest, nullptr, EVP_sha256(), nullptr) != 1) fail("SHA-256 failed");
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return stream ? std::string(std::istreambuf_iterator<char>(stream), {}) : (fail("it cannot be read"), "");
}

/// What people read is what is checked: no key is given twice, and nothing is hidden behind a NUL.
Json parsed(const std::string& text) {
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  return Json::parse(text.find('\0') == std::string::npos ? text : "", [&](int depth, auto event, const Json& key) {
    if (depth > 2'000) fail("it is nested too deeply");  // all that follows goes down by recursion
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key && !keys.back().insert(key).second) fail("it says " + key.dump() + " twice");
    return true;
  });
}

}  // namespace

std::size_t check_certificate(const std::string& text) try {
  const Json certificate = parsed(text);
  if (certificate.at("schema") != "surety.certificate/1") fail("its schema is not surety.certificate/1");
  const Json& facts = list(certificate.at("facts"));
  if (Json(sha256(facts.dump())) != certificate.at("facts_sha256")) fail("its facts are not those that were hashed");
  std::vector<Known> known;
  for (const Json& fact : facts) assume(known, fact.at("holds"));
  return check(known, certificate.at("proof"));
} catch (const Json::exception&) {
  fail("it is not a whole certificate: it ends early, or a part of it is missing or of another kind");
} catch (const std::out_of_range&) {
  fail("it refers to a fact that is not known there");
}

Checked check_directory(const std::filesystem::path& directory) try {
  const Json index = parsed(text_of(directory / "index.json"));
  const auto& certificates = index.at("certificates").get_ref<const Json::object_t&>();
  Checked checked{certificates.size(), 0, {}};
  for (const auto& [name, hash] : certificates) {
    try {
      if (std::filesystem::path(name).filename() != name) fail("it is no name of a file of that directory");
      const std::string text = text_of(directory / name);
      checked.leaves += check_certificate(text);
      if (Json(sha256(text)) != hash) fail("it is not the certificate that the index names");
    } catch (const std::exception& error) {
      checked.failures.push_back(name + ": " + error.what());
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    const bool proof = name.ends_with(".certificate.json") &&  // and no artifact's
                       text_of(entry.path()).find("surety.certificate/1") != std::string::npos;
    if (proof && !certificates.contains(name)) checked.failures.push_back(name + ": the index does not name it");
  }
  if (checked.certificates == 0) fail("`" + directory.string() + "` holds no certificate: nothing was proved by one");
  return checked;
} catch (const Json::exception&) {
  fail("`" + (directory / "index.json").string() + "` is not an index of certificates");
}

}  // namespace surety::recheck
