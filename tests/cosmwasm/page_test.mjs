// page_test.mjs -- the session that docs/cosmwasm.md shows goes as it is shown. Usage: node page_test.mjs SURETY SCRATCH
//
// Lines: `instantiate as NAME`, `execute as NAME [after Ns] [with COINS]`, each with a message; `query MESSAGE`; and what
// comes of it: `answer JSON`, `error TEXT`, `sends COINS to NAME`. A call that ends without `error` succeeds. Names of
// people stand for their addresses.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chain, address } from './chain.mjs';

const [surety, scratch] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(scratch, { recursive: true });
const target = join(scratch, 'tiny_perp.wasm');
execFileSync(surety, ['build', join(root, 'examples/tiny_perp/tiny_perp.surety'), '--target', 'cosmwasm', '-o', target]);

const page = readFileSync(join(root, 'docs/cosmwasm.md'), 'utf8');
const [, session] = page.match(/```cosmwasm\n([^]*?)```/);
const people = new Set(session.match(/\b(as|to) [a-z]+|"(feed|exchange)"/g).map((text) => text.replace(/^(as|to) |"/g, '')));
const replaced = (value) => JSON.parse(JSON.stringify(value), (_, part) => (people.has(part) ? address(part) : part));

const chain = new Chain(readFileSync(target));
let steps = 0;
for (const paragraph of session.trim().split(/\n\s*\n/)) {
  const [, head, message, expected] = paragraph.match(/^(query|[^{]*)\s*(\{[^]*?\})(?:\n(answer|error|sends)\b[^]*)?$/);
  const json = replaced(JSON.parse(message));
  const said = expected && paragraph.slice(paragraph.indexOf(`\n${expected}`) + expected.length + 2);
  const sender = head.match(/as (\w+)/)?.[1];
  chain.seconds += Number(head.match(/after (\d+)s/)?.[1] ?? 0);
  const call = () => {
    if (head.startsWith('query')) return chain.query(json);
    if (head.startsWith('instantiate')) return chain.instantiate(json);
    return chain.execute(sender, json, head.match(/with (\S+)/)?.[1].split(',') ?? []);
  };
  steps++;
  if (expected === 'error') {
    assert.throws(call, { message: said.trim() }, paragraph);
    continue;
  }
  const result = call();
  if (expected === 'answer') assert.deepEqual(result, replaced(JSON.parse(said)), paragraph);
  if (expected === 'sends') {
    const [, amount, denom, to] = said.match(/(\d+)(\w+) to (\w+)/);
    assert.deepEqual(result.messages.map(({ msg }) => msg), [{ bank: { send: { to_address: address(to), amount: [{ denom, amount }] } } }]);
  } else {
    assert.deepEqual(result.messages ?? [], [], paragraph);
  }
}
assert.ok(steps >= 10, `${steps} steps`);
console.log(`${steps} steps of docs/cosmwasm.md`);
