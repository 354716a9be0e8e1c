// incidents.mjs -- one folder of examples/incidents: a contract that failed, the same with the mistake mended, and the attack.
//
//   node incidents.mjs SURETY FOLDER
//
// What is held against the files:
//   broken.surety and fixed.surety differ in a few lines, outside the properties, and pass the same tests;
//   their verdicts are those of verdicts.json (file -> property -> verdict); every property of fixed is proved, and at
//   least one of broken is violated, by a run of at most six transactions after instantiation that was replayed;
//   attack.json, the story with its numbers, goes through on broken and not on fixed: there a call reverts or the end is another.
// Where the language cannot say the mistake, verdicts.json maps broken.surety to the code of the diagnostic instead.
// SURETY_UPDATE_GOLDENS=1 writes the verdicts that were found.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [surety, folder] = process.argv.slice(2);
const most_lines = 6;
const most_transactions = 6;
const goldens = join(folder, 'verdicts.json');
const complaints = [];
const run = (...words) => spawnSync(surety, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
const file = (name) => join(folder, name);
const lines = (name) => readFileSync(file(name), 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '');

function checkFixIsSmall() {
  const without = (all, taken) => {
    const left = [...taken];
    return all.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const [broken, fixed] = [lines('broken.surety'), lines('fixed.surety')];
  const changed = [...without(broken, fixed), ...without(fixed, broken)];
  const moved = broken.join() !== fixed.join() && changed.length === 0;
  if (changed.length === 0 && !moved) complaints.push('broken and fixed are the same contract');
  if (changed.length > most_lines) complaints.push(`broken and fixed differ in ${changed.length} lines:\n${changed.join('\n')}`);
  const property = changed.find((line) => /^(invariant|rule|can|assume|lemma|test) /.test(line));
  if (property) complaints.push(`broken and fixed must have the same properties, and differ in: ${property}`);
}

function prove(name) {
  const { status, signal, stdout, stderr } = run('prove', file(name), '--no-cache', '--json');
  if (status !== 0 && status !== 1) {
    complaints.push(`surety prove ${name} ended with ${status ?? signal}:\n${stderr}`);
    return [];
  }
  return JSON.parse(stdout).properties;
}

const verdicts = (properties) => Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));

function checkTests(name) {
  const { status, stdout } = run('test', file(name));
  if (status !== 0) complaints.push(`surety test ${name} ended with ${status}:\n${stdout}`);
}

function checkTraces(properties) {
  const violated = properties.filter(({ verdict }) => verdict === 'violated');
  if (violated.length === 0) complaints.push('no property of broken.surety is violated');
  for (const { name, trace } of violated) {
    if (trace?.replayed !== true) complaints.push(`${name} is violated, but its trace was not replayed`);
    else if (trace.steps.length > most_transactions) complaints.push(`the run that breaks ${name} has ${trace.steps.length} transactions`);
  }
}

function checkAttack() {
  const outcome = (name) => run('run', file(name), '--scenario', file('attack.json'), '--json');
  const [broken, fixed] = [outcome('broken.surety'), outcome('fixed.surety')];
  if (broken.status !== 0) complaints.push(`the attack fails on broken.surety:\n${broken.stdout}${broken.stderr}`);
  if (fixed.status > 1) complaints.push(`surety run fixed.surety ended with ${fixed.status}:\n${fixed.stderr}`);
  if (fixed.status === 0 && fixed.stdout.replaceAll('fixed', 'broken') === broken.stdout) {
    complaints.push('the attack does the same on fixed.surety');
  }
}

const expected = existsSync(goldens) ? JSON.parse(readFileSync(goldens, 'utf8')) : {};
const impossible = expected['broken.surety']?.diagnostic;
const found = { 'fixed.surety': verdicts(prove('fixed.surety')) };
checkFixIsSmall();
checkTests('fixed.surety');
if (impossible) {
  const { status, stderr } = run('check', file('broken.surety'));
  if (status !== 1 || !stderr.includes(`error[${impossible}]`)) {
    complaints.push(`broken.surety should be refused with ${impossible}; surety check ended with ${status}:\n${stderr}`);
  }
  found['broken.surety'] = { diagnostic: impossible };
} else {
  const broken = prove('broken.surety');
  found['broken.surety'] = verdicts(broken);
  checkTests('broken.surety');
  checkTraces(broken);
  checkAttack();
}
for (const [property, verdict] of Object.entries(found['fixed.surety'])) {
  if (verdict !== 'proved') complaints.push(`fixed.surety: ${property} is ${verdict}, not proved`);
}
if (process.env.SURETY_UPDATE_GOLDENS) {
  writeFileSync(goldens, `${JSON.stringify(found, null, 2)}\n`);
} else if (JSON.stringify(expected) !== JSON.stringify(found)) {
  complaints.push(`verdicts.json says\n${JSON.stringify(expected)}\nand found was\n${JSON.stringify(found)}`);
}
for (const complaint of complaints) console.error(`${basename(folder)}: ${complaint}`);
console.log(`${basename(folder)}: ${Object.keys(found['fixed.surety']).length} properties of fixed.surety`);
process.exit(complaints.length === 0 ? 0 : 1);
