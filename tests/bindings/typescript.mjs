// typescript.mjs -- where TypeScript's own compiler is: `tsc` on the PATH, or what npm installs beside the scratch folders,
// once.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { here, run } from './steps.mjs';

/** { program }, or { missing } with the reason. */
export function typescript(scratch) {
  if (run('tsc', ['--version'], here).status === 0) return { program: 'tsc' };
  const home = resolve(scratch, '../typescript');
  const program = join(home, 'node_modules/.bin/tsc');
  if (existsSync(program)) return { program };
  mkdirSync(home, { recursive: true });
  const words = ['install', '--prefix', home, '--no-audit', '--no-fund', '--fetch-retries=0', '--fetch-timeout=20000', 'typescript@5.9.3'];
  const { status, error, stderr } = run('npm', words, home);
  if (status === 0) return { program };
  return { missing: `there is no \`tsc\`, and npm could not install typescript: ${error ?? stderr.trim().split('\n')[0]}` };
}
