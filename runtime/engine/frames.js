// frames.js -- how the hosts in node talk to the program that started them; it stands in front of each in one script.
//
// Requests and answers are frames over a stream: a length as u32, then that many bytes, everything little-endian. A request
// begins with a letter, an answer with 0, or with 1 and a sentence where the host or the module failed.
'use strict';
const fs = require('fs');

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Exactly `size` bytes, or null where the parent has gone. */
function read(size) {
  const buffer = Buffer.alloc(size);
  for (let have = 0; have < size;) {
    const got = fs.readSync(0, buffer, have, size - have, null);
    if (got === 0) return null;
    have += got;
  }
  return buffer;
}

function write(buffer) {
  for (let done = 0; done < buffer.length;) done += fs.writeSync(1, buffer, done);
}

/** Answers requests as long as there are any: `answers` has for each letter what makes the answer (a Buffer, or nothing). */
function serve(answers) {
  const answer = (request) => {
    const made = answers[String.fromCharCode(request[0])];
    if (!made) throw new Error('an unknown request');
    return made(request.subarray(1)) ?? Buffer.alloc(0);
  };
  for (;;) {
    const head = read(4);
    const request = head && read(head.readUInt32LE(0));
    if (!request) break;
    let reply;
    try {
      reply = Buffer.concat([Buffer.from([0]), answer(request)]);
    } catch (error) {
      reply = Buffer.concat([Buffer.from([1]), Buffer.from(String(error && error.message))]);
    }
    write(Buffer.concat([u32(reply.length), reply]));
  }
}
