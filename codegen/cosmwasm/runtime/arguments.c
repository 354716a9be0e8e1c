/* arguments.c -- a step and its arguments out of a message. See call.h. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/host.h"
#include "codegen/cosmwasm/runtime/record.h"

/* "parts[1]" where an element of a list is being read. */
static void put_element(struct writer* out, const struct call* call) {
  if (call->list == 0) return;
  put_text(out, call->list->name);
  put(out, "[");
  put_decimal(out, call->element, 0);
  put(out, "]");
}

/* "message: amount: ", "message: parts[1].writer: " */
static struct writer* complain(struct call* call, struct text name) {
  struct writer* const out = fail(&call->failure);
  put(out, "message: ");
  put_element(out, call);
  if (call->list != 0 && name.size > 0) put(out, ".");
  put_text(out, name);
  put(out, ": ");
  return out;
}

static integer read_constant(struct call* call, struct reader* reader, const struct cell* cell) {
  const struct text given = read_string(reader);
  for (uint32_t i = 0; i < cell->constant_count; ++i)
    if (same_text(cell->constants[i], given)) return i;
  if (call->failure.failed) return 0;
  struct writer* const out = complain(call, cell->name);
  put(out, "expected ");
  for (uint32_t i = 0; i < cell->constant_count; ++i) {
    if (i > 0) put(out, i + 1 == cell->constant_count ? " or " : ", ");
    put_text(out, cell->constants[i]);
  }
  put(out, ", found ");
  put_shown(out, given);
  return 0;
}

integer read_quantity(struct call* call, struct reader* reader, struct text name, uint32_t scale) {
  const struct text given = read_string(reader);
  integer value = 0;
  if (call->failure.failed) return 0;
  const enum decimal_problem problem = read_decimal(given, scale, &value);
  if (problem == decimal_fine) return value;
  struct writer* const out = complain(call, name);
  if (problem == decimal_malformed)
    put(out, "expected a decimal number in quotes, such as \"12\"");
  else if (problem == decimal_too_large)
    put(out, "beyond 128 bits");
  else {
    put(out, "expected at most ");
    put_decimal(out, scale, 0);
    put(out, " decimals");
  }
  put(out, ", found ");
  put_shown(out, given);
  return 0;
}

static void read_value(struct call* call, struct reader* reader, const struct cell* cell) {
  integer value = 0;
  switch (cell->sort) {
    case sort_party: value = read_party(call, reader); break;
    case sort_id: value = read_id(call, reader); break;
    case sort_boolean: value = read_boolean(reader) ? 1 : 0; break;
    default:
      value = cell->constant_count > 0 ? read_constant(call, reader, cell)
                                       : read_quantity(call, reader, cell->name, cell->scale);
  }
  set_cell(cell, call->arguments, value);
}

/* Member names that were met, and those that must be. */
static void once(struct call* call, unsigned char* seen, struct text name) {
  if (*seen != 0) put(complain(call, name), "given twice");
  *seen = 1;
}

static void required(struct call* call, unsigned char seen, struct text name) {
  if (seen == 0 && !call->failure.failed) put(complain(call, name), "missing");
}

static void unknown(struct call* call, struct text name) {
  struct writer* const out = fail(&call->failure);
  put(out, "message: ");
  put_element(out, call);
  put(out, call->list == 0 ? "unknown member " : ": unknown member ");
  put_shown(out, name);
}

static bool is_coin_of_the_chain(uint32_t i) { return surety_contract.assets[i].issued == 0; }

/* The rule of the Cosmos SDK, [a-zA-Z][a-zA-Z0-9/:._-]{2,127}: a bank knows no others, so that money in them could
 * never come. */
static bool is_denom(struct text text) {
  static const char marks[] = "/:._-";
  for (uint32_t i = 0; i < text.size; ++i) {
    const char byte = text.start[i];
    bool fine = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (i > 0 && byte >= '0' && byte <= '9');
    for (uint32_t mark = 0; i > 0 && mark < sizeof marks - 1; ++mark) fine = fine || byte == marks[mark];
    if (!fine) return false;
  }
  return text.size >= 3 && text.size <= 128;
}

static void read_denoms(struct call* call, struct reader* reader) {
  unsigned char* const seen = take(surety_contract.asset_count);
  struct text key;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    uint32_t i = 0;
    while (i < surety_contract.asset_count &&
           !(is_coin_of_the_chain(i) && same_text(key, surety_contract.assets[i].name)))
      ++i;
    if (i == surety_contract.asset_count) return unknown(call, key);
    once(call, &seen[i], key);
    call->config.denoms[i] = read_string(reader);
    if (!call->failure.failed && !is_denom(call->config.denoms[i])) {
      struct writer* const out = complain(call, key);
      put(out, "expected a denom of the chain, a letter and then 2 to 127 letters, digits or any of `/:._-`, found ");
      put_shown(out, call->config.denoms[i]);
    }
    for (uint32_t other = 0; other < surety_contract.asset_count; ++other)
      if (other != i && seen[other] != 0 && same_text(call->config.denoms[i], call->config.denoms[other]))
        put(complain(call, key), "another asset has the same denom");
  }
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i)
    if (is_coin_of_the_chain(i)) required(call, seen[i], surety_contract.assets[i].name);
}

