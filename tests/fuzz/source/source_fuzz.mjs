// source_fuzz.mjs -- contracts as text, with records in the results of functions, tables by id, lists as arguments and `ensures`:
// each call must do on every engine what the description of the language says, which is written down beside it in JavaScript.
//
// Usage: node source_fuzz.mjs SURETY SCRATCH [COUNT [FIRST]]. Each contract carries its calls and what must come of them as a
// `test`, which `surety test` runs on the engines, and as a scenario, in which lists are also passed place by place, with anything
// beyond their length, and with a length that they may not have. One that fails stays in SCRATCH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS, PARTIES, Refused, dice } from './basics.mjs';
import { argumentsOf, asScenario, asTest, tooMany } from './calls.mjs';
import { makeContract, nothingYet } from './contracts.mjs';

const ENGINES = ['interpreter', 'native', 'wasm', 'cosmwasm'];
/** On a chain a list is an array in a message: it has no length of its own, nor anything beyond it. */
const WITH_PLACES = [['interpreter', 'native'], ['interpreter', 'wasm']];
const CALLS = 25;

const [surety, scratch, ...numbers] = process.argv.slice(2);
const wrong = numbers.find((each) => !/^[1-9][0-9]{0,8}$/.test(each));
if (wrong !== undefined || numbers.length > 2) {
  console.error(`expected how many contracts and the first one's seed, whole numbers from 1: COUNT [FIRST]; found \`${wrong ?? numbers.join(' ')}\``);
  process.exit(2);
}
const [count = 12, first = 1] = numbers.map(Number);
const tally = { calls: 0, refused: 0, long: 0 };

/** What must hold of the whole state. */
function claims({ globals, tally, rows }) {
  const parts = Object.entries(globals).map(([name, value]) => `${name} == ${value}`);
  parts.push(...KINDS.map((kind) => `tally[${kind}] == ${tally[kind]}`));
  for (const [id, row] of Object.entries(rows)) {
    parts.push(`Slot[${id}].a == ${row.a}`, `Slot[${id}].b == ${row.b}`, `Slot[${id}].linked == ${row.linked}`);
    if (row.linked) parts.push(`Slot[${id}].link == ${row.link}`, `Slot[${id}].owner == ${row.owner}`);
  }
  return parts.join(' and ');
}

/** The same calls as lines of a test and as steps of a scenario, which also passes lists of wrong lengths. */
function story(contract, roll) {
  const [lines, steps] = [[], []];
  let state = nothingYet();
  for (let i = 0; i < CALLS; i++) {
    const action = roll.pick(contract.actions);
    const caller = roll.pick(PARTIES);
    const given = argumentsOf(action, roll);
    let error = null;
    tally.calls += 1;
    try {
      state = action.run(state, caller, given);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      tally.refused += 1;
      error = refused.error;
    }
    const end = error === null ? '' : ` reverts ${error}`;
    lines.push(`${caller}: ${action.name}(${asTest(given, roll)})${end}`, `expect ${claims(state)}`);
    steps.push({ as: caller, call: action.name, args: asScenario(action, given, roll), expect: error ?? 'ok' });
    if (roll.oneIn(8)) steps.push(...longCall(action, caller, roll));
  }
  return { lines, steps, state };
}

/** To the compiled code the length of a list is a number like others, and may be wrong. */
function longCall(action, caller, roll) {
  const wrong = tooMany(action, roll);
  if (wrong === null) return [];
  tally.long += 1;
  const length = roll.pick([wrong.list.most + 1, wrong.list.most + 1, -1, 1_000_000]);
  const args = asScenario(action, wrong.values, roll, { [wrong.list.name]: length });
  return [{ as: caller, call: action.name, args, expect: `OutOfRange(${wrong.list.name}.length)` }];
}

// ---- what the engines do ----

function run(words, engines = ENGINES) {
  const named = engines.flatMap((engine) => ['--engine', engine]);
  const options = { encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, NO_COLOR: '1' } };
  const { status, stdout, stderr } = spawnSync(surety, [...words, ...named], options);
  const shown = `\`surety ${words.join(' ')}\` ended with ${status}`;
  return { status, stdout, shown, said: `${shown}:\n${stdout.slice(-1500)}${stderr.slice(-1500)}` };
}

