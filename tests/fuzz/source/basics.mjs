// basics.mjs -- what all of the random contracts share: the dice, the values there are, records and refusals.

export const IDS = ['rain', 'snow', 'hail'];
export const PARTIES = ['alice', 'bob'];
/** The constants of the enum `Kind`. */
export const KINDS = ['Calm', 'Windy', 'Stormy'];
/** Of the record `Parts`. */
export const MEMBERS = { a: 'number', b: 'number', c: 'truth', who: 'party' };

/** A step that the contract must refuse, with its error. */
export class Refused extends Error {
  constructor(error) {
    super(error);
    this.error = error;
  }
}

/** Pseudo-random numbers that are the same everywhere: mulberry32. `fresh`: a name that nothing else has. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (count) => next() % count;
  let names = 0;
  const fresh = (letter) => `${letter}${(names += 1)}`;
  return { below, oneIn: (count) => below(count) === 0, pick: (items) => items[below(items.length)], fresh };
}

/** The record with all its members computed, which a name does. */
export function computed(record) {
  const values = Object.fromEntries(Object.keys(MEMBERS).map((name) => [name, record[name]()]));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, () => value]));
}
