// cost.mjs -- measured counts never exceed the bounds: the contracts' own tests, scenarios and simulations, counted.
//
// For each contract the bounds of `surety build --cost`, and the counts of what `surety test`, `run` and `simulate` run
// on WebAssembly. The module that was counted must be the one that was built, so nothing is remembered: a proof that
// another process has just finished would give the second of the two other code. Usage: node cost.mjs SURETY SCRATCH
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const surety = resolve(process.argv[2]);
const scratch = resolve(process.argv[3]);
const counting = join(root, 'tests/differential/count_instructions.cjs');
const prices = join(root, 'tests/golden/cli/inputs/prices.csv');
const problems = [];
let compared = 0;
let nearest = { part: 0, where: '' };

/** NAME/NAME.surety of a folder of examples. */
function contracts(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, folder, name, `${name}.surety`))
    .filter(existsSync);
}

function run(words, environment = {}) {
  const result = spawnSync(surety, words, {
    cwd: scratch, encoding: 'utf8', env: { ...process.env, ...environment }, maxBuffer: 1 << 28,
  });
  if (result.status !== 0) problems.push(`surety ${words.join(' ')} ended with ${result.status}:\n${result.stderr}`);
  return result.status === 0 ? result.stdout : null;
}

/** The bound of each export, and the module's hash. */
function boundsOf(file) {
  const module = join(scratch, 'contract.wasm');
  const words = ['build', file, '--target', 'wasm', '-o', module, '--no-certificate', '--no-cache', '--cost', '--json'];
  const output = run(words);
  if (output === null) return null;
  const { files: [{ sha256 }], cost } = JSON.parse(output);
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(readFileSync(module)), 'surety.layout');
  const { steps } = JSON.parse(Buffer.from(section).toString('utf8'));
  return { sha256, bounds: Object.fromEntries(steps.map(({ name, symbol }) => [symbol, cost.steps[name]])) };
}

/** Everything that a contract comes with to be run. */
function runsOf(file) {
  const runs = [['test', file]];
  const scenario = join(dirname(file), 'scenario.json');
  if (existsSync(scenario)) runs.push(['run', file, '--scenario', scenario]);
  const market = file.replace(/\.surety$/, '.market.json');
  if (existsSync(market)) runs.push(['simulate', file, '--prices', prices, '--market', market, '--traders', '20']);
  return runs;
}

function compare(where, counts, { sha256, bounds }) {
  for (const line of counts) {
    if (line.module !== sha256) problems.push(`${where}: another module was run than was built`);
    for (const [symbol, { calls, instructions }] of Object.entries(line.exports)) {
      if (calls === 0 || !(symbol in bounds)) continue;
      const bound = bounds[symbol];
      if (bound === null) problems.push(`${where}: ${symbol} has no bound`);
      else if (instructions > bound) problems.push(`${where}: ${symbol} took ${instructions}, the bound is ${bound}`);
      compared += 1;
      if (instructions / bound > nearest.part) nearest = { part: instructions / bound, where: `${where}: ${symbol}` };
    }
  }
}

rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const files = [...contracts('examples'), ...contracts('tests/verify')];
for (const file of files) {
  const built = boundsOf(file);
  if (built === null) continue;
  const where = relative(root, file);
  for (const words of runsOf(file)) {
    const counts = join(scratch, 'counts.jsonl');
    rmSync(counts, { force: true });
    const environment = { NODE_OPTIONS: `--require=${counting}`, SURETY_COUNTS: counts };
    if (run([...words, '--engine', 'wasm', '--no-cache'], environment) === null) continue;
    if (!existsSync(counts)) continue;  // no test, so no call
    compare(`${where}, ${words[0]}`, readFileSync(counts, 'utf8').trim().split('\n').map((line) => JSON.parse(line)), built);
  }
}
problems.forEach((problem) => console.log(`${problem}\n`));
console.log(`${files.length} contracts, ${compared} bounds compared, ${problems.length} problems; ` +
  `nearest to its bound: ${(100 * nearest.part).toFixed(1)}%, ${nearest.where}`);
process.exit(problems.length === 0 && compared > 50 ? 0 : 1);
