import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createCreatioGateway } from '../../../src/host/creatio/creatio-gateway.ts';
import type { ItemOutcome } from '../../../src/licensing/outcome.ts';
import { guid } from '../../support/memory-creatio.ts';
import { FakeCreatio } from './support/fake-creatio.ts';
import { apply, batch, ends, item, refused, signal } from './support/save-rig.ts';

const signInPage = new Response('<html><body>Sign in</body></html>');

describe('a save', () => {
  test('CR-4 is one write, between two readings', async () => {
    const host = new FakeCreatio();
    const [a, b] = [host.pack(1), host.pack(2)];
    host.hold(host.user, b);
    const outcomes = await apply(host, batch(item('grant', host.user, a), item('recall', host.user, b)));
    assert.deepEqual(ends(outcomes), ['applied grant', 'applied recall']);
    assert.deepEqual(outcomes.map(({ seats }) => seats!.used), [1, 0]);
    assert.equal(host.calls.filter((method) => method === 'UpdateLicenseInfo').length, 1);
    assert.ok(host.calls.length <= 7, host.calls.join());
  });

  test('OT-16 what changes nothing is not written', async () => {
    const host = new FakeCreatio();
    const [a, b, over] = [host.pack(1), host.pack(2), host.pack(3, { current: false })];
    host.hold(host.user, a);
    const outcomes = await apply(host, batch(item('grant', host.user, a), item('recall', host.user, b), item('grant', host.user, over)));
    assert.deepEqual(ends(outcomes), ['skipped already-held', 'skipped not-held', 'skipped not-in-term']);
    assert.equal(host.calls.includes('UpdateLicenseInfo'), false);
  });

  test('CR-8 what is over can be recalled, and is found gone', async () => {
    const host = new FakeCreatio();
    const over = host.pack(1, { current: false });
    host.hold(host.user, over);
    const gateway = createCreatioGateway(host.options);
    await gateway.userLicenses(host.user, signal);
    const [outcome] = await apply(host, batch(item('recall', host.user, over)), gateway);
    assert.deepEqual([outcome!.outcome, outcome!.seats!.used], ['applied', 0]);
  });

  test('CR-8 seats bought since the tab was opened are there to be had', async () => {
    const host = new FakeCreatio();
    const full = host.pack(1, { counts: [1] });
    host.hold(host.others[0], full);
    const gateway = createCreatioGateway(host.options);
    await gateway.userLicenses(host.user, signal);
    host.pack(1, { counts: [1, 1] });
    assert.deepEqual(ends(await apply(host, batch(item('grant', host.user, full)), gateway)), ['applied grant']);
  });

  test('a license that is named twice is changed twice, in that order', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    host.hold(host.user, a);
    const outcomes = await apply(host, batch(item('recall', host.user, a), item('grant', host.user, a), item('grant', host.user, a, { key: 'again' })));
    assert.deepEqual(ends(outcomes), ['applied recall', 'applied grant', 'skipped already-held']);
  });

  test('OT-2 BX-5 an error text though the rest was saved becomes the truth of each license', async () => {
    const host = new FakeCreatio();
    const [full, free, gone] = [host.pack(1, { counts: [1] }), host.pack(2), host.pack(3)];
    host.hold(host.user, gone);
    const before = host.update;
    host.update = (userId, wishes) => {
      // Somebody takes the last seat in between.
      host.hold(host.others[0], full);
      return before(userId, wishes);
    };
    const outcomes = await apply(host, batch(item('grant', host.user, full), item('grant', host.user, free), item('recall', host.user, gone)));
    assert.deepEqual(ends(outcomes), ['skipped no-seat', 'applied grant', 'applied recall']);
  });

  test('BX-5 what Creatio refuses with words is rejected; what it says it did and is not so has been turned back', async () => {
    for (const [said, end] of [['The license is locked.', 'failed rejected'], ['', 'failed conflict']] as const) {
      const host = new FakeCreatio();
      const [a, b] = [host.pack(1), host.pack(2)];
      host.hold(host.user, b);
      host.update = () => said;
      assert.deepEqual(ends(await apply(host, batch(item('grant', host.user, a), item('recall', host.user, b)))), [end, end]);
    }
  });

  test('BX-5 a refusal of the whole may still have saved something', async () => {
    const host = new FakeCreatio();
    const [a, b] = [host.pack(1), host.pack(2)];
    host.update = (userId, [first]) => host.fulfil(userId, first!);
    host.after = (method) => (method === 'UpdateLicenseInfo' ? Response.json({ success: false, errorInfo: { message: 'no' } }, { status: 400 }) : undefined);
    assert.deepEqual(ends(await apply(host, batch(item('grant', host.user, a), item('grant', host.user, b)))), ['applied grant', 'failed rejected']);
  });

  test('BX-5 what Creatio said stands beside all that it may have meant, and beside nothing else', async () => {
    const host = new FakeCreatio();
    const [full, left, alsoLeft, free] = [host.pack(1, { counts: [1] }), host.pack(2), host.pack(3), host.pack(4)];
    host.update = (userId, wishes) => {
      host.hold(host.others[0], full);
      host.fulfil(userId, wishes.find(([id]) => id === free)!);
      return 'Package 2: the license\n is <b>locked</b>.';
    };
    const outcomes = await apply(host, batch(...[full, left, alsoLeft, free, guid(2, 9)].map((id) => item('grant', host.user, id))));
    assert.deepEqual(Object.fromEntries(outcomes.map((one) => [one.key.slice(-1), [one.effect ?? one.code, one.said]])), {
      1: ['no-seat', undefined], 2: ['rejected', 'Package 2: the license is <b>locked</b>.'], 3: ['rejected', 'Package 2: the license is <b>locked</b>.'],
      4: ['grant', undefined], 9: ['not-found', undefined],
    });
  });

  test('BX-5 of a refusal of the whole the words for people are told, and none where there are none', async () => {
    const answers: [Response, string | undefined][] = [
      [Response.json({ success: false, errorInfo: { errorCode: 'DbOperationException', message: 'Locked.' } }, { status: 400 }), 'Locked.'],
      [Response.json({ responseStatus: { ErrorCode: 'DbOperationException', Message: '' } }), 'DbOperationException'],
      [new Response('', { status: 400 }), undefined],
      [new Response('', { status: 404 }), undefined],
      [Response.json({ UpdateLicenseInfoResult: '\u202e \n' }), undefined],
    ];
    for (const [answer, said] of answers) {
      const host = new FakeCreatio();
      const a = host.pack(1);
      host.before = (method) => (method === 'UpdateLicenseInfo' ? answer.clone() : undefined);
      const [outcome] = await apply(host, batch(item('grant', host.user, a)));
      assert.deepEqual([outcome!.code, outcome!.said, 'said' in outcome!], ['rejected', said, said !== undefined]);
    }
  });

  test('CR-10 the words of a missing right are taken for what they are', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    host.mayChange = false;
    host.update = () => 'You need the right CanManageLicUsers.';
    await assert.rejects(apply(host, batch(item('grant', host.user, a))), refused('forbidden'));
  });

  test('CR-7 a leftover row of an inactive user is recalled, and nothing is granted', async () => {
    const host = new FakeCreatio();
    const [left, other] = [host.pack(1), host.pack(2)];
    host.inactive.add(host.user);
    host.hold(host.user, left);
    assert.deepEqual(ends(await apply(host, batch(item('recall', host.user, left), item('grant', host.user, other)))), ['applied recall', 'skipped inactive']);
    assert.equal(host.holds(host.user, left), false);
  });

  test('CR-7 whoever is deactivated in between is told to be inactive', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    host.update = () => (host.inactive.add(host.user), '');
    assert.deepEqual(ends(await apply(host, batch(item('grant', host.user, a)))), ['skipped inactive']);
  });

  test('CR-9 what a role gives back at once has not been recalled', async () => {
    const host = new FakeCreatio();
    host.captions = { 1: 'Manually', 2: 'By role' };
    const [stays, goes] = [host.pack(1), host.pack(2)];
    for (const id of [stays, goes]) host.hold(host.user, id, 2);
    host.update = (userId) => host.fulfil(userId, [goes, false]);
    const outcomes = await apply(host, batch(item('recall', host.user, stays), item('recall', host.user, goes)));
    assert.deepEqual(ends(outcomes), ['failed conflict', 'applied role-derived']);
  });

  test('who or what nobody knows is not-found, and the rest is done', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    const outcomes = await apply(host, batch(item('grant', host.user, guid(2, 9)), item('grant', guid(1, 9), a), item('grant', 'x', a), item('grant', host.user, a)));
    assert.deepEqual(ends(outcomes), ['failed not-found', 'failed not-found', 'failed not-found', 'applied grant']);
  });
});