function writeContract(name, seed, contract, lines) {
  const file = join(scratch, `${name}.surety`);
  const body = lines.map((line) => `        ${line}\n`).join('');
  writeFileSync(file, `contract Seed${seed} {\n${contract.text}\n    test "all of it" {\n        given now = 0s\n${body}    }\n}\n`);
  return file;
}

function writeScenario(name, steps) {
  const file = join(scratch, `${name}.json`);
  writeFileSync(file, JSON.stringify({ schema: 'surety.scenario/1', instantiate: { now: 0 }, steps }, null, 1));
  return file;
}

/** Null, or what is wrong with how the scenario went. */
function wrongScenario(file, scenario, state, engines) {
  const { status, stdout, shown, said } = run(['run', file, '--scenario', scenario, '--json'], engines);
  if (status !== 0) {
    const steps = stdout.startsWith('{') ? JSON.parse(stdout).steps.filter((step) => !step.as_expected) : [];
    return steps.length > 0 ? `${shown}; not as expected: ${JSON.stringify(steps[0])}` : said;
  }
  const cells = JSON.parse(stdout).state;
  const expected = [
    ...Object.entries(state.globals),
    ...KINDS.map((kind) => [`tally[${kind}]`, state.tally[kind]]),
    ...Object.entries(state.rows).flatMap(([id, row]) => ['a', 'b'].map((field) => [`Slot[${id}].${field}`, row[field]])),
  ];
  const other = expected.find(([cell, value]) => (cells[cell] ?? '0') !== String(value));
  return other === undefined ? null : `${shown}; in the end ${other[0]} must be ${other[1]}, not ${cells[other[0]]}`;
}

/** A list with an element more than it may have is refused where it is written in brackets, with nothing run. */
function wrongBrackets(seed, contract, file, roll) {
  for (const action of contract.actions) {
    const wrong = tooMany(action, roll);
    if (wrong === null) continue;
    const call = `alice: ${action.name}(${asTest(wrong.values, roll)})`;
    const test = run(['test', writeContract(`long${seed}`, seed, contract, [call])]);
    if (test.status !== 1 || !test.said.includes('S0229')) return test.said;
    const args = asScenario(action, wrong.values, { ...roll, oneIn: () => true });  // as an array
    const steps = [{ as: 'alice', call: action.name, args }];
    const scenario = run(['run', file, '--scenario', writeScenario(`long${seed}`, steps)]);
    return scenario.status === 1 && scenario.said.includes('has at most') ? null : scenario.said;
  }
  return null;
}

function check(seed) {
  const roll = dice(seed);
  const contract = makeContract(roll, seed % 16);
  const { lines, steps, state } = story(contract, roll);
  const file = writeContract(`seed${seed}`, seed, contract, lines);
  const scenario = writeScenario(`seed${seed}`, steps);
  const test = run(['test', file]);
  const wrong = test.status !== 0
    ? test.said
    : wrongScenario(file, scenario, state, WITH_PLACES[seed % 2]) ?? wrongBrackets(seed, contract, file, roll);
  if (wrong === null) {
    const files = [`seed${seed}`, `long${seed}`].flatMap((name) => [`${name}.surety`, `${name}.json`]);
    for (const each of files) rmSync(join(scratch, each), { force: true });
    return true;
  }
  console.log(`seed ${seed}: ${wrong}`);
  return false;
}

rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
let failed = 0;
for (let seed = first; seed < first + count; seed++) failed += check(seed) ? 0 : 1;
const calls = `${tally.calls} calls, ${tally.refused} of them refused, and ${tally.long} with a list of a wrong length`;
console.log(`${count} contracts on ${ENGINES.join(', ')}: ${calls}; ${failed} went wrong`);
const enough = tally.refused * 20 > tally.calls;
if (!enough) console.log('fewer than one call in twenty was refused: these contracts try too little');
process.exit(failed === 0 && enough ? 0 : 1);
