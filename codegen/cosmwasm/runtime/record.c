/* record.c -- see record.h. */
#include "codegen/cosmwasm/runtime/record.h"

#include "codegen/cosmwasm/runtime/memory.h"

enum { integer_size = 16 };

static integer from_bytes(const unsigned char* bytes, uint32_t size, bool is_signed) {
  integer value = 0;
  if (is_signed && size > 0 && (bytes[size - 1] & 0x80) != 0) value = -1;
  memcpy(&value, bytes, size);
  return value;
}

integer cell_value(const struct cell* cell, const unsigned char* block) {
  return from_bytes(block + cell->offset, cell->size, cell->sort == sort_integer);
}

void set_cell(const struct cell* cell, unsigned char* block, integer value) {
  memcpy(block + cell->offset, &value, cell->size);
}

bool names_row(const struct cell* cell) { return cell->sort == sort_party || cell->sort == sort_id; }

void put_item(struct writer* out, struct text bytes) {
  put_byte(out, (char)bytes.size);
  put_text(out, bytes);
}

void put_integer_item(struct writer* out, integer value) {
  unsigned char bytes[integer_size];
  memcpy(bytes, &value, sizeof bytes);
  const unsigned char fill = value < 0 ? 0xff : 0;
  uint32_t size = integer_size;
  while (size > 0 && bytes[size - 1] == fill && (size == 1 ? fill == 0 : (bytes[size - 2] & 0x80) == (fill & 0x80)))
    --size;
  put_item(out, (struct text){(const char*)bytes, size});
}

static void damaged(struct failure* failure) {
  put(fail(failure), "storage: a record is not as this contract wrote it");
}

struct text read_item_of(struct text* record, struct failure* failure) {
  const uint32_t size = record->size > 0 ? (unsigned char)record->start[0] : 0;
  if (record->size < size + 1) {
    damaged(failure);
    return (struct text){"", 0};
  }
  const struct text item = {record->start + 1, size};
  record->start += size + 1;
  record->size -= size + 1;
  return item;
}

integer read_integer_item(struct text* record, struct failure* failure) {
  const struct text item = read_item_of(record, failure);
  if (item.size <= integer_size) return from_bytes((const unsigned char*)item.start, item.size, true);
  damaged(failure);
  return 0;
}

void put_cells(struct writer* out, const struct cells* cells, const unsigned char* block,
               const struct parties* parties) {
  for (uint32_t i = 0; i < cells->count; ++i) {
    const integer value = cell_value(&cells->items[i], block);
    if (!names_row(&cells->items[i]))
      put_integer_item(out, value);
    else
      put_item(out, value == 0 ? (struct text){"", 0} : parties->addresses[(uint32_t)value]);
  }
}

void read_cells(struct text record, const struct cells* cells, unsigned char* block, struct parties* parties,
                struct failure* failure) {
  for (uint32_t i = 0; i < cells->count && !failure->failed; ++i) {
    const struct cell* const cell = &cells->items[i];
    if (names_row(cell)) {
      const struct text address = read_item_of(&record, failure);
      set_cell(cell, block, address.size == 0 ? 0 : (integer)party_of(parties, address));
    } else {
      set_cell(cell, block, read_integer_item(&record, failure));
    }
  }
  if (record.size != 0) damaged(failure);
}
