// verb_build.cpp -- `surety build`: the contract as machine code that others link and load.
#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/code_report.h"
#include "cli/compile_target.h"
#include "cli/cost_report.h"
#include "cli/deployment.h"
#include "cli/files.h"
#include "cli/grounds.h"
#include "cli/load.h"
#include "cli/proofs.h"
#include "cli/verb.h"
#include "codegen/bindings/bindings.h"
#include "codegen/codegen.h"
#include "codegen/cosmwasm/cosmwasm.h"

namespace surety::cli {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> all_targets = {"native", "object", "shared", "wasm", "cosmwasm", "js", "llvm-ir"};

struct Product {
  std::string target;
  fs::path path;
  std::string bytes;
};

/// `-o` names the file of a single target and is the stem of several; without it the contract's name is the stem.
class Names {
 public:
  Names(const Arguments& arguments, bool single)
      : given_(arguments.value("--output")), single_(single), stem_(fs::path(arguments.at("FILE")).stem()) {}
  [[nodiscard]] fs::path of(const std::string& extension) const {
    if (given_ && single_) return *given_;
    return beside(extension);
  }
  /// The same with another extension.
  [[nodiscard]] fs::path beside(const std::string& extension) const {
    if (given_ && single_) return fs::path(*given_).replace_extension(extension);
    return given_.value_or(stem_.string()) + extension;
  }

 private:
  std::optional<std::string> given_;
  bool single_;
  fs::path stem_;
};

std::string bytes_of(const std::vector<char>& data) { return {data.begin(), data.end()}; }

std::vector<std::string> chosen_targets(const Arguments& arguments) {
  std::vector<std::string> targets;
  for (std::string target : arguments.all("--target")) {
    if (target == "native") target = "object";  // the same file: an object for this machine
    if (std::ranges::find(targets, target) == targets.end()) targets.push_back(target);
  }
  if (targets.empty()) targets.emplace_back("object");
  return targets;
}

std::string extension_of(const std::string& target) {
  const std::map<std::string, std::string> extensions{{"object", ".o"},  {"shared", ".so"},
                                                      {"wasm", ".wasm"}, {"cosmwasm", ".cosmwasm.wasm"},
                                                      {"js", ".mjs"},    {"llvm-ir", ".ll"}};
  return extensions.at(target);
}

/// What is to be written. Two targets may share a file, such as the header; two different files may not share a name.
class Products {
 public:
  void add(const std::string& target, const fs::path& path, std::string bytes) {
    for (const Product& other : all_) {
      if (other.path != path) continue;
      if (other.target == target) return;
      throw UsageError(fmt::format("the {} and the {} would both be `{}`: choose another name with -o", other.target,
                                   target, path.string()));
    }
    all_.push_back({target, path, std::move(bytes)});
  }
  [[nodiscard]] const std::vector<Product>& all() const { return all_; }

 private:
  std::vector<Product> all_;
};

void add_headers(const core::Contract& contract, const codegen::Options& options, const Names& names,
                 Products& products) {
  const fs::path header = names.beside(".h");
  products.add("header", header, codegen::c_header(contract, options));
  products.add("c++", names.beside(".hpp"), codegen::cpp_header(contract, header.filename().string(), options));
}

/// What all targets of a build are made from. Each is compiled on a thread of its own.
struct Build {
  const Source& source;
  codegen::Options options;
  verify::Report proof;
  bool certify = true;
  codegen::Report report{};  // of the last target: the same for each
  std::map<std::string, std::shared_future<codegen::Artifact>> coming{};

