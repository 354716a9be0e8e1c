// lists_test.mjs -- lists in messages: tests/verify/exercise_several and tests/bindings/lots on the strict host, the schema
// of their messages, and what is no list. Usage: node lists_test.mjs SURETY SCRATCH
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chain, address } from './chain.mjs';
import { runAll } from './run_all.mjs';

const [surety, scratch] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(scratch, { recursive: true });

function build(contract, name) {
  execFileSync(surety, ['build', join(root, contract), '--target', 'cosmwasm', '-o', join(scratch, `${name}.wasm`)]);
  const schema = JSON.parse(readFileSync(join(scratch, `${name}.schema.json`), 'utf8'));
  return { module: readFileSync(join(scratch, `${name}.wasm`)), execute: schema.execute.oneOf };
}

const several = build('tests/verify/exercise_several/exercise_several.surety', 'several');
const lots = build('tests/bindings/lots.surety', 'lots');

const part = (writer, quantity) => ({ writer: address(writer), quantity });
const exercise = (parts, payment) => ({ exercise: { parts, payment } });

function written() {
  const chain = new Chain(several.module);
  chain.instantiate({ denoms: { ETH: 'ueth', USD: 'uusd' }, strike: '330' });
  for (const writer of ['wendy', 'will']) {
    chain.execute(writer, { write: { quantity: '30', holder: address('hal') } }, ['9900000000uusd']);
  }
  return chain;
}

