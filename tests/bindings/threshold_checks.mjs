// threshold_checks.mjs -- thresholds in the ES module: they find what evaluating every row finds, whatever happened.
import { Batch, Bazaar } from './bazaar.mjs';
import { alice, bob, council, dice, opened, same, thrown } from './checking.mjs';

const FAR = 90_000;

const resized = (caller, size) => ({ caller, delete: 'Buy', eager: false, friend: 0, size });

/** Both searches find the same; how many. */
function agree(bazaar, what) {
  const found = bazaar.due_find();
  same(found.join(' '), bazaar.due().join(' '), what);
  return found.length;
}

async function noRowAndOne() {
  const bazaar = await Bazaar.load();
  same(bazaar.due_find().length, 0, 'before instantiation');
  bazaar.instantiate({ council, fee: '0.025', mark: '2_000', now: 0n });
  same(bazaar.due_find().length, 0, 'no rows');
  bazaar.deposit({ caller: alice, amount: '1_950' });
  same(JSON.stringify(bazaar.due_threshold(alice)), '{"found":"never"}', 'money alone');
  bazaar.parties_2(resized(alice, '-1'));
  same(bazaar.due_find().join(), String(alice), 'one row');
  same(JSON.stringify(bazaar.due_threshold(alice)), '{"found":"from","at":"1902.4391"}', 'a short');
  bazaar.mark_update({ value: '1_902.439' });
  same(agree(bazaar, 'below it'), 0, 'nobody is due');
  bazaar.mark_update({ value: bazaar.due_threshold(alice).at });
  same(agree(bazaar, 'at it'), 1, 'alice is due');
  bazaar.parties_2(resized(bob, '1'));
  same(JSON.stringify(bazaar.due_threshold(bob)), '{"found":"never"}', 'a long that owes nothing');
  bazaar.buy({ caller: bob, seller: council, size: '1' });
  same(JSON.stringify(bazaar.due_threshold(bob)), '{"found":"below","at":"975.6098"}', 'a long');
  same(JSON.stringify(bazaar.due_threshold(4_000_000_000)), '{"found":"never"}', 'no row');
  thrown(TypeError, () => bazaar.due_threshold(1.5));
  thrown(TypeError, () => bazaar.due_threshold());
}

async function whateverHappened() {
  const bazaar = await opened();
  const roll = dice();
  const size = () => BigInt(roll(600_000_001)) - 300_000_000n;
  for (let party = 0; party < 3_000; party++) {
    bazaar.deposit({ caller: party, amount: BigInt(roll(4_000)) * 1_000_000n });
    bazaar.parties_2(resized(party, size()));
    if (party % 500 === 0) agree(bazaar, `${party} rows`);
  }
  const found = agree(bazaar, 'many rows');
  same(found > 300 && found < 2_700, true, 'some are due');
  for (const value of ['1_500', '2_100.5', '1_200', '1_300.0001']) {
    bazaar.mark_update({ value });
    agree(bazaar, `at ${value}`);
    for (let i = 0; i < 20; i++) bazaar.parties_2(resized(roll(3_000), '2'));
    agree(bazaar, `rows written after ${value}`);
  }
  bazaar.set_fee({ caller: council, value: '0.1' });
  agree(bazaar, 'another fee');
  bazaar.parties_2(resized(FAR, '-900'));
  agree(bazaar, 'a far row');
  same(bazaar.due_find().at(-1), FAR, 'it is due');
  const batch = new Batch();
  for (let i = 0; i < 700; i++) batch.parties_2(resized(roll(3_000), size()));
  batch.mark_update({ value: '1_700' }).withdraw({ caller: bob, amount: '1_000_000' }).deposit({ caller: FAR + 5_000, amount: '1' });
  same(bazaar.apply(batch).applied, 702, 'a batch');
  agree(bazaar, 'after a batch');
}

export async function thresholds() {
  await noRowAndOne();
  await whateverHappened();
}
