// contracts.mjs -- a random contract with records, tables by id, lists and functions that ensure something, with its meaning.
import { IDS, KINDS, MEMBERS, Refused, computed } from './basics.mjs';
import { addList, addNamed, candidates, copied, inRange, listParameter, loop } from './lists.mjs';
import { Phrases, clip, divided } from './phrases.mjs';

const GLOBALS = ['s0', 's1'];
const TYPES = { number: 'ratio @ 0', truth: 'bool', party: 'party', id: 'id', kind: 'Kind', record: 'Parts' };
const RANGE = 10n ** 12n;

export function nothingYet() {
  const row = () => ({ a: 0n, b: 0n, linked: false, link: null, owner: null });
  return {
    globals: Object.fromEntries(GLOBALS.map((name) => [name, 0n])),
    tally: Object.fromEntries(KINDS.map((kind) => [kind, 0n])),
    rows: Object.fromEntries(IDS.map((id) => [id, row()])),
  };
}

const emptyScope = () => ({ number: [], truth: [], party: [], id: [], kind: [], record: [], list: [] });

function scopeOf(parameters) {
  const scope = emptyScope();
  for (const parameter of parameters) {
    if (parameter.sort === 'list') addList(scope, parameter);
    else addNamed(scope, parameter.sort, parameter.name);
  }
  for (const name of GLOBALS) scope.number.push({ text: name, run: (s) => s.state.globals[name] });
  return scope;
}

function listed(parameters) {
  return parameters.map(({ name, sort, type }) => `${name}: ${type ?? TYPES[sort]}`).join(', ');
}

const bindings = (parameters, values) => new Map(parameters.map(({ name }, i) => [name, values[i]]));

