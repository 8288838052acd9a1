import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ModuleGraph, commonChunk, viewsOf } from '../../plugin-manifest/chunk-groups.ts';

const [tab, sessions, bulk] = ['/x/src/view-licenses-tab.ts', '/x/src/view-session-manager.ts', '/x/src/view-grant-recall.ts'];
const entry = '/x/src/plugin.ts';

/** Who imports what; a name that ends in `?` does so on demand. */
const importers: Readonly<Record<string, readonly string[]>> = {
  [tab]: [`${entry}?`], [sessions]: [`${entry}?`], [bulk]: [`${entry}?`],
  lit: ['element', tab, sessions, bulk], element: [tab, sessions],
  'data-grid': [sessions, bulk], column: ['data-grid', 'later'], later: ['data-grid?'],
  progress: [bulk, 'end-dialog'],
  agents: ['end-dialog', sessions], 'end-dialog': [`${sessions}?`],
  'one': ['other', tab], 'other': ['one'],
  'host-guard': [entry],
};
const graph: ModuleGraph = (id) => {
  const all = importers[id] ?? [];
  return { importers: all.filter((name) => !name.endsWith('?')), dynamicImporters: all.filter((name) => name.endsWith('?')).map((name) => name.slice(0, -1)) };
};

test('what the Licenses tab has in common with another view is shared', () => {
  assert.equal(commonChunk('lit', graph), 'shared');
  assert.equal(commonChunk('element', graph), 'shared');
});

test('what only larger views have in common goes with the grid, also when one of them needs it on demand', () => {
  assert.equal(commonChunk('data-grid', graph), 'grid');
  assert.equal(commonChunk('column', graph), 'grid');
  assert.equal(commonChunk('progress', graph), 'grid');
});

test('what all of them load on demand stays apart', () => assert.equal(commonChunk('later', graph), null));

test('what one view has alone stays with it, and a ring of imports ends', () => {
  assert.deepEqual(viewsOf('agents', graph, true), [sessions]);
  assert.deepEqual(viewsOf('one', graph, true), [tab]);
  for (const id of ['agents', 'end-dialog', 'one', 'host-guard', tab, bulk, 'nobody']) assert.equal(commonChunk(id, graph), null, id);
});

test('in Creatio it is the same: its views are in a folder of their own', () => {
  const inCreatio = (id: string): string => id.replace('/src/view-', '/src/creatio/view-');
  const moved: ModuleGraph = (id) => {
    const { importers, dynamicImporters } = graph(id.replace('/creatio/', '/'))!;
    return { importers: importers.map(inCreatio), dynamicImporters: dynamicImporters.map(inCreatio) };
  };
  assert.deepEqual(viewsOf('one', moved, true), [inCreatio(tab)]);
  for (const id of ['lit', 'element', 'data-grid', 'progress', 'later', 'agents']) assert.equal(commonChunk(id, moved), commonChunk(id, graph), id);
});
