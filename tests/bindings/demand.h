/* demand.h -- what the programs of this folder check with, in C and in C++: they end with 1 where something does not
 * hold. */
#pragma once

#include <stdio.h>
#include <stdlib.h>

static void demand(int holds, const char* text, const char* file, int line) {
  if (holds) return;
  printf("%s:%d: %s does not hold\n", file, line, text);
  exit(1);
}
#define DEMAND(condition) demand(condition, #condition, __FILE__, __LINE__)
