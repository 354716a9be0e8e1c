/* record.h -- cells as bytes in the chain's storage.
 *
 * One item a cell, in the order of declaration: a byte with a length, then that many bytes. An integer or boolean is
 * its shortest little-endian two's complement, none for 0; a party its address, none for the contract itself. So
 * storage does not depend on how a compiler lays cells out in memory, costs little, and a row of zeros is a record of
 * zeros. */
#ifndef SURETY_COSMWASM_RECORD_H
#define SURETY_COSMWASM_RECORD_H

#include "codegen/cosmwasm/runtime/json.h"
#include "codegen/cosmwasm/runtime/parties.h"

integer cell_value(const struct cell* cell, const unsigned char* block);
void set_cell(const struct cell* cell, unsigned char* block, integer value);
/* Does it hold the number of a party or of an id? */
bool names_row(const struct cell* cell);

void put_item(struct writer* out, struct text bytes);
void put_integer_item(struct writer* out, integer value);
/* The next item of a record, which becomes shorter by it; fails where there is none. */
struct text read_item_of(struct text* record, struct failure* failure);
integer read_integer_item(struct text* record, struct failure* failure);

void put_cells(struct writer* out, const struct cells* cells, const unsigned char* block,
               const struct parties* parties);
/* Fails on a record that no such cells were written as. */
void read_cells(struct text record, const struct cells* cells, unsigned char* block, struct parties* parties,
                struct failure* failure);

#endif
