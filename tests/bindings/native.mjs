// native.mjs -- programs in C and C++ over the headers, with the object and with the shared object, by every compiler there is.
//
// Usage: node native.mjs SURETY SCRATCH. The headers of all examples are compiled too: each must be without a warning.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { examples, fresh, here, run, runOk } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
const strict = ['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wshadow', '-Werror', '-O1', '-I.', `-I${join(here, '../..')}`];
const languages = [
  { program: 'program.c', options: ['-std=c11'], compilers: ['cc', 'clang-19'] },
  { program: 'program.cpp', options: ['-std=c++20'], compilers: ['c++', 'clang++-19'] },
  { program: 'thresholds.cpp', options: ['-std=c++20'], compilers: ['c++', 'clang++-19'] },
  { program: 'batch.cpp', options: ['-std=c++20'], compilers: ['c++', 'clang++-19'] },
  { program: 'lists.c', options: ['-std=c11'], compilers: ['cc', 'clang-19'], contract: 'several' },
  { program: 'lists.cpp', options: ['-std=c++20'], compilers: ['c++', 'clang++-19'], contract: 'several' },
  { program: 'lots.cpp', options: ['-std=c++20'], compilers: ['c++', 'clang++-19'], contract: 'lots' },
];

const present = (compiler) => run(compiler, ['--version'], folder).status === 0;
const build = (file, target, name) => runOk(surety, ['build', file, '--target', target, '-o', name], folder);

let programs = 0;
const contracts = { bazaar: 'bazaar.surety', several: '../verify/exercise_several/exercise_several.surety', lots: 'lots.surety' };
for (const [name, file] of Object.entries(contracts)) {
  build(join(here, file), 'object', `${name}_compiled.o`);
  build(join(here, file), 'shared', `lib${name}.so`);
}
for (const { program, options, compilers, contract = 'bazaar' } of languages) {
  const found = compilers.filter(present);
  if (found.length === 0) throw new Error(`none of ${compilers.join(', ')} is installed`);
  for (const compiler of found) {
    for (const library of [`${contract}_compiled.o`, `./lib${contract}.so`]) {
      const linked = ['-o', 'program', join(here, program), library];
      runOk(compiler, [...options, ...strict, ...linked], folder);
      const { stdout } = runOk('./program', [], folder, { LD_LIBRARY_PATH: folder });
      if (stdout !== 'all well\n') throw new Error(`${program} by ${compiler} with ${library}: ${stdout}`);
      programs += 1;
    }
  }
}

// What is wrong must not compile: a number too fine for its unit, a unit for another, a floating-point number.
const wrong = ['.amount = "1.0000001"', '.amount = "1 ETH"', '.amount = 1.5', '.amount = Bazaar::parties_arguments{}.size'];
for (const amount of wrong) {
  const text = `#include "bazaar_compiled.hpp"\nauto f(Bazaar::Contract& b) { return b.deposit({.caller = {1}, ${amount}}); }\n`;
  const { status } = run('c++', ['-std=c++20', '-I.', '-fsyntax-only', '-x', 'c++', '-'], folder, {}, text);
  if (status !== 1) throw new Error(`a program with ${amount} compiles, and must not`);
}
const right = `#include "bazaar_compiled.hpp"\nauto f(Bazaar::Contract& b) { return b.deposit({.caller = {1}, .amount = "1.000001"}); }\n`;
runOk('c++', ['-std=c++20', '-I.', '-fsyntax-only', '-x', 'c++', '-'], folder, {}, right);

const headers = examples().map((file, i) => {
  build(file, 'object', `example${i}.o`);
  if (!existsSync(join(folder, `example${i}.hpp`))) throw new Error(`${file} has no C++ header`);
  return `#include "example${i}.hpp"\n`;
});
runOk('c++', ['-std=c++20', ...strict, '-fsyntax-only', '-x', 'c++', '-'], folder, {}, headers.join(''));
console.log(`${programs} programs, the headers of ${headers.length} examples`);
