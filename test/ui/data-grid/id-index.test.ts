import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IdIndex } from '../../../src/ui/data-grid/id-index.ts';

test('QT-6 finds what a map finds, whatever is added, deleted and added again', () => {
  const anyId = fc.integer({ min: 0, max: 60 }).map((number) => `session-${number}`);
  fc.assert(
    fc.property(fc.array(fc.record({ id: anyId, add: fc.boolean() }), { maxLength: 400 }), (steps) => {
      const ids: string[] = [];
      const index = new IdIndex((slot) => ids[slot]!);
      const map = new Map<string, number>();
      for (const { id, add } of steps) {
        if (add && !map.has(id)) {
          map.set(id, ids.push(id) - 1);
          index.add(map.get(id)!);
        } else if (!add && map.has(id)) {
          index.delete(map.get(id)!);
          map.delete(id);
        }
        for (let number = 0; number <= 60; number++) assert.equal(index.get(`session-${number}`), map.get(`session-${number}`) ?? -1);
      }
    }),
    { numRuns: 60 },
  );
});

test('QT-6 many ids that come and go are all found, and after slots got other numbers, too', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => String(at));
  let asked = 0;
  const index = new IdIndex((slot) => (asked++, ids[slot]!));
  for (let slot = 0; slot < ids.length; slot++) {
    index.add(slot);
    if (slot >= 1_000) index.delete(slot - 1_000);
  }
  assert.ok(asked < 20_000 * 20, `${asked} ids looked at`);
  assert.equal(index.get('18999'), -1);
  const to = new Uint32Array(20_000);
  for (let slot = 19_000; slot < 20_000; slot++) to[slot] = slot - 19_000;
  index.renumber(to);
  ids.splice(0, 19_000);
  for (const [slot, id] of ids.entries()) assert.equal(index.get(id), slot);
});
