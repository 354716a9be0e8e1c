
/** What a contract reads of a batch; a symbol, so that no step can have its name. */
const contents = Symbol('contents');

/**
 * Steps to be applied together. Their arguments are read and checked when they are added: what is wrong with them is
 * thrown there, and nothing was added. The generated class derives from it and has a method for each step.
 */
class CompiledBatch {
  #layout;
  #records = new DataView(new ArrayBuffer(0));
  #steps = [];
  #rows = 0;

  constructor(layout) {
    this.#layout = layout;
  }

  /** How many steps have been added. */
  get size() {
    return this.#steps.length;
  }

  clear() {
    this.#steps = [];
    this.#rows = 0;
  }

  /** Adds a step by its number. */
  [add](index, given) {
    const step = this.#layout.steps[index];
    const values = argumentValues(step, given);
    const at = this.#steps.length * this.#layout.record_size;
    if (at === this.#records.byteLength) this.#widen();
    putCells(this.#records, at, values);
    this.#records.setUint32(at + RECORD_STEP, index, true);
    this.#steps.push(step.name);
    this.#rows = Math.max(this.#rows, rowsWanted(step, values));
    return this;
  }

  /** The records one after the other, the steps' names, and how many rows the parties need. */
  [contents](layout) {
    if (layout !== this.#layout) throw new TypeError('this is a batch of another contract');
    return { records: new Uint8Array(this.#records.buffer), steps: this.#steps, rows: this.#rows };
  }

  #widen() {
    const wider = new Uint8Array(Math.max(2 * this.#records.byteLength, 16 * this.#layout.record_size));
    wider.set(new Uint8Array(this.#records.buffer));
    this.#records = new DataView(wider.buffer);
  }
}
