// chain.mjs -- a small chain around the strict host: addresses with checksums, balances, blocks, and calls in plain words.
import { createRequire } from 'node:module';

const { Host } = createRequire(import.meta.url)('../../runtime/engine/cosmwasm_chain.js');
export { Host };

export const PREFIX = 'surety';
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** BIP 173. */
function polymod(values) {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((generator, i) => {
      if (top >> i & 1) sum ^= generator;
    });
  }
  return sum;
}

const expanded = [...PREFIX].map((c) => c.charCodeAt(0) >> 5).concat(0, [...PREFIX].map((c) => c.charCodeAt(0) & 31));

function encode(words) {
  const sum = polymod([...expanded, ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = Array.from({ length: 6 }, (_, i) => (sum >>> (5 * (5 - i))) & 31);
  return `${PREFIX}1${[...words, ...check].map((word) => ALPHABET[word]).join('')}`;
}

/** The address of a name: 20 bytes that begin with it. */
export function address(name) {
  const bytes = Buffer.alloc(20);
  bytes.write(name);
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return encode(bits.match(/.{5}/g).map((five) => parseInt(five, 2)));
}

/** What a chain says of an address: null where it is one, in lower case, with its checksum. */
export function validate(text) {
  const words = [...text.slice(PREFIX.length + 1)].map((c) => ALPHABET.indexOf(c));
  const sound = text.startsWith(`${PREFIX}1`) && words.length > 6 && !words.includes(-1);
  return sound && encode(words.slice(0, -6)) === text ? null : 'Error decoding bech32';
}

export function environment(seconds, contract = address('contract')) {
  return {
    block: { height: 12_345, time: `${BigInt(seconds) * 1_000_000_000n}`, chain_id: 'surety-1' },
    transaction: { index: 3, hash: 'E5' },
    contract: { address: contract },
  };
}

/** A contract on the strict host, with the balances of everybody. Calls return the answer or throw its error. */
export class Chain {
  constructor(bytes) {
    this.host = new Host(bytes, { validate });
    this.seconds = 0;
    this.balances = new Map();
  }

  raw(entry, sender, message, funds = []) {
    const info = JSON.stringify({ sender: address(sender), funds });
    const text = typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message);
    return JSON.parse(this.host.call(entry, JSON.stringify(environment(this.seconds)), info, text));
  }

  good(result) {
    if ('error' in result) throw new Error(result.error);
    for (const { msg } of result.ok.messages ?? []) {
      const { to_address: to, amount } = msg.bank.send;
      for (const coin of amount) this.change(to, coin.denom, BigInt(coin.amount));
    }
    return result.ok;
  }

  change(who, denom, amount) {
    const key = `${who} ${denom}`;
    this.balances.set(key, (this.balances.get(key) ?? 0n) + amount);
  }

  instantiate(message) {
    return this.good(this.raw('instantiate', 'creator', message));
  }

  /** `funds` as "5uusd"; taken from the sender where the call succeeds. */
  execute(sender, message, funds = []) {
    const coins = funds.map((text) => ({ denom: text.replace(/^\d+/, ''), amount: text.match(/^\d+/)[0] }));
    const result = this.good(this.raw('execute', sender, message, coins));
    for (const { denom, amount } of coins) this.change(address(sender), denom, -BigInt(amount));
    return result;
  }

  query(message) {
    const result = this.raw('query', 'nobody', message);
    if ('error' in result) throw new Error(result.error);
    return JSON.parse(Buffer.from(result.ok, 'base64').toString('utf8'));
  }
}
