// checks.mjs -- what the ES module of bazaar.surety must do, in node and in a browser alike.
import Default, { Bazaar, Quantity, Reverted } from './bazaar.mjs';
import { batches } from './batch_checks.mjs';
import { lists } from './list_checks.mjs';
import { thresholds } from './threshold_checks.mjs';
import { alice, bob, count, opened, rejected, same, thrown } from './checking.mjs';

function money(bazaar) {
  const [deposit] = bazaar.deposit({ caller: alice, amount: '200.5' });
  same(`${deposit.kind} ${deposit.amount} ${deposit.asset} ${deposit.party}`, 'receive 200.5 USD 2', 'an effect');
  same(deposit.amount.units, 200_500_000n, 'units');
  same(bazaar.row('Trader', alice).quote.units, 200_500_000_000_000n, 'a row');
  same(String(bazaar.globals['vault.USD']), '200.5', 'the vault');
  const refused = thrown(Reverted, () => bazaar.withdraw({ caller: alice, amount: '200.500001' }));
  same(refused.error, 'InsufficientFunds', 'the contract\'s error');
  same(refused.step, 'withdraw', 'the step');
  same(refused.message, 'withdraw reverted: InsufficientFunds', 'the message');
  same(String(bazaar.row('Trader', alice).quote), '200.5', 'nothing has changed');
  same(bazaar.withdraw({ caller: alice, amount: deposit.amount }).length, 1, 'a Quantity goes in again');
  const minted = bazaar.globals_2({ caller: bob, amount: 1_000_000n, shares: '0.000001' });
  same(minted.map(({ kind, asset }) => `${kind} ${asset}`).join(), 'receive USD,mint LP', 'minted');
  const burned = bazaar.row_2({ caller: bob, amount: '0.25', shares: 1n, heir: alice });
  same(burned.map(({ kind, party, amount }) => `${kind} ${party} ${amount}`).join(), 'burn 3 0.000001,pay 2 0.25', 'burned');
}

function values(bazaar) {
  bazaar.parties_2({ caller: alice, delete: 'Sell', eager: true, friend: 70_000, size: '-0.00000001' });
  const { side, eager, friend, size } = bazaar.row('Trader', alice);
  same(`${side} ${eager} ${friend} ${size}`, 'Sell true 70000 -0.00000001', 'a row of every kind');
  same(bazaar.globals.favourite, 'Sell', 'an enum');
  same(bazaar.globals.busy, true, 'a truth');
  same(bazaar.globals.phase, 'Open', 'a phase');
  bazaar.constructor_2({ caller: alice, wide_amount: '-1_000_000_000.000000000000000001' });
  same(String(bazaar.globals.wide), '-1000000000.000000000000000001', 'a wide number');
  same(String(bazaar.globals.mark), '2000', 'a price');
  same(thrown(Reverted, () => bazaar.mark_update({ value: '0.01' })).error, 'PriceStep', 'an update');
  bazaar.mark_update({ value: '2_500.5' });
  same(bazaar.globals.mark.units, 25_005_000n, 'the new price');
  bazaar.advance({ seconds: '90' });
  same(`${bazaar.globals.now} ${bazaar.globals['mark.time']}`, '90 0', 'time');
  same(thrown(Reverted, () => bazaar.close({ caller: alice })).error, 'Unauthorized', 'a stranger');
  const beyond = { caller: alice, delete: 'Buy', eager: false, friend: 0, size: '1_000.00000001' };
  same(thrown(Reverted, () => bazaar.parties_2(beyond)).error, 'OutOfRange(Trader.size)', 'a range');
}

function numbers() {
  const parse = (text) => Quantity.parse(text, 'USD', 6);
  for (const text of ['', '-', '1.', '.5', '1e6', '0x10', '1__0', '_1', '1_', 'NaN', 'Infinity', '１', '1.2.3', '--1',
    ' 1', '1 ', '\n1\n', '1\n', '1\tUSD']) {
    thrown(TypeError, () => parse(text));
  }
  same(thrown(TypeError, () => parse(' 1')).message,
    'expected an amount of USD, such as "1000.5", found " 1", with spaces around it', 'spaces');
  same(thrown(TypeError, () => parse('one')).message, 'expected an amount of USD, such as "1000.5", found "one"', 'no number');
  same(thrown(TypeError, () => parse(1)).message, 'expected an amount of USD as a text, such as "1000.5", found 1', 'no text');
  for (const text of ['5 USD ', '5  USD', '5 US D', '5 USD\n']) thrown(TypeError, () => parse(text));
  const long = '9'.repeat(100_000);
  const start = `${'9'.repeat(40)}…`;
  same(thrown(RangeError, () => parse(long)).message, `${start} does not fit 128 bits`, 'a long number');
  same(thrown(RangeError, () => parse(`0.${long}`)).message,
    `"0.${'9'.repeat(38)}…" has more than 6 decimals, which an amount of USD has here`, 'a long fraction');
  same(thrown(TypeError, () => parse(`1 ${long}`)).message,
    `expected an amount of USD, found the unit ${start} in "1 ${'9'.repeat(38)}…"`, 'a long unit');
  same(thrown(TypeError, () => parse(`x${long}`)).message,
    `expected an amount of USD, such as "1000.5", found "x${'9'.repeat(39)}…"`, 'a long text');
  thrown(TypeError, () => Quantity.parse('1 ', '', 0));
  thrown(RangeError, () => parse('1.0000001'));
  thrown(TypeError, () => parse('5 ETH'));
  thrown(RangeError, () => parse('170141183460469231731687303715884.105728'));
  same(String(parse('-170141183460469231731687303715884.105728')), '-170141183460469231731687303715884.105728', 'the least');
  same(parse('170141183460469231731687303715884.105727').units, 2n ** 127n - 1n, 'the most');
  same(String(parse('1.500000000000')), '1.5', 'zeros at the end');
  same(String(parse('-0.000001')), '-0.000001', 'a small one');
  same(parse('5 USD').units, 5_000_000n, 'with its unit');
  same(JSON.stringify({ amount: parse('1_000.25') }), '{"amount":"1000.25"}', 'JSON');
  thrown(TypeError, () => parse('1') + 1);
  thrown(TypeError, () => parse('1') < parse('2'));
  thrown(TypeError, () => { 'use strict'; parse('1').units = 2n; });
}