  void begin(const std::string& target, const std::string& soname) {
    if (coming.contains(target)) return;
    coming[target] = std::async(std::launch::async, [this, target, soname] {
                       return compile_target(target, source.contract(), options, soname);
                     }).share();
  }
  const codegen::Artifact& compiled(const std::string& target) {
    const codegen::Artifact& artifact = coming.at(target).get();
    report = artifact.report;
    return artifact;
  }
  /// What steps cost is counted on the module, also where native code is asked for.
  const std::vector<codegen::StepCost>& costs() { return coming.at("wasm").get().costs; }
};

std::string soname_of(const std::string& target, const fs::path& path) {
  return target == "shared" ? path.filename().string() : "";
}

/// Of each code that targets ask for, and of the module where costs are told.
void begin_all(Build& build, const std::vector<std::string>& targets, const Names& names, bool costs) {
  for (const std::string& target : targets)
    build.begin(target == "js" ? "wasm" : target, soname_of(target, names.of(extension_of(target))));
  if (costs) build.begin("wasm", "");
}

/// Code, with its certificate in it and beside it.
void add_code(Build& build, const std::string& target, const fs::path& path, Products& products) {
  const codegen::Artifact& artifact = build.compiled(target);
  if (!build.certify) return products.add(target, path, bytes_of(artifact.bytes));
  Certified made =
      certified({build.source, target, soname_of(target, path), build.options, build.proof, artifact, build.costs()});
  products.add(target, path, std::move(made.bytes));
  products.add("proofs", path.string() + ".certificate.json", std::move(made.certificate));
}

void add_products(Build& build, const std::string& target, const Names& names, Products& products) {
  const core::Contract& contract = build.source.contract();
  const codegen::Options& options = build.options;
  const fs::path path = names.of(extension_of(target));
  if (target == "object") {
    add_code(build, target, path, products);
    add_headers(contract, options, names, products);
  } else if (target == "shared") {
    add_code(build, target, path, products);
    add_headers(contract, options, names, products);
  } else if (target == "wasm") {
    add_code(build, target, path, products);
  } else if (target == "cosmwasm") {
    add_code(build, target, path, products);
    products.add("schema", names.beside(".schema.json"), codegen::cosmwasm_schema(contract));
  } else if (target == "js") {
    const fs::path module = names.beside(".wasm");
    products.add(target, path, codegen::javascript_module(contract, module.filename().string(), options));
    products.add("types", names.beside(".d.mts"), codegen::typescript_types(contract, options));
    add_code(build, "wasm", module, products);
  } else {
    products.add(target, path, bytes_of(build.compiled(target).bytes));
  }
}

/// All of them, or none.
void write(const Source& source, const Products& products) {
  std::vector<NewFile> files;
  for (const Product& product : products.all()) {
    keep_inputs(product.path, "the " + product.target, "with -o", inputs_of(source));
    files.push_back({product.path, product.bytes});
  }
  write_files(files);
}

/// Is all proved that was to be? A note says what the certificate cannot.
Exit judge(const Arguments& arguments, Console& console, const verify::Report& proof) {
  const std::size_t proved = proof.count(verify::Verdict::proved);
  if (proved == proof.properties.size()) return Exit::ok;
  const bool asked = arguments.has("--prove");
  console.say("note",
              fmt::format("the certificate says that {} of {} properties are proved{}", proved, proof.properties.size(),
                          asked ? "" : "; `surety prove` or `surety build --prove` proves the others"));
  return asked ? Exit::no : Exit::ok;
}

Exit run(const Arguments& arguments, Console& console) {
  const std::vector<std::string> targets = chosen_targets(arguments);
  const Names names(arguments, targets.size() == 1);
  require_readable(arguments.at("FILE"));
  for (const std::string& target : targets) require_writable(names.of(extension_of(target)));
  const Source source(arguments.at("FILE"), console);
  Grounds grounds = grounds_of(source, arguments, console);
  Build build{source, std::move(grounds.options), std::move(grounds.proof), !arguments.has("--no-certificate")};
  build.options.host_processor = arguments.value("--cpu") == "host";
  Products products;
  const bool all_text = std::ranges::all_of(targets, [](const std::string& one) { return one == "llvm-ir"; });
  begin_all(build, targets, names, (build.certify && !all_text) || arguments.has("--cost"));
  try {
    for (const std::string& target : targets) add_products(build, target, names, products);
  } catch (const codegen::NotForCosmWasm& error) {
    throw ContentError(error.what());
  } catch (const codegen::CodegenError& error) {
    throw ToolError(error.what());
  }
  write(source, products);
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  std::string text;
  for (const Product& product : products.all()) {
    text += fmt::format("{:<9}{}, {} bytes\n", product.target, product.path.string(), product.bytes.size());
    files.push_back({{"target", product.target},
                     {"file", product.path.string()},
                     {"bytes", product.bytes.size()},
                     {"sha256", sha256(product.bytes)}});
  }
  nlohmann::ordered_json document{{"schema", "surety.build/1"},
                                  {"source", source.path().string()},
                                  {"contract", source.contract().name},
                                  {"files", std::move(files)}};
  if (arguments.has("--explain")) {
    text += code_report_text(source, build.report);
    document["steps"] = code_report_json(source, build.report);
  }
  if (arguments.has("--cost")) {
    text += cost_text(source.contract(), build.costs());
    document["cost"] = cost_json(source.contract(), build.costs());
  }
  if (!arguments.has("--json")) {
    console.print(text);
  } else {
    console.print_json(document);
  }
  const bool says = std::ranges::any_of(products.all(), [](const Product& one) { return one.target == "proofs"; });
  return says || arguments.has("--prove") ? judge(arguments, console, build.proof) : Exit::ok;
}

}  // namespace

Verb build_verb() {
  std::vector<OptionSpec> options = {
      {"--target", "NAME",
       "native (default), object, shared, wasm, cosmwasm, js or llvm-ir; may be given several times", true,
       all_targets},
      {"-o,--output", "PATH", "the file; with several targets, its name without extension"},
      {"--cpu",
       "NAME",
       "what an object may use: any (default), of the family of this machine, or host, what this machine has",
       false,
       {"any", "host"}},
      {"--no-facts", "", "make every check, also those that cannot fail"},
      {"--explain", "", "also print which checks each step makes and why, and which it need not make"},
      {"--prove", "", "prove every property first; exit 1 where one is not proved"},
      {"--no-certificate", "", "write the code alone"},
      {"--cost", "", "print how many WebAssembly instructions each step executes at most"}};
  append(options, effort_options());
  append(options, cache_options());
  options.push_back({"--json", "", "print the result as JSON (surety.build/1)"});
  return {"build",
          "compile for C, C++, JavaScript, CosmWasm chains and other hosts",
          "object (or native): NAME.o for this machine, with NAME.h for C and NAME.hpp for C++\n"
          "shared: NAME.so with the same headers\n"
          "wasm: NAME.wasm, a module without imports\n"
          "cosmwasm: NAME.cosmwasm.wasm, a contract for CosmWasm chains, with NAME.schema.json\n"
          "js: NAME.mjs for node and browsers, with NAME.wasm and NAME.d.mts for TypeScript\n"
          "llvm-ir: NAME.ll\n"
          "Code carries a certificate of what the last `surety prove` proved of its source, for `surety gate`;\n"
          "ARTIFACT.certificate.json is the same for reading.",
          "  surety build perp.surety --target native --target wasm -o build/perp\n"
          "  surety build perp.surety --target wasm --prove --cost\n",
          {{"FILE", "the contract", false}},
          std::move(options),
          run};
}

}  // namespace surety::cli
