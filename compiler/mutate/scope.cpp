// scope.cpp -- names replaced by what they stand for.
#include "compiler/mutate/scope.h"

#include "compiler/mutate/children.h"
#include "compiler/mutate/mutant.h"

namespace surety::mutate {

namespace {

void collect(const syntax::Expr& expr, const Scope& scope, std::vector<Edit>& edits) {
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
    const auto place = scope.meaning.find(name->name.text);
    if (place != scope.meaning.end()) edits.push_back({name->name.span, place->second});
  }
  for_each_child(expr, [&](const syntax::Expr& child) { collect(child, scope, edits); });
}

}  // namespace

std::string expanded(std::string_view text, const syntax::Expr& expr, const Scope& scope) {
  std::vector<Edit> edits;
  collect(expr, scope, edits);
  for (Edit& edit : edits) {
    edit.span.begin -= expr.span.begin;
    edit.span.end -= expr.span.begin;
  }
  return edited(text.substr(expr.span.begin, expr.span.end - expr.span.begin), edits);
}

bool is_outside(const syntax::Expr& end) {
  const auto* name = std::get_if<syntax::NameExpr>(&end.node);
  return std::holds_alternative<syntax::CallExpr>(end.node) || (name && name->name.text == "caller");
}

}  // namespace surety::mutate
