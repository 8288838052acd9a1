import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildShell } from '../../../mock-host/shell/build.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shell-'));
  await buildShell(folder);
});
after(() => rm(folder, { recursive: true, force: true }));

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

describe('the built shell', () => {
  it('has a page that a policy without inline code lets run', async () => {
    const page = await read('index.html');
    assert.match(page, /<script type="module"[^>]* src="\/assets\/[^"]+\.js"><\/script>/);
    assert.match(page, /<link rel="stylesheet"[^>]* href="\/assets\/[^"]+\.css">/);
    assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]* src=)|https?:\/\//);
  });

  it('has the same page for Creatio, where RequireJS is there before everything else', async () => {
    const tag = '<script src="/require.js"></script>';
    const page = await read('creatio.html');
    assert.equal(page.replace(/\s*<script src="\/require\.js"><\/script>/, '').replace(/\s/g, ''), (await read('index.html')).replace(/\s/g, ''));
    assert.equal(page.indexOf('<script'), page.indexOf(tag));
    assert.match(await read('require.js'), /RequireJS [\d.]+ Copyright/);
  });

  it('holds nothing of the plugin: that comes by its manifest', async () => {
    const maps = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.js.map'));
    const sources = await Promise.all(maps.map(async (name) => (JSON.parse(await read(`assets/${name}`)) as { sources: string[] }).sources));
    const all = sources.flat();
    assert.ok(all.some((source) => source.endsWith('shell/frame/frame.ts')), 'the maps name their sources');
    assert.deepEqual(all.filter((source) => /(^|\/)src\/(features|host|licensing|text|ui)\//.test(source)), []);
    assert.deepEqual(all.filter((source) => source.includes('node_modules') && !/node_modules\/(lit|@lit|lit-html|lit-element|semver)\//.test(source)), []);
  });

  it('downloads a language only when it is chosen', async () => {
    const page = await read('index.html');
    const entry = /src="\/(assets\/[^"]+\.js)"/.exec(page)![1]!;
    const code = await read(entry);
    assert.ok(code.includes('Demonstration accounts'));
    assert.ok(!code.includes('Konten zum Ausprobieren'));
  });
});
