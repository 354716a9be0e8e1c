// story.cpp -- see story.h.
#include "verifier/trace/story.h"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/read/interpreter.h"
#include "compiler/scenario/quantity.h"
#include "compiler/scenario/scenario.h"
#include "verifier/trace/beyond.h"
#include "verifier/trace/explain.h"
#include "verifier/trace/promise.h"
#include "verifier/trace/runner.h"

namespace surety::verify::trace {

namespace {

constexpr std::size_t most_changes = 8;  // cells named per call

/// "alice.quote 0 USD -> 100 USD" for every cell that differs, rows first.
std::vector<std::string> changes(const core::Contract& contract, const core::Trace& trace, const core::State& before,
                                 const core::State& after) {
  std::vector<std::string> result;
  const auto add = [&](const std::string& name, const core::Type& type, const Integer& from, const Integer& to) {
    if (from == to) return;
    result.push_back(name + " " + scenario::show(type, from, trace.parties) + " -> " +
                     scenario::show(type, to, trace.parties));
  };
  for (std::size_t t = 0; t < after.tables.size(); ++t) {
    const core::Table& table = contract.tables[t];
    for (const auto& [party, row] : after.tables[t]) {
      const auto old = before.tables[t].find(party);
      for (std::size_t f = 0; f < row.size(); ++f) {
        const Integer from = old == before.tables[t].end() ? Integer(0) : old->second[f];
        add(table.name + "[" + trace.parties[party] + "]." + table.fields[f].name, table.fields[f].type, from, row[f]);
      }
    }
  }
  for (std::size_t i = 0; i < after.globals.size(); ++i) {
    const core::Global& cell = contract.globals[i];
    const bool told = cell.kind != core::GlobalKind::oracle_time && cell.kind != core::GlobalKind::clock &&
                      cell.kind != core::GlobalKind::oracle_value;
    if (told) add(cell.name, cell.type, before.globals[i], after.globals[i]);
  }
  return result;
}

std::string joined(std::vector<std::string> parts) {
  if (parts.empty()) return "";
  std::string line = "  [";
  for (std::size_t i = 0; i < parts.size() && i < most_changes; ++i) line += (i ? ", " : "") + parts[i];
  return line + (parts.size() > most_changes ? ", …]" : "]");
}

std::string no_call(const core::Contract& contract, const core::Trace& trace, const Unaskable& none) {
  const std::string who = none.party < trace.parties.size() ? trace.parties[none.party] : "one who did nothing";
  return "  for " + who + " the arguments of " + contract[none.step].name + " are undefined: " + contract[none.error];
}

/// What is broken, and why.
std::vector<std::string> verdict(const core::Contract& contract, const core::Property& property,
                                 const core::Trace& trace, const core::State& before, const core::State& after,
                                 bool was_refused) {
  std::vector<std::string> lines{property.name + " is broken" + (property.text.empty() ? "" : ": " + property.text)};
  const bool refused = property.kind == core::PropertyKind::can || property.kind == core::PropertyKind::assertion;
  if (property.kind == core::PropertyKind::can && !was_refused) {
    const auto parties = static_cast<core::PartyIndex>(trace.parties.size());
    if (const auto none = unaskable(contract, property, after, parties))
      lines.push_back(no_call(contract, trace, *none));
  }
  if (refused || trace.calls.empty()) return lines;
  const Call& last = trace.calls.back();
  std::vector<std::string> reasons;
  if (property.kind == core::PropertyKind::rule) {
    for (const core::PropertyCase& one : property.cases) {
      if (one.step != last.step || !reasons.empty()) continue;
      reasons = explain(contract, one.condition, trace, after, &before, contract[last.step].locals, last.arguments);
    }
  } else {
    reasons = explain(contract, property.condition, trace, after, nullptr, {}, {});
  }
  for (const std::string& reason : reasons) lines.push_back("  " + reason);
  return lines;
}

}  // namespace

std::vector<std::string> name_parties(const core::Contract& contract, const std::vector<core::Call>& calls,
                                      std::uint32_t count) {
  static const std::vector<std::string> people{"alice", "bob", "carol", "dave"};
  std::vector<std::string> names(count);
  std::vector<bool> acts(count, false);
  for (const Call& call : calls) {
    const core::Step& step = contract[call.step];
    const std::vector<std::uint32_t> beyond = beyond_lists(contract, call);
    for (std::uint32_t i = 0; i < call.arguments.size(); ++i) {
      if (step.locals[i].type.sort != core::Sort::party || is_nobody(step, i)) continue;
      if (std::ranges::binary_search(beyond, i)) continue;
      const std::size_t party = call.arguments[i].get_ui();
      if (call.step.index == 0 && names[party].empty()) names[party] = step.locals[i].name;
      if (call.step.index != 0 && !(i == 0 && role_of_caller(contract, call.step))) acts[party] = true;
    }
  }
  std::size_t next = 0;
  for (std::size_t party = 0; party < count; ++party) {
    if (!names[party].empty() && !acts[party]) continue;
    names[party] = next < people.size() ? people[next] : "party" + std::to_string(next);
    ++next;
  }
  return names;
}

namespace {

/// One line for each call of the run; `before` and `after` are the states around the last one, `start` the state before
/// call `from`.
struct Told {
  std::vector<std::string> lines;
  core::State before;
  core::State after;
  core::State start;
  bool refused = false;  // the last call
};

Told tell_calls(const core::Contract& contract, const core::Trace& trace, std::size_t from) {
  Told told;
  auto& [lines, before, after, start, refused] = told;
  const auto engine = read::make_interpreter(contract);
  before = after = start = engine->state();
  for (const Call& call : trace.calls) {
    if (&call - trace.calls.data() == static_cast<std::ptrdiff_t>(from)) start = after;
    const core::Outcome outcome = engine->execute(call.step, call.arguments);
    before = std::exchange(after, engine->state());
    std::string line = scenario::describe(contract, trace, call);
    refused = outcome.error.has_value();
    if (refused) {
      line += "  is refused: " + contract[*outcome.error];
    } else if (call.step.index != 0) {
      line += joined(changes(contract, trace, before, after));
    }
    lines.push_back(std::move(line));
  }
  if (from >= trace.calls.size()) start = after;
  return told;
}

/// Why the step of the play where it ended is not as it should be.
std::vector<std::string> reasons_of(const core::Contract& contract, const core::Property& property,
                                    const core::Trace& trace, const core::State& start, const Play& played) {
  if (property.kind == core::PropertyKind::lemma)
    return explain(contract, property.condition, trace, start, nullptr, property.locals, played.values);
  const auto* expect = std::get_if<core::ScenarioExpect>(&property.scenario.at(played.position).node);
  if (!expect) return {};
  return explain(contract, expect->condition, trace, played.state, &start, property.locals, played.values);
}

}  // namespace

std::vector<std::string> tell_posed(const core::Contract& contract, core::PropertyId id, const Counterexample& example,
                                    const Play& played) {
  const core::Property& property = contract[id];
  Told told = tell_calls(contract, example.trace, example.scenario_from.value_or(0));
  std::vector<std::string>& lines = told.lines;
  lines.push_back(property.name + " is broken" + (property.text.empty() ? "" : ": " + property.text));
  std::string values;
  for (const auto& [name, value] : example.values) {
    values += values.empty() ? "  with " : ", ";
    values += name;
    values += " = ";
    values += value;
  }
  if (!values.empty()) lines.push_back(values);
  if (!played.what.empty()) lines.push_back("  " + played.what);
  for (const std::string& reason : reasons_of(contract, property, example.trace, told.start, played))
    lines.push_back("  " + reason);
  return lines;
}

std::vector<std::string> tell(const core::Contract& contract, core::PropertyId property, const core::Trace& trace) {
  auto [lines, before, after, start, refused] = tell_calls(contract, trace, 0);
  for (std::string& line : verdict(contract, contract[property], trace, before, after, refused))
    lines.push_back(std::move(line));
  return lines;
}

}  // namespace surety::verify::trace
