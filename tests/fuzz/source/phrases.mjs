// phrases.mjs -- random pieces of contracts' text, each beside what it means: a function of the state, written here anew.
//
// A piece is { text, run }: the text for the compiler, and the value that the language's description gives it. A record is an
// object of functions, one for each member, since a member that is not asked for is not computed.

/** A step that the contract must refuse, with its error. */
export class Refused extends Error {
  constructor(error) {
    super(error);
    this.error = error;
  }
}

/** Pseudo-random numbers that are the same everywhere: mulberry32. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (count) => next() % count;
  return { below, oneIn: (count) => below(count) === 0, pick: (items) => items[below(items.length)] };
}

export const MEMBERS = { a: 'number', b: 'number', c: 'truth', who: 'party' };
const numbers = ['a', 'b'];

const minimum = (x, y) => (x < y ? x : y);
const maximum = (x, y) => (x < y ? y : x);
/** What `small` and `clip` of every contract do. */
export const small = (x) => maximum(minimum(x, 100n), -100n);
export const clip = (x) => maximum(minimum(x, 10n), 0n);

/** Towards the lesser, the greater, or the nearer one, ties to even. */
export function divided(x, y, rounding) {
  if (y === 0n) throw new Refused('DivisionByZero');
  const [n, d] = y < 0n ? [-x, -y] : [x, y];
  const rest = ((n % d) + d) % d;
  const down = (n - rest) / d;
  if (rest === 0n || rounding === 'down') return down;
  if (rounding === 'up') return down + 1n;
  if (2n * rest === d) return down % 2n === 0n ? down : down + 1n;
  return 2n * rest < d ? down : down + 1n;
}

/**
 * Makes phrases over a scope: { number, truth, party, id, record }, each a list of pieces with names. `functions` give
 * back records. All of what it makes has a value, but what `partial` makes.
 */
export class Phrases {
  /** `calls`: so many may be made of functions; every member of a record is a copy of all that it takes. */
  constructor(roll, functions, calls) {
    this.roll = roll;
    this.functions = functions;
    this.calls = calls;
  }

  of(sort, scope, depth) {
    return this[sort](scope, depth);
  }

  literal() {
    const value = BigInt(this.roll.below(this.roll.oneIn(3) ? 2_000 : 12)) * (this.roll.oneIn(3) ? -1n : 1n);
    return { text: value < 0n ? `(${value})` : String(value), run: () => value };
  }

  number(scope, depth) {
    if (depth === 0 || this.roll.oneIn(5)) return this.roll.oneIn(4) ? this.literal() : this.roll.pick(scope.number);
    const [x, y] = [this.number(scope, depth - 1), this.number(scope, depth - 1)];
    switch (this.roll.below(11)) {
      case 0: return { text: `(${x.text} - ${y.text})`, run: (s) => x.run(s) - y.run(s) };
      case 1: return { text: `min(${x.text}, ${y.text})`, run: (s) => minimum(x.run(s), y.run(s)) };
      case 2: return { text: `max(${x.text}, ${y.text})`, run: (s) => maximum(x.run(s), y.run(s)) };
      case 3: return { text: `abs(${x.text})`, run: (s) => maximum(x.run(s), -x.run(s)) };
      case 4: return { text: `(small(${x.text}) * small(${y.text}))`, run: (s) => small(x.run(s)) * small(y.run(s)) };
      case 5: return { text: `clip(${x.text})`, run: (s) => clip(x.run(s)) };
      case 6: return this.chosen(this.truth(scope, depth - 1), x, y);
      case 7: return this.named(scope, x, (inner) => this.number(inner, depth - 1));
      case 8:
      case 9: if (this.calls > 0 || scope.record.length > 0) return this.member(this.roll.pick(numbers), scope, depth - 1);
      // falls through
      default: return { text: `(${x.text} + ${y.text})`, run: (s) => x.run(s) + y.run(s) };
    }
  }

