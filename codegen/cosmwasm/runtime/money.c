/* money.c -- effects as the chain's money: coins that came with the message, bank messages, and the ledger of tokens
 * that the contract itself issues. See call.h.
 *
 * Only the sender's money can be taken, for only the sender has agreed: by the funds that came along, and for tokens by
 * having sent the message. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/host.h"
#include "codegen/cosmwasm/runtime/record.h"

const char* effect_word(uint32_t kind) {
  static const char* const words[] = {"receive", "pay", "mint", "burn"};
  return words[kind];
}

static void put_amount(struct writer* out, const struct asset* asset, integer amount) {
  put_decimal(out, amount, asset->decimals);
  put_byte(out, ' ');
  put_text(out, asset->name);
}

static void put_coin(struct writer* out, integer amount, struct text denom) {
  put_decimal(out, amount, 0);
  put_text(out, denom);
}

static struct text ledger_key(const struct asset* asset, struct text party) {
  struct writer key = {0};
  put_namespace(&key, asset->ledger);
  put_text(&key, party);
  return written(&key);
}

integer token_balance(struct call* call, const struct asset* asset, struct text party) {
  struct text record = read_storage(ledger_key(asset, party));
  return record.size == 0 ? 0 : read_integer_item(&record, &call->failure);
}

/* Complains where there is too little of it, or more than a number holds. */
static integer changed_balance(struct call* call, const struct asset* asset, struct text party, integer old,
                               integer change) {
  integer balance = 0;
  const bool overflow = __builtin_add_overflow(old, change, &balance);
  if (!call->failure.failed && (overflow || balance < 0)) {
    struct writer* const out = fail(&call->failure);
    put(out, "tokens: ");
    put_amount(out, asset, change < 0 ? -change : change);
    put(out, change < 0 ? " are taken from " : " are too many for ");
    put_text(out, party);
    put(out, ", who has ");
    put_amount(out, asset, old);
  }
  return balance;
}

static void write_balance(const struct asset* asset, struct text party, integer balance) {
  const struct region* const key = region_of(ledger_key(asset, party));
  struct writer record = {0};
  put_integer_item(&record, balance);
  if (balance == 0)
    db_remove(key);
  else
    db_write(key, region_of(written(&record)));
}

static integer balance_after(struct call* call, const struct asset* asset, struct text party, integer change) {
  return changed_balance(call, asset, party, token_balance(call, asset, party), change);
}

/* The balance as the effects before left it. */
static struct token_change* noted_balance(struct call* call, const struct effect* effect) {
  for (uint32_t i = 0; i < call->token_change_count; ++i) {
    struct token_change* const change = &call->token_changes[i];
    if (change->asset == effect->asset && change->party == effect->party) return change;
  }
  const struct asset* const asset = &surety_contract.assets[effect->asset];
  struct token_change* const change = &call->token_changes[call->token_change_count++];
  change->asset = effect->asset;
  change->party = effect->party;
  change->balance = token_balance(call, asset, call->parties.addresses[effect->party]);
  return change;
}

static void change_tokens(struct call* call, const struct effect* effect, bool takes) {
  struct token_change* const change = noted_balance(call, effect);
  const integer difference = takes ? -effect->amount : effect->amount;
  change->balance = changed_balance(call, &surety_contract.assets[effect->asset],
                                    call->parties.addresses[effect->party], change->balance, difference);
}

static void put_send(struct writer* out, struct text to, integer amount, struct text denom) {
  if (out->size > 0) put_byte(out, ',');
  put(out, "{\"id\":0,\"msg\":{\"bank\":{\"send\":{\"to_address\":");
  put_json(out, to);
  put(out, ",\"amount\":[{\"denom\":");
  put_json(out, denom);
  put(out, ",\"amount\":\"");
  put_decimal(out, amount, 0);
  put(out, "\"}]}}},\"gas_limit\":null,\"reply_on\":\"never\"}");
}

static void settle_effect(struct call* call, const struct effect* effect, integer* taken) {
  const struct asset* const asset = &surety_contract.assets[effect->asset];
  const struct text party = call->parties.addresses[effect->party];
  const bool takes = effect->kind == effect_receive || effect->kind == effect_burn;
  if (effect->amount == 0) return; /* banks refuse to send nothing */
  if (takes && effect->party != call->sender) {
    struct writer* const out = fail(&call->failure);
    put(out, "funds: ");
    put_text(out, call->step->name);
    put(out, " takes ");
    put_amount(out, asset, effect->amount);
    put(out, " from ");
    put_text(out, party);
    put(out, ", who did not send this message");
  } else if (asset->issued != 0) {
    change_tokens(call, effect, takes);
  } else if (!takes) {
    put_send(&call->messages, party, effect->amount, call->config.denoms[effect->asset]);
  } else if (__builtin_add_overflow(taken[effect->asset], effect->amount, &taken[effect->asset])) {
    put(fail(&call->failure), "funds: more than 128 bits");
  }
}

