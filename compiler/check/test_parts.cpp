// test_parts.cpp -- see test_parts.h.
#include "compiler/check/test_parts.h"

#include <algorithm>
#include <iterator>

#include "compiler/check/properties.h"
#include "compiler/check/suggest.h"

namespace surety::check {

std::optional<CallTarget> call_target(Context& c, const syntax::Name& name) {
  const auto id = core::find_step(c.contract, name.text);
  const ActionSymbol* const action = c.symbols.action(name.text);
  const bool sets = id && c.contract[*id].kind == core::StepKind::set_parameter;
  if (!id || (action == nullptr && !sets)) {
    auto& report = c.report(Message::unknown_action, name.span, name.text);
    help_with_action(report, c.symbols, name.text);
    return std::nullopt;
  }
  CallTarget target{*id, {}, {}};
  if (sets) {
    target.names.emplace_back("value");
    for (const Cell& cell : c.symbols.cells)
      if ("set_" + cell.name == name.text) target.types.push_back(cell.type);
  } else {
    for (const ParameterSymbol& parameter : action->parameters) {
      target.names.push_back(parameter.name);
      target.types.push_back(parameter.type);
    }
  }
  return target;
}

namespace {

void unknown_error(Context& c, const syntax::Name& name, const std::optional<syntax::Name>& argument) {
  const std::string full = argument ? name.text + "(" + argument->text + ")" : name.text;
  auto& report = c.report(Message::unknown_error, name.span, full);
  const auto& all = c.contract.errors;
  std::vector<std::string> arguments;
  for (const std::string& each : all)
    if (each.starts_with(name.text + "("))
      arguments.push_back(each.substr(name.text.size() + 1, each.size() - name.text.size() - 2));
  if (!arguments.empty()) {
    // The error is named, so what it is about may be further off.
    const auto guess = argument ? closest(argument->text, arguments, argument->text.size() * 2 / 3) : std::nullopt;
    report.help(guess ? "did you mean `" + name.text + "(" + *guess + ")`?" : listed_arguments(name.text, arguments));
    return;
  }
  if (const auto guess = closest(full, all)) {
    report.help("did you mean `" + *guess + "`?");
    return;
  }
  const auto own = all.begin() + static_cast<std::ptrdiff_t>(core::BuiltinError::count_);
  std::vector<std::string> named;
  std::copy_if(own, all.end(), std::back_inserter(named), [](const std::string& each) { return !each.ends_with(')'); });
  if (!named.empty()) report.help(help_with_names(full, "error", named) + ", besides those of every contract");
  report.help("every contract has " + listed({all.begin(), own}));
}

}  // namespace

std::optional<core::ErrorId> error_named(Context& c, const syntax::Name& name,
                                         const std::optional<syntax::Name>& argument) {
  const std::string full = argument ? name.text + "(" + argument->text + ")" : name.text;
  std::optional<core::ErrorId> by_suffix;
  int of_that_name = 0;
  for (std::uint32_t i = 0; i < c.contract.errors.size(); ++i) {
    const std::string& each = c.contract.errors[i];
    if (each == full) return core::ErrorId{i};
    if (!each.starts_with(name.text + "(")) continue;
    ++of_that_name;
    if (!argument || each.ends_with("." + argument->text + ")")) by_suffix = core::ErrorId{i};
  }
  if (by_suffix && (argument || of_that_name == 1)) return by_suffix;
  unknown_error(c, name, argument);
  return std::nullopt;
}

Span head_of_test(const syntax::Declaration& declaration) {
  constexpr std::uint32_t word = 4;  // "test"
  const Span all_of_it = declaration.span;
  return {all_of_it.file, all_of_it.begin, std::min(all_of_it.end, all_of_it.begin + word)};
}

}  // namespace surety::check
