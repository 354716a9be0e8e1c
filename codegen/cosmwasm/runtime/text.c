/* text.c -- see text.h. */
#include "codegen/cosmwasm/runtime/text.h"

#include "codegen/cosmwasm/runtime/memory.h"

bool same_text(struct text a, struct text b) { return a.size == b.size && memcmp(a.start, b.start, a.size) == 0; }

bool text_before(struct text a, struct text b) {
  const uint32_t shared = a.size < b.size ? a.size : b.size;
  const int order = shared > 0 ? memcmp(a.start, b.start, shared) : 0;
  return order != 0 ? order < 0 : a.size < b.size;
}

struct text written(const struct writer* writer) { return (struct text){writer->start, writer->size}; }

static void reserve(struct writer* out, uint32_t more) {
  if (out->capacity - out->size >= more) return;
  uint32_t capacity = out->capacity * 2;
  if (capacity < out->size + more) capacity = out->size + more;
  if (capacity < 128) capacity = 128;
  char* const start = take(capacity);
  if (out->size > 0) memcpy(start, out->start, out->size);
  out->start = start;
  out->capacity = capacity;
}

void put_text(struct writer* out, struct text text) {
  if (text.size == 0) return;
  reserve(out, text.size);
  memcpy(out->start + out->size, text.start, text.size);
  out->size += text.size;
}

void put(struct writer* out, const char* literal) {
  uint32_t size = 0;
  while (literal[size] != 0) ++size;
  put_text(out, (struct text){literal, size});
}

void put_byte(struct writer* out, char byte) { put_text(out, (struct text){&byte, 1}); }

uint32_t utf8_size(const char* text, uint32_t left) {
  const unsigned char* const at = (const unsigned char*)text;
  const unsigned char first = at[0];
  if (first < 0x80) return 1;
  const uint32_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || left < size) return 0;
  for (uint32_t i = 1; i < size; ++i)
    if ((at[i] & 0xc0) != 0x80) return 0;
  if (first == 0xe0 && at[1] < 0xa0) return 0;
  if (first == 0xed && at[1] > 0x9f) return 0;
  if (first == 0xf0 && at[1] < 0x90) return 0;
  if (first == 0xf4 && at[1] > 0x8f) return 0;
  return size;
}

void put_json(struct writer* out, struct text text) {
  static const char digits[] = "0123456789abcdef";
  put_byte(out, '"');
  for (uint32_t i = 0; i < text.size;) {
    const unsigned char* const at = (const unsigned char*)text.start + i;
    const uint32_t size = utf8_size(text.start + i, text.size - i);
    if (*at == '"' || *at == '\\') put_byte(out, '\\');
    if (size == 0) {
      put_byte(out, '?');
    } else if (*at < 0x20) {
      put(out, "\\u00");
      put_byte(out, digits[*at >> 4]);
      put_byte(out, digits[*at & 15]);
    } else {
      put_text(out, (struct text){(const char*)at, size});
    }
    i += size == 0 ? 1 : size;
  }
  put_byte(out, '"');
}

void put_shown(struct writer* out, struct text text) {
  const uint32_t most = 60;
  put_byte(out, '`');
  for (uint32_t i = 0; i < text.size && i < most; ++i) {
    const char byte = text.start[i];
    put_byte(out, byte >= 0x20 && byte < 0x7f ? byte : '?');
  }
  put(out, text.size > most ? "...`" : "`");
}

void put_base64(struct writer* out, struct text bytes) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (uint32_t i = 0; i < bytes.size; i += 3) {
    const uint32_t left = bytes.size - i;
    const unsigned char* const at = (const unsigned char*)bytes.start + i;
    const uint32_t group = (uint32_t)at[0] << 16 | (left > 1 ? (uint32_t)at[1] << 8 : 0) | (left > 2 ? at[2] : 0);
    put_byte(out, alphabet[group >> 18]);
    put_byte(out, alphabet[group >> 12 & 63]);
    put_byte(out, left > 1 ? alphabet[group >> 6 & 63] : '=');
    put_byte(out, left > 2 ? alphabet[group & 63] : '=');
  }
}
