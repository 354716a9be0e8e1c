/* program.c -- a program over the C header of bazaar.surety, in plain C11. */
#include <stdio.h>
#include <stdlib.h>

#include "bazaar_compiled.h"

static void demand(int holds, const char* text, int line) {
  if (holds) return;
  printf("program.c:%d: %s does not hold\n", line, text);
  exit(1);
}
#define DEMAND(condition) demand(condition, #condition, __LINE__)

static Bazaar_globals globals;
static Bazaar_Trader_row traders[8];
static Bazaar_effect effects[Bazaar_max_effects];

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
  DEMAND(Bazaar_close(&context, &close) == Bazaar_error_Unauthorized && context.effect_count == 0);
  puts("all well");
  return 0;
}
