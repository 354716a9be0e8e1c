/* memory.c -- see memory.h. */
#include "codegen/cosmwasm/runtime/memory.h"

extern unsigned char __heap_base;

static uintptr_t next;
static bool finished;

void memory_finished(void) { finished = true; }

void* take(uint32_t size) {
  const uintptr_t page = 65536;
  if (next == 0) next = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  const uintptr_t at = next;
  const uintptr_t end = (at + size + 15) & ~(uintptr_t)15;
  if (end < at) __builtin_trap();
  const uintptr_t have = __builtin_wasm_memory_size(0) * page;
  if (end > have && __builtin_wasm_memory_grow(0, (end - have + page - 1) / page) == (size_t)-1) __builtin_trap();
  next = end;
  memset((void*)at, 0, end - at);
  return (void*)at;
}

struct region* region_of(struct text bytes) {
  struct region* const region = take(sizeof *region);
  region->offset = (uint32_t)(uintptr_t)bytes.start;
  region->capacity = bytes.size;
  region->length = bytes.size;
  return region;
}

struct text text_of(const struct region* region) {
  return (struct text){(const char*)(uintptr_t)region->offset, region->length};
}

__attribute__((export_name("allocate"))) struct region* allocate(uint32_t size) {
  if (finished) {
    finished = false;
    next = 0;
  }
  struct region* const region = take(sizeof *region);
  region->offset = (uint32_t)(uintptr_t)take(size == 0 ? 1 : size);
  region->capacity = size;
  return region;
}

__attribute__((export_name("deallocate"))) void deallocate(struct region* region) { (void)region; }

void* memcpy(void* to, const void* from, size_t size) {
  unsigned char* target = to;
  const unsigned char* source = from;
  while (size-- > 0) *target++ = *source++;
  return to;
}

void* memmove(void* to, const void* from, size_t size) {
  unsigned char* target = to;
  const unsigned char* source = from;
  if (target <= source) return memcpy(to, from, size);
  while (size-- > 0) target[size] = source[size];
  return to;
}

void* memset(void* to, int byte, size_t size) {
  unsigned char* target = to;
  while (size-- > 0) *target++ = (unsigned char)byte;
  return to;
}

int memcmp(const void* left, const void* right, size_t size) {
  const unsigned char* a = left;
  const unsigned char* b = right;
  for (; size > 0; --size, ++a, ++b)
    if (*a != *b) return *a < *b ? -1 : 1;
  return 0;
}
