/* entry.c -- what a chain calls. See call.h for what happens in a call. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/memory.h"

#define ENTRY(name) __attribute__((export_name(#name)))

/* Says which interface this module was made for; never called. */
ENTRY(interface_version_8) void interface_version_8(void) {}

bool read_variant(struct reader* reader, struct text* name) {
  read_open(reader, '{');
  if (read_member(reader, name)) return true;
  read_expected(reader, "an object with one member, the message's name");
  return false;
}

void read_variant_end(struct reader* reader) {
  struct text more;
  if (read_member(reader, &more)) read_expected(reader, "one message only");
  read_end(reader);
}

static const struct region* answer(const struct call* call, const struct writer* good) {
  struct writer out = {0};
  if (call->failure.failed) {
    put(&out, "{\"error\":");
    put_json(&out, written(&call->failure.message));
    put(&out, "}");
  } else {
    put(&out, "{\"ok\":");
    put_text(&out, written(good));
    put(&out, "}");
  }
  memory_finished();
  return region_of(written(&out));
}

static void put_attribute(struct writer* out, const char* key, struct text value) {
  put(out, "{\"key\":\"");
  put(out, key);
  put(out, "\",\"value\":");
  put_json(out, value);
  put_byte(out, '}');
}

/* One event for each effect, in order. */
static void put_event(struct writer* out, const struct call* call, const struct effect* effect) {
  const struct asset* const asset = &surety_contract.assets[effect->asset];
  struct writer amount = {0};
  put_decimal(&amount, effect->amount, asset->decimals);
  put(out, "{\"type\":\"");
  put(out, effect_word(effect->kind));
  put(out, "\",\"attributes\":[");
  put_attribute(out, "asset", asset->name);
  put_byte(out, ',');
  put_attribute(out, "amount", written(&amount));
  put_byte(out, ',');
  put_attribute(out, "party", call->parties.addresses[effect->party]);
  put(out, "]}");
}

static const struct region* respond(const struct call* call, struct text action) {
  struct writer out = {0};
  put(&out, "{\"messages\":[");
  put_text(&out, written(&call->messages));
  put(&out, "],\"attributes\":[");
  put_attribute(&out, "action", action);
  put(&out, "],\"events\":[");
  for (uint32_t i = 0; i < call->effect_count; ++i) {
    if (i > 0) put_byte(&out, ',');
    put_event(&out, call, &call->effects[i]);
  }
  put(&out, "],\"data\":null}");
  return answer(call, &out);
}

ENTRY(instantiate)
const struct region* instantiate(const struct region* env, const struct region* info, const struct region* message) {
  struct call call = {0};
  struct reader reader = reader_of(&call.failure, text_of(message), "message");
  read_environment(&call, text_of(env));
  read_information(&call, text_of(info));
  call.config.denoms = take(surety_contract.asset_count * (uint32_t)sizeof(struct text));
  call.config.feeds = take(surety_contract.feed_count * (uint32_t)sizeof(struct text));
  call.config.known = true;
  read_arguments(&call, &reader, &surety_contract.steps[0]);
  read_end(&reader);
  run_call(&call);
  settle(&call);
  save_state(&call);
  if (!call.failure.failed) save_config(&call);
  return respond(&call, surety_contract.steps[0].name);
}

ENTRY(execute)
const struct region* execute(const struct region* env, const struct region* info, const struct region* message) {
  struct call call = {0};
  struct reader reader = reader_of(&call.failure, text_of(message), "message");
  struct transfer transfer = {0};
  struct text name = {"", 0};
  read_environment(&call, text_of(env));
  read_information(&call, text_of(info));
  if (read_variant(&reader, &name)) read_message(&call, &reader, name, &transfer);
  read_variant_end(&reader);
  if (transfer.asset != 0) {
    run_transfer(&call, &transfer);
    settle_transfer(&call, &transfer);
  } else {
    run_call(&call);
    settle(&call);
    save_state(&call);
  }
  return respond(&call, name);
}

ENTRY(query) const struct region* query(const struct region* env, const struct region* message) {
  struct call call = {0};
  struct writer result = {0};
  struct writer out = {0};
  read_environment(&call, text_of(env));
  answer_query(&call, text_of(message), &result);
  put_byte(&out, '"');
  put_base64(&out, written(&result));
  put_byte(&out, '"');
  return answer(&call, &out);
}

/* A proof speaks of runs from an instantiation, so that a state may be carried on by the same contract alone: compiled
 * again, by a newer compiler say, from the same source. */
ENTRY(migrate) const struct region* migrate(const struct region* env, const struct region* message) {
  struct call call = {0};
  struct reader reader = reader_of(&call.failure, text_of(message), "message");
  struct text key;
  read_environment(&call, text_of(env));
  read_open(&reader, '{');
  if (read_member(&reader, &key)) read_expected(&reader, "an empty object");
  read_end(&reader);
  load_config(&call);
  if (!call.failure.failed && !same_text(call.config.fingerprint, surety_contract.fingerprint)) {
    struct writer* const out = fail(&call.failure);
    put(out, "migrate: the state is of another contract than this ");
    put_text(out, surety_contract.name);
    put(out, "; only a module compiled from the same source may go on with it");
  }
  if (!call.failure.failed) save_config(&call);
  return respond(&call, TEXT("migrate"));
}
