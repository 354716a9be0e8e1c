// gate.cpp -- see gate.h: the origin of an artifact.
#include "cli/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/compile_target.h"
#include "cli/deployment.h"
#include "cli/files.h"
#include "cli/gate_policy.h"
#include "cli/proofs.h"
#include "cli/scans.h"
#include "cli/verb.h"
#include "cli/version.h"
#include "codegen/sections.h"

namespace surety::cli {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

const std::string section(deployment_section);

std::string text_at(const ordered_json& document, const std::string& key) {
  const auto found = document.find(key);
  return found != document.end() && found->is_string() ? found->get<std::string>() : "";
}

/// null where it is no JSON, or one nested deeper than any certificate: others brought it.
ordered_json parsed(const std::string& text) {
  constexpr int deepest = 16;
  bool too_deep = false;
  const auto look = [&](int depth, ordered_json::parse_event_t, ordered_json&) {
    too_deep = too_deep || depth > deepest;
    return !too_deep;
  };
  ordered_json document = ordered_json::parse(text, look, false);
  return too_deep || document.is_discarded() ? ordered_json() : document;
}

/// Is this what `surety build` writes, as far as the gate reads it before it compares?
bool is_certificate(const ordered_json& document) {
  if (!document.is_object() || text_at(document, "schema") != deployment_schema) return false;
  if (!carries_certificate(text_at(document, "target"))) return false;
  const auto sources = document.find("sources");
  if (sources == document.end() || !sources->is_array() || sources->empty()) return false;
  const auto named = [](const ordered_json& one) {
    return one.is_object() && !text_at(one, "name").empty() && !text_at(one, "sha256").empty();
  };
  const auto code = document.find("code");
  return std::ranges::all_of(*sources, named) && code != document.end() && code->is_object() &&
         code->contains("uses_facts") && code->at("uses_facts").is_boolean() && code->contains("invariants") &&
         code->at("invariants").is_array();
}

class Gate {
 public:
  Gate(const GateRequest& request, Console& console) : request_(request), console_(console) {}

  GateReport run() {
    if (!read_certificate()) return std::move(report_);
    report_.source = source_path();
    const Source source(report_.source, console_);
    request_.accept_source(source);
    if (!same_sources(source) || !same_tools()) return std::move(report_);
    make(source);
    return std::move(report_);
  }

 private:
  bool answer(const std::string& rule, bool ok, const std::string& reason) {
    report_.rules.push_back({rule, ok, reason});
    return ok;
  }

  /// Takes the artifact apart.
  bool read_certificate() {
    codegen::Carried carried;
    try {
      carried = codegen::without_text(request_.artifact_bytes, section);
    } catch (const codegen::ArtifactError& error) {
      return answer("artifact", false, error.what());
    }
    code_ = {carried.code.begin(), carried.code.end()};
    if (!carried.text)
      return answer("certificate", false,
                    "the artifact carries none: it was not written by `surety build`, or it was taken out");
    text_ = *carried.text;
    if (request_.certificate_beside && *request_.certificate_beside != text_)
      return answer("certificate", false,
                    fmt::format("`{}` is not the certificate in the artifact", request_.certificate_path.string()));
    certificate_ = parsed(text_);
    if (!is_certificate(certificate_))
      return answer("certificate", false, fmt::format("what the artifact carries is no {}", deployment_schema));
    return true;
  }

  /// --source, or the file that the certificate names, beside the artifact.
  [[nodiscard]] fs::path source_path() const {
    if (request_.source) return *request_.source;
    const fs::path name = fs::path(text_at(certificate_["sources"][0], "name")).filename();
    const fs::path beside = request_.artifact.parent_path() / name;
    std::error_code error;
    if (fs::exists(beside, error)) return beside;
    throw UsageError(fmt::format("the source `{}` is not beside the artifact; say where it is with --source",
                                 visible(name.string())));
  }

  bool same_sources(const Source& source) {
    const std::vector<SourceText> texts = source_texts(source);
    const ordered_json& named = certificate_["sources"];
    for (std::size_t i = 0; i < std::max(texts.size(), named.size()); ++i) {
      const std::string name = i < texts.size() ? texts[i].name : text_at(named[i], "name");
      if (i >= named.size()) return answer("source", false, fmt::format("the certificate does not know `{}`", name));
      if (i >= texts.size()) return answer("source", false, fmt::format("the source does not use `{}`", name));
      const bool main = i == 0;  // may have been given another name
      if ((main || text_at(named[i], "name") == name) && text_at(named[i], "sha256") == texts[i].sha256) continue;
      return answer(
          "source", false,
          fmt::format("`{}` is not the text that the artifact was made of: its SHA-256 is {}, {} was expected", name,
                      texts[i].sha256, text_at(named[i], "sha256")));
    }
    return answer("source", true,
                  fmt::format("{}, as the certificate says",
                              texts.size() == 1 ? "1 text" : fmt::format("{} texts", texts.size())));
  }

