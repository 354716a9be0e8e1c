// ast.h -- the abstract syntax: what the author wrote, as plain structs.
//
// One struct per construct of grammar/Surety.g4, with the span of its text. Nothing is resolved here: names are
// strings, units are strings, numbers are exact decimals. parse.h makes it, check/ reads it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/source/span.h"

namespace surety::syntax {

using source::Span;

struct Name {
  std::string text;
  Span span;
};

/// An owning, never null pointer to a node that would otherwise contain itself.
struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

/// `USD/ETH`, `1/s`, `ratio`, `USD*s/ETH`: factors multiplied or divided, left to right. `1` alone is an empty list.
struct UnitFactor {
  Name name;
  int exponent = 1;
};
struct UnitExpr {
  std::vector<UnitFactor> factors;
  Span span;
};

/// `USD @ 6`, `USD/ETH @ 4 in 0 .. 10`, `bool`, `party`, an enum's or account's name. The last five all look like a
/// one-factor unit without a scale: check/ decides. `list 3 of Part`: of an action's parameter alone.
struct TypeExpr {
  std::optional<int> most;  // of a list: how many elements it has at most
  UnitExpr unit;
  std::optional<int> scale;
  ExprPtr low;  // both or neither
  ExprPtr high;
  Span span;
};

// ---- expressions ----
/// `100`, `2_000.5 USD/ETH`, `2.5%`, `30bps`, `8h`: digits and point exactly as written, underscores removed.
struct NumberLiteral {
  std::string digits;            // "2000.5"
  std::optional<UnitExpr> unit;  // `%` and `bps` appear as one factor of that name
};
struct BoolLiteral {
  bool value = false;
};
struct NameExpr {
  Name name;  // local, state, param, fn without arguments, enum constant, `my`, `caller`, `now`, party in tests
};
struct MemberExpr {  // t.quote, my.size, t.party, Market.BTC
  ExprPtr object;
  Name member;
};
struct IndexExpr {  // Trader[buyer], my.size[m], size[BTC]
  ExprPtr object;
  ExprPtr index;
};
/// equity(t), min(a, b), before(e), vault(USD), abs(x); arguments may be named: trade(buyer: a, seller: b)
struct Argument {
  std::optional<Name> name;
  ExprPtr value;
};
struct CallExpr {
  Name function;
  std::vector<Argument> arguments;
};
/// [Part(wendy, 30 ETH), Part(will, 0 ETH)], []: the argument for a parameter that is a list
struct ListExpr {
  std::vector<ExprPtr> elements;
};
enum class UnaryOperator : std::uint8_t { negate, logical_not };
struct UnaryExpr {
  UnaryOperator op{};
  ExprPtr operand;
};
enum class BinaryOperator : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
  implies
};
struct BinaryExpr {
  BinaryOperator op{};
  Span op_span;
  ExprPtr left;
  ExprPtr right;
};
enum class Rounding : std::uint8_t { down, up, nearest };
/// `e to USD @ 6 down`; without a rounding it is an exact conversion to a scale at least as fine.
struct ConvertExpr {
  ExprPtr value;
  TypeExpr type;
  std::optional<Rounding> rounding;
};
/// `if c then a else b`
struct IfExpr {
  ExprPtr condition;
  ExprPtr then;
  ExprPtr otherwise;
};
/// `let a = e  let b : T = f in g`: names for values that end with the expression
struct Binding {
  Name name;
  std::optional<TypeExpr> type;
  ExprPtr value;
};
struct LetExpr {
  std::vector<Binding> bindings;
  ExprPtr body;
};
enum class QuantifierKind : std::uint8_t { forall, exists, sum, count, minimum, maximum };
/// `forall t in Trader: E`, `forall a, b in Trader where a != b: E`, `sum(t in Trader: e)`, `count(t in Trader: c)`,
/// `sum(m in Market: e)` over an enum, `sum(p in parts: e)` over a list; `min(m in Market: e)` over an enum alone
struct QuantifiedExpr {
  QuantifierKind kind{};
  Name row;
  std::vector<Name> further;  // rows after the first: `b` in `forall a, b in Trader`
  Name account;
  ExprPtr where;  // null where absent
  ExprPtr body;
};

struct Expr {
  Span span;
  std::variant<NumberLiteral, BoolLiteral, NameExpr, MemberExpr, IndexExpr, CallExpr, ListExpr, UnaryExpr, BinaryExpr,
               ConvertExpr, IfExpr, LetExpr, QuantifiedExpr>
      node;
};

// ---- statements ----
struct Statement;
using Block = std::vector<Statement>;

