// build_types.cpp -- types, units and the numbers in them.
#include <algorithm>
#include <charconv>

#include "compiler/syntax/builder.h"

namespace surety::syntax {

using source::Message;
using source::report;

Name Builder::name(Grammar::NameContext* context) { return {context->start->getText(), text_.span(context)}; }

Name Builder::dotted(Grammar::DottedNameContext* context) {
  Name result = name(context->name(0));
  for (std::size_t i = 1; i < context->name().size(); ++i) result.text += "." + context->name(i)->start->getText();
  result.span = text_.span(context);
  return result;
}

Name Builder::indexed(Grammar::NameContext* context, Grammar::IndexContext* element) {
  Name result = name(context);
  const auto place = index(element);
  if (!place) return result;
  result.text += "[" + place->text + "]";
  result.span.end = text_.span(element).end;
  return result;
}

std::string Builder::digits(antlr4::Token* number) {
  std::string written = number->getText();
  if (written.find("__") != std::string::npos || written.ends_with("_") || written.find("_.") != std::string::npos) {
    report(sink_, Message::bad_number, text_.span(number), written, "an underscore stands between two digits");
  }
  std::erase(written, '_');
  return written;
}

int Builder::whole(antlr4::Token* number, int limit) {
  const std::string written = digits(number);
  if (written.find('.') != std::string::npos) {
    report(sink_, Message::bad_number, text_.span(number), written, "a whole number is needed here");
    return 0;
  }
  int value = 0;
  const auto [end, failure] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (failure == std::errc() && value <= limit) return value;
  report(sink_, Message::scale_too_fine, text_.span(number), written, limit);
  return limit;
}

int Builder::count(antlr4::Token* number) {
  if (number == nullptr) return 0;
  const std::string written = digits(number);
  int value = 0;
  const char* const last = written.data() + written.size();
  const auto [end, failure] = std::from_chars(written.data(), last, value);
  return failure == std::errc() && end == last ? value : 0;
}

int Builder::exponent(Grammar::ExponentContext* context) {
  if (context == nullptr) return 1;
  const int value = whole(context->NUMBER()->getSymbol(), 38);
  return context->MINUS() != nullptr ? -value : value;
}

UnitExpr Builder::unit_expression(Grammar::UnitExprContext* context) {
  UnitExpr result{{}, text_.span(context)};
  bool divided = false;
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* factor = as<Grammar::UnitFactorContext>(child)) {
      const int power = exponent(factor->exponent());
      if (factor->name() != nullptr) {
        result.factors.push_back({name(factor->name()), divided ? -power : power});
      } else if (factor->NUMBER()->getText() != "1") {
        report(sink_, Message::bad_number, text_.span(factor), factor->getText(),
               "a unit begins with a name or with `1/`");
      }
    } else {
      divided = child->getText() == "/";
    }
  }
  return result;
}

UnitExpr Builder::literal_unit(Grammar::LiteralUnitContext* context) {
  UnitExpr result{{}, text_.span(context)};
  if (context->PERCENT() != nullptr) {
    result.factors.push_back({name_of(context->start), 1});
    return result;
  }
  if (context->NUMBER() != nullptr && context->NUMBER()->getText() != "1") {
    report(sink_, Message::bad_number, text_.span(context), context->NUMBER()->getText(),
           "a unit begins with a name or with `1/`");
  }
  bool divided = false;
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* factor = as<Grammar::LiteralFactorContext>(child)) {
      const int power = exponent(factor->exponent());
      result.factors.push_back({name_of(factor->start), divided ? -power : power});
    } else {
      divided = child->getText() == "/";
    }
  }
  return result;
}

TypeExpr Builder::type(Grammar::TypeContext* context) {
  TypeExpr result;
  result.unit = unit_expression(context->unitExpr());
  if (context->LIST() != nullptr) result.most = count(context->most);
  if (context->fine != nullptr) result.scale = scale(context->fine);
  if (context->IN() != nullptr) {
    result.low = expression(context->expr(0));
    result.high = expression(context->expr(1));
  }
  result.span = text_.span(context);
  return result;
}

}  // namespace surety::syntax
