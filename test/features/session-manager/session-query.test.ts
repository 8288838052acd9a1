import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askable, queryOf } from '../../../src/features/session-manager/session-query.ts';

test('QT-7 a host is asked for the first column it can sort by', () => {
  const sort = [{ column: 'browser', descending: false }, { column: 'toString', descending: false }, { column: 'user', descending: true }];
  assert.deepEqual(queryOf({ sort, search: 'jones' }), { search: 'jones', kind: null, sort: '-name' });
  assert.equal(queryOf({ sort: [{ column: 'lastRequest', descending: false }], search: '' }).sort, 'lastRequest');
});

test('QT-7 without one the newest come first', () => {
  assert.deepEqual(queryOf({ sort: [{ column: 'state', descending: false }], search: '' }), { search: '', kind: null, sort: '-started' });
});

test('QT-7 columns offer what the host can do, and nothing else', () => {
  const columns = askable([
    { id: 'login', label: 'Log-in', kind: 'text', filter: 'text' },
    { id: 'state', label: 'State', kind: 'badge', sortable: true, filter: 'choice' },
  ]);
  assert.deepEqual(columns.map(({ id, label, sortable, filter }) => [id, label, sortable, filter]), [['login', 'Log-in', true, undefined], ['state', 'State', false, undefined]]);
});
