/* run.c -- runs a step that was read, after the time that has passed since the last one. See call.h. */
#include "codegen/cosmwasm/runtime/call.h"
#include "codegen/cosmwasm/runtime/memory.h"
#include "codegen/cosmwasm/runtime/record.h"

/* The context of docs/abi.md: pointers and counts, four bytes each; the tables' pointers follow. */
enum context_member { context_globals, context_effects, context_count, context_capacity, context_tables };

static uint32_t address(const void* pointer) { return (uint32_t)(uintptr_t)pointer; }

static void execute(struct call* call, const struct step* step, const unsigned char* arguments) {
  if (call->failure.failed) return;
  const uint32_t tables = surety_contract.table_count;
  uint32_t* const context = take((context_tables + tables) * (uint32_t)sizeof *context);
  context[context_globals] = address(call->globals);
  context[context_effects] = address(call->effects + call->effect_count);
  context[context_capacity] = call->capacity;
  for (uint32_t i = 0; i < tables; ++i) context[context_tables + i] = address(call->tables[i]);
  const int32_t status = step->run(context, arguments);
  call->effect_count += context[context_count];
  if (status == 0) return;
  struct writer* const out = fail(&call->failure);
  if (status > 0 && (uint32_t)status <= surety_contract.error_count)
    put_text(out, surety_contract.errors[status - 1]);
  else
    put(out, "internal: the step needs rows that it did not announce");
}

/* How many parties a list of loads can meet beyond those that are known. */
static uint32_t parties_met(const struct step* step) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < step->load_count; ++i) {
    const struct cells* const cells = &surety_contract.tables[step->loads[i].table].cells;
    for (uint32_t f = 0; f < cells->count; ++f) count += names_row(&cells->items[f]) ? 1 : 0;
  }
  return count;
}

static void prepare_rows(struct call* call, const struct step* clock_step) {
  const uint32_t steps_effects = 2 * surety_contract.max_effects;
  call->capacity = call->parties.count + parties_met(call->step);
  call->row_capacity = call->step->load_count;
  if (clock_step != 0) {
    call->capacity += parties_met(clock_step);
    call->row_capacity += clock_step->load_count;
  }
  call->rows = take(call->row_capacity * (uint32_t)sizeof *call->rows);
  call->effects = take(steps_effects * (uint32_t)sizeof *call->effects);
  call->tables = take(surety_contract.table_count * (uint32_t)sizeof *call->tables);
  for (uint32_t i = 0; i < surety_contract.table_count; ++i)
    call->tables[i] = take(call->capacity * surety_contract.tables[i].size);
}

/* Seconds since the state's time. */
static integer passed(const struct call* call) {
  const integer now = cell_value(&surety_contract.globals.cells.items[surety_contract.clock], call->globals);
  integer difference = 0;
  if (__builtin_sub_overflow(call->seconds, now, &difference)) return call->seconds;
  return difference;
}

static void set_caller(const struct call* call, const struct step* step, unsigned char* arguments) {
  set_cell(&step->arguments.cells.items[0], arguments, (integer)call->sender);
}

/* Time passes before anything else happens: the chain's clock is the contract's. */
static void advance(struct call* call, const struct step* clock_step) {
  unsigned char* const arguments = take(clock_step->arguments.size);
  set_caller(call, clock_step, arguments);
  set_cell(&clock_step->arguments.cells.items[clock_step->clock_argument], arguments, passed(call));
  unsigned char* const given = call->arguments;
  call->arguments = arguments;
  load_rows(call, clock_step);
  execute(call, clock_step, arguments);
  call->arguments = given;
}

static void set_clock_argument(const struct call* call) {
  const struct step* const step = call->step;
  if (step->clock_argument == none) return;
  const integer value = step->kind == step_advance ? passed(call) : call->seconds;
  set_cell(&step->arguments.cells.items[step->clock_argument], call->arguments, value);
}

/* An oracle's value comes from its feed. */
static void check_feed(struct call* call) {
  if (call->step->feed == none) return;
  load_config(call);
  if (call->failure.failed) return;
  const struct text sender = call->parties.addresses[call->sender];
  if (same_text(call->config.feeds[call->step->feed], sender)) return;
  struct writer* const out = fail(&call->failure);
  put(out, "feed: ");
  put_text(out, call->step->name);
  put(out, " is for ");
  put_shown(out, call->config.feeds[call->step->feed]);
  put(out, " alone");
}

void run_call(struct call* call) {
  if (call->failure.failed) return;
  const struct step* const step = call->step;
  const struct step* clock_step = 0;
  check_feed(call);
  load_globals(call);
  if (call->failure.failed) return;
  const bool keeps_time = surety_contract.clock != none && surety_contract.clock_step != none;
  if (keeps_time && step->kind != step_instantiate && step->kind != step_advance && passed(call) != 0)
    clock_step = &surety_contract.steps[surety_contract.clock_step];
  prepare_rows(call, clock_step);
  if (clock_step != 0) advance(call, clock_step);
  set_caller(call, step, call->arguments);
  set_clock_argument(call);
  load_rows(call, step);
  execute(call, step, call->arguments);
}
