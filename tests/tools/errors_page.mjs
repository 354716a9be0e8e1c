// errors_page.mjs -- docs/errors.md: every diagnostic of the front end with what `surety explain` says of it.
//
//   node errors_page.mjs [--check]
//
// `--check` writes nothing and fails where the page is not what compiler/source/messages says.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const page = join(root, 'docs', 'errors.md');
const check = process.argv[2];
if (check !== undefined && check !== '--check') {
  console.error('usage: node errors_page.mjs [--check]');
  process.exit(2);
}

// The groups in the order of their codes, and the sections of language.md that their constructs are in.
const groups = [
  ['syntax', 'Text and syntax', 'sections 1 and 10'],
  ['types', 'Types and units', 'sections 2, 4 and 5'],
  ['names', 'Names', 'sections 4, 5 and 9'],
  ['money', 'Money and state', 'sections 3 and 4'],
  ['contract', 'Declarations of a contract', 'sections 4, 5, 6 and 9'],
  ['properties', 'Properties and tests', 'sections 7 and 8'],
  ['proofs', 'Lemmas and tests for all values', 'section 7'],
  ['scans', 'Scans', 'section 7'],
];

/** The rows of one file: MESSAGE(name, severity, "code", "format", R"(explanation)"). */
function rows(group) {
  const text = readFileSync(join(root, 'compiler', 'source', 'messages', `${group}.def`), 'utf8');
  const row = /^MESSAGE\(([a-z0-9_]+), *(error|warning), *"(S\d{4})",\s*"((?:[^"\\]|\\.)*)",\s*R"\(\n?([\s\S]*?)\n?\)"\)/gm;
  const found = [...text.matchAll(row)].map(([, , severity, code, format, explanation]) => ({ severity, code, format, explanation }));
  const expected = text.match(/^MESSAGE\(/gm).length;
  if (found.length !== expected) throw new Error(`${group}.def has ${expected} rows, ${found.length} were read`);
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** What a message says, with its blanks as dots: "expected …, found …". */
const said = (format) => format.replace(/\\"/g, '"').replaceAll('{}', '…');

/** The message itself as the heading, then the explanation; its examples are indented already. */
function entry({ code, severity, format, explanation }) {
  return `### ${code}\n\n${severity === 'warning' ? 'Warning: ' : ''}*${said(format).replaceAll('*', '\\*')}*\n\n${explanation.trim()}\n`;
}

/** A group of errors, and where the language page describes what they speak of. */
function section([group, title, where]) {
  return `## ${title}\n\nWhat they speak of is in ${where} of [language.md](language.md).\n\n${rows(group).map(entry).join('\n')}`;
}

const text = `# Errors and warnings

Every diagnostic has a code, which stands in brackets after \`error\` or \`warning\` and never changes its meaning. \`surety explain CODE\`
says what is on this page; dots stand for what depends on your text. A contract with errors is not accepted; one with warnings is. What
goes wrong when a contract *runs* has names instead of codes: \`Overflow\`, \`StalePrice\` and the others of [language.md](language.md),
section 5.

The page is written from the compiler's messages by \`node tests/tools/errors_page.mjs\`.

${groups.map(section).join('\n')}`;

if (!check) writeFileSync(page, text);
else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
  console.error('docs/errors.md is not what compiler/source/messages says: run node tests/tools/errors_page.mjs');
  process.exit(1);
}
