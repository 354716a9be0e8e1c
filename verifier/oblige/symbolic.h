// symbolic.h -- the Symbolic reading: a step as mathematics, one path at a time.
//
// Integers and booleans are terms. Control flow is decided by a script: branches of statements, and which names of
// parties mean one party; so along a path the state is straight-line. Choices inside expressions stay terms, and what
// their arms require is implied by their condition. Accounts are unbounded; only rows that are named exist here, each
// with symbols for what it held before, and one arbitrary row beside them stands for all the others. A sum over all
// rows is a total that the named rows' changes are added to (totals.cpp).
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/core/semantics.h"
#include "verifier/oblige/parties.h"
#include "verifier/oblige/script.h"
#include "verifier/term/arena.h"
#include "verifier/term/traverse.h"

namespace surety::verify::oblige {

using core::ErrorId;
using core::FieldId;
using core::GlobalId;
using core::Integer;
using core::TableId;

/// This path cannot happen: something it takes for granted is false.
struct PathEnd {};
/// Quantifiers, one inside the other and each with rows of its own, speak of too many rows together.
struct TooManyRows {};
/// A sum that no total can stand for, or a fact that would have to know who is whom; says why.
struct Unsupported {
  std::string reason;
};
/// Such a reason: `sum(t in T: before(t.x))`, where `before(sum(t in T: t.x))` would be followed.
inline constexpr const char* sum_over_the_past = "a sum's term reads a row as it was before the step";
/// Where such a sum stands, and why.
struct SumNotFollowed {
  core::Span span;
  std::string reason;
  bool operator==(const SumNotFollowed&) const = default;
};

/// What a hypothesis is, and so how soon a strategy uses it.
enum class Role : std::uint8_t { guard, range, overflow, invariant, assumption, total };

struct Hypothesis {
  std::string name;  // "no_bad_debt", "require Undermargined", "range of mark"
  term::Bool formula;
  Role role = Role::guard;
  std::size_t moment = 0;  // a fact that is known only from this step of a scenario on
};

/// Something to prove after the first `path_length` path hypotheses and all facts of no later moment.
struct Goal {
  std::string label;
  term::Bool formula;
  std::size_t path_length = 0;
  std::size_t moment = 0;
};

class Symbolic {
 public:
  using Int = term::Int;
  using Bool = term::Bool;
  using Party = PartyTerm;
  using Value = core::Value<Symbolic>;

  enum class Start : std::uint8_t { reachable, zero };
  /// What a requirement does: it is assumed (successes only), proved and then assumed, part of what makes a property
  /// defined, or one of the ways in which a call may revert.
  enum class Demand : std::uint8_t { assume, prove, define, collect };
  enum class View : std::uint8_t { now, before, stage, generic };

  struct Row {
    TableId table;
    Party party;
    std::string name;  // "Trader[caller]"
    std::vector<Value> before;
    std::vector<Value> now;
  };
  /// One of the requirements of a call whose reverting is what matters.
  struct Demanded {
    Bool needed;
    ErrorId error;
  };

  struct Payment {
    core::EffectKind kind = core::EffectKind::receive;
    core::AssetId asset;
    Party party;
    Int amount;
  };
  /// What a step left behind.
  struct Outcome {
    std::vector<Value> globals;
    std::deque<Row> rows;
    std::vector<Payment> effects;
  };

  /// `contract`, `arena` and `script` must outlive the run.
  Symbolic(const core::Contract& contract, term::Arena& arena, Script& script, Start start);

  // ---- the primitives of core::Domain ----
  Int integer(const Integer& value) { return arena_.integer(value); }
  Bool boolean(bool value) { return arena_.constant(value); }
  Party party(std::uint32_t index);
  Int add(Int a, Int b) { return arena_.add(a, b); }
  Int subtract(Int a, Int b) { return arena_.subtract(a, b); }
  Int multiply(Int a, Int b) { return arena_.multiply(a, b); }
  Int div_floor(Int a, Int b) { return arena_.quotient(a, b); }
  Int square_root(Int a) { return arena_.square_root(a); }
  Bool less(Int a, Int b);
  Bool equal(Int a, Int b);
  Bool same(Party a, Party b);
  Bool both(Bool a, Bool b) { return arena_.both(a, b); }
  Bool either(Bool a, Bool b) { return arena_.either(a, b); }
  Bool negate(Bool a) { return arena_.negate(a); }
  Int select(Bool condition, Int a, Int b) { return arena_.choose(condition, a, b); }
  Int narrow(Int value, const core::Range&) { return value; }
  Bool fits(Int value);
  Value read_global(GlobalId global);
  Value read_row(TableId table, Party key, FieldId field);
  void write_global(GlobalId global, const Value& value);
  void write_row(TableId table, Party key, FieldId field, const Value& value);
  void effect(core::EffectKind kind, core::AssetId asset, Party party, Int amount) {
    effects_.push_back({kind, asset, party, amount});
  }
  void require(Bool condition, ErrorId error);

