import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyPage } from '../../src/licensing/every-page.ts';
import type { Page } from '../../src/licensing/session-gateway.ts';

const page = (item: string, next: string | null): Page<string> => ({ items: [item], total: { count: 3, exact: true }, next, asOf: 0 });
const pages: Record<string, Page<string>> = { null: page('a', '1'), 1: page('b', '2'), 2: page('c', null) };

test('goes on from page to page until the last', async () => {
  const items: string[] = [];
  for await (const { items: more } of everyPage(async (cursor) => pages[String(cursor)]!)) items.push(...more);
  assert.deepEqual(items, ['a', 'b', 'c']);
});

test('a page that is lost is asked for again when told so, counting its attempts', async () => {
  const asked: (string | null)[] = [];
  const lost: number[] = [];
  const ask = async (cursor: string | null) => {
    asked.push(cursor);
    if (asked.length === 2 || asked.length === 3 || asked.length === 5) throw new Error('lost');
    return pages[String(cursor)]!;
  };
  for await (const _ of everyPage(ask, async (_error, attempt) => void lost.push(attempt)));
  assert.deepEqual([asked, lost], [[null, '1', '1', '1', '2', '2'], [0, 1, 0]]);
});

test('else what went wrong is thrown', async () => {
  const all = async () => {
    for await (const _ of everyPage(() => Promise.reject(new Error('gone'))));
  };
  await assert.rejects(all, /gone/);
});
