// rowless.mjs -- a contract without rows takes every party, in whatever order they come. Usage: node rowless.mjs SURETY SCRATCH
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fresh, here } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
execFileSync(surety, ['build', join(here, 'rowless.surety'), '--target', 'js', '-o', join(folder, 'rowless.mjs')]);
const { Batch, Rowless } = await import(pathToFileURL(join(folder, 'rowless.mjs')));

const PARTIES = [5, 0x7ffffffe, 0x7fffffff, 0x8fffffff, 0xa0000000, 0xfffffffe, 3];
const contract = await Rowless.load();
contract.instantiate({ now: '0' });
for (const caller of PARTIES) {
  contract.tip({ caller, amount: '1' });
  contract.name({ caller: 0, who: caller });
  assert.equal(contract.globals.last, caller);
  const batch = new Batch();
  batch.tip({ caller, amount: '1' });
  assert.equal(contract.apply(batch).applied, 1, String(caller));
}
assert.equal(String(contract.globals.jar), `${2 * PARTIES.length}`);
assert.throws(() => contract.tip({ caller: 0xffffffff, amount: '1' }));
console.log(`${PARTIES.length} parties, alone and in batches`);
