// symbolic.cpp -- values, paths and rows of the Symbolic reading.
#include "verifier/oblige/symbolic.h"

#include <algorithm>
#include <utility>

#include "verifier/term/bounds.h"

namespace surety::verify::oblige {

Symbolic::Symbolic(const core::Contract& contract, term::Arena& arena, Script& script, Start start)
    : contract_(contract), arena_(arena), script_(script), start_(start) {
  for (const core::Global& global : contract.globals) {
    globals_before_.push_back(start == Start::zero ? zero(global.type)
                                                   : symbol(global.name, global.type, global.range));
  }
  globals_now_ = globals_before_;
  keep_stage();
  for (const core::Property& property : contract.properties) {
    if (property.kind != core::PropertyKind::assertion) continue;
    const auto* statement = std::get_if<core::Assert>(&contract[property.statement].node);
    if (statement) assertions_.emplace(statement->error, property.name);
  }
}

Symbolic::Value Symbolic::symbol(const std::string& name, const core::Type& type, const core::Range& range) {
  switch (type.sort) {
    case core::Sort::integer: return arena_.variable(name, {range.low, range.high});
    case core::Sort::boolean: return arena_.boolean_variable(name);
    case core::Sort::party: break;
  }
  return named_party(name);
}

Symbolic::Value Symbolic::zero(const core::Type& type) {
  switch (type.sort) {
    case core::Sort::integer: return integer(Integer(0));
    case core::Sort::boolean: return boolean(false);
    case core::Sort::party: break;
  }
  return party(0);
}

Symbolic::Value Symbolic::argument(const core::Local& local) {
  const bool taken = start_ == Start::reachable && core::find_global(contract_, local.name).has_value();
  return argument(local, taken ? "argument " + local.name : local.name);
}

Symbolic::Value Symbolic::argument(const core::Local& local, const std::string& name) {
  return symbol(name, local.type, local.range);
}

// ---- parties ------------------------------------------------------------------------------------------------------

Symbolic::Party Symbolic::named_party(const std::string& name) {
  const auto place = named_.find(name);
  if (place != named_.end()) return place->second;
  return named_.emplace(name, parties_.add(name)).first->second;
}

Symbolic::Party Symbolic::party(std::uint32_t index) {
  const auto place = literals_.find(index);
  if (place != literals_.end()) return place->second;
  const Party fresh = parties_.add("party " + std::to_string(index));
  for (const auto& [other, term] : literals_) parties_.separate(term, fresh);
  literals_.emplace(index, fresh);
  return fresh;
}

Symbolic::Bool Symbolic::same(Party a, Party b) {
  if (parties_.same(a, b)) return boolean(true);
  if (generic_party_ && (a == *generic_party_ || b == *generic_party_)) {
    throw Unsupported{"a sum's term compares the row's party"};
  }
  if (parties_.different(a, b)) return boolean(false);
  if (parties_open_) {
    const auto [first, second] = std::minmax({parties_.find(a).index, parties_.find(b).index});
    return arena_.boolean_variable("same " + parties_.name({first}) + " and " + parties_.name({second}));
  }
  const bool merge = script_.decide();
  if (merge)
    parties_.merge(a, b);
  else
    parties_.separate(a, b);
  return boolean(merge);
}

Symbolic::Party Symbolic::witness(TableId table) {
  const std::string name = "other" + (around_.empty() ? "" : std::to_string(around_.size() + 1));
  const auto fresh_one = [&] {
    const Party fresh = parties_.add(name);
    for (const Row& row : rows_) {
      if (row.table == table) parties_.separate(row.party, fresh);
    }
    row(table, fresh);
    return fresh;
  };
  if (own_rows_) {
    std::vector<std::uint32_t> around;
    around.reserve(around_.size());
    for (const Party party : around_) around.push_back(party.index);
    const auto place = own_witnesses_.find({quantified_, around});
    return place != own_witnesses_.end()
               ? place->second
               : own_witnesses_.emplace(std::pair{quantified_, around}, fresh_one()).first->second;
  }
  const std::string key = name + " of " + contract_[table].name;
  const auto place = named_.find(key);
  return place != named_.end() ? place->second : named_.emplace(key, fresh_one()).first->second;
}

// ---- paths --------------------------------------------------------------------------------------------------------

std::optional<bool> Symbolic::decided(Bool formula) const {
  if (const auto known = term::decided_by_bounds(arena_, formula)) return known;
  if (!use_path_) return std::nullopt;
  if (known_.contains(formula)) return true;
  if (known_.contains(arena_.negate(formula))) return false;
  return std::nullopt;
}

// Most comparisons are of what ranges decide: a step checks every value that it stores and every intermediate one.
Symbolic::Bool Symbolic::less(Int a, Int b) {
  const auto known = term::less_by_bounds(arena_, a, b);
  return known ? boolean(*known) : settled(arena_.less(a, b));
}

Symbolic::Bool Symbolic::equal(Int a, Int b) {
  const bool apart = term::less_by_bounds(arena_, a, b) == true || term::less_by_bounds(arena_, b, a) == true;
  return apart ? boolean(false) : settled(arena_.equal(a, b));
}

Symbolic::Bool Symbolic::settled(Bool formula) {
  const auto known = term::decided_by_bounds(arena_, formula);
  return known ? boolean(*known) : formula;
}

void Symbolic::assume(const std::string& name, Bool formula, Role role) {
  const term::BoolNode& node = arena_.node(formula);
  if (node.kind == term::BoolKind::conjunction) {
    for (const Bool part : node.parts) assume(name, part, role);
    return;
  }
  const auto known = decided(formula);
  if (known == false) throw PathEnd{};
  if (known == true) return;
  if (node.kind == term::BoolKind::nonzero && term::bounds(arena_, node.polynomial).low == Integer(0)) {
    formula = arena_.less(integer(Integer(0)), node.polynomial);
  }
  known_.insert(formula);
  path_.push_back({name, formula, role});
}

bool Symbolic::fork(Bool condition) {
  if (const auto known = decided(condition)) return *known;
  if (arms_open_ > 0) throw NoMerge{};
  const bool taken = script_.decide();
  assume("branch", taken ? condition : arena_.negate(condition), Role::guard);
  return taken;
}

namespace {

Role role_of(const core::Contract& contract, ErrorId error) {
  if (error == core::error_id(core::BuiltinError::overflow)) return Role::overflow;
  return contract[error].starts_with("OutOfRange") ? Role::range : Role::guard;
}

}  // namespace

void Symbolic::require(Bool condition, ErrorId error) {
  const Bool needed = arena_.implies(guard(), condition);
  if (decided(needed) == true) return;
  if (generic_party_) throw Unsupported{"a sum's term may be undefined"};
  if (demand_ == Demand::define) {
    definedness_.push_back(needed);
    return;
  }
  if (demand_ == Demand::collect) {
    demanded_.push_back({needed, error});
    return;
  }
  if (demand_ == Demand::prove) goals_.push_back({contract_[error], strengthened(needed), path_.size(), moment_});
  assume("require " + contract_[error], needed, role_of(contract_, error));
}

Symbolic::Bool Symbolic::take_definedness() { return arena_.conjunction(std::exchange(definedness_, {})); }

Symbolic::Value Symbolic::merged(Bool condition, const Value& a, const Value& b) {
  if (const Int* number = std::get_if<Int>(&a)) return arena_.choose(condition, *number, std::get<Int>(b));
  if (const Bool* truth = std::get_if<Bool>(&a)) return arena_.choose(condition, *truth, std::get<Bool>(b));
  const Party left = std::get<Party>(a);
  const Party right = std::get<Party>(b);
  if (parties_.same(left, right)) return left;
  if (generic_party_) throw Unsupported{"a sum's term chooses between parties"};
  if (parties_open_) throw Unsupported{"a choice between parties left open"};
  return fork(condition) ? left : right;
}

Symbolic::Bool Symbolic::fits(Int value) {
  const core::Range& range = core::intermediate_range();
  const term::Bounds& limits = term::bounds(arena_, value);
  if (limits.low && limits.high && range.contains(*limits.low) && range.contains(*limits.high)) return boolean(true);
  return both(settled(arena_.less_equal(integer(range.low), value)),
              settled(arena_.less_equal(value, integer(range.high))));
}

}  // namespace surety::verify::oblige
