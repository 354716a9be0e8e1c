/* decimal.c -- 128-bit integers as decimal text and back, exactly. See text.h.
 *
 * compiler-rt divides 128 bits by a loop over bits; four steps of 64 by 32 bits do for a constant divisor. */
#include "codegen/cosmwasm/runtime/memory.h"
#include "codegen/cosmwasm/runtime/text.h"

typedef unsigned __int128 magnitude;

static const magnitude highest = ((magnitude)1 << 127) - 1;

enum { most_digits = 39 }; /* 2^127 has 39 */

/* Digits of a value below 2^128, least significant first; their number. */
static uint32_t digits_of(magnitude value, char* digits) {
  uint32_t limbs[4];
  memcpy(limbs, &value, sizeof limbs);
  uint32_t count = 0;
  do {
    uint64_t rest = 0;
    for (int i = 3; i >= 0; --i) {
      const uint64_t part = rest << 32 | limbs[i];
      limbs[i] = (uint32_t)(part / 1000000000u);
      rest = part % 1000000000u;
    }
    for (int i = 0; i < 9; ++i, rest /= 10) digits[count++] = (char)('0' + rest % 10);
  } while ((limbs[0] | limbs[1] | limbs[2] | limbs[3]) != 0);
  while (count > 1 && digits[count - 1] == '0') --count;
  return count;
}

void put_decimal(struct writer* out, integer value, uint32_t scale) {
  char digits[most_digits + 9];
  const uint32_t count = digits_of(value < 0 ? -(magnitude)value : (magnitude)value, digits);
  if (value < 0) put_byte(out, '-');
  if (count <= scale) put_byte(out, '0');
  for (uint32_t i = count; i > scale; --i) put_byte(out, digits[i - 1]);
  uint32_t last = 0; /* trailing zeros say nothing */
  while (last < scale && (last >= count || digits[last] == '0')) ++last;
  if (last == scale) return;
  put_byte(out, '.');
  for (uint32_t i = scale; i > last; --i) put_byte(out, i > count ? '0' : digits[i - 1]);
}

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/* value * 10 + digit, or false where that is beyond `limit`. */
static bool append_digit(magnitude* value, uint32_t digit, magnitude limit) {
  if (*value > limit >> 3) return false; /* and so no bit is lost below */
  const magnitude ten = (*value << 3) + (*value << 1);
  if (ten > limit || ten + digit > limit) return false;
  *value = ten + digit;
  return true;
}

enum decimal_problem read_decimal(struct text text, uint32_t scale, integer* value) {
  const char* at = text.start;
  const char* const end = at + text.size;
  const bool negative = at < end && *at == '-';
  if (negative) ++at;
  if (at == end || !is_digit(*at) || (*at == '0' && end - at > 1 && at[1] != '.')) return decimal_malformed;
  const magnitude limit = highest + (negative ? 1 : 0);
  magnitude sum = 0;
  bool fits = true;
  for (; at < end && is_digit(*at); ++at) fits = append_digit(&sum, (uint32_t)(*at - '0'), limit) && fits;
  uint32_t decimals = 0;
  if (at < end && *at == '.') {
    if (++at == end) return decimal_malformed;
    for (; at < end && is_digit(*at); ++at, ++decimals)
      if (decimals < scale) fits = append_digit(&sum, (uint32_t)(*at - '0'), limit) && fits;
  }
  if (at != end || (negative && fits && sum == 0)) return decimal_malformed;
  if (decimals > scale) return decimal_too_fine;
  for (; decimals < scale; ++decimals) fits = append_digit(&sum, 0, limit) && fits;
  if (!fits) return decimal_too_large;
  *value = negative ? (integer)-sum : (integer)sum;
  return decimal_fine;
}
