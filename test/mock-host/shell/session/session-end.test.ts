import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endOf, readSessionEnd } from '../../../../mock-host/shell/session/session-end.ts';

describe('how a session ended, as hosts tell it', () => {
  it('QT-8 is read with the administrator’s reason, if there is one', () => {
    assert.deepEqual(readSessionEnd({ kind: 'ended', method: 'terminated', reason: 'Maintenance', by: 'X' }), { method: 'terminated', reason: 'Maintenance' });
    for (const reason of [null, undefined, '', ' \n', 7]) assert.deepEqual(readSessionEnd({ method: 'expired', reason }), { method: 'expired', reason: null });
  });

  it('is nothing in a shape that is not agreed', () => {
    for (const value of [null, undefined, 7, 'terminated', [], {}, { method: 'exploded' }, { method: 'toString' }, { method: 7 }]) {
      assert.equal(readSessionEnd(value), null, JSON.stringify(value));
    }
  });

  it('is found in a refusal, and missed in others without a fuss', async () => {
    assert.deepEqual(await endOf(Response.json({ ended: { method: 'log-out' } })), { method: 'log-out', reason: null });
    for (const body of ['', '<html>', 'null', '[]', '{"ended":null}', '{"title":"Over."}']) assert.equal(await endOf(new Response(body)), null, body);
  });
});
