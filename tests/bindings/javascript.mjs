// javascript.mjs -- the ES module in node. Usage: node javascript.mjs SURETY SCRATCH
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildBazaar, checkFiles } from './bazaar_build.mjs';
import { fresh, here } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
buildBazaar(surety, folder);
for (const file of checkFiles) copyFileSync(join(here, file), join(folder, file));
const bytes = (name) => new Uint8Array(readFileSync(join(folder, name))).buffer;
const { check } = await import(pathToFileURL(join(folder, 'checks.mjs')));
console.log(`${await check(bytes('bazaar.wasm'), bytes('other.wasm'))} checks in node ${process.version}`);
