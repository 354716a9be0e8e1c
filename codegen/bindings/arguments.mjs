
/**
 * What a step takes, as its author wrote it: values, and lists, each of which is a length and all the elements it may have
 * among the step's arguments.
 */
function parametersOf({ arguments: all, lists = [] }) {
  const parameters = [];
  for (let i = 0; i < all.length;) {
    const list = lists.find(({ length }) => length === i);
    const width = list?.members?.length ?? 1;
    parameters.push(list ? { ...list, places: all.slice(i + 1, i + 1 + width) } : { name: all[i].name, place: all[i] });
    i += list ? 1 + list.most * width : 1;
  }
  return parameters;
}

/** The integers of a call, in the order of the step's arguments. */
function argumentValues(step, given) {
  const parameters = parametersOf(step);
  checkNames(given, parameters.map(({ name }) => name), step.name, 'argument');
  return parameters.flatMap(({ name, place, ...list }) => {
    const where = `${step.name}: ${name}`;
    return place ? [integerOf(place, given[name], where)] : listValues(list, given[name], where);
  });
}

/** An object with exactly these members, which are the `kind` of what is at `where`. */
function checkNames(given, names, where, kind) {
  if (typeof given !== 'object' || given === null) throw new TypeError(`${where} takes one object with ${quoted(names)}`);
  const stranger = Object.keys(given).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new TypeError(`${where} has no ${kind} \`${stranger}\`; it takes ${quoted(names)}`);
  const missing = names.find((name) => !Object.hasOwn(given, name) || given[name] === undefined);
  if (missing !== undefined) throw new TypeError(`${where} needs the ${kind} \`${missing}\``);
}

/** A list's length and all the elements it may have; those beyond its length are zeros. */
function listValues({ most, members, places }, given, where) {
  if (!Array.isArray(given)) throw new TypeError(`${where}: expected an array of at most ${most}, found ${whatWasFound(given)}`);
  if (given.length > most) throw new RangeError(`${where}: expected an array of at most ${most}, found ${given.length} elements`);
  const values = Array.from(given, (element, i) => elementValues(members, places, element, `${where}[${i}]`)).flat();
  const missing = most * places.length - values.length;
  return [BigInt(given.length), ...values, ...Array(missing).fill(0n)];
}

function elementValues(members, places, given, where) {
  if (!members) return [integerOf(places[0], given, where)];
  checkNames(given, members, where, 'member');
  return members.map((member, i) => integerOf(places[i], given[member], `${where}.${member}`));
}

function partyIndex(value, where) {
  if (!Number.isInteger(value) || value < 0 || value > 0xfffffffe) {
    throw new TypeError(`${where}: a party is an index from 0, found ${whatWasFound(value)}`);
  }
  return value;
}

function integerOf(place, value, where) {
  if (place.sort === 'party') return BigInt(partyIndex(value, where));
  if (place.sort === 'boolean') {
    if (typeof value !== 'boolean') throw new TypeError(`${where}: expected true or false, found ${whatWasFound(value)}`);
    return value ? 1n : 0n;
  }
  if (place.constants && typeof value !== 'bigint') {
    const index = place.constants.indexOf(value);
    if (index < 0) throw new TypeError(`${where}: expected one of ${quoted(place.constants)}, found ` +
      (typeof value === 'string' ? startOfText(value) : whatWasFound(value)));
    return BigInt(index);
  }
  return unitsOf(place, value, where);
}

function unitsOf(place, value, where) {
  const unit = place.dimension ?? '';
  if (value instanceof Quantity) {
    if (value.unit === unit && value.scale === place.scale) return value.units;
    throw new TypeError(`${where}: expected ${unit} with ${place.scale} decimals, found ${value.unit} with ${value.scale}`);
  }
  if (typeof value !== 'string' && typeof value !== 'bigint') {
    throw new TypeError(`${where}: expected a decimal string, a bigint of 10^-${place.scale} ${unit} or a Quantity, found ` +
      (typeof value === 'number' ? 'a number, which is not exact' : whatWasFound(value)));
  }
  try {
    return (typeof value === 'bigint' ? new Quantity(value, unit, place.scale) : Quantity.parse(value, unit, place.scale)).units;
  } catch (error) {
    error.message = `${where}: ${error.message}`;
    throw error;
  }
}
