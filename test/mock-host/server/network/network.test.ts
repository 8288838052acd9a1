import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type HttpBindings, createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type Fault, FaultQueue, faultRequest } from '../../../../mock-host/server/network/faults.ts';
import { type Conditions, network } from '../../../../mock-host/server/network/network.ts';
import { findScenario, smoothNetwork } from '../../../../mock-host/scenarios/scenarios.ts';

const wellBehaved = findScenario('demo')!.misbehaviour;
let handled: string[] = [];
let draws: number[] = [];
const ended: string[] = [];
const conditions: Conditions = {
  network: smoothNetwork,
  misbehaviour: wellBehaved,
  faults: new FaultQueue(),
  random: () => draws.shift() ?? 0.99,
};

const app = new Hono<{ Bindings: HttpBindings }>();
app.use('*', network(conditions, async (request) => void ended.push(request.headers.get('cookie') ?? '')));
app.all('/licensing/v1/batches', (context) => {
  const encoder = new TextEncoder();
  let line = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++line > 3) {
        handled.push('batch done');
        controller.close();
      } else controller.enqueue(encoder.encode(`{"line":"outcome","number":${line}}\n`));
    },
  });
  return context.body(body, 200, { 'content-type': 'application/x-ndjson' });
});
app.all('*', (context) => {
  handled.push(`${context.req.method} ${context.req.path}`);
  return context.json({ count: 7, list: ['a'] }, 200, { etag: '"1"' });
});

const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => server.close());

beforeEach(() => {
  handled = [];
  draws = [];
  ended.length = 0;
  conditions.network = smoothNetwork;
  conditions.misbehaviour = wellBehaved;
  conditions.faults.clear();
});

const queue = (fault: Pick<Fault, 'kind'> & Partial<Fault>) => conditions.faults.add(faultRequest.parse({ path: '/licensing/**', ...fault }));
const get = (path = '/licensing/v1/products', init: RequestInit = {}) => fetch(base + path, init);

test('without faults everything gets through', async () => {
  assert.deepEqual(await (await get()).json(), { count: 7, list: ['a'] });
});

test('a dropped request is never handled, and the browser sees a broken connection', async () => {
  queue({ kind: 'drop-request' });
  await assert.rejects(get(), TypeError);
  assert.deepEqual(handled, []);
  assert.equal((await get()).status, 200);
});

test('a dropped answer is handled to its end, and the browser sees a broken connection', async () => {
  queue({ kind: 'drop-answer', times: 2 });
  await assert.rejects(get(), TypeError);
  await assert.rejects(get('/licensing/v1/batches', { method: 'POST' }), TypeError);
  assert.deepEqual(handled, ['GET /licensing/v1/products', 'batch done']);
});

/** What arrives of an answer before the connection breaks. */
async function arrived(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  await assert.rejects(async () => {
    for await (const chunk of answer.body!) text += decoder.decode(chunk as Uint8Array, { stream: true });
  });
  return text;
}

for (const lines of [0, 1, 2]) {
  test(`a cut stream delivers ${lines} whole lines and half a line, then breaks`, async () => {
    queue({ kind: 'cut-stream', lines });
    const answer = await get('/licensing/v1/batches', { method: 'POST' });
    assert.equal(answer.status, 200);
    const text = await arrived(answer);
    const whole = [1, 2, 3].slice(0, lines).map((number) => `{"line":"outcome","number":${number}}\n`).join('');
    assert.ok(text.startsWith(whole), text);
    assert.ok(text.length > whole.length || lines > 0);
    assert.ok(!text.slice(whole.length).includes('\n'), text);
  });
}

test('a cut answer that is no stream breaks in the middle', async () => {
  queue({ kind: 'cut-stream' });
  const answer = await get();
  assert.equal(await arrived(answer), '{"count":7,"');
});

test('an error and a refused rate are problems that say so', async () => {
  queue({ kind: 'server-error' });
  queue({ kind: 'rate-limited' });
  const [failed, refused] = [await get(), await get()];
  assert.deepEqual([failed.status, ((await failed.json()) as { code: string }).code], [503, 'server']);
  assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [429, 'rate-limited']);
  assert.equal(refused.headers.get('retry-after'), '1');
  assert.deepEqual(handled, []);
});

test('garbage is a page with status 200 instead of the answer, after everything was done', async () => {
  queue({ kind: 'garbage' });
  const answer = await get();
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type')!, /^text\/html/);
  assert.equal(answer.headers.get('etag'), null);
  assert.match(await answer.text(), /^<!doctype html>/);
  assert.deepEqual(handled, ['GET /licensing/v1/products']);
});

test('signed-out ends the session before the request is handled', async () => {
  queue({ kind: 'signed-out' });
  await get('/licensing/v1/products', { headers: { cookie: 'session=s' } });
  assert.deepEqual(ended, ['session=s']);
});

test('a slow answer waits, and an abandoned one stops waiting', async () => {
  conditions.faults.add({ ...faultRequest.parse({ kind: 'slow', path: '/licensing/**' }), delayMs: 3_600_000 });
  const leaving = new AbortController();
  const abandoned = get('/licensing/v1/products', { signal: leaving.signal });
  while (conditions.faults.list().length) await setImmediate();
  assert.deepEqual(handled, []);
  leaving.abort();
  await assert.rejects(abandoned);
  while (!handled.length) await setImmediate();
  queue({ kind: 'slow', delayMs: 50 });
  const before = performance.now();
  await get();
  assert.ok(performance.now() - before >= 49);
});

test('a short session ends after its share of licensing requests, whoever else asks meanwhile', async () => {
  conditions.misbehaviour = { ...wellBehaved, endSessionAfter: 2 };
  for (const cookie of ['a', 'b', 'a', 'b', 'a']) await get('/licensing/v1/products', { headers: { cookie } });
  assert.deepEqual(ended, ['a']);
  await get('/crm/v1/users/1', { headers: { cookie: 'b' } });
  assert.deepEqual(ended, ['a']);
});

test('malformed licensing answers have other types; other answers do not', async () => {
  conditions.misbehaviour = { ...wellBehaved, malformed: true };
  assert.deepEqual(await (await get()).json(), { count: '7', list: { 0: 1 } });
  assert.deepEqual(await (await get('/crm/v1/users/1')).json(), { count: 7, list: ['a'] });
});

test('rates pick their share of the licensing and CRM requests; signing in always works', async () => {
  conditions.network = { latencyMs: 0, errorRate: 0.5, dropRequestRate: 0, dropAnswerRate: 0 };
  draws = [0.49, 0.5];
  assert.equal((await get()).status, 503);
  assert.equal((await get('/crm/v1/users/1')).status, 200);
  draws = [0];
  assert.equal((await get('/auth/session')).status, 200);
  conditions.network = { latencyMs: 0, errorRate: 0, dropRequestRate: 1, dropAnswerRate: 0 };
  draws = [0];
  await assert.rejects(get(), TypeError);
});
