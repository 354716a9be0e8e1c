/* program.c -- a program over the C header of bazaar.surety, in plain C11. */
#include "bazaar_compiled.h"
#include "tests/bindings/demand.h"

static Bazaar_globals globals;
static Bazaar_Trader_row traders[8];
static Bazaar_effect effects[2 * Bazaar_max_effects];

int main(void) {
  Bazaar_context context = {.globals = &globals, .effects = effects, .capacity = 8, .Trader = traders};
  const Bazaar_instantiate_arguments begin = {.council = 1, .fee = 250, .mark = 20000000};
  DEMAND(Bazaar_instantiate(&context, &begin) == Bazaar_ok);
  const Bazaar_deposit_arguments deposit = {.caller = 2, .amount = 200500000};
  DEMAND(Bazaar_deposit(&context, &deposit) == Bazaar_ok);
  DEMAND(context.effect_count == 1 && effects[0].asset == Bazaar_asset_USD && effects[0].amount == 200500000);
  DEMAND(Bazaar_scale_Trader_quote == 12 && traders[2].quote == (surety_cell)200500000 * 1000000);
  const Bazaar_deposit_arguments stranger = {.caller = 8, .amount = 1};
  DEMAND(Bazaar_deposit(&context, &stranger) == Bazaar_grow);
  const Bazaar_close_arguments close = {.caller = 2};
  Bazaar_record records[2] = {{.cells_2 = {Bazaar_call(Bazaar_step_cells_2, 2), 1}},
                              {.close = {Bazaar_call(Bazaar_step_close, 2)}}};
  int32_t statuses[2];
  DEMAND(Bazaar_batch(&context, records, 2, statuses, 2 * Bazaar_max_effects) == 2);
  DEMAND(statuses[0] == Bazaar_ok && statuses[1] == Bazaar_error_Unauthorized && context.effect_count == 1);
  DEMAND(Bazaar_close(&context, &close) == Bazaar_error_Unauthorized && context.effect_count == 0);
  puts("all well");
  return 0;
}
