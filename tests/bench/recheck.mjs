// recheck.mjs -- second opinions on every proof of this repository, as a table.
//
//   node recheck.mjs SURETY JOBS [--z3-npm DIR [--without-cvc5]] [CONTRACT…]
//
// Every contract under examples/ and tests/verify/ (or those that are named) is proved and put to cvc5, with --z3-npm to
// that package too. A question is what a proof rests on: formulas that Z3 said cannot hold together. A disagreement is a
// solution that another solver finds; one is enough for exit code 1, and so is a contract that is not proved.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [surety, jobs, ...rest] = process.argv.slice(2);
const folder = rest[0] === '--z3-npm' ? rest.splice(0, 2)[1] : null;
const without = folder && rest[0] === '--without-cvc5' && rest.shift();
const contracts = rest.length > 0 ? rest : ['examples', 'tests/verify'].flatMap((room) => readdirSync(room).sort()
  .map((name) => join(room, name, `${name}.surety`)).filter((file) => existsSync(file)));
const others = [...(without ? [] : ['--recheck', 'cvc5']), ...(folder ? ['--recheck', 'z3-npm', '--z3-npm', folder] : [])];

const total = { proved: 0, whole: 0, questions: 0, confirmed: 0, disagreements: 0 };
const by = {};
const open = [];
let failed = false;
const row = (name, sum, names) => console.log(`| ${[name, sum.proved, sum.whole, sum.questions, sum.confirmed,
  ...Object.values(names), sum.questions - sum.confirmed, sum.disagreements].join(' | ')} |`);

console.log(`Asked beside Z3: ${[...(without ? [] : ['cvc5']), ...(folder ? ['z3-npm'] : [])].join(' and ')}.\n`);
for (const [i, file] of contracts.entries()) {
  const { status, stdout, stderr } = spawnSync(surety, ['prove', file, '--no-cache', '--json', '--jobs', jobs, ...others],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (stdout === '' || status === 2) {
    console.error(`${file}: exit code ${status}: ${stderr}`);
    process.exit(1);
  }
  const { properties } = JSON.parse(stdout);
  const sum = { proved: 0, whole: 0, questions: 0, confirmed: 0, disagreements: 0 };
  const names = {};
  for (const property of properties) {
    sum.proved += property.verdict === 'proved' ? 1 : 0;
    if (property.verdict !== 'proved') console.error(`${file}: ${property.name} is ${property.verdict}: ${property.reason ?? ''}`);
    failed ||= property.verdict !== 'proved';
    for (const { id, recheck } of property.obligations ?? []) {
      if (!recheck) continue;
      sum.questions += recheck.questions;
      sum.confirmed += recheck.confirmed;
      if (/finds a solution/.test(recheck.reason ?? '')) {
        ++sum.disagreements;
        console.error(`${file}: ${recheck.reason}`);
      } else if (recheck.confirmed < recheck.questions) {
        open.push(`${file}: ${id}: ${recheck.confirmed} of ${recheck.questions}`);
      }
      for (const [solver, count] of Object.entries(recheck.confirmed_by ?? {})) names[solver] = (names[solver] ?? 0) + count;
    }
    sum.whole += property.rechecked_by ? 1 : 0;
  }
  for (const key of Object.keys(total)) total[key] += sum[key];
  for (const [solver, count] of Object.entries(names)) by[solver] = (by[solver] ?? 0) + count;
  if (i === 0) {
    const heads = ['contract', 'proved', 'confirmed as a whole', 'questions', 'confirmed', ...Object.keys(names), 'unanswered',
      'disagreements'];
    console.log(`| ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length)}`);
  }
  // A contract without questions has no counts by solver.
  row(file, sum, Object.keys(by).map((solver) => names[solver] ?? 0));
}
row('all', total, by);
console.log(`\nUnanswered:\n${open.map((line) => `  ${line}\n`).join('') || '  none\n'}`);
process.exit(failed || total.disagreements > 0 ? 1 : 0);
