import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseAst } from 'vite';
import { linkChunks } from '../../plugin-manifest/link-chunks.ts';

type Chunk = Parameters<typeof linkChunks>[0][number];
const chunk = (fileName: string, code: string, imports: string[] = [], isEntry = false): Chunk => ({ fileName, code, imports, isEntry });
const link = (...chunks: Chunk[]): Map<string, string> => linkChunks(chunks, parseAst);

/** Says when it runs, and can't be run while it is in `down`. */
const runs = (name: string): string => `if (globalThis.down.has('${name}')) throw new Error('no ${name}'); globalThis.ran.push('${name}');`;
const shared = chunk('shared.js', `${runs('shared')} let n = 0; const next = () => ++n; export { next as a };`);
const view = chunk('view.js', `import { a as count } from './shared.js';\n${runs('view')} const show = async () => [count(), (await import('./later.js')).say()]; export { show };`, ['shared.js']);
const later = chunk('later.js', `import { show } from './view.js'; import * as all from "./shared.js";\nconst say = () => [all.a(), typeof show]; export { say };`, ['view.js', 'shared.js']);
const words = chunk('words.js', `${runs('words')} export const words = 'words';`);
const entry = chunk('entry.js', `const load = () => Promise.all([import('./view.js'), import('./words.js')]); export { load };`, [], true);

interface Loaded {
  load(): Promise<[{ show(): Promise<unknown> }, { words: string }]>;
}

describe('linked chunks, run', () => {
  let folder: string;
  let turn = 0;
  const state = { down: new Set<string>(), ran: [] as string[] };
  before(() => Object.assign(globalThis, state));
  after(() => ['down', 'ran'].forEach((name) => Reflect.deleteProperty(globalThis, name)));
  beforeEach(() => {
    state.down.clear();
    state.ran.length = 0;
  });

  /** In a folder of its own, because modules are remembered by their address. */
  async function open(run: (entry: Loaded) => Promise<void>): Promise<void> {
    folder = await mkdtemp(join(tmpdir(), `link-${turn++}-`));
    try {
      for (const [name, code] of link(entry, view, later, shared, words)) await writeFile(join(folder, name), code);
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
      await run((await import(pathToFileURL(join(folder, 'entry.js')).href)) as Loaded);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('each gets what it needs of the others, one copy of it', () =>
    open(async ({ load }) => {
      assert.deepEqual(state.ran, []);
      const [{ show }, { words: said }] = await load();
      assert.deepEqual([said, await show(), await show()], ['words', [1, [2, 'function']], [3, [4, 'function']]]);
      await load();
      assert.deepEqual(state.ran.sort(), ['shared', 'view', 'words']);
    }));

  for (const name of ['shared', 'view', 'words']) {
    test(`${name} fails twice: trying again helps, and nothing runs a second time`, () =>
      open(async ({ load }) => {
        state.down.add(name);
        await assert.rejects(load(), new RegExp(`no ${name}`));
        await assert.rejects(load(), new RegExp(`no ${name}`));
        state.down.clear();
        const [{ show }] = await load();
        assert.deepEqual(await show(), [1, [2, 'function']]);
        assert.deepEqual(state.ran.sort(), ['shared', 'view', 'words']);
      }));
  }
});

describe('linked chunks, read', () => {
  const linked = link(entry, view, later, shared, words);

  test('one that needs no other stays the module it is', () => {
    for (const { fileName, code } of [shared, words]) assert.equal(linked.get(fileName), code);
  });

  test('no chunk imports another one; the first attempt of the entry is an import that bundlers of hosts understand', () => {
    for (const [name, code] of linked) {
      assert.doesNotMatch(code, /^\s*import\b(?!\()/m, name);
      if (name !== 'entry.js') assert.doesNotMatch(code, /import\(/, name);
    }
    assert.match(linked.get('entry.js')!, /"\.\/view\.js": \[\(\) => import\("\.\/view\.js"\), "\.\/shared\.js"\]/);
  });

  test('where a host’s bundler has led an import elsewhere, it is asked for there again', async () => {
    let calls = 0;
    // A bundler's own loader tries a chunk again, as webpack's does; the file next to the bundle is not there.
    Object.assign(globalThis, { loadChunk: async () => (++calls < 2 ? Promise.reject(new Error('503')) : { words: 'the words' }) });
    const folder = await mkdtemp(join(tmpdir(), 'bundled-'));
    try {
      const [code] = [...link(chunk('entry.js', `const load = () => import('./words.js'); export { load };`, [], true), words).values()];
      await writeFile(join(folder, 'entry.mjs'), code!.replace('import("./words.js")', 'globalThis.loadChunk()'));
      const { load } = (await import(pathToFileURL(join(folder, 'entry.mjs')).href)) as { load(): Promise<unknown> };
      await assert.rejects(load(), /503/);
      assert.deepEqual(await load(), { words: 'the words' });
    } finally {
      Reflect.deleteProperty(globalThis, 'loadChunk');
      await rm(folder, { recursive: true });
    }
  });

  test('a build of one file stays as it is', () => {
    const alone = chunk('entry.js', 'const a = 1; export { a };', [], true);
    assert.deepEqual([...link(alone)], [['entry.js', alone.code]]);
  });
});

describe('what can’t be linked fails the build, with a sentence that says why', () => {
  const wrong: [string, Chunk[], RegExp][] = [
    ['an entry that can’t start by itself', [chunk('entry.js', `import './shared.js'; import('./view.js');`, ['shared.js'], true), view, shared], /^entry\.js can't be linked: it imports shared\.js, and has to start by itself\.$/],
    ['a chunk that imports the entry', [entry, chunk('view.js', `import { load } from './entry.js'; export { load as x };`, ['entry.js'])], /^view\.js can't be linked: it imports entry\.js, of which a page may have several\.$/],
    ['a package that was left outside', [entry, chunk('view.js', `import { html } from 'lit'; export { html };`, ['lit'])], /^view\.js can't be linked: /],
    ['an export that changes later', [entry, view, chunk('shared.js', 'let a = 0; const set = (to) => { a = to; }; export { a, set };')], /^view\.js can't be linked: it would not see how shared\.js changes a later\.$/],
    ['an export of another form', [entry, chunk('view.js', `import { a } from './shared.js'; export * from './shared.js';`, ['shared.js']), shared], /^view\.js can't be linked: export \* from '\.\/shared\.js';$/],
  ];
  for (const [name, chunks, message] of wrong) test(name, () => assert.throws(() => link(...chunks), { message }));
});
