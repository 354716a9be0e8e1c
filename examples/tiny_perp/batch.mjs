// batch.mjs -- many steps of TinyPerp applied in one call.
import { Batch, TinyPerp } from './tiny_perp.mjs';

const [exchange, alice, bob, carol] = [0, 1, 2, 3];
const perp = await TinyPerp.load();
perp.instantiate({ matcher: exchange, mark: '2_000', now: '0' });

const batch = new Batch();
for (const caller of [alice, bob, carol]) batch.deposit({ caller, amount: '250.5' });
batch.trade({ caller: exchange, buyer: alice, seller: bob, quantity: '1', price: '2_000' });
batch.withdraw({ caller: alice, amount: '100' });
batch.withdraw({ caller: carol, amount: '0.000001' });
batch.mark_update({ value: '1_950' });

const { applied, outcomes } = perp.apply(batch);
console.log(`${applied} of ${batch.size} applied`);
for (const [i, outcome] of outcomes.entries()) {
  if (!outcome.applied) console.log(`step ${i}, ${outcome.step}: ${outcome.error}`);
}
const effects = outcomes.flatMap((outcome) => (outcome.applied ? outcome.effects : []));
for (const { kind, amount, asset, party } of effects) console.log(`${kind} ${amount} ${asset}, party ${party}`);
