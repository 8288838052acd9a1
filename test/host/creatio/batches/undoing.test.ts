import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { grant, signal, start } from './desk.ts';

describe('undoing', () => {
  test('BX-4 what a later batch of this browser has changed is left as it is, also when it looks the same', async () => {
    const { creatio, desk, ids, pack } = start(2, 9, 4);
    const first = await desk.run(await desk.batch(ids, grant(pack)));
    const plan = await desk.gateway.planUndo(first.id, signal);
    // Somebody has recalled one, and this administrator has granted it again.
    creatio.drop(ids[0]!, pack);
    await desk.run(await desk.batch([ids[0]!], grant(pack)));
    const undo = await desk.run(await desk.gateway.createBatch({ id: crypto.randomUUID(), planId: plan.id! }, signal));
    assert.deepEqual([undo.effects, undo.drift], [{ conflict: 1, recall: 1 }, 1]);
    assert.deepEqual([...desk.pairs()], [`${ids[0]} ${pack}`]);
    assert.deepEqual((await desk.gateway.planUndo(first.id, signal)).products.map(({ counts }) => counts), [{ conflict: 2 }]);
  });

  test('BX-4 only what really changed is undone', async () => {
    const { creatio, desk, ids, pack } = start(4, 2, 4);
    creatio.hold(ids[3]!, pack);
    const { id, effects } = await desk.run(await desk.batch(ids, grant(pack)));
    assert.deepEqual(effects, { grant: 1, 'no-seat': 2, 'already-held': 1 });
    assert.deepEqual((await desk.undo({ id })).effects, { recall: 1 });
    assert.deepEqual([...desk.pairs()], [`${ids[3]} ${pack}`]);
  });
});