  truth(scope, depth) {
    if (depth === 0) return this.roll.pick(scope.truth);
    switch (this.roll.below(7)) {
      case 0: {
        const x = this.truth(scope, depth - 1);
        return { text: `(not ${x.text})`, run: (s) => !x.run(s) };
      }
      case 1: {
        const [x, y] = [this.truth(scope, depth - 1), this.truth(scope, depth - 1)];
        return this.roll.oneIn(2)
          ? { text: `(${x.text} and ${y.text})`, run: (s) => x.run(s) && y.run(s) }
          : { text: `(${x.text} or ${y.text})`, run: (s) => x.run(s) || y.run(s) };
      }
      case 2: return this.member('c', scope, depth - 1);
      case 3: return this.same('party', scope, depth - 1);
      case 4: if (scope.id.length > 0) return this.same('id', scope, depth - 1);
      // falls through
      default: {
        const [x, y] = [this.number(scope, depth - 1), this.number(scope, depth - 1)];
        return this.roll.oneIn(3)
          ? { text: `(${x.text} == ${y.text})`, run: (s) => x.run(s) === y.run(s) }
          : { text: `(${x.text} < ${y.text})`, run: (s) => x.run(s) < y.run(s) };
      }
    }
  }

  party(scope, depth) {
    return depth === 0 || this.roll.oneIn(2) ? this.roll.pick(scope.party) : this.member('who', scope, depth - 1);
  }

  id(scope) {
    return this.roll.pick(scope.id);
  }

  same(sort, scope, depth) {
    const [x, y] = [this.of(sort, scope, depth), this.of(sort, scope, depth)];
    return { text: `(${x.text} == ${y.text})`, run: (s) => x.run(s) === y.run(s) };
  }

  chosen(condition, x, y) {
    return {
      text: `(if ${condition.text} then ${x.text} else ${y.text})`,
      run: (s) => (condition.run(s) ? x.run(s) : y.run(s)),
    };
  }

  /** `let v = … in …`. */
  named(scope, value, body) {
    const name = `v${this.roll.below(1_000_000)}`;
    const inside = body({ ...scope, number: [...scope.number, { text: name, run: (s) => s.names.get(name) }] });
    return {
      text: `(let ${name} = ${value.text} in ${inside.text})`,
      run: (s) => inside.run({ ...s, names: new Map(s.names).set(name, value.run(s)) }),
    };
  }

  // ---- records ----

  record(scope, depth) {
    const total = this.functions.filter((one) => !one.partial);
    if (scope.record.length > 0 && this.roll.oneIn(4)) return this.roll.pick(scope.record);
    if (total.length === 0 || this.calls === 0 || this.roll.oneIn(4)) return this.made(scope, depth);
    if (depth > 0 && this.roll.oneIn(4)) {
      return this.chosen(this.truth(scope, depth - 1), this.record(scope, depth - 1), this.record(scope, depth - 1));
    }
    return this.call(this.roll.pick(total), scope, depth);
  }

  made(scope, depth) {
    const given = Object.entries(MEMBERS).map(([name, sort]) => [name, this.of(sort, scope, Math.max(depth - 1, 0))]);
    return {
      text: `Parts(${given.map(([name, piece]) => `${name}: ${piece.text}`).join(', ')})`,
      run: (s) => Object.fromEntries(given.map(([name, piece]) => [name, () => piece.run(s)])),
    };
  }

  call(target, scope, depth) {
    this.calls = Math.max(this.calls - 1, 0);
    const given = target.parameters.map(({ sort }) => this.of(sort, scope, Math.min(depth, 1)));
    return {
      text: `${target.name}(${given.map((piece) => piece.text).join(', ')})`,
      run: (s) => target.run(s, given.map((piece) => piece.run(s))),
    };
  }

  /** A member of a record, read at once or through a name, which computes all of them. */
  member(name, scope, depth) {
    const made = this.record(scope, depth);
    if (this.roll.oneIn(4)) return this.throughName(made, name);
    return { text: `${made.text}.${name}`, run: (s) => made.run(s)[name]() };
  }

  throughName(made, member) {
    const name = `r${this.roll.below(1_000_000)}`;
    return { text: `(let ${name} = ${made.text} in ${name}.${member})`, run: (s) => computed(made.run(s))[member]() };
  }

  /** A number that may have no value: of a function that divides, by a member that divides or by one that does not. */
  partial(scope) {
    const target = this.roll.pick(this.functions.filter((one) => one.partial));
    const made = this.call(target, scope, 1);
    const name = this.roll.pick(numbers);
    if (this.roll.oneIn(3)) return this.throughName(made, name);
    const member = { text: `${made.text}.${name}`, run: (s) => made.run(s)[name]() };
    return this.roll.oneIn(2) ? member : this.chosen(this.truth(scope, 1), member, this.number(scope, 1));
  }
}

/** The record with all its members computed, which a name does. */
export function computed(record) {
  const values = Object.fromEntries(Object.keys(MEMBERS).map((name) => [name, record[name]()]));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, () => value]));
}
