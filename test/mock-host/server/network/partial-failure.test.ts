import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addFailures, withholdItems } from '../../../../mock-host/server/network/partial-failure.ts';
import { endBatch, endLine } from '../../../../src/host/rest/wire-sessions.ts';
import { batch, batchLine } from '../../../../src/host/rest/wire.ts';

const id = '6f1b5b1e-3a77-4a1e-9d0c-0d3c3f0a9c11';
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, userId: 'u', productId: `p${index}`, change: 'grant', seatVersion: 1 }));
const post = (body: unknown, path = 'batches') =>
  new Request(`http://127.0.0.1/licensing/v1/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-csrf-token': 't' } });

test('the host gets every other item, in a batch of the same id, and everything else of the request', async () => {
  const partial = await withholdItems(post({ id, items: items(5) }));
  assert.ok(partial);
  const seen = batch.parse(await partial.request.json());
  assert.equal(seen.id, id);
  assert.deepEqual(seen.items.map(({ key }) => key), ['k0', 'k2', 'k4']);
  assert.deepEqual(partial.failing, ['k1', 'k3']);
  assert.equal(partial.request.headers.get('x-csrf-token'), 't');
});

test('a single item and what is no batch go through untouched', async () => {
  assert.equal(await withholdItems(post({ id, items: items(1) })), null);
  const wrong = post({ items: 'many' });
  assert.equal(await withholdItems(wrong), null);
  assert.deepEqual(await wrong.json(), { items: 'many' });
});

test('withheld items fail in the answer, before its end', async () => {
  const answer = new Response('{"line":"outcome","key":"k0","outcome":"applied","effect":"grant","code":null,"seats":null}\n{"line":"end"}\n', {
    headers: { 'content-type': 'application/x-ndjson' },
  });
  const partial = await withholdItems(post({ id, items: items(2) }));
  const lines = (await addFailures(answer, partial!).text()).trim().split('\n').map((line) => batchLine.parse(JSON.parse(line)));
  assert.deepEqual(lines.map((line) => (line.line === 'end' ? 'end' : [line.key, line.outcome, line.code])), [
    ['k0', 'applied', null],
    ['k1', 'failed', 'server'],
    'end',
  ]);
});

test('a batch that the host refuses stays refused', async () => {
  const refusal = new Response('{"status":409}', { status: 409 });
  assert.equal(addFailures(refusal, { failing: ['k1'], failure: () => ({}) }), refusal);
});

test('QT-8: of sessions that are to be ended every other one is withheld as well, and fails', async () => {
  const partial = await withholdItems(post({ id, sessionIds: ['a', 'b', 'c'], reason: 'Maintenance' }, 'sessions/end'));
  assert.deepEqual(endBatch.parse(await partial!.request.json()), { id, sessionIds: ['a', 'c'], reason: 'Maintenance' });
  const answer = new Response('{"line":"end"}\n', { headers: { 'content-type': 'application/x-ndjson' } });
  const lines = (await addFailures(answer, partial!).text()).trim().split('\n').map((line) => endLine.parse(JSON.parse(line)));
  assert.deepEqual(lines, [{ line: 'outcome', sessionId: 'b', outcome: 'failed', effect: null, code: 'server', end: null }, { line: 'end' }]);
  assert.equal(await withholdItems(post({ ids: ['a', 'b'] }, 'sessions/lookup')), null);
});
