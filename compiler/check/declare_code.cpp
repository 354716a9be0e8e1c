// declare_code.cpp -- the signatures of functions and actions, and the numbers of steps. See declarations.h.
#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/lists.h"
#include "compiler/check/types.h"

namespace surety::check {

namespace {

/// `number` in the signature of a function: a quantity of any dimension and scale, known at each call.
bool any_number(const syntax::TypeExpr& type) {
  return type.unit.factors.size() == 1 && type.unit.factors[0].name.text == "number" && !type.scale && !type.low;
}

}  // namespace

std::vector<ParameterSymbol> parameters(Context& c, const std::vector<syntax::Parameter>& given, Takes takes) {
  const bool rows = takes == Takes::rows;
  std::vector<ParameterSymbol> result;
  for (const syntax::Parameter& each : given) {
    const auto old = std::ranges::find(result, each.name.text, &ParameterSymbol::name);
    if (old != result.end())
      c.report(Message::duplicate_name, each.name.span, each.name.text)
          .label(old->span, "first declared here")
          .label(each.name.span, "declared again");
    if (rows && any_number(each.type)) {
      result.push_back({each.name.text, each.name.span, {}, {}, nullptr, true});
      continue;
    }
    const bool list = each.type.most && takes == Takes::lists;
    DeclaredType type = list ? list_type(c, each.type) : declared_type(c, each.type);
    if (type.row != nullptr && !rows) {
      c.report(Message::row_type, each.type.span, type.row->name)
          .help("take a `" + spelled(type.row->key_type) + "`: its row is `" + type.row->name + "[" + each.name.text +
                "]`");
      type.row = nullptr;
    }
    if (!rows) refuse_record(c, type, each.type.span);
    if (rows && type.has_range)
      c.report(Message::range_not_checked, each.type.span).help("state the range where the value is stored or enters");
    result.push_back({each.name.text, each.name.span, type.type, type.range, type.row, false});
  }
  return result;
}

void declare_variables(Environment& environment, const std::vector<ParameterSymbol>& variables) {
  for (const ParameterSymbol& each : variables) {
    const core::LocalId local = environment.fresh(each.name, each.type, each.span);
    environment.locals.back().range = each.range;
    environment.frames.back().push_back({each.name, each.span, LocalVariable{local, each.type}, true, false});
  }
}

void declare_functions(Context& c, const Declarations& all) {
  for_each<syntax::FnDecl>(all, [&](const syntax::FnDecl& node, const Declared& each) {
    if (!free_name(c, node.name)) return;
    FunctionSymbol& function = c.symbols.functions.emplace_back();
    function.decl = &node;
    function.name = node.name.text;
    function.parameters = parameters(c, node.parameters, Takes::rows);
    function.any_result = any_number(node.result);
    if (!function.any_result) function.result = value_type(c, node.result);
    function.imported = each.imported;
    c.symbols.name(node.name.text, &function);
  });
}

namespace {

/// A governed parameter `fee` makes the step `set_fee`, which rules and tests name.
void refuse_name_of_setter(Context& c, const Declarations& all, const syntax::Name& action) {
  for_each<syntax::ParamDecl>(all, [&](const syntax::ParamDecl& node, const Declared&) {
    if (!node.governor || action.text != "set_" + node.name.text) return;
    c.report(Message::duplicate_name, action.span, action.text)
        .label(node.name.span, "its governor changes it with the step `" + action.text + "`")
        .label(action.span, "declared again");
  });
}

}  // namespace

void declare_actions(Context& c, const Declarations& all) {
  for_each<syntax::ActionDecl>(all, [&](const syntax::ActionDecl& node, const Declared&) {
    const ActionSymbol* const old = c.symbols.action(node.name.text);
    if (old != nullptr || node.name.text == "advance" || node.name.text == "instantiate") {
      auto& report =
          c.report(old != nullptr ? Message::duplicate_name : Message::reserved_name, node.name.span, node.name.text);
      if (old != nullptr) report.label(old->span, "first declared here").label(node.name.span, "declared again");
      return;
    }
    refuse_name_of_setter(c, all, node.name);
    ActionSymbol& action = c.symbols.actions.emplace_back();
    action.decl = &node;
    action.name = node.name.text;
    action.span = node.name.span;
    action.parameters = parameters(c, node.parameters, Takes::lists);
    for (const ParameterSymbol& parameter : action.parameters)
      if (const auto span = c.symbols.declared(parameter.name))
        c.report(Message::duplicate_name, parameter.span, parameter.name)
            .label(*span, "first declared here")
            .label(parameter.span, "declared again");
    action.step = {static_cast<std::uint32_t>(c.symbols.actions.size())};  // step 0 is instantiation
  });
  const std::size_t first_update = c.symbols.actions.size() + 1;
  for (std::size_t i = 0; i < c.contract.oracles.size(); ++i)
    c.contract.oracles[i].update = {static_cast<std::uint32_t>(first_update + i)};
}

void declare_lemmas(Context& c, const Declarations& all) {
  for_each<syntax::LemmaDecl>(all, [&](const syntax::LemmaDecl& node, const Declared& each) {
    if (const LemmaSymbol* const old = c.symbols.lemma(node.name.text)) {
      c.report(Message::duplicate_name, node.name.span, node.name.text)
          .label(old->span, "first declared here")
          .label(node.name.span, "declared again");
      return;
    }
    LemmaSymbol& lemma = c.symbols.lemmas.emplace_back();
    lemma.decl = &node;
    lemma.name = node.name.text;
    lemma.span = node.name.span;
    lemma.declaration = each.declaration->span;
    lemma.parameters = parameters(c, node.parameters);
    lemma.property = {static_cast<std::uint32_t>(c.contract.properties.size())};
    Environment environment;
    declare_variables(environment, lemma.parameters);
    core::Property& property = c.contract.properties.emplace_back();
    property.name = lemma.name;
    property.kind = core::PropertyKind::lemma;
    property.locals = std::move(environment.locals);
    property.variable_count = static_cast<std::uint32_t>(property.locals.size());
    property.span = lemma.span;
    property.text = c.text(lemma.declaration);
  });
}

}  // namespace surety::check