static void read_feeds(struct call* call, struct reader* reader) {
  unsigned char* const seen = take(surety_contract.feed_count);
  struct text key;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    uint32_t i = 0;
    while (i < surety_contract.feed_count && !same_text(key, surety_contract.feeds[i])) ++i;
    if (i == surety_contract.feed_count) return unknown(call, key);
    once(call, &seen[i], key);
    call->config.feeds[i] = call->parties.addresses[read_party(call, reader)];
  }
  for (uint32_t i = 0; i < surety_contract.feed_count; ++i) required(call, seen[i], surety_contract.feeds[i]);
}

/* The list that the argument is of, its length or part of an element; else null. */
static const struct list* list_with(const struct step* step, uint32_t argument) {
  for (uint32_t i = 0; i < step->list_count; ++i) {
    const struct list* const list = &step->lists[i];
    if (argument >= list->length && argument <= list->length + list->most * list->width) return list;
  }
  return 0;
}

/* A list is asked for once, by its length, whose cell has the list's name. */
static bool is_asked_for(const struct step* step, uint32_t argument) {
  const struct list* const list = list_with(step, argument);
  return argument > 0 && argument != step->clock_argument && (list == 0 || list->length == argument);
}

/* An object with these members, each once. */
static void read_object(struct call* call, struct reader* reader, const struct cell* cells, uint32_t count) {
  unsigned char* const seen = take(count);
  struct text key;
  for (read_open(reader, '{'); read_member(reader, &key);) {
    uint32_t i = 0;
    while (i < count && !same_text(key, cells[i].name)) ++i;
    if (i == count) return unknown(call, key);
    once(call, &seen[i], key);
    read_value(call, reader, &cells[i]);
  }
  for (uint32_t i = 0; i < count; ++i) required(call, seen[i], cells[i].name);
}

/* The elements that are given; the cells of all others stay zeros. */
static void read_list(struct call* call, struct reader* reader, const struct list* list, const struct cell* cells) {
  uint32_t count = 0;
  for (read_open(reader, '['); read_item(reader); ++count) {
    if (count == list->most) {
      struct writer* const out = complain(call, list->name);
      put(out, "expected at most ");
      put_decimal(out, list->most, 0);
      put(out, " elements");
      return;
    }
    const struct cell* const element = &cells[list->length + 1 + count * list->width];
    call->list = list;
    call->element = count;
    if (list->of_objects != 0)
      read_object(call, reader, element, list->width);
    else
      read_value(call, reader, element);
    call->list = 0;
  }
  set_cell(&cells[list->length], call->arguments, count);
}

static void read_argument(struct call* call, struct reader* reader, const struct step* step, uint32_t argument) {
  const struct cell* const cells = step->arguments.cells.items;
  const struct list* const list = list_with(step, argument);
  if (list != 0)
    read_list(call, reader, list, cells);
  else
    read_value(call, reader, &cells[argument]);
}

/* The members that instantiation has beside its arguments: true where the name is one of them. */
static bool read_settings(struct call* call, struct reader* reader, struct text key, unsigned char* seen) {
  if (same_text(key, TEXT("denoms"))) {
    once(call, &seen[0], key);
    read_denoms(call, reader);
    return true;
  }
  if (!same_text(key, TEXT("feeds"))) return false;
  once(call, &seen[1], key);
  read_feeds(call, reader);
  return true;
}

static void require_settings(struct call* call, const unsigned char* seen) {
  bool coins = false;
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i) coins = coins || is_coin_of_the_chain(i);
  if (coins) required(call, seen[0], TEXT("denoms"));
  if (surety_contract.feed_count > 0) required(call, seen[1], TEXT("feeds"));
}

void read_arguments(struct call* call, struct reader* reader, const struct step* step) {
  const struct cells* const cells = &step->arguments.cells;
  unsigned char* const seen = take(cells->count);
  unsigned char settings[2] = {0, 0};
  struct text key;
  call->step = step;
  call->arguments = take(step->arguments.size);
  for (read_open(reader, '{'); read_member(reader, &key);) {
    uint32_t i = 0;
    while (i < cells->count && !(is_asked_for(step, i) && same_text(key, cells->items[i].name))) ++i;
    if (i < cells->count) {
      once(call, &seen[i], key);
      read_argument(call, reader, step, i);
    } else if (step->kind != step_instantiate || !read_settings(call, reader, key, settings)) {
      return unknown(call, key);
    }
  }
  for (uint32_t i = 0; i < cells->count; ++i)
    if (is_asked_for(step, i)) required(call, seen[i], cells->items[i].name);
  if (step->kind == step_instantiate) require_settings(call, settings);
}

void read_message(struct call* call, struct reader* reader, struct text name, struct transfer* transfer) {
  if (read_transfer(call, reader, name, transfer)) return;
  for (uint32_t i = 1; i < surety_contract.step_count; ++i)
    if (same_text(surety_contract.steps[i].name, name)) return read_arguments(call, reader, &surety_contract.steps[i]);
  struct writer* const out = fail(&call->failure);
  put(out, "message: unknown message ");
  put_shown(out, name);
  put(out, "; this contract takes ");
  for (uint32_t i = 1; i < surety_contract.step_count; ++i) {
    if (i > 1) put(out, ", ");
    put_text(out, surety_contract.steps[i].name);
  }
  for (uint32_t i = 0; i < surety_contract.asset_count; ++i) {
    if (is_coin_of_the_chain(i)) continue;
    put(out, ", ");
    put_text(out, surety_contract.assets[i].transfer_name);
  }
}
