// contracts.mjs -- a random contract with records, tables by id and functions that ensure something, with its meaning.
import { MEMBERS, Phrases, Refused, computed, divided } from './phrases.mjs';

export const IDS = ['rain', 'snow', 'hail'];
export const PARTIES = ['alice', 'bob'];
const GLOBALS = ['s0', 's1'];
const TYPES = { number: 'ratio @ 0', truth: 'bool', party: 'party', id: 'id', record: 'Parts' };
const RANGE = 10n ** 12n;

export function nothingYet() {
  const row = () => ({ a: 0n, b: 0n, linked: false, link: null, owner: null });
  return { globals: Object.fromEntries(GLOBALS.map((name) => [name, 0n])), rows: Object.fromEntries(IDS.map((id) => [id, row()])) };
}

const variable = (name) => ({ text: name, run: (s) => s.names.get(name) });
const emptyScope = () => ({ number: [], truth: [], party: [], id: [], record: [] });

function scopeOf(parameters) {
  const scope = emptyScope();
  for (const { name, sort } of parameters) scope[sort].push(variable(name));
  for (const name of GLOBALS) scope.number.push({ text: name, run: (s) => s.state.globals[name] });
  return scope;
}

function listed(parameters) {
  return parameters.map(({ name, sort }) => `${name}: ${TYPES[sort]}`).join(', ');
}

const bindings = (parameters, values) => new Map(parameters.map(({ name }, i) => [name, values[i]]));

/** A function that gives back a record. `partial`: its member `a` divides. */
function makeFunction(index, roll, functions) {
  const parameters = [{ name: 'x', sort: 'number' }, { name: 'y', sort: 'number' }, { name: 'yes', sort: 'truth' },
    { name: 'w', sort: 'party' }];
  const partial = index >= 3;
  if (!partial && roll.oneIn(3)) parameters.push({ name: 'p', sort: 'record' });
  const phrases = new Phrases(roll, functions, 1);
  const scope = scopeOf(parameters);
  let body = roll.oneIn(3) ? phrases.record(scope, 2) : phrases.made(scope, 2);
  if (partial) {
    const rounding = roll.pick(['down', 'up', 'nearest']);
    const others = Object.entries(MEMBERS).slice(1).map(([name, sort]) => [name, phrases.of(sort, scope, 1)]);
    body = {
      text: `Parts(a: x / y to ratio @ 0 ${rounding}, ${others.map(([name, piece]) => `${name}: ${piece.text}`).join(', ')})`,
      run: (s) => ({
        a: () => divided(s.names.get('x'), s.names.get('y'), rounding),
        ...Object.fromEntries(others.map(([name, piece]) => [name, () => piece.run(s)])),
      }),
    };
  }
  return {
    name: `f${index}`,
    parameters,
    partial,
    text: `    fn f${index}(${listed(parameters)}) -> Parts = ${body.text}\n`,
    run: (s, values) => body.run({ state: s.state, names: bindings(parameters, values) }),
  };
}

// ---- actions: each statement is its text and what it does to { state, names } ----

class Actions {
  constructor(roll, functions) {
    this.roll = roll;
    this.phrases = new Phrases(roll, functions, 6);
  }

  block(scope, nesting) {
    const statements = [];
    for (let i = 1 + this.roll.below(4); i > 0; i--) statements.push(this.statement(scope, nesting));
    return {
      text: statements.map(({ text }) => text).join('\n'),
      run: (s) => statements.forEach((statement) => statement.run(s)),
    };
  }

  value(scope) {
    return this.roll.oneIn(4) ? this.phrases.partial(scope) : this.phrases.number(scope, 3);
  }

  statement(scope, nesting) {
    switch (this.roll.below(nesting > 0 ? 9 : 7)) {
      case 0: return this.global(scope);
      case 1: return this.link(scope);
      case 2: return this.record(scope);
      case 3: {
        const condition = this.phrases.truth(scope, 2);
        const error = this.roll.pick(['Red', 'Green']);
        return {
          text: `require ${condition.text} or s0 < 0 else ${error}`,
          run: (s) => { if (!condition.run(s) && !(s.state.globals.s0 < 0n)) throw new Refused(error); },
        };
      }
      case 7:
      case 8: return this.branch(scope, nesting - 1);
      default: return this.row(scope);
    }
  }

  global(scope) {
    const name = this.roll.pick(GLOBALS);
    const value = this.value(scope);
    return { text: `${name} = ${value.text}`, run: (s) => { s.state.globals[name] = kept(value.run(s), name); } };
  }

  row(scope) {
    const id = this.phrases.id(scope);
    const field = this.roll.pick(['a', 'b']);
    const value = this.value(scope);
    const adds = this.roll.oneIn(2);
    return {
      text: `Slot[${id.text}].${field} ${adds ? '+=' : '='} ${value.text}`,
      run: (s) => {
        const row = s.state.rows[id.run(s)];
        row[field] = kept((adds ? row[field] : 0n) + value.run(s), `Slot.${field}`);
      },
    };
  }

