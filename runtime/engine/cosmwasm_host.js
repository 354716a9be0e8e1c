// cosmwasm_host.js -- runs in node, behind frames.js and cosmwasm_chain.js: hosts one contract on a chain of its own.
//
// The requests, by their letter:
//
//   M module bytes                                              -> the section surety.cosmwasm
//   C {"entry", "env", "info", "message"} as JSON               -> the contract's result as JSON
//   S                                                           -> storage: count, then key and value, each with its length
//   R the same as the answer to S                               -> nothing

function dump(storage) {
  const parts = [u32(storage.size)];
  for (const [key, value] of storage) parts.push(u32(key.length), Buffer.from(key, 'latin1'), u32(value.length), value);
  return Buffer.concat(parts);
}

function restore(storage, data) {
  let at = 0;
  const take = (size) => data.subarray(at, at += size);
  const word = () => take(4).readUInt32LE(0);
  storage.clear();
  for (let count = word(); count > 0; count--) {
    const key = take(word()).toString('latin1');
    storage.set(key, Buffer.from(take(word())));
  }
}

let host = null;

serve({
  M: (bytes) => {
    host = new Host(bytes);
    return host.section();
  },
  C: (body) => {
    const { entry, env, info, message } = JSON.parse(body.toString('utf8'));
    return Buffer.from(host.call(entry, env, info, message));
  },
  S: () => dump(host.storage),
  R: (data) => restore(host.storage, data),
});
