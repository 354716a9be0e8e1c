/* parties.h -- addresses as small numbers, for the length of one call.
 *
 * Compiled steps know parties as indices of rows. A call meets few of them: the contract itself, the sender, those
 * named in the message and those that the state names. Each gets the next number when it is first met.
 *
 * Number 0 is the contract's own address. It is what a cell holds that no party was ever written to, since cells begin
 * as zeros; and nobody can send a message as the contract, so that an unset role belongs to nobody. */
#ifndef SURETY_COSMWASM_PARTIES_H
#define SURETY_COSMWASM_PARTIES_H

#include "codegen/cosmwasm/runtime/text.h"

enum { longest_address = 255 }; /* its length is stored in a byte */

struct parties {
  struct text* addresses;
  uint32_t count;
  uint32_t capacity;
};

uint32_t party_of(struct parties* parties, struct text address);

#endif
