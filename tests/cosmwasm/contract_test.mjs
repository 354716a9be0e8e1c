// contract_test.mjs -- contracts on the strict host, as users and as strangers use them: messages, money, errors, queries,
// migration, and whatever bytes anybody may send. Usage: node contract_test.mjs SURETY SCRATCH
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
  const target = join(scratch, `${name}.wasm`);
  execFileSync(surety, ['build', join(root, contract), '--target', 'cosmwasm', '-o', target]);
  return readFileSync(target);
}

const perp = build('examples/linear_perp/linear_perp.surety', 'linear_perp');
const tiny = build('examples/tiny_perp/tiny_perp.surety', 'tiny_perp');
const vault = build('tests/verify/vault_tokens/vault_tokens.surety', 'vault_tokens');
const two_coins = build('tests/cosmwasm/two_coins.surety', 'two_coins');
const by_id = build('tests/verify/vault_table/vault_table.surety', 'vault_table');

const PERP = {
  denoms: { USD: 'uusd' }, feeds: { mark: address('feed') }, matcher: address('exchange'), mark: '20000',
  initial: '0.1', maintenance: '0.05', penalty: '0.01', keeper_share: '0.5', trading_fee: '0.0005', max_step: '0.04',
  max_funding: '0.005',
};

function market() {
  const chain = new Chain(perp);
  chain.instantiate(PERP);
  return chain;
}

