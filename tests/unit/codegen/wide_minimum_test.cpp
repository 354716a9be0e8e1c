// Minima of wide products with constants: the interpreter is right about them, and compiled code must be too.
#include <string>

#include "codegen/codegen.h"
#include "compiler/check/compile.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/wasm_engine.h"
#include "tests/catch.h"

using namespace surety;

namespace {

constexpr const char* products = R"(
contract Products {
    state negative : ratio @ 0 in -10 .. -1 = -1
    state either : ratio @ 0 in -10 .. 10 = 0
    action least(x: ratio @ 0, y: ratio @ 0) { negative = max(min(x * y, -1), -10) }
    action middle(x: ratio @ 0, y: ratio @ 0) { either = max(min(x * y, 0), -10) }
    action most(x: ratio @ 0, y: ratio @ 0) { either = min(max(x * y, -1), 10) }
}
)";

core::Contract contract_of_products() {
  check::Compiled compiled = check::compile_text("products.surety", products, {});
  REQUIRE(compiled.contract.has_value());
  return std::move(*compiled.contract);
}

void agrees(core::Engine& interpreter, core::Engine& engine, const core::Contract& contract) {
  const std::vector<core::Integer> instantiation(contract.steps[0].argument_count, 0);
  for (core::Engine* one : {&interpreter, &engine}) REQUIRE_FALSE(one->execute({0}, instantiation).error);
  const core::Integer word = core::power_of_two(64);
  const core::Integer most = core::power_of_two(127) - 1;
  for (const char* step : {"least", "middle", "most"}) {
    for (const core::Integer& x : {core::Integer(-most), core::Integer(-word), core::Integer(-3), core::Integer(-1),
                                   core::Integer(0), core::Integer(1), word, most}) {
      for (const core::Integer& y :
           {core::Integer(-1), core::Integer(0), core::Integer(1), core::Integer(7), word, most}) {
        const std::vector<core::Integer> arguments{0, x, y};
        INFO(engine.name() << ": " << step << " of " << core::to_string(x) << " and " << core::to_string(y));
        const core::StepId id = *core::find_step(contract, step);
        CHECK(engine.execute(id, arguments).error == interpreter.execute(id, arguments).error);
        CHECK(engine.state() == interpreter.state());
      }
    }
  }
}

}  // namespace

TEST_CASE("the minimum of a wide product and -1 is what it is") {
  const core::Contract contract = contract_of_products();
  for (const bool facts : {true, false}) {
    codegen::Options options;
    options.facts = facts;
    const auto interpreter = read::make_interpreter(contract);
    const auto native = codegen::make_native_engine(contract, options);
    agrees(*interpreter, *native, contract);
    const auto wasm = runtime::make_wasm_engine(contract, codegen::wasm_module(contract, options).bytes);
    const auto again = read::make_interpreter(contract);
    agrees(*again, *wasm, contract);
  }
}
