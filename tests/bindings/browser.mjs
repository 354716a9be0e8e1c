// browser.mjs -- the ES module in headless Chromium, served from this machine to itself. Usage: node browser.mjs SURETY SCRATCH
//
// The page runs checks.mjs, as node does, and posts what came of it.
import { spawn } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { buildBazaar, checkFiles } from './bazaar_build.mjs';
import { fresh, here, run, skip } from './steps.mjs';

const [surety, scratch] = process.argv.slice(2);
const folder = fresh(scratch);
if (run('chromium', ['--version'], folder).status !== 0) skip('there is no `chromium` on the PATH (apt-get install chromium)');

buildBazaar(surety, folder);
for (const file of checkFiles) copyFileSync(join(here, file), join(folder, file));
writeFileSync(join(folder, 'page.html'), `<!doctype html><title>bindings</title>
<script type="module">
let said;
try {
  const { check } = await import('./checks.mjs');
  const [module, other] = await Promise.all(['bazaar.wasm', 'other.wasm'].map(async (name) => (await fetch(name)).arrayBuffer()));
  said = \`done: \${await check(module, other)} checks in \${navigator.userAgent.match(/Chrome\\/[\\d.]+/)}\`;
} catch (error) {
  said = \`failed: \${error && error.stack}\`;
}
await fetch('said', { method: 'POST', body: said });
</script>
`);

const types = { '.html': 'text/html', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
/** What the page posts, or what chromium complains of where it ends before. */
const said = await new Promise((tell) => {
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (data) => { body += data; }).on('end', () => { response.end(); posted = body; chromium.kill(); });
      return;
    }
    try {
      const name = new URL(request.url, 'http://page').pathname.replaceAll('/', '');
      const body = readFileSync(join(folder, name));
      response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  let chromium;
  let posted;
  server.listen(0, '127.0.0.1', () => {
    let complaints = '';
    chromium = spawn('chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
      '--remote-debugging-port=0', `--user-data-dir=${join(folder, 'profile')}`, `http://127.0.0.1:${server.address().port}/page.html`],
    { stdio: ['ignore', 'ignore', 'pipe'] });
    chromium.stderr.on('data', (data) => { complaints += data; });
    chromium.on('close', (status) => {
      server.close();
      server.closeAllConnections();
      tell(posted ?? `chromium ended with ${status} before the page did:\n${complaints}`);
    });
  });
});
console.log(said);
process.exit(/^done: [1-9]\d* checks/.test(said) ? 0 : 1);
