// steps.mjs -- what the tests of the bindings share: folders of their own, and programs that must succeed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));

/** ctest reads this exit code as "skipped". */
export const SKIPPED = 77;

/** An empty folder. */
export function fresh(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function run(program, words, folder, environment = {}, input = '') {
  return spawnSync(program, words, {
    cwd: folder, env: { ...process.env, ...environment }, encoding: 'utf8', input, maxBuffer: 1 << 26,
  });
}

/** As run; throws with what the program said where it fails. */
export function runOk(program, words, folder, environment, input) {
  const result = run(program, words, folder, environment, input);
  if (result.status !== 0) {
    throw new Error(`${program} ${words.join(' ')} ended with ${result.status ?? result.error}:\n${result.stdout}${result.stderr}`);
  }
  return result;
}

/** The contracts of examples/, without the broken ones. */
export function examples() {
  const root = join(here, '../../examples');
  return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap((entry) =>
    readdirSync(join(root, entry.name)).filter((file) => file.endsWith('.surety')).map((file) => join(root, entry.name, file)));
}

/** Ends the test as skipped, and says why. */
export function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(SKIPPED);
}