using LetStatement = Binding;  // let x = e   |   let x : T = e
struct RefStatement {          // ref t = Trader[target]
  Name name;
  ExprPtr row;
};
enum class AssignOperator : std::uint8_t { set, add, subtract };
struct AssignStatement {  // place = e, place += e, place -= e
  ExprPtr place;
  AssignOperator op{};
  ExprPtr value;
};
struct RequireStatement {  // require e [else Name]
  ExprPtr condition;
  std::optional<Name> error;
};
struct MoveStatement {  // move e from A to B;  an end is `caller`, `wallet(p)`, a pot or a balance
  ExprPtr amount;
  ExprPtr from;
  ExprPtr to;
};
struct IfStatement {
  ExprPtr condition;
  std::unique_ptr<Block> then;
  std::unique_ptr<Block> otherwise;  // null where absent; `else if` is a block of one
};
struct ForStatement {  // for m in Market { … }      for p in parts { … }
  Name variable;
  Name enumeration;  // or a list
  std::unique_ptr<Block> body;
};
struct AssertStatement {
  ExprPtr condition;
};
struct PhaseStatement {  // become Settled
  Name phase;
};
struct UseStatement {  // use rounding_favours_pool(a, b)
  Name lemma;
  std::vector<Argument> arguments;
};
struct MintStatement {  // mint shares to my.held      burn shares from my.held
  bool burn = false;
  ExprPtr amount;
  ExprPtr place;
};

struct Statement {
  Span span;
  std::variant<LetStatement, RefStatement, AssignStatement, RequireStatement, MoveStatement, IfStatement, ForStatement,
               AssertStatement, PhaseStatement, UseStatement, MintStatement>
      node;
};

// ---- declarations ----
struct AssetDecl {  // asset USD { decimals 6  supply 1_000 }      issued asset LP { decimals 6 }
  Name name;
  bool issued = false;
  ExprPtr decimals;
  ExprPtr supply;  // null where absent
};
struct UnitDecl {  // unit ETH { decimals 8 }
  Name name;
  ExprPtr decimals;
};
struct EnumDecl {
  Name name;
  std::vector<Name> constants;
};
struct PhaseDecl {  // phase Trading, Settled: the first is where the contract begins
  std::vector<Name> phases;
};
struct RoleDecl {
  Name name;
};
struct ParamDecl {  // param initial : ratio @ 4 in 2% .. 50% [governed by council]
  Name name;
  TypeExpr type;
  std::optional<Name> governor;
};
struct WhereDecl {
  ExprPtr condition;
};
struct OracleDecl {  // oracle mark : USD/ETH @ 4 { range a .. b  heartbeat 60s  step max_step }
  Name name;
  std::optional<Name> index;  // mark[Market]
  TypeExpr type;
  ExprPtr low, high;  // null where absent
  ExprPtr heartbeat;
  ExprPtr step;
  ExprPtr sources;  // how many feeds report; null: one
  ExprPtr quorum;
  ExprPtr deviation;
  bool median = false;
};
struct PotDecl {
  Name name;
  TypeExpr type;
};
struct BalanceDecl {  // on the contract or in an account
  Name name;
  std::optional<Name> index;  // quote[Market]
  TypeExpr type;
  bool pot = false;  // `pot` in an account
};
struct StateDecl {  // state x : T = init
  Name name;
  std::optional<Name> index;
  TypeExpr type;
  ExprPtr initial;  // null: zero
};
struct FieldDecl {  // size : ETH in -1 .. 1
  Name name;
  std::optional<Name> index;
  TypeExpr type;
};
struct Parameter {
  Name name;
  TypeExpr type;
};
struct AccountDecl {  // account Trader { … }      table Vault[number: id] { … }
  Name name;
  std::optional<Parameter> key;  // of a table
  std::vector<std::variant<BalanceDecl, FieldDecl>> members;
};
struct RecordDecl {  // record Parts { fee: USD, rest: USD }
  Name name;
  std::vector<Parameter> members;
};
struct FnDecl {  // fn equity(t: Trader) -> USD @ 12 = e
  Name name;
  std::vector<Parameter> parameters;
  TypeExpr result;
  ExprPtr where;  // null where absent
  ExprPtr ensures;
  bool trusted = false;  // what it ensures is not proved here
  ExprPtr body;
};
struct ActionDecl {  // action f(x: T) by matcher when Trading comply when my.cleared { … }
  Name name;
  std::vector<Parameter> parameters;
  std::optional<Name> role;  // `by anyone` is no role
  std::vector<Name> phases;  // `when A, B`; empty: any
  ExprPtr compliance;        // null where absent
  Block body;
};
/// breaker crash when C halts a, b for 15m        breaker crash when C halts any except a for 15m
struct BreakerDecl {
  Name name;
  ExprPtr condition;
  std::vector<Name> halted;  // one named "any" for `any`
  std::vector<Name> except;
  ExprPtr duration;
};
struct AssumeDecl {  // assume keepers before mark.update: E
  Name name;
  Name subject;  // "mark.update", "advance", "set_initial" as written
  ExprPtr condition;
};
struct InvariantDecl {
  Name name;
  ExprPtr condition;
};
struct RuleTarget {  // `withdraw`, `liquidate(target)`, `any`
  Name action;
  std::vector<Name> parameters;
};
struct RuleDecl {  // rule n: after A, B(x): E        after any except C: E
  Name name;
  std::vector<RuleTarget> targets;  // one named "any" for `any`
  std::vector<Name> except;
  ExprPtr condition;
};
struct CanDecl {  // can exit: forall t in Trader where C: withdraw(…) by t.party
  Name name;
  Name row;
  Name account;
  ExprPtr where;  // null where absent
  Name action;
  std::vector<Argument> arguments;
  ExprPtr caller;
};