/* What was sent of a denom; its coins are then accounted for. */
static integer sent(struct call* call, struct text denom) {
  integer sum = 0;
  for (uint32_t i = 0; i < call->coin_count; ++i) {
    if (!same_text(call->coins[i].denom, denom)) continue;
    if (__builtin_add_overflow(sum, call->coins[i].amount, &sum))
      put(fail(&call->failure), "funds: more than 128 bits");
    call->coins[i].denom.size = 0;
  }
  return sum;
}

static void wrong_funds(struct call* call, integer expected, struct text denom, integer found) {
  struct writer* const out = fail(&call->failure);
  put(out, "funds: ");
  put_text(out, call->step->name);
  put(out, " takes exactly ");
  put_coin(out, expected, denom);
  put(out, ", found ");
  put_coin(out, found, denom);
}

void refuse_coins(struct call* call) {
  for (uint32_t i = 0; i < call->coin_count; ++i) {
    if (call->coins[i].denom.size == 0 || call->coins[i].amount == 0) continue;
    struct writer* const out = fail(&call->failure);
    put(out, "funds: nothing is taken in ");
    put_shown(out, call->coins[i].denom);
    put(out, ", found ");
    put_coin(out, call->coins[i].amount, call->coins[i].denom);
  }
}

integer* work_out_effects(struct call* call) {
  if (call->effect_count > 0 || call->coin_count > 0) load_config(call);
  integer* const taken = take(surety_contract.asset_count * (uint32_t)sizeof *taken);
  call->token_changes = take(call->effect_count * (uint32_t)sizeof *call->token_changes);
  for (uint32_t i = 0; i < call->effect_count && !call->failure.failed; ++i)
    settle_effect(call, &call->effects[i], taken);
  return taken;
}

void settle(struct call* call) {
  const integer* const taken = work_out_effects(call);
  if (call->failure.failed || (call->effect_count == 0 && call->coin_count == 0)) return;
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i) {
    if (surety_contract.assets[i].issued != 0) continue;
    const integer found = sent(call, call->config.denoms[i]);
    if (found != taken[i]) wrong_funds(call, taken[i], call->config.denoms[i], found);
  }
  refuse_coins(call);
  for (uint32_t i = 0; i < call->token_change_count && !call->failure.failed; ++i) {
    const struct token_change* const change = &call->token_changes[i];
    write_balance(&surety_contract.assets[change->asset], call->parties.addresses[change->party], change->balance);
  }
}

static const struct asset* transferred(struct text name) {
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i)
    if (surety_contract.assets[i].issued != 0 && same_text(surety_contract.assets[i].transfer_name, name))
      return &surety_contract.assets[i];
  return 0;
}

void run_transfer(struct call* call, struct transfer* transfer) {
  if (!call->failure.failed && transfer->amount <= 0)
    put(fail(&call->failure), "tokens: an amount to transfer is above zero");
  if (call->failure.failed) return;
  const struct text* const addresses = call->parties.addresses;
  transfer->left = balance_after(call, transfer->asset, addresses[call->sender], -transfer->amount);
  if (!call->failure.failed && transfer->recipient != call->sender)
    transfer->arrived = balance_after(call, transfer->asset, addresses[transfer->recipient], transfer->amount);
}

void settle_transfer(struct call* call, const struct transfer* transfer) {
  refuse_coins(call);
  if (call->failure.failed || transfer->recipient == call->sender) return; /* who has it already */
  write_balance(transfer->asset, call->parties.addresses[call->sender], transfer->left);
  write_balance(transfer->asset, call->parties.addresses[transfer->recipient], transfer->arrived);
}

bool read_transfer(struct call* call, struct reader* reader, struct text name, struct transfer* transfer) {
  const struct asset* const asset = transferred(name);
  if (asset == 0) return false;
  struct text key;
  bool given = false;
  *transfer = (struct transfer){.asset = asset, .recipient = none};
  for (read_open(reader, '{'); read_member(reader, &key);) {
    if (same_text(key, TEXT("recipient")) && transfer->recipient == none) {
      transfer->recipient = read_party(call, reader);
    } else if (same_text(key, TEXT("amount")) && !given) {
      given = true;
      transfer->amount = read_quantity(call, reader, key, asset->decimals);
    } else {
      read_expected(reader, "`recipient` and `amount`, once each");
    }
  }
  if (transfer->recipient == none) put(fail(&call->failure), "message: recipient: missing");
  if (!given) put(fail(&call->failure), "message: amount: missing");
  return true;
}
