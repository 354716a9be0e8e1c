/* parties.c -- see parties.h. */
#include "codegen/cosmwasm/runtime/parties.h"

#include "codegen/cosmwasm/runtime/memory.h"

uint32_t party_of(struct parties* parties, struct text address) {
  for (uint32_t i = 0; i < parties->count; ++i)
    if (same_text(parties->addresses[i], address)) return i;
  if (parties->count == parties->capacity) {
    parties->capacity = parties->capacity * 2 + 8;
    struct text* const grown = take(parties->capacity * (uint32_t)sizeof *grown);
    if (parties->count > 0) memcpy(grown, parties->addresses, parties->count * sizeof *grown);
    parties->addresses = grown;
  }
  parties->addresses[parties->count] = address;
  return parties->count++;
}
