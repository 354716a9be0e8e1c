// use.mts -- what TypeScript says of the module of bazaar.surety: the first half must compile, and each line after an
// `@ts-expect-error` must not.
import { SeveralPuts } from './several.mjs';
import type { Arguments as PutsArguments, Part } from './several.mjs';
import Default, { Batch, Bazaar, Quantity, Reverted } from './bazaar.mjs';
import type { Amount, Arguments, Effect, ErrorName, Globals, Outcome, Outcomes, Party, Tables, Threshold } from './bazaar.mjs';

const alice: Party = 2;

export async function right(bytes: ArrayBuffer): Promise<string[]> {
  const bazaar: Bazaar = await Default.load(bytes);
  bazaar.instantiate({ council: 1, fee: '0.025', mark: '2_000', now: 0n });
  const effects: Effect[] = bazaar.deposit({ caller: alice, amount: '200.5' });
  const dollars: Amount<'USD', 6> = 5n;
  bazaar.withdraw({ caller: alice, amount: dollars });
  bazaar.parties_2({ caller: alice, delete: 'Sell', eager: true, friend: 3, size: new Quantity(1n, 'ETH', 8) });
  const globals: Globals = bazaar.globals;
  const phase: 'Open' | 'Closed' = globals.phase;
  const wide: Quantity<'USD', 18> = globals.wide;
  const row: Tables['Trader'] = bazaar.row('Trader', alice);
  const side: 'Buy' | 'Sell' = row.side;
  try {
    bazaar.close({ caller: alice });
  } catch (error) {
    if (!(error instanceof Reverted)) throw error;
    const reason: ErrorName = error.error;
    if (reason === 'Unauthorized') return [reason, phase, side, `${wide}`];
  }
  return effects.map((effect) => (effect.asset === 'USD' ? `${effect.kind} ${effect.amount.units}` : `${effect.amount}`));
}

export function together(bazaar: Bazaar): string[] {
  const given: Arguments['deposit'] = { caller: alice, amount: '1' };
  const batch: Batch = new Batch().deposit(given).mark_update({ value: '2_000' }).advance({ seconds: 5n });
  const { applied, outcomes }: Outcomes = bazaar.apply(batch);
  const size: number = batch.size + applied;
  return outcomes.map((outcome: Outcome) => {
    if (outcome.applied) return `${outcome.step} ${outcome.effects.length} ${size}`;
    const reason: ErrorName = outcome.error;
    return reason;
  });
}

export function search(bazaar: Bazaar): bigint {
  const due: Party[] = bazaar.due_find();
  const threshold: Threshold<'USD/ETH', 4> = bazaar.due_threshold(due[0] ?? alice);
  // @ts-expect-error who is always or never found has no threshold
  threshold.at;
  return threshold.found === 'below' || threshold.found === 'from' ? threshold.at.units : 0n;
}

export function wrongSearch(bazaar: Bazaar): void {
  // @ts-expect-error a scan without `by` has no thresholds
  bazaar.sellers_find();
  // @ts-expect-error a threshold is a party's
  bazaar.due_threshold();
}

export function wrongTogether(bazaar: Bazaar, batch: Batch): void {
  // @ts-expect-error a floating-point number is no amount
  batch.deposit({ caller: alice, amount: 1.5 });
  // @ts-expect-error an argument is missing
  batch.deposit({ caller: alice });
  // @ts-expect-error instantiation is no step of a batch
  batch.instantiate({ council: 1, fee: '0.025', mark: '2_000', now: 0n });
  // @ts-expect-error an array is no batch
  bazaar.apply([]);
  const [outcome] = bazaar.apply(batch).outcomes;
  // @ts-expect-error only what was applied has effects
  outcome?.effects;
  // @ts-expect-error outcomes are read, not written
  bazaar.apply(batch).applied = 1;
}

export function wrong(bazaar: Bazaar): void {
  // @ts-expect-error a floating-point number is no amount
  bazaar.deposit({ caller: alice, amount: 1.5 });
  // @ts-expect-error a quantity of another unit
  bazaar.deposit({ caller: alice, amount: bazaar.row('Trader', alice).size });
  const sellers: number[] = bazaar.sellers();
  // @ts-expect-error a scan takes nothing
  bazaar.sellers(sellers);
  // @ts-expect-error a quantity of another scale
  bazaar.deposit({ caller: alice, amount: bazaar.globals.wide });
  // @ts-expect-error an argument is missing
  bazaar.deposit({ caller: alice });
  // @ts-expect-error an argument that is none
  bazaar.deposit({ caller: alice, amount: '1', amuont: '1' });
  // @ts-expect-error no constant of the enum
  bazaar.parties_2({ caller: alice, delete: 'Hold', eager: true, friend: 3, size: '1' });
  // @ts-expect-error no table
  bazaar.row('Traders', alice);
  // @ts-expect-error state is read, not written
  bazaar.globals.busy = true;
  // @ts-expect-error a contract is loaded, not made
  new Bazaar();
}

export function lists(puts: SeveralPuts): void {
  const part: Part = { writer: 1, quantity: '30' };
  const parts: readonly Part[] = [part, { writer: 2, quantity: 5n }];
  const given: PutsArguments['exercise'] = { caller: 3, parts, payment: '30' };
  puts.exercise(given);
  puts.exercise({ caller: 3, parts: [], payment: '0' });
  // @ts-expect-error a list is an array
  puts.exercise({ caller: 3, parts: part, payment: '0' });
  // @ts-expect-error a member is missing
  puts.exercise({ caller: 3, parts: [{ writer: 1 }], payment: '0' });
  // @ts-expect-error a member that is none
  puts.exercise({ caller: 3, parts: [{ writer: 1, quantity: '1', amount: '1' }], payment: '0' });
  // @ts-expect-error a floating-point number is no quantity
  puts.exercise({ caller: 3, parts: [{ writer: 1, quantity: 1.5 }], payment: '0' });
}
