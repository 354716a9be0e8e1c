// perp1_wasm.cpp -- perp1_by_hand.h as a wasm module without a library: what bench_perp1.mjs holds Surety's module
// against. Built by clang for wasm32.
#include "tests/bench/perp1_by_hand.h"

using namespace surety::bench;

namespace {

constexpr uint32_t most_accounts = 10'000;
Perp1Account accounts[most_accounts];
Perp1 perp(accounts);

void add(uint64_t& hash, Signed value) { hash = (hash ^ low_word(static_cast<Wide>(value))) * 0x100000001b3; }

}  // namespace

extern "C" {

/// All accounts empty, and this price.
__attribute__((export_name("begin"))) void begin(int64_t price) {
  for (Perp1Account& account : accounts) account = {};
  perp = Perp1(accounts);
  perp.price = price;
}

/// How many of the records were accepted.
__attribute__((export_name("run"))) uint32_t run(const Perp1Record* records, uint32_t count) {
  uint32_t accepted = 0;
  for (uint32_t i = 0; i < count; ++i) accepted += perp.apply(records[i]) ? 1 : 0;
  return accepted;
}

__attribute__((export_name("checksum"))) uint64_t checksum() {
  uint64_t hash = 0xcbf29ce484222325;
  const Signed globals[] = {perp.price, perp.deposits, perp.open_long, perp.open_short,
                            perp.fees,  perp.pool,     perp.liquidated};
  for (const Signed value : globals) add(hash, value);
  for (const Perp1Account& account : accounts) {
    add(hash, account.free);
    add(hash, account.margin);
    add(hash, account.size);
    add(hash, account.notional);
  }
  return hash;
}

}  // extern "C"
