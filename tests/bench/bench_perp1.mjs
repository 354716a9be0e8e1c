// bench_perp1.mjs -- perp-1 in WebAssembly: the module that Surety makes, by its batch entry point, against the C++ by
// hand compiled to wasm, over the same transactions in this process.
//
//   node bench_perp1.mjs SURETY.wasm BY_HAND.wasm STREAM
//
// Prints one line of JSON. Both must accept the same transactions and end in the same state.
import { readFileSync } from 'node:fs';

const [suretyFile, handFile, streamFile] = process.argv.slice(2);
const ACCOUNTS = 10_000, PRICE = 2_000_000_000n, ROUNDS = 51, WARM_UP = 20;
const CELL = 16, EFFECT = 32, RECORD = 32;
const KINDS = ['deposit', 'open', 'set_price', 'add_margin', 'remove_margin', 'close', 'liquidate'];
const stream = readFileSync(streamFile);
const count = stream.length / RECORD;
const aligned = (address) => Math.ceil(address / 16) * 16;
const mask = (1n << 64n) - 1n;
const fold = (hash, value) => ((hash ^ (value & mask)) * 0x100000001b3n) & mask;

/** Memory of at least `end` bytes. */
function provide(memory, end) {
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
}

function byHand() {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(handFile)), {});
  const at = aligned(exports.__heap_base.value);
  let accepted = 0;
  provide(exports.memory, at + stream.length);
  new Uint8Array(exports.memory.buffer).set(stream, at);
  return {
    begin: () => exports.begin(PRICE),
    run: () => { accepted = exports.run(at, count); },
    accepted: () => accepted,
    checksum: () => BigInt.asUintN(64, exports.checksum()),
  };
}

/** The records as Surety's module reads them: the arguments as cells, the step in the caller's. */
function records(layout) {
  const steps = KINDS.map((kind) => layout.steps.findIndex(({ name }) => name === kind));
  const size = layout.record_size;
  const result = Buffer.alloc(count * size);
  for (let i = 0; i < count; i++) {
    const kind = stream.readUInt32LE(i * RECORD);
    const account = stream.readUInt32LE(i * RECORD + 4);
    result.writeUInt32LE(steps[kind], i * size + 8);
    if (KINDS[kind] === 'liquidate') {
      result.writeUInt32LE(account, i * size + CELL);
    } else {
      result.writeUInt32LE(account, i * size);
      if (KINDS[kind] !== 'close') stream.copy(result, i * size + CELL, i * RECORD + 16, i * RECORD + 32);
    }
  }
  return result;
}

function compiled() {
  const module = new WebAssembly.Module(readFileSync(suretyFile));
  const layout = JSON.parse(Buffer.from(WebAssembly.Module.customSections(module, 'surety.layout')[0]).toString());
  const { exports } = new WebAssembly.Instance(module, {});
  const [table] = layout.tables;
  const room = 1024 * layout.max_effects;
  const context = aligned(exports.__heap_base.value);
  const globals = aligned(context + 20);
  const effects = aligned(globals + layout.globals_size);
  const rows = aligned(effects + room * EFFECT);
  const statuses = rows + ACCOUNTS * table.row_size;
  const input = aligned(statuses + 4 * count);
  const cells = records(layout);
  provide(exports.memory, input + cells.length + 4096);
  const bytes = () => new Uint8Array(exports.memory.buffer);
  const view = () => new DataView(exports.memory.buffer);
  bytes().set(cells, input);
  const member = (base, { offset }) => view().getBigUint64(base + offset, true);  // checksums take low words
  return {
    begin() {
      bytes().fill(0, context, statuses);
      [globals, effects, 0, ACCOUNTS, rows].forEach((word, i) => view().setUint32(context + 4 * i, word, true));
      const begin = layout.steps.find(({ name }) => name === 'instantiate').symbol;
      bytes().fill(0, input + cells.length, input + cells.length + 4096);
      if (exports[begin](context, input + cells.length) !== 0) throw new Error('instantiation failed');
    },
    run() {
      for (let done = 0; done < count;)
        done += exports[layout.batch](context, input + done * layout.record_size, count - done, statuses + 4 * done, room);
    },
    accepted: () => new Int32Array(exports.memory.buffer, statuses, count).reduce((sum, each) => sum + (each === 0 ? 1 : 0), 0),
    checksum() {
      const global = (name) => member(globals, layout.globals.find((each) => each.name === name));
      let hash = 0xcbf29ce484222325n;
      for (const name of ['price', 'vault.USD', 'open_long', 'open_short', 'fees', 'pool', 'liquidated'])
        hash = fold(hash, global(name));
      const fields = ['free', 'margin', 'size', 'notional'].map((name) => table.fields.find((f) => f.name === name));
      for (let i = 0; i < ACCOUNTS; i++)
        for (const field of fields) hash = fold(hash, member(rows + i * table.row_size, field));
      return hash;
    },
  };
}

/** Nanoseconds of processor time for a transaction. */
function round(contract) {
  contract.begin();
  const before = process.cpuUsage();
  contract.run();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / count;
}

/** The median of each contender's rounds. They take turns, so that what else the machine does meets all of them. */
function medians(contracts) {
  for (let i = 0; i < WARM_UP; i++) contracts.forEach(round);
  const times = contracts.map(() => []);
  for (let i = 0; i < ROUNDS; i++) contracts.forEach((contract, which) => times[which].push(round(contract)));
  return times.map((each) => each.sort((a, b) => a - b)[(ROUNDS - 1) / 2]);
}

const hand = byHand();
const surety = compiled();
const outcome = [hand, surety].map((contract) => {
  contract.begin();
  contract.run();
  return { accepted: contract.accepted(), checksum: contract.checksum() };
});
if (outcome[0].accepted !== outcome[1].accepted || outcome[0].checksum !== outcome[1].checksum) {
  console.error(`the modules differ: ${outcome.map((o) => `${o.accepted} accepted, ${o.checksum.toString(16)}`).join('; ')}`);
  process.exit(1);
}
const [by_hand_ns, compiled_ns] = medians([hand, surety]);
console.log(JSON.stringify({
  transactions: count, accepted: outcome[0].accepted, checksum: outcome[0].checksum.toString(16).padStart(16, '0'),
  by_hand_ns, compiled_ns, ratio: compiled_ns / by_hand_ns,
}));
