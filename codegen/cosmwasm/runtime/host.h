/* host.h -- what the chain offers to a contract, as far as it is used here (CosmWasm interface version 8).
 *
 * A key or value that we pass stays ours; what is returned was made by our own `allocate` and is ours too. */
#ifndef SURETY_COSMWASM_HOST_H
#define SURETY_COSMWASM_HOST_H

#include "codegen/cosmwasm/runtime/memory.h"

#define SURETY_HOST(function) __attribute__((import_module("env"), import_name(#function))) function

/* Null where there is no such key. */
struct region* SURETY_HOST(db_read)(const struct region* key);
void SURETY_HOST(db_write)(const struct region* key, const struct region* value);
void SURETY_HOST(db_remove)(const struct region* key);
/* An iterator over [start, end) in ascending order of keys (order 1). */
uint32_t SURETY_HOST(db_scan)(const struct region* start, const struct region* end, int32_t order);
/* key | u32be its length | value | u32be its length; an empty key at the end. */
struct region* SURETY_HOST(db_next)(uint32_t iterator);
/* Null where the address is valid and in its normal form, else why not. */
struct region* SURETY_HOST(addr_validate)(const struct region* address);

#endif
