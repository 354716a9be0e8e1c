// list_checks.mjs -- an action that takes a list, in the ES module: tests/verify/exercise_several.
import { Batch, Reverted, SeveralPuts } from './several.mjs';
import { Lots } from './lots.mjs';
import { same, thrown } from './checking.mjs';

const [wendy, will, hal] = [1, 2, 3];

async function written() {
  const puts = await SeveralPuts.load();
  puts.instantiate({ strike: '330', now: '0' });
  puts.write({ caller: wendy, quantity: '30', holder: hal });
  puts.write({ caller: will, quantity: '30', holder: hal });
  return puts;
}

const part = (writer, quantity) => ({ writer, quantity });

/** The contract's own test. */
async function twoWritersOneExercise() {
  const puts = await written();
  const exercise = (parts, payment) => puts.exercise({ caller: hal, parts, payment });
  same(thrown(Reverted, () => exercise([part(wendy, '30'), part(will, '10')], '30')).error, 'WrongPayment', 'too little');
  const effects = exercise([part(wendy, '30'), part(will, '10')], '40 ETH');
  same(effects.map(({ kind, amount }) => `${kind} ${amount}`).join(), 'receive 40,pay 13200', 'the effects');
  exercise([part(will, '4'), part(will, 600_000_000n)], '10');
  exercise([], '0');
  puts.take_underlying({ caller: wendy, amount: '30' });
  puts.take_underlying({ caller: will, amount: '20' });
  same(`${puts.globals.received} ${puts.globals.pledged}`, '0 3300', 'the pots');
  same(thrown(Reverted, () => exercise([part(wendy, '0'), part(70_000, '1'), part(70_001, '0')], '1')).error,
    'OutOfRange(Writer.written)', 'three parts, and rows for parties that only lists name');
}

async function wrongLists() {
  const puts = await written();
  const batch = new Batch();
  const wrong = (kind, parts, message) => {
    for (const target of [puts, batch]) {
      same(thrown(kind, () => target.exercise({ caller: hal, parts, payment: '1' })).message, message, message);
    }
  };
  const one = part(wendy, '1');
  wrong(RangeError, [one, one, one, one], 'exercise: parts: expected an array of at most 3, found 4 elements');
  wrong(TypeError, one, 'exercise: parts: expected an array of at most 3, found an object');
  wrong(TypeError, undefined, 'exercise needs the argument `parts`');
  wrong(TypeError, [one, { writer: wendy }], 'exercise: parts[1] needs the member `quantity`');
  wrong(TypeError, [{ ...one, amount: '1' }], 'exercise: parts[0] has no member `amount`; it takes `writer`, `quantity`');
  wrong(TypeError, [one, null], 'exercise: parts[1] takes one object with `writer`, `quantity`');
  wrong(TypeError, [, one], 'exercise: parts[0] takes one object with `writer`, `quantity`'); // eslint-disable-line no-sparse-arrays
  wrong(TypeError, [part('wendy', '1')], 'exercise: parts[0].writer: a party is an index from 0, found the text \'wendy\'');
  wrong(RangeError, [part(wendy, '0.000000001')],
    'exercise: parts[0].quantity: "0.000000001" has more than 8 decimals, which an amount of ETH has here');
  same(batch.size, 0, 'nothing was added');
  const flat = { caller: hal, 'parts.length': '0', payment: '0' };
  same(thrown(TypeError, () => puts.exercise(flat)).message,
    'exercise has no argument `parts.length`; it takes `caller`, `parts`, `payment`', 'the flat names');
  batch.exercise({ caller: hal, parts: [part(80_000, '0'), one], payment: '1' }).exercise({ caller: hal, parts: [], payment: '0' });
  same(puts.apply(batch).applied, 2, 'lists in a batch');
  same(String(puts.row('Writer', wendy).written), '29', 'what the batch did');
}

async function listsOfEveryKind() {
  const lots = await Lots.load();
  const [ann, bob, cleo, dan] = [1, 2, 3, 4];
  lots.instantiate({ now: '0' });
  const lot = (who, kind, urgent, price) => ({ delete: who, kind, urgent, price });
  const both = [lot(bob, 'Large', true, '1.5'), lot(bob, 'Small', false, '2 USD')];
  lots.allot({ caller: ann, lots: both, friends: [cleo, dan, cleo], tips: [500_000n] });
  lots.only({ caller: ann, lots: [lot(dan, 'Large', true, '0')] });
  const told = (party) => JSON.stringify(lots.row('Owner', party));
  same(told(bob), '{"cash":"3.5","large":"1","urgent":false}', 'lots');
  same(told(cleo), '{"cash":"0","large":"20","urgent":false}', 'friends');
  same(told(dan), '{"cash":"0","large":"11","urgent":true}', 'both');
  same(told(ann), '{"cash":"0.5","large":"0","urgent":false}', 'tips');
  const wrong = (kind, given, message) => same(thrown(kind, () => lots.allot({ caller: ann, lots: [], friends: [], tips: [], ...given })).message,
    message, message);
  wrong(TypeError, { friends: [ann, 'bob'] }, 'allot: friends[1]: a party is an index from 0, found the text \'bob\'');
  wrong(RangeError, { tips: ['1', '2', '3', '4'] }, 'allot: tips: expected an array of at most 3, found 4 elements');
  wrong(TypeError, { lots: [lot(bob, 'Huge', true, '1')] }, 'allot: lots[0].kind: expected one of `Small`, `Large`, found Huge');
  wrong(TypeError, { lots: [lot(bob, 'Small', 1, '1')] }, 'allot: lots[0].urgent: expected true or false, found 1');
}

export async function lists() {
  await listsOfEveryKind();
  await twoWritersOneExercise();
  await wrongLists();
}
