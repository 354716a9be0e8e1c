/* text.h -- texts that grow: JSON to answer with, error messages, storage keys. */
#ifndef SURETY_COSMWASM_TEXT_H
#define SURETY_COSMWASM_TEXT_H

#include "codegen/cosmwasm/runtime/contract.h"

struct writer {
  char* start;
  uint32_t size;
  uint32_t capacity;
};

/* A literal as a text. */
#define TEXT(literal) ((struct text){literal, sizeof(literal) - 1})

bool same_text(struct text a, struct text b);
/* Byte by byte, no bytes before any. */
bool text_before(struct text a, struct text b);
struct text written(const struct writer* writer);

void put(struct writer* out, const char* literal);
void put_text(struct writer* out, struct text text);
void put_byte(struct writer* out, char byte);
/* Bytes of the UTF-8 sequence at `text`, 0 where there is none (RFC 3629: no surrogates, nothing overlong). */
uint32_t utf8_size(const char* text, uint32_t left);
/* In quotes, escaped for JSON. What is not UTF-8 comes out as question marks. */
void put_json(struct writer* out, struct text text);
/* What a user sent, for an error message: at most 60 bytes, printable ASCII. */
void put_shown(struct writer* out, struct text text);
/* `value` counts 10^-scale: -1500 at scale 3 is -1.5. */
void put_decimal(struct writer* out, integer value, uint32_t scale);
void put_base64(struct writer* out, struct text bytes);

enum decimal_problem { decimal_fine, decimal_malformed, decimal_too_fine, decimal_too_large };
/* -?(0|[1-9][0-9]*)(\.[0-9]{1,scale})? that fits 128 bits, but no minus before zero, and nothing else. */
enum decimal_problem read_decimal(struct text text, uint32_t scale, integer* value);

#endif
