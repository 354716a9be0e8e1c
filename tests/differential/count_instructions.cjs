// count_instructions.cjs -- how many instructions a WebAssembly module executes, counted by the module itself.
//
// Loaded into node before the host that runs a contract (NODE_OPTIONS=--require=…). Every module that is compiled gets
// a counter, and every basic block adds its length to it; every exported function is wrapped, so that the most that one
// call of it took is known. When node ends, a line of JSON goes to the file SURETY_COUNTS: the SHA-256 of the module as
// it came, and for each export the calls and the most instructions. Nothing is shared with the decoder of the Cost
// reading, which these counts are held against.
'use strict';
const { createHash } = require('crypto');
const { appendFileSync } = require('fs');

const GLOBALS = 6, EXPORTS = 7, CODE = 10;
const COUNTER = 'surety.count';
const BLOCK = 0x02, LOOP = 0x03, IF = 0x04, ELSE = 0x05, END = 0x0b, BR = 0x0c, BR_IF = 0x0d, BR_TABLE = 0x0e, RETURN = 0x0f;
const ENDS_BLOCK = new Set([0x00, LOOP, IF, ELSE, END, BR, BR_IF, BR_TABLE, RETURN]);

/** LEB128 of a number that is not negative. */
function leb(value) {
  const bytes = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value ? low | 0x80 : low);
  } while (value);
  return bytes;
}
/** The same for `i64.const`, whose last group carries the sign. */
function signed(value) {
  const bytes = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    if (value === 0 && (low & 0x40) === 0) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  byte() {
    return this.bytes[this.at++];
  }
  size() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  skipNumbers(count) {
    for (; count > 0; --count) while (this.byte() >= 0x80);
  }
  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

/** Goes past what follows an operator. */
function skipOperands(code, reader) {
  if (code === BLOCK || code === LOOP || code === IF || code === BR || code === BR_IF) return reader.skipNumbers(1);
  if (code === 0x10 || code === 0xd2 || code === 0xd0 || (code >= 0x20 && code <= 0x26)) return reader.skipNumbers(1);
  if (code === BR_TABLE) return reader.skipNumbers(reader.size() + 1);
  if (code === 0x11 || (code >= 0x28 && code <= 0x3e)) return reader.skipNumbers(2);
  if (code === 0x3f || code === 0x40 || code === 0x41 || code === 0x42) return reader.skipNumbers(1);
  if (code === 0x43) return reader.take(4);
  if (code === 0x44) return reader.take(8);
  if (code === 0x1c) return reader.skipNumbers(reader.size());
  if (code === 0xfc) return reader.skipNumbers([0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1][reader.size()]);
  if (code === 0xfd) throw new Error('vectors are not counted here');
}

/** A body with an addition to the counter at the beginning of each basic block. */
function counted(body, counter) {
  const reader = new Reader(body);
  for (let groups = reader.size(); groups > 0; --groups) {
    reader.size();
    reader.byte();
  }
  const parts = [body.subarray(0, reader.at)];
  while (reader.at < body.length) {
    const begin = reader.at;
    let count = 0;
    for (let code = -1; !ENDS_BLOCK.has(code) && reader.at < body.length; ++count) {
      code = reader.byte();
      skipOperands(code, reader);
    }
    const global = leb(counter);
    parts.push(Uint8Array.from([0x23, ...global, 0x42, ...signed(count), 0x7c, 0x24, ...global]));
    parts.push(body.subarray(begin, reader.at));
  }
  return Buffer.concat(parts);
}

/** How many entries a section has, and their bytes. */
function entries(section) {
  const reader = new Reader(section);
  const count = reader.size();
  return { count, rest: section.subarray(reader.at) };
}

/** The counter is the last global; no global of ours is imported, so its index is the number of those before it. */
function withCounter(section) {
  const { count, rest } = entries(section);
  const zero = [0x7e, 1, 0x42, 0, END];  // i64, mutable, i64.const 0
  return { counter: count, content: Buffer.concat([Buffer.from(leb(count + 1)), rest, Buffer.from(zero)]) };
}
function withExport(section, counter) {
  const { count, rest } = entries(section);
  const name = Buffer.from(COUNTER);
  const added = Buffer.concat([Buffer.from(leb(name.length)), name, Buffer.from([3, ...leb(counter)])]);
  return Buffer.concat([Buffer.from(leb(count + 1)), rest, added]);
}
function withCounting(section, counter) {
  const reader = new Reader(section);
  const count = reader.size();
  const parts = [Buffer.from(leb(count))];
  for (let i = 0; i < count; ++i) {
    const body = counted(reader.take(reader.size()), counter);
    parts.push(Buffer.from(leb(body.length)), body);
  }
  return Buffer.concat(parts);
}

function instrumented(bytes) {
  const reader = new Reader(bytes);
  const parts = [reader.take(8)];
  let counter = null;
  while (reader.at < bytes.length) {
    const id = reader.byte();
    let content = Buffer.from(reader.take(reader.size()));
    if (id === GLOBALS) ({ counter, content } = withCounter(content));
    if ((id === EXPORTS || id === CODE) && counter === null) throw new Error('a module without globals is not counted');
    if (id === EXPORTS) content = withExport(content, counter);
    if (id === CODE) content = withCounting(content, counter);
    parts.push(Buffer.from([id, ...leb(content.length)]), content);
  }
  return Buffer.concat(parts);
}

const { Module, Instance } = WebAssembly;
const hashes = new WeakMap();
const most = {};
let hash = null;

WebAssembly.Module = class extends Module {
  constructor(bytes) {
    const plain = Buffer.from(bytes);
    super(instrumented(plain));
    hashes.set(this, createHash('sha256').update(plain).digest('hex'));
  }
};

WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    hash = hashes.get(module);
    const raw = super.exports;
    const counter = raw[COUNTER];
    this.wrapped = Object.fromEntries(Object.entries(raw).map(([name, value]) => {
      if (typeof value !== 'function') return [name, value];
      most[name] = { calls: 0, instructions: 0 };
      return [name, (...parameters) => {
        counter.value = 0n;
        const result = value(...parameters);
        most[name].calls += 1;
        most[name].instructions = Math.max(most[name].instructions, Number(counter.value));
        return result;
      }];
    }));
  }
  get exports() {
    return this.wrapped ?? super.exports;
  }
};

process.on('exit', () => {
  if (hash !== null) appendFileSync(process.env.SURETY_COUNTS, `${JSON.stringify({ module: hash, exports: most })}\n`);
});