  bool same_tools() {
    const ordered_json here = deployment_tools();
    const auto there = certificate_.find("tools");
    if (there != certificate_.end() && *there == here) return answer("tools", true, here.dump());
    return answer("tools", false,
                  fmt::format("the artifact was made by {}, this is {}: the bits of different tools cannot be compared",
                              there == certificate_.end() ? "nothing named" : there->dump(), here.dump()));
  }

  /// The code may rest on fewer proofs than there are, if it was built before they were. Not on others.
  [[nodiscard]] bool was_used(const char* kind, const std::string& name) const {
    const ordered_json& named = certificate_["code"][kind];
    return std::ranges::find(named, ordered_json(name)) != named.end();
  }

  void make(const Source& source) {
    const verify::Report proof = verify::prove(source.contract(), request_.proof);
    const std::string target = text_at(certificate_, "target");
    const std::string soname = target == "shared" ? text_at(certificate_, "soname") : "";
    codegen::Options options;
    options.facts = certificate_["code"]["uses_facts"].get<bool>();
    options.proved = verify::unconditional(source.contract(), proof);
    std::erase_if(options.proved,
                  [&](core::PropertyId id) { return !was_used("invariants", source.contract()[id].name); });
    options.thresholds = proved_thresholds(source.contract(), proof, console_);
    std::erase_if(options.thresholds,
                  [&](core::ScanId id) { return !was_used("thresholds", source.contract()[id].name); });
    options.host_processor = text_at(certificate_["code"], "cpu") == "host";
    const codegen::Artifact artifact = compile_target(target, source.contract(), options, soname);
    const auto costs = costs_of(artifact, source.contract(), options);
    compare({source, target, soname, options, proof, artifact, costs});
    for (GateRule& rule : judge(request_.policy, {source, proof, costs}, request_.proof))
      report_.rules.push_back(std::move(rule));
  }

  void compare(const Deployment& deployment) {
    const std::string name = report_.source.filename().string();
    const codegen::Carried made = codegen::without_text(deployment.artifact.bytes, section);
    if (!std::ranges::equal(made.code, code_))
      answer("artifact", false, fmt::format("compiled again from `{}`, the code is not that of the artifact", name));
    else if (!std::ranges::equal(codegen::with_text(deployment.artifact.bytes, section, text_),
                                 request_.artifact_bytes))
      answer("artifact", false,
             fmt::format("compiled again from `{}`, the code is that of the artifact, and other bytes of the file are "
                         "not what `surety build` writes: symbols, relocations, sections or bytes were added or moved",
                         name));
    else
      answer("artifact", true, fmt::format("compiled again from `{}`: every bit is the same", name));
    ordered_json expected = deployment_json(deployment);
    if (request_.source) expected["sources"][0]["name"] = certificate_["sources"][0]["name"];
    const auto difference = certificate_difference(certificate_, expected);
    const bool same_text = !difference && text_ == expected.dump() + "\n";
    answer("certificate", same_text,
           same_text ? "made again from the source: it says the same"
                     : difference.value_or("it is not written as `surety build` writes it"));
  }

  const GateRequest& request_;
  Console& console_;
  std::string code_;
  std::string text_;
  ordered_json certificate_;
  GateReport report_;
};

std::string shown(const ordered_json& value) {
  constexpr std::size_t longest = 80;
  const std::string text = value.dump();
  return text.size() <= longest ? text : text.substr(0, longest) + "…";
}

/// The first verdict that is not the same.
std::optional<std::string> verdict_difference(const ordered_json& found, const ordered_json& made) {
  for (std::size_t i = 0; i < std::min(found.size(), made.size()); ++i) {
    const std::string name = text_at(made[i], "name");
    if (text_at(found[i], "name") != name) return fmt::format("it lists other properties than the source has");
    const std::string said = text_at(found[i], "verdict");
    const std::string is = text_at(made[i], "verdict");
    if (said != is) return fmt::format("it says that `{}` is {}; proved again, it is {}", name, said, is);
    if (found[i] != made[i]) return fmt::format("it names other obligations of `{}` than there are", name);
  }
  return "it lists other properties than the source has";
}

bool lacks_functions(const ordered_json& assumptions) {
  return assumptions.is_array() && std::ranges::any_of(assumptions, [](const ordered_json& one) {
           return one.is_object() && !one.contains("functions");
         });
}

}  // namespace

bool GateReport::accepted() const { return std::ranges::all_of(rules, &GateRule::ok); }

std::optional<std::string> certificate_difference(const ordered_json& found, const ordered_json& made) {
  for (const auto& [key, value] : made.items()) {
    const auto said = found.find(key);
    if (said == found.end()) return fmt::format("it does not say `{}`", key);
    if (*said == value) continue;
    if (key == "properties" && said->is_array()) return verdict_difference(*said, value);
    if (key == "assumptions" && lacks_functions(*said))
      return "its `assumptions` do not say which functions they name, as those of older builds do not: build it again";
    return fmt::format("its `{}` is {}, and {} was made here", key, shown(*said), shown(value));
  }
  for (const auto& [key, value] : found.items()) {
    if (!made.contains(key)) return fmt::format("it says `{}`, which no certificate says", key);
  }
  return std::nullopt;
}

GateReport examine(const GateRequest& request, Console& console) { return Gate(request, console).run(); }

}  // namespace surety::cli
