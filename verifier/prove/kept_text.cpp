// kept_text.cpp -- see kept_text.h.
#include "verifier/prove/kept_text.h"

#include <nlohmann/json.hpp>

namespace surety::verify::strategy {

using nlohmann::json;

json as_json(const ObligationResult& obligation) {
  json obstacles = json::array();
  for (const Obstacle& one : obligation.obstacles) {
    obstacles.push_back({{"term", one.term},
                         {"file", one.span.file.index},
                         {"begin", one.span.begin},
                         {"end", one.span.end},
                         {"advice", one.advice}});
  }
  return {{"id", obligation.id},
          {"verdict", word(obligation.verdict)},
          {"sha256", obligation.sha256},
          {"rung", obligation.rung},
          {"uses", obligation.uses},
          {"requires", obligation.requires_needed},
          {"reason", obligation.reason},
          {"goals", obligation.goals},
          {"obstacles", std::move(obstacles)}};
}

ObligationResult read_obligation(const json& text) {
  ObligationResult result;
  result.id = text.at("id");
  result.verdict = verdict_named(text.at("verdict").get<std::string>()).value_or(Verdict::unknown);
  result.sha256 = text.at("sha256");
  result.rung = text.at("rung");
  result.uses = text.at("uses").get<std::vector<std::string>>();
  result.reason = text.at("reason");
  result.goals = text.at("goals");
  result.requires_needed = text.at("requires").get<std::vector<std::string>>();
  for (const json& one : text.at("obstacles")) {
    const core::Span span{{one.at("file")}, one.at("begin"), one.at("end")};
    result.obstacles.push_back({one.at("term"), span, one.at("advice")});
  }
  result.cached = true;
  return result;
}

}  // namespace surety::verify::strategy
