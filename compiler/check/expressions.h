// expressions.h -- expressions of the language to core: names, units, exactness, inlining.
//
// One class, several files by construct: expressions.cpp (dispatch, names), operators.cpp (arithmetic and comparison),
// conversions.cpp (fitting a value to a type, rounding), places.cpp (rows, members, arrays), calls.cpp (built-ins and
// inlining), lets.cpp, records.cpp, lists.cpp, quantifiers.cpp and folds.cpp. A part that is wrong is reported once and
// becomes a value of the error type, which everything above accepts in silence.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/environment.h"
#include "compiler/check/nodes.h"

namespace surety::check {

/// A storage place as an expression names it. For an array with an index that is only known at run time `choices` has
/// one place per constant and `index` says which; otherwise `choices` has one.
struct PlaceUse {
  const Cell* cell = nullptr;
  std::vector<core::Place> choices;
  std::vector<std::string> names;  // as OutOfRange names them
  std::optional<Value> index;
};

/// "`sum`", for messages.
std::string_view quantifier_spelling(syntax::QuantifierKind kind);

/// How a value meets the type that is asked of it: `declared` lets a bare number take the type's unit.
enum class Adapt : std::uint8_t { strict, declared };

/// A phase that nobody declared: reported, with those that are.
void unknown_phase(Context& context, const syntax::Name& name);

class Expressions {
 public:
  Expressions(Context& context, Environment& environment)
      : c_(context), env_(environment), nodes_(context.contract, environment.origin) {}

  Value value(const syntax::Expr& expr);
  /// A bool; anything else is reported. `what` is what needs it: "`require`", "the condition of `if`".
  Value condition(const syntax::Expr& expr, std::string_view what);
  /// A value of exactly `target`, rescaled where that is exact. `what` is what asks for it: "`amount`".
  Value value_as(const syntax::Expr& expr, const ValueType& target, std::string_view what, Adapt adapt = Adapt::strict);
  /// A value of any type that is no part of another.
  Value value_alone(const syntax::Expr& expr);
  Value fit(const Value& value, const ValueType& target, std::string_view what, Adapt adapt = Adapt::strict);
  std::optional<Row> row(const syntax::Expr& expr);
  /// Is this expression a row (without checking it)?
  [[nodiscard]] bool denotes_row(const syntax::Expr& expr);
  /// The storage place an expression names; reported where it names none.
  std::optional<PlaceUse> place(const syntax::Expr& expr);
  Value read(const PlaceUse& place, Span span);
  /// Every constant of an array as its own place, in order. Requires `cell.index`, or a plain cell.
  PlaceUse whole(const Cell& cell, std::optional<core::ExprId> key) const;
  /// `function(arguments)` as places in the order of `names`; nullopt where names or number do not fit.
  std::optional<std::vector<const syntax::Expr*>> arguments(const std::string& callee,
                                                            const std::vector<std::string>& names,
                                                            const std::vector<syntax::Argument>& given, Span call);
  /// A name that stands for nothing: reported, with the closest one known.
  source::Diagnostic& unknown_name(const syntax::Name& name);
  /// `function(arguments)`, written out.
  Value inlined(const FunctionSymbol& function, const std::vector<syntax::Argument>& arguments, Span call);
  /// A local name: complains where it is already taken here.
  Binding& bind(const syntax::Name& name, std::variant<LocalVariable, Row, Value> what, bool declared_here = false);

  /// Warns about `let` and `ref` names from `depth` on that nobody used, and forgets them.
  void leave(std::size_t depth);

  Nodes& nodes() { return nodes_; }
  Environment& environment() { return env_; }

  static Value wrong(Span span) { return {{}, {}, span}; }

  /// A local and what it holds: on the way to a Bind around what uses it, or a Let before it.
  struct Bound {
    core::LocalId local;
    core::ExprId value;
  };
  /// What a `let` names. What must be evaluated for it is added to `bound`.
  std::variant<LocalVariable, Row, Value> named(const syntax::Binding& binding, std::vector<Bound>& bound);
  std::variant<LocalVariable, Row, Value> kept(const Value& value, const std::string& name, Span span,
                                               std::vector<Bound>& bound);
  /// A parameter of which nothing is known: locals that nobody binds.
  std::variant<LocalVariable, Row, Value> unknown_of(const ParameterSymbol& parameter);
  /// Does the name stand for something that was wrong, and reported?
  [[nodiscard]] bool poisoned(const syntax::Name& name);
  /// The list that a name stands for; null where it is none.
  const Value* list_named(const syntax::Name& name);
  /// An argument of an action as the values that it is passed as: of a list several.
  std::vector<Value> passed(const syntax::Expr& expr, const ValueType& type, std::string_view what);
  /// Does the value read nothing of the contract's state?
  [[nodiscard]] bool closed(const Value& value) const;

