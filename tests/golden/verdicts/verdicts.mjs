// verdicts.mjs -- proves one contract and compares its verdicts with verdicts.json beside it.
//
//   node verdicts.mjs SURETY CONTRACT
//
// verdicts.json maps property -> verdict; in a folder of several contracts (broken twins, false friends, the examples of
// docs/proving.md) it maps the contract's file name to such an object.
// A violated property must come with a trace that was replayed. SURETY_UPDATE_GOLDENS=1 writes what was found.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [surety, contract] = process.argv.slice(2);
const file = join(dirname(contract), 'verdicts.json');
const twins = ['broken', 'false_friends', 'proving'].includes(basename(dirname(contract)));

const run = spawnSync(surety, ['prove', contract, '--no-cache', '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
if (run.status !== 0 && run.status !== 1) {
  console.error(`surety prove ended with ${run.status ?? run.signal}:\n${run.stderr}`);
  process.exit(1);
}
const { properties } = JSON.parse(run.stdout);
const found = Object.fromEntries(properties.map((property) => [property.name, property.verdict]));
// A lemma speaks of numbers alone: what breaks it are values, checked by the interpreter's arithmetic.
const shown = ({ kind, trace, values, replayed_on: engines }) =>
  kind === 'lemma' ? values?.length > 0 && engines?.length > 0 : trace?.replayed === true;
const complaints = properties
  .filter((property) => property.verdict === 'violated' && !shown(property))
  .map((property) => `${property.name} is violated, but its trace was not replayed`);

const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
if (process.env.SURETY_UPDATE_GOLDENS) {
  const next = twins ? { ...all, [basename(contract)]: found } : found;
  const sorted = twins ? Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1))) : next;
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
} else {
  const expected = (twins ? all[basename(contract)] : all) ?? {};
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (expected[name] !== found[name]) {
      complaints.push(`${name}: expected ${expected[name] ?? 'no such property'}, found ${found[name] ?? 'nothing'}`);
    }
  }
}
for (const complaint of complaints) console.error(`${contract}: ${complaint}`);
console.log(`${properties.length} verdicts of ${basename(contract)}`);
process.exit(complaints.length === 0 ? 0 : 1);