const tests = {
  'the contract’s own test: two writers, one exercise'() {
    const chain = written();
    const both = [part('wendy', '30'), part('will', '10')];
    assert.throws(() => chain.execute('hal', exercise(both, '30'), ['3000000000ueth']), { message: 'WrongPayment' });
    chain.execute('hal', exercise(both, '40'), ['4000000000ueth']);
    assert.equal(chain.balances.get(`${address('hal')} uusd`), 13_200_000_000n);
    chain.execute('hal', exercise([part('will', '4'), part('will', '6')], '10'), ['1000000000ueth']);
    chain.execute('hal', exercise([], '0'));
    chain.execute('wendy', { take_underlying: { amount: '30' } });
    chain.execute('will', { take_underlying: { amount: '20' } });
    const { received, pledged } = chain.query({ state: {} });
    assert.deepEqual({ received, pledged }, { received: '0', pledged: '3300' });
  },

  'as many elements as the list may have, and a preview'() {
    const chain = written();
    const message = exercise([part('wendy', '1'), part('will', '2'), part('wendy', '3')], '6');
    const { funds } = chain.query({ preview: { sender: address('hal'), message } });
    assert.deepEqual(funds, [{ denom: 'ueth', amount: '600000000' }]);
    chain.execute('hal', message, ['600000000ueth']);
    assert.equal(chain.query({ Writer: { party: address('wendy') } }).written, '26');
    assert.equal(chain.query({ Writer: { party: address('will') } }).written, '28');
  },

  'what is no such list is refused with what was expected'() {
    const chain = written();
    const before = new Map(chain.host.storage);
    const refused = (parts, message) => assert.throws(() => chain.execute('hal', exercise(parts, '0')), { message });
    const one = part('wendy', '0');
    refused([one, one, one, one], 'message: parts: expected at most 3 elements');
    refused(undefined, 'message: parts: missing');
    refused(one, /^message: expected a list, found `\{"writer"/);
    refused('[]', /^message: expected a list, found `"\[\]"/);
    refused([one, { writer: address('wendy') }], 'message: parts[1].quantity: missing');
    refused([{ ...one, note: 'x' }], 'message: parts[0]: unknown member `note`');
    refused([one, one, { ...one, quantity: '1e3' }],
      'message: parts[2].quantity: expected a decimal number in quotes, such as "12", found `1e3`');
    refused([{ ...one, quantity: '0.000000001' }], 'message: parts[0].quantity: expected at most 8 decimals, found `0.000000001`');
    refused([{ ...one, writer: 'wendy' }], /^message: expected an address, found `wendy`/);
    refused([null], /^message: expected an object, found `null\]/);
    const text = (parts) => `{"exercise":{"parts":${parts},"payment":"0"}}`;
    const badly = (message, expected) => assert.throws(() => chain.execute('hal', message), { message: expected });
    badly(text(`[${JSON.stringify(one)},]`), /^message: expected/);
    badly(text(`[${JSON.stringify(one)}`), /^message: expected/);
    badly(text(`[{"writer":"${address('wendy')}","writer":"${address('wendy')}","quantity":"0"}]`), 'message: parts[0].writer: given twice');
    badly('{"exercise":{"parts":[],"parts":[],"payment":"0"}}', 'message: parts: given twice');
    badly({ exercise: { parts_length: '0', payment: '0' } }, 'message: unknown member `parts_length`');
    badly({ exercise: { parts: [], writer: address('wendy'), payment: '0' } }, 'message: unknown member `writer`');
    refused([part('wendy', '-1'), part('wendy', '1')], 'Rejected');
    assert.deepEqual(chain.host.storage, before);
  },

  'lists of every kind'() {
    const chain = new Chain(lots.module);
    chain.instantiate({ denoms: { USD: 'uusd' } });
    const lot = (who, kind, urgent, price) => ({ delete_: address(who), kind, urgent, price });
    const allot = (all, friends, tips) => ({ allot: { lots: all, friends: friends.map(address), tips } });
    chain.execute('ann', allot([lot('bob', 'Large', true, '1.5'), lot('bob', 'Small', false, '2')], ['cleo', 'dan', 'cleo'], ['0.5']), ['4000000uusd']);
    assert.deepEqual(chain.query({ Owner: { party: address('bob') } }), { cash: '3.5', large: '1', urgent: false });
    assert.deepEqual(chain.query({ Owner: { party: address('cleo') } }), { cash: '0', large: '20', urgent: false });
    assert.deepEqual(chain.query({ Owner: { party: address('ann') } }), { cash: '0.5', large: '0', urgent: false });
    chain.execute('ann', { only: { lots: [lot('dan', 'Large', true, '0')] } });
    assert.deepEqual(chain.query({ Owner: { party: address('dan') } }), { cash: '0', large: '11', urgent: true });
    const refused = (message, expected) => assert.throws(() => chain.execute('ann', message), { message: expected });
    refused({ only: { lots: [lot('dan', 'Huge', true, '0')] } }, 'message: lots[0].kind: expected Small or Large, found `Huge`');
    refused(allot([], ['ann', 'ann', 'ann', 'ann'], []), 'message: friends: expected at most 3 elements');
    refused(allot([], [], ['1', 'x']), 'message: tips[1]: expected a decimal number in quotes, such as "12", found `x`');
    refused(allot([], [], [{ tips: '1' }]), /^message: expected a text in quotes/);
  },

  'the schema says how long lists are and what is in them'() {
    const of = (messages, name) => messages.find(({ required }) => required[0] === name).properties[name].properties;
    const { parts } = of(several.execute, 'exercise');
    assert.deepEqual([parts.type, parts.maxItems], ['array', 3]);
    assert.deepEqual(parts.items.required, ['writer', 'quantity']);
    assert.equal(parts.items.additionalProperties, false);
    assert.match('30.00000001', new RegExp(parts.items.properties.quantity.pattern));
    const { friends, tips } = of(lots.execute, 'allot');
    assert.deepEqual([friends.maxItems, friends.items.type, tips.maxItems], [3, 'string', 3]);
    assert.deepEqual(Object.keys(of(several.execute, 'exercise')), ['parts', 'payment']);
  },

  'whatever is sent is answered: nothing traps'() {
    const chain = written();
    const seed = Buffer.from(JSON.stringify(exercise([part('wendy', '1'), part('will', '2')], '3')));
    let state = 2026;
    const random = (below) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % below; };
    let refused = 0;
    for (let run = 0; run < 2000; run++) {
      let bytes = seed;
      for (let edits = 1 + random(3); edits > 0; edits--) {
        const at = random(bytes.length + 1);
        const to = random(bytes.length + 1);
        const more = random(2) === 0 ? Buffer.from('{}[]",:0'[random(8)]) : bytes.subarray(Math.min(at, to), Math.max(at, to));
        bytes = Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(random(2) === 0 ? at : to)]);
      }
      if ('error' in chain.raw('execute', 'hal', bytes, [{ denom: 'ueth', amount: '300000000' }])) refused++;
    }
    assert.ok(refused > 1500, `${refused} of 2000 were refused`);
  },
};

runAll(tests);
