import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { type Chunk, describeLoad, measure } from '../../plugin-manifest/budgets.ts';

/** A chunk of text that looks random, and always the same: nothing of it can be compressed away. */
function chunk(fileName: string, size: number, more: Partial<Chunk> = {}): Chunk {
  return { fileName, code: createHash('shake256', { outputLength: size }).update(fileName).digest().toString('latin1'), isEntry: false, imports: [], dynamicImports: [], facadeModuleId: null, ...more };
}
const bytes = ({ code }: Chunk): number => brotliCompressSync(code).length;

const shared = chunk('shared.js', 300);
const entry = chunk('plugin.js', 100, { isEntry: true, dynamicImports: ['tab.js', 'grid.js', 'text/licenses-tab/en.js', 'text/licenses-tab/uk.js', 'text/session-manager/en.js', 'text/pseudo.js'], facadeModuleId: '/x/src/plugin.ts' });
const tab = chunk('tab.js', 500, { imports: ['shared.js'], dynamicImports: ['dialog.js'], facadeModuleId: '/x/src/view-licenses-tab.ts' });
const dialog = chunk('dialog.js', 200, { imports: ['shared.js', 'plugin.js'] });
const grid = chunk('grid.js', 900, { facadeModuleId: '/x/src/view-session-manager.ts' });
const text = (path: string, size: number): Chunk => chunk(`text/${path}.js`, size, { facadeModuleId: `/x/src/text/${path}.ts` });
const [tabEn, tabUk, gridEn, pseudo] = [text('licenses-tab/en', 50), text('licenses-tab/uk', 80), text('session-manager/en', 90), text('pseudo', 99)];
const all = [entry, tab, dialog, grid, shared, tabEn, tabUk, gridEn, pseudo];

describe('what has to be loaded', () => {
  const [first, tabLoad, gridLoad] = measure(all) as [ReturnType<typeof measure>[0], ReturnType<typeof measure>[0], ReturnType<typeof measure>[0]];

  test('the entry: itself and what it imports at once', () => {
    assert.equal(first.total, bytes(entry));
    const eager = { ...entry, imports: ['shared.js'] };
    assert.equal(measure([eager, ...all.slice(1)])[0]!.total, bytes(entry) + bytes(shared));
  });

  test('a view: with the entry, all it may load later, and the largest of its languages; not with other views', () => {
    assert.deepEqual(tabLoad.files.map(({ fileName }) => fileName), ['tab.js', 'shared.js', 'dialog.js', 'plugin.js', 'text/licenses-tab/uk.js']);
    assert.equal(tabLoad.total, [entry, tab, dialog, shared, tabUk].reduce((sum, each) => sum + bytes(each), 0));
    assert.deepEqual(gridLoad.files.map(({ fileName }) => fileName), ['grid.js', 'plugin.js', 'text/session-manager/en.js']);
  });

  test('each view has a budget of its own, and one that is not in the table has none', () => {
    const limits = { entry: 1, views: { 'licenses-tab': 2 } };
    assert.deepEqual(measure(all, limits).map(({ what, budget }) => [what, budget]), [['the entry', 1], ['the view licenses-tab', 2], ['the view session-manager', 0]]);
  });

  test('is described with every file, so that it is clear what to make smaller', () => {
    assert.match(describeLoad({ ...tabLoad, total: 33_333 }), /^the view licenses-tab: 33\.33 of 32\.5 kB brotli \(tab\.js 0\.\d\d, shared\.js 0\.\d\d, /);
  });
});
