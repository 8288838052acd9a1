import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { spoil, spoilAnswer } from '../../../../mock-host/server/network/spoil.ts';
import { batchLine, event, userLicenses } from '../../../../src/host/rest/wire.ts';

const kind = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

test('a spoiled value is never of the kind it was, at any depth', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const check = (before: unknown, after: unknown): void => {
        if (kind(before) === 'object') {
          for (const [key, item] of Object.entries(before as object)) check(item, (after as Record<string, unknown>)[key]);
        } else assert.notEqual(kind(after), kind(before));
      };
      check(value, spoil(value));
    }),
  );
});

const answer = (type: string, body: string) => new Response(body, { headers: { 'content-type': type } });

test('a list of licenses loses its shape and stays JSON', async () => {
  const user = { id: 'u', name: 'n', login: 'l', email: null, active: true, kind: 'person' };
  assert.ok(userLicenses.safeParse({ user, licenses: [] }).success);
  const spoiled = await spoilAnswer(answer('application/json', JSON.stringify({ user, licenses: [] })));
  assert.equal(userLicenses.safeParse(await spoiled.json()).success, false);
});

test('every line of a batch loses its shape', async () => {
  const spoiled = await spoilAnswer(answer('application/x-ndjson', '{"line":"outcome","key":"k"}\n{"line":"end"}\n'));
  const lines = (await spoiled.text()).trim().split('\n');
  assert.equal(lines.length, 2);
  for (const line of lines) assert.equal(batchLine.safeParse(JSON.parse(line)).success, false);
});

test('events lose their shape and stay events', async () => {
  const spoiled = await spoilAnswer(answer('text/event-stream', ': open\n\ndata: {"kind":"reload"}\n\n'));
  const text = await spoiled.text();
  const data = /^data: (.*)$/m.exec(text)?.[1];
  assert.equal(event.safeParse(JSON.parse(data!)).success, false);
  assert.ok(text.startsWith(': open\n\n'));
});

test('a refusal stays what it is', async () => {
  const refusal = new Response('{"status":401}', { status: 401, headers: { 'content-type': 'application/problem+json' } });
  assert.equal(await (await spoilAnswer(refusal)).text(), '{"status":401}');
});