  link(scope) {
    const [id, other] = [this.phrases.id(scope), this.phrases.id(scope)];
    const owner = this.phrases.party(scope, 2);
    return {
      text: `Slot[${id.text}].link = ${other.text}\nSlot[${id.text}].linked = true\nSlot[${id.text}].owner = ${owner.text}`,
      run: (s) => {
        const [at, to] = [id.run(s), other.run(s)];
        s.state.rows[at].link = to;
        // The second `${id}` is read after the first write: a link may have moved.
        s.state.rows[id.run(s)].linked = true;
        s.state.rows[id.run(s)].owner = owner.run(s);
      },
    };
  }

  /** `let r = …`: all members are computed here. */
  record(scope) {
    const made = this.roll.oneIn(4)
      ? this.phrases.call(this.phrases.functions.find((one) => one.partial), scope, 1)
      : this.phrases.record(scope, 2);
    const name = `q${this.roll.below(1_000_000)}`;
    scope.record.push(variable(name));
    const member = (one) => ({ text: `${name}.${one}`, run: (s) => s.names.get(name)[one]() });
    scope.number.push(member('a'), member('b'));
    scope.truth.push(member('c'));
    scope.party.push(member('who'));
    return { text: `let ${name} = ${made.text}`, run: (s) => { s.names.set(name, computed(made.run(s))); } };
  }

  /** Into a row through another one, where there is one; or by any condition. */
  branch(scope, nesting) {
    const inside = () => ({ ...scope, ...Object.fromEntries(Object.entries(scope).map(([sort, items]) => [sort, [...items]])) });
    const id = this.phrases.id(scope);
    const linked = this.roll.oneIn(2);
    const condition = linked
      ? { text: `Slot[${id.text}].linked`, run: (s) => s.state.rows[id.run(s)].linked }
      : this.phrases.truth(scope, 2);
    const then = inside();
    const first = linked ? this.through(id, scope) : null;
    const [yes, no] = [this.block(then, nesting), this.block(inside(), nesting)];
    return {
      text: `if ${condition.text} {\n${first ? `${first.text}\n` : ''}${yes.text}\n} else {\n${no.text}\n}`,
      run: (s) => {
        if (!condition.run(s)) return no.run(s);
        first?.run(s);
        return yes.run(s);
      },
    };
  }

  through(id, scope) {
    const value = this.phrases.number(scope, 2);
    return {
      text: `Slot[Slot[${id.text}].link].b += ${value.text}`,
      run: (s) => {
        const row = s.state.rows[s.state.rows[id.run(s)].link];
        row.b = kept(row.b + value.run(s), 'Slot.b');
      },
    };
  }
}

function kept(value, place) {
  if (value < -RANGE || value > RANGE) throw new Refused(`OutOfRange(${place})`);
  return value;
}

function makeAction(index, roll, functions) {
  const parameters = [{ name: 'n', sort: 'id' }, { name: 'm', sort: 'id' }, { name: 'k', sort: 'number' }, { name: 'l', sort: 'number' },
    { name: 'yes', sort: 'truth' }, { name: 'w', sort: 'party' }];
  const scope = scopeOf(parameters);
  scope.party.push(variable('caller'));
  for (const id of ['n', 'm']) {
    for (const field of ['a', 'b']) {
      scope.number.push({ text: `Slot[${id}].${field}`, run: (s) => s.state.rows[s.names.get(id)][field] });
    }
    scope.truth.push({ text: `Slot[${id}].linked`, run: (s) => s.state.rows[s.names.get(id)].linked });
  }
  const body = new Actions(roll, functions).block(scope, 2);
  return {
    name: `act${index}`,
    parameters,
    text: `    action act${index}(${listed(parameters)}) {\n${body.text}\n    }\n`,
    /** The state after it; throws Refused. */
    run: (state, caller, values) => {
      const after = structuredClone(state);
      body.run({ state: after, names: bindings(parameters, values).set('caller', caller) });
      return after;
    },
  };
}

export function makeContract(roll) {
  const functions = [];
  for (let i = 0; i < 5; i++) functions.push(makeFunction(i, roll, [...functions]));
  const actions = [0, 1, 2].map((i) => makeAction(i, roll, functions));
  const range = `in -${RANGE} .. ${RANGE}`;
  const text = `    record Parts { a: ratio @ 0, b: ratio @ 0, c: bool, who: party }
${GLOBALS.map((name) => `    state ${name} : ratio @ 0 ${range} = 0\n`).join('')}
    table Slot[slot: id] {
        a : ratio @ 0 ${range}
        b : ratio @ 0 ${range}
        linked : bool
        link : id
        owner : party
    }
    fn small(x: ratio @ 0) -> ratio @ 0 ensures result >= -100 and result <= 100 = max(min(x, 100), -100)
    fn clip(x: ratio @ 0) -> ratio @ 0 ensures result >= 0 and result <= 10 = max(min(x, 10), 0)
${functions.map((one) => one.text).join('')}${actions.map((one) => one.text).join('')}`;
  return { text, actions };
}
