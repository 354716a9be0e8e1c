// rules_test.mjs -- every contract of the repository becomes a module that chains take, and the checker that says so
// notices each way in which one is not. Usage: node rules_test.mjs SURETY SCRATCH
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measures, problems } from './rules.mjs';

const [surety, scratch] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(scratch, { recursive: true });

/** A module in binary from its sections: [id, bytes]. */
function module(...sections) {
  const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
  const bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  for (const [id, content] of sections) bytes.push(id, ...leb(content.length), ...content);
  return Uint8Array.from(bytes);
}

const text = (words) => [words.length, ...Buffer.from(words)];
const TYPE = [1, [1, 0x60, 0, 0]];
const MEMORY = [5, [1, 0, 1]];
const EXPORTS = ['interface_version_8', 'allocate', 'deallocate'];
const exported = (names) => [7, [names.length + 1, ...text('memory'), 2, 0, ...names.flatMap((name) => [...text(name), 0, 0])]];
const body = (...code) => [10, [1, code.length, ...code]];
const good = [TYPE, [3, [1, 0]], MEMORY, exported(EXPORTS), body(0, 0x0b)];
const without = (id, ...replacement) => module(...good.flatMap((section) => (section[0] === id ? replacement : [section])));

assert.deepEqual(problems(module(...good)), []);
const refused = [
  ['the memory has a maximum', without(5, [5, [1, 1, 1, 2]])],
  ['there are 0 memories', without(5)],
  ['the markers are []', without(7, exported(EXPORTS.slice(1)))],
  ['the markers are [interface_version_8,interface_version_7]', without(7, exported([...EXPORTS, 'interface_version_7']))],
  ['allocate is not exported', without(7, exported([EXPORTS[0], EXPORTS[2]]))],
  ['demands a capability', without(7, exported([...EXPORTS, 'requires_iterator']))],
  ['has 101 locals', without(10, body(1, 101, 0x7f, 0x0b))],
  ['a bulk memory', without(10, body(0, 0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 10, 0, 0, 0x0b))],
  ['the instruction 0xfd', without(10, body(0, 0xfd, 0, 0x0b))],
  ['the instruction 0x12', without(10, body(0, 0x12, 0, 0x0b))],
  ['no chain offers', module(TYPE, [2, [1, ...text('env'), ...text('clock'), 0, 0]], ...good.slice(1))],
  ['no chain offers', module(TYPE, [2, [1, ...text('wasi'), ...text('db_read'), 0, 0]], ...good.slice(1))],
  ['the table has no maximum', module(...good.slice(0, 2), [4, [1, 0x70, 0, 1]], ...good.slice(2))],
  ['data count section', module(...good.slice(0, 4), [12, [0]], good[4])],
  ['a function has 2 results', without(1, [1, [1, 0x60, 0, 2, 0x7f, 0x7f]])],
  ['no wasm module', Uint8Array.from(Buffer.from('not a module at all'))],
  ['ends too early', module(...good).subarray(0, 30)],
];
for (const [expected, bytes] of refused) {
  const found = problems(bytes);
  assert.ok(found.some((problem) => problem.includes(expected)), `expected "${expected}", found ${JSON.stringify(found)}`);
}

/** The contracts of a folder's folders; what lies deeper is there to be refused, or differs from these by a line. */
function contracts(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) =>
    readdirSync(join(root, folder, name)).filter((file) => file.endsWith('.surety')).map((file) => join(folder, name, file)));
}

const EXPORTED = [...EXPORTS, 'execute', 'instantiate', 'memory', 'migrate', 'query'].sort();
const USED = new Set(['db_read', 'db_write', 'db_remove', 'db_scan', 'db_next', 'addr_validate']);
const all = [...contracts('examples'), ...contracts('tests/verify')];
assert.ok(all.some((contract) => basename(contract) === 'linear_perp.surety'), 'its size is a promise, and it is gone');
for (const contract of all) {
  const target = join(scratch, `${basename(contract)}.wasm`);
  execFileSync(surety, ['build', join(root, contract), '--target', 'cosmwasm', '--no-cache', '-o', target]);
  const bytes = readFileSync(target);
  assert.deepEqual(problems(bytes), [], contract);
  const { imports, exports, locals } = measures(bytes);
  assert.deepEqual(exports, EXPORTED, contract);
  for (const name of imports) assert.ok(USED.has(name), `${contract} imports ${name}`);
  // The certificate is as long as the list of what was proved: a promise can be made of the code.
  for (const [kind, most] of basename(contract) === 'linear_perp.surety' ? [['cosmwasm', 60_000], ['wasm', 30_000]] : []) {
    const code = join(scratch, `linear_perp.${kind}.code`);
    execFileSync(surety, ['build', join(root, contract), '--target', kind, '--no-cache', '--no-certificate', '-o', code]);
    assert.ok(readFileSync(code).length < most, `linear_perp as ${kind} has ${readFileSync(code).length} bytes`);
  }
  console.log(`${contract}: ${bytes.length} bytes, at most ${locals} locals, ${imports.length} imports`);
}
