/* environment.c -- what the chain says of a call: when, where, who, with which funds. See call.h. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/host.h"

static const integer latest = (integer)(((unsigned __int128)1 << 127) - 1);

/* Nanoseconds as decimal digits; what is beyond 128 bits of seconds is at their end. */
static integer seconds_of(struct call* call, struct text nanoseconds) {
  const uint32_t digits = 9;
  const struct text seconds = {nanoseconds.start, nanoseconds.size > digits ? nanoseconds.size - digits : 0};
  integer value = 0;
  if (seconds.size == 0) return 0;
  switch (read_decimal(seconds, 0, &value)) {
    case decimal_fine: return value;
    case decimal_too_large: return seconds.start[0] == '-' ? -latest - 1 : latest;
    default: put(fail(&call->failure), "env: the block's time is not a number of nanoseconds"); return 0;
  }
}

static void read_block(struct call* call, struct reader* reader) {
  struct text key;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("time")))
      call->seconds = seconds_of(call, read_string(reader));
    else
      read_any(reader);
  }
}

void read_environment(struct call* call, struct text env) {
  struct reader reader = reader_of(&call->failure, env, "env");
  struct text key;
  struct text own = {"", 0};
  for (read_open(&reader, '{'); read_member(&reader, &key);) {
    if (same_text(key, TEXT("block"))) {
      read_block(call, &reader);
    } else if (same_text(key, TEXT("contract"))) {
      for (read_open(&reader, '{'); read_member(&reader, &key);) {
        if (same_text(key, TEXT("address")))
          own = read_string(&reader);
        else
          read_any(&reader);
      }
    } else {
      read_any(&reader);
    }
  }
  read_end(&reader);
  party_of(&call->parties, own);
}

static void read_coin(struct call* call, struct reader* reader) {
  struct text key;
  struct coin coin = {{"", 0}, 0};
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("denom"))) {
      coin.denom = read_string(reader);
    } else if (same_text(key, TEXT("amount"))) {
      if (read_decimal(read_string(reader), 0, &coin.amount) != decimal_fine)
        put(fail(&call->failure), "funds: an amount is beyond 128 bits");
    } else {
      read_any(reader);
    }
  }
  struct coin* const coins = take((call->coin_count + 1) * (uint32_t)sizeof coin);
  if (call->coin_count > 0) memcpy(coins, call->coins, call->coin_count * sizeof coin);
  coins[call->coin_count++] = coin;
  call->coins = coins;
}

void read_information(struct call* call, struct text info) {
  struct reader reader = reader_of(&call->failure, info, "info");
  struct text key;
  for (read_open(&reader, '{'); read_member(&reader, &key);) {
    if (same_text(key, TEXT("sender")))
      call->sender = party_of(&call->parties, read_string(&reader));
    else if (same_text(key, TEXT("funds")))
      for (read_open(&reader, '['); read_item(&reader);) read_coin(call, &reader);
    else
      read_any(&reader);
  }
  read_end(&reader);
}

uint32_t read_id(struct call* call, struct reader* reader) {
  const struct text id = read_string(reader);
  if (call->failure.failed) return 0;
  if (id.size > 0 && id.size <= longest_address) return party_of(&call->parties, id);
  struct writer* const out = fail(&call->failure);
  put(out, reader->what);
  put(out, ": expected an id of 1 to 255 bytes, found ");
  put_shown(out, id);
  return 0;
}

uint32_t read_party(struct call* call, struct reader* reader) {
  const struct text address = read_string(reader);
  if (call->failure.failed) return 0;
  const struct region* problem = 0;
  const bool sized = address.size > 0 && address.size <= longest_address;
  if (sized) problem = addr_validate(region_of(address));
  if (sized && problem == 0) return party_of(&call->parties, address);
  struct writer* const out = fail(&call->failure);
  put(out, reader->what);
  put(out, ": expected an address, found ");
  put_shown(out, address);
  if (problem != 0) {
    put(out, ": ");
    put_text(out, text_of(problem));
  }
  return 0;
}
