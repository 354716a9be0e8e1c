// exchange.mjs -- TinyPerp in JavaScript: in node, and in a browser from any web server.
import { Reverted, TinyPerp } from './tiny_perp.mjs';

const [exchange, alice, bob] = [0, 1, 2];
const perp = await TinyPerp.load();
perp.instantiate({ matcher: exchange, mark: '2_000', now: '0' });
perp.deposit({ caller: alice, amount: '200' });
perp.deposit({ caller: bob, amount: 1_000_500_000n }); // a bigint counts 10^-6 USD
perp.trade({ caller: exchange, buyer: alice, seller: bob, quantity: '0.75', price: '2_000' });

try {
  perp.withdraw({ caller: alice, amount: '100' });
} catch (error) {
  if (!(error instanceof Reverted)) throw error;
  console.log(`alice withdraws 100: ${error.error}`);
}

for (const { kind, amount, asset, party } of perp.withdraw({ caller: alice, amount: '12.345678' })) {
  console.log(`${kind} ${amount} ${asset}, party ${party}`);
}
const { quote, size } = perp.row('Trader', alice);
console.log(`alice holds ${quote} USD and ${size} ETH`);
