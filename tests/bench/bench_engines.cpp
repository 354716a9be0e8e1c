// bench_engines -- what a compiled contract costs: examples/linear_perp as an object file, called through its C header,
// against the same contract written by hand in C++ (hand_written_perp.h), over the same transactions. Both must accept
// the same transactions and end in the same state. Also: how long compiling takes, for both targets.
//
//   bench_engines [--json] [CONTRACT]
//
// The build puts the generated header in front of this file.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>

#include "codegen/codegen.h"
#include "compiler/check/compile.h"
#include "tests/bench/hand_written_perp.h"
#include "tests/bench/perp_workload.h"

namespace surety::bench {
namespace {

constexpr std::size_t transactions = 300'000;
constexpr int rounds = 7;
constexpr HandWrittenPerp::Parameters parameters{1000, 500, 100, 5000, 5, 400, 20, 0};

/// CPU time of this thread: other programs on the machine do not count.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median_seconds(const std::function<void()>& prepare, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    prepare();
    const double begin = seconds();
    work();
    times.push_back(seconds() - begin);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

class CompiledPerp {
 public:
  CompiledPerp() : rows_(traders) {
    std::memset(&globals_, 0, sizeof globals_);
    context_ = {&globals_, effects_, 0, traders, rows_.data()};
    const LinearPerp_instantiate_arguments begin{0,
                                                 parameters.initial,
                                                 parameters.maintenance,
                                                 parameters.penalty,
                                                 parameters.keeper_share,
                                                 parameters.trading_fee,
                                                 parameters.max_step,
                                                 parameters.max_funding,
                                                 parameters.matcher,
                                                 first_mark,
                                                 0};
    if (LinearPerp_instantiate(&context_, &begin) != LinearPerp_ok) throw std::runtime_error("instantiation failed");
  }

  bool run(const Transaction& t) { return status(t) == LinearPerp_ok; }
  [[nodiscard]] bool same_as(const HandWrittenPerp& hand) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Trader& trader = hand.traders()[i];
      if (rows_[i].quote != trader.quote || rows_[i].size != trader.size || rows_[i].entry_index != trader.entry_index)
        return false;
    }
    return globals_.insurance == hand.insurance() && globals_.funding_pool == hand.funding_pool() &&
           globals_.vault_USD == hand.vault();
  }

 private:
  int status(const Transaction& t) {
    switch (t.kind) {
      case Kind::deposit: return call(LinearPerp_deposit, LinearPerp_deposit_arguments{t.a, t.x});
      case Kind::withdraw: return call(LinearPerp_withdraw, LinearPerp_withdraw_arguments{t.a, t.x});
      case Kind::trade: return call(LinearPerp_trade, LinearPerp_trade_arguments{0, t.a, t.b, t.x, t.y});
      case Kind::liquidate: return call(LinearPerp_liquidate, LinearPerp_liquidate_arguments{t.a, t.b, t.x});
      case Kind::accrue_funding: return call(LinearPerp_accrue_funding, LinearPerp_accrue_funding_arguments{0, t.x});
      case Kind::update_mark: return call(LinearPerp_mark_update, LinearPerp_mark_update_arguments{0, t.x});
      case Kind::advance: return call(LinearPerp_advance, LinearPerp_advance_arguments{0, t.x});
    }
    return LinearPerp_error_Rejected;
  }
  template <class Arguments>
  int call(int (*step)(LinearPerp_context*, const Arguments*), const Arguments& arguments) {
    return step(&context_, &arguments);
  }

  LinearPerp_globals globals_;
  LinearPerp_effect effects_[LinearPerp_max_effects];
  std::vector<LinearPerp_Trader_row> rows_;
  LinearPerp_context context_;
};

bool run(HandWrittenPerp& perp, const Transaction& t) {
  switch (t.kind) {
    case Kind::deposit: return perp.deposit(t.a, t.x);
    case Kind::withdraw: return perp.withdraw(t.a, t.x);
    case Kind::trade: return perp.trade(0, t.a, t.b, t.x, t.y);
    case Kind::liquidate: return perp.liquidate(t.a, t.b, t.x);
    case Kind::accrue_funding: return perp.accrue_funding(0, t.x);
    case Kind::update_mark: return perp.update_mark(t.x);
    case Kind::advance: return perp.advance(t.x);
  }
  return false;
}

