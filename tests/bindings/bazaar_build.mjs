// bazaar_build.mjs -- bazaar.surety and the contracts with lists for JavaScript, and another contract's module that must not pass for it.
import { join } from 'node:path';
import { examples, here, runOk } from './steps.mjs';

/** What the ES module must do: modules that stand beside it. */
export const checkFiles = ['checks.mjs', 'batch_checks.mjs', 'threshold_checks.mjs', 'list_checks.mjs', 'checking.mjs'];

const several = join(here, '../verify/exercise_several/exercise_several.surety');

export function buildBazaar(surety, folder) {
  runOk(surety, ['build', join(here, 'bazaar.surety'), '--target', 'js', '-o', 'bazaar.mjs'], folder);
  runOk(surety, ['build', several, '--target', 'js', '-o', 'several.mjs'], folder);
  runOk(surety, ['build', join(here, 'lots.surety'), '--target', 'js', '-o', 'lots.mjs'], folder);
  runOk(surety, ['build', examples()[0], '--target', 'wasm', '-o', 'other.wasm'], folder);
}
