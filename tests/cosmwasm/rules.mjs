// rules.mjs -- what a CosmWasm chain checks of a module before it takes it, instruction by instruction.
//
// After cosmwasm-vm 3.0 (compatibility.rs, parsed_wasm.rs, config.rs, gatekeeper.rs). Chains may set other limits; these
// are the defaults. `problems(bytes)` lists what is wrong in sentences; a module that is taken has none.

const LIMITS = {
  pages: 512, table: 2500, imports: 100, functions: 20_000, parameters: 100, allParameters: 10_000, results: 1,
  locals: 100, allLocals: 10_000,
};
const IMPORTS = new Set([
  'db_read', 'db_write', 'db_remove', 'db_scan', 'db_next', 'db_next_key', 'db_next_value', 'addr_validate',
  'addr_canonicalize', 'addr_humanize', 'secp256k1_verify', 'secp256k1_recover_pubkey', 'secp256r1_verify',
  'secp256r1_recover_pubkey', 'ed25519_verify', 'ed25519_batch_verify', 'bls12_381_aggregate_g1',
  'bls12_381_aggregate_g2', 'bls12_381_pairing_equality', 'bls12_381_hash_to_g1', 'bls12_381_hash_to_g2', 'debug',
  'abort', 'query_chain',
]);
const MARKER = 'interface_version_8';

/** Reads a wasm binary; LEB128 numbers up to 64 bits. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get done() { return this.at >= this.bytes.length; }
  byte() {
    if (this.done) throw new Error('the module ends too early');
    return this.bytes[this.at++];
  }
  take(size) {
    if (this.at + size > this.bytes.length) throw new Error('the module ends too early');
    return this.bytes.subarray(this.at, this.at += size);
  }
  number() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(value);
    }
  }
  name() { return Buffer.from(this.take(this.number())).toString('utf8'); }
  limits() {
    const flags = this.byte();
    const minimum = this.number();
    return { flags, minimum, maximum: flags & 1 ? this.number() : null };
  }
}

/** Passes over what follows an opcode; a sentence where a chain refuses the instruction. */
function instruction(reader) {
  const code = reader.byte();
  if (code === 0x02 || code === 0x03 || code === 0x04) return blockType(reader);
  if (code === 0x0e) {
    for (let count = reader.number() + 1; count > 0; count--) reader.number();
  } else if (code === 0x11) {
    reader.number();
    reader.number();
  } else if (code === 0x3f || code === 0x40) {
    reader.byte();
  } else if (code >= 0x28 && code <= 0x3e) {
    reader.number();
    reader.number();
  } else if (code === 0x0c || code === 0x0d || code === 0x10 || (code >= 0x20 && code <= 0x24) || code === 0x41 || code === 0x42) {
    reader.number();
  } else if (code === 0x43) {
    reader.take(4);
  } else if (code === 0x44) {
    reader.take(8);
  } else if (code === 0xfc) {
    const sub = reader.number();
    if (sub > 7) return `a bulk memory or table instruction (0xfc ${sub})`;
  } else if (!(code <= 0x01 || code === 0x05 || code === 0x0b || code === 0x0f || code === 0x1a || code === 0x1b ||
               (code >= 0x45 && code <= 0xc4))) {
    return `the instruction 0x${code.toString(16)}, which is not of the MVP or sign extension`;
  }
  return null;
}

function blockType(reader) {
  const type = reader.byte();
  if (type !== 0x40 && (type < 0x7c || type > 0x7f)) return 'a block with a type of several values';
  return null;
}

function types(section) {
  return Array.from({ length: section.number() }, () => {
    if (section.byte() !== 0x60) throw new Error('a type that is no function');
    const parameters = section.take(section.number()).length;
    const results = section.take(section.number()).length;
    return { parameters, results };
  });
}

function imports(section, found) {
  for (let count = section.number(); count > 0; count--) {
    const [module, name, kind] = [section.name(), section.name(), section.byte()];
    if (kind !== 0) throw new Error(`${module}.${name} is imported and is no function`);
    found.functions.push(section.number());
    found.imports.push({ module, name });
  }
}

function code(section, found, complain) {
  for (let index = 0, count = section.number(); index < count; index++) {
    const body = new Reader(section.take(section.number()));
    let locals = 0;
    for (let groups = body.number(); groups > 0; groups--) {
      locals += body.number();
      body.byte();
    }
    found.locals.push(locals);
    if (locals > LIMITS.locals) complain(`function ${index} has ${locals} locals`);
    while (!body.done) {
      const problem = instruction(body);
      if (problem === null) continue;
      complain(`function ${index} uses ${problem}`);
      break;
    }
  }
}

