// hooks.cpp -- what the Symbolic reading does where other readings need nothing: assertions, lemmas, merged branches.
//
// An assertion is executed as a requirement, so assuming it is sound by itself. It is assumed under its property's name
// all the same: a promise (`can`, `succeeds`) may rest on it only if it is proved. What comes from another proof never
// simplifies a term, for then nobody could say who used it.
#include <algorithm>
#include <utility>

#include "compiler/read/interval_domain.h"
#include "verifier/oblige/symbolic.h"

namespace surety::verify::oblige {

void Symbolic::assertion(Bool condition, ErrorId error) {
  const Bool needed = arena_.implies(guard(), condition);
  const auto name = assertions_.find(error);
  if (owed_lemma_ || owed_assertion_ == error) {
    reached_.push_back({"", guard(), path_.size(), moment_});
    for (Goal& goal : split_goal("", needed)) {
      goal.moment = moment_;
      goals_.push_back(std::move(goal));
    }
    trust(owed_lemma_ ? "an assertion" : name->second, needed);
    return;
  }
  if (name == assertions_.end()) {
    require(condition, error);
    return;
  }
  std::vector<Bool> reached{needed};
  for (const Demanded& one : demanded_) reached.push_back(arena_.negate(one.needed));
  trust(name->second, arena_.disjunction(reached));
  // A promise rests on the assertion even where nothing else needs it: so says a goal that follows from it alone.
  if (demand_ == Demand::prove && arena_.value(needed) != true)
    goals_.push_back({contract_[error], needed, path_.size(), moment_});
  if (demand_ == Demand::collect && arena_.value(needed) != true) demanded_.push_back({needed, error});
}

void Symbolic::known(core::PropertyId lemma, Bool claim) {
  // A lemma rests on lemmas before it alone: no circle of proofs.
  if (contract_[lemma].kind != core::PropertyKind::lemma || (owed_lemma_ && lemma >= *owed_lemma_)) return;
  const Bool defined = arena_.both(guard(), take_definedness());
  trust(contract_[lemma].name, arena_.implies(defined, claim));
}

/// The proof of a fact rests on facts before it alone: no circle of proofs. All else may rest on every fact.
bool Symbolic::may_take(const core::Fact& fact) const {
  if (!owed_lemma_ || !fact.lemma) return true;
  const bool owes_fact = std::ranges::find(contract_.facts, owed_lemma_, &core::Fact::lemma) != contract_.facts.end();
  return !owes_fact || *fact.lemma < *owed_lemma_;
}

/// Nobody looks whether the body reverts. By ranges alone it may not, where the arguments are within theirs; else it
/// may. The proof of a fact also shows that its function is defined where `where` holds: it divides by nothing less
/// than 1, and takes the root of nothing less than 0.
void Symbolic::demand_return(core::FactId id, const std::string& name, Bool admitted) {
  const bool in_property = demand_ == Demand::define;
  const core::Mode mode = in_property ? core::Mode::property : core::Mode::step;
  const auto [place, fresh] = function_errors_.try_emplace({id, mode});
  if (fresh) place->second = read::possible_errors(contract_, contract_[id], mode);
  const std::set<core::BuiltinError> outside{core::BuiltinError::overflow, core::BuiltinError::division_by_zero};
  const bool certain = place->second.empty();
  const Bool fits = arena_.boolean_variable(name + " fits");
  const Bool defined = arena_.boolean_variable(name + " is defined");
  for (const core::BuiltinError error : certain ? outside : place->second) {
    const bool division = error == core::BuiltinError::division_by_zero;
    const Bool returns = in_property || division ? defined : fits;
    require(certain ? arena_.either(admitted, returns) : returns, core::error_id(error));
  }
}

std::optional<term::Int> Symbolic::stated(core::FactId id, const std::vector<Int>& arguments, Bool admitted,
                                          const std::function<Bool()>& where, const std::function<Bool()>& claim) {
  const core::Fact& fact = contract_[id];
  // A sum looks into it: what holds of any row's value is not said row by row. And constants are worked out.
  if (!may_take(fact) || generic_party_) return std::nullopt;
  if (std::ranges::all_of(arguments, [&](Int each) { return arena_.value(each).has_value(); })) return std::nullopt;
  const auto [place, fresh] = function_values_.try_emplace({id, arguments});
  FunctionValue& known = place->second;
  if (fresh) {
    // What one call is known to do is known of calls with the same arguments alone.
    known.name = fact.name.substr(0, fact.name.rfind('.')) + "#" + std::to_string(function_values_.size());
    known.value = arena_.variable(known.name);
  }
  const std::string& name = known.name;
  demand_return(id, name, admitted);
  if (!fresh) return known.value;
  // True of these arguments in whatever state and on whatever path.
  const std::vector<Bool> guards = std::exchange(guards_, {});
  const bool used_path = std::exchange(use_path_, false);
  const std::size_t moment = std::exchange(moment_, 0);
  undefined_allowed([&] {
    if (fact.lemma) {
      const Bool applies = arena_.both(admitted, where());
      const Bool defined = arena_.boolean_variable(name + " is defined");
      add_fact(fact.name, arena_.implies(arena_.both(take_definedness(), applies), defined), Role::assumption);
    }
    const Bool said = claim();
    add_fact(fact.name, arena_.implies(take_definedness(), said), Role::assumption);
  });
  guards_ = guards;
  use_path_ = used_path;
  moment_ = moment;
  return known.value;
}

void Symbolic::undefined_allowed(const std::function<void()>& body) {
  const Demand demand = std::exchange(demand_, Demand::define);
  std::vector<Bool> definedness = std::exchange(definedness_, {});
  body();
  demand_ = demand;
  definedness_ = std::move(definedness);
}

void Symbolic::trust(const std::string& name, Bool formula) {
  const term::BoolNode& node = arena_.node(formula);
  if (node.kind == term::BoolKind::conjunction) {
    for (const Bool part : node.parts) trust(name, part);
  } else if (node.kind != term::BoolKind::truth) {
    path_.push_back({name, formula, Role::assumption});
  }
}

void Symbolic::abandon_evaluation() {
  guards_.clear();
  definedness_.clear();
  demanded_.clear();
  arms_open_ = 0;
  around_.clear();
}

std::size_t Symbolic::one_of(std::size_t count) {
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (script_.decide()) return i;
  }
  return count - 1;
}