/** A function that gives back a record. `partial`: its member `a` divides. */
function makeFunction(index, roll, functions) {
  const parameters = [{ name: 'x', sort: 'number' }, { name: 'y', sort: 'number' }, { name: 'yes', sort: 'truth' },
    { name: 'w', sort: 'party' }];
  const partial = index >= 3;
  if (!partial && roll.oneIn(3)) parameters.push({ name: 'p', sort: 'record' });
  if (roll.oneIn(3)) parameters.push({ name: 'h', sort: 'kind' });
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
    if (!this.roll.oneIn(7)) return this.phrases.number(scope, 3);
    return this.folds(scope) ? this.phrases.partialFold(scope) : this.phrases.partial(scope);
  }

  folds(scope) {
    return this.phrases.folds > 0 && this.roll.oneIn(3) && candidates(this.phrases, scope).length > 0;
  }

  statement(scope, nesting) {
    const kinds = ['global', 'link', 'record', 'named', 'named', 'requirement', 'row', 'row', 'row', 'tally'];
    if (nesting > 0) kinds.push('branch', 'branch');
    if (nesting > 0 && candidates(this.phrases, scope).length > 0) kinds.push('loop', 'loop');
    return this[this.roll.pick(kinds)](scope, nesting - 1);
  }

  loop(scope, nesting) {
    return loop(this, scope, nesting);
  }

  requirement(scope) {
    const condition = this.folds(scope) ? this.phrases.partialTruth(scope) : this.phrases.truth(scope, 2);
    const error = this.roll.pick(['Red', 'Green']);
    return {
      text: `require ${condition.text} or s0 < 0 else ${error}`,
      run: (s) => { if (!condition.run(s) && !(s.state.globals.s0 < 0n)) throw new Refused(error); },
    };
  }

  global(scope) {
    const name = this.roll.pick(GLOBALS);
    const value = this.value(scope);
    return { text: `${name} = ${value.text}`, run: (s) => { s.state.globals[name] = kept(value.run(s), name); } };
  }

  /** One cell of the array over the enum. */
  tally(scope) {
    const [kind, value] = [this.phrases.kind(scope), this.value(scope)];
    return {
      text: `tally[${kind.text}] += ${value.text}`,
      run: (s) => {
        const at = kind.run(s);
        s.state.tally[at] = kept(s.state.tally[at] + value.run(s), 'tally');
      },
    };
  }

  /** `let x = …`, of anything but a record. */
  named(scope) {
    const sort = this.roll.pick(['number', 'truth', 'party', 'id', 'kind']);
    const value = sort === 'number' ? this.value(scope) : this.phrases.of(sort, scope, 2);
    const name = this.roll.fresh('x');
    addNamed(scope, sort, name);
    return { text: `let ${name} = ${value.text}`, run: (s) => { s.names.set(name, value.run(s)); } };
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
    const name = this.roll.fresh('q');
    addNamed(scope, 'record', name);
    return { text: `let ${name} = ${made.text}`, run: (s) => { s.names.set(name, computed(made.run(s))); } };
  }

  /** Into a row through another one, where there is one; or by any condition. */
  branch(scope, nesting) {
    const id = this.phrases.id(scope);
    const linked = this.roll.oneIn(2);
    const condition = linked
      ? { text: `Slot[${id.text}].linked`, run: (s) => s.state.rows[id.run(s)].linked }
      : this.phrases.truth(scope, 2);
    const then = copied(scope);
    const first = linked ? this.through(id, scope) : null;
    const [yes, no] = [this.block(then, nesting), this.block(copied(scope), nesting)];
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

/** In any order, some of which nothing asks for, so that there may be any number of names beside a list. */
function parametersOf(roll) {
  const parameters = [{ name: 'n', sort: 'id' }, { name: 'm', sort: 'id' }, { name: 'k', sort: 'number' }, { name: 'l', sort: 'number' },
    { name: 'yes', sort: 'truth' }, { name: 'w', sort: 'party' }];
  const more = [];
  for (let i = roll.below(10); i > 0; i--) more.push({ name: `z${i}`, sort: roll.pick(['number', 'truth', 'party', 'kind']) });
  for (let i = roll.oneIn(4) ? 0 : 1 + roll.below(2); i > 0; i--) more.push(listParameter(`xs${i}`, roll));
  for (const one of more) parameters.splice(roll.below(parameters.length + 1), 0, one);
  return parameters;
}

/** Statements, among which are as many loops as there are lists. */
function bodyOf(actions, scope, roll) {
  const parts = [actions.block(scope, 2)];
  for (let i = 0; i < scope.list.length; i++) parts.push(actions.loop(scope, 1));
  if (roll.oneIn(3)) parts.push(actions.block(scope, 1));
  return { text: parts.map(({ text }) => text).join('\n'), run: (s) => parts.forEach((part) => part.run(s)) };
}

/** One loop with a certain number of names beside the list, for what goes wrong only with some of them. */
function makeCounted(roll, beside) {
  const list = { name: 'xs', sort: 'list', element: 'number', most: 4, range: null, type: 'list 4 of ratio @ 0' };
  const parameters = [list, ...Array.from({ length: beside }, (_, i) => ({ name: `z${i}`, sort: 'truth' }))];
  const name = roll.fresh('e');
  return {
    name: 'counted',
    parameters,
    text: `    action counted(${listed(parameters)}) {\n for ${name} in xs { s1 = clip(s1) - ${name} }\n }\n`,
    run: (state, caller, [values]) => {
      const s1 = values.reduce((before, value) => kept(clip(before) - value, 's1'), state.globals.s1);
      return { ...structuredClone(state), globals: { ...state.globals, s1 } };
    },
  };
}

function makeAction(index, roll, functions) {
  const parameters = parametersOf(roll);
  const scope = scopeOf(parameters);
  addNamed(scope, 'party', 'caller');
  for (const id of ['n', 'm']) {
    for (const field of ['a', 'b']) {
      scope.number.push({ text: `Slot[${id}].${field}`, run: (s) => s.state.rows[s.names.get(id)][field] });
    }
    scope.truth.push({ text: `Slot[${id}].linked`, run: (s) => s.state.rows[s.names.get(id)].linked });
  }
  for (const kind of KINDS) scope.number.push({ text: `tally[${kind}]`, run: (s) => s.state.tally[kind] });
  const body = bodyOf(new Actions(roll, functions), scope, roll);
  return {
    name: `act${index}`,
    parameters,
    text: `    action act${index}(${listed(parameters)}) {\n${body.text}\n    }\n`,
    /** The state after it; throws Refused. */
    run: (state, caller, values) => {
      parameters.forEach((parameter, i) => { if (parameter.sort === 'list') inRange(parameter, values[i]); });
      const after = structuredClone(state);
      body.run({ state: after, names: bindings(parameters, values).set('caller', caller) });
      return after;
    },
  };
}

/** `beside`: how many names there are beside the list of one of its loops. */
export function makeContract(roll, beside) {
  const functions = [];
  for (let i = 0; i < 5; i++) functions.push(makeFunction(i, roll, [...functions]));
  const actions = [...[0, 1, 2].map((i) => makeAction(i, roll, functions)), makeCounted(roll, beside)];
  const range = `in -${RANGE} .. ${RANGE}`;
  const text = `    enum Kind { ${KINDS.join(', ')} }
    record Parts { a: ratio @ 0, b: ratio @ 0, c: bool, who: party }
${GLOBALS.map((name) => `    state ${name} : ratio @ 0 ${range} = 0\n`).join('')}
    state tally[Kind] : ratio @ 0 ${range} = 0
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
