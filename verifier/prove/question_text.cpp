// question_text.cpp -- see question_text.h.
#include "verifier/prove/question_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace surety::verify::strategy {

namespace {

using oblige::DutyKind;

/// The property as its author wrote it; of a `where` clause and a conservation law the name.
std::string property_text(const oblige::Theory& theory, const oblige::Duty& duty) {
  const std::string name = duty.id.substr(0, duty.id.rfind('/'));
  const auto& properties = theory.contract.properties;
  const auto place = std::ranges::find(properties, name, &core::Property::name);
  std::string text = place == properties.end() || place->text.empty() ? name : place->text;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string step_text(const oblige::Theory& theory, const oblige::Duty& duty) {
  if (duty.kind == DutyKind::lemma) return "for all values of its variables";
  if (duty.kind == DutyKind::scenario) return "in the course of the test, for all values of its variables";
  const core::Step& step = theory.contract[duty.step];
  std::string arguments;
  for (std::uint32_t i = 0; i < step.argument_count; ++i) arguments += (i == 0 ? "" : ", ") + step.locals[i].name;
  const std::string call = step.name + "(" + arguments + ")";
  if (duty.kind == DutyKind::can) return call + " must succeed";
  if (duty.kind == DutyKind::assertion) return "where it stands in " + call;
  return "after a success of " + call;
}

std::string unit_text(const core::Type& type) {
  if (type.sort != core::Sort::integer) return "";
  if (!type.constants.empty()) return fmt::format("one of {}, from 0", fmt::join(type.constants, ", "));
  if (type.dimension.empty()) return "";
  const std::string one =
      type.scale == 0 ? "1" : "0." + std::string(static_cast<std::size_t>(type.scale) - 1, '0') + "1";
  return fmt::format("counts {} {}", one, type.dimension);
}

void tell_units(const core::Contract& contract, const oblige::Duty& duty, std::vector<std::string>& lines) {
  const auto tell = [&](const std::string& name, const core::Type& type) {
    const std::string unit = unit_text(type);
    if (!unit.empty()) lines.push_back(fmt::format("    {:<24} {}", name, unit));
  };
  for (const core::Global& global : contract.globals) tell(global.name, global.type);
  for (const core::Table& table : contract.tables) {
    for (const core::Field& field : table.fields) tell(table.name + "[...]." + field.name, field.type);
  }
  // Those that the statements and functions inside bind are worked into the formulas.
  const bool closed = duty.kind == DutyKind::lemma || duty.kind == DutyKind::scenario;
  const auto tell_first = [&](const std::vector<core::Local>& locals, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) tell(locals[i].name, locals[i].type);
  };
  if (closed && duty.property)
    tell_first(contract[*duty.property].locals, contract[*duty.property].variable_count);
  else
    tell_first(contract[duty.step].locals, contract[duty.step].argument_count);
}

}  // namespace

std::vector<std::string> heading_of(const oblige::Theory& theory, const oblige::Duty& duty, const oblige::Path& path,
                                    const oblige::Goal& goal, unsigned number) {
  std::string rows;
  for (const auto& row : path.domain->rows()) rows += (rows.empty() ? "" : ", ") + row.name;
  std::vector<std::string> lines = {
      fmt::format("{}: {}, question {}", theory.contract.name, duty.id, number),
      "",
      "  property   " + property_text(theory, duty),
      "  asked      " + step_text(theory, duty),
      "  of         " + (goal.label.empty() ? std::string("its condition") : goal.label),
      "  rows       " + (rows.empty() ? std::string("none") : rows) +
          "; a row called `other` is any that the step does not name",
      "",
      "unsat: it holds here, whatever the values. sat: real numbers that break it; whole ones that do may or may not "
      "exist.",
      "Names without `!` are values before the step; what the step writes is put in their terms.",
      ""};
  tell_units(theory.contract, duty, lines);
  return lines;
}

std::string reason_for(const oblige::Theory& theory, const oblige::Hypothesis& hypothesis) {
  const auto named = [&](const auto& list) {
    return std::ranges::any_of(list, [&](const auto& one) { return one.name == hypothesis.name; });
  };
  if (named(theory.invariants)) {
    return hypothesis.role == oblige::Role::total ? "what `" + hypothesis.name + "` says of all other rows together"
                                                  : "`" + hypothesis.name + "` holds before";
  }
  if (named(theory.contract.assumptions)) return "assumed: `" + hypothesis.name + "`";
  if (hypothesis.name.starts_with("require ")) return "passed: " + hypothesis.name;
  return hypothesis.name;
}

}  // namespace surety::verify::strategy
