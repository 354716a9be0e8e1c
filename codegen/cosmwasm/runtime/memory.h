/* memory.h -- memory for one call: taken and never given back.
 *
 * A chain makes a fresh instance for each call, so nothing needs to be freed. Test machines keep one instance: they are
 * served by beginning anew at the first `allocate` after an entry point has returned. */
#ifndef SURETY_COSMWASM_MEMORY_H
#define SURETY_COSMWASM_MEMORY_H

#include <stddef.h>

#include "codegen/cosmwasm/runtime/contract.h"

/* How host and contract hand each other bytes. */
struct region {
  uint32_t offset;
  uint32_t capacity;
  uint32_t length;
};

/* Zeroed memory, aligned to 16 bytes. Ends the call where the machine has no more. */
void* take(uint32_t size);
/* A region over bytes that exist already. */
struct region* region_of(struct text bytes);
struct text text_of(const struct region* region);
/* The call is over: what it took may be overwritten by the next one. */
void memory_finished(void);

void* memcpy(void* to, const void* from, size_t size);
void* memmove(void* to, const void* from, size_t size);
void* memset(void* to, int byte, size_t size);
int memcmp(const void* left, const void* right, size_t size);

#endif
