/* state.c -- from storage to memory and back: only what a step may touch, and only what has changed. See call.h.
 *
 * Keys are those of the ecosystem (cw-storage-plus): `state` and `config` are single items, a row of the table Trader
 * is the entry ADDRESS of the map Trader. Reading and writing 64 bytes costs a chain as much as thousands of
 * instructions, so all globals are one item, and a row is one. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/host.h"
#include "codegen/cosmwasm/runtime/record.h"

enum { state_format = 1 }; /* the first byte of `state`, so that it is never empty and may change */

struct text read_storage(struct text key) {
  const struct region* const value = db_read(region_of(key));
  return value == 0 ? (struct text){"", 0} : text_of(value);
}

static void write_storage(struct text key, struct text value) { db_write(region_of(key), region_of(value)); }

/* ---- what was settled at instantiation ---- */

static void prepare_config(struct call* call) {
  call->config.denoms = take(surety_contract.asset_count * (uint32_t)sizeof(struct text));
  call->config.feeds = take(surety_contract.feed_count * (uint32_t)sizeof(struct text));
}

void load_config(struct call* call) {
  if (call->config.known || call->failure.failed) return;
  prepare_config(call);
  call->config.known = true;
  struct text record = read_storage(TEXT("config"));
  if (record.size == 0) {
    put(fail(&call->failure), "storage: this contract was not instantiated");
    return;
  }
  call->config.fingerprint = read_item_of(&record, &call->failure);
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i)
    call->config.denoms[i] = read_item_of(&record, &call->failure);
  for (uint32_t i = 0; i < surety_contract.feed_count; ++i)
    call->config.feeds[i] = read_item_of(&record, &call->failure);
}

void save_config(struct call* call) {
  struct writer record = {0};
  struct writer information = {0};
  put_item(&record, surety_contract.fingerprint);
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i) put_item(&record, call->config.denoms[i]);
  for (uint32_t i = 0; i < surety_contract.feed_count; ++i) put_item(&record, call->config.feeds[i]);
  write_storage(TEXT("config"), written(&record));
  /* What explorers look for: CW2. */
  put(&information, "{\"contract\":\"surety:");
  put_text(&information, surety_contract.name);
  put(&information, "\",\"version\":");
  put_json(&information, surety_contract.version);
  put(&information, "}");
  write_storage(TEXT("contract_info"), written(&information));
}

/* ---- globals ---- */

void load_globals(struct call* call) {
  if (call->failure.failed) return;
  call->globals = take(surety_contract.globals.size);
  struct text record = read_storage(TEXT("state"));
  call->stored_globals = record;
  if (record.size == 0) {
    if (call->step == 0 || call->step->kind != step_instantiate)
      put(fail(&call->failure), "storage: this contract was not instantiated");
    return;
  }
  if (record.start[0] != state_format) {
    put(fail(&call->failure), "storage: the state has a format that this contract does not know");
    return;
  }
  ++record.start;
  --record.size;
  read_cells(record, &surety_contract.globals.cells, call->globals, &call->parties, &call->failure);
}

/* ---- rows ---- */

void put_namespace(struct writer* out, struct text name) {
  put_byte(out, (char)(name.size >> 8));
  put_byte(out, (char)name.size);
  put_text(out, name);
}

static struct text key_of(struct text namespace, struct text party) {
  struct writer key = {0};
  put_namespace(&key, namespace);
  put_text(&key, party);
  return written(&key);
}

struct text stored_row(const struct block* table, struct text party) {
  return read_storage(key_of(table->name, party));
}

static uint32_t load_row(struct call* call, uint32_t table, uint32_t party) {
  if (party >= call->capacity) __builtin_trap(); /* run_call counted them all */
  for (uint32_t i = 0; i < call->row_count; ++i)
    if (call->rows[i].table == table && call->rows[i].party == party) return party;
  if (call->row_count == call->row_capacity) __builtin_trap();
  const struct block* const block = &surety_contract.tables[table];
  const struct text record = stored_row(block, call->parties.addresses[party]);
  call->rows[call->row_count++] = (struct row){table, party, record};
  if (record.size > 0)
    read_cells(record, &block->cells, call->tables[table] + party * block->size, &call->parties, &call->failure);
  return party;
}

void load_rows(struct call* call, const struct step* step) {
  uint32_t* const parties = take(step->load_count * (uint32_t)sizeof *parties); /* by load */
  for (uint32_t i = 0; i < step->load_count && !call->failure.failed; ++i) {
    const struct load* const load = &step->loads[i];
    integer party = 0;
    if (load->source == source_argument) {
      party = cell_value(&step->arguments.cells.items[load->index], call->arguments);
    } else if (load->source == source_global) {
      party = cell_value(&surety_contract.globals.cells.items[load->index], call->globals);
    } else {
      const uint32_t from = step->loads[load->from].table;
      const struct block* const block = &surety_contract.tables[from];
      party = cell_value(&block->cells.items[load->index], call->tables[from] + parties[load->from] * block->size);
    }
    parties[i] = load_row(call, load->table, (uint32_t)party);
  }
}

static bool all_zero(struct text record) {
  for (uint32_t i = 0; i < record.size; ++i)
    if (record.start[i] != 0) return false;
  return true;
}

static void save_row(const struct call* call, const struct row* row) {
  const struct block* const block = &surety_contract.tables[row->table];
  const struct text key = key_of(block->name, call->parties.addresses[row->party]);
  struct writer record = {0};
  put_cells(&record, &block->cells, call->tables[row->table] + row->party * block->size, &call->parties);
  if (same_text(written(&record), row->stored)) return;
  if (!all_zero(written(&record)))
    write_storage(key, written(&record));
  else if (row->stored.size > 0)
    db_remove(region_of(key));
}

/* A step that wrote a row which was not loaded would lose it: the compiler's list of loads is not believed blindly. */
static void check_rows(struct call* call) {
  for (uint32_t table = 0; table < surety_contract.table_count; ++table) {
    const uint32_t size = surety_contract.tables[table].size;
    for (uint32_t party = 0; party < call->capacity; ++party) {
      const struct text row = {(const char*)call->tables[table] + party * size, size};
      if (all_zero(row)) continue;
      uint32_t i = 0;
      while (i < call->row_count && !(call->rows[i].table == table && call->rows[i].party == party)) ++i;
      if (i == call->row_count) put(fail(&call->failure), "internal: a row was written that was not loaded");
    }
  }
}

void save_state(struct call* call) {
  check_rows(call);
  if (call->failure.failed) return;
  struct writer record = {0};
  put_byte(&record, state_format);
  put_cells(&record, &surety_contract.globals.cells, call->globals, &call->parties);
  if (!same_text(written(&record), call->stored_globals)) write_storage(TEXT("state"), written(&record));
  for (uint32_t i = 0; i < call->row_count; ++i) save_row(call, &call->rows[i]);
}
