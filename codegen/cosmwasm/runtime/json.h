/* json.h -- a reader of JSON that is handed whatever a stranger sent, and says what is wrong with it.
 *
 * It pulls: the caller says what it expects next and gets it, or the first complaint is kept in the failure and
 * everything after it does nothing. So a malformed message costs one error text and never a trap. */
#ifndef SURETY_COSMWASM_JSON_H
#define SURETY_COSMWASM_JSON_H

#include "codegen/cosmwasm/runtime/text.h"

/* The first thing that went wrong in this call. */
struct failure {
  bool failed;
  struct writer message;
  struct writer ignored; /* where later complaints go */
};

/* Marks the call as failed and gives the place for its message. Only the first message is kept. */
struct writer* fail(struct failure* failure);

struct reader {
  struct failure* failure;
  const char* at;
  const char* end;
  const char* what; /* "message", "env": what the text is, for complaints */
  uint32_t depth;
  bool fresh; /* nothing was read since the last bracket was opened */
};

struct reader reader_of(struct failure* failure, struct text text, const char* what);

/* The complaint "WHAT: expected EXPECTED, found …" at the place where the reader stands. */
void read_expected(struct reader* reader, const char* expected);

/* An object: `for (read_open(r, '{'); read_member(r, &key);) …` where the body reads one value.
 * A list: `for (read_open(r, '['); read_item(r);) …`. Both return false at the end and after a failure. */
void read_open(struct reader* reader, char bracket);
bool read_member(struct reader* reader, struct text* key);
bool read_item(struct reader* reader);

/* UTF-8 and nothing else. Escapes are decoded; the text lives as long as the call. */
struct text read_string(struct reader* reader);
bool read_boolean(struct reader* reader);
/* A JSON number without sign, fraction and exponent, at most `limit`. */
uint32_t read_count(struct reader* reader, uint32_t limit);
/* True, and passes over it, where the next value is null. */
bool read_null(struct reader* reader);
/* Passes over any value. */
void read_any(struct reader* reader);
/* Nothing may follow. */
void read_end(struct reader* reader);

#endif
