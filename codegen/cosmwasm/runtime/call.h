/* call.h -- one call of the contract, from the message to the changed storage.
 *
 *   read      the environment, who sends what, and the message: a step and its arguments
 *   load      the globals and the rows that this step may touch; no others
 *   run       time, where it has passed; then the step, on memory
 *   settle    what the step took must be the funds that came with it; what it paid becomes bank messages
 *   save      what has changed
 *
 * A query of what a message would do works the effects out and writes none. Whatever fails, fails with one text, and
 * the chain undoes what was written. */
#ifndef SURETY_COSMWASM_CALL_H
#define SURETY_COSMWASM_CALL_H

#include "codegen/cosmwasm/runtime/json.h"
#include "codegen/cosmwasm/runtime/parties.h"

enum effect_kind { effect_receive, effect_pay, effect_mint, effect_burn };

/* Money that crossed the contract's border: what steps write (docs/abi.md). */
struct effect {
  uint32_t kind;
  uint32_t asset;
  uint32_t party;
  uint32_t reserved;
  integer amount;
};

/* What a party will have of a token that the contract issues. */
struct token_change {
  uint32_t asset;
  uint32_t party;
  integer balance;
};

struct coin {
  struct text denom;
  integer amount;
};

/* What was settled at instantiation and never changes. */
struct config {
  bool known;
  struct text fingerprint;
  struct text* denoms; /* by asset */
  struct text* feeds;  /* by feed */
};

struct row {
  uint32_t table;
  uint32_t party;
  struct text stored; /* its record in storage; empty: none */
};

struct call {
  struct failure failure;
  struct parties parties;
  integer seconds; /* the block's time */
  uint32_t sender;
  uint32_t coin_count;
  struct coin* coins;
  struct config config;

  const struct step* step;
  unsigned char* arguments;
  const struct list* list; /* that is being read, if any, for complaints */
  uint32_t element;        /* of it, from 0 */

  struct text stored_globals;
  unsigned char* globals;
  uint32_t capacity; /* rows in each table */
  unsigned char** tables;
  uint32_t row_count;
  uint32_t row_capacity;
  struct row* rows;

  uint32_t effect_count;
  struct effect* effects;
  uint32_t token_change_count;
  struct token_change* token_changes; /* one for each party and token, written when all is settled */
  struct writer messages;             /* JSON, with commas between */
};

/* environment.c */
void read_environment(struct call* call, struct text env);
void read_information(struct call* call, struct text info);
/* The address of a party in a message: valid, and in its normal form. */
uint32_t read_party(struct call* call, struct reader* reader);
/* What names a row that belongs to no party: any text that is not empty nor too long. */
uint32_t read_id(struct call* call, struct reader* reader);

/* arguments.c */
struct transfer;
/* A decimal number in quotes with at most `scale` decimals, as a count of 10^-scale. */
integer read_quantity(struct call* call, struct reader* reader, struct text name, uint32_t scale);
/* {"NAME": {arguments}} of any step but instantiation, or a transfer, whose asset is then set. */
void read_message(struct call* call, struct reader* reader, struct text name, struct transfer* transfer);
/* The same for a known step; for instantiation with the members `denoms` and `feeds`. */
void read_arguments(struct call* call, struct reader* reader, const struct step* step);

/* state.c */
void load_config(struct call* call);
void save_config(struct call* call);
void load_globals(struct call* call);
/* A row's record; empty where nothing was written. */
struct text stored_row(const struct block* table, struct text party);
/* u16be length of the name | name, the beginning of all keys of a table. */
void put_namespace(struct writer* out, struct text name);
struct text read_storage(struct text key);
void load_rows(struct call* call, const struct step* step);
void save_state(struct call* call);

/* run.c */
/* load and run; the state is then the one after the step. */
void run_call(struct call* call);

/* money.c */
const char* effect_word(uint32_t kind);
/* What the effects take of each asset in coins; tokens and messages are worked out, and nothing is written. */
integer* work_out_effects(struct call* call);
void settle(struct call* call);
/* Tokens of an issued asset between parties outside: the contract's state says how many there are, not who holds them.
 */
struct transfer {
  const struct asset* asset; /* null: none */
  uint32_t recipient;
  integer amount;
  integer left;    /* to the sender, once it has run */
  integer arrived; /* what the recipient has then */
};
/* {"transfer_ASSET": {"recipient", "amount"}}: true where the message is one. */
bool read_transfer(struct call* call, struct reader* reader, struct text name, struct transfer* transfer);
/* Finds what both have afterwards and complains where they cannot: as much of it as a query may do. */
void run_transfer(struct call* call, struct transfer* transfer);
/* Writes what was found. */
void settle_transfer(struct call* call, const struct transfer* transfer);
integer token_balance(struct call* call, const struct asset* asset, struct text party);
/* Complains of coins that nothing took. */
void refuse_coins(struct call* call);

/* query.c */
/* The JSON that answers a query. */
void answer_query(struct call* call, struct text message, struct writer* out);

/* entry.c */
/* {"NAME": {…}} and nothing else: true once, with the reader at what stands behind the name. */
bool read_variant(struct reader* reader, struct text* name);
void read_variant_end(struct reader* reader);

#endif