  Value choose(Bool condition, auto then, auto otherwise) {
    if (const auto known = decided(condition)) return *known ? then() : otherwise();
    guards_.push_back(condition);
    Value a = then();
    guards_.back() = arena_.negate(condition);
    Value b = otherwise();
    guards_.pop_back();
    return merged(condition, a, b);
  }
  void branch(Bool condition, auto then, auto otherwise) {
    if (merge_branches_ && join_arms(condition, std::function<void()>(then), std::function<void()>(otherwise))) return;
    fork(condition) ? then() : otherwise();
  }
  Value quantify(core::Quantifier quantifier, TableId table, auto body) {
    return quantified(quantifier, table, std::function<Value(Party)>(body));
  }
  Value before(auto body) { return in_view(View::before, std::function<Value()>(body)); }
  /// A goal where it is what the run is about; for every other run a hypothesis under its property's name.
  void assertion(Bool condition, ErrorId error);
  /// What a lemma says, as a hypothesis under its name.
  void known(core::PropertyId lemma, Bool claim);
  /// A symbol for a function's value, the same for the same arguments; the claim is a fact under the fact's name.
  std::optional<Int> stated(core::FactId fact, const std::vector<Int>& arguments, Bool admitted,
                            const std::function<Bool()>& where, const std::function<Bool()>& claim);
  void as_property(auto body) { undefined_allowed(std::function<void()>(body)); }
  void quantifying(const core::Expr* expr) { quantified_ = expr; }

  // ---- what a run is made of ----
  void set_demand(Demand demand) { demand_ = demand; }
  Value in_view(View view, const std::function<Value()>& body);
  /// Assertions are requirements like others: nothing is known of them.
  void doubt_assertions() { assertions_.clear(); }
  /// The assertions with this error are goals.
  void owe_assertion(ErrorId error) { owed_assertion_ = error; }
  /// This lemma is being proved: its hints' assertions are goals, and only lemmas before it are known.
  void owe_lemma(core::PropertyId lemma) { owed_lemma_ = lemma; }
  /// Both arms of a branch become one state with choices where neither needs the path to split.
  void merge_branches(bool merge) { merge_branches_ = merge; }
  /// One of 0 … count - 1; every one has its paths.
  std::size_t one_of(std::size_t count);
  /// What was demanded under Demand::collect since the last call.
  std::vector<Demanded> take_demanded() { return std::exchange(demanded_, {}); }
  /// After a PathEnd that was caught: nothing is being evaluated.
  void abandon_evaluation();

  // ---- states between the steps of a scenario ----
  /// Keeps the present state as the next stage, to be looked at later; stage 0 is the state before the first step.
  std::size_t keep_stage();
  Value in_stage(std::size_t stage, const std::function<Value()>& body);
  /// The state becomes that of `stage` again.
  void return_to_stage(std::size_t stage);
  /// Facts and goals that are added belong to this step of a scenario.
  void set_moment(std::size_t moment) { moment_ = moment; }
  [[nodiscard]] std::size_t moment() const { return moment_; }

  /// A fresh party that is known to be none of those with a row in `table`; the same for as many quantifiers around,
  /// or, where each has its own, for the same quantifier with the same rows around.
  Party witness(TableId table);
  Party named_party(const std::string& name);
  /// An argument of the step: a symbol that its declared range bounds.
  Value argument(const core::Local& local);
  /// The same under a name of its own: an argument that nobody names.
  Value argument(const core::Local& local, const std::string& name);
  /// Adds to what the path takes for granted. Throws PathEnd where that is plainly false.
  void assume(const std::string& name, Bool formula, Role role);
  /// The same for what another proof must support: it simplifies nothing, so that whoever needs it says so.
  void trust(const std::string& name, Bool formula);
  /// While false, path hypotheses do not simplify what is evaluated (so that it is valid on its own).
  void use_path(bool use) { use_path_ = use; }

  /// Conditions under which what was evaluated since the last call is defined.
  Bool take_definedness();
  /// What `reading` makes of a property that is to be a goal, each quantifier with a row of its own where it needs one.
  Bool goal_of(const std::function<Bool()>& reading);
  /// A property's formula with its quantifiers instantiated: at least as strong, for a goal.
  Bool strengthened(Bool formula);
  /// At most as strong, for a hypothesis.
  Bool weakened(Bool formula) { return resolved(formula, false); }
  /// A goal's conjuncts, each with the row it speaks of.
  std::vector<Goal> split_goal(const std::string& label, Bool formula);

