import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Fault, Passage, itemFaults, mishaps, requestFaults, stories } from './fault-grid.ts';

describe('BX-3 BX-5: whatever is lost, at whatever moment, it ends as if nothing had been', () => {
  for (const story of stories) {
    test(`a batch that is ${story}`, async () => {
      const undisturbed = new Passage(story);
      const expected = await undisturbed.go();
      assert.match(JSON.stringify(expected), /"notifications":1/);
      const faults: Fault[] = mishaps.flatMap((mishap) => [
        ...Array.from({ length: undisturbed.requests }, (_, index) => requestFaults.map((kind): Fault => ({ place: 'request', index, kind, mishap }))).flat(),
        ...Array.from({ length: undisturbed.items }, (_, index) => itemFaults.map((kind): Fault => ({ place: 'item', index, kind, mishap }))).flat(),
      ]);
      for (const fault of faults) {
        const passage = new Passage(story, fault);
        assert.deepEqual(await passage.go(), expected, JSON.stringify(fault));
        assert.ok(passage.struck, `${JSON.stringify(fault)} came about`);
      }
    });
  }
});