/// lemma n(x: T, …) where C: E [by { let … assert … use … }]
struct LemmaDecl {
  Name name;
  std::vector<Parameter> parameters;
  ExprPtr where;  // null where absent
  ExprPtr claim;
  Block hints;
};

/// scan due: t in Trader where C        scan due by mark[BTC]: t in Trader where C
struct ScanDecl {
  Name name;
  std::optional<Name> by;  // "mark", "mark[BTC]" as written
  Name row;
  Name account;
  ExprPtr condition;
};

// ---- tests ----
struct GivenStep {  // given initial = 10%, matcher = exchange, mark = 2_000 USD/ETH
  std::vector<Argument> values;
};
struct CallStep {  // alice: deposit(100 USD)      alice: withdraw(1 USD) reverts Undermargined
  Name party;
  Name action;
  std::vector<Argument> arguments;
  std::optional<Name> error;
  std::optional<Name> error_argument;  // OutOfRange(size)
  bool succeeds = false;               // `for all` alone: it must succeed
  bool reverts = false;                // it must revert; which error is free where `error` is absent
  std::vector<Name> except;            // `for all` alone, action `any`: `a: any except deposit`
};
struct OracleStep {  // mark becomes 1_900 USD/ETH [succeeds | reverts [PriceStep]]
  Name oracle;
  ExprPtr value;
  std::optional<Name> error;
  std::optional<Name> error_argument;
  bool succeeds = false;
  bool reverts = false;
};
struct AdvanceStep {  // wait 60s
  ExprPtr duration;
};
struct ExpectStep {  // expect Trader[alice].quote == 90 USD
  ExprPtr condition;
};
struct LetStep {  // let equity_before = equity(Trader[alice])
  Name name;
  ExprPtr value;
};
struct UseStep {  // use rounding_favours_pool(a, b)      `for all` alone
  Name lemma;
  std::vector<Argument> arguments;
};
struct TestStep {
  Span span;
  std::variant<GivenStep, CallStep, OracleStep, AdvanceStep, ExpectStep, LetStep, UseStep> node;
};
struct TestDecl {
  std::string name;
  bool for_all = false;  // test "…" for all (a: party, x: USD) where C { … }
  std::vector<Parameter> variables;
  ExprPtr where;  // null where absent
  std::vector<TestStep> steps;
};
struct UseDecl {  // use std.margin   |   use margin   |   use std.market(ETH, USD) as eth
  std::vector<Name> path;
  std::vector<Name> arguments;
  std::optional<Name> alias;
};

struct Declaration {
  Span span;
  std::variant<UseDecl, AssetDecl, UnitDecl, EnumDecl, PhaseDecl, RoleDecl, ParamDecl, WhereDecl, OracleDecl, PotDecl,
               BalanceDecl, StateDecl, AccountDecl, RecordDecl, FnDecl, ActionDecl, BreakerDecl, AssumeDecl,
               InvariantDecl, RuleDecl, CanDecl, LemmaDecl, ScanDecl, TestDecl>
      node;
};

/// `Base: unit` in the head of a module: a name that stands for what each `use` gives.
struct ModuleParameter {
  Name name;
  std::string kind;  // "unit", "asset", "enum", "account", "role", "oracle"
};

/// A file is one contract (`contract X { … }`) or one module (`module x.y { … }`), with `use` lines before or inside.
struct Unit {
  bool module = false;
  Name name;  // dots included for a module
  std::vector<ModuleParameter> parameters;
  std::vector<Declaration> declarations;
  Span span;
};

}  // namespace surety::syntax
