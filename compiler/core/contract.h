// contract.h -- the core IR: a contract as plain data, small enough to print, parse and reason about.
//
// Core is the waist of the house. The front end lowers to it; interpreter, range analysis, prover and code generation
// read it through one semantics template (semantics.h). It knows integers, booleans and parties; units, scales, moves,
// modules and functions are gone. Everything that can happen to a contract is a `Step`: instantiation, an action, an
// oracle update, the passing of time, a parameter change. A step is a tree of statements without loops.
//
//   requires  ids are in range, locals are bound before use, sorts agree       (validate.h says so)
//   shape     expressions and statements live in stores of the contract and are named by typed ids;
//             children come before their parents
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/core/integer.h"
#include "compiler/core/operation.h"
#include "compiler/source/span.h"

namespace surety::core {

using source::Span;

/// A handle into one store. Two kinds of handle do not compare or convert.
template <class Tag>
struct Id {
  std::uint32_t index = 0;
  friend auto operator<=>(Id, Id) = default;
};
using ExprId = Id<struct ExprTag>;
using StatementId = Id<struct StatementTag>;
using GlobalId = Id<struct GlobalTag>;
using TableId = Id<struct TableTag>;
using FieldId = Id<struct FieldTag>;  // within its table
using LocalId = Id<struct LocalTag>;  // within its step or property
using StepId = Id<struct StepTag>;
using PropertyId = Id<struct PropertyTag>;
using FactId = Id<struct FactTag>;
using ScanId = Id<struct ScanTag>;
using ErrorId = Id<struct ErrorTag>;
using AssetId = Id<struct AssetTag>;
using OriginId = Id<struct OriginTag>;

enum class Sort : std::uint8_t { integer, boolean, party };

/// What a reader is shown and what scenario values are parsed with; arithmetic never looks at it.
struct Type {
  Sort sort = Sort::integer;
  std::string dimension;               // "USD", "USD/ETH", "ratio", "1/s", "s"; empty for booleans, parties, enums
  int scale = 0;                       // the integer counts 10^-scale of the dimension
  std::string enumeration;             // name of the enum (or "phase"), else empty
  std::vector<std::string> constants;  // names of its values 0, 1, …
  bool operator==(const Type&) const = default;
};

struct Asset {
  std::string name;
  int decimals = 0;
  Integer supply;       // in units of 10^-decimals: caps the magnitude of every amount of this asset
  bool issued = false;  // this contract alone mints and burns it; its Global of kind `supply` says how much there is
};

enum class GlobalKind : std::uint8_t {
  clock,         // seconds since the epoch; written by `advance` alone
  parameter,     // written by instantiation and its set_NAME
  role,          // a party named at instantiation
  oracle_value,  // written by its update
  oracle_time,   // clock at its last update
  vault,         // what the contract holds of an asset, at the asset's decimals
  supply,        // how much of an issued asset exists, inside and outside, at its decimals; never less than the vault
  pot,           // money that is never negative
  balance,       // a signed claim
  state,
};

/// A single cell of the contract. `range` is a fact: every write checks it.
struct Global {
  std::string name;  // "insurance", "mark", "mark.time", "vault.USD", "now"
  Type type;
  Range range;
  GlobalKind kind = GlobalKind::state;
  std::optional<AssetId> asset;  // vault, pot, balance
  Span span;
};

/// A column of a table. Every row is zero until first written, so `range` contains 0.
struct Field {
  std::string name;  // "quote", "size", "size[BTC]"
  Type type;
  Range range;
  std::optional<AssetId> asset;  // money: a balance or a pot
  bool pot = false;
  Span span;
};

/// Rows keyed by party; unbounded in number.
struct Table {
  std::string name;
  std::vector<Field> fields;
  Span span;
};

struct Oracle {
  std::string name;
  GlobalId value;
  GlobalId time;
  std::optional<Integer> heartbeat;  // seconds; a read in an action that is older reverts with StalePrice
  StepId update;
};

// ---- expressions ----------------------------------------------------------------------------------------------

struct GlobalPlace {
  GlobalId global;
  bool operator==(const GlobalPlace&) const = default;
};
struct RowPlace {
  TableId table;
  ExprId key;  // a party
  FieldId field;
  bool operator==(const RowPlace&) const = default;
};
using Place = std::variant<GlobalPlace, RowPlace>;

/// An integer; a boolean as 0 or 1; a party as its index (tests only).
struct Literal {
  Integer value;
};
struct LocalRead {
  LocalId local;
};
struct Read {
  Place place;
};
struct Apply {
  Operation operation;
  std::vector<ExprId> arguments;
};
/// Evaluates only the arm that the condition selects. `a and b` is Choose(a, b, false).
struct Choose {
  ExprId condition;
  ExprId then;
  ExprId otherwise;
};
/// `value` where `condition` holds; where it does not, the step reverts with `error` (a stale price, for one).
struct Guarded {
  ExprId condition;
  ErrorId error;
  ExprId value;
};
/// Evaluates `value` once, names it, and is `body`: the arguments of an inlined function.
struct Bind {
  LocalId local;
  ExprId value;
  ExprId body;
};
/// `body`, a function's value for these arguments, of which a fact is known: a proof may take the fact for the body.
struct Stated {
  FactId fact;
  std::vector<ExprId> arguments;  // as many as the fact has variables; all integers, as the value is
  ExprId body;
};
enum class Quantifier : std::uint8_t { forall, exists, sum, count };
/// Over every row of a table; `row` is bound to the row's party. In properties only.
struct Quantified {
  Quantifier quantifier = Quantifier::forall;
  TableId table;
  LocalId row;
  ExprId body;
};
/// `value` in the state before the step. In rules only.
struct Before {
  ExprId value;
};

struct Expr {
  Type type;
  Span span;
  OriginId origin;
  std::variant<Literal, LocalRead, Read, Apply, Choose, Guarded, Bind, Stated, Quantified, Before> node;
};

// ---- statements -----------------------------------------------------------------------------------------------

using Block = std::vector<StatementId>;

struct Let {
  LocalId local;
  ExprId value;
};
/// Checks the place's declared range and reverts with `out_of_range` outside it.
struct Write {
  Place place;
  ExprId value;
  ErrorId out_of_range;
};
struct Require {
  ExprId condition;
  ErrorId error;
};
struct Branch {
  ExprId condition;
  Block then;
  Block otherwise;
};
/// `mint` and `burn`: of an issued asset, straight into a party's hands or out of them.
enum class EffectKind : std::uint8_t { receive, pay, mint, burn };
/// Money that crosses the contract's border. `amount` is at the asset's decimals and is not negative; one that does not
/// fit 128 bits reverts with Overflow.
struct Effect {
  EffectKind kind = EffectKind::receive;
  AssetId asset;
  ExprId party;
  ExprId amount;
};
/// Proved, then known. Executed as a require with the error `AssertionFailed(name)`. Each has its Property.
struct Assert {
  ExprId condition;
  ErrorId error;
};
/// A lemma's claim for these values is known from here on. For proofs alone: running it does nothing, and the
/// arguments are evaluated as a property's are.
struct Use {
  PropertyId lemma;
  std::vector<ExprId> arguments;
};

struct Statement {
  Span span;
  OriginId origin;
  std::variant<Let, Write, Require, Branch, Effect, Assert, Use> node;
};

/// The call a node was inlined from. Origin 0 is "written where its span says".
struct Origin {
  std::string function;
  Span call;
  OriginId parent;
};

// ---- steps ----------------------------------------------------------------------------------------------------

enum class StepKind : std::uint8_t { instantiate, action, oracle_update, advance, set_parameter };

struct Local {
  std::string name;
  Type type;
  Range range;  // arguments: checked on entry, reverts with `out_of_range`; other locals: unused
  ErrorId out_of_range;
  Span span;
  std::string record{};  // of an argument that is a list's length: what the elements are called, if they are records
};

/// Locals [0, argument_count) are the arguments; local 0 is always the caller (a party; the feed or nobody for the
/// environment's steps). Instantiation runs on the all-zero state.
struct Step {
  std::string name;  // "deposit", "mark.update", "advance", "set_initial", "instantiate"
  StepKind kind = StepKind::action;
  std::vector<Local> locals;
  std::uint32_t argument_count = 1;
  Block body;
  Span span;
};

// ---- properties -----------------------------------------------------------------------------------------------

enum class PropertyKind : std::uint8_t {
  invariant,
  conservation,  // vault(A) == sum of all pots and balances of A: emitted by the front end for every asset
  rule,
  can,
  assertion,  // an Assert: holds wherever it is reached
  lemma,      // a claim about its variables alone
  scenario,   // `test … for all`: steps in a row from any state that satisfies the invariants
};

/// One step that a rule or `can` speaks of. `condition` uses the step's locals; row binders come after them.
struct PropertyCase {
  StepId step;
  ExprId condition;               // rule: must hold after each success
  std::vector<ExprId> arguments;  // can: the arguments of the call, caller first, in terms of the binder
};

/// A call in a scenario. One step with its arguments, caller first; or several of which any may happen, with
/// arguments[0] the caller and everything else arbitrary.
struct ScenarioCall {
  enum class Outcome : std::uint8_t {
    assumed,   // runs in which it reverts are not spoken of
    succeeds,  // it must succeed
    reverts,   // it must revert, with `error` where there is one; nothing has happened
  };
  std::vector<StepId> steps;
  std::vector<ExprId> arguments;
  Outcome outcome = Outcome::assumed;
  std::optional<ErrorId> error;
};
/// Must hold there. `before(e)` is e in the state that the scenario begins in.
struct ScenarioExpect {
  ExprId condition;
};
struct ScenarioStep {
  Span span;
  std::variant<ScenarioCall, ScenarioExpect, Let, Use> node;
};

struct Property {
  std::string name;
  PropertyKind kind = PropertyKind::invariant;
  /// invariant, conservation: it. `can`: the condition C under which the call succeeds. lemma: the claim, `where C
  /// implies E`. scenario: the `where` condition, over its variables and the state it begins in.
  ExprId condition;
  std::vector<PropertyCase> cases;  // rule, can; assertion: one, with the step it stands in
  std::optional<TableId> table;     // can: the quantified account
  std::optional<LocalId> row;       // can: its binder
  StatementId statement;            // assertion: the Assert
  /// lemma, scenario: the variables [0, variable_count), each within its range, then what `let` binds.
  std::vector<Local> locals;
  std::uint32_t variable_count = 0;
  Block hints;                         // lemma: Let, Assert and Use that its proof goes by; they read variables alone
  std::vector<ScenarioStep> scenario;  // scenario
  Span span;
  std::string text;  // as the author wrote it
};

/// Trusted before each occurrence of an environment step; printed in every report.
struct Assumption {
  std::string name;
  StepId step;
  ExprId condition;
  Span span;
  std::string text;                    // on one line, in the contract's own names: equal texts mean the same
  std::vector<std::string> functions;  // declarations of all it calls, through others too, and of records made there
};

/// What is known of a function's value for all arguments within their ranges: `fn f(x: T) -> U ensures E = …`. The
/// condition speaks of the variables, which are the function's parameters, and of its value as a Stated of this fact.
struct Fact {
  std::string name;  // "norm_cdf.ensures"
  std::vector<Local> locals;
  std::uint32_t variable_count = 0;
  ExprId condition;
  std::optional<PropertyId> lemma;  // that proves it, with the same variables and claim; without one it is trusted
  Span span;
  std::string text;
  std::vector<std::string> functions;  // as of an Assumption, and its own
};

// ---- scans -----------------------------------------------------------------------------------------------------

/// The rows that a host wants to find: those of which the condition holds, evaluated as a property's is. It reads its
/// own row and globals alone, and does not hold of a row of zeros, so that nobody is found whom nobody knows.
struct Scan {
  std::string name;
  TableId table;
  LocalId row;  // the only local that is bound
  ExprId condition;
  /// Where given: for every fixed row and all else fixed, the condition changes its truth at most once as this global
  /// grows over its range. `monotone` is the lemma that says so; what rests on it must wait until it is proved.
  std::optional<GlobalId> by;
  std::optional<PropertyId> monotone;
  Span span;
  std::string text;
};

// ---- tests ----------------------------------------------------------------------------------------------------

/// Parties are literals: indices into Test::parties. Arguments are closed expressions, caller first.
struct TestCall {
  StepId step;
  std::vector<ExprId> arguments;
  std::optional<ErrorId> expected_error;
};
struct TestExpect {
  ExprId condition;
};
struct TestStep {
  Span span;
  std::variant<TestCall, TestExpect> node;
};
/// The first step is a call of `instantiate`.
struct Test {
  std::string name;
  std::vector<std::string> parties;
  std::vector<TestStep> steps;
  Span span;
};

// ---- the whole ------------------------------------------------------------------------------------------------

/// Errors that exist in every contract, at these ids. User errors and OutOfRange(x) follow.
enum class BuiltinError : std::uint32_t {
  overflow,
  division_by_zero,
  stale_price,
  negative_amount,
  insufficient_funds,
  unauthorized,
  price_step,  // an oracle update beyond `step`
  time_runs_backward,
  rejected,        // a `require` without `else`
  where_violated,  // instantiation or a parameter change outside a `where` clause
  count_,
};
constexpr ErrorId error_id(BuiltinError error) { return {static_cast<std::uint32_t>(error)}; }

struct Contract {
  std::string name;
  std::vector<Asset> assets;
  std::vector<std::string> units;
  std::vector<Global> globals;
  std::vector<Table> tables;
  std::vector<Oracle> oracles;
  std::vector<std::string> errors;  // begins with the builtin names
  std::vector<Expr> exprs;
  std::vector<Statement> statements;
  std::vector<Origin> origins;  // [0] is the empty origin
  std::vector<Step> steps;      // [0] is instantiate
  std::vector<Property> properties;
  std::vector<Assumption> assumptions;
  std::vector<Fact> facts;
  std::vector<Scan> scans;
  std::vector<Test> tests;

