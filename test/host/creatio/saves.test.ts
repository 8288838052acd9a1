import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createCreatioGateway } from '../../../src/host/creatio/creatio-gateway.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { guid } from '../../support/memory-creatio.ts';
import { FakeCreatio } from './support/fake-creatio.ts';
import { apply, batch, ends, item, refused } from './support/save-rig.ts';

describe('the same batch again', () => {
  test('BX-2 changes nothing and answers the same, though the world has gone on', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    const sent = batch(item('grant', host.user, a));
    const gateway = createCreatioGateway(host.options);
    const first = await apply(host, sent, gateway);
    host.drop(host.user, a);
    const from = host.calls.length;
    assert.deepEqual(await apply(host, sent, gateway), first);
    assert.deepEqual([host.holds(host.user, a), host.calls.length], [false, from]);
  });

  test('BX-2 nor does it from another page of the browser, which does not know the seats of then', async () => {
    const host = new FakeCreatio();
    const [a, b] = [host.pack(1), host.pack(2)];
    const sent = batch(item('grant', host.user, a), item('recall', host.user, b), item('grant', host.user, guid(2, 9)));
    const first = await apply(host, sent);
    host.drop(host.user, a);
    assert.deepEqual(await apply(host, sent), first.map((one) => ({ ...one, seats: null })));
    await assert.rejects(apply(host, { ...sent, items: [item('recall', host.user, a)] }), refused('conflict'));
    assert.equal(host.holds(host.user, a), false);
  });

  test('BX-2 BX-5 what Creatio said is told again, from another page too', async () => {
    const host = new FakeCreatio();
    const sent = batch(item('grant', host.user, host.pack(1)));
    host.update = () => 'The license is locked.';
    const first = await apply(host, sent);
    assert.equal(first[0]!.said, 'The license is locked.');
    assert.deepEqual(await apply(host, sent), first.map((one) => ({ ...one, seats: null })));
  });

  test('a day later nobody remembers it', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    await apply(host, batch(item('grant', host.user, a)));
    host.now += 2 * 86_400_000;
    await apply(host, batch(item('recall', host.user, a)));
    // It is forgotten beside the save, which nobody waits for.
    for (let turn = 0; turn < 50 && (await host.kept.list('saves')).length > 1; turn++) await new Promise(setImmediate);
    assert.equal((await host.kept.list('saves')).length, 1);
  });

  test('whoever can keep nothing may still save, and sends it again in vain', async () => {
    const host = new FakeCreatio();
    host.kept.before = () => {
      throw new LicensingError('server', 'no room');
    };
    const a = host.pack(1);
    const sent = batch(item('grant', host.user, a));
    const gateway = createCreatioGateway(host.options);
    const first = await apply(host, sent, gateway);
    assert.deepEqual(ends(first), ['applied grant']);
    host.drop(host.user, a);
    assert.deepEqual(await apply(host, sent, gateway), first);
  });

  const tooMuch = { at: 1, content: '[]', sent: [], done: [{ key: 'k', effect: '-', code: 'rejected', said: 'x'.repeat(301) }] };
  test('what somebody else has written into the browser’s store is not believed', async () => {
    for (const value of [7, {}, { at: 1, content: 'x', sent: 1, done: [] }, { at: 1, content: '[]', sent: [], done: [{ key: 'k', effect: 'a', code: 'magic' }] }, tooMuch]) {
      const host = new FakeCreatio();
      const sent = batch(item('grant', host.user, host.pack(1)));
      await host.kept.update('saves', sent.id, () => value);
      assert.deepEqual(ends(await apply(host, sent)), ['applied grant']);
    }
  });
});
