import assert from 'node:assert/strict';
import { test } from 'node:test';
import { merge } from '../../../src/features/licenses-tab/merge.ts';
import { license } from './licenses.ts';

const known = new Map([['a', license({ productId: 'a', version: 5 })]]);
const none = new Set<string>();

test('takes what was read, in the order of the host', () => {
  const read = [license({ productId: 'b' }), license({ productId: 'a', version: 6 })];
  const { licenses, changed } = merge(known, read, none);
  assert.deepEqual([[...licenses.values()], changed], [read, true]);
});

test('takes a lower version too: the host’s data may have been restored', () => {
  const read = license({ productId: 'a', version: 1 });
  assert.equal(merge(known, [read], none).licenses.get('a'), read);
});

test('keeps what changed while the read was under way, if the answer is older', () => {
  const touched = new Set(['a']);
  assert.equal(merge(known, [license({ productId: 'a', version: 4 })], touched).licenses.get('a'), known.get('a'));
  const newer = license({ productId: 'a', version: 6 });
  assert.equal(merge(known, [newer], touched).licenses.get('a'), newer);
});

test('says whether anything changed: seats, the assignment, a product more or less', () => {
  const held = { since: '2026-01-05T09:00:00Z', by: null, source: 'direct', role: null } as const;
  const changed = (...read: ReturnType<typeof license>[]): boolean => merge(known, read, none).changed;
  assert.equal(changed(license({ productId: 'a', version: 5 })), false);
  assert.equal(changed(license({ productId: 'a', version: 6 })), true);
  assert.equal(changed(license({ productId: 'a', version: 5, assignment: held })), true);
  assert.equal(changed(license({ productId: 'b', version: 5 })), true);
  assert.equal(changed(), true);
});
