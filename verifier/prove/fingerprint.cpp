// fingerprint.cpp -- see fingerprint.h. Every text that is hashed begins with its kind and gives lengths of names, so
// that two different terms never give one text.
#include "verifier/prove/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>

namespace surety::verify::strategy {

namespace {

std::string joined(std::string kind, std::vector<std::string> parts) {
  std::ranges::sort(parts);
  for (const std::string& part : parts) kind += part;
  return kind;
}

std::string limit(const std::optional<core::Integer>& value) { return value ? core::to_string(*value) : "none"; }

}  // namespace

const Digest& Fingerprints::of(term::Bool formula) {
  const auto known = formulas_.find(formula.index);
  if (known != formulas_.end()) return known->second;
  const term::BoolNode& node = arena_.node(formula);
  std::string kind = fmt::format("formula {} {} {} ", static_cast<int>(node.kind), node.name.size(), node.name);
  std::vector<std::string> parts;
  parts.reserve(node.parts.size() + 1);
  for (const term::Bool part : node.parts) parts.emplace_back(bytes(of(part)));
  const bool compares = node.kind == term::BoolKind::nonnegative || node.kind == term::BoolKind::zero ||
                        node.kind == term::BoolKind::nonzero;
  if (compares) parts.emplace_back(bytes(of(node.polynomial)));
  return formulas_.emplace(formula.index, hash_(joined(std::move(kind), std::move(parts)))).first->second;
}

const Digest& Fingerprints::of(term::Int number) {
  const auto known = numbers_.find(number.index);
  if (known != numbers_.end()) return known->second;
  std::vector<std::string> terms;
  for (const auto& [monomial, coefficient] : arena_.polynomial(number)) {
    std::vector<std::string> factors;
    for (const std::uint32_t atom : monomial) factors.emplace_back(bytes(of_atom(atom)));
    terms.push_back(joined(fmt::format("{} {} ", core::to_string(coefficient), monomial.size()), std::move(factors)));
  }
  return numbers_.emplace(number.index, hash_(joined("polynomial ", std::move(terms)))).first->second;
}

const Digest& Fingerprints::of_atom(std::uint32_t index) {
  const auto known = atoms_.find(index);
  if (known != atoms_.end()) return known->second;
  const term::Atom& atom = arena_.atom(index);
  return atoms_.emplace(index, computed_atom(atom)).first->second;
}

Digest Fingerprints::computed_atom(const term::Atom& atom) {
  std::string text = fmt::format("atom {} ", static_cast<int>(atom.kind));
  if (atom.kind == term::AtomKind::variable) {
    text +=
        fmt::format("{} {} {} {}", limit(atom.declared.low), limit(atom.declared.high), atom.name.size(), atom.name);
    return hash_(text);
  }
  if (atom.kind == term::AtomKind::choose) text += bytes(of(atom.condition));
  text += bytes(of(atom.a));
  const bool unary = atom.kind == term::AtomKind::absolute || atom.kind == term::AtomKind::square_root;
  if (!unary) text += bytes(of(atom.b));
  return hash_(text);
}

const Digest& Fingerprints::of(const oblige::Hypothesis& hypothesis) {
  auto key = std::tuple(hypothesis.formula.index, hypothesis.role, hypothesis.name);
  if (const auto known = hypotheses_.find(key); known != hypotheses_.end()) return known->second;
  std::string text =
      fmt::format("hypothesis {} {} {} ", static_cast<int>(hypothesis.role), hypothesis.name.size(), hypothesis.name);
  text += bytes(of(hypothesis.formula));
  return hypotheses_.emplace(std::move(key), hash_(text)).first->second;
}

}  // namespace surety::verify::strategy