// ---- two arms, one state ------------------------------------------------------------------------------------------

/// False where the arms need a split of the path; then nothing has happened but that parties were told apart.
bool Symbolic::join_arms(Bool condition, const std::function<void()>& then, const std::function<void()>& otherwise) {
  if (decided(condition)) return false;
  const Cells cells = cells_now();
  const std::size_t path_length = path_.size();
  const auto known = known_;
  const auto guards = guards_;
  const auto goals = goals_.size();
  const auto reached = reached_.size();
  const auto demanded = demanded_.size();
  try {
    ++arms_open_;
    run_arms(condition, then, otherwise);
    --arms_open_;
    return true;
  } catch (const NoMerge&) {
    --arms_open_;
    set_cells(cells);
    path_.resize(path_length);
    known_ = known;
    guards_ = guards;
    goals_.resize(goals);
    reached_.resize(reached);
    demanded_.resize(demanded);
    return false;
  }
}

void Symbolic::run_arms(Bool condition, const std::function<void()>& then, const std::function<void()>& otherwise) {
  const Cells before = cells_now();
  guards_.push_back(condition);
  then();
  const Cells first = cells_now();
  set_cells(before);
  guards_.back() = arena_.negate(condition);
  otherwise();
  guards_.pop_back();
  for (std::size_t i = 0; i < globals_now_.size(); ++i)
    globals_now_[i] = joined(condition, first.globals[i], globals_now_[i]);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::vector<Value>& cells = i < first.rows.size() ? first.rows[i] : rows_[i].before;
    for (std::size_t f = 0; f < cells.size(); ++f) rows_[i].now[f] = joined(condition, cells[f], rows_[i].now[f]);
  }
}

/// What differs is chosen, what is common stands beside it: bounds then see how far the arms are apart.
Symbolic::Value Symbolic::joined(Bool condition, const Value& a, const Value& b) {
  if (a == b) return a;
  if (std::holds_alternative<Party>(a)) throw NoMerge{};
  const Int* then = std::get_if<Int>(&a);
  if (!then) return merged(condition, a, b);
  const Int otherwise = std::get<Int>(b);
  const Int difference = subtract(*then, otherwise);
  const bool nearer = arena_.polynomial(difference).size() < arena_.polynomial(*then).size();
  if (!nearer) return merged(condition, a, b);
  return add(otherwise, arena_.choose(condition, difference, integer(Integer(0))));
}

}  // namespace surety::verify::oblige
