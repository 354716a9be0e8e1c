// types.mjs -- TypeScript's own compiler on the module's declarations. Usage: node types.mjs SURETY SCRATCH
//
// The compiler is `tsc` on the PATH, or what npm installs beside the scratch folder, once.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildBazaar } from './bazaar_build.mjs';
import { fresh, here, run, skip } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);

function compiler() {
  if (run('tsc', ['--version'], folder).status === 0) return 'tsc';
  const home = resolve(scratch, '../typescript');
  const installed = join(home, 'node_modules/.bin/tsc');
  if (existsSync(installed)) return installed;
  mkdirSync(home, { recursive: true });
  const words = ['install', '--prefix', home, '--no-audit', '--no-fund', '--fetch-retries=0', '--fetch-timeout=20000', 'typescript@5.9.3'];
  const { status, error, stderr } = run('npm', words, folder);
  if (status !== 0) skip(`there is no \`tsc\`, and npm could not install typescript: ${error ?? stderr.trim().split('\n')[0]}`);
  return installed;
}

const tsc = compiler();
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