  [[nodiscard]] const Expr& operator[](ExprId id) const { return exprs[id.index]; }
  [[nodiscard]] const Statement& operator[](StatementId id) const { return statements[id.index]; }
  [[nodiscard]] const Global& operator[](GlobalId id) const { return globals[id.index]; }
  [[nodiscard]] const Table& operator[](TableId id) const { return tables[id.index]; }
  [[nodiscard]] const Step& operator[](StepId id) const { return steps[id.index]; }
  [[nodiscard]] const Property& operator[](PropertyId id) const { return properties[id.index]; }
  [[nodiscard]] const Fact& operator[](FactId id) const { return facts[id.index]; }
  [[nodiscard]] const Scan& operator[](ScanId id) const { return scans[id.index]; }
  [[nodiscard]] const std::string& operator[](ErrorId id) const { return errors[id.index]; }
  [[nodiscard]] const Asset& operator[](AssetId id) const { return assets[id.index]; }
  [[nodiscard]] const Field& field(TableId table, FieldId id) const { return tables[table.index].fields[id.index]; }
};

/// A contract with the builtin errors, the empty origin and nothing else.
Contract empty_contract(std::string name);

/// The call of the function that a fact speaks of: in `where C implies E` the value that E calls `result`.
ExprId value_of(const Contract& contract, const Fact& fact);

/// Something that verdicts rest on without proof: an assumption about the world, or what a function is trusted to
/// ensure.
struct Trusted {
  std::string name;
  std::string before;  // the step of the world; empty for a function
  Span span;
  std::string text;
  std::vector<std::string> functions;  // what decides, beside the text, what it says: declarations, each on one line
};
std::vector<Trusted> trusted(const Contract& contract);

/// The asserts of a block in the order in which they were written, branches included.
std::vector<StatementId> assertions_of(const Contract& contract, const Block& block);

/// Step, global, table, scan by name; nullopt where there is none.
std::optional<StepId> find_step(const Contract& contract, std::string_view name);
std::optional<GlobalId> find_global(const Contract& contract, std::string_view name);
std::optional<TableId> find_table(const Contract& contract, std::string_view name);
std::optional<ScanId> find_scan(const Contract& contract, std::string_view name);

}  // namespace surety::core
