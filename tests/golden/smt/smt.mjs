// smt.mjs -- the SMT-LIB files of `surety prove --smt`: one is compared word for word, all are read by both solvers.
//
//   node smt.mjs SURETY CONTRACT SCRATCH
//
// The golden is this folder's no_bad_debt-withdraw.1.smt2; SURETY_UPDATE_GOLDENS=1 writes it. Both cvc5 and Z3 must take
// every file without a complaint and say unsat; each has a counted budget.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [surety, contract, scratch] = process.argv.slice(2);
const golden = 'no_bad_debt-withdraw.1.smt2';
const expected = join(dirname(fileURLToPath(import.meta.url)), golden);
const solvers = { cvc5: ['--lang=smt2', '--rlimit=300000'], z3: ['rlimit=3000000'] };
const complaints = [];

rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const proved = spawnSync(surety, ['prove', contract, '--property', 'no_bad_debt', '--no-cache', '--smt', scratch], { encoding: 'utf8' });
if (proved.status !== 0) complaints.push(`surety prove ended with ${proved.status}: ${proved.stdout}${proved.stderr}`);

const found = readFileSync(join(scratch, golden), 'utf8');
if (process.env.SURETY_UPDATE_GOLDENS) writeFileSync(expected, found);
if (readFileSync(expected, 'utf8') !== found) complaints.push(`${golden} is not as expected:\n${found}`);

const files = readdirSync(scratch).filter((name) => name.endsWith('.smt2')).sort();
const counts = {};
for (const file of files) {
  for (const [solver, options] of Object.entries(solvers)) {
    const { stdout, error } = spawnSync(solver, [...options, join(scratch, file)], { encoding: 'utf8' });
    const answer = (stdout ?? '').trim();
    if (error || answer !== 'unsat') complaints.push(`${solver} says of ${file}: ${error ?? answer}`);
    counts[`${solver} ${answer}`] = (counts[`${solver} ${answer}`] ?? 0) + 1;
  }
}
if (files.length < 10) complaints.push(`only ${files.length} files were written`);
for (const complaint of complaints) console.error(complaint);
console.log(`${files.length} files: ${Object.entries(counts).map(([what, count]) => `${what} ${count}`).join(', ')}`);
process.exit(complaints.length === 0 ? 0 : 1);
