import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { EndPreviews } from '../../../src/features/session-manager/end-preview.ts';
import type { EndPreview, EndScope, SessionRow } from '../../../src/features/session-manager/session-manager.state.ts';
import { PlainRows } from './store-rig.ts';

let rows: PlainRows;
let previews: EndPreviews;
beforeEach(() => {
  rows = new PlainRows();
  previews = new EndPreviews();
});

function add(id: string, more: Partial<SessionRow> = {}): void {
  const { userId = 'u' } = more;
  const row: SessionRow = {
    id, userId, userName: `User ${userId}`, login: userId, kind: 'web', address: null, agent: null, startedAt: 0, lastRequestAt: 0,
    ending: false, own: false, state: 'active', note: null, ofUser: 1, ...more,
  };
  rows.apply({ upsert: [row] });
}

const preview = (scope: EndScope): EndPreview => previews.of(scope, rows, 'me');

describe('BX-12 what an ending would do', () => {
  test('names people, those with most sessions first, and counts kinds', () => {
    add('a', { userId: 'anna' });
    add('b', { userId: 'boris', kind: 'api' });
    add('c', { userId: 'boris', kind: 'mobile' });
    const { people, ...rest } = preview({ kind: 'sessions', ids: ['a', 'b', 'c', 'a', 'unknown'] });
    assert.deepEqual(rest, { ids: ['a', 'b', 'c'], peopleCount: 2, counts: { web: 1, api: 1, mobile: 1 }, leavesOwn: false });
    assert.deepEqual(people.map(({ name, login, count }) => [name, login, count]), [['User boris', 'boris', 2], ['User anna', 'anna', 1]]);
  });

  test('at most a hundred are named, and all are counted', () => {
    for (let user = 0; user < 150; user++) add(`s${user}`, { userId: `u${user}` });
    const { people, peopleCount, ids } = preview({ kind: 'sessions', ids: [...rows.all.keys()] });
    assert.deepEqual([people.length, peopleCount, ids.length], [100, 150, 150]);
  });

  test('the own session is never part of it, and that is said', () => {
    add('mine', { userId: 'me', own: true });
    add('other', { userId: 'me' });
    for (const scope of [{ kind: 'sessions', ids: ['mine', 'other'] }, { kind: 'users', userIds: ['me'], keepNewest: false }] as const) {
      const { ids, leavesOwn } = preview(scope);
      assert.deepEqual([ids, leavesOwn], [['other'], true]);
    }
    assert.deepEqual(preview({ kind: 'sessions', ids: ['mine'] }).ids, []);
  });

  test('what is being ended already, or is over, is not ended again', () => {
    for (const state of ['active', 'queued', 'asked', 'ending', 'ended'] as const) add(state, { state });
    assert.deepEqual(preview({ kind: 'sessions', ids: [...rows.all.keys()] }).ids, ['active']);
  });

  test('my others: whoever the own session belongs to', () => {
    add('mine', { userId: 'really-me', own: true });
    add('b', { userId: 'really-me' });
    add('c', { userId: 'me' });
    const { ids, leavesOwn } = preview({ kind: 'my-others' });
    assert.deepEqual([ids, leavesOwn], [['b'], false]);
    rows.apply({ remove: ['mine'] });
    assert.deepEqual(preview({ kind: 'my-others' }).ids, ['c']);
  });

  test('my others: of several that may be the own one it is said that they stay', () => {
    add('one', { userId: 'me', own: true });
    add('two', { userId: 'me', own: true });
    add('other', { userId: 'me' });
    const { ids, leavesOwn } = preview({ kind: 'my-others' });
    assert.deepEqual([ids, leavesOwn], [['other'], true]);
  });

  test('all but the newest: one stays of each user', () => {
    add('old', { startedAt: 1 });
    add('new', { startedAt: 3 });
    add('older', { startedAt: 0, kind: 'api' });
    add('alone', { userId: 'v' });
    assert.deepEqual(preview({ kind: 'users', userIds: ['u', 'v'], keepNewest: true }).ids, ['old', 'older']);
  });

  test('all but the newest: one that is being ended is not the one that stays', () => {
    add('old', { startedAt: 1 });
    add('older', { startedAt: 0 });
    add('new', { startedAt: 3, state: 'ending' });
    assert.deepEqual(preview({ kind: 'users', userIds: ['u'], keepNewest: true }).ids, ['older']);
  });

  test('all but the newest: of sessions that began together one stays, always the same', () => {
    for (const id of ['b', 'c', 'a']) add(id);
    assert.deepEqual(preview({ kind: 'users', userIds: ['u'], keepNewest: true }).ids, ['b', 'a']);
  });

  test('all but the newest: the own one stays beside the newest, and is not spoken of when it is the newest', () => {
    add('mine', { own: true, startedAt: 1 });
    add('new', { startedAt: 2 });
    add('old', { startedAt: 0 });
    const scope: EndScope = { kind: 'users', userIds: ['u'], keepNewest: true };
    assert.deepEqual([preview(scope).ids, preview(scope).leavesOwn], [['old'], true]);
    add('mine', { own: true, startedAt: 3 });
    assert.deepEqual([preview(scope).ids, preview(scope).leavesOwn], [['new', 'old'], false]);
  });

  test('is frozen: what arrives or leaves later is not part of it', () => {
    add('a');
    const made = preview({ kind: 'users', userIds: ['u'], keepNewest: false });
    add('b');
    rows.apply({ remove: ['a'] });
    assert.deepEqual([made.ids, previews.sessionsOf(made).map(({ login }) => login)], [['a'], ['u']]);
    assert.throws(() => (made.ids as string[]).push('b'), TypeError);
  });

  test('one that was made elsewhere ends nothing', () => {
    add('a');
    assert.deepEqual(previews.sessionsOf({ ...preview({ kind: 'sessions', ids: ['a'] }) }), []);
  });
});
