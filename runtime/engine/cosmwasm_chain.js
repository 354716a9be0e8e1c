// cosmwasm_chain.js -- a CosmWasm chain as far as one contract sees it, as strict as the real virtual machine.
//
// As there: a fresh instance for each call, every region checked whenever it is used, queries that cannot write, limits on
// keys, values and results, and nothing kept of a call that fails. cosmwasm_host.js serves it; tests use `Host` itself.
'use strict';

const LIMITS = { key: 64 << 10, value: 128 << 10, address: 256, result: 256 << 10, depth: 2 };
const ENTRIES = { instantiate: 3, execute: 3, query: 2, migrate: 2, sudo: 2 };

/** Addresses of this chain: what a real one says of them depends on its prefix and checksum. */
function addressProblem(text) {
  if (/[A-Z]/.test(text)) return 'Invalid input: address not normalized';
  return /^[a-z][a-z0-9]{2,89}$/.test(text) ? null : 'Error decoding address';
}

/** One call's view of storage: writes are kept apart until the call has succeeded. */
class Transaction {
  constructor(storage, readOnly) {
    this.storage = storage;
    this.readOnly = readOnly;
    this.changes = new Map();
    this.iterators = [];
  }

  read(key) {
    return this.changes.has(key) ? this.changes.get(key) : this.storage.get(key);
  }

  write(key, value) {
    if (this.readOnly) throw new Error('a query tried to change storage');
    this.changes.set(key, value);
  }

  scan(start, end, order) {
    if (order !== 1 && order !== 2) throw new Error(`a scan in the order ${order}`);
    const keys = new Set([...this.storage.keys(), ...this.changes.keys()]);
    const found = [...keys].filter((key) =>
      this.read(key) !== undefined && (start === null || key >= start) && (end === null || key < end));
    found.sort();
    if (order === 2) found.reverse();
    return this.iterators.push(found) - 1;
  }

  next(iterator) {
    const keys = this.iterators[iterator];
    if (!keys) throw new Error(`an iterator that was never made: ${iterator}`);
    return keys.shift();
  }

  commit() {
    for (const [key, value] of this.changes) {
      if (value === undefined) this.storage.delete(key);
      else this.storage.set(key, value);
    }
  }
}

/** One call: an instance and what it may do. Keys are strings of one character a byte, which sort as the bytes do. */
class Call {
  constructor(module, storage, readOnly, validate) {
    this.transaction = new Transaction(storage, readOnly);
    this.validate = validate;
    const available = this.imports();
    const env = {};
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
      if (from !== 'env' || kind !== 'function' || !available[name]) throw new Error(`the module imports ${from}.${name}`);
      env[name] = available[name];
    }
    this.exports = new WebAssembly.Instance(module, { env }).exports;
  }

  region(address, limit, what) {
    const memory = this.exports.memory.buffer;
    if (address === 0) throw new Error(`${what}: a null region`);
    if (address + 12 > memory.byteLength) throw new Error(`${what}: the region lies outside of memory`);
    const view = new DataView(memory);
    const [offset, capacity, length] = [0, 4, 8].map((at) => view.getUint32(address + at, true));
    if (offset === 0) throw new Error(`${what}: a region at offset 0`);
    if (length > capacity) throw new Error(`${what}: a region's length ${length} is beyond its capacity ${capacity}`);
    if (offset + capacity > memory.byteLength) throw new Error(`${what}: a region reaches outside of memory`);
    if (length > limit) throw new Error(`${what}: ${length} bytes, at most ${limit} are allowed`);
    return { offset, capacity, length };
  }

  bytes(address, limit, what) {
    const { offset, length } = this.region(address, limit, what);
    return Buffer.from(new Uint8Array(this.exports.memory.buffer, offset, length));
  }

  key(address) {
    return this.bytes(address, LIMITS.key, 'a key').toString('latin1');
  }

  give(bytes) {
    const address = this.exports.allocate(bytes.length) >>> 0;
    const { offset, capacity, length } = this.region(address, LIMITS.value, 'allocate');
    if (length !== 0) throw new Error('allocate gave a region that is not empty');
    if (capacity < bytes.length) throw new Error(`allocate gave ${capacity} bytes, ${bytes.length} were asked for`);
    new Uint8Array(this.exports.memory.buffer).set(bytes, offset);
    new DataView(this.exports.memory.buffer).setUint32(address + 8, bytes.length, true);
    return address;
  }

  imports() {
    return {
      db_read: (key) => {
        const value = this.transaction.read(this.key(key >>> 0));
        return value === undefined ? 0 : this.give(value);
      },
      db_write: (key, value) => {
        const bytes = this.bytes(value >>> 0, LIMITS.value, 'a value');
        if (bytes.length === 0) throw new Error('an empty value cannot be told from none');
        this.transaction.write(this.key(key >>> 0), bytes);
      },
      db_remove: (key) => this.transaction.write(this.key(key >>> 0), undefined),
      db_scan: (start, end, order) =>
        this.transaction.scan(start === 0 ? null : this.key(start >>> 0), end === 0 ? null : this.key(end >>> 0), order),
      db_next: (iterator) => {
        const key = this.transaction.next(iterator >>> 0);
        const found = key === undefined ? ['', Buffer.alloc(0)] : [key, this.transaction.read(key)];
        return this.give(Buffer.concat([Buffer.from(found[0], 'latin1'), big(found[0].length), found[1], big(found[1].length)]));
      },
      addr_validate: (source) => {
        const problem = this.validate(this.bytes(source >>> 0, LIMITS.address, 'an address').toString('utf8'));
        return problem === null ? 0 : this.give(Buffer.from(problem));
      },
      abort: (message) => {
        throw new Error(`Aborted: ${this.bytes(message >>> 0, 2 << 20, 'abort').toString('utf8')}`);
      },
      debug: () => undefined,
    };
  }

  run(entry, texts) {
    const function_ = this.exports[entry];
    if (!function_) throw new Error(`the module has no ${entry}`);
    const regions = texts.map((text) => this.give(Buffer.from(text)));
    const result = function_(...regions) >>> 0;
    const bytes = this.bytes(result, LIMITS.result, 'the result');
    this.exports.deallocate(result);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  }
}

function big(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A contract on its chain. `storage` maps keys (latin1) to Buffers and may be looked into. */
class Host {
  constructor(bytes, { validate = addressProblem } = {}) {
    this.module = new WebAssembly.Module(bytes);
    this.storage = new Map();
    this.validate = validate;
  }

  /** The result as text; what was written is kept only where it is {"ok": …}. `info` is left out of what takes none. */
  call(entry, env, info, message) {
    const call = new Call(this.module, this.storage, entry === 'query', this.validate);
    const texts = ENTRIES[entry] === 3 ? [env, info, message] : [env, message];
    const result = call.run(entry, texts);
    if ('ok' in JSON.parse(result)) call.transaction.commit();
    return result;
  }

  section() {
    const [section] = WebAssembly.Module.customSections(this.module, 'surety.cosmwasm');
    if (!section) throw new Error('the module has no surety.cosmwasm section');
    return Buffer.from(section);
  }
}

module.exports = { Host, addressProblem };