  /// Facts that totals owe to the rows: the rest of a sum of nonnegative terms is nonnegative.
  void add_rest_facts();
  /// The same for what an invariant `where implies forall row: body(row)` says of a term. `name` is the invariant's.
  void add_rest_facts_of(const std::string& name, Bool where, TableId table, const std::function<Value(Party)>& body);
  /// One more party has a row in every table that is summed: in a concrete state it stands for those that no step
  /// names, such as the other side of a trade.
  void name_the_rest();
  /// Equations that make every total the sum of the named rows alone: for concrete counterexamples.
  std::vector<Bool> closed_totals();

  [[nodiscard]] bool has_totals() const { return !totals_.empty(); }

  /// What is stated for a fact may leave open which names of parties mean one, so that it splits no path: from here on.
  void leave_parties_open() { parties_open_ = true; }
  /// Where `statement` cannot be evaluated there is a fact less; nothing depends on its being there.
  void state_if_followed(const std::function<void()>& statement);

  /// Ends one step and goes back to the state before it, so that another can be run from there.
  Outcome rewind();
  /// Adds goals that say that the state and the effects are those of `other`, which began in the same state.
  void owe_same_as(const Outcome& other);

  // ---- results ----
  [[nodiscard]] const std::vector<Hypothesis>& path() const { return path_; }
  [[nodiscard]] const std::vector<Hypothesis>& facts() const { return facts_; }
  [[nodiscard]] const std::vector<Goal>& goals() const { return goals_; }
  void add_fact(const std::string& name, Bool formula, Role role);
  void add_goal(Goal goal) { goals_.push_back(std::move(goal)); }
  /// Places where an owed assertion stands on this path; the formula says when it is reached.
  [[nodiscard]] const std::vector<Goal>& reached() const { return reached_; }
  [[nodiscard]] const std::deque<Row>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<Value>& globals_before() const { return globals_before_; }
  [[nodiscard]] const std::vector<Value>& globals_now() const { return globals_now_; }
  [[nodiscard]] const Parties& parties() const { return parties_; }
  /// Sums that stand for any number.
  [[nodiscard]] const std::vector<SumNotFollowed>& sums_not_followed() const { return sums_not_followed_; }
  term::Arena& arena() { return arena_; }

 private:
  struct Instance {
    std::string label;
    Bool formula;
  };
  /// All cells at one time; rows that were named later are as they were at the beginning.
  struct Cells {
    std::vector<Value> globals;
    std::vector<std::vector<Value>> rows;  // in the order of rows_
  };
  /// Thrown where two arms of a branch cannot be one state.
  struct NoMerge {};
  struct Expansion {
    bool universal = true;
    Party arbitrary;  // the row of which nothing is known
    std::vector<Instance> instances;
  };
  /// The arbitrary rows, by index of the party, that a formula as a goal speaks of as all rows do, and the names of the
  /// quantifiers that do so; `clash` where alternatives speak of one row in the name of several.
  struct Arbitrary {
    std::map<std::uint32_t, std::set<std::string>> rows;
    bool clash = false;
  };
  /// A sum's term, split: for each product of row-only atoms its coefficient in everything else.
  using Coefficients = std::map<term::Int, Int>;
  struct Total {
    TableId table;
    Int monomial;  // over the generic row's symbols
    Int value;     // before the step
  };
  /// What is known of a term that is summed, whatever is claimed of the rows.
  struct Summed {
    term::Mentioned mentioned;
    std::set<Bool> conditions;  // of its choices, and their opposites
    term::Sign sign;
  };

  [[nodiscard]] Cells cells_now() const;
  void set_cells(const Cells& cells);
  [[nodiscard]] const std::vector<Value>& globals_in(View view) const;
  [[nodiscard]] const std::vector<Value>& cells_in(View view, const Row& row) const;
  bool join_arms(Bool condition, const std::function<void()>& then, const std::function<void()>& otherwise);
  void run_arms(Bool condition, const std::function<void()>& then, const std::function<void()>& otherwise);
  Value joined(Bool condition, const Value& a, const Value& b);
  void undefined_allowed(const std::function<void()>& body);
  [[nodiscard]] bool may_take(const core::Fact& fact) const;
  void demand_return(core::FactId id, const std::string& name, Bool admitted);
  void owe_equal(const std::string& place, const Value& a, const Value& b);
  Bool settled(Bool formula);
  std::optional<bool> decided(Bool formula) const;
  bool fork(Bool condition);
  Bool guard() { return arena_.conjunction(guards_); }
  Value merged(Bool condition, const Value& a, const Value& b);
  Value symbol(const std::string& name, const core::Type& type, const core::Range& range);
  Value zero(const core::Type& type);
  Row& row(TableId table, Party key);
  Value quantified(core::Quantifier quantifier, TableId table, const std::function<Value(Party)>& body);
  Value instantiated(core::Quantifier quantifier, TableId table, const std::function<Value(Party)>& body);
  std::pair<Bool, Bool> instance(Party party, const std::function<Value(Party)>& body);
  Bool expanded(const std::string& kind, Expansion expansion);
  const Arbitrary& arbitrary_rows(Bool formula);
  Bool resolved(Bool formula, bool goal);
  Bool resolution(Bool formula, bool goal);
  /// Does a quantified formula stand in it?
  [[nodiscard]] bool quantifies(Bool formula) const;
  Bool resolved_literal(const Expansion& expansion, bool positive, bool goal);

