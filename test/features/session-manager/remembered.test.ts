import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Remembered, readRemembered, writeRemembered } from '../../../src/features/session-manager/remembered.ts';

const view: Remembered['view'] = {
  sort: [{ column: 'started', descending: true }], search: 'jones', filters: { kind: ['web', 'api'], login: '@' }, group: 'login',
  columns: ['user', 'kind'], hidden: ['system'], widths: { user: 12.5 },
};
const remembered: Remembered = { tab: 'ended', paused: true, view };

describe('a view as it was left', () => {
  test('is found again', () => {
    assert.deepEqual(readRemembered(writeRemembered(remembered)), remembered);
    const pinned = { ...remembered, view: { ...view, pinned: ['user'] } };
    assert.deepEqual(readRemembered(writeRemembered(pinned)), pinned);
  });

  test('carries nothing along that we did not write', () => {
    assert.deepEqual(readRemembered(JSON.stringify({ ...remembered, more: 1, view: { ...view, more: 1 } })), remembered);
  });

  const wrong: Record<string, unknown> = {
    nothing: undefined,
    empty: '',
    'no JSON': '{',
    null: 'null',
    list: '[]',
    'too long': JSON.stringify({ ...remembered, view: { ...view, search: 'x'.repeat(20_000) } }),
    'another tab': { ...remembered, tab: 'policy' },
    'no pause': { ...remembered, paused: 'yes' },
    'no view': { ...remembered, view: null },
    'sort keys that are none': { ...remembered, view: { ...view, sort: ['started'] } },
    'a search that is no text': { ...remembered, view: { ...view, search: 1 } },
    'a filter that is neither': { ...remembered, view: { ...view, filters: { kind: [1] } } },
    'filters in a list': { ...remembered, view: { ...view, filters: [] } },
    'no group': { ...remembered, view: { ...view, group: undefined } },
    'columns that are no names': { ...remembered, view: { ...view, columns: [null] } },
    'hidden that is no list': { ...remembered, view: { ...view, hidden: 'system' } },
    'pinned that is no list': { ...remembered, view: { ...view, pinned: 'user' } },
    'a width below nothing': { ...remembered, view: { ...view, widths: { user: -1 } } },
    'a width beyond all screens': { ...remembered, view: { ...view, widths: { user: 1e9 } } },
  };
  for (const [what, kept] of Object.entries(wrong)) {
    test(`${what}: is left alone`, () => {
      assert.equal(readRemembered(typeof kept === 'object' ? JSON.stringify(kept) : (kept as string | undefined)), undefined);
    });
  }
});
