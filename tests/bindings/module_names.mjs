// module_names.mjs -- contracts and records called as JavaScript, TypeScript or the module itself call something of theirs.
//
// Usage: node module_names.mjs SURETY SCRATCH. Each module is loaded and used; where there is a TypeScript compiler its
// declarations are checked too. The words are not those that codegen/bindings/javascript_words.cpp lists: they are taken
// from what node knows, and from what a module says.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fresh, here, run, runOk } from './steps.mjs';
import { typescript } from './typescript.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);

const keywords = `arguments as async await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for from function get if implements import in instanceof interface let new null of package
  private protected public return set static super switch this throw true try typeof undefined var void while with yield
  abstract any asserts bigint boolean constructor declare infer is keyof module namespace never number object readonly
  require string symbol type unique unknown ReadonlyArray Record Partial`.split(/\s+/);

const grammar = readFileSync(join(here, '../../grammar/Surety.g4'), 'utf8');
const nameRule = /^name$[^;]*;/m.exec(grammar)[0];
const reserved = new Set([...grammar.matchAll(/\b[A-Z_]+ : '([a-z]+)' ;/g)].map(([, word]) => word)
  .filter((word) => !nameRule.includes(`'${word}'`)).concat('bool', 'party'));

const asset = 'asset XUSD { decimals 2  supply 1_000 }';
function build(name, text) {
  writeFileSync(join(folder, `${name}.surety`), text);
  runOk(surety, ['build', `${name}.surety`, '--target', 'js', '--no-certificate', '-o', `${name}.mjs`], folder);
  return readFileSync(join(folder, `${name}.mjs`), 'utf8') + readFileSync(join(folder, `${name}.d.mts`), 'utf8');
}
const contract = (name) => `contract ${name} { ${asset}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0
  account Row { y_1 : XUSD in 0 .. 5 }\naction f_1() { x_1 += 1 } }`;

const text = build('first_one', contract('First_one'));
const declared = [...text.matchAll(/^(?:export )?(?:declare )?(?:async )?(?:const|let|class|function|interface|type)\*? (\w+)/gm)].map(([, word]) => word);
const used = Object.getOwnPropertyNames(globalThis).filter((word) => new RegExp(`\\b${word}\\b`).test(text));
const words = [...new Set([...keywords, ...declared, ...used])].filter((word) => !reserved.has(word) && !word.startsWith('First_one'));
if (declared.length < 30 || used.length < 8) throw new Error('what a module declares and uses was not found');

const files = [];
for (const [i, word] of words.entries()) {
  build(`number_${i}`, contract(word));
  files.push(`number_${i}`);
}
// `any` and `number` are words of ours where a type is expected.
const types = words.filter((word) => word !== 'any' && word !== 'number');
build('records', `contract Records { ${asset}\nstate x_1 : ratio @ 0 in 0 .. 5 = 0
  ${types.map((word) => `record ${word} { one_1 : ratio @ 0 }\naction f_${word}(many: list 1 of ${word}) { for m in many { x_1 = m.one_1 } }`).join('\n')}
  action inherited_1(toString: ratio @ 0, valueOf: ratio @ 0) { x_1 = toString } }`);
files.push('records');

/** What every object inherits is no argument that was given. */
function needs(made, given, missing) {
  try {
    made.inherited_1(given);
  } catch (error) {
    if (error.message === `inherited_1 needs the argument \`${missing}\``) return;
    throw error;
  }
  throw new Error(`${missing} was taken from nowhere`);
}

for (const file of files) {
  const { default: Contract, Batch } = await import(pathToFileURL(join(folder, `${file}.mjs`)));
  const made = await Contract.load();
  made.instantiate({ now: 0n });
  if (file === 'records') {
    made.f_object({ caller: 0, many: [{ one_1: '1' }] });
    needs(made, { caller: 0 }, 'toString');
    needs(made, { caller: 0, toString: '1' }, 'valueOf');
  } else made.f_1({ caller: 0 });
  if (made.globals.x_1.units !== 1n || made.apply(new Batch()).length > 0) throw new Error(`${file} does not do what it should`);
}

const tsc = typescript(scratch);
if (!tsc.missing) {
  writeFileSync(join(folder, 'use.mts'), files.map((file, i) => `import C${i} from './${file}.mjs';\nexport const c${i}: Promise<C${i}> = C${i}.load();\n`).join(''));
  const { status, stdout } = run(tsc.program, ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', '--module', 'nodenext', 'use.mts'], folder);
  if (status !== 0) {
    console.log(stdout);
    process.exit(1);
  }
}
console.log(`${words.length} words${tsc.missing ? `; declarations were not checked: ${tsc.missing}` : ''}`);