  Value generic(const std::string& name, const core::Type& type, const core::Range& range);
  Value summed(TableId table, const std::function<Value(Party)>& body);
  Coefficients decomposed(Int summand);
  bool is_row_only(std::uint32_t atom) const;
  bool mentions_row(std::uint32_t atom) const;
  bool mentions_row(Bool formula) const;
  bool mentions_row(const term::Mentioned& mentioned) const;
  Int at_row(Int generic_term, const Row& row, View view);
  Int at_zero_row(Int generic_term);
  term::Substitution globals_put(View view);
  Int at_globals(Int generic_term, View view);
  Bool at_globals(Bool generic_formula, View view);
  Int total(TableId table, Int monomial, View view);
  Int rest(TableId table, Int monomial);
  void add_sign(const std::string& name, Bool where, Int others, term::Sign sign);
  std::pair<Bool, Bool> split_by_row(Bool part);
  void add_rest_fact_of(const std::string& name, Bool where, TableId table, Bool part);
  const Summed& summed_term(Int term);
  [[nodiscard]] bool stays_open(Bool of_row, const std::vector<const Summed*>& terms) const;
  void add_signs(const std::string& name, Bool where, TableId table, Bool of_row);
  Value generic_body(TableId table, const std::function<Value(Party)>& body);

  const core::Contract& contract_;
  term::Arena& arena_;
  Script& script_;
  Start start_;
  Demand demand_ = Demand::assume;
  View view_ = View::now;
  bool use_path_ = true;
  std::vector<Party> around_;      // the rows of the quantifiers around what is evaluated
  bool own_rows_ = false;          // each quantifier has an arbitrary row of its own
  std::size_t own_instances_ = 0;  // that were read meanwhile
  bool parties_open_ = false;
  std::size_t stage_ = 0;  // while view_ is View::stage
  std::size_t moment_ = 0;
  bool merge_branches_ = false;
  std::size_t arms_open_ = 0;  // of branches that are being merged
  std::optional<ErrorId> owed_assertion_;
  std::optional<core::PropertyId> owed_lemma_;
  struct FunctionValue {
    std::string name;
    Int value;
  };
  std::map<std::pair<core::FactId, std::vector<Int>>, FunctionValue> function_values_;
  /// What arguments within their ranges allow, in steps and in properties.
  std::map<std::pair<core::FactId, core::Mode>, std::set<core::BuiltinError>> function_errors_;
  std::map<ErrorId, std::string> assertions_;  // names of their properties
  const core::Expr* quantified_ = nullptr;     // the quantified expression that is evaluated next

  Parties parties_;
  std::map<std::string, Party> named_;
  std::map<std::pair<const core::Expr*, std::vector<std::uint32_t>>, Party> own_witnesses_;
  std::map<std::uint32_t, Party> literals_;
  std::vector<Value> globals_before_;
  std::vector<Value> globals_now_;
  std::deque<Row> rows_;
  std::vector<Cells> stages_;

  std::vector<Bool> guards_;
  std::vector<Bool> definedness_;
  std::set<Bool> known_;
  std::vector<Hypothesis> path_;
  std::vector<Hypothesis> facts_;
  std::vector<Goal> goals_;
  std::vector<Goal> reached_;
  std::vector<Demanded> demanded_;
  std::map<std::pair<std::string, Bool>, std::size_t> stated_;  // place among the facts
  std::vector<Payment> effects_;
  std::map<std::string, Expansion> expansions_;
  std::map<Bool, Arbitrary> arbitrary_;  // formulas share parts
  std::map<std::pair<Bool, bool>, Bool> resolved_;
  std::map<std::pair<std::uint32_t, term::Int>, Total> totals_;
  std::map<std::string, GlobalId> global_slots_;
  std::map<std::string, std::pair<TableId, FieldId>> row_slots_;
  /// Set while a term is evaluated for any row, in whatever state it looks at: a symbol made meanwhile would stand for
  /// one number where each row has its own.
  std::optional<Party> generic_party_;
  TableId generic_table_;
  std::map<Int, Summed> summed_;  // by the term
  std::size_t unknown_sums_ = 0;
  std::vector<SumNotFollowed> sums_not_followed_;
};

}  // namespace surety::verify::oblige