describe('several at once', () => {
  test('of several users each has one write', async () => {
    const host = new FakeCreatio();
    const packages = [host.pack(1), host.pack(2)];
    const items = [host.user, host.others[0]].flatMap((user) => packages.map((id) => item('grant', user, id)));
    assert.deepEqual(ends(await apply(host, batch(...items))), Array(4).fill('applied grant'));
    assert.equal(host.calls.filter((method) => method === 'UpdateLicenseInfo').length, 2);
  });

  test('of two who want the last seat the first one gets it, and a seat that is freed goes to who comes after', async () => {
    const host = new FakeCreatio();
    const last = host.pack(1, { counts: [1] });
    const [first, second] = [host.user, host.others[0]];
    assert.deepEqual(ends(await apply(host, batch(item('grant', first, last), item('grant', second, last)))), ['applied grant', 'skipped no-seat']);
    assert.deepEqual(ends(await apply(host, batch(item('recall', first, last), item('grant', second, last)))), ['applied recall', 'applied grant']);
  });

  test('BX-9 half a swap is not done when the other half could not be', async () => {
    const host = new FakeCreatio();
    const [old, next] = [host.pack(1), host.pack(2)];
    host.hold(host.user, old);
    host.update = () => 'no';
    const swap = batch(item('grant', host.user, next, { ifHolds: old }), item('recall', host.user, old, { ifHolds: next }));
    assert.deepEqual(ends(await apply(host, swap)), ['failed rejected', 'skipped kept']);
    assert.equal(host.holds(host.user, old), true);
  });

  test('BX-2 two saves of one page that want the same: one did it', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    const gateway = createCreatioGateway(host.options);
    const outcomes = await Promise.all([1, 2].map(() => apply(host, batch(item('grant', host.user, a)), gateway)));
    assert.deepEqual(outcomes.flatMap(ends).sort(), ['applied grant', 'skipped already-held']);
  });
});

