// types.mjs -- TypeScript's own compiler on the module's declarations. Usage: node types.mjs SURETY SCRATCH
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBazaar } from './bazaar_build.mjs';
import { fresh, here, run, skip } from './steps.mjs';
import { typescript } from './typescript.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
const { program: tsc, missing } = typescript(scratch);
if (missing) skip(missing);
buildBazaar(surety, folder);
copyFileSync(join(here, 'use.mts'), join(folder, 'use.mts'));
for (const resolution of [['--module', 'nodenext'], ['--module', 'es2022', '--moduleResolution', 'bundler']]) {
  const words = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', ...resolution, 'use.mts'];
  const { status, stdout } = run(tsc, words, folder);
  if (status !== 0) {
    console.log(`tsc ${words.join(' ')} ended with ${status}:\n${stdout}`);
    process.exit(1);
  }
}
console.log(`${run(tsc, ['--version'], folder).stdout.trim()}: as it should be`);
