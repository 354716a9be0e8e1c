// verify.mjs -- one folder of tests/verify: the contract's tests pass, everything it states is proved, and what is wrong with
// each of its broken twins is found.
//
//   node verify.mjs SURETY FOLDER [times]
//
// FOLDER/NAME.surety is the contract, named as its folder; FOLDER/verdicts.json maps property -> verdict. FOLDER/broken holds
// the twins, and its verdicts.json maps a twin's file name to such an object. At least one property of a twin is violated,
// and a violation counts only with a run that was replayed. Of a twin only proved and violated are written down: a prover
// that comes to know more is no regression. SURETY_UPDATE_GOLDENS=1 writes what was found; `times`
// prints how long each took.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [surety, folder, times] = process.argv.slice(2);
const name = basename(folder);
const update = Boolean(process.env.SURETY_UPDATE_GOLDENS);
const complaints = [];
const complain = (text) => complaints.push(text);

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
const run = (...words) => spawnSync(surety, words, { encoding: 'utf8', maxBuffer: 1 << 28 });

// Property -> verdict, with what is wrong with the answer itself added to the complaints.
function prove(file) {
  const start = process.hrtime.bigint();
  const { status, signal, stdout, stderr } = run('prove', file, '--no-cache', '--json');
  if (times) console.log(`${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(2).padStart(7)} s  ${basename(file)}`);
  if (status !== 0 && status !== 1) {
    complain(`surety prove ${basename(file)} ended with ${status ?? signal}:\n${stderr}`);
    return {};
  }
  const { properties } = JSON.parse(stdout);
  for (const { name: property, kind, verdict, trace, values, replayed_on: engines } of properties) {
    // A lemma speaks of numbers alone: what breaks it are values, checked by the interpreter's arithmetic.
    const shown = kind === 'lemma' ? values?.length > 0 && engines?.length > 0 : trace?.replayed === true;
    if (verdict === 'violated' && !shown) {
      complain(`${basename(file)}: ${property} is violated, but its trace was not replayed`);
    }
  }
  return Object.fromEntries(properties.map(({ name: property, verdict }) => [property, verdict]));
}

function compare(file, expected, found) {
  for (const [property, verdict] of Object.entries(expected)) {
    if (found[property] !== verdict) {
      complain(`${file}: ${property}: expected ${verdict}, found ${found[property] ?? 'no such property'}`);
    }
  }
}

const tested = run('test', join(folder, `${name}.surety`));
if (tested.status !== 0) complain(`surety test ${name}.surety ended with ${tested.status}:\n${tested.stdout}${tested.stderr}`);

const file = join(folder, 'verdicts.json');
const found = prove(join(folder, `${name}.surety`));
if (update) write(file, found);
const expected = read(file);
compare(`${name}.surety`, expected, found);
for (const property of Object.keys(found)) {
  if (found[property] !== 'proved') complain(`${name}.surety: ${property} is ${found[property]}, not proved`);
  if (!(property in expected)) complain(`${name}.surety: verdicts.json does not name ${property}`);
}

const broken = join(folder, 'broken');
const twins = existsSync(broken) ? readdirSync(broken).filter((twin) => twin.endsWith('.surety')).sort() : [];
if (twins.length === 0) complain(`${name} has no broken twin`);
const all = update ? {} : read(join(broken, 'verdicts.json'));
for (const twin of twins) {
  const verdicts = prove(join(broken, twin));
  if (update) {
    const kept = Object.entries(verdicts).filter(([, verdict]) => verdict === 'proved' || verdict === 'violated');
    all[twin] = Object.fromEntries(kept);
  }
  compare(twin, all[twin] ?? {}, verdicts);
  if (!Object.values(all[twin] ?? {}).includes('violated')) complain(`${twin}: no property is expected to be violated`);
}
for (const twin of Object.keys(all)) {
  if (!twins.includes(twin)) complain(`broken/verdicts.json names ${twin}, which is not there`);
}
if (update && twins.length > 0) write(join(broken, 'verdicts.json'), all);

for (const complaint of complaints) console.error(complaint);
console.log(`${Object.keys(found).length} verdicts of ${name}, ${twins.length} broken twins`);
process.exit(complaints.length === 0 ? 0 : 1);
