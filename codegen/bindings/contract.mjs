// What every generated module shares: exact quantities, errors, and the host of one compiled contract.
//
// The compiled contract is a WebAssembly module without imports that works on memory its host lays out (surety's
// documentation, abi.md). This host keeps the context, globals, effects, arguments and tables in the module's own
// memory, above its __heap_base, and moves the tables to fresh memory when a new party needs rows.

const CELL = 16;
const EFFECT = 32;
const PAGE = 65536;
const GROW = -1;
const FIRST_ROWS = 16;
const MOST_ROWS = 0xffffffff; // a count of rows is 32 bits: the party 0xfffffffe is the last
const ROWS_AT_ONCE = 1024;
const RECORDS_AT_ONCE = 256;
const RECORD_STEP = 8;
const EFFECT_RECORD = 12;
const LEAST = -(2n ** 127n);
const MOST = 2n ** 127n - 1n;
const EFFECT_KINDS = ['receive', 'pay', 'mint', 'burn'];

/** As much of a text as a message repeats. */
function startOfText(text) {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What was found where something else was expected. */
function whatWasFound(value) {
  if (typeof value === 'string') return `the text '${startOfText(value)}'`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : startOfText(String(value));
}

/** An exact number of a unit: `units` counts 10^-scale of it. It prints as a decimal number; `units` is for arithmetic. */
export class Quantity {
  constructor(units, unit, scale) {
    if (typeof units !== 'bigint') throw new TypeError('the units of a Quantity are a bigint');
    if (units < LEAST || units > MOST) throw new RangeError(`${startOfText(String(units))} does not fit 128 bits`);
    this.units = units;
    this.unit = unit;
    this.scale = scale;
    Object.freeze(this);
  }

  /** "1_000.5" or "1000.5 USD", exactly. Throws where it is no such number, too fine for the scale, or too large. */
  static parse(text, unit, scale) {
    const wanted = unit === '' ? 'a number' : `an amount of ${unit}`;
    if (typeof text !== 'string') throw new TypeError(`expected ${wanted} as a text, such as "1000.5", found ${whatWasFound(text)}`);
    const parts = /^([+-]?)(\d+(?:_\d+)*)(?:\.(\d+(?:_\d+)*))?(?: (\S.*))?$/.exec(text);
    const shown = JSON.stringify(startOfText(text));
    if (!parts) throw new TypeError(`expected ${wanted}, such as "1000.5", found ${shown}` + (text === text.trim() ? '' : ', with spaces around it'));
    const [, sign, whole, fraction = '', written] = parts;
    if (written !== undefined && written !== unit) {
      throw new TypeError(`expected ${wanted}, found the unit ${startOfText(written)} in ${shown}`);
    }
    const decimals = fraction.replaceAll('_', '').replace(/0+$/, '');
    if (decimals.length > scale) {
      throw new RangeError(`${shown} has more than ${scale} decimals, which ${wanted} has here`);
    }
    const digits = BigInt(whole.replaceAll('_', '') + decimals.padEnd(scale, '0'));
    return new Quantity(sign === '-' ? -digits : digits, unit, scale);
  }

  toString() {
    const digits = (this.units < 0n ? -this.units : this.units).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = digits.slice(digits.length - this.scale).replace(/0+$/, '');
    return (this.units < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
  }

  toJSON() {
    return this.toString();
  }

  [Symbol.toPrimitive](hint) {
    if (hint === 'string') return this.toString();
    throw new TypeError('a Quantity is not a number: compute with its `units`, which are a bigint');
  }
}

/** A step that the contract refused; nothing has changed. `error` is the contract's own name of the reason. */
export class Reverted extends Error {
  constructor(step, error) {
    super(`${step} reverted: ${error}`);
    this.name = 'Reverted';
    this.step = step;
    this.error = error;
  }
}

/** The bytes or the module that `source` stands for; without one, the file beside this module. */
async function moduleOf(source, beside) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  if (typeof Response !== 'undefined' && source instanceof Response) return compiledResponse(source);
  const address = source === undefined ? beside : new URL(source, beside);
  if (address.protocol !== 'file:') return compiledResponse(await fetch(address));
  const { readFile } = await import('node:fs/promises');
  return WebAssembly.compile(await readFile(address));
}

async function compiledResponse(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The layout that a module carries, which must be the one that the bindings were generated for. */
function checkLayout(module, layout) {
  const [section] = WebAssembly.Module.customSections(module, 'surety.layout');
  if (!section) throw new TypeError('this WebAssembly module was not made by surety: it has no section surety.layout');
  const found = JSON.parse(new TextDecoder().decode(section));
  if (JSON.stringify(found) !== JSON.stringify(layout)) {
    throw new TypeError(`these bindings were generated for another build of ${layout.contract} than this module` +
      ` (which holds ${found.contract}): generate both together`);
  }
}

function quoted(names) {
  return names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ');
}

/** The methods by which steps and scans are run and steps added to a batch: symbols, so that no step can have their names. */
const call = Symbol('call');
const search = Symbol('search');
const searchKept = Symbol('searchKept');
const threshold = Symbol('threshold');
const add = Symbol('add');

/** Memory, calls and state of one contract. The generated class derives from it and gives everything its name. */
class CompiledContract {
  #exports;
  #layout;
  #capacity = 0;
  #context;
  #globals;
  #effects;
  #arguments;
  #statuses;
  #found;
  #tables;
  #thresholds;
  #end;

  constructor(module, layout) {
    checkLayout(module, layout);
    this.#layout = layout;
    this.#exports = new WebAssembly.Instance(module, {}).exports;
    const longest = Math.max(...layout.steps.map((step) => step.arguments.length));
    this.#context = aligned(this.#exports.__heap_base.value);
    this.#globals = aligned(this.#context + 16 + 4 * layout.tables.length);
    this.#effects = aligned(this.#globals + layout.globals_size);
    this.#arguments = this.#effects + effectRoom(layout) * EFFECT;
    this.#statuses = this.#arguments + Math.max(longest * CELL, RECORDS_AT_ONCE * layout.record_size);
    this.#found = this.#statuses + 4 * RECORDS_AT_ONCE;
    this.#end = this.#found + (layout.scans ? 4 * ROWS_AT_ONCE : 0);
    this.#tables = layout.tables.map(() => 0);
    this.#thresholds = (layout.scans ?? []).map((scan) => this.#thresholdsOf(scan));
    this.#grow(FIRST_ROWS);
  }

  /** The values of all globals, by name. */
  get globals() {
    return Object.freeze(Object.fromEntries(this.#layout.globals.map((place) => [place.name, this.#read(place, this.#globals)])));
  }

  /** A copy of a party's row; zeros where it has none. */
  row(table, party) {
    const index = this.#table(table);
    const { fields, row_size: width } = this.#layout.tables[index];
    const at = this.#tables[index] + partyIndex(party, table) * width;
    const known = party < this.#capacity;
    return Object.freeze(Object.fromEntries(fields.map((field) => [field.name, known ? this.#read(field, at) : zero(field)])));
  }

  /** The parties whose row is not all zeros, in ascending order. */
  parties(table) {
    const index = this.#table(table);
    const width = this.#layout.tables[index].row_size;
    const bytes = new Uint8Array(this.#exports.memory.buffer, this.#tables[index], width * this.#capacity);
    const found = [];
    for (let party = 0; party < this.#capacity; party++) {
      if (bytes.subarray(party * width, (party + 1) * width).some((byte) => byte !== 0)) found.push(party);
    }
    return found;
  }

  /** Runs a step by its number; the effects, or a Reverted error. */
  [call](index, given) {
    const step = this.#layout.steps[index];
    const values = argumentValues(step, given);
    this.#put(values);
    const run = this.#exports[step.symbol];
    let status = run(this.#context, this.#arguments);
    if (status === GROW) {
      this.#grow(rowsWanted(step, values));
      this.#put(values);
      status = run(this.#context, this.#arguments);
    }
    if (status > 0) throw new Reverted(step.name, this.#layout.errors[status - 1]);
    if (status < 0) throw new Error('the contract asks for rows that it has');
    this.#keep(index, this.#arguments);
    const view = this.#view();
    return Array.from({ length: view.getUint32(this.#context + 8, true) }, (_, i) => this.#effect(view, i));
  }

  /**
   * Applies the steps of a batch in order, exactly as so many calls would; one that is refused does not stop the others.
   * What it asks for beyond memory is thrown before the first of them.
   */
  apply(batch) {
    if (!(batch instanceof CompiledBatch)) throw new TypeError('`apply` takes a Batch');
    const { records, steps, rows } = batch[contents](this.#layout);
    if (rows > this.#capacity) this.#grow(rows);
    const outcomes = [];
    while (outcomes.length < steps.length) this.#applySome(records, steps, outcomes);
    return Object.freeze({ applied: outcomes.filter(({ applied }) => applied).length, outcomes: Object.freeze(outcomes) });
  }

  /** As many of the steps that are left as there is room for at once. */
  #applySome(records, steps, outcomes) {
    const first = outcomes.length;
    const count = Math.min(RECORDS_AT_ONCE, steps.length - first);
    const { batch, record_size: width, errors } = this.#layout;
    new Uint8Array(this.#exports.memory.buffer).set(records.subarray(first * width, (first + count) * width), this.#arguments);
    const ran = this.#exports[batch](this.#context, this.#arguments, count, this.#statuses, effectRoom(this.#layout)) >>> 0;
    if (ran === 0) throw new Error('the batch does not go on');
    const view = this.#view();
    for (let i = 0; i < ran; i++) {
      const record = this.#arguments + i * width;
      if (view.getInt32(this.#statuses + 4 * i, true) === 0) this.#keep(view.getUint32(record + RECORD_STEP, true), record);
    }
    const emitted = Array.from({ length: ran }, () => []);
    const effectCount = view.getUint32(this.#context + 8, true);
    for (let i = 0; i < effectCount; i++) {
      emitted[view.getUint32(this.#effects + i * EFFECT + EFFECT_RECORD, true)].push(this.#effect(view, i));
    }
    emitted.forEach((effects, i) => {
      const status = view.getInt32(this.#statuses + 4 * i, true);
      const step = steps[first + i];
      outcomes.push(Object.freeze(status === 0
        ? { step, applied: true, effects: Object.freeze(effects) }
        : { step, applied: false, error: errors[status - 1] }));
    });
  }

  /** The parties that a scan finds, by its number; a Reverted error where a row has no answer. */
  [search](index) {
    const scan = this.#layout.scans[index];
    const parties = [];
    for (let first = 0; first < this.#capacity; first += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, this.#capacity - first);
      const count = Number(this.#exports[scan.symbol](this.#context, first, rows, this.#found));
      if (count < 0) throw new Reverted(scan.name, this.#layout.errors[-count - 1]);
      parties.push(...new Uint32Array(this.#exports.memory.buffer, this.#found, count));
    }
    return parties;
  }

  /** The same by thresholds, which are kept from the first search on. */
  [searchKept](index) {
    return this.#thresholds[index].find(this.#capacity);
  }

  /** At which values of the number that the scan goes by the party's row is found. */
  [threshold](index, party) {
    const { name } = this.#layout.scans[index];
    return partyIndex(party, name) < this.#capacity ? this.#thresholds[index].of(party) : Object.freeze({ found: 'never' });
  }

  /** Nothing where the module has none for this scan. */
  #thresholdsOf(scan) {
    if (!(scan.find in this.#exports)) return undefined;
    const by = this.#layout.globals.find(({ name }) => name === scan.by);
    return new Thresholds(scan, by, this.#exports, this.#context, (size) => this.#room(size));
  }

  /** After a step that succeeded. */
  #keep(step, given) {
    for (const thresholds of this.#thresholds) thresholds?.keep(step, given);
  }

  #table(name) {
    const index = this.#layout.tables.findIndex((table) => table.name === name);
    if (index < 0) throw new TypeError(`there is no table \`${name}\`, but ${quoted(this.#layout.tables.map((table) => table.name))}`);
    return index;
  }

  #view() {
    return new DataView(this.#exports.memory.buffer);
  }

  #put(values) {
    putCells(this.#view(), this.#arguments, values);
  }

  /** What the last call emitted as number `i`. */
  #effect(view, i) {
    const at = this.#effects + i * EFFECT;
    const asset = this.#layout.assets[view.getUint32(at + 4, true)];
    return Object.freeze({
      kind: EFFECT_KINDS[view.getUint32(at, true)],
      asset: asset.name,
      party: view.getUint32(at + 8, true),
      amount: new Quantity(cellAt(view, at + 16, 16), asset.name, asset.decimals),
    });
  }

  #read(place, base) {
    const view = this.#view();
    const at = base + place.offset;
    if (place.sort === 'boolean') return view.getUint8(at) !== 0;
    if (place.sort === 'party') return view.getUint32(at, true);
    return shown(place, cellAt(view, at, place.size));
  }

  /** So many bytes that nobody has used. */
  #room(size) {
    const at = aligned(this.#end);
    this.#reach(at + size);
    this.#end = at + size;
    return at;
  }

  /** Memory up to there; throws a RangeError where there is no more. */
  #reach(end) {
    const { memory } = this.#exports;
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  }

  /** Moves the tables to fresh memory with more rows, which are zeros, as all memory is that nobody wrote. */
  #grow(rows) {
    const capacity = Math.min(Math.max(rows, 2 * this.#capacity), MOST_ROWS);
    const { memory } = this.#exports;
    let end = this.#end;
    const places = this.#layout.tables.map(({ row_size: width }) => {
      const at = aligned(end);
      end = at + width * capacity;
      return at;
    });
    this.#reach(end);
    const bytes = new Uint8Array(memory.buffer);
    places.forEach((at, i) => {
      const used = this.#layout.tables[i].row_size * this.#capacity;
      bytes.copyWithin(at, this.#tables[i], this.#tables[i] + used);
    });
    this.#tables = places;
    this.#end = end;
    this.#capacity = capacity;
    const view = this.#view();
    [this.#globals, this.#effects, 0, capacity, ...places].forEach((word, i) =>
      view.setUint32(this.#context + 4 * i, word, true));
  }
}

function rowsWanted(step, values) {
  const parties = values.filter((_, i) => step.arguments[i].sort === 'party').map(Number);
  return Math.max(...parties) + 1;
}

/** Effects that there is room for: those of any step, and of many records. */
function effectRoom(layout) {
  return Math.max(layout.max_effects, RECORDS_AT_ONCE);
}

function putCells(view, at, values) {
  values.forEach((value, i) => {
    view.setBigUint64(at + i * CELL, BigInt.asUintN(64, value), true);
    view.setBigInt64(at + i * CELL + 8, value >> 64n, true);
  });
}

function aligned(address) {
  return Math.ceil(address / CELL) * CELL;
}

function cellAt(view, at, size) {
  return size === 8 ? view.getBigInt64(at, true) : (view.getBigInt64(at + 8, true) << 64n) | view.getBigUint64(at, true);
}

function shown(place, units) {
  if (place.constants) return place.constants[Number(units)];
  return new Quantity(units, place.dimension ?? '', place.scale);
}

function zero(field) {
  if (field.sort === 'boolean') return false;
  return field.sort === 'party' ? 0 : shown(field, 0n);
}
