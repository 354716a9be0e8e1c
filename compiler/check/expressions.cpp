// expressions.cpp -- dispatch, literals and names. See expressions.h.
#include "compiler/check/expressions.h"

#include "compiler/check/literals.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"
#include "compiler/core/semantics.h"
#include "compiler/syntax/numerals.h"

namespace surety::check {

using syntax::Expr;
using syntax::Name;

namespace {
constexpr std::size_t most_nodes = 400'000;
constexpr unsigned deepest_expression = 1'200;  // a chain of a thousand operators, called from another
constexpr std::size_t most_digits = 256;
}  // namespace

Value Expressions::value(const Expr& expr) {
  if (c_.contract.exprs.size() > most_nodes || c_.written.largest(c_.contract) > most_nodes) {
    if (!c_.reported_size) c_.report(Message::contract_too_large, expr.span, most_nodes);
    c_.reported_size = true;
    return wrong(expr.span);
  }
  if (env_.depth >= deepest_expression) {
    if (!c_.reported_size) c_.report(Message::nested_too_deep, expr.span, deepest_expression);
    c_.reported_size = true;
    return wrong(expr.span);
  }
  ++env_.depth;
  Value result = std::visit([&](const auto& node) { return dispatch(expr, node); }, expr.node);
  --env_.depth;
  result.span = expr.span;
  return result;
}

Value Expressions::condition(const Expr& expr, std::string_view what) {
  Value result = value(expr);
  if (result.ok() && result.type.kind != Kind::boolean) {
    auto& report = c_.report(Message::not_a_condition, expr.span, what, described(result));
    report.label(expr.span, described(result));
    if (result.type.is_number()) report.help("compare it with something, as in `" + c_.text(expr.span) + " != 0`");
    if (result.type.kind == Kind::party)
      report.help("compare it with a party, as in `" + c_.text(expr.span) + " == caller`");
    return wrong(expr.span);
  }
  return result;
}

Value Expressions::dispatch(const Expr& expr, const syntax::NumberLiteral& node) {
  if (node.digits.size() > most_digits) {
    c_.report(Message::number_too_large, expr.span, largest_scale);
    return wrong(expr.span);
  }
  Decimal number = read_decimal(node.digits);
  Dimension dimension;
  bool bare = true;
  if (node.unit) {
    bare = false;
    const auto& factors = node.unit->factors;
    const Suffix* const suffix =
        factors.size() == 1 && factors[0].exponent == 1 ? find_suffix(factors[0].name.text) : nullptr;
    if (suffix != nullptr) {
      number = scaled(std::move(number), suffix->exponent, suffix->factor);
      if (suffix->duration) dimension = Dimension::of("s");
    } else if (const auto found =
                   written_otherwise(node.digits, *node.unit) ? std::nullopt : dimension_of(c_, *node.unit)) {
      dimension = *found;
    } else {
      return wrong(expr.span);
    }
  }
  if (number.scale > largest_scale || !core::intermediate_range().contains(number.value)) {
    c_.report(Message::number_too_large, expr.span, largest_scale);
    return wrong(expr.span);
  }
  Value result = nodes_.literal(ValueType::number(dimension, number.scale), number.value, expr.span);
  result.bare = bare;
  return result;
}

/// `1 day`, `2e-3`: reported, with what is written here.
bool Expressions::written_otherwise(const std::string& digits, const syntax::UnitExpr& unit) {
  if (unit.factors.size() != 1 || unit.factors[0].exponent != 1) return false;
  const Name& word = unit.factors[0].name;
  if (c_.symbols.unit(word.text) != nullptr) return false;
  const std::string duration = syntax::as_duration(digits, word.text);
  const bool power = word.text == "e" || word.text == "E";  // of `2e-3`
  if (duration.empty() && !power) return false;
  auto& report = c_.report(Message::unknown_unit, word.span, word.text).label(word.span, "not declared");
  if (power) {
    report.help("numbers have no exponents: write all the digits, as in `0.001` for `1e-3`");
    return true;
  }
  report.help("a length of time is written with `s`, `m`, `h` or `d` right after the number: `" + duration + "`");
  if (word.text.starts_with("month") || word.text.starts_with("year"))
    report.help("months and years differ in length, so say how many days");
  return true;
}

Value Expressions::dispatch(const Expr& expr, const syntax::BoolLiteral& node) {
  return nodes_.boolean(node.value, expr.span);
}

Value Expressions::dispatch(const Expr& expr, const syntax::NameExpr& node) {
  const Name& name = node.name;
  if (auto found = local_name(name)) return *found;
  if (auto found = word(name)) return *found;
  if (const ValueSymbol* symbol = c_.symbols.value(name.text)) return global_name(name, *symbol);
  if (auto found = constant_name(name)) return *found;
  if (env_.parties != nullptr)
    return nodes_.literal(ValueType::party(), party_index(*env_.parties, name.text), expr.span);
  unknown_name(name);
  return wrong(expr.span);
}

std::optional<Value> Expressions::local_name(const Name& name) {
  Binding* const binding = env_.find(name.text);
  if (binding == nullptr) return std::nullopt;
  binding->used = true;
  return std::visit(core::overloaded{[&](const LocalVariable& variable) {
                                       if (!variable.type.ok()) return wrong(name.span);
                                       return nodes_.local(variable.local, variable.type, name.span);
                                     },
                                     [&](const Value& constant) {
                                       return constant.type.kind == Kind::list ? list_as_value(name) : constant;
                                     },
                                     [&](const Row& row) {
                                       if (row.table != nullptr)
                                         c_.report(Message::row_as_value, name.span, name.text, row.table->name)
                                             .label(name.span, "a row of `" + row.table->name + "`")
                                             .help("name one of its members: " + listed(row.table->members()));
                                       return wrong(name.span);
                                     }},
                    binding->what);
}

std::optional<Value> Expressions::word(const Name& name) {
  if (name.text == "caller") return caller(name.span);
  if (name.text == "now") {
    if (env_.mode == Mode::constant) {
      c_.report(Message::not_constant, name.span, name.text)
          .label(name.span, "the clock, known only when the contract runs");
      return wrong(name.span);
    }
    return read(whole(*c_.symbols.clock, std::nullopt), name.span);
  }
  if (name.text == "phase" && c_.symbols.phase != nullptr && env_.mode != Mode::constant)
    return read(whole(*c_.symbols.phase, std::nullopt), name.span);
  if (name.text == "my") {
    if (const auto row = my_row(name.span))
      c_.report(Message::row_as_value, name.span, name.text, row->table->name)
          .label(name.span, "a row of `" + row->table->name + "`")
          .help("name one of its members: " + listed(row->table->members()));
    return wrong(name.span);
  }
  return std::nullopt;
}

Value Expressions::caller(Span span) {
  if (env_.has_caller) return nodes_.local({0}, ValueType::party(), span);
  if (!state_at_hand("who calls", span)) return wrong(span);
  auto& report = c_.report(Message::no_caller, span);
  if (!env_.calls.empty()) report.label(c_.contract.origins[env_.origin.index].call, "called here");
  report.help(help_without_caller(c_.text(span) == "my"));
  return wrong(span);
}

Value Expressions::global_name(const Name& name, const ValueSymbol& symbol) {
  return std::visit(
      core::overloaded{[&](const Cell* cell) {
                         if (env_.mode == Mode::constant) {
                           c_.report(Message::not_constant, name.span, name.text)
                               .label(name.span, cell->article + ", known only when the contract runs");
                           return wrong(name.span);
                         }
                         cell->used = true;
                         if (env_.mode == Mode::constraint && cell->kind != core::GlobalKind::parameter) {
                           c_.report(Message::where_needs_params, name.span, name.text).label(name.span, cell->article);
                           return wrong(name.span);
                         }
                         const auto place = settled(whole(*cell, std::nullopt), name.span);
                         return place ? read(*place, name.span) : wrong(name.span);
                       },
                       [&](const FunctionSymbol* function) { return inlined(*function, {}, name.span); },
                       [&](const TableSymbol* table) {
                         c_.report(Message::not_a_value, name.span, name.text, "an account")
                             .help("a row of it is `" + table->name + "[party]`");
                         return wrong(name.span);
                       },
                       [&](const Record* record) {
                         c_.report(Message::not_a_value, name.span, name.text, "a record")
                             .help("one is made by `" + record->name + "(" + record->names().front() + ": ..." + ")`");
                         return wrong(name.span);
                       },
                       [&](const BreakerSymbol* breaker) {
                         c_.report(Message::not_a_value, name.span, name.text, "a breaker")
                             .help("`" + breaker->name + ".halted` says whether its actions rest");
                         return wrong(name.span);
                       },
                       [&](const Enumeration* enumeration) {
                         c_.report(Message::not_a_value, name.span, name.text, "an enum")
                             .help("its constants are " + listed(enumeration->constants));
                         return wrong(name.span);
                       }},
      symbol);
}

std::optional<Value> Expressions::constant_name(const Name& name) {
  const auto found = c_.symbols.enumerations_with(name.text);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1) {
    c_.report(Message::ambiguous_constant, name.span, name.text, found[0]->name, found[1]->name)
        .help("write `" + found[0]->name + "." + name.text + "` or `" + found[1]->name + "." + name.text + "`");
    return wrong(name.span);
  }
  return enumeration_constant(*found[0], name.text, name.span);
}

Value Expressions::enumeration_constant(const Enumeration& enumeration, const std::string& constant, Span span) {
  for (std::size_t i = 0; i < enumeration.constants.size(); ++i)
    if (enumeration.constants[i] == constant)
      return nodes_.literal(ValueType::of(enumeration), Integer(static_cast<unsigned long>(i)), span);
  auto& report = c_.report(Message::unknown_member, span, enumeration.name, constant);
  report.help("the constants of `" + enumeration.name + "` are " + listed(enumeration.constants));
  return wrong(span);
}

Binding& Expressions::bind(const Name& name, std::variant<LocalVariable, Row, Value> what, bool declared_here) {
  if (const Binding* old = env_.find(name.text)) {
    c_.report(Message::duplicate_name, name.span, name.text)
        .label(old->span, "first declared here")
        .label(name.span, "declared again");
  } else if (const auto span = c_.symbols.declared(name.text); span && declared_here) {
    c_.report(Message::duplicate_name, name.span, name.text)
        .label(*span, "first declared here")
        .label(name.span, "declared again");
  }
  return env_.frames.back().emplace_back(Binding{name.text, name.span, std::move(what), declared_here, false});
}

}  // namespace surety::check
