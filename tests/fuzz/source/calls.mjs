// calls.mjs -- what random calls pass: values of any sort, as a test writes them and as a scenario does.
import { IDS, KINDS, MEMBERS, PARTIES, computed } from './basics.mjs';

function numberIn(roll, range) {
  if (range !== null && !roll.oneIn(20)) return BigInt(roll.below(2 * Number(range) + 1)) - range;
  return BigInt(roll.below(roll.oneIn(3) ? 100_000 : 4)) * (roll.oneIn(3) ? -1n : 1n);
}

function anyOf(sort, roll, range = null) {
  switch (sort) {
    case 'number': return numberIn(roll, range);
    case 'truth': return roll.oneIn(2);
    case 'party': return roll.pick(PARTIES);
    case 'id': return roll.pick(IDS);
    case 'kind': return roll.pick(KINDS);
    default: {
      const values = Object.fromEntries(Object.entries(MEMBERS).map(([name, each]) => [name, anyOf(each, roll)]));
      return computed(Object.fromEntries(Object.keys(MEMBERS).map((name) => [name, () => values[name]])));
    }
  }
}

/** `length` elements, or any number of them that the list may have. */
function anyList({ element, most, range }, roll, length = roll.below(most + 1)) {
  return Array.from({ length }, () => anyOf(element, roll, range));
}

export function argumentsOf(action, roll) {
  return action.parameters.map((one) => (one.sort === 'list' ? anyList(one, roll) : anyOf(one.sort, roll)));
}

// ---- in a test ----

function spelled(value, roll) {
  if (Array.isArray(value)) return `[${value.map((each) => spelled(each, roll)).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const named = roll.oneIn(2);
  return `Parts(${Object.entries(value).map(([name, member]) => `${named ? `${name}: ` : ''}${member()}`).join(', ')})`;
}

export const asTest = (values, roll) => values.map((value) => spelled(value, roll)).join(', ');

// ---- in a scenario ----

const plain = (value) => (typeof value === 'boolean' ? value : String(value));

function asJson(value) {
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object') return plain(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member())]));
}

/** As compiled code takes it: a length, and all elements there are places for; those beyond the length are any. */
function oneByOne(parameter, values, length, roll) {
  const entries = [[`${parameter.name}.length`, String(length)]];
  for (let i = 0; i < parameter.most; i++) {
    const value = values[i] ?? beyond(parameter, roll);
    const place = `${parameter.name}[${i + 1}]`;
    if (typeof value !== 'object') entries.push([place, plain(value)]);
    else entries.push(...Object.entries(value).map(([name, member]) => [`${place}.${name}`, plain(member())]));
  }
  return entries;
}

/** Not looked at, but it must be in its range. */
function beyond({ element, range }, roll) {
  return element === 'number' && range !== null ? BigInt(roll.below(Number(range))) : anyOf(element, roll);
}

/** `lengths`: what to say instead of how many there are, by the list's name. */
export function asScenario(action, values, roll, lengths = {}) {
  const entries = action.parameters.flatMap((parameter, i) => {
    const { name, sort } = parameter;
    if (sort !== 'list' || (lengths[name] === undefined && roll.oneIn(2))) return [[name, asJson(values[i])]];
    return oneByOne(parameter, values[i], lengths[name] ?? values[i].length, roll);
  });
  return Object.fromEntries(entries);
}

/** Arguments of which one list, and that alone, is wrong: it has an element more than it may. Null: there is no list. */
export function tooMany(action, roll) {
  const lists = action.parameters.filter(({ sort }) => sort === 'list');
  if (lists.length === 0) return null;
  const long = roll.pick(lists);
  const values = action.parameters.map((one) => {
    if (one.sort !== 'list') return anyOf(one.sort, roll);
    return Array.from({ length: one === long ? one.most + 1 : roll.below(one.most + 1) }, () => beyond(one, roll));
  });
  return { list: long, values };
}
