// lists.mjs -- lists among what random actions take: their declarations, loops and folds over them, each beside its meaning.
//
// To run, a list is an array of its elements' values; a loop or a fold gives each of them its variable's name, in order.
import { Refused } from './basics.mjs';

/** How an element's type is written. */
const ELEMENTS = { number: 'ratio @ 0', truth: 'bool', party: 'party', id: 'id', kind: 'Kind', record: 'Parts' };
const LONGEST = 5;
/** A loop within a loop, or a fold in one, has at most so many copies of its body in what is compiled. */
const COPIES = 12;

/** A parameter of any type of list; numbers may have a range. */
export function listParameter(name, roll) {
  const element = roll.pick(['record', ...Object.keys(ELEMENTS)]);
  const most = 1 + roll.below(LONGEST);
  const range = element === 'number' && roll.oneIn(2) ? BigInt(10 + roll.below(90)) : null;
  const limits = range === null ? '' : ` in -${range} .. ${range}`;
  return { name, sort: 'list', element, most, range, type: `list ${most} of ${ELEMENTS[element]}${limits}` };
}

/** Throws Refused where an element is out of the list's range: before anything else is done. */
export function inRange({ name, range }, values) {
  const outside = range !== null && values.some((value) => value < -range || value > range);
  if (outside) throw new Refused(`OutOfRange(${name})`);
}

/** The list in a scope: to be gone through, and its length among the numbers. */
export function addList(scope, { name, element, most }) {
  const run = (s) => s.names.get(name);
  scope.list.push({ text: name, element, most, run });
  scope.number.push({ text: `${name}.length`, run: (s) => BigInt(run(s).length) });
}

/** A value of any sort with a name, and what may be read through it. */
export function addNamed(scope, sort, name) {
  const run = (s) => s.names.get(name);
  scope[sort].push({ text: name, run });
  if (sort !== 'record') return;
  const member = (one) => ({ text: `${name}.${one}`, run: (s) => run(s)[one]() });
  scope.number.push(member('a'), member('b'));
  scope.truth.push(member('c'));
  scope.party.push(member('who'));
}

/** The same names, to which more may be added. */
export const copied = (scope) => Object.fromEntries(Object.entries(scope).map(([sort, items]) => [sort, [...items]]));

function inside(scope, list, names) {
  const result = copied(scope);
  for (const name of names) addNamed(result, list.element, name);
  return result;
}

/** A list whose elements there is room for here. */
export const candidates = (phrases, scope) => scope.list.filter(({ most }) => phrases.copies * most <= COPIES);

/** What is made of the body of a loop or a fold, of which there is a copy for each element. */
function repeated(phrases, { most }, make) {
  phrases.copies *= most;
  const made = make();
  phrases.copies /= most;
  return made;
}

/** `for x in list { … }`: names that the body makes are gone after each element. */
export function loop(actions, scope, nesting) {
  const list = actions.roll.pick(candidates(actions.phrases, scope));
  const name = actions.roll.fresh('e');
  const body = repeated(actions.phrases, list, () => actions.block(inside(scope, list, [name]), nesting));
  return {
    text: `for ${name} in ${list.text} {\n${body.text}\n}`,
    run: (s) => {
      for (const element of list.run(s)) body.run({ ...s, names: new Map(s.names).set(name, element) });
    },
  };
}

// ---- folds ----

/** Calls `take` for every way to choose an element for each name, the last name's changing fastest. It stops at true. */
function choices(list, names, s, take) {
  const [first, ...further] = names;
  if (first === undefined) return take(s);
  return list.run(s).some((element) => choices(list, further, { ...s, names: new Map(s.names).set(first, element) }, take));
}

/** `KIND x in list where c: body`. `make`: the body from the scope with the elements' names. */
function fold(phrases, scope, depth, kind, pairs, make) {
  phrases.folds = Math.max(phrases.folds - 1, 0);
  const list = phrases.roll.pick(candidates(phrases, scope));
  const names = Array.from({ length: pairs && list.most < 4 ? 2 : 1 }, () => phrases.roll.fresh('e'));
  const within = inside(scope, list, names);
  const [where, body] = repeated(phrases, list, () => [phrases.roll.oneIn(2) ? phrases.truth(within, depth) : null, make(within)]);
  const limit = where === null ? '' : ` where ${where.text}`;
  return {
    text: `(${kind} ${names.join(', ')} in ${list.text}${limit}: ${body.text})`,
    each: (s, take) => choices(list, names, s, (at) => (where === null || where.run(at)) && take(body.run(at))),
  };
}

/** `sum` or `count`. */
export function numberFold(phrases, scope, depth, make = (within) => phrases.number(within, depth)) {
  const counts = phrases.roll.oneIn(3);
  const what = counts ? (within) => phrases.truth(within, depth) : make;
  const { text, each } = fold(phrases, scope, depth, counts ? 'count' : 'sum', false, what);
  return {
    text: text.replace(/^\((\w+) /, '$1('),
    run: (s) => {
      let total = 0n;
      each(s, (value) => { total += counts ? BigInt(value) : value; });
      return total;
    },
  };
}

/** `forall` or `exists`, over elements or pairs of them. Neither looks further than it must. */
export function truthFold(phrases, scope, depth, make = (within) => phrases.truth(within, depth)) {
  const all = phrases.roll.oneIn(2);
  const { text, each } = fold(phrases, scope, depth, all ? 'forall' : 'exists', phrases.roll.oneIn(4), make);
  return { text, run: (s) => (all ? !each(s, (value) => !value) : each(s, (value) => value)) };
}
