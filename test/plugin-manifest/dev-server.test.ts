import assert from 'node:assert/strict';
import { get as httpGet } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type DevServer, startDevServer } from '../../plugin-manifest/dev-server.ts';
import { EditableProject } from './editable-project.ts';

let project: EditableProject;
let server: DevServer;
const said: string[] = [];
const words = 'src/text/en.ts';

before(async () => {
  project = await EditableProject.make();
  server = await startDevServer({ project: project.path, outDir: join(project.path, 'dev'), log: (line) => said.push(line) });
});
after(async () => {
  await server?.close();
  await project?.remove();
});

const get = (path: string): Promise<Response> => fetch(new URL(path, server.url));

/** What a page is told, from its first line on. */
async function follow(path = 'changes') {
  const lines = (await get(path)).body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value: first } = await lines.read();
  return {
    first,
    /** Until a change is told after which the file reads so. A system may tell of an edit twice, and of a file that is still empty. */
    async until(file: string, part: string): Promise<void> {
      do assert.match((await lines.read()).value ?? 'the stream has ended', /^(?:data: changed\n\n)+$/);
      while (!(await (await get(file)).text()).includes(part));
    },
    end: () => lines.cancel(),
  };
}

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
    assert.match(await entry.text(), /^new EventSource\(new URL\('\.\/changes\?since=1', import\.meta\.url\)\)/);
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

  test('an edit is built and told', { timeout: 120_000 }, async () => {
    const page = await follow();
    assert.equal(page.first, ':\n\n');
    await project.edit(words, (code) => code.replace("save: 'Save'", "save: 'Save it now'"));
    await page.until('text/licenses-tab/en.js', 'Save it now');
    await page.end();
  });

  test('a page that was loaded before an edit and listens only after it is told at once', async () => {
    const late = await follow('changes?since=1');
    assert.match(late.first!, /^data: changed\n\n/);
    await late.end();
    const built = async (): Promise<string> => /changes\?since=(\d+)/.exec(await (await get('plugin.js')).text())![1]!;
    // Another build of the same edit may come in between.
    for (let since = ''; since !== (await built()); ) {
      since = await built();
      assert.ok(Number(since) > 1, since);
      const punctual = await follow(`changes?since=${since}`);
      if (since === (await built())) assert.match(punctual.first!, /^:\n\n/);
      await punctual.end();
    }
  });

  test('an edit that does not compile is no reason to end; the next one is built', { timeout: 120_000 }, async () => {
    const page = await follow();
    const before = said.length;
    const good = await project.edit(words, () => 'export const en = {');
    while (!said.slice(before).some((line) => line.startsWith('The plugin could not be built: '))) await setTimeout(10);
    await project.edit(words, () => good.replace('Save it now', 'Save once more'));
    await page.until('text/licenses-tab/en.js', 'Save once more');
    await page.end();
  });
});
