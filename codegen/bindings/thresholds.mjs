
const ALWAYS = 2n ** 63n - 2n;

/**
 * The thresholds of one scan beside the rows, from the first search on. `room` gives so many bytes of fresh memory, which are
 * zeros.
 */
class Thresholds {
  #scan;
  #by;
  #exports;
  #context;
  #room;
  #column = 0;
  #found = 0;
  #rows = 0;

  constructor(scan, by, exports, context, room) {
    this.#scan = scan;
    this.#by = by;
    this.#exports = exports;
    this.#context = context;
    this.#room = room;
  }

  /** The parties that the scan finds among so many rows. */
  find(rows) {
    if (rows > this.#rows) this.#begin(rows);
    const count = Number(this.#exports[this.#scan.find](this.#context, this.#column, this.#found));
    return Array.from(new Uint32Array(this.#exports.memory.buffer, this.#found, count));
  }

  /** After a step that succeeded: the thresholds of the rows that it may have written are unknown again. */
  keep(step, given) {
    if (this.#rows > 0) this.#exports[this.#scan.after](this.#context, this.#column, step, given);
  }

  /** At which values the party's row is found, all else being as it is. */
  of(party) {
    const written = this.#exports[this.#scan.threshold](this.#context, party);
    if (written === 0n || written === ALWAYS) return Object.freeze({ found: written === 0n ? 'never' : 'always' });
    const at = shown(this.#by, BigInt(this.#scan.least) + (written > 0n ? written : -1n - written));
    return Object.freeze({ found: written > 0n ? 'below' : 'from', at });
  }

  #begin(rows) {
    const head = CELL * (1 + this.#scan.seen);
    this.#column = this.#room(head + 12 * rows);
    this.#found = this.#column + head + 8 * rows;
    this.#rows = rows;
    new DataView(this.#exports.memory.buffer).setUint32(this.#column, this.#column + head, true);
  }
}