const tests = {
  'a day of trading: money comes as funds and leaves as bank messages'() {
    const chain = market();
    chain.execute('alice', { deposit: { amount: '300' } }, ['300000000uusd']);
    chain.execute('bob', { deposit: { amount: '1000.0' } }, ['1000000000uusd']);
    chain.execute('exchange', { trade: { buyer: address('alice'), seller: address('bob'), quantity: '0.1', price: '20000' } });
    chain.seconds = 30;
    chain.execute('feed', { mark_update: { value: '19200' } });
    assert.throws(() => chain.execute('alice', { withdraw: { amount: '200' } }), { message: 'Undermargined' });
    const { messages } = chain.execute('bob', { withdraw: { amount: '500.000001' } });
    assert.deepEqual(messages[0].msg, {
      bank: { send: { to_address: address('bob'), amount: [{ denom: 'uusd', amount: '500000001' }] } },
    });
    assert.equal(chain.balances.get(`${address('bob')} uusd`), -499999999n);
    assert.deepEqual(chain.query({ Trader: { party: address('alice') } }), { quote: '-1701', size: '0.1', entry_index: '0' });
    assert.deepEqual(chain.query({ Trader: { party: address('nobody') } }), { quote: '0', size: '0', entry_index: '0' });
    const state = chain.query({ state: {} });
    assert.equal(state.vault_USD, '799.999999');
    assert.equal(state.mark_time, '30');
    assert.equal(state.matcher, address('exchange'));
  },

  'time is the chain’s: what is stale is stale without any message'() {
    const chain = market();
    chain.execute('alice', { deposit: { amount: '300' } }, ['300000000uusd']);
    chain.execute('bob', { deposit: { amount: '300' } }, ['300000000uusd']);
    chain.execute('exchange', { trade: { buyer: address('alice'), seller: address('bob'), quantity: '0.01', price: '20000' } });
    chain.seconds = 61;
    assert.throws(() => chain.execute('alice', { withdraw: { amount: '1' } }), { message: 'StalePrice' });
    assert.equal(chain.query({ state: {} }).now, '0');
    chain.execute('somebody', { advance: {} });
    assert.equal(chain.query({ state: {} }).now, '61');
    chain.seconds = 60;
    assert.throws(() => chain.execute('alice', { deposit: { amount: '0' } }), { message: 'TimeRunsBackward' });
  },

  'funds are exactly what the step takes'() {
    const chain = market();
    const deposit = { deposit: { amount: '300' } };
    assert.throws(() => chain.execute('alice', deposit), { message: 'funds: deposit takes exactly 300000000uusd, found 0uusd' });
    assert.throws(() => chain.execute('alice', deposit, ['300000001uusd']), { message: /exactly 300000000uusd, found 300000001uusd/ });
    assert.throws(() => chain.execute('alice', deposit, ['300000000uusd', '1ustray']),
      { message: 'funds: nothing is taken in `ustray`, found 1ustray' });
    assert.throws(() => chain.execute('exchange', { accrue_funding: { rate: '0' } }, ['1uusd']), { message: 'AlreadyAccrued' });
    assert.throws(() => chain.execute('alice', { withdraw: { amount: '0' } }, ['1uusd']), { message: /takes exactly 0uusd, found 1uusd/ });
    chain.execute('alice', deposit, ['100000000uusd', '200000000uusd']);
    assert.deepEqual(chain.query({ preview: { sender: address('bob'), message: { deposit: { amount: '1.5' } } } }), {
      funds: [{ denom: 'uusd', amount: '1500000' }],
      effects: [{ kind: 'receive', asset: 'USD', amount: '1.5', party: address('bob') }],
    });
    assert.throws(() => chain.query({ preview: { sender: address('bob'), message: { withdraw: { amount: '1' } } } }), { message: /./ });
  },

  'roles, feeds and settings'() {
    const chain = market();
    assert.throws(() => chain.execute('alice', { accrue_funding: { rate: '0' } }), { message: 'Unauthorized' });
    assert.throws(() => chain.execute('alice', { mark_update: { value: '20000' } }), { message: `feed: mark_update is for \`${address('feed')}\` alone` });
    assert.deepEqual(chain.query({ config: {} }), {
      contract: 'LinearPerp', version: '0.1.0', denoms: { USD: 'uusd' }, feeds: { mark: address('feed') },
    });
    const refused = (change, message) => assert.throws(() => new Chain(perp).instantiate({ ...PERP, ...change }), { message });
    refused({ denoms: {} }, 'message: USD: missing');
    refused({ denoms: { USD: 'uusd', EUR: 'ueur' } }, 'message: unknown member `EUR`');
    refused({ feeds: {} }, 'message: mark: missing');
    refused({ matcher: 'me' }, /^message: expected an address, found `me`/);
    refused({ matcher: address('exchange').toUpperCase() }, /^message: expected an address/);
    refused({ maintenance: '0.5' }, 'OutOfRange(maintenance)');
    refused({ maintenance: '0.2' }, 'WhereViolated');
    refused({ mark: undefined }, 'message: mark: missing');
    refused({ now: '5' }, 'message: unknown member `now`');
    const fresh = new Chain(perp);
    assert.throws(() => fresh.execute('alice', { deposit: { amount: '1' } }), { message: 'storage: this contract was not instantiated' });
    assert.throws(() => fresh.query({ state: {} }), { message: 'storage: this contract was not instantiated' });
  },

  'malformed messages are refused with what was expected'() {
    const chain = market();
    const refused = (message, expected) => assert.throws(() => chain.execute('alice', message), { message: expected });
    refused({ deposit: {} }, 'message: amount: missing');
    refused({ deposit: { amount: '1', note: 'x' } }, 'message: unknown member `note`');
    refused('{"deposit":{"amount":"1","amount":"1"}}', 'message: amount: given twice');
    refused({ deposit: { amount: 1 } }, 'message: expected a text in quotes, found `1}}`');
    refused({ deposit: { amount: '1.0000001' } }, 'message: amount: expected at most 6 decimals, found `1.0000001`');
    refused({ deposit: { amount: '1e6' } }, /^message: amount: expected a decimal number in quotes/);
    refused({ deposit: { amount: '01' } }, /^message: amount: expected a decimal number/);
    refused({ deposit: { amount: '' } }, /^message: amount: expected a decimal number/);
    refused({ deposit: { amount: '1.' } }, /^message: amount: expected a decimal number/);
    refused({ deposit: { amount: ' 1' } }, /^message: amount: expected a decimal number/);
    refused({ deposit: { amount: '9'.repeat(40) } }, /^message: amount: beyond 128 bits/);
    refused({ deposit: { amount: '-1' } }, 'NegativeAmount');
    refused({ deposit: null }, 'message: expected an object, found `null}`');
    refused({ depose: {} }, /^message: unknown message `depose`; this contract takes deposit, /);
    refused({}, 'message: expected an object with one member, the message\'s name, found the end of the text');
    refused({ deposit: { amount: '1' }, withdraw: { amount: '1' } }, /^message: expected one message only/);
    refused('', 'message: expected an object, found the end of the text');
    refused('[]', 'message: expected an object, found `[]`');
    refused('{"deposit":{"amount":"1"}} x', 'message: expected nothing after the value, found `x`');
    refused('{"deposit":{"amount":"1"', /^message: expected `,` or `}`/);
    refused('{"deposit":{"amount":"\\q"}}', /^message: expected an escape/);
    refused('{"deposit":{"amount":"\\ud800"}}', /^message: expected both halves/);
    refused({ instantiate: PERP }, /^message: unknown message `instantiate`/);
    refused(`${'{"a":'.repeat(10_000)}`, /^message: /);
    chain.execute('alice', '{ "deposit" : { "\\u0061mount" : "\\u0031" } }', ['1000000uusd']);
    assert.throws(() => chain.query({ rows: {} }), { message: /^message: unknown query `rows`; this contract answers state, config/ });
    assert.throws(() => chain.query({ list_Trader: { limit: 101 } }), { message: 'message: a count is at most 100' });
    for (const wrong of ['{"from":""}', '{"from":null}', '{"limit":1,"limit":1}', '{"limit":null,"limit":1}', '{"start_after":"a","start_after":"b"}'])
      assert.throws(() => chain.query(`{"list_Trader":${wrong}}`), { message: /^message: expected the members `start_after` and `limit`, each at most once, found/ }, wrong);
    for (const zeros of ['007', '00', '01'])
      assert.throws(() => chain.query(`{"list_Trader":{"limit":${zeros}}}`), { message: /^message: expected a whole number without zeros before it, found/ });
    assert.equal(chain.query('{"list_Trader":{"limit":0,"start_after":null}}').rows.length, 0);
  },

  'anything at all is answered: nothing traps'() {
    const chain = market();
    chain.execute('alice', { deposit: { amount: '300' } }, ['300000000uusd']);
    const seeds = [
      { deposit: { amount: '5' } }, { withdraw: { amount: '0.5' } }, { liquidate: { target: address('bob'), quantity: '1' } },
      { trade: { buyer: address('alice'), seller: address('bob'), quantity: '0.1', price: '20000' } }, PERP,
      { preview: { sender: address('alice'), message: { deposit: { amount: '5' } } } }, { Trader: { party: address('bob') } },
      { list_Trader: { start_after: address('alice'), limit: 5 } }, { state: {} }, { balance: { asset: 'USD', party: address('bob') } },
    ].map((seed) => Buffer.from(JSON.stringify(seed)));
    let state = 12345;
    const random = (below) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % below; };
    let refused = 0;
    for (let run = 0; run < 3000; run++) {
      let bytes = Buffer.from(seeds[random(seeds.length)]);
      for (let edits = 1 + random(3); edits > 0; edits--) {
        const at = random(bytes.length + 1);
        const kind = random(4);
        if (kind === 0 && at < bytes.length) bytes[at] = random(256);
        if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from('{}[]",:\\u0-9.n'[random(14)]), bytes.subarray(at)]);
        if (kind === 2) bytes = bytes.subarray(0, at);
        if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(at + 1))]);
      }
      const entry = ['execute', 'query', 'instantiate', 'migrate'][random(4)];
      const target = entry === 'instantiate' ? new Chain(perp) : chain;
      const result = target.raw(entry, 'mallory', bytes); // the host throws where the module traps or answers what is no JSON
      if ('error' in result) refused++;
    }
    assert.ok(refused > 2000, `${refused} of 3000 were refused`);
    assert.equal(chain.query({ Trader: { party: address('alice') } }).quote, '300');
  },

  'storage: few keys, documented bytes, written where something changed'() {
    const chain = market();
    chain.execute('alice', { deposit: { amount: '300' } }, ['300000000uusd']);
    assert.deepEqual([...chain.host.storage.keys()].sort(), [`\0\x06Trader${address('alice')}`, 'config', 'contract_info', 'state'].sort());
    // 300 USD at scale 12 in six bytes, then two zeros.
    assert.equal(chain.host.storage.get(`\0\x06Trader${address('alice')}`).toString('hex'), '0700c06e31d910010000');
    assert.deepEqual(JSON.parse(chain.host.storage.get('contract_info')), { contract: 'surety:LinearPerp', version: '0.1.0' });
    const before = new Map(chain.host.storage);
    chain.execute('bob', { deposit: { amount: '0' } });
    for (const [key, value] of chain.host.storage) assert.equal(value, before.get(key), `${key} was written again`);
    chain.execute('alice', { withdraw: { amount: '300' } });
    assert.ok(!chain.host.storage.has(`\0\x06Trader${address('alice')}`), 'a row of zeros is removed');
  },

  'rows are listed in pages'() {
    const chain = market();
    const names = Array.from({ length: 25 }, (_, i) => `trader${i}`);
    for (const name of names) chain.execute(name, { deposit: { amount: '1' } }, ['1000000uusd']);
    const seen = [];
    for (let start_after = null; ;) {
      const { rows } = chain.query({ list_Trader: { start_after, limit: 10 } });
      if (rows.length === 0) break;
      seen.push(...rows.map(({ party }) => party));
      start_after = seen.at(-1);
    }
    assert.deepEqual(seen, names.map(address).sort());
    assert.equal(chain.query({ list_Trader: {} }).rows.length, 10);
    assert.equal(chain.query({ list_Trader: { limit: 0 } }).rows.length, 0);
  },

  'an asset that the contract issues lives in its ledger'() {
    const chain = new Chain(vault);
    chain.instantiate({ denoms: { USD: 'uusd' }, virtual_shares: '1', most_lent: '0.5' });
    chain.execute('alice', { deposit: { amount: '2' } }, ['2000000uusd']);
    const balance = (name) => chain.query({ balance: { asset: 'SHARE', party: address(name) } }).balance;
    const all = Number(balance('alice'));
    assert.ok(all > 0);
    chain.execute('alice', { transfer_SHARE: { recipient: address('bob'), amount: '1000' } });
    assert.equal(balance('bob'), '1000');
    assert.equal(Number(balance('alice')), all - 1000);
    assert.throws(() => chain.execute('carol', { redeem: { shares: '1' } }), { message: /^tokens: 1 SHARE are taken from surety1.*, who has 0 SHARE$/ });
    assert.throws(() => chain.execute('bob', { transfer_SHARE: { recipient: address('alice'), amount: '1000.1' } }), { message: /^tokens: 1000.1 SHARE are taken/ });
    assert.throws(() => chain.execute('bob', { transfer_SHARE: { recipient: address('alice'), amount: '0' } }), { message: /above zero/ });
    assert.throws(() => chain.execute('bob', { transfer_SHARE: { amount: '1' } }), { message: 'message: recipient: missing' });
    assert.throws(() => chain.execute('bob', { transfer_SHARE: { recipient: address('alice') } }), { message: 'message: amount: missing' });
    const large = '170141183460469231731687303715884105728';
    assert.throws(() => chain.execute('bob', { transfer_SHARE: { recipient: address('alice'), amount: large } }), { message: `message: amount: beyond 128 bits, found \`${large}\`` });
    const twice = `{"transfer_SHARE":{"recipient":"${address('alice')}","amount":"","amount":"1"}}`;
    assert.throws(() => chain.execute('bob', twice), { message: /^message: amount: expected a decimal number/ });
    const asset = `{"balance":{"asset":"","asset":"SHARE","party":"${address('bob')}"}}`;
    assert.throws(() => chain.query(asset), { message: /^message: expected the members `asset` and `party`, once each/ });
    assert.throws(() => chain.execute('bob', { transfer_SHARE: { recipient: address('alice'), amount: '1' } }, ['1uusd']), { message: /^funds: nothing is taken/ });
    chain.execute('bob', { transfer_SHARE: { recipient: address('bob'), amount: '1000' } });
    assert.equal(balance('bob'), '1000');
    chain.execute('bob', { stake: { shares: '400' } });
    assert.equal(balance('bob'), '600');
    chain.execute('bob', { redeem: { shares: '600' } });
    assert.equal(balance('bob'), '0');
    assert.ok(![...chain.host.storage.keys()].some((key) => key.includes('balance') && key.endsWith(address('bob'))));
  },

  'a preview of a transfer is what the transfer does, and writes nothing'() {
    const chain = new Chain(vault);
    const message = (amount, recipient = 'bob') => ({ transfer_SHARE: { recipient: address(recipient), amount } });
    const preview = (sender, sent) => chain.query({ preview: { sender: address(sender), message: sent } });
    /** The error of both. */
    const refused = (sender, sent) => {
      const errors = [() => preview(sender, sent), () => chain.execute(sender, sent)].map((call) => {
        try { call(); } catch (error) { return error.message; }
        return null;
      });
      assert.ok(errors[0] !== null && errors[0] === errors[1], JSON.stringify(errors));
      return errors[0];
    };
    assert.match(refused('alice', message('1')), /^tokens: 1 SHARE are taken from surety1.*, who has 0 SHARE$/);
    chain.instantiate({ denoms: { USD: 'uusd' }, virtual_shares: '1', most_lent: '0.5' });
    chain.execute('alice', { deposit: { amount: '2' } }, ['2000000uusd']);
    const before = new Map(chain.host.storage);
    const { balance } = chain.query({ balance: { asset: 'SHARE', party: address('alice') } });
    for (const recipient of ['alice', 'bob'])
      assert.deepEqual(preview('alice', message(balance, recipient)), { funds: [], effects: [] });
    assert.match(refused('alice', message(`${balance}0`)), /^tokens: .* are taken from/);
    assert.match(refused('alice', message(`${balance}0`, 'alice')), /^tokens: .* are taken from/);
    assert.match(refused('bob', message('1')), /^tokens: .* who has 0 SHARE$/);
    assert.match(refused('bob', { redeem: { shares: '1' } }), /^tokens: 1 SHARE are taken from .* who has 0 SHARE$/);
    assert.match(refused('alice', message('0')), /above zero/);
    assert.match(refused('alice', message('x')), /^message: amount: expected a decimal number/);
    assert.equal(refused('alice', { transfer_SHARE: { amount: '1' } }), 'message: recipient: missing');
    assert.match(refused('alice', { transfer_USD: {} }), /^message: unknown message `transfer_USD`; this contract takes .*advance.*, transfer_SHARE$/);
    assert.throws(() => chain.query({ preview: { sender: address('alice') } }), { message: 'message: message: missing' });
    assert.deepEqual(chain.host.storage, before);
    const schema = JSON.parse(readFileSync(join(scratch, 'vault_tokens.schema.json'), 'utf8'));
    const previews = schema.query.oneOf.find(({ required }) => required[0] === 'preview').properties.preview.properties.message;
    assert.deepEqual(previews.oneOf, schema.execute.oneOf);
    assert.ok(schema.execute.oneOf.some(({ required }) => required[0] === 'transfer_SHARE'));
  },

  'a preview lists coins as the Cosmos SDK takes them: by denom'() {
    for (const [USD, EUR] of [['uusd', 'ueur'], ['ueur', 'uusd'], ['abc', 'abcd'], ['ibc/B', 'ibc/A']]) {
      const chain = new Chain(two_coins);
      chain.instantiate({ denoms: { USD, EUR } });
      const { funds } = chain.query({ preview: { sender: address('alice'), message: { both: { a: '1', b: '3' } } } });
      const coins = [{ denom: USD, amount: '1000000' }, { denom: EUR, amount: '300' }];
      assert.deepEqual(funds, coins.sort((a, b) => Buffer.compare(Buffer.from(a.denom), Buffer.from(b.denom))));
      const one = chain.query({ preview: { sender: address('alice'), message: { both: { a: '0', b: '3' } } } });
      assert.deepEqual(one.funds, [{ denom: EUR, amount: '300' }]);
    }
  },

  'schema and contract agree on signs and zeros'() {
    const chain = new Chain(two_coins);
    chain.instantiate({ denoms: { USD: 'uusd', EUR: 'ueur' } });
    const schema = JSON.parse(readFileSync(join(scratch, 'two_coins.schema.json'), 'utf8'));
    const { properties } = schema.execute.oneOf.find(({ required }) => required[0] === 'set').properties.set;
    for (const text of ['0', '0.00', '0.01', '4.5', '-0', '-0.0', '-0.00', '-0.01', '-0.10', '-1', '-1.00', '-00', '+0', '-', '-.5', '0.001']) {
      for (const member of ['to_tilt', 'to_fee']) {
        const allowed = new RegExp(properties[member].pattern, 'u').test(text);
        const call = () => chain.execute('alice', { set: { to_tilt: '0', to_fee: '0', [member]: text } });
        if (allowed) call();
        else assert.throws(call, { message: /^message: .*expected|OutOfRange/ }, `${member}: ${text}`);
      }
    }
  },

  'a text is UTF-8: nobody can write an id that a page cannot begin behind'() {
    const chain = new Chain(by_id);
    chain.instantiate({ denoms: { ETH: 'ueth' }, feeds: { mark: address('feed') }, mark: '2000' });
    const open = (bytes) => Buffer.concat([Buffer.from('{"open":{"number":"'), bytes, Buffer.from('"}}')]);
    const before = new Map(chain.host.storage);
    for (const hex of ['fffe', 'e282', '80', 'c080', 'c1bf', 'e08080', 'eda080', 'edbfbf', 'f0808080', 'f4908080', 'f8888080', '61c3', 'f09f98']) {
      const bytes = Buffer.from(hex, 'hex');
      assert.throws(() => chain.execute('alice', open(bytes)), { message: /^message: expected UTF-8 in a text, found/ }, hex);
      const name = Buffer.concat([Buffer.from('{"open":{"number'), bytes, Buffer.from('":"1"}}')]);
      assert.throws(() => chain.execute('alice', name), { message: /^message: expected UTF-8 in a text, found/ }, hex);
    }
    // A raw half does not become whole by what an escape adds; surrogates alone are nothing.
    for (const text of ['\\ud800', '\\udc00', '\\ud800\\ud800', '\\udc00\\ud800', '\\ud83d\\u0041', '\\ud800x'])
      assert.throws(() => chain.execute('alice', open(Buffer.from(text))), { message: /^message: expected both halves of a surrogate pair/ }, text);
    assert.throws(() => chain.execute('alice', open(Buffer.from([0xc3, ...Buffer.from('\\u00a9')]))), { message: /^message: expected UTF-8/ });
    assert.deepEqual(chain.host.storage, before);
    const ids = ['\x7f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', 'ä"\\', '\0'];
    for (const id of ids) chain.execute('alice', { open: { number: id } });
    chain.execute('alice', open(Buffer.from('\\ud83d\\ude00')));
    const seen = [];
    for (let start_after = null; ;) {
      const { rows } = chain.query({ list_Vault: { start_after, limit: 1 } });
      if (rows.length === 0) break;
      seen.push(rows[0].party);
      start_after = seen.at(-1);
    }
    assert.deepEqual(seen.sort(), [...ids, '\u{1f600}'].sort());
  },

  'denoms are those that a chain can have'() {
    const instantiate = (USD) => new Chain(perp).instantiate({ ...PERP, denoms: { USD } });
    const wrong = ['', 'uu', '1usd', '/usd', 'u usd', 'u"usd', 'uusd\0', 'u\nusd', 'uüsd', 'u,usd', 'u@usd', 'u[usd', '{usd', ' uusd', 'uusd ', `u${'s'.repeat(128)}`];
    for (const denom of wrong)
      assert.throws(() => instantiate(denom), { message: /^message: USD: expected a denom of the chain, a letter and then 2 to 127 letters, digits or any of `\/:\._-`, found `/ }, denom);
    const ibc = `ibc/${'27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2'}`;
    for (const denom of ['usd', 'uusd', 'UZaz09', 'a/:._-', ibc, 'factory/surety1abc/share', `u${'s'.repeat(127)}`]) instantiate(denom);
  },

  'a state goes on under the same contract alone'() {
    const chain = market();
    const state = chain.query({ state: {} });
    chain.good(chain.raw('migrate', 'admin', {}));
    assert.deepEqual(chain.query({ state: {} }), state);
    assert.throws(() => chain.good(chain.raw('migrate', 'admin', { to: 2 })), { message: /^message: expected an empty object/ });
    const other = new Chain(tiny);
    other.host.storage = chain.host.storage;
    assert.throws(() => other.good(other.raw('migrate', 'admin', {})), { message: /^migrate: the state is of another contract than this TinyPerp/ });
  },
};

runAll(tests);
