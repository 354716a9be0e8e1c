// check_readmes.mjs -- the README of every instrument and incident says what it must say, and what it says of properties is so.
//
//   node check_readmes.mjs
//
// Every property of verdicts.json is named, tests for all values are counted, lemmas of the library may be named by their module. Every
// broken twin has a row that names what falls, and says `and others` just where more falls. What falls is what is not proved.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const readIfThere = (path) => (existsSync(join(root, path)) ? JSON.parse(read(path)) : {});
const folders = (under) =>
  readdirSync(join(root, under), { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name);
const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const complaints = [];

// The module that a lemma of the library is from.
const modules = new Map();
for (const file of readdirSync(join(root, 'stdlib'))) {
  for (const [, lemma] of read(`stdlib/${file}`).matchAll(/^ {4}lemma (\w+)/gm)) modules.set(lemma, file.replace('.surety', ''));
}

/** The text of one section, up to the next. */
const section = (readme, title) => (readme.split(`\n## ${title}\n`)[1] ?? '').split('\n## ')[0];

/** Whether a README speaks of a property: by name, by its family, or by the module it is from. */
function spokenOf(readme, property) {
  const family = property.replace(/\(.*\)$/, '(…)').replace(/#\d+$/, '#…');
  return property.includes(' ') || readme.includes(`\`${property}\``) || readme.includes(`\`${family}\``) ||
    (modules.has(property) && /lemma/i.test(readme) && readme.includes(`\`std.${modules.get(property)}\``));
}

function checkNames(folder, readme, verdicts, extra) {
  const complain = (text) => complaints.push(`${folder}/README.md: ${text}`);
  for (const property of Object.keys(verdicts)) if (!spokenOf(readme, property)) complain(`does not name ${property}`);
  const proved = section(readme, 'What is proved');
  const known = (name) => name in verdicts || name.includes('…') || name.startsWith('std.') || extra.some((one) => one.startsWith(name));
  for (const [, cell] of proved.matchAll(/^\| (.*?) \|/gm)) {
    for (const [, name] of cell.matchAll(/`([^`]+)`/g)) if (!known(name)) complain(`names ${name}, and there is no such property`);
  }
  const tests = Object.keys(verdicts).filter((name) => name.includes(' ')).length;
  const counted = proved.match(/^\|[^|]*?\b(\w+) tests? for all values \|/m);
  if (counted && numbers.includes(counted[1].toLowerCase()) && numbers.indexOf(counted[1].toLowerCase()) !== tests) {
    complain(`counts ${counted[1]} tests for all values; there are ${tests}`);
  }
  for (const [, count, module] of readme.matchAll(/\b(\w+) lemmas of `std\.(\w+)`/g)) {
    const found = Object.keys(verdicts).filter((name) => modules.get(name) === module).length;
    const told = numbers.indexOf(count.toLowerCase());
    if (told >= 0 && told !== found) complain(`counts ${count} lemmas of std.${module}; there are ${found}`);
  }
}

function checkTwins(folder, readme, twins) {
  const complain = (text) => complaints.push(`${folder}/README.md: ${text}`);
  const found = readme.matchAll(/^\| `broken\/(\w+)`[^|]*\|[^|]*\| (.*) \|$/gm);
  const rows = new Map([...found].map(([, twin, falls]) => [`${twin}.surety`, falls]));
  for (const twin of rows.keys()) if (!(twin in twins)) complain(`has a row for broken/${twin}, which is not there`);
  for (const [twin, verdicts] of Object.entries(twins)) {
    const falls = rows.get(twin);
    if (falls === undefined) { complain(`has no row for broken/${twin}`); continue; }
    const named = [...falls.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const fallen = Object.keys(verdicts).filter((name) => verdicts[name] !== 'proved');
    for (const name of named) if (!fallen.includes(name)) complain(`says that ${name} falls in broken/${twin}; it does not`);
    const more = fallen.filter((name) => !named.includes(name) && !name.includes(' '));
    if (more.length > 0 && !falls.includes('others')) complain(`does not say that others fall in broken/${twin}: ${more.join(', ')}`);
    if (falls.includes('others') && fallen.length <= named.length) complain(`says that others fall in broken/${twin}; none does`);
  }
}

let checked = 0;
// TinyPerp is one page to be read as it is.
for (const name of folders('examples').filter((one) => one !== 'tiny_perp')) {
  const folder = `examples/${name}`;
  if (!existsSync(join(root, folder, `${name}.surety`))) continue;
  const readme = read(`${folder}/README.md`);
  for (const title of ['How it works', 'What is proved', 'What is not proved', 'Broken on purpose']) {
    if (section(readme, title) === '') complaints.push(`${folder}/README.md: has no section "${title}"`);
  }
  if (!/assum/i.test(readme)) complaints.push(`${folder}/README.md: does not speak of assumptions`);
  checkNames(folder, readme, readIfThere(`${folder}/verdicts.json`), []);
  checkTwins(folder, readme, readIfThere(`${folder}/broken/verdicts.json`));
  checked += 1;
}
for (const name of folders('examples/incidents')) {
  const folder = `examples/incidents/${name}`;
  const readme = read(`${folder}/README.md`);
  for (const title of ['What is proved', 'What is not in it']) {
    if (section(readme, title) === '') complaints.push(`${folder}/README.md: has no section "${title}"`);
  }
  const { 'fixed.surety': fixed = {} } = readIfThere(`${folder}/verdicts.json`);
  const own = Object.fromEntries(Object.entries(fixed).filter(([property]) => !/^(conservation|issuance)\(/.test(property)));
  checkNames(folder, readme, own, Object.keys(fixed));
  checked += 1;
}
for (const complaint of complaints) console.error(complaint);
console.log(`${checked} READMEs`);
process.exit(complaints.length === 0 && checked > 0 ? 0 : 1);
