// batch_checks.mjs -- batches in the ES module: the same steps applied together and one by one do the same.
import { Batch, Bazaar, Quantity, Reverted } from './bazaar.mjs';
import { alice, bob, council, dice, opened, same, thrown } from './checking.mjs';

const FAR = 90_000;

/** A step's method and what it is given. */
function anyStep(roll) {
  const party = () => (roll(50) === 0 ? FAR + roll(9) : roll(6));
  const dollars = () => BigInt(roll(400_000_001));
  const ether = () => BigInt(roll(1_000_000_001)) - 500_000_000n;
  const caller = party();
  const steps = [
    () => ['deposit', { caller, amount: dollars() }],
    () => ['withdraw', { caller, amount: `${roll(400)}.${roll(1_000_000)}` }],
    () => ['parties_2', { caller, delete: ['Buy', 'Sell'][roll(2)], eager: roll(2) === 0, friend: party(), size: ether() }],
    () => ['constructor_2', { caller, wide_amount: '-1.000000000000000001' }],
    () => ['globals_2', { caller, amount: dollars(), shares: '3' }],
    () => ['row_2', { caller, amount: dollars(), shares: '1', heir: party() }],
    () => ['buy', { caller, seller: party(), size: ether() }],
    () => ['mark_update', { value: ['1_990.5', '0.01'][roll(2)] }],
    () => ['advance', { seconds: '30' }],
    () => ['cells', { caller, apply: new Quantity(dollars(), 'USD', 6) }],
  ];
  return steps[roll(steps.length)]();
}

/** What a call does, as an outcome of a batch says it. */
function outcomeOf(bazaar, [method, given]) {
  try {
    return { applied: true, effects: bazaar[method](given) };
  } catch (error) {
    if (!(error instanceof Reverted)) throw error;
    return { step: error.step, applied: false, error: error.error };
  }
}

/** As text, so that two of them can be compared. */
function stateOf(bazaar) {
  return JSON.stringify([bazaar.globals, bazaar.parties('Trader').map((party) => [party, bazaar.row('Trader', party)])]);
}

async function aBatchDoesWhatItsStepsDo(steps) {
  const [singly, together] = [await opened(), await opened()];
  const roll = dice();
  const script = Array.from({ length: steps }, () => anyStep(roll));
  const batch = new Batch();
  for (const [method, given] of script) batch[method](given);
  same(batch.size, steps, 'the size of a batch');
  const { applied, outcomes } = together.apply(batch);
  const wanted = script.map((step) => outcomeOf(singly, step));
  const told = ({ applied: done, effects, error }) => JSON.stringify(done ? effects : error);
  same(outcomes.map(told).join('\n'), wanted.map(told).join('\n'), `${steps} outcomes`);
  same(applied, wanted.filter((outcome) => outcome.applied).length, 'how many were applied');
  same(stateOf(together), stateOf(singly), `the state after ${steps} steps`);
  if (steps < 100) return;
  same(applied > steps / 4 && outcomes.length - applied > steps / 10, true, 'enough of both');
  same(together.parties('Trader').at(-1) >= FAR, true, 'rows that were not there');
}

async function aBatchIsAValue() {
  const bazaar = await opened();
  const batch = new Batch().deposit({ caller: alice, amount: '5' }).withdraw({ caller: bob, amount: '1' })
    .clear_2({ caller: alice }).apply_2({ caller: alice, size: '1' }).close({ caller: alice });
  const { applied, outcomes } = bazaar.apply_2({ caller: bob, size: '0' }).length === 0 && bazaar.apply(batch);
  same(outcomes.map(({ step, error }) => `${step} ${error ?? 'done'}`).join(', '),
    'deposit done, withdraw NotYours, clear done, apply done, close Unauthorized', 'the outcomes');
  same(applied, 3, 'how many were applied');
  const [{ kind, amount, asset, party }] = outcomes[0].effects;
  same(`${kind} ${amount} ${asset} ${party}`, 'receive 5 USD 2', 'an effect');
  same(bazaar.apply(batch).applied, 3, 'a batch may be applied again');
  same(String(bazaar.row('Trader', alice).quote), '10', 'what it did twice');
  same((await Bazaar.load()).apply(batch).outcomes[0].error, 'Rejected', 'before instantiation');
  thrown(TypeError, () => { 'use strict'; outcomes[0].applied = false; });
  batch.clear();
  same(batch.size, 0, 'an empty batch');
  same(JSON.stringify(bazaar.apply(batch)), '{"applied":0,"outcomes":[]}', 'nothing');
  same(bazaar.apply(batch.close({ caller: council })).applied, 1, 'what was added after');
}

async function whatCannotBeDoneIsNotBegun() {
  const bazaar = await opened();
  const batch = new Batch().deposit({ caller: alice, amount: '5' });
  const wrong = (kind, given) => thrown(kind, () => batch.deposit(given)).message;
  same(wrong(TypeError, { caller: alice }), 'deposit needs the argument `amount`', 'a missing argument');
  same(wrong(TypeError, { caller: alice, amount: 1.5 }),
    'deposit: amount: expected a decimal string, a bigint of 10^-6 USD or a Quantity, found a number, which is not exact', 'a float');
  same(wrong(RangeError, { caller: alice, amount: '1.0000001' }),
    'deposit: amount: "1.0000001" has more than 6 decimals, which an amount of USD has here', 'too fine');
  same(wrong(TypeError, { caller: 2 ** 32, amount: '1' }), 'deposit: caller: a party is an index from 0, found 4294967296', 'no party');
  same(batch.size, 1, 'nothing was added');
  const before = stateOf(bazaar);
  batch.deposit({ caller: 0xfffffffe, amount: '1' });
  thrown(RangeError, () => bazaar.apply(batch));
  same(stateOf(bazaar), before, 'rows beyond memory: the first step did not run either');
  batch.clear();
  same(bazaar.apply(batch.deposit({ caller: alice, amount: '5' })).applied, 1, 'it goes on');
  same(thrown(TypeError, () => bazaar.apply([])).message, '`apply` takes a Batch', 'an array');
  thrown(TypeError, () => bazaar.apply());
}

export async function batches() {
  // 5,000 records are more than six pages of wasm's memory.
  for (const steps of [0, 1, 255, 256, 257, 5_000]) await aBatchDoesWhatItsStepsDo(steps);
  await aBatchIsAValue();
  await whatCannotBeDoneIsNotBegun();
}
