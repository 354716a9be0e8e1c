// deployment.h -- the deployment certificate: what an artifact was made of, what was proved of it, and on what that
// rests.
//
// It is not a proof. It says which proof there was, so that whoever has the source can do everything again and compare
// (`surety gate`). It is carried inside the artifact and written beside it, the same bytes in both places; it names
// no time and no path, so that the same source gives the same artifact anywhere. docs/gate.md describes the format.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/load.h"
#include "codegen/codegen.h"
#include "verifier/verdict/verdict.h"

namespace surety::cli {

constexpr std::string_view deployment_section = "surety.certificate";
constexpr std::string_view deployment_schema = "surety.deployment/1";

/// All that a certificate is made from.
struct Deployment {
  const Source& source;
  std::string target;
  std::string soname;  // of a shared object, else empty
  const codegen::Options& options;
  const verify::Report& proof;
  const codegen::Artifact& artifact;
  const std::vector<codegen::StepCost>& costs;  // by StepId
};

/// A text of a contract and the modules it uses, under a name that is the same everywhere.
struct SourceText {
  std::string name;  // "perp.surety"; a module's "std.math"
  std::string sha256;
};
std::vector<SourceText> source_texts(const Source& source);

/// The versions that verdicts and bits depend on.
nlohmann::ordered_json deployment_tools();

nlohmann::ordered_json deployment_json(const Deployment& deployment);

/// The artifact with its certificate in it, and the certificate's text.
struct Certified {
  std::string bytes;
  std::string certificate;
};
Certified certified(const Deployment& deployment);

}  // namespace surety::cli
