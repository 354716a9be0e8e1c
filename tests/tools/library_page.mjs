// library_page.mjs -- docs/library.md: every function and lemma of the standard library, as the modules themselves say it.
//
//   node library_page.mjs [--check]
//
// `--check` writes nothing and fails where the page is not what the modules say.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const page = join(root, 'docs', 'library.md');
const check = process.argv[2];
if (check !== undefined && check !== '--check') {
  console.error('usage: node library_page.mjs [--check]');
  process.exit(2);
}

const isCode = (line) => line.startsWith('    ');

/** What stands above line `at` as `///`. */
function comment(lines, at) {
  let first = at;
  while (first > 0 && lines[first - 1].trim().startsWith('///')) first -= 1;
  return lines.slice(first, at).map((line) => line.trim().slice(3).replace(/^ (?! )/, ''));
}

/** Its prose, as one paragraph. */
const said = (lines, at) => comment(lines, at).filter((line) => !isCode(line)).join(' ').trim();

/** A function up to its `=`, a lemma up to its proof, without line breaks. */
function declared(lines, at) {
  let text = lines[at].trim();
  for (let next = at + 1; next < lines.length && /^ {8}/.test(lines[next]); next += 1) text += ` ${lines[next].trim()}`;
  return text.startsWith('fn') ? text.replace(/ =( .*)?$/s, '') : text.replace(/ by \{.*$/s, '');
}

function section(file) {
  const lines = readFileSync(join(root, 'stdlib', file), 'utf8').split('\n');
  const name = file.replace('.surety', '');
  const module = lines.findIndex((line) => line.startsWith('module '));
  const example = comment(lines, module).filter(isCode);
  const made = lines[module].includes('(') ? [`\`${lines[module].replace(/^module | \{$/g, '')}\``, ''] : [];
  const text = [`## std.${name}`, '', ...made, said(lines, module), '', ...example, ...(example.length > 0 ? [''] : [])];
  const found = (word) => lines.flatMap((line, at) => (line.startsWith(`    ${word} `) ? [at] : []));
  const item = (at) => {
    const told = said(lines, at);
    return `- \`${declared(lines, at).replace(/^lemma /, '')}\`${told ? `  \n  ${told}` : ''}`;
  };
  for (const word of ['param', 'oracle', 'account', 'fn', 'invariant']) for (const at of found(word)) text.push(item(at));
  const lemmas = found('lemma');
  if (lemmas.length > 0) text.push('', 'Proved, in every contract that uses the module:', '');
  for (const at of lemmas) text.push(item(at));
  return text.join('\n');
}

/** How a contract with `asset USD` and `unit ETH` uses it. */
function use(file) {
  const name = `std.${file.replace('.surety', '')}`;
  const parameters = readFileSync(join(root, 'stdlib', file), 'utf8').match(/^module [a-z.]+\((.*)\)/m);
  if (!parameters) return `    use ${name}`;
  const given = parameters[1].split(', ').map((each) => (each.endsWith(': asset') ? 'USD' : 'ETH'));
  return `    use ${name}(${given.join(', ')}) as eth`;
}

const modules = readdirSync(join(root, 'stdlib')).filter((file) => file.endsWith('.surety')).sort();
const text = `# The standard library

\`use std.NAME\` makes a module's functions visible. They are written in the language itself, in \`stdlib/\`, and are compiled and proved with the
contract that uses them. This page is written from the modules by \`node tests/tools/library_page.mjs\`.

- A parameter of type \`number\` takes a quantity of any dimension and scale. What must be rounded to it is given a \`grain\`, the smallest
  amount of the result: \`shares_for_deposit(paid, shares, assets, 0.000001 LP)\` is a multiple of a millionth of a share.
- A lemma speaks of numbers without a unit. One about \`ratio @ 0\` and a grain of 1 speaks of whole counts, which is what every quantity is
  inside; so it says the same of dollars with six decimals.
- \`tests/verify/std_NAME\`, where there is one, holds a contract that uses the module, with the published numbers it has to
  reproduce, and twins in which a rounding or an order is wrong and a property says so.

No name is declared by two modules, so any of them stand together; a contract's own names must differ from those of the modules it uses.

\`\`\`surety
contract AllOfThem {
    asset USD { decimals 6 }
    unit ETH { decimals 8 }
${modules.map(use).join('\n')}
}
\`\`\`

${modules.map(section).join('\n\n')}
`;
if (!check) writeFileSync(page, text);
else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
  console.error('docs/library.md is not what stdlib/ says: run node tests/tools/library_page.mjs');
  process.exit(1);
}
