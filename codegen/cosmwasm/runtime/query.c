/* query.c -- questions that change nothing: state, settings, rows, tokens, and what a message would do. See call.h. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/host.h"
#include "codegen/cosmwasm/runtime/record.h"

enum { usual_rows = 10, most_rows = 100 };

static void put_value(struct writer* out, const struct cell* cell, integer value, const struct parties* parties) {
  if (cell->sort == sort_boolean) {
    put(out, value != 0 ? "true" : "false");
  } else if (names_row(cell)) {
    put_json(out, parties->addresses[(uint32_t)value]);
  } else if (cell->constant_count > 0 && value >= 0 && value < cell->constant_count) {
    put_json(out, cell->constants[(uint32_t)value]);
  } else {
    put_byte(out, '"');
    put_decimal(out, value, cell->scale);
    put_byte(out, '"');
  }
}

static void put_block(struct writer* out, const struct cells* cells, const unsigned char* block,
                      const struct parties* parties) {
  put_byte(out, '{');
  for (uint32_t i = 0; i < cells->count; ++i) {
    if (i > 0) put_byte(out, ',');
    put_json(out, cells->items[i].name);
    put_byte(out, ':');
    put_value(out, &cells->items[i], cell_value(&cells->items[i], block), parties);
  }
  put_byte(out, '}');
}

/* The members of a query: those that are asked for, each at most once. */
static void unexpected(struct reader* reader, const char* members) { read_expected(reader, members); }

static void read_nothing(struct reader* reader) {
  struct text key;
  for (read_open(reader, '{'); read_member(reader, &key);) unexpected(reader, "an empty object");
}

static void answer_state(struct call* call, struct writer* out) {
  load_globals(call);
  if (!call->failure.failed) put_block(out, &surety_contract.globals.cells, call->globals, &call->parties);
}

static void put_pairs(struct writer* out, uint32_t count, const struct text* names, const struct text* values) {
  put_byte(out, '{');
  bool first = true;
  for (uint32_t i = 0; i < count; ++i) {
    if (names[i].size == 0) continue;
    if (!first) put_byte(out, ',');
    first = false;
    put_json(out, names[i]);
    put_byte(out, ':');
    put_json(out, values[i]);
  }
  put_byte(out, '}');
}

static void answer_config(struct call* call, struct writer* out) {
  load_config(call);
  struct text* const names = take(surety_contract.asset_count * (uint32_t)sizeof *names);
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i)
    if (surety_contract.assets[i].issued == 0) names[i] = surety_contract.assets[i].name;
  put(out, "{\"contract\":");
  put_json(out, surety_contract.name);
  put(out, ",\"version\":");
  put_json(out, surety_contract.version);
  put(out, ",\"denoms\":");
  put_pairs(out, surety_contract.asset_count, names, call->config.denoms);
  put(out, ",\"feeds\":");
  put_pairs(out, surety_contract.feed_count, surety_contract.feeds, call->config.feeds);
  put_byte(out, '}');
}

static void put_row(struct call* call, struct writer* out, const struct block* table, struct text record) {
  unsigned char* const memory = take(table->size);
  if (record.size > 0) read_cells(record, &table->cells, memory, &call->parties, &call->failure);
  if (!call->failure.failed) put_block(out, &table->cells, memory, &call->parties);
}

static void answer_row(struct call* call, struct reader* reader, const struct block* table, struct writer* out) {
  struct text key;
  uint32_t party = none;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("party")) && party == none)
      party = table->key == sort_id ? read_id(call, reader) : read_party(call, reader);
    else
      unexpected(reader, "the member `party`, once");
  }
  if (party == none) put(fail(&call->failure), "message: party: missing");
  if (!call->failure.failed) put_row(call, out, table, stored_row(table, call->parties.addresses[party]));
}

static uint32_t big_endian(const unsigned char* at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void put_rows(struct call* call, const struct block* table, struct text after, uint32_t limit,
                     struct writer* out) {
  struct writer start = {0};
  struct writer end = {0};
  put_namespace(&start, table->name);
  put_namespace(&end, table->name);
  const uint32_t prefix = start.size;
  ++end.start[prefix - 1]; /* names are ASCII: the last byte has room */
  put_text(&start, after);
  if (after.size > 0) put_byte(&start, 0); /* the first key behind it */
  const uint32_t iterator = db_scan(region_of(written(&start)), region_of(written(&end)), 1);
  put(out, "{\"rows\":[");
  for (uint32_t i = 0; i < limit && !call->failure.failed; ++i) {
    const struct text both = text_of(db_next(iterator));
    const unsigned char* const bytes = (const unsigned char*)both.start;
    const uint32_t value_size = big_endian(bytes + both.size - 4);
    const uint32_t key_size = both.size - value_size - 8;
    if (key_size == 0) break;
    if (i > 0) put_byte(out, ',');
    put(out, "{\"party\":");
    put_json(out, (struct text){both.start + prefix, key_size - prefix});
    put(out, ",\"row\":");
    put_row(call, out, table, (struct text){both.start + key_size + 4, value_size});
    put_byte(out, '}');
  }
  put(out, "]}");
}

static void answer_rows(struct call* call, struct reader* reader, const struct block* table, struct writer* out) {
  struct text key;
  struct text after = {"", 0};
  uint32_t limit = usual_rows;
  bool seen_after = false;
  bool seen_limit = false;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("start_after")) && !seen_after) {
      seen_after = true;
      if (!read_null(reader)) after = read_string(reader);
    } else if (same_text(key, TEXT("limit")) && !seen_limit) {
      seen_limit = true;
      if (!read_null(reader)) limit = read_count(reader, most_rows);
    } else {
      unexpected(reader, "the members `start_after` and `limit`, each at most once");
    }
  }
  if (!call->failure.failed) put_rows(call, table, after, limit, out);
}

