// wasm_host.js -- runs in node, behind frames.js: hosts one compiled contract.
//
// The requests, by their letter. A cell is 16 bytes; globals and rows travel as cells in the order of their declaration, whatever
// their place in memory.
//
//   M module bytes                      -> nothing
//   X step u32, arguments (cells)       -> status i32, count u32, effects (32 bytes each)
//   B count u32, records               -> statuses i32 each, count u32, effects with the record they belong to
//   S                                   -> globals (cells), per table: count u32, then per row party u32 and cells
//   R the same as the answer to S       -> nothing
//   F scan u32                          -> 0 or 1 + error u32, count u32, parties (u32 each)

const CELL = 16, EFFECT = 32, PAGE = 65536, GROW = -1;
const STEP = 8;    // where a record names its step
const ROOM = 256;  // records whose effects a batch can hold before it has to be asked again

/** The contract's memory: the context at the heap's beginning, then globals, effects and the tables. */
class Contract {
  constructor(bytes) {
    const module = new WebAssembly.Module(bytes);
    const [section] = WebAssembly.Module.customSections(module, 'surety.layout');
    if (!section) throw new Error('the module has no surety.layout section');
    this.layout = JSON.parse(Buffer.from(section).toString('utf8'));
    this.exports = new WebAssembly.Instance(module, {}).exports;
    this.steps = this.layout.steps.map(({ symbol }) => this.exports[symbol]);
    this.widths = this.layout.tables.map((table) => table.row_size);
    this.globalsSize = this.layout.globals_size;
    this.argumentsSize = Math.max(...this.layout.steps.map((step) => step.arguments.length)) * CELL;
    this.context = this.aligned(this.exports.__heap_base.value);
    this.globals = this.aligned(this.context + 16 + 4 * this.widths.length);
    this.effects = this.aligned(this.globals + this.globalsSize);
    this.arguments = this.effects + this.layout.max_effects * EFFECT;
    this.begin(16);
  }

  aligned(address) {
    return Math.ceil(address / 16) * 16;
  }

  /** Zeros everywhere, and `capacity` rows in each table. */
  begin(capacity) {
    this.end = this.arguments + this.argumentsSize;
    this.capacity = 0;
    this.tables = this.widths.map(() => 0);
    this.grow(capacity);
    this.bytes().fill(0, this.globals, this.end);
  }

  bytes() {
    return new Uint8Array(this.exports.memory.buffer);
  }

  words() {
    return new DataView(this.exports.memory.buffer);
  }

  /** Moves the tables to fresh memory with more rows; new rows are zeros. */
  grow(rows) {
    const capacity = Math.max(rows, 2 * this.capacity);
    const total = this.end + this.widths.reduce((sum, width) => sum + 16 + width * capacity, 0);
    this.makeRoom(total);
    const bytes = this.bytes();
    this.tables = this.tables.map((old, i) => {
      const at = this.aligned(this.end);
      this.end = at + this.widths[i] * capacity;
      bytes.fill(0, at, this.end);
      if (this.capacity > 0) bytes.copyWithin(at, old, old + this.widths[i] * this.capacity);
      return at;
    });
    this.capacity = capacity;
    const words = this.words();
    [this.globals, this.effects, 0, capacity, ...this.tables].forEach((word, i) =>
      words.setUint32(this.context + 4 * i, word, true));
  }

