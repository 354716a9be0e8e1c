// browser.mjs -- the ES module in headless Chromium, served from this machine to itself. Usage: node browser.mjs SURETY SCRATCH
//
// The page runs checks.mjs, as node does, and writes what came of it into its text, which Chromium prints.
import { spawn } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { buildBazaar } from './bazaar_build.mjs';
import { fresh, here, run, skip } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
if (run('chromium', ['--version'], folder).status !== 0) skip('there is no `chromium` on the PATH (apt-get install chromium)');

buildBazaar(surety, folder);
copyFileSync(join(here, 'checks.mjs'), join(folder, 'checks.mjs'));
writeFileSync(join(folder, 'page.html'), `<!doctype html><title>bindings</title><pre id="said">unfinished</pre>
<script type="module">
const said = document.getElementById('said');
try {
  const { check } = await import('./checks.mjs');
  const [module, other] = await Promise.all(['bazaar.wasm', 'other.wasm'].map(async (name) => (await fetch(name)).arrayBuffer()));
  said.textContent = \`done: \${await check(module, other)} checks\`;
} catch (error) {
  said.textContent = \`failed: \${error && error.stack}\`;
}
</script>
`);

const types = { '.html': 'text/html', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const server = createServer((request, response) => {
  const name = new URL(request.url, 'http://page').pathname.slice(1);
  try {
    const body = readFileSync(join(folder, name.replaceAll('/', '')));
    response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

// The time that a page may take is counted in its own time, which stands still while it waits for the machine.
const chromium = spawn('chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  `--user-data-dir=${join(folder, 'profile')}`, '--virtual-time-budget=60000', '--dump-dom',
  `http://127.0.0.1:${server.address().port}/page.html`], { stdio: ['ignore', 'pipe', 'pipe'] });
let page = '';
let complaints = '';
chromium.stdout.on('data', (data) => { page += data; });
chromium.stderr.on('data', (data) => { complaints += data; });
const status = await new Promise((ended) => chromium.on('close', ended));
server.close();
const said = /<pre id="said">([^<]*)<\/pre>/.exec(page)?.[1] ?? `nothing; chromium ended with ${status}:\n${complaints}`;
console.log(said);
process.exit(/^done: [1-9]\d* checks$/.test(said) ? 0 : 1);