function wrongCalls(bazaar) {
  const deposit = (given) => thrown(TypeError, () => bazaar.deposit(given)).message;
  same(deposit({ caller: alice }), 'deposit needs the argument `amount`', 'a missing argument');
  same(deposit({ caller: alice, amount: '1', amuont: '2' }), 'deposit has no argument `amuont`; it takes `caller`, `amount`', 'a stranger');
  same(deposit(), 'deposit takes one object with `caller`, `amount`', 'nothing');
  same(deposit({ caller: alice, amount: 1.5 }),
    'deposit: amount: expected a decimal string, a bigint of 10^-6 USD or a Quantity, found a number, which is not exact', 'a float');
  same(deposit({ caller: -1, amount: '1' }), 'deposit: caller: a party is an index from 0, found -1', 'no party');
  same(deposit({ caller: '0', amount: '1' }), 'deposit: caller: a party is an index from 0, found the text \'0\'', 'a text');
  same(deposit({ caller: alice, amount: {} }),
    'deposit: amount: expected a decimal string, a bigint of 10^-6 USD or a Quantity, found an object', 'an object');
  same(deposit({ caller: alice, amount: ' 1' }),
    'deposit: amount: expected an amount of USD, such as "1000.5", found " 1", with spaces around it', 'spaces');
  same(deposit({ caller: alice, amount: new Quantity(1n, 'USD', 4) }),
    'deposit: amount: expected USD with 6 decimals, found USD with 4', 'another scale');
  same(thrown(RangeError, () => bazaar.deposit({ caller: alice, amount: 2n ** 127n })).message,
    'deposit: amount: 170141183460469231731687303715884105728 does not fit 128 bits', 'too large');
  const side = { caller: alice, delete: 'Hold', eager: true, friend: 0, size: '1' };
  same(thrown(TypeError, () => bazaar.parties_2(side)).message,
    'parties: delete: expected one of `Buy`, `Sell`, found Hold', 'no constant');
  thrown(TypeError, () => bazaar.row('Traders', alice));
  thrown(TypeError, () => bazaar.row('Trader', 1.5));
}

function growth(bazaar) {
  for (let party = 0; party < 100_000; party += 9_999) bazaar.deposit({ caller: party, amount: '1' });
  same(String(bazaar.row('Trader', 99_990).quote), '1', 'a far row');
  same(String(bazaar.row('Trader', 4_000_000_000).quote), '0', 'no row');
  same(bazaar.parties('Trader').length, 11, 'the parties');
  same(bazaar.parties('Trader')[10], 99_990, 'the last party');
  same(String(bazaar.globals['vault.USD']), '11', 'all of it');
}

function scans(bazaar) {
  same(bazaar.sellers().length, 0, 'nobody sells');
  for (let party = 0; party < 3_000; party += 1_000) bazaar.deposit({ caller: party, amount: '1' });
  same(bazaar.sellers().join(' '), '0 1000 2000', 'the sellers');
  const values = { caller: alice, delete: 'Buy', eager: true, friend: bob };
  bazaar.parties_2({ ...values, size: '3' });
  same(bazaar.globals_().join(' '), String(alice), 'the eager');
  same(bazaar.lopsided().length, 0, 'nobody lopsided');
  bazaar.parties_2({ ...values, size: '1' });
  const error = thrown(Reverted, () => bazaar.lopsided());
  same(error.error, 'DivisionByZero', 'a row without an answer');
}

/** `module` has the bytes of bazaar.wasm, `other` those of another contract. Returns how many checks were made. */
export async function check(module, other) {
  same(Default, Bazaar, 'the default export');
  money(await opened());
  values(await opened(module));
  numbers();
  wrongCalls(await opened(new Uint8Array(module)));
  growth(await opened(await WebAssembly.compile(module)));
  scans(await opened());
  await batches();
  await thresholds();
  await lists();
  const [one, two] = [await opened(), await opened()];
  one.deposit({ caller: alice, amount: '1' });
  same(two.parties('Trader').length, 0, 'contracts are independent');
  await rejected(TypeError, Bazaar.load(other));
  await rejected(TypeError, Bazaar.load(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  await rejected(WebAssembly.CompileError, Bazaar.load(new Uint8Array(8)));
  await rejected(Error, Bazaar.load('./there_is_no_such.wasm'));
  return count();
}
