// phrases.mjs -- random pieces of contracts' text, each beside what it means: a function of the state, written here anew.
//
// A piece is { text, run }: the text for the compiler, and the value that the language's description gives it. A record is an
// object of functions, one for each member, since a member that is not asked for is not computed.
import { KINDS, MEMBERS, Refused, computed } from './basics.mjs';
import { candidates, numberFold, truthFold } from './lists.mjs';

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
 * Makes phrases over a scope: { number, truth, party, id, kind, record, list }, each a list of pieces with names. `functions`
 * give back records. All of what it makes has a value, but what `partial` and `partialTruth` make.
 */
export class Phrases {
  /**
   * `calls`: so many may be made of functions; every member of a record is a copy of all that it takes. `folds`: so many
   * over lists, of whose bodies there is a copy for each element.
   */
  constructor(roll, functions, calls, folds = 4) {
    Object.assign(this, { roll, functions, calls, folds, copies: 1 });
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
    if (this.folding(scope)) return numberFold(this, scope, depth - 1);
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
    if (this.folding(scope)) return truthFold(this, scope, depth - 1);
    switch (this.roll.below(8)) {
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
      case 4: if (scope.kind.length > 0) return this.same('kind', scope, depth - 1);
      // falls through
      case 5: if (scope.id.length > 0) return this.same('id', scope, depth - 1);
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

  kind(scope) {
    const constant = this.roll.pick(KINDS);
    return scope.kind.length === 0 || this.roll.oneIn(3) ? { text: constant, run: () => constant } : this.roll.pick(scope.kind);
  }

  /** Whether to fold here. */
  folding(scope) {
    return this.folds > 0 && this.roll.oneIn(5) && candidates(this, scope).length > 0;
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
    const name = this.roll.fresh('v');
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
    this.calls = Math.max(this.calls - this.copies, 0);
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
    const name = this.roll.fresh('r');
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

  /** A sum over a list, one of whose terms may have no value. */
  partialFold(scope) {
    return numberFold(this, scope, 1, (within) => this.partial(within));
  }

  /** A condition of all or some elements, of which one may have no value: it matters which is the first that decides. */
  partialTruth(scope) {
    return truthFold(this, scope, 1, (within) => {
      const [x, y] = [this.partial(within), this.number(within, 1)];
      return { text: `(${x.text} < ${y.text})`, run: (s) => x.run(s) < y.run(s) };
    });
  }
}
