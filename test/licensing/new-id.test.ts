import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../src/licensing/new-id.ts';

test('ids are UUIDs of version 4, and no two are equal', () => {
  const ids = Array.from({ length: 1000 }, newId);
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
  assert.equal(new Set(ids).size, 1000);
});

test('needs no secure origin', (t) => {
  t.mock.method(crypto, 'randomUUID', () => assert.fail('is not there on plain HTTP'));
  newId();
});
