import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Block, type Item, addCounts, countsOf, endedIn, readBatch, readBlock, toKept } from '../../../../src/host/creatio/batches/kept-batch.ts';
import { outcomeOf } from '../../../../src/licensing/outcome.ts';
import type { Effect } from '../../../../src/licensing/rules.ts';

const effects: readonly Effect[] = [
  'grant', 'recall', 'role-derived', 'already-held', 'not-held', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept',
];
const anyEnd = fc.oneof(
  fc.constant({ outcome: 'open', effect: null, code: null } as const),
  fc.constantFrom(...effects).map((effect) => ({ outcome: 'sent', effect, code: null }) as const),
  fc.constantFrom(...effects).map((effect) => ({ outcome: outcomeOf(effect), effect, code: null })),
  fc.constantFrom('rejected', 'server', 'not-found', 'conflict', 'forbidden').map((code) => ({ outcome: 'failed', effect: null, code }) as const),
);
const anyItem: fc.Arbitrary<Item> = fc.record({
  userId: fc.uuid(), planned: fc.constantFrom(null, ...effects), expects: fc.option(fc.nat()), was: fc.constantFrom(null, 'direct', 'role'), at: fc.option(fc.nat()), end: anyEnd,
}, { noNullPrototype: true }).map(({ end, ...item }) => ({ ...item, ...end }));
const anyBlock: fc.Arbitrary<Block> = fc.record({ from: fc.nat(), column: fc.nat(9), sentAt: fc.nat(), items: fc.array(anyItem, { minLength: 1, maxLength: 8 }) }, { noNullPrototype: true });

test('BX-5 items are read as they were kept, whatever became of them', () => {
  fc.assert(fc.property(anyBlock, (block) => assert.deepEqual(readBlock(structuredClone(toKept(block))), block)));
});

test('BX-5 what is kept and is none of ours is nothing, and never throws', () => {
  fc.assert(fc.property(fc.anything(), (value) => {
    assert.equal(readBatch(value), undefined);
    assert.equal(readBlock(value), undefined);
  }));
  // Letters that nobody has written are open items, not done ones.
  const odd = readBlock({ from: 0, column: 0, sentAt: 0, userIds: ['a', 'b', 'c'], planned: '', expects: null, outcomes: 'z9!', effects: '', was: '', at: [] });
  assert.deepEqual(odd!.items.map(({ outcome }) => outcome), ['open', 'open', 'open']);
});

test('BX-5 counts kept up with a part are those of all items', () => {
  fc.assert(fc.property(fc.array(anyBlock, { maxLength: 4 }), anyBlock, anyBlock, (others, before, after) => {
    assert.deepEqual(addCounts(countsOf([...others, before]), countsOf([before]), countsOf([after])), countsOf([...others, after]));
    const all = [...others, after].flatMap(({ items }) => items);
    assert.equal(endedIn(countsOf([...others, after])), all.filter(({ outcome }) => outcome !== 'open' && outcome !== 'sent').length);
  }));
});
