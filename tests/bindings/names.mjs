// names.mjs -- contracts that use every word of C and C++ as a name, and their headers, by every compiler there is.
//
// Usage: node names.mjs SURETY SCRATCH. The words are the keywords of all editions, and whatever macros the compilers here
// know after the headers that ours include: one that codegen/c_names.cpp lacks does not compile.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fresh, here, run, runOk } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
const strict = ['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wshadow', '-Werror', '-fsyntax-only', '-I.'];
const present = (compiler) => run(compiler, ['--version'], folder).status === 0;
const languages = {
  c: { compilers: ['cc', 'clang-19'].filter(present), editions: ['c11', 'gnu11', 'gnu2x'], ending: 'h' },
  'c++': { compilers: ['c++', 'clang++-19'].filter(present), editions: ['c++20', 'gnu++20'], ending: 'hpp' },
};

const keywords = `auto break case char const continue default do double else enum extern float for goto if inline int long
  register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while _Alignas
  _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local alignas alignof bool constexpr
  false nullptr static_assert thread_local true typeof typeof_unqual _BitInt _Decimal32 _Decimal64 _Decimal128
  and and_eq asm bitand bitor catch char8_t char16_t char32_t class compl concept consteval constinit const_cast co_await
  co_return co_yield decltype delete dynamic_cast explicit export friend mutable namespace new noexcept not not_eq operator
  or or_eq private protected public reinterpret_cast requires static_cast template this throw try typeid typename using
  virtual wchar_t xor xor_eq
  i386 linux unix NULL EOF errno stdin stdout stderr assert offsetof EXIT_FAILURE INT64_MAX UINT64_C __int128 __LINE__ __FILE__
  int32_t int64_t uint8_t uint32_t surety_cell std surety`.split(/\s+/);
// Names that our own code uses for what stands beside the contract's.
const ours = `given cells record result rows status context emitted party parties value name units kind asset Party Error
  Outcome Effect Globals Contract Batch Quantity List ok grow max_effects unknown_step context globals effects error step call
  batch step_f_1 asset_XUSD scale_x_1`.split(/\s+/);