 private:
  Value dispatch(const syntax::Expr&, const syntax::NumberLiteral&);
  Value dispatch(const syntax::Expr&, const syntax::BoolLiteral&);
  Value dispatch(const syntax::Expr&, const syntax::NameExpr&);
  Value dispatch(const syntax::Expr&, const syntax::MemberExpr&);
  Value dispatch(const syntax::Expr&, const syntax::IndexExpr&);
  Value dispatch(const syntax::Expr&, const syntax::CallExpr&);
  Value dispatch(const syntax::Expr&, const syntax::UnaryExpr&);
  Value dispatch(const syntax::Expr&, const syntax::BinaryExpr&);
  Value dispatch(const syntax::Expr&, const syntax::ConvertExpr&);
  Value dispatch(const syntax::Expr&, const syntax::IfExpr&);
  Value dispatch(const syntax::Expr&, const syntax::LetExpr&);
  Value dispatch(const syntax::Expr&, const syntax::QuantifiedExpr&);

  // lists
  Value dispatch(const syntax::Expr&, const syntax::ListExpr&);
  Value list_as_value(const syntax::Name& name);
  /// `parts.length`; nullopt where the object is no list.
  std::optional<Value> list_member(const syntax::Expr& expr, const syntax::MemberExpr& node);

  // folds over an enum or a list
  /// What the variable of a fold stands for in turn; the guard says when there is such an element of a list.
  struct Choice {
    Value value;
    std::optional<Value> guard;
  };
  std::vector<Choice> choices(const Enumeration& enumeration, Span span);
  std::vector<Choice> choices(const Value& list, Span span);
  const Enumeration* folded_enumeration(const syntax::Name& name);
  Value fold(const syntax::Expr& expr, const syntax::QuantifiedExpr& node, const std::vector<Choice>& choices);
  using Use = std::function<void(const std::optional<Value>& guard)>;
  /// Binds the variables to the choices, in order, the last variable fastest. Reports what is too large.
  void for_each_choice(const std::vector<Choice>& choices, std::vector<const syntax::Name*> variables,
                       const std::optional<Value>& guard, const Use& use);
  Value fold_term(const syntax::Expr& expr, const syntax::QuantifiedExpr& node, const std::optional<Value>& guard);
  Value folded(const syntax::Expr& expr, syntax::QuantifierKind kind, Value total, Value term);

  // names for values
  Value around(const std::vector<Bound>& bound, Value body, Span span);

  // names
  std::optional<Value> local_name(const syntax::Name& name);
  std::optional<Value> word(const syntax::Name& name);
  Value global_name(const syntax::Name& name, const ValueSymbol& symbol);
  std::optional<Value> constant_name(const syntax::Name& name);
  Value enumeration_constant(const Enumeration& enumeration, const std::string& constant, Span span);
  const Enumeration* enumeration_named(const syntax::Expr& expr);
  const FeedSymbol* feed_of(const syntax::Expr& expr);
  const BreakerSymbol* breaker_named(const syntax::Expr& expr);
  Value caller(Span span);

  // records
  Value made(const Record& record, const syntax::CallExpr& call, Span span);
  bool may_be_record(const syntax::Expr& expr);
  /// `f(x).fee`; nullopt where the object is no record and does not look like one.
  std::optional<Value> record_member(const syntax::Expr& expr, const syntax::MemberExpr& node);

  // operators
  Value arithmetic(const syntax::Expr& expr, const syntax::BinaryExpr& node, core::Operation operation);
  Value product(const syntax::Expr& expr, const syntax::BinaryExpr& node);
  Value comparison(const syntax::Expr& expr, const syntax::BinaryExpr& node);
  Value rows_compared(const syntax::Expr& expr, const syntax::BinaryExpr& node);
  Value equality(const syntax::Expr& expr, const syntax::BinaryExpr& node, Value left, Value right);
  Value logical(const syntax::Expr& expr, const syntax::BinaryExpr& node);
  /// Both at the finer scale of one dimension, or false and a report. `doing` as in "cannot add".
  bool align(Value& left, Value& right, std::string_view doing, Span where);
  bool unify(Value& left, Value& right, std::string_view doing, Span where);
  bool numbers(const Value& left, const Value& right, std::string_view spelling, Span where);
  void mixed(const Value& left, const Value& right, std::string_view doing, Span where);
  /// The type in the reader's words; of a literal without a scale, which it has not chosen.
  [[nodiscard]] std::string described(const Value& value) const;
  void unknown_account(const syntax::Name& name);
  bool nobody_declared(const syntax::Name& name);
  /// In a test every unknown name is a party: say so where that is the trouble.
  void help_with_stranger(source::Diagnostic& diagnostic, const Value& value);
  void unknown_function(const syntax::CallExpr& call);
  [[nodiscard]] std::string help_with_word(const std::string& word) const;
  [[nodiscard]] std::string help_without_caller(bool row);
  // What is written otherwise elsewhere: true where it was, and is reported.
  bool written_otherwise(const std::string& digits, const syntax::UnitExpr& unit);
  bool unit_with_spaces(const syntax::BinaryExpr& node);
  bool date_written(const syntax::Expr& expr, const syntax::BinaryExpr& node);
  void label_call(source::Diagnostic& diagnostic);
  void help_with_quotient(source::Diagnostic& diagnostic, const Value& from, const ValueType& to);
  void help_with_price(source::Diagnostic& diagnostic, const Value& from, const Dimension& to);

