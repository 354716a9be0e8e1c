/* contract.h -- what the CosmWasm runtime knows of the contract it serves: tables that the compiler writes.
 *
 * The runtime is the same for every contract; it is compiled once, with Surety, and linked with the contract's own step
 * functions and with one constant of the type `struct contract` (tables.cpp builds it member by member, so
 * both files change together). Names are those of the binary interface (docs/abi.md): "mark_update", "vault_USD". */
#ifndef SURETY_COSMWASM_CONTRACT_H
#define SURETY_COSMWASM_CONTRACT_H

#include <stdbool.h>
#include <stdint.h>

typedef __int128 integer; /* a cell's value, as everywhere in compiled contracts */

struct text {
  const char* start;
  uint32_t size;
};

enum sort { sort_integer, sort_boolean, sort_party, sort_id /* a party of which nobody asks that it be an address */ };

/* A global, a field or an argument: what its value is and where it lies in its block of memory. */
struct cell {
  struct text name;
  uint32_t sort;
  uint32_t scale;  /* decimals of an integer */
  uint32_t offset; /* in bytes */
  uint32_t size;   /* 1, 2, 4, 8 or 16; signed where an integer */
  uint32_t constant_count;
  const struct text* constants; /* of an enum: its values' names */
};

struct cells {
  uint32_t count;
  const struct cell* items;
};

/* A block of cells: the globals, a row, or the arguments of a step. */
struct block {
  struct text name;
  struct text list_name; /* of a table: the query for its rows */
  struct cells cells;
  uint32_t size;
  uint32_t key; /* of a table: the sort of what names a row */
};

/* Where a step finds a party whose row it may touch. */
enum source { source_argument, source_global, source_field };

/* A row that a step may read or write. For a field, `from` is the load, earlier in the list, of the row that names the
 * party. Literal parties do not occur outside tests. */
struct load {
  uint32_t table;
  uint32_t source;
  uint32_t index; /* of the argument, global or field */
  uint32_t from;
};

/* A list among the arguments: the cell `length` says how many elements count. They follow it, `most` of them, each
 * `width` cells: objects with the cells' names, or single values. */
struct list {
  struct text name;
  uint32_t length;
  uint32_t most;
  uint32_t width;
  uint32_t of_objects;
};

enum step_kind { step_instantiate, step_action, step_oracle_update, step_advance, step_set_parameter };
enum { none = 0xffffffffu };

struct step {
  struct text name;
  uint32_t kind;
  uint32_t feed;           /* of an oracle's update, else none */
  uint32_t clock_argument; /* the argument that is the block's time, else none */
  struct block arguments;  /* the caller is the first */
  uint32_t list_count;
  const struct list* lists;
  uint32_t load_count;
  const struct load* loads;
  int32_t (*run)(void* context, const void* arguments);
};

struct asset {
  struct text name;
  struct text transfer_name; /* of an issued asset: the message that moves its tokens */
  struct text ledger;        /* of an issued asset: the namespace of its balances in storage */
  uint32_t decimals;
  uint32_t issued;
};

struct contract {
  struct text name;
  struct text version;
  struct text fingerprint; /* of the contract's meaning: the same for each compilation of the same source */
  struct block globals;
  uint32_t clock;      /* index of the global that is the time, or none */
  uint32_t clock_step; /* index of the step that advances it, or none */
  uint32_t table_count;
  const struct block* tables;
  uint32_t asset_count;
  const struct asset* assets;
  uint32_t feed_count;
  const struct text* feeds;
  uint32_t step_count; /* the first is instantiation */
  const struct step* steps;
  uint32_t error_count;
  const struct text* errors;
  uint32_t max_effects;
};

extern const struct contract surety_contract;

#endif