const headers = (text) => text.match(/^#include <.*>$/gm).join('\n');
const bindings = join(here, '../../codegen/bindings');
const included = ['quantity.hpp', 'list.hpp', 'thresholds.hpp'].map((file) => readFileSync(join(bindings, file), 'utf8')).join('\n');
function macros(language, text) {
  const { compilers, editions } = languages[language];
  return compilers.flatMap((compiler) => editions.flatMap((edition) =>
    runOk(compiler, [`-std=${edition}`, '-x', language, '-dM', '-E', '-'], folder, {}, text).stdout
      .match(/(?<=^#define )\w+/gm).filter((word) => !word.startsWith('_'))));
}
const ofC = '#include <assert.h>\n#include <stdint.h>\n#include <errno.h>\n';
const words = new Set([...keywords, ...ours, ...macros('c', ofC), ...macros('c++', `${ofC}${headers(included)}\n`)]);

// The language's own words are no names.
const grammar = readFileSync(join(here, '../../grammar/Surety.g4'), 'utf8');
const nameRule = /^name$[^;]*;/m.exec(grammar)[0];
const reserved = [...grammar.matchAll(/^.*;$/gm)].flatMap(([line]) => [...line.matchAll(/\b[A-Z_]+ : '([a-z]+)' ;/g)])
  .map(([, word]) => word).filter((word) => !nameRule.includes(`'${word}'`));
const all = [...words].filter((word) => !reserved.includes(word) && word !== 'bool' && word !== 'party');

/** Builds a contract and compiles its headers, in all editions or in one. */
function compiles(name, text, everywhere) {
  writeFileSync(join(folder, `${name}.surety`), text);
  runOk(surety, ['build', `${name}.surety`, '--target', 'object', '-o', `${name}.o`], folder);
  // A member may be called as a parameter is that points to a function.
contracts.finder = `contract Finder { ${asset}\noracle mark : XUSD in 1 .. 100 { heartbeat 1h }
  account Row { held : XUSD in 0 .. 50 }\naction find(n: XUSD in 0 .. 50) { my.held = n }\naction finder(n: XUSD in 0 .. 50) { my.held = n }
  scan due by mark: t in Row where t.held > mark }`;
let count = 0;
  for (const [language, { compilers, editions, ending }] of Object.entries(languages)) {
    // What a C++ program that includes the C header alone sees, too.
    const endings = language === 'c' ? [ending] : ['h', ending];
    const chosen = everywhere ? editions : editions.slice(-1);
    for (const file of endings) for (const compiler of compilers) for (const edition of file === 'h' && language !== 'c' ? ['c++20'] : chosen) {
      const source = `#include <errno.h>\n#include <stddef.h>\n#include <stdio.h>\n#include "${name}.${file}"\n`;
      runOk(compiler, [`-std=${edition}`, ...strict, '-x', language, '-'], folder, {}, source);
      count += 1;
    }
  }
  return count;
}

const each = (write, between = '\n', chosen = all) => chosen.map(write).join(between);
const some = all.filter((word, i) => /^(asm|linux|errno|NULL|alignof|std|surety|int64_t|Party)$/.test(word) || i % 20 === 0);
const asset = 'asset XUSD { decimals 2  supply 1_000 }';
const cell = (word) => `${word} : ratio @ 0 in 0 .. 5`;
const contracts = {
  states: `contract States { ${asset}\n${each((word) => `state ${cell(word)} = 0`)}\naction f_1() { asm += 1 } }`,
  fields: `contract Fields { ${asset}\naccount Row {\n${each(cell)}\n}\naction f_1() { my.asm += 1 } }`,
  given: `contract Given { ${asset}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0
    action f_1(${each((word) => `${word} : ratio @ 0`, ', ')}) { x_1 = asm }
    record Some { ${each((word) => `${word} : ratio @ 0`, ', ')} }
    action f_2(many: list 1 of Some) { for m in many { x_1 = m.asm } }
    action f_3(asm: list 1 of party, errno: list 1 of Some) { for m in errno { x_1 = m.asm } } }`,
  constants: `contract Constants { ${asset}\nenum Word { ${each((word) => word, ', ')} }\nstate x_1 : Word = asm
    action f_1(word: Word) { x_1 = word } }`,
  steps: `contract Steps { ${asset}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0\n${each((word) => `action ${word}() { require x_1 < 5 else ${word}  x_1 += 1 }`)} }`,
  scans: `contract Scans { ${asset}\noracle price_1 : XUSD @ 4 { range 0.01 .. 1_000   heartbeat 60s   step 50% }
    account Row { balance quote : XUSD @ 4 }\naction f_1() { require my.quote == 0 XUSD }
    ${each((word) => `scan ${word}: t_1 in Row where t_1.quote > 0 XUSD`)} }`,
  types: `contract Types { ${asset}
    ${each((word) => `enum ${word} { One_${word}, Two_${word} }\nstate x_${word} : ${word} = One_${word}`)}
    action f_1() { x_asm = Two_asm } }`,
  records: `contract Records { ${asset}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0
    ${each((word) => `record ${word} { one_1 : ratio @ 0 }\naction f_${word}(many: list 1 of ${word}) { for m in many { x_1 = m.one_1 } }`, '\n', some)} }`,
  tables: `contract Tables { ${asset}\n${each((word) => `account ${word} { x_1 : ratio @ 0 in 0 .. 5 }`, '\n', some)}\naction f_1() { asm[caller].x_1 += 1 } }`,
  assets: `contract Assets { ${each((word) => `asset ${word} { decimals 2  supply 1_000 }`, '\n', some)}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0\naction f_1() { x_1 += 1 } }`,
};
for (const word of ['asm', 'linux', 'std', 'surety', 'EOF', 'malloc', 'printf', 'Quantity', 'List'])
  contracts[`contract_${word}`] = `contract ${word} { ${asset}\nstate ${cell('x_1')} = 0\naction f_1() { x_1 += 1 } }`;
// What gets a `_` and what has one already are two.
contracts.clash = `contract Clash { ${asset}\nstate asm : ratio @ 0 in 0 .. 5 = 0\nstate asm_ : ratio @ 0 in 0 .. 5 = 0
  action linux(NULL: ratio @ 0, NULL_: ratio @ 0) { asm = NULL  asm_ = NULL_ }\naction linux_() { asm += 1 } }`;
// What the headers make of one name may be another.
contracts.own = `contract Own { ${asset}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0\naccount Row { y_1 : XUSD in 0 .. 5 }
  ${each((word) => `action ${word}() { x_1 += 1 }`, '\n', ['f_1', 'step_f_1', 'step_step_f_1', 'asset_XUSD', 'scale_x_1', 'scale_Row_y_1', 'ok', 'ok_2',
    'step_ok', 'f_1_arguments', 'error_Overflow', 'Row_row', 'due'])}
  scan due_2: t_1 in Row where t_1.y_1 > 0 XUSD\nscan due_2_find: t_1 in Row where t_1.y_1 > 0 XUSD }`;
let count = 0;
for (const [name, text] of Object.entries(contracts)) count += compiles(name, text, name === 'states' || name === 'steps');
console.log(`${all.length} words in ${Object.keys(contracts).length} contracts, ${count} compilations`);
