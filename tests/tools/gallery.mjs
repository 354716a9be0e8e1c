// gallery.mjs -- docs/gallery.md: one table with a line for every contract under examples.
//
//   node gallery.mjs SURETY [--check]
//
// Lines and verdicts come from the contracts and from the verdicts.json beside them, which tests of their own hold against the prover;
// assumptions are those that the report of one quick property lists; seconds are measured here, with an empty memory. `--check` compares
// all but the seconds with the page.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const page = join(root, 'docs', 'gallery.md');
const [surety, check] = process.argv.slice(2);
if (!surety || !existsSync(surety) || (check && check !== '--check')) {
  console.error('usage: node gallery.mjs SURETY [--check], with SURETY the program that was built');
  process.exit(2);
}

const folders = (under) => readdirSync(join(root, under), { withFileTypes: true }).filter((one) => one.isDirectory());
const read = (path) => readFileSync(join(root, path), 'utf8');

/** What a folder holds: its contract, where its verdicts are, how many broken twins. */
function entry(under, name, file) {
  const folder = `${under}/${name}`;
  const contract = `${folder}/${file}`;
  if (!existsSync(join(root, contract)) || !existsSync(join(root, `${folder}/verdicts.json`))) return [];
  const broken = join(root, folder, 'broken');
  const twins = existsSync(broken) ? readdirSync(broken).filter((one) => one.endsWith('.surety')).length : 0;
  const all = JSON.parse(read(`${folder}/verdicts.json`));
  const verdicts = all[file] ?? all;
  const pair = existsSync(join(root, folder, 'broken.surety'));
  return [{ name, folder, contract, verdicts: Object.values(verdicts), properties: Object.keys(verdicts), twins: pair ? 1 : twins }];
}

function title(contract) {
  const said = read(contract).match(/^\/\/\/ ?(.*?[.:])(\s|$)/m);
  return said ? said[1].replace(/:$/, '.').replaceAll('|', '\\|') : '';
}

function seconds(contract) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(surety, ['prove', contract, '--no-cache'], { cwd: root });
  if (status !== 0) throw new Error(`${contract}: surety prove ended with ${status}`);
  return `${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(1)} s`;
}

/** How many assumptions a report lists. Every report lists all of them, so the quickest property will do. */
function assumed(contract, properties) {
  const quick = properties.find((one) => one.startsWith('conservation(')) ?? properties[0];
  const words = ['prove', contract, '--json', '--no-cache', '--property', quick];
  const { status, stdout } = spawnSync(surety, words, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${contract}: surety prove --property ended with ${status}`);
  return JSON.parse(stdout).assumptions.length;
}

function row({ name, folder, contract, verdicts, properties, twins }, time) {
  const lines = read(contract).trimEnd().split('\n').length;
  const assumptions = assumed(contract, properties);
  const proved = verdicts.filter((one) => one === 'proved').length;
  const others = verdicts.length - proved;
  const told = `${proved} proved${others > 0 ? `, ${others} not` : ''}`;
  return `| [${name}](../${folder}) | ${title(contract)} | ${lines} | ${told} | ${assumptions} | ${twins} | ${time} |`;
}

function table(entries, time) {
  const head = '| contract | what it is | lines | properties | assumptions | broken twins | proved in |\n|---|---|---|---|---|---|---|';
  return [head, ...entries.map((one) => row(one, time(one.contract)))].join('\n');
}

const instruments = folders('examples').flatMap(({ name }) => entry('examples', name, `${name}.surety`));
const incidents = folders('examples/incidents').flatMap(({ name }) => entry('examples/incidents', name, 'fixed.surety'));
const text = (time) => `# Gallery

The instruments and the mended incidents of \`examples/\`, each proved as a whole. Assumptions are printed with each verdict; the
README of a contract says what is not proved. A broken twin differs by one mistake that a property finds, with a run that really
breaks the compiled contract. Seconds are those of \`surety prove\` without its memory, on two cores.
\`node tests/tools/gallery.mjs build/bin/surety\` writes this page.

## Instruments

${table(instruments, time)}

## Incidents, mended

${table(incidents, time)}
`;

const timeless = (page) => page.replace(/\| [\d.]+ s \|$/gm, '| |').replace(/\|\s+\|$/gm, '| |');
if (check) {
  const same = existsSync(page) && timeless(readFileSync(page, 'utf8')) === timeless(text(() => ''));
  if (!same) console.error('docs/gallery.md is not what the contracts say: run node tests/tools/gallery.mjs build/bin/surety');
  process.exit(same ? 0 : 1);
}
writeFileSync(page, text(seconds));
