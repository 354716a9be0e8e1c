// The C header and the object, used as a C programmer would: compiled with cc, linked, and run.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "codegen/codegen.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
namespace fs = std::filesystem;

namespace {

constexpr const char* program = R"c(
static Margin_Trader_row rows[4];
static Margin_globals globals;
static Margin_effect effects[Margin_max_effects];
int main(void) {
  Margin_context context = {.globals = &globals, .effects = effects, .capacity = 4, .Trader = rows};
  const Margin_instantiate_arguments begin = {.fee = 100, .keeper = 1, .mark = 20000000};
  if (Margin_instantiate(&context, &begin) != Margin_ok) return 1;
  const Margin_deposit_arguments deposit = {.caller = 2, .amount = 5000000};
  if (Margin_deposit(&context, &deposit) != Margin_ok) return 2;
  if (rows[2].quote != 5000000 || globals.vault_USD != 5000000) return 3;
  if (context.effect_count != 1 || effects[0].party != 2 || effects[0].amount != 5000000) return 4;
  const Margin_withdraw_arguments withdraw = {.caller = 2, .amount = 5000000};
  if (Margin_withdraw(&context, &withdraw) != Margin_error_InsufficientFunds) return 5;
  if (context.effect_count != 0 || rows[2].quote != 5000000) return 6;
  const Margin_deposit_arguments stranger = {.caller = 4, .amount = 1};
  if (Margin_deposit(&context, &stranger) != Margin_grow) return 7;
  Margin_record records[4] = {{.deposit = {Margin_call(Margin_step_deposit, 1), 7}},
                              {.withdraw = {Margin_call(Margin_step_withdraw, 1), 8}},
                              {.cells = {Margin_call(999, 1)}},
                              {.deposit = {Margin_call(Margin_step_deposit, 4), 1}}};
  int32_t statuses[4] = {9, 9, 9, 9};
  if (Margin_batch(&context, records, 4, statuses, Margin_max_effects - 1) != 0) return 9;
  uint32_t done = 0;
  while (done < 3) done += Margin_batch(&context, records + done, 3 - done, statuses + done, Margin_max_effects);
  if (statuses[0] != Margin_ok || statuses[1] <= 0 || statuses[2] != Margin_unknown_step) return 10;
  if (rows[1].quote != 7) return 11;
  if (Margin_batch(&context, records + 3, 1, statuses + 3, Margin_max_effects) != 0 || statuses[3] != Margin_grow) return 12;
  if (Margin_scale_Trader_size != 8 || Margin_asset_USD != 0) return 8;
  return 0;
}
)c";

/// A directory of this test's own, removed with it.
struct Workshop {
  Workshop() {
    std::string pattern = (fs::temp_directory_path() / "surety-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    path = pattern;
  }
  ~Workshop() { fs::remove_all(path); }
  void write(const char* name, std::string_view bytes) const {
    std::ofstream(path / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] int run(const std::string& command) const {
    const int status = std::system(("cd '" + path.string() + "' && " + command).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
  }
  fs::path path;
};

}  // namespace

TEST_CASE("C11 calls the object through the header") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const Workshop workshop;
  const std::vector<char> object = codegen::native_object(contract).bytes;
  workshop.write("Margin.h", codegen::c_header(contract));
  workshop.write("margin.o", {object.data(), object.size()});
  workshop.write("main.c", program);
  REQUIRE(workshop.run("cc -std=c11 -Wall -Wextra -Wpedantic -Werror -include Margin.h main.c margin.o -o main") == 0);
  CHECK(workshop.run("./main") == 0);
  CHECK(workshop.run("test -z \"$(nm --undefined-only margin.o)\"") == 0);
}

TEST_CASE("C++ reads the header as well") {
  const Workshop workshop;
  workshop.write("Margin.h", codegen::c_header(samples::contract_of(samples::margin)));
  CHECK(workshop.run(
            "c++ -std=c++20 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ -include Margin.h /dev/null") == 0);
}