static void answer_balance(struct call* call, struct reader* reader, struct writer* out) {
  struct text key;
  struct text name = {0, 0};
  uint32_t party = none;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("asset")) && name.start == 0)
      name = read_string(reader);
    else if (same_text(key, TEXT("party")) && party == none)
      party = read_party(call, reader);
    else
      unexpected(reader, "the members `asset` and `party`, once each");
  }
  const struct asset* asset = 0;
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i)
    if (surety_contract.assets[i].issued != 0 && same_text(surety_contract.assets[i].name, name))
      asset = &surety_contract.assets[i];
  if (asset == 0) put(fail(&call->failure), "message: asset: expected an asset that this contract issues");
  if (party == none) put(fail(&call->failure), "message: party: missing");
  if (call->failure.failed) return;
  put(out, "{\"balance\":\"");
  put_decimal(out, token_balance(call, asset, call->parties.addresses[party]), asset->decimals);
  put(out, "\"}");
}

static void put_effect(struct writer* out, const struct call* call, const struct effect* effect) {
  const struct asset* const asset = &surety_contract.assets[effect->asset];
  put(out, "{\"kind\":\"");
  put(out, effect_word(effect->kind));
  put(out, "\",\"asset\":");
  put_json(out, asset->name);
  put(out, ",\"amount\":\"");
  put_decimal(out, effect->amount, asset->decimals);
  put(out, "\",\"party\":");
  put_json(out, call->parties.addresses[effect->party]);
  put_byte(out, '}');
}

/* The asset that is taken and whose denom is the first behind that of `last`; asset_count: none. */
static uint32_t next_by_denom(const struct call* call, const integer* taken, uint32_t last) {
  const uint32_t none = surety_contract.asset_count;
  const struct text* const denoms = call->config.denoms;
  uint32_t next = none;
  for (uint32_t asset = 0; asset < none; ++asset) {
    if (taken[asset] == 0 || (last != none && !text_before(denoms[last], denoms[asset]))) continue;
    if (next == none || text_before(denoms[asset], denoms[next])) next = asset;
  }
  return next;
}

/* What must come along with the message: the coins that its step takes, in the order of their denoms, for the Cosmos
 * SDK takes no others. */
static void put_funds(struct writer* out, struct call* call, const integer* taken) {
  const uint32_t none = surety_contract.asset_count;
  bool first = true;
  put(out, "\"funds\":[");
  for (uint32_t asset = none; (asset = next_by_denom(call, taken, asset)) != none;) {
    if (!first) put_byte(out, ',');
    first = false;
    put(out, "{\"denom\":");
    put_json(out, call->config.denoms[asset]);
    put(out, ",\"amount\":\"");
    put_decimal(out, taken[asset], 0);
    put(out, "\"}");
  }
  put_byte(out, ']');
}

static void answer_preview(struct call* call, struct reader* reader, struct writer* out) {
  struct transfer transfer = {0};
  struct text key;
  struct text name;
  bool sender = false;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("sender")) && !sender) {
      call->sender = read_party(call, reader);
      sender = true;
    } else if (same_text(key, TEXT("message")) && call->step == 0 && transfer.asset == 0) {
      if (read_variant(reader, &name)) read_message(call, reader, name, &transfer);
      if (read_member(reader, &key)) read_expected(reader, "one message only");
    } else {
      unexpected(reader, "the members `sender` and `message`, once each");
    }
  }
  if (!sender) put(fail(&call->failure), "message: sender: missing");
  if (call->step == 0 && transfer.asset == 0) put(fail(&call->failure), "message: message: missing");
  if (transfer.asset != 0) {
    run_transfer(call, &transfer);
  } else {
    load_config(call);
    run_call(call);
  }
  if (call->failure.failed) return;
  const integer* const taken = work_out_effects(call);
  if (call->failure.failed) return;
  put_byte(out, '{');
  put_funds(out, call, taken);
  put(out, ",\"effects\":[");
  for (uint32_t i = 0; i < call->effect_count; ++i) {
    if (i > 0) put_byte(out, ',');
    put_effect(out, call, &call->effects[i]);
  }
  put(out, "]}");
}

static void answer_table(struct call* call, struct reader* reader, struct text name, struct writer* out) {
  for (uint32_t i = 0; i < surety_contract.table_count; ++i) {
    const struct block* const table = &surety_contract.tables[i];
    if (same_text(table->name, name)) return answer_row(call, reader, table, out);
    if (same_text(table->list_name, name)) return answer_rows(call, reader, table, out);
  }
  struct writer* const complaint = fail(&call->failure);
  put(complaint, "message: unknown query ");
  put_shown(complaint, name);
  put(complaint, "; this contract answers state, config, preview, balance");
  for (uint32_t i = 0; i < surety_contract.table_count; ++i) {
    put(complaint, ", ");
    put_text(complaint, surety_contract.tables[i].name);
    put(complaint, ", ");
    put_text(complaint, surety_contract.tables[i].list_name);
  }
}

void answer_query(struct call* call, struct text message, struct writer* out) {
  struct reader reader = reader_of(&call->failure, message, "message");
  struct text name = {"", 0};
  if (!read_variant(&reader, &name)) return;
  if (same_text(name, TEXT("state"))) {
    read_nothing(&reader);
    answer_state(call, out);
  } else if (same_text(name, TEXT("config"))) {
    read_nothing(&reader);
    answer_config(call, out);
  } else if (same_text(name, TEXT("balance"))) {
    answer_balance(call, &reader, out);
  } else if (same_text(name, TEXT("preview"))) {
    answer_preview(call, &reader, out);
  } else {
    answer_table(call, &reader, name, out);
  }
  read_variant_end(&reader);
}
