// tune_report.cpp -- see tune_report.h.
#include "cli/tune_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/verdicts.h"
#include "compiler/check/suggest.h"
#include "compiler/core/decimal.h"
#include "compiler/scenario/quantity.h"

namespace surety::cli {

namespace {

using core::GlobalId;
using core::Integer;
using nlohmann::ordered_json;
using verify::Verdict;
using verify::tune::Edge;
using verify::tune::Frontier;
using verify::tune::FrontierPoint;
using verify::tune::LinearClause;
using verify::tune::Widest;

std::string shown(const TuneQuestion& q, GlobalId parameter, const Integer& value) {
  return scenario::show(q.contract[parameter].type, value);
}

std::string words(Verdict verdict) {
  switch (verdict) {
    case Verdict::violated: return "a run breaks it";
    case Verdict::proved: return "proved";
    case Verdict::not_inductive: return "not inductive: no run was found";
    case Verdict::unknown:
    case Verdict::vacuous: break;
  }
  return "not decided";
}

std::string range_text(const TuneQuestion& q, const core::Range& range) {
  return fmt::format("{} .. {}", shown(q, q.settings.parameter, range.low), shown(q, q.settings.parameter, range.high));
}

std::string clauses_text(const TuneQuestion& q) {
  std::string text;
  for (const core::Span span : q.clauses) {
    text +=
        fmt::format("note: {} the `where` clause at {}\n", q.lifted ? "left out:" : "in force:", q.source.place(span));
  }
  if (!q.clauses.empty() && !q.lifted) text += "      --lift-where asks how far the property reaches without it\n";
  return text;
}

std::string edge_text(const TuneQuestion& q, std::string_view side, const Edge& edge) {
  if (edge.at_limit) return fmt::format("  {}: the end of the range that was searched\n", side);
  if (!edge.beyond || !edge.answer) return "";
  std::string text =
      fmt::format("  {}: at {}: {}\n", side, shown(q, q.settings.parameter, *edge.beyond), words(edge.answer->verdict));
  if (edge.answer->verdict == Verdict::proved) return text;
  return text + property_text(q.source, *edge.answer);
}

bool has_unit(const core::Type& type) { return !type.dimension.empty() && type.dimension != "ratio"; }

/// ` * 1 UNIT` of the other side's, where the sides measure different things.
std::string times_unit(const core::Type& own, const core::Type& other) {
  return own.dimension == other.dimension || !has_unit(other) ? "" : " * 1 " + other.dimension;
}

/// Counts of both parameters are compared, 10^-scale each: what the factor is to the quantities.
std::string factor_text(const Integer& factor, const core::Type& tuned, const core::Type& against) {
  const int finer = against.scale - tuned.scale;
  return finer >= 0 ? core::to_string(Integer(factor * core::power_of_ten(static_cast<unsigned>(finer))))
                    : core::to_decimal(factor, static_cast<unsigned>(-finer));
}

/// The clause as the author would write it: the tuned parameter on the left, both factors positive where they can be.
std::string clause_text(const TuneQuestion& q, const LinearClause& clause) {
  const core::Type& tuned = q.contract[clause.left].type;
  const core::Type& against = q.contract[clause.right].type;
  const bool upper = clause.left_factor > 0;
  const Integer left = abs(clause.left_factor);
  const Integer right = upper ? Integer(-clause.right_factor) : clause.right_factor;
  const Integer bound = upper ? clause.bound : Integer(-clause.bound);
  const auto product = [&](const std::string& factor, GlobalId parameter) {
    const std::string& name = q.contract[parameter].name;
    if (factor == "1") return name;
    if (factor == "-1") return "-" + name;
    return fmt::format("{} * {}", factor, name);
  };
  const std::string in_units = right == 0 ? "" : times_unit(tuned, against);
  const std::string text =
      fmt::format("where {}{} {} ", product(core::to_string(left), clause.left), in_units, upper ? "<=" : ">=");
  const std::string limit = shown(q, clause.left, abs(bound)) + in_units;
  if (right == 0) return text + (bound < 0 ? "-" : "") + limit;
  const std::string line = product(factor_text(right, tuned, against), clause.right) + times_unit(against, tuned);
  return bound == 0 ? text + line : text + fmt::format("{} {} {}", line, bound < 0 ? "-" : "+", limit);
}

ordered_json edge_json(const TuneQuestion& q, const Edge& edge) {
  ordered_json json = {{"at_limit", edge.at_limit}};
  if (edge.beyond) json["beyond"] = shown(q, q.settings.parameter, *edge.beyond);
  if (edge.answer) json["answer"] = property_json(q.source, *edge.answer);
  return json;
}

ordered_json widest_json(const TuneQuestion& q, const Widest& widest) {
  ordered_json json;
  json["proved"] = nullptr;
  if (widest.proved) {
    json["proved"] = {{"low", shown(q, q.settings.parameter, widest.proved->low)},
                      {"high", shown(q, q.settings.parameter, widest.proved->high)}};
  }
  json["low"] = edge_json(q, widest.low);
  json["high"] = edge_json(q, widest.high);
  return json;
}

ordered_json head_json(const TuneQuestion& q, unsigned proofs, bool stopped) {
  ordered_json json = {{"schema", "surety.tune/1"},
                       {"source", q.source.path().filename().string()},
                       {"contract", q.contract.name},
                       {"property", q.settings.property},
                       {"parameter", q.contract[q.settings.parameter].name},
                       {"within", range_text(q, q.settings.within)},
                       {"lifted_where", ordered_json::array()},
                       {"proofs", proofs},
                       {"complete", !stopped}};
  for (const core::Span span : q.clauses)
    if (q.lifted) json["lifted_where"].push_back(where(q.source.sources(), span));
  return json;
}

/// Digits and point alone.
std::string plain(const core::Type& type, const Integer& value) {
  core::Type bare = type;
  bare.dimension = "1";
  std::string text = scenario::show(bare, value);
  return text.substr(0, text.find(' '));
}

std::string_view beyond_word(const Edge& edge) {
  if (edge.at_limit) return "limit";
  return edge.answer ? verify::word(edge.answer->verdict) : "";
}

}  // namespace

std::string tune_text(const TuneQuestion& q, const Widest& widest) {
  const std::string& name = q.contract[q.settings.parameter].name;
  std::string text;
  if (widest.proved) {
    text = fmt::format("`{}` is proved for {} in {}\n", q.settings.property, name, range_text(q, *widest.proved));
    text += edge_text(q, "above", widest.high) + edge_text(q, "below", widest.low);
  } else {
    text = fmt::format("`{}` is proved for no value of {} that was tried in {}\n", q.settings.property, name,
                       range_text(q, q.settings.within));
    text += edge_text(q, "at the low end", widest.low);
  }
  return text + clauses_text(q) + fmt::format("\n{}\n", check::counted(widest.proofs, "proof"));
}

std::string tune_text(const TuneQuestion& q, const Frontier& frontier) {
  const GlobalId against = q.against.value_or(GlobalId{});
  const std::string& name = q.contract[q.settings.parameter].name;
  std::string text = fmt::format("`{}` is proved for\n", q.settings.property);
  for (const FrontierPoint& point : frontier.points) {
    text += fmt::format("  {} = {:<12} {} in ", q.contract[against].name, shown(q, against, point.against), name);
    if (!point.widest.proved) {
      text += "no value that was tried\n";
      continue;
    }
    text += range_text(q, *point.widest.proved);
    const auto beyond = [&](const Edge& edge) {
      if (edge.beyond && edge.answer)
        text += fmt::format("; {}: {}", shown(q, q.settings.parameter, *edge.beyond), words(edge.answer->verdict));
    };
    beyond(point.widest.high);
    beyond(point.widest.low);
    text += "\n";
  }
  if (frontier.clause) {
    text += fmt::format("\nthe ends lie on a line: {}\n{}\n", clause_text(q, *frontier.clause),
                        frontier.clause_proved ? "with that clause the property is proved for all values of both"
                                               : "with that clause the property was not proved for all values of both");
  }
  return text + clauses_text(q) + fmt::format("\n{}\n", check::counted(frontier.proofs, "proof"));
}

ordered_json tune_json(const TuneQuestion& q, const Widest& widest) {
  ordered_json json = head_json(q, widest.proofs, widest.stopped);
  json.update(widest_json(q, widest));
  return json;
}

ordered_json tune_json(const TuneQuestion& q, const Frontier& frontier) {
  ordered_json json = head_json(q, frontier.proofs, frontier.stopped);
  const GlobalId against = q.against.value_or(GlobalId{});
  json["against"] = q.contract[against].name;
  json["points"] = ordered_json::array();
  for (const FrontierPoint& point : frontier.points) {
    ordered_json one = {{"against", shown(q, against, point.against)}};
    one.update(widest_json(q, point.widest));
    json["points"].push_back(std::move(one));
  }
  json["clause"] = nullptr;
  if (frontier.clause)
    json["clause"] = {{"text", clause_text(q, *frontier.clause)}, {"proved", frontier.clause_proved}};
  return json;
}

std::string tune_csv(const TuneQuestion& q, const Frontier& frontier) {
  const GlobalId against = q.against.value_or(GlobalId{});
  const std::string& name = q.contract[q.settings.parameter].name;
  std::string text = fmt::format("{},{}_low,{}_high,below,above\n", q.contract[against].name, name, name);
  for (const FrontierPoint& point : frontier.points) {
    const core::Type& type = q.contract[q.settings.parameter].type;
    const auto& proved = point.widest.proved;
    text += fmt::format("{},{},{},{},{}\n", plain(q.contract[against].type, point.against),
                        proved ? plain(type, proved->low) : "", proved ? plain(type, proved->high) : "",
                        beyond_word(point.widest.low), beyond_word(point.widest.high));
  }
  return text;
}

}  // namespace surety::cli
