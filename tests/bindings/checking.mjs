// checking.mjs -- what the checks of the ES module share: comparisons that are counted, and a bazaar that is open.
import { Bazaar } from './bazaar.mjs';

let checked = 0;

/** How many comparisons were made. */
export function count() {
  return checked;
}

export function same(found, wanted, what) {
  checked += 1;
  if (!Object.is(found, wanted)) throw new Error(`${what}: expected ${String(wanted)}, found ${String(found)}`);
}

/** The error that `run` throws, which must be one of that class. */
export function thrown(kind, run) {
  checked += 1;
  try {
    run();
  } catch (error) {
    if (error instanceof kind) return error;
    throw new Error(`expected a ${kind.name}, found ${error}`);
  }
  throw new Error(`expected a ${kind.name}, and nothing was thrown`);
}

export async function rejected(kind, promise) {
  checked += 1;
  try {
    await promise;
  } catch (error) {
    if (error instanceof kind) return error;
    throw new Error(`expected a ${kind.name}, found ${error}`);
  }
  throw new Error(`expected a ${kind.name}, and nothing was thrown`);
}

/** Pseudo-random numbers that are the same everywhere. */
export function dice() {
  let state = 2026;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

export const [council, alice, bob] = [1, 2, 3];

export async function opened(source) {
  const bazaar = await Bazaar.load(source);
  bazaar.instantiate({ council, fee: '0.025', mark: '2_000 USD/ETH', now: 0n });
  return bazaar;
}