describe('a lost answer', () => {
  const lost = (): never => {
    throw new TypeError('Failed to fetch');
  };

  for (const [name, when] of [['of the write', 'UpdateLicenseInfo'], ['of the reading after it', 'GetAvailableLicPackages']] as const) {
    test(`${name} leaves it open, and sent again it is known to have been done by us`, async () => {
      for (const fresh of [false, true]) {
        const host = new FakeCreatio();
        const [a, b] = [host.pack(1), host.pack(2)];
        host.hold(host.user, b);
        const sent = batch(item('grant', host.user, a), item('recall', host.user, b));
        const gateway = createCreatioGateway(host.options);
        host.after = (method) => (method === when && host.calls.includes('UpdateLicenseInfo') ? lost() : undefined);
        await assert.rejects(apply(host, sent, gateway), refused('offline'));
        host.after = () => {};
        const again = await apply(host, sent, fresh ? createCreatioGateway(host.options) : gateway);
        assert.deepEqual(ends(again), ['applied grant', 'applied recall']);
        assert.equal(host.calls.filter((method) => method === 'UpdateLicenseInfo').length, 1);
      }
    });
  }

  test('of a write that had not arrived has it sent again, and what it half did is not', async () => {
    const host = new FakeCreatio();
    const [a, b] = [host.pack(1), host.pack(2)];
    const sent = batch(item('grant', host.user, a), item('grant', host.user, b));
    const gateway = createCreatioGateway(host.options);
    const whole = host.update;
    const asked: number[] = [];
    host.update = (userId, wishes) => (asked.push(wishes.length), host.fulfil(userId, wishes[0]!), lost());
    await assert.rejects(apply(host, sent, gateway), refused('offline'));
    host.update = (userId, wishes) => (asked.push(wishes.length), whole(userId, wishes));
    assert.deepEqual(ends(await apply(host, sent, gateway)), ['applied grant', 'applied grant']);
    assert.deepEqual(asked, [2, 1]);
  });

  test('of the second user leaves the first one’s outcomes known', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    const sent = batch(item('grant', host.user, a), item('grant', host.others[0], a));
    const gateway = createCreatioGateway(host.options);
    const whole = host.update;
    host.update = (userId, wishes) => (userId === host.user ? whole(userId, wishes) : lost());
    const heard: ItemOutcome[] = [];
    await assert.rejects(async () => {
      for await (const outcome of gateway.applyBatch(sent, signal)) heard.push(outcome);
    }, refused('offline'));
    assert.deepEqual(ends(heard), ['applied grant']);
    host.update = whole;
    assert.deepEqual((await apply(host, sent, gateway))[0], heard[0]);
  });

  test('that was a sign-in page: nothing was done, and signed in again it is', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    const sent = batch(item('grant', host.user, a));
    const gateway = createCreatioGateway(host.options);
    host.before = (method) => (method === 'UpdateLicenseInfo' ? signInPage.clone() : undefined);
    await assert.rejects(apply(host, sent, gateway), refused('signed-out'));
    host.before = () => {};
    assert.deepEqual(ends(await apply(host, sent, gateway)), ['applied grant']);
  });

  test('an abort ends a save that waits for another one', async () => {
    const host = new FakeCreatio();
    const a = host.pack(1);
    const gateway = createCreatioGateway(host.options);
    const control = new AbortController();
    const first = apply(host, batch(item('grant', host.user, a)), gateway);
    const second = gateway.applyBatch(batch(item('recall', host.user, a)), control.signal)[Symbol.asyncIterator]().next();
    control.abort('left');
    await assert.rejects(second, (error) => error === 'left');
    assert.deepEqual(ends(await first), ['applied grant']);
    assert.equal(host.holds(host.user, a), true);
  });
});

test('what Creatio can do is said, and nobody waits for events', async () => {
  const gateway = createCreatioGateway(new FakeCreatio().options);
  assert.equal((await gateway.capabilities(signal)).events, false);
  await assert.rejects(gateway.events(guid(1, 1), signal)[Symbol.asyncIterator]().next(), refused('rejected'));
});