function parse(bytes, complain) {
  const found = {
    types: [], imports: [], functions: [], tables: [], memories: [], exports: [], locals: [], dataCount: false,
  };
  const reader = new Reader(bytes);
  if (Buffer.from(reader.take(8)).toString('hex') !== '0061736d01000000') throw new Error('this is no wasm module');
  while (!reader.done) {
    const id = reader.byte();
    const section = new Reader(reader.take(reader.number()));
    const many = (one) => Array.from({ length: section.number() }, one);
    if (id === 1) found.types = types(section);
    if (id === 2) imports(section, found);
    if (id === 3) found.functions.push(...many(() => section.number()));
    if (id === 4) found.tables = many(() => { section.byte(); return section.limits(); });
    if (id === 5) found.memories = many(() => section.limits());
    if (id === 7) found.exports = many(() => ({ name: section.name(), kind: section.byte(), index: section.number() }));
    if (id === 10) code(section, found, complain);
    if (id === 12) found.dataCount = true;
  }
  return found;
}

/** Everything that a chain would refuse the module for. */
export function problems(bytes) {
  const list = [];
  const complain = (text) => list.push(text);
  let found;
  try {
    found = parse(bytes, complain);
  } catch (error) {
    return [...list, error.message];
  }
  checkMemory(found, complain);
  checkTables(found, complain);
  checkExports(found, complain);
  checkImports(found, complain);
  checkFunctions(found, complain);
  return list;
}

function checkMemory({ memories, dataCount }, complain) {
  if (memories.length !== 1) complain(`there are ${memories.length} memories, exactly one is wanted`);
  for (const { flags, minimum, maximum } of memories) {
    if (maximum !== null) complain('the memory has a maximum, which the chain sets');
    if (flags > 1) complain('the memory is shared or has 64 bits');
    if (minimum > LIMITS.pages) complain(`the memory begins with ${minimum} pages`);
  }
  if (dataCount) complain('there is a data count section, which is of bulk memory');
}

function checkTables({ tables }, complain) {
  if (tables.length > 1) complain(`there are ${tables.length} tables, at most one is allowed`);
  for (const { maximum } of tables) {
    if (maximum === null) complain('the table has no maximum');
    else if (maximum > LIMITS.table) complain(`the table may have ${maximum} entries`);
  }
}

function checkExports({ exports }, complain) {
  const names = exports.filter(({ kind }) => kind === 0).map(({ name }) => name);
  const markers = names.filter((name) => name.startsWith('interface_version_'));
  if (markers.join() !== MARKER) complain(`the markers are [${markers}], exactly ${MARKER} is wanted`);
  for (const name of ['allocate', 'deallocate']) if (!names.includes(name)) complain(`${name} is not exported`);
  if (!exports.some(({ name, kind }) => name === 'memory' && kind === 2)) complain('the memory is not exported');
  for (const name of names) if (name.startsWith('requires_')) complain(`${name} demands a capability of the chain`);
}

function checkImports({ imports: list }, complain) {
  if (list.length > LIMITS.imports) complain(`there are ${list.length} imports`);
  for (const { module, name } of list)
    if (module !== 'env' || !IMPORTS.has(name)) complain(`${module}.${name} is imported, which no chain offers`);
}

function checkFunctions({ types: list, functions, locals }, complain) {
  if (functions.length > LIMITS.functions) complain(`there are ${functions.length} functions`);
  const used = functions.map((type) => list[type]);
  for (const { parameters, results } of used) {
    if (parameters > LIMITS.parameters) complain(`a function takes ${parameters} parameters`);
    if (results > LIMITS.results) complain(`a function has ${results} results`);
  }
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  if (sum(used.map(({ parameters }) => parameters)) > LIMITS.allParameters) complain('there are too many parameters in all');
  if (sum(locals) > LIMITS.allLocals) complain('there are too many locals in all');
}

/** The imports and exports of a module by name, and the most locals that a function has. */
export function measures(bytes) {
  const found = parse(bytes, () => undefined);
  const names = (list) => list.map(({ name }) => name);
  return { imports: names(found.imports), exports: names(found.exports).sort(), locals: Math.max(...found.locals) };
}
