import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { plainOrder } from '../../../src/ui/data-grid/grid-rows.ts';
import { type PageRequest, PagedRows } from '../../../src/ui/data-grid/paged-rows.ts';

interface Item {
  readonly id: string;
  readonly version: number;
}

const LIMIT = 10;
const COUNT = 100;

/** A host whose rows change as a whole. */
async function changing() {
  const host = { version: 1, asked: [] as PageRequest[] };
  const rows = new PagedRows<Item>({
    idOf: ({ id }) => id,
    limit: LIMIT,
    fetchPage: async (request) => {
      host.asked.push(request);
      const { version } = host;
      await setImmediate();
      request.signal.throwIfAborted();
      const from = Number(request.cursor ?? 0);
      const items = Array.from({ length: LIMIT }, (_, at) => ({ id: `${from + at}`, version }));
      return { items, total: { count: COUNT, exact: true }, next: from + LIMIT < COUNT ? `${from + LIMIT}` : null };
    },
  });
  const settle = async (): Promise<void> => {
    do await setImmediate();
    while (rows.more === 'loading');
  };
  const show = async (from: number): Promise<void> => {
    rows.near(from, from + LIMIT - 2);
    await settle();
  };
  await rows.arrange(plainOrder);
  await settle();
  return { host, rows, show, settle };
}

test('BX-5 a refresh asks again for what is near, and for the rest as it comes near; nothing moves meanwhile', async () => {
  const { host, rows, show, settle } = await changing();
  for (let from = 0; from < COUNT; from += LIMIT) await show(from);
  await show(50);
  host.version = 2;
  host.asked = [];
  rows.refresh();
  assert.deepEqual([host.asked.map(({ cursor }) => cursor), rows.length, rows.rowAt(52)], [['40', '50', '60'], COUNT, { id: '52', version: 1 }]);
  await settle();
  assert.deepEqual([host.asked.length, rows.length, rows.rowAt(52), rows.rowAt(5)], [3, COUNT, { id: '52', version: 2 }, { id: '5', version: 1 }]);
  await show(0);
  assert.deepEqual(rows.rowAt(5), { id: '5', version: 2 });
});

test('BX-5 an answer from before a refresh is not taken for one from after it', async () => {
  const { host, rows, settle } = await changing();
  rows.near(12, 18);
  host.version = 2;
  rows.refresh();
  await settle();
  assert.deepEqual(Array.from({ length: rows.length }, (_, at) => rows.rowAt(at)?.version), Array(3 * LIMIT).fill(2));
});
