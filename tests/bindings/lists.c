/* lists.c -- an action that takes a list, in plain C11: tests/verify/exercise_several. */
#include "several_compiled.h"
#include "tests/bindings/demand.h"

enum { wendy = 1, will, hal, parties };

static SeveralPuts_globals globals;
static SeveralPuts_Writer_row writers[parties];
static SeveralPuts_Holder_row holders[parties];
static SeveralPuts_effect effects[SeveralPuts_max_effects];

static const surety_cell ether = 100000000;

int main(void) {
  SeveralPuts_context context = {
      .globals = &globals, .effects = effects, .capacity = parties, .Writer = writers, .Holder = holders};
  const SeveralPuts_instantiate_arguments begin = {.strike = 33000};
  DEMAND(SeveralPuts_instantiate(&context, &begin) == SeveralPuts_ok);
  for (surety_cell writer = wendy; writer <= will; ++writer) {
    const SeveralPuts_write_arguments write = {.caller = writer, .quantity = 30 * ether, .holder = hal};
    DEMAND(SeveralPuts_write(&context, &write) == SeveralPuts_ok);
  }
  const SeveralPuts_exercise_arguments both = {
      .caller = hal,
      .parts_length = 2,
      .parts = {{.writer = wendy, .quantity = 30 * ether}, {.writer = will, .quantity = 10 * ether}},
      .payment = 40 * ether};
  DEMAND(SeveralPuts_exercise(&context, &both) == SeveralPuts_ok);
  DEMAND(writers[wendy].written == 0 && writers[will].written == 20 * ether && holders[hal].puts == 20 * ether);
  const SeveralPuts_exercise_arguments none = {.caller = hal};
  DEMAND(SeveralPuts_exercise(&context, &none) == SeveralPuts_ok);
  const SeveralPuts_exercise_arguments too_long = {.caller = hal, .parts_length = 4};
  DEMAND(SeveralPuts_exercise(&context, &too_long) == SeveralPuts_error_OutOfRange_parts_length);
  SeveralPuts_record record = {.exercise = {.parts_length = 1, .parts = {{will, ether}}, .payment = ether}};
  record.exercise.caller = SeveralPuts_call(SeveralPuts_step_exercise, hal);
  int32_t status = -1;
  DEMAND(SeveralPuts_batch(&context, &record, 1, &status, SeveralPuts_max_effects) == 1 && status == SeveralPuts_ok);
  DEMAND(writers[will].written == 19 * ether);
  puts("all well");
  return 0;
}
