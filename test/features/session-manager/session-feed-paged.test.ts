import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { SessionRow } from '../../../src/features/session-manager/session-manager.state.ts';
import { PagedRows } from '../../../src/ui/data-grid/paged-rows.ts';
import { PlainRows, StoreRig } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('QT-6 more sessions than fit', () => {
  const many = { web: 300_000, api: 0, mobile: 0 };
  beforeEach(() => {
    const { host } = rig;
    const summary = host.summary.bind(host);
    host.summary = async (signal) => ({ ...(await summary(signal)), counts: many });
  });

  test('stay at the host; a page of them is rows, and those on screen follow', async () => {
    for (let number = 0; number < 300; number++) rig.host.add();
    await rig.start();
    assert.deepEqual([rig.ready.paged, rig.ready.loading, rig.rows.all.size, rig.calls().includes('sessions 5000')], [true, null, 0, false]);
    const here = new PlainRows();
    const { items } = await rig.store.page({ search: '', kind: null, sort: 'kind', cursor: null, limit: 2 }, new AbortController().signal);
    assert.deepEqual(items.map(({ id, state, ofUser }) => [id, state, ofUser]), [['s1', 'active', 0], ['s10', 'active', 0]]);
    here.apply({ upsert: items });
    rig.store.show(here);
    rig.host.end('s1');
    rig.host.change('s10', { address: 'x' });
    rig.host.change('s11');
    rig.host.add();
    await rig.time.pass(3_000);
    assert.deepEqual([...here].map(({ id, address }) => [id, address]), [['s10', 'x']]);
  });

  test('the grid’s collection of pages can be shown as it is', async () => {
    for (const id of ['a', 'b']) rig.host.add({ id });
    await rig.start();
    const rows = new PagedRows<SessionRow>({
      idOf: ({ id }) => id,
      fetchPage: ({ cursor, limit, signal }) => rig.store.page({ search: '', kind: null, sort: 'started', cursor, limit }, signal),
    });
    rig.store.show(rows);
    rows.near(0, 10);
    await rows.arrange({ sort: [], search: '', filters: {}, group: null });
    await rig.time.settle();
    await Promise.all([rig.store.end(rig.store.preview({ kind: 'sessions', ids: ['a'] }), null), rig.time.pass(500)]);
    assert.deepEqual([rows.get('a')?.state, rows.get('b')?.state], ['ended', 'active']);
    await rig.time.pass(2_000);
    assert.equal(rows.get('a'), undefined);
  });

  test('of one user, all that the host has', async () => {
    for (let number = 0; number < 300; number++) rig.host.add({ id: `s${number}`, userId: `u${number % 100}` });
    await rig.start();
    const preview = await rig.store.previewMatching({ search: '', kind: null, userId: 'u7' }, new AbortController().signal);
    assert.deepEqual([...preview.ids].sort(), ['s107', 's207', 's7']);
    // What is not here can't be meant by what is here.
    assert.deepEqual(rig.store.preview({ kind: 'users', userIds: ['u7'], keepNewest: false }).ids, []);
  });

  test('all that match are frozen page by page, without the own one', async () => {
    for (let number = 0; number < 6_000; number++) rig.host.add();
    rig.host.add({ id: 'me', own: true, userId: 'me' });
    await rig.start();
    const preview = await rig.store.previewMatching({ search: '', kind: null }, new AbortController().signal);
    assert.deepEqual([preview.ids.length, preview.counts.web, preview.peopleCount, preview.people.length, preview.leavesOwn], [6_000, 6_000, 6_000, 100, true]);
    rig.host.add();
    await Promise.all([rig.store.end(preview, null), rig.time.pass(1_000)]);
    assert.deepEqual([rig.host.endings.length, [...rig.host.active.keys()].length, rig.host.active.has('me')], [6_000, 2, true]);
  });
});