  makeRoom(total) {
    const missing = total - this.exports.memory.buffer.byteLength;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / PAGE));
  }

  /** By thresholds, all of them fresh, where the module has them: what it finds is what counts here, not how fast. */
  scan(index) {
    const { symbol, find, seen } = this.layout.scans[index];
    const rows = this.aligned(this.end);
    const column = this.aligned(rows + 4 * this.capacity);
    const thresholds = column + CELL * (1 + seen);
    this.makeRoom(thresholds + 8 * this.capacity);
    this.bytes().fill(0, column, thresholds);
    this.words().setUint32(column, thresholds, true);
    const count = Number(this.exports[find]
      ? this.exports[find](this.context, column, rows)
      : this.exports[symbol](this.context, 0, this.capacity, rows));
    const found = Math.max(count, 0);
    const parties = Buffer.from(this.bytes().subarray(rows, rows + 4 * found));
    return Buffer.concat([u32(count < 0 ? -count : 0), u32(found), parties]);
  }

  execute(step, cells) {
    this.bytes().set(cells, this.arguments);
    let status = this.steps[step](this.context, this.arguments);
    if (status === GROW) {
      this.grow(this.rowsWanted(step, cells));
      status = this.steps[step](this.context, this.arguments);
      if (status === GROW) throw new Error('a step still asks for rows after it got them');
    }
    const count = this.words().getUint32(this.context + 8, true);
    const answer = Buffer.alloc(8 + count * EFFECT);
    answer.writeInt32LE(status, 0);
    answer.writeUInt32LE(count, 4);
    answer.set(this.bytes().subarray(this.effects, this.effects + count * EFFECT), 8);
    return answer;
  }

  /** Records of a batch, with room for records, statuses and effects behind the tables while it runs. */
  batch(count, records) {
    const { batch, record_size: width, max_effects: most } = this.layout;
    const statuses = Buffer.alloc(4 * count);
    const effects = [];
    for (let done = 0; done < count;) {
      const left = records.subarray(done * width, count * width);
      const at = this.aligned(this.end);
      const statusesAt = at + left.length;
      const effectsAt = this.aligned(statusesAt + 4 * (count - done));
      this.makeRoom(effectsAt + ROOM * most * EFFECT);
      this.bytes().set(left, at);
      this.words().setUint32(this.context + 4, effectsAt, true);
      const ran = this.exports[batch](this.context, at, count - done, statusesAt, ROOM * most) >>> 0;
      this.words().setUint32(this.context + 4, this.effects, true);
      statuses.set(this.bytes().subarray(statusesAt, statusesAt + 4 * ran), 4 * done);
      const emitted = this.words().getUint32(this.context + 8, true);
      for (let i = 0; i < emitted; i++) {
        const effect = Buffer.from(this.bytes().slice(effectsAt + i * EFFECT, effectsAt + (i + 1) * EFFECT));
        effect.writeUInt32LE(effect.readUInt32LE(12) + done, 12);
        effects.push(effect);
      }
      done += ran;
      if (ran === left.length / width) break;
      const wants = this.words().getInt32(statusesAt + 4 * ran, true) === GROW;
      this.words().setInt32(statusesAt + 4 * ran, 0, true);
      if (wants) this.grow(this.rowsWanted(left.readUInt32LE(ran * width + STEP), left.subarray(ran * width)));
      else if (ran === 0) throw new Error('a batch does not go on');
    }
    return Buffer.concat([statuses, u32(effects.length), ...effects]);
  }

  rowsWanted(step, cells) {
    let rows = this.layout.min_capacity;
    this.layout.steps[step].arguments.forEach(({ sort }, i) => {
      if (sort === 'party') rows = Math.max(rows, cells.readUInt32LE(i * CELL) + 1);
    });
    return rows;
  }

  state() {
    const bytes = this.bytes();
    const parts = [this.unpacked(this.layout.globals, this.globals)];
    this.widths.forEach((width, table) => {
      const rows = [];
      for (let party = 0; party < this.capacity; party++) {
        const at = this.tables[table] + party * width;
        const row = bytes.subarray(at, at + width);
        if (row.some((byte) => byte !== 0)) rows.push(u32(party), this.unpacked(this.layout.tables[table].fields, at));
      }
      parts.push(u32(rows.length / 2), ...rows);
    });
    return Buffer.concat(parts);
  }

  reset(data) {
    this.begin(16);
    const { globals, tables } = this.layout;
    this.pack(globals, data, 0, this.globals);
    globals.forEach(({ sort }, i) => this.admit(sort, data, i * CELL));
    let at = globals.length * CELL;
    tables.forEach(({ fields }, table) => {
      const count = data.readUInt32LE(at);
      at += 4;
      for (let i = 0; i < count; i++, at += 4 + fields.length * CELL) {
        const party = data.readUInt32LE(at);
        this.reserve(party);
        fields.forEach(({ sort }, f) => this.admit(sort, data, at + 4 + f * CELL));
        this.pack(fields, data, at + 4, this.tables[table] + party * this.widths[table]);
      }
    });
  }

  /** The members of the structure at `base`, each as a cell. */
  unpacked(members, base) {
    const cells = Buffer.alloc(members.length * CELL);
    members.forEach(({ sort, offset, size }, i) => {
      const bytes = this.bytes().subarray(base + offset, base + offset + size);
      cells.set(bytes, i * CELL);
      if (sort === 'integer' && bytes[size - 1] >= 0x80) cells.fill(0xff, i * CELL + size, (i + 1) * CELL);
    });
    return cells;
  }

  /** Cells from `data` into the members of the structure at `base`. */
  pack(members, data, from, base) {
    members.forEach(({ offset, size }, i) =>
      this.bytes().set(data.subarray(from + i * CELL, from + i * CELL + size), base + offset));
  }

  /** A party that a cell names must have its rows. */
  admit(sort, data, at) {
    if (sort === 'party') this.reserve(data.readUInt32LE(at));
  }

  reserve(party) {
    if (party >= this.capacity) this.grow(party + 1);
  }
}

let contract = null;

serve({
  M: (bytes) => { contract = new Contract(bytes); },
  X: (body) => contract.execute(body.readUInt32LE(0), body.subarray(4)),
  B: (body) => contract.batch(body.readUInt32LE(0), body.subarray(4)),
  S: () => contract.state(),
  R: (data) => contract.reset(data),
  F: (body) => contract.scan(body.readUInt32LE(0)),
});
