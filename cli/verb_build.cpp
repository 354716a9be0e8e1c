// verb_build.cpp -- `surety build`: the contract as machine code that others link and load.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/load.h"
#include "cli/verb.h"
#include "codegen/codegen.h"
#include "codegen/cosmwasm/cosmwasm.h"

namespace surety::cli {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> all_targets = {"native", "object", "wasm", "cosmwasm", "llvm-ir"};

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
  if (target == "object") return ".o";
  if (target == "cosmwasm") return ".cosmwasm.wasm";
  return target == "wasm" ? ".wasm" : ".ll";
}

void add_products(const core::Contract& contract, const std::string& target, const Names& names,
                  std::vector<Product>& products) {
  const fs::path path = names.of(extension_of(target));
  if (target == "object") {
    const fs::path header = names.beside(".h");
    if (header == path) throw UsageError("the object file cannot be called .h; its header is");
    products.push_back({target, path, bytes_of(codegen::native_object(contract).bytes)});
    products.push_back({"header", header, codegen::c_header(contract)});
  } else if (target == "wasm") {
    products.push_back({target, path, bytes_of(codegen::wasm_module(contract).bytes)});
  } else if (target == "cosmwasm") {
    products.push_back({target, path, bytes_of(codegen::cosmwasm_module(contract).bytes)});
    products.push_back({"schema", names.beside(".schema.json"), codegen::cosmwasm_schema(contract)});
  } else {
    products.push_back({target, path, bytes_of(codegen::llvm_ir(contract).bytes)});
  }
}

Exit run(const Arguments& arguments, Console& console) {
  const std::vector<std::string> targets = chosen_targets(arguments);
  const Names names(arguments, targets.size() == 1);
  require_readable(arguments.at("FILE"));
  for (const std::string& target : targets) require_writable(names.of(extension_of(target)));
  const Source source(arguments.at("FILE"), console);
  std::vector<Product> products;
  try {
    for (const std::string& target : targets) add_products(source.contract(), target, names, products);
  } catch (const codegen::NotForCosmWasm& error) {
    throw ContentError(error.what());
  } catch (const codegen::CodegenError& error) {
    throw ToolError(error.what());
  }
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  std::string text;
  for (const Product& product : products) {
    write_file(product.path, product.bytes);
    text += fmt::format("{:<9}{}, {} bytes\n", product.target, product.path.string(), product.bytes.size());
    files.push_back({{"target", product.target},
                     {"file", product.path.string()},
                     {"bytes", product.bytes.size()},
                     {"sha256", sha256(product.bytes)}});
  }
  if (!arguments.has("--json")) {
    console.print(text);
  } else {
    console.print_json(nlohmann::ordered_json{{"schema", "surety.build/1"},
                                              {"source", source.path().string()},
                                              {"contract", source.contract().name},
                                              {"files", std::move(files)}});
  }
  return Exit::ok;
}

}  // namespace

Verb build_verb() {
  return {"build",
          "compile to an object file with a C header, to WebAssembly, for CosmWasm chains, or to LLVM IR",
          "`native` and `object` are the same: NAME.o for this machine, with NAME.h. `cosmwasm` is NAME.cosmwasm.wasm "
          "with\n"
          "NAME.schema.json.",
          "  surety build perp.surety --target native --target wasm -o build/perp\n",
          {{"FILE", "the contract", false}},
          {{"--target", "NAME", "native (default), object, wasm, cosmwasm or llvm-ir; may be given several times", true,
            all_targets},
           {"-o,--output", "PATH", "the file; with several targets, its name without extension"},
           {"--json", "", "print the result as JSON (surety.build/1)"}},
          run};
}

}  // namespace surety::cli
