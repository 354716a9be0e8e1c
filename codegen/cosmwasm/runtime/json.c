/* json.c -- see json.h. RFC 8259. */
#include "codegen/cosmwasm/runtime/json.h"

#include "codegen/cosmwasm/runtime/memory.h"

enum { deepest = 16 }; /* deeper than any message; recursion is bounded by it */

struct writer* fail(struct failure* failure) {
  if (failure->failed) {
    failure->ignored.size = 0;
    return &failure->ignored;
  }
  failure->failed = true;
  return &failure->message;
}

struct reader reader_of(struct failure* failure, struct text text, const char* what) {
  return (struct reader){failure, text.start, text.start + text.size, what, 0, false};
}

static bool failed(const struct reader* reader) { return reader->failure->failed; }

static void skip_space(struct reader* reader) {
  while (reader->at < reader->end &&
         (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\t' || *reader->at == '\r'))
    ++reader->at;
}

/* The next byte that is no space, or 0 at the end and after a failure. */
static char peek(struct reader* reader) {
  if (failed(reader)) return 0;
  skip_space(reader);
  return reader->at < reader->end ? *reader->at : 0;
}

void read_expected(struct reader* reader, const char* expected) {
  if (failed(reader)) return;
  skip_space(reader);
  struct writer* const out = fail(reader->failure);
  put(out, reader->what);
  put(out, ": expected ");
  put(out, expected);
  put(out, ", found ");
  const uint32_t left = (uint32_t)(reader->end - reader->at);
  if (left == 0)
    put(out, "the end of the text");
  else
    put_shown(out, (struct text){reader->at, left < 20 ? left : 20});
}

static bool accept(struct reader* reader, char byte) {
  if (peek(reader) != byte) return false;
  ++reader->at;
  return true;
}

void read_open(struct reader* reader, char bracket) {
  if (!accept(reader, bracket)) return read_expected(reader, bracket == '{' ? "an object" : "a list");
  reader->fresh = true;
  if (++reader->depth > deepest) read_expected(reader, "fewer levels of nesting");
}

/* At the next element of what was opened: true, with the comma passed. */
static bool next_element(struct reader* reader, char close) {
  const bool first = reader->fresh;
  reader->fresh = false;
  const char next = peek(reader);
  if (failed(reader)) return false;
  if (next == close) {
    ++reader->at;
    --reader->depth;
    return false;
  }
  if (first) return true;
  if (!accept(reader, ',')) {
    read_expected(reader, close == '}' ? "`,` or `}`" : "`,` or `]`");
    return false;
  }
  return true;
}

bool read_member(struct reader* reader, struct text* key) {
  if (!next_element(reader, '}')) return false;
  if (peek(reader) != '"') read_expected(reader, "a name in quotes");
  *key = read_string(reader);
  if (!accept(reader, ':')) read_expected(reader, "`:`");
  return !failed(reader);
}

bool read_item(struct reader* reader) { return next_element(reader, ']'); }

static uint32_t hexadecimal(struct reader* reader) {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const char byte = reader->at < reader->end ? *reader->at : 0;
    uint32_t digit = 16;
    if (byte >= '0' && byte <= '9') digit = (uint32_t)(byte - '0');
    if (byte >= 'a' && byte <= 'f') digit = (uint32_t)(byte - 'a' + 10);
    if (byte >= 'A' && byte <= 'F') digit = (uint32_t)(byte - 'A' + 10);
    if (digit == 16) {
      read_expected(reader, "four hexadecimal digits after `\\u`");
      return 0;
    }
    value = value << 4 | digit;
    ++reader->at;
  }
  return value;
}

static void put_code_point(struct writer* out, uint32_t code) {
  if (code < 0x80) {
    put_byte(out, (char)code);
    return;
  }
  if (code < 0x800) {
    put_byte(out, (char)(0xc0 | code >> 6));
  } else {
    if (code < 0x10000) {
      put_byte(out, (char)(0xe0 | code >> 12));
    } else {
      put_byte(out, (char)(0xf0 | code >> 18));
      put_byte(out, (char)(0x80 | (code >> 12 & 63)));
    }
    put_byte(out, (char)(0x80 | (code >> 6 & 63)));
  }
  put_byte(out, (char)(0x80 | (code & 63)));
}

/* What stands after `\u`; a high surrogate takes its low one with it. */
static void read_code_point(struct reader* reader, struct writer* out) {
  uint32_t code = hexadecimal(reader);
  if (code >= 0xd800 && code < 0xdc00 && reader->end - reader->at >= 2 && reader->at[0] == '\\' &&
      reader->at[1] == 'u') {
    reader->at += 2;
    const uint32_t low = hexadecimal(reader);
    if (low >= 0xdc00 && low < 0xe000) code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  if (code >= 0xd800 && code < 0xe000) read_expected(reader, "both halves of a surrogate pair");
  if (!failed(reader)) put_code_point(out, code);
}

static void read_escape(struct reader* reader, struct writer* out) {
  static const char names[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char byte = reader->at < reader->end ? *reader->at : 0;
  if (byte == 'u') {
    ++reader->at;
    read_code_point(reader, out);
    return;
  }
  for (uint32_t i = 0; i < sizeof names - 1; ++i) {
    if (byte != names[i]) continue;
    ++reader->at;
    put_byte(out, meanings[i]);
    return;
  }
  read_expected(reader, "an escape of JSON after `\\`");
}

struct text read_string(struct reader* reader) {
  const struct text nothing = {"", 0};
  if (!accept(reader, '"')) {
    read_expected(reader, "a text in quotes");
    return nothing;
  }
  const char* start = reader->at;
  struct writer decoded = {0};
  bool escaped = false;
  while (reader->at < reader->end && *reader->at != '"') {
    if ((unsigned char)*reader->at < 0x20) {
      read_expected(reader, "no control characters in a text");
      return nothing;
    }
    if (*reader->at != '\\') {
      /* What is stored must be what is answered: other bytes would be an id that no query can write. */
      const uint32_t size = utf8_size(reader->at, (uint32_t)(reader->end - reader->at));
      if (size == 0) {
        read_expected(reader, "UTF-8 in a text");
        return nothing;
      }
      reader->at += size;
      continue;
    }
    escaped = true;
    put_text(&decoded, (struct text){start, (uint32_t)(reader->at - start)});
    ++reader->at;
    read_escape(reader, &decoded);
    if (failed(reader)) return nothing;
    start = reader->at;
  }
  if (reader->at == reader->end) {
    read_expected(reader, "a quote that ends the text");
    return nothing;
  }
  const struct text rest = {start, (uint32_t)(reader->at++ - start)};
  if (!escaped) return rest;
  put_text(&decoded, rest);
  return written(&decoded);
}

/* Passes over a word of JSON if it stands here. */
static bool accept_word(struct reader* reader, struct text word) {
  if (peek(reader) != word.start[0]) return false;
  if ((uint32_t)(reader->end - reader->at) < word.size || memcmp(reader->at, word.start, word.size) != 0) return false;
  reader->at += word.size;
  return true;
}

bool read_null(struct reader* reader) { return accept_word(reader, TEXT("null")); }

bool read_boolean(struct reader* reader) {
  if (accept_word(reader, TEXT("true"))) return true;
  if (!accept_word(reader, TEXT("false"))) read_expected(reader, "true or false");
  return false;
}

static bool at_digit(const struct reader* reader) {
  return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

uint32_t read_count(struct reader* reader, uint32_t limit) {
  uint64_t value = 0;
  if (peek(reader) == 0 || !at_digit(reader)) {
    read_expected(reader, "a whole number");
    return 0;
  }
  const bool zero = *reader->at == '0';
  for (const char* const start = reader->at; at_digit(reader); ++reader->at) {
    if (zero && reader->at > start) {
      read_expected(reader, "a whole number without zeros before it");
      return 0;
    }
    if (value <= limit) value = value * 10 + (uint64_t)(*reader->at - '0');
  }
  if (value <= limit) return (uint32_t)value;
  struct writer* const out = fail(reader->failure);
  put(out, reader->what);
  put(out, ": a count is at most ");
  put_decimal(out, limit, 0);
  return 0;
}

static void skip_digits(struct reader* reader) {
  if (!at_digit(reader)) read_expected(reader, "a digit");
  while (at_digit(reader)) ++reader->at;
}

static void skip_number(struct reader* reader) {
  if (*reader->at == '-') ++reader->at;
  skip_digits(reader);
  if (!failed(reader) && reader->at < reader->end && *reader->at == '.') {
    ++reader->at;
    skip_digits(reader);
  }
  if (failed(reader) || reader->at == reader->end || (*reader->at != 'e' && *reader->at != 'E')) return;
  ++reader->at;
  if (reader->at < reader->end && (*reader->at == '+' || *reader->at == '-')) ++reader->at;
  skip_digits(reader);
}

void read_any(struct reader* reader) {
  struct text key;
  switch (peek(reader)) {
    case '{':
      for (read_open(reader, '{'); read_member(reader, &key);) read_any(reader);
      return;
    case '[':
      for (read_open(reader, '['); read_item(reader);) read_any(reader);
      return;
    case '"': read_string(reader); return;
    case 't':
    case 'f': read_boolean(reader); return;
    case 'n':
      if (!read_null(reader)) read_expected(reader, "a value");
      return;
    default:
      if (peek(reader) == '-' || at_digit(reader))
        skip_number(reader);
      else
        read_expected(reader, "a value");
  }
}

void read_end(struct reader* reader) {
  if (!failed(reader) && (skip_space(reader), reader->at != reader->end))
    read_expected(reader, "nothing after the value");
}
