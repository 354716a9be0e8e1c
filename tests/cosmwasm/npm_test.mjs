// npm_test.mjs -- the same calls on our strict host and on a virtual machine that others wrote, @oraichain/cosmwasm-vm-js:
// the same answers, the same bytes in storage. Usage: node npm_test.mjs SURETY SCRATCH
//
// The package is installed into SCRATCH once. Where npm or its registry cannot be reached the test says so and ends with
// 77, which ctest shows as skipped.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chain, PREFIX, address, environment } from './chain.mjs';

const VERSION = '0.2.91';
const surety = resolve(process.argv[2]);
const scratch = resolve(process.argv[3]);
const root = fileURLToPath(new URL('../..', import.meta.url));

function installed() {
  const folder = join(scratch, 'npm');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules/@oraichain/cosmwasm-vm-js/package.json'))) {
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1', `@oraichain/cosmwasm-vm-js@${VERSION}`];
    const result = spawnSync('npm', words, { cwd: folder, encoding: 'utf8', timeout: 200_000 });
    if (result.status !== 0) {
      const reason = result.error ? result.error.message : result.stderr.trim().split('\n')[0];
      console.log(`skipped: npm cannot install @oraichain/cosmwasm-vm-js: ${reason}`);
      process.exit(77);
    }
  }
  return createRequire(join(folder, 'package.json'))('@oraichain/cosmwasm-vm-js');
}

const { VMInstance, BasicBackendApi, BasicKVIterStorage, BasicQuerier } = installed();

