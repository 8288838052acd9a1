import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type DevServer, startDevServer } from '../../plugin-manifest/dev-server.ts';
import { root } from '../../vite.config.ts';

let project: string;
let server: DevServer;
const said: string[] = [];

before(async () => {
  // A copy, so that the test may edit it.
  project = await mkdtemp(join(tmpdir(), 'dev-'));
  await cp(join(root, 'src'), join(project, 'src'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  server = await startDevServer({ project, outDir: join(project, 'dev'), log: (line) => said.push(line) });
});
after(async () => {
  await server.close();
  await rm(project, { recursive: true });
});

const get = (path: string): Promise<Response> => fetch(new URL(path, server.url));

describe('the development server', () => {
  test('serves manifest and entry to pages of any origin, and never lets them keep an old one', async () => {
    const manifest = await get('plugin-manifest.json');
    assert.equal(((await manifest.json()) as { id: string }).id, 'license-admin');
    const entry = await get('plugin.js');
    for (const { headers } of [manifest, entry]) {
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('cache-control'), 'no-store');
    }
    assert.equal(entry.headers.get('content-type'), 'text/javascript');
    assert.match(await entry.text(), /^new EventSource\(new URL\('\.\/changes', import\.meta\.url\)\)/);
  });

  test('serves nothing from outside its folder', async () => {
    for (const path of ['nothing.js', '..%2fpackage.json', '%2e%2e/package.json', '']) {
      const answer = await get(path);
      assert.equal(answer.status, 404, path);
      await answer.body?.cancel();
    }
  });

  test('an address that is none is no reason to end', async () => {
    const { hostname, port } = new URL(server.url);
    for (const path of ['/%E0%A4%A', '//', '/%00']) {
      // Not by fetch, which would put it right.
      const status = await new Promise((done, fail) => void httpGet({ hostname, port, path }, (answer) => done(answer.resume().statusCode)).on('error', fail));
      assert.equal(status, 404, path);
    }
  });

  test('an edit is built and told within a moment', { timeout: 30_000 }, async () => {
    const changes = await get('changes');
    const lines = changes.body!.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await lines.read()).value, ':\n\n');
    const file = join(project, 'src/text/en.ts');
    await writeFile(file, (await readFile(file, 'utf8')).replace("save: 'Save'", "save: 'Save it now'"));
    assert.equal((await lines.read()).value, 'data: changed\n\n');
    assert.match(await (await get('text/licenses-tab/en.js')).text(), /Save it now/);
    await lines.cancel();
  });

  test('an edit that does not compile is no reason to end; the next one is built', { timeout: 30_000 }, async () => {
    const changes = await get('changes');
    const lines = changes.body!.pipeThrough(new TextDecoderStream()).getReader();
    await lines.read();
    const file = join(project, 'src/text/en.ts');
    const good = await readFile(file, 'utf8');
    await writeFile(file, 'export const en = {');
    while (!said.some((line) => line.startsWith('The plugin could not be built: '))) await setTimeout(10);
    await writeFile(file, good.replace('Save it now', 'Save once more'));
    // A system may tell of an edit twice, so what is told first may still be of the edit before.
    let told = '';
    while (!told.includes('Save once more')) {
      assert.equal((await lines.read()).value, 'data: changed\n\n');
      told = await (await get('text/licenses-tab/en.js')).text();
    }
    await lines.cancel();
  });
});
