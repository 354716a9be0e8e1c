// check_docs.mjs -- what the documents show is true: contracts compile, and commands print what the page says they print.
//
//   ```surety             a whole contract or module: `surety check` accepts it, `surety prove` proves the contract and its tests pass
//   ```surety-error CODE  a contract: `surety check` refuses it with that code
//   ```surety-fragment    a piece: not compiled
//   ```console            `$ surety …` lines are run (also cd, cat, ls, echo, c++, ar, node, ./…), and what follows is compared with what they
//                         print; times and hashes may differ, a line `...` stands for any number of lines, and a command
//                         with nothing shown only has to run
//
// With SURETY_UPDATE_GOLDENS=1 the expected output is rewritten in the page.
// Usage: node check_docs.mjs SURETY SCRATCH [PAGE...], pages named from the root of the repository; all of them where none is.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const surety = resolve(process.argv[2]);
const scratch = resolve(process.argv[3]);
const chosen = process.argv.slice(4);
const update = process.env.SURETY_UPDATE_GOLDENS === '1';
// No cache: what a page shows must not depend on what was proved before.
const environment = {
  ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: '/dev/null', PATH: `${dirname(surety)}:${process.env.PATH}`,
};
const problems = [];
let checked = 0;

/** Every Markdown page of the repository that readers see. */
function pages(folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(build.*|\..*|node_modules)$/.test(entry.name) ? [] : pages(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Fenced blocks: kind and argument of the fence, the lines between, and the index of the first of them. */
function blocks(lines) {
  const found = [];
  let open = null;
  lines.forEach((line, index) => {
    const fence = line.match(/^```\s*([^\s]*)\s*(.*)$/);
    if (!fence) return;
    if (open) {
      found.push({ ...open, lines: lines.slice(open.first, index) });
      open = null;
    } else {
      open = { kind: fence[1], argument: fence[2].trim(), first: index + 1 };
    }
  });
  return found;
}

function run(command, cwd) {
  const result = spawnSync('bash', ['-c', `exec 2>&1; ${command}`], {
    cwd, env: environment, encoding: 'utf8', input: '', timeout: 300_000, maxBuffer: 1 << 26,
  });
  return { status: result.status, output: result.stdout.replace(/\s+$/, '') };
}

/** A line with what differs from run to run taken out. */
function stable(line) {
  const masked = line.replace(/\b\d+(\.\d+)?\s?(ms|s|seconds)\b/g, '<time>').replace(/\b[0-9a-f]{12,64}\b/g, '<hash>')
    .replace(/\b\d+ bytes\b/g, '<bytes>');
  return masked.includes('<time>') ? masked.replace(/\s+/g, ' ').trim() : masked.trimEnd();
}

/** Whether the output matches the page, where `...` matches any lines. */
function matches(expected, actual) {
  if (expected.length === 0) return actual.length === 0;
  if (/^\s*(\.\.\.|…)$/.test(expected[0])) {
    for (let skip = 0; skip <= actual.length; ++skip) if (matches(expected.slice(1), actual.slice(skip))) return true;
    return false;
  }
  return actual.length > 0 && stable(expected[0]) === stable(actual[0]) && matches(expected.slice(1), actual.slice(1));
}

function checkContract(block, where, folder) {
  checked += 1;
  const name = `block_${block.first}.surety`;
  writeFileSync(join(folder, name), `${block.lines.join('\n')}\n`);
  const { status, output } = run(`surety check ${name}`, folder);
  const wanted = block.kind === 'surety-error' ? block.argument : null;
  if (!wanted && status !== 0) problems.push(`${where}: this contract does not check:\n${output}`);
  if (wanted && (status !== 1 || !output.includes(wanted))) {
    problems.push(`${where}: expected the error ${wanted}, but \`surety check\` ended with ${status}:\n${output}`);
  }
  if (wanted || status !== 0 || !block.lines.some((line) => /^contract /.test(line))) return;
  for (const verb of block.lines.some((line) => /^ *test "/.test(line)) ? ['prove', 'test'] : ['prove']) {
    const judged = run(`surety ${verb} ${name}`, folder);
    if (judged.status !== 0) problems.push(`${where}: \`surety ${verb}\` of this contract ended with ${judged.status}:\n${judged.output}`);
  }
}

/** Splits a console block into commands (a trailing backslash continues one) and the output shown after each. */
function commands(block) {
  const found = [];
  for (let i = 0; i < block.lines.length; ++i) {
    const line = block.lines[i];
    if (!line.startsWith('$ ')) {
      found.at(-1)?.shown.push(line);
      continue;
    }
    const source = [line];
    while (source.at(-1).endsWith('\\') && i + 1 < block.lines.length) source.push(block.lines[++i]);
    found.push({ source, text: source.join('\n').slice(2), shown: [] });
  }
  return found;
}

/** Runs a console block; the lines it should have. */
function checkConsole(block, where, place) {
  const wanted = [];
  for (const command of commands(block)) {
    checked += 1;
    wanted.push(...command.source);
    const changeFolder = command.text.match(/^cd (\S+)$/);
    if (changeFolder) {
      place.cwd = resolve(place.cwd, changeFolder[1]);
      continue;
    }
    if (!/^((surety|cat|ls|echo|c\+\+|ar|node) |\.\/)/.test(command.text)) {
      problems.push(`${where}: \`${command.text}\`: only surety, cd, cat, ls, echo, c++, ar, node and ./… are run here; use a block of another kind`);
      continue;
    }
    const { status, output } = run(command.text, place.cwd);
    const actual = output === '' ? [] : output.split('\n');
    const shown = command.shown.join('\n').trimEnd();
    const same = shown === '' || matches(shown.split('\n'), actual);
    wanted.push(...(same ? command.shown : actual));
    if (status === null || status > 2) problems.push(`${where}: \`${command.text}\` failed (${status}):\n${output}`);
    else if (!same && !update) problems.push(`${where}: \`${command.text}\` prints\n${output}\nand the page says\n${shown}`);
  }
  return wanted;
}

function checkPage(page) {
  const text = readFileSync(join(root, page), 'utf8');
  const lines = text.split('\n');
  const found = blocks(lines).filter((block) => /^(surety(-error)?|console)$/.test(block.kind));
  if (found.length === 0) return;
  const folder = join(scratch, page);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const shared of ['examples', 'stdlib']) {
    if (existsSync(join(root, shared))) cpSync(join(root, shared), join(folder, shared), { recursive: true });
  }
  const place = { cwd: folder };
  const replacements = [];
  for (const block of found) {
    const where = `${page}:${block.first}`;
    if (block.kind === 'console') replacements.push([block, checkConsole(block, where, place)]);
    else checkContract(block, where, folder);
  }
  if (!update) return;
  for (const [block, wanted] of replacements.reverse()) lines.splice(block.first, block.lines.length, ...wanted);
  if (lines.join('\n') !== text) {
    writeFileSync(join(root, page), lines.join('\n'));
    console.log(`rewrote ${relative(process.cwd(), join(root, page))}`);
  }
}

(chosen.length > 0 ? chosen : pages()).forEach(checkPage);
problems.forEach((problem) => console.log(`${problem}\n`));
console.log(`${checked} contracts and commands in the documents, ${problems.length} wrong`);
process.exit(problems.length === 0 && checked > 0 ? 0 : 1);