/** The storage of an npm machine as ours: keys in latin1, values in hexadecimal. */
function entries(storage) {
  const found = [...storage.keys()].map((key) => [Buffer.from(key).toString('latin1'), Buffer.from(storage.get(key)).toString('hex')]);
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

const ours = (storage) => [...storage].map(([key, value]) => [key, value.toString('hex')]).sort(([a], [b]) => (a < b ? -1 : 1));

/** Both machines, side by side. The npm machine keeps what a failing call wrote, so it gets its storage back. */
class Pair {
  constructor(bytes, machine, storage) {
    this.chain = new Chain(bytes);
    this.machine = machine;
    this.storage = storage;
    this.calls = 0;
  }

  static async of(bytes) {
    const storage = new BasicKVIterStorage();
    const machine = new VMInstance({ backend_api: new BasicBackendApi(PREFIX), storage, querier: new BasicQuerier() });
    await machine.build(bytes);
    return new Pair(bytes, machine, storage);
  }

  call(entry, sender, message, funds = []) {
    this.calls++;
    const expected = this.chain.raw(entry, sender, message, funds);
    const saved = this.storage.dict;
    const env = environment(this.chain.seconds);
    const info = { sender: address(sender), funds };
    const found = entry === 'query' ? this.machine.query(env, message) : this.machine[entry](env, info, message);
    if ('error' in found) this.storage.dict = saved;
    // Each machine has its own words for an address that is none.
    if (!/expected an address/.test(expected.error)) assert.deepEqual(found, expected, JSON.stringify(message));
    assert.deepEqual(entries(this.storage), ours(this.chain.host.storage), JSON.stringify(message));
    return expected;
  }
}

function build(contract) {
  const target = join(scratch, 'contract.wasm');
  execFileSync(surety, ['build', join(root, contract), '--target', 'cosmwasm', '-o', target]);
  return readFileSync(target);
}

const coin = (amount) => [{ denom: 'uusd', amount: String(amount) }];

async function perpetual() {
  const pair = await Pair.of(build('examples/linear_perp/linear_perp.surety'));
  pair.call('instantiate', 'creator', {
    denoms: { USD: 'uusd' }, feeds: { mark: address('feed') }, matcher: address('exchange'), mark: '20000', initial: '0.1',
    maintenance: '0.05', penalty: '0.01', keeper_share: '0.5', trading_fee: '0.0005', max_step: '0.04', max_funding: '0.005',
  });
  for (const [name, amount] of [['alice', 300], ['bob', 1000], ['keeper', 5000]])
    assert.ok('ok' in pair.call('execute', name, { deposit: { amount: String(amount) } }, coin(amount * 1_000_000)));
  const trade = (buyer, seller, quantity, price) => pair.call('execute', 'exchange', { trade: { buyer: address(buyer), seller: address(seller), quantity, price } });
  assert.ok('ok' in trade('alice', 'bob', '0.1', '20000'));
  const liquidate = (quantity) => pair.call('execute', 'keeper', { liquidate: { target: address('alice'), quantity } });
  assert.deepEqual(liquidate('0.1'), { error: 'Healthy' });
  for (const mark of ['19200', '18500', '17900']) {
    pair.chain.seconds += 30;
    assert.ok('ok' in pair.call('execute', 'feed', { mark_update: { value: mark } }));
    pair.call('execute', 'exchange', { accrue_funding: { rate: '0.0001' } });
  }
  assert.ok('ok' in liquidate('0.05'));
  for (const name of ['alice', 'bob', 'keeper']) {
    pair.call('query', name, { Trader: { party: address(name) } });
    for (const amount of ['1', '100', '100000']) pair.call('execute', name, { withdraw: { amount } });
  }
  // Not `start_after`: this machine takes a key and the same key with a zero byte behind it for equal.
  for (const query of [{ state: {} }, { config: {} }, { list_Trader: {} }, { list_Trader: { limit: 1 } }, { none: {} }])
    pair.call('query', 'anybody', query);
  for (const wrong of [{ deposit: {} }, { deposit: { amount: 5 } }, { Trader: {} }, { liquidate: { target: 'nobody', quantity: '1' } }])
    assert.ok('error' in pair.call('execute', 'alice', wrong));
  return pair.calls;
}

async function tokens() {
  const pair = await Pair.of(build('tests/verify/vault_tokens/vault_tokens.surety'));
  pair.call('instantiate', 'creator', { denoms: { USD: 'uusd' }, virtual_shares: '1', most_lent: '0.5' });
  assert.ok('ok' in pair.call('execute', 'alice', { deposit: { amount: '2' } }, coin(2_000_000)));
  assert.ok('ok' in pair.call('execute', 'alice', { transfer_SHARE: { recipient: address('bob'), amount: '7' } }));
  assert.ok('ok' in pair.call('execute', 'bob', { stake: { shares: '3' } }));
  assert.ok('error' in pair.call('execute', 'bob', { redeem: { shares: '4.5' } }));
  assert.ok('ok' in pair.call('execute', 'bob', { redeem: { shares: '4' } }));
  pair.call('query', 'bob', { balance: { asset: 'SHARE', party: address('alice') } });
  return pair.calls;
}

/** Rows that are found through rows: every one of them is loaded, whatever the ids are. */
async function trail() {
  const pair = await Pair.of(build('tests/cosmwasm/trail.surety'));
  pair.call('instantiate', 'creator', { denoms: { USD: 'uusd' } });
  const link = (n, next, other) => assert.ok('ok' in pair.call('execute', 'alice', { link: { n, next, other } }));
  const bump = (n) => assert.ok('ok' in pair.call('execute', 'bob', { bump: { n } }), n);
  link('a', 'b', 'c');
  link('b', 'c', 'd');
  link('c', 'e', 'a');
  bump('e');
  link('e', 'e', 'e');
  for (const n of ['a', 'a', 'b', 'c', 'e', address('alice')]) bump(n);
  const values = ['a', 'b', 'c', 'd', 'e'].map((party) => JSON.parse(Buffer.from(pair.call('query', 'bob', { Node: { party } }).ok, 'base64')).value);
  assert.deepEqual(values, ['3', '3', '2', '2', '6']);
  pair.call('query', 'bob', { list_Node: {} });
  return pair.calls;
}

const calls = (await perpetual()) + (await tokens()) + (await trail());
console.log(`${calls} calls on the strict host and on @oraichain/cosmwasm-vm-js ${VERSION}: equal answers, equal storage`);