nlohmann::json transactions_report() {
  const std::vector<Transaction> stream = perp_workload(transactions);
  std::unique_ptr<CompiledPerp> compiled;
  std::unique_ptr<HandWrittenPerp> hand;
  const auto begin_compiled = [&] { compiled = std::make_unique<CompiledPerp>(); };
  const auto begin_hand = [&] { hand = std::make_unique<HandWrittenPerp>(parameters, first_mark, traders); };
  begin_compiled();
  begin_hand();
  std::size_t accepted = 0;
  std::size_t liquidations = 0;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    const bool ok = compiled->run(stream[i]);
    if (ok != run(*hand, stream[i]))
      throw std::runtime_error(fmt::format("transaction {} of kind {}: the compiled contract {} it", i,
                                           static_cast<int>(stream[i].kind), ok ? "accepts" : "refuses"));
    accepted += ok ? 1 : 0;
    liquidations += ok && stream[i].kind == Kind::liquidate ? 1 : 0;
  }
  if (!compiled->same_as(*hand)) throw std::runtime_error("the two contracts end in different states");

  std::size_t sink = 0;
  const double by_compiler = median_seconds(begin_compiled, [&] {
    for (const Transaction& t : stream) sink += compiled->run(t) ? 1 : 0;
  });
  const double by_hand = median_seconds(begin_hand, [&] {
    for (const Transaction& t : stream) sink += run(*hand, t) ? 1 : 0;
  });
  if (sink != 2 * rounds * accepted) throw std::runtime_error("the runs do not repeat");
  const double scale = 1e9 / static_cast<double>(stream.size());
  return {{"transactions", stream.size()},      {"accepted", accepted},
          {"liquidations", liquidations},       {"compiled_ns", by_compiler * scale},
          {"hand_written_ns", by_hand * scale}, {"ratio", by_compiler / by_hand}};
}

nlohmann::json build_report(const std::string& path) {
  const check::Compiled compiled = check::compile_file(path, {});
  if (!compiled.contract) throw std::runtime_error(path + " does not compile");
  std::size_t native_size = 0;
  std::size_t wasm_size = 0;
  const double native =
      median_seconds([] {}, [&] { native_size = codegen::native_object(*compiled.contract).bytes.size(); });
  const double wasm = median_seconds([] {}, [&] { wasm_size = codegen::wasm_module(*compiled.contract).bytes.size(); });
  const double engine = median_seconds([] {}, [&] { codegen::make_native_engine(*compiled.contract); });
  return {{"native_ms", native * 1e3},
          {"native_bytes", native_size},
          {"wasm_ms", wasm * 1e3},
          {"wasm_bytes", wasm_size},
          {"engine_ms", engine * 1e3}};
}

void print(const nlohmann::json& report) {
  const auto& run = report["run"];
  const auto& build = report["build"];
  fmt::print("linear_perp, {} transactions, {} accepted, {} liquidations, {} accounts; equal final states.\n\n",
             run["transactions"].get<int>(), run["accepted"].get<int>(), run["liquidations"].get<int>(), traders);
  fmt::print("| | ns per transaction | ratio |\n|---|---|---|\n");
  fmt::print("| C++ by hand | {:.1f} | 1 |\n", run["hand_written_ns"].get<double>());
  fmt::print("| compiled, native | {:.1f} | {:.2f} |\n\n", run["compiled_ns"].get<double>(),
             run["ratio"].get<double>());
  fmt::print("| build | ms | bytes |\n|---|---|---|\n");
  fmt::print("| native object | {:.0f} | {} |\n", build["native_ms"].get<double>(), build["native_bytes"].get<int>());
  fmt::print("| wasm module | {:.0f} | {} |\n", build["wasm_ms"].get<double>(), build["wasm_bytes"].get<int>());
  fmt::print("| native engine | {:.0f} | |\n", build["engine_ms"].get<double>());
}

int main_program(int count, char** words) {
  bool as_json = false;
  std::string contract = SURETY_LINEAR_PERP;
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(words[i], "--json") == 0)
      as_json = true;
    else
      contract = words[i];
  }
  const nlohmann::json report{{"run", transactions_report()}, {"build", build_report(contract)}};
  if (as_json)
    fmt::print("{}\n", report.dump(2));
  else
    print(report);
  return 0;
}

}  // namespace
}  // namespace surety::bench

int main(int count, char** words) {
  try {
    return surety::bench::main_program(count, words);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_engines: {}\n", error.what());
    return 3;
  }
}
