// source_fuzz.mjs -- contracts as text, with records in the results of functions, tables by id and `ensures`: each call must
// do on every engine what the description of the language says, which is written down beside it in JavaScript.
//
// Usage: node source_fuzz.mjs SURETY SCRATCH [COUNT [FIRST]]. Each contract carries its calls and what must come of them as a
// `test`, which `surety test` runs on the engines; one that fails stays in SCRATCH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDS, PARTIES, makeContract, nothingYet } from './contracts.mjs';
import { Refused, dice } from './phrases.mjs';

const ENGINES = ['interpreter', 'native', 'wasm', 'cosmwasm'];
const CALLS = 25;

const [surety, scratch, ...numbers] = process.argv.slice(2);
const wrong = numbers.find((each) => !/^[1-9][0-9]{0,8}$/.test(each));
if (wrong !== undefined || numbers.length > 2) {
  console.error(`expected how many contracts and the first one's seed, whole numbers from 1: COUNT [FIRST]; found \`${wrong ?? numbers.join(' ')}\``);
  process.exit(2);
}
const [count = 12, first = 1] = numbers.map(Number);
const tally = { calls: 0, refused: 0 };

function argumentsOf(action, roll) {
  const number = () => BigInt(roll.below(roll.oneIn(3) ? 100_000 : 4)) * (roll.oneIn(3) ? -1n : 1n);
  const any = { number, truth: () => roll.oneIn(2), party: () => roll.pick(PARTIES), id: () => roll.pick(IDS) };
  return action.parameters.map(({ sort }) => any[sort]());
}

/** What must hold of the whole state. */
function claims({ globals, rows }) {
  const parts = Object.entries(globals).map(([name, value]) => `${name} == ${value}`);
  for (const [id, row] of Object.entries(rows)) {
    parts.push(`Slot[${id}].a == ${row.a}`, `Slot[${id}].b == ${row.b}`, `Slot[${id}].linked == ${row.linked}`);
    if (row.linked) parts.push(`Slot[${id}].link == ${row.link}`, `Slot[${id}].owner == ${row.owner}`);
  }
  return parts.join(' and ');
}

function story(contract, roll) {
  const lines = [];
  let state = nothingYet();
  for (let i = 0; i < CALLS; i++) {
    const action = roll.pick(contract.actions);
    const caller = roll.pick(PARTIES);
    const given = argumentsOf(action, roll);
    let end = '';
    tally.calls += 1;
    try {
      state = action.run(state, caller, given);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      tally.refused += 1;
      end = ` reverts ${error.error}`;
    }
    lines.push(`${caller}: ${action.name}(${given.join(', ')})${end}`, `expect ${claims(state)}`);
  }
  return lines;
}

function check(seed) {
  const roll = dice(seed);
  const contract = makeContract(roll);
  const lines = story(contract, roll).map((line) => `        ${line}\n`).join('');
  const file = join(scratch, `seed${seed}.surety`);
  writeFileSync(file, `contract Seed${seed} {\n${contract.text}\n    test "all of it" {\n        given now = 0s\n${lines}    }\n}\n`);
  const words = ['test', file, ...ENGINES.flatMap((engine) => ['--engine', engine])];
  const options = { encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, NO_COLOR: '1' } };
  const { status, stdout, stderr } = spawnSync(surety, words, options);
  if (status === 0) return rmSync(file) ?? true;
  console.log(`seed ${seed}: \`surety test ${file}\` ended with ${status}:\n${stdout.slice(-1500)}${stderr.slice(-1500)}`);
  return false;
}

rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
let failed = 0;
for (let seed = first; seed < first + count; seed++) failed += check(seed) ? 0 : 1;
console.log(`${count} contracts on ${ENGINES.join(', ')}: ${tally.calls} calls, ${tally.refused} of them refused; ${failed} went wrong`);
const enough = tally.refused * 20 > tally.calls;
if (!enough) console.log('fewer than one call in twenty was refused: these contracts try too little');
process.exit(failed === 0 && enough ? 0 : 1);
