// cells.cpp -- see cells.h.
#include "codegen/cells.h"

#include <cstring>

namespace surety::codegen {

namespace {
__extension__ using Word = unsigned __int128;
static_assert(sizeof(mp_limb_t) == 8, "GMP with 64-bit limbs");
}  // namespace

Cell to_cell(const core::Integer& value) {
  const mpz_srcptr number = value.get_mpz_t();
  const Word magnitude = (Word{mpz_getlimbn(number, 1)} << 64) | mpz_getlimbn(number, 0);
  return static_cast<Cell>(mpz_sgn(number) < 0 ? -magnitude : magnitude);
}

core::Integer from_cell(Cell cell) {
  const Word magnitude = cell < 0 ? -static_cast<Word>(cell) : static_cast<Word>(cell);
  core::Integer result(static_cast<unsigned long>(magnitude >> 64));
  if (result != 0) mpz_mul_2exp(result.get_mpz_t(), result.get_mpz_t(), 64);
  mpz_add_ui(result.get_mpz_t(), result.get_mpz_t(), static_cast<unsigned long>(magnitude));
  if (cell < 0) mpz_neg(result.get_mpz_t(), result.get_mpz_t());
  return result;
}

core::Integer read_slot(const char* structure, const Slot& slot, core::Sort sort) {
  Cell cell = 0;
  std::memcpy(&cell, structure + slot.offset, slot.size);
  const std::uint32_t missing = 8 * (std::uint32_t{sizeof cell} - slot.size);
  if (sort == core::Sort::integer) cell = static_cast<Cell>(static_cast<Word>(cell) << missing) >> missing;
  return from_cell(cell);
}

void write_slot(char* structure, const Slot& slot, const core::Integer& value) {
  const Cell cell = to_cell(value);
  std::memcpy(structure + slot.offset, &cell, slot.size);
}

}  // namespace surety::codegen