  // conversions
  /// An expression and the type that its place asks of it: helps name that type.
  struct Asked {
    const syntax::Expr* expr = nullptr;
    ValueType type;
  };
  /// `dimension` is the quotient's, where it is known.
  void quotient_not_closed(const syntax::Expr& expr, const Asked& asked, const std::optional<Dimension>& dimension);
  Value rounding_missing(const syntax::ConvertExpr& node, std::string_view others, Span span);
  void misfit(const Value& value, const ValueType& target, std::string_view what);
  std::optional<Value> name_of_row(const Value& value, const ValueType& target);
  bool adopt(Value& value, const Dimension& dimension, Adapt adapt);
  Value quotient(const Value& numerator, const Value& denominator, const ValueType& target, core::Operation rounding,
                 Span span);
  Value root(const syntax::CallExpr& call, const syntax::ConvertExpr& node, const ValueType& target, Span span);
  std::optional<Value> closed_quotient(const syntax::ConvertExpr& node, const ValueType& target, Span span);

  // places
  std::optional<PlaceUse> named_place(const syntax::Expr& expr, const syntax::Name& name);
  std::optional<PlaceUse> member_place(const syntax::Expr& expr, const syntax::MemberExpr& node);
  std::optional<PlaceUse> indexed_place(const syntax::Expr& expr, const syntax::IndexExpr& node);
  std::optional<PlaceUse> base_place(const syntax::Expr& object);
  std::optional<PlaceUse> element_of(PlaceUse array, const syntax::IndexExpr& node);
  std::optional<PlaceUse> source_of(const PlaceUse& sources, const syntax::IndexExpr& node);
  const Cell* oracle_time_of(const syntax::Expr& object);
  std::optional<PlaceUse> settled(std::optional<PlaceUse> place, Span span);
  std::optional<Row> my_row(Span span);
  std::optional<Row> local_row(const syntax::Name& name);
  const TableSymbol* table_named(const syntax::Expr& expr);
  /// The table of the row that is named, without checking it; null where it names none.
  const TableSymbol* table_of_row(const syntax::Expr& expr);
  const TableSymbol* only_account() const;
  bool names_key(const syntax::MemberExpr& node);
  Value read_one(const Cell& cell, const core::Place& place, Span span);
  Value as_before(core::GlobalId global, const ValueType& type, Span span);
  Value guarded(const Value& value, core::GlobalId oracle);
  Value guarded(const Value& value, const FeedSymbol& feed);
  Value not_older(const Value& value, core::GlobalId time, const Integer& heartbeat);
  void row_as_value(const syntax::Expr& expr, const TableSymbol& table);

  // calls
  std::optional<Value> builtin(const syntax::Expr& expr, const syntax::CallExpr& call);
  Value extreme(const syntax::Expr& expr, const syntax::CallExpr& call, core::Operation operation);
  Value magnitude(const syntax::Expr& expr, const syntax::CallExpr& call, core::Operation operation);
  Value clamp(const syntax::Expr& expr, const syntax::CallExpr& call);
  Value before(const syntax::Expr& expr, const syntax::CallExpr& call);
  const UnitSymbol* asset_argument(const syntax::Expr& expr, const syntax::CallExpr& call);
  Value supply(const syntax::Expr& expr, const syntax::CallExpr& call);
  Value vault(const syntax::Expr& expr, const syntax::CallExpr& call);
  [[nodiscard]] std::string text_of(const std::vector<syntax::Argument>& given) const;
  std::vector<Value> values(const syntax::CallExpr& call, std::size_t count, Span span);
  Value argument_value(const syntax::Expr& expr, const ParameterSymbol& parameter);
  bool may_call(const FunctionSymbol& function, Span call);
  bool properties_only(std::string_view what, Span span);
  /// False, with a report, in a lemma: `what` is part of the contract's state.
  bool state_at_hand(std::string_view what, Span span);

  Context& c_;
  Environment& env_;
  Nodes nodes_;
  Asked asked_;  // what value_as asked last
};

}  // namespace surety::check
