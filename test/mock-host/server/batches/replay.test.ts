import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { batchSummary, ledgerPage } from '../../../../src/host/rest/wire-bulk.ts';
import { type TestClient, item, outcomesOf } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`a batch sent again, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn();
    });
    after(async () => {
      assert.deepEqual(await host.discrepancies(), []);
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const scene = async () => {
      const product = await host.product('named', 1);
      const users = await host.users(3);
      return { product, users, items: [...users.map((user) => item('grant', user, product)), item('grant', 'nobody', product)] };
    };

    test('BX-2: five times one after the other: one change, one history row, five equal answers', async () => {
      const { product, users, items } = await scene();
      const id = randomUUID();
      const answers = [await admin.batchText(items, id)];
      // What happens in between does not change what the batch did.
      const other = await host.signedIn();
      await other.change('recall', users[0]!, product);
      for (let again = 0; again < 4; again++) answers.push(await admin.batchText(items, id));
      assert.equal(new Set(answers).size, 1);
      assert.deepEqual(outcomesOf(answers[0]!).map(({ outcome, effect }) => [outcome, effect]),
        [['applied', 'grant'], ['skipped', 'no-seat'], ['skipped', 'no-seat'], ['failed', null]]);
      assert.deepEqual((await host.historyOf(product)).map(({ change }) => change), ['grant', 'recall']);
    });

    test('BX-2: five times at once: one change, one history row, five equal answers', async () => {
      const { product, items } = await scene();
      const id = randomUUID();
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => admin.batchText(items, id)));
      assert.equal(new Set(answers).size, 1);
      assert.equal((await host.historyOf(product)).length, 1);
      assert.deepEqual(await host.rows(`select count(*) as n from notification where batch_id = '${id}'`), [{ n: 1 }], 'OT-15: notified once');
    });

    test('BX-2: the versions a plan was made on are no part of what was asked', async () => {
      const { product, items } = await scene();
      const id = randomUUID();
      const first = await admin.batchText(items, id);
      assert.equal(await admin.batchText(items.map((one) => ({ ...one, seatVersion: 99 })), id), first);
      assert.equal((await host.historyOf(product)).length, 1);
    });

    test('BX-2: the same id with other items, or from another administrator, is a conflict and changes nothing', async () => {
      const { product, users, items } = await scene();
      const id = randomUUID();
      await admin.batch(items, id);
      for (const other of [items.slice(1), items.toReversed(), items.map((one) => ({ ...one, change: 'recall' as const })), [item('recall', users[0]!, product)]]) {
        const { status, body } = await admin.send('POST', '/licensing/v1/batches', { id, items: other });
        assert.deepEqual([status, body['code'], body['title']], [409, 'conflict', 'This batch id was used for other items.']);
      }
      const stranger = await host.signedIn();
      const { status, body } = await stranger.send('POST', '/licensing/v1/batches', { id, items });
      assert.deepEqual([status, body['code'], body['title']], [409, 'conflict', 'This batch id was used by another administrator.']);
      assert.equal((await host.historyOf(product)).length, 1);
    });

    test('BX-5: the ledger tells how each item ended, whoever asks with the right', async () => {
      const { items } = await scene();
      const id = randomUUID();
      const outcomes = await admin.batch(items, id);
      const colleague = await host.signedIn();
      const summary = batchSummary.parse((await colleague.get(`/licensing/v1/batches/${id}`)).body);
      assert.deepEqual([summary.total, summary.by.id, summary.endedAt !== null, summary.tally.applied, summary.tally.skipped, summary.tally.failed],
        [items.length, admin.userId, true, 1, 2, 1]);
      const { body } = await colleague.get(`/licensing/v1/batches/${id}/items`);
      assert.deepEqual(ledgerPage.parse(body).items.map(({ user, outcome, effect, code }) => [user.id, outcome, effect, code]),
        items.map(({ userId }, at) => [userId, outcomes[at]!.outcome, outcomes[at]!.effect, outcomes[at]!.code]));
      assert.equal((await admin.get(`/licensing/v1/batches/${randomUUID()}`)).status, 404);
    });

    test('BX-2: what the rules did not foresee and the database refuses is skipped, not an error', async () => {
      const { product, users } = await scene();
      // A rule of the database alone, as a term that ends at midnight between looking and writing would be.
      await host.database.exec(`
        create function stubborn() returns trigger language plpgsql as $$ begin
          if new.user_id = '${users[1]}' then raise exception 'No seats remaining on this license.' using errcode = 'LS001'; end if;
          return new; end $$;
        create trigger stubborn before insert on assignment for each row execute function stubborn()`);
      try {
        const roomy = await host.product('named', 9);
        const outcomes = await admin.batch([item('grant', users[0]!, roomy), item('grant', users[1]!, roomy), item('grant', users[2]!, product)]);
        assert.deepEqual(outcomes.map(({ outcome, effect }) => [outcome, effect]), [['applied', 'grant'], ['skipped', 'no-seat'], ['applied', 'grant']]);
      } finally {
        await host.database.exec('drop trigger stubborn on assignment; drop function stubborn');
      }
    });

    test('BX-5: what the host could not carry out fails with `server`, and sending the batch again settles it', async () => {
      const { product, users, items } = await scene();
      const id = randomUUID();
      await host.database.exec(`
        create function broken() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$;
        create trigger broken before insert on assignment for each row execute function broken()`);
      const failed = await admin.batch(items, id);
      await host.database.exec('drop trigger broken on assignment; drop function broken');
      assert.deepEqual(failed.map(({ outcome, code }) => [outcome, code]), [...users.map(() => ['failed', 'server']), ['failed', 'not-found']]);
      assert.equal(host.failures.splice(0).length, 1, 'the host says so in its own log');
      assert.equal((await admin.batch(items, id))[0]!.outcome, 'applied');
      assert.deepEqual((await host.historyOf(product)).map(({ user_id }) => user_id), [users[0]]);
    });

    test('CR-10: an administrator who loses the right in the midst of a batch gets no further', async () => {
      const product = await host.product('server', 0);
      const users = await host.users(1_200);
      const losing = await host.signedIn(itAdmin);
      const answer = await host.app.request('/licensing/v1/batches', {
        method: 'POST',
        headers: { cookie: losing.cookie, 'x-csrf-token': losing.csrfToken, 'content-type': 'application/json' },
        body: JSON.stringify({ id: randomUUID(), items: users.map((user) => item('grant', user, product)) }),
      });
      const decoder = new TextDecoder();
      let text = '';
      for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
        if (!text) await host.database.exec(`delete from user_operation where user_id = '${losing.userId}' and operation = 'CanManageLicUsers'`);
        text += decoder.decode(part);
      }
      const outcomes = outcomesOf(text);
      const applied = outcomes.filter(({ outcome }) => outcome === 'applied').length;
      assert.deepEqual([applied, outcomes.length], [500, 1_200], 'the transaction that was through stays, the others are refused');
      assert.ok(outcomes.slice(500).every(({ outcome, code }) => outcome === 'failed' && code === 'forbidden'));
      assert.equal((await host.figures(product)).used, 500);
    });

    test('BX-3: a client that leaves in the midst stops the batch between two transactions; sent again it goes on', async () => {
      const product = await host.product('server', 0);
      const items = (await host.users(1_200)).map((user) => item('grant', user, product));
      const id = randomUUID();
      const answer = await host.app.request('/licensing/v1/batches', {
        method: 'POST',
        headers: { cookie: admin.cookie, 'x-csrf-token': admin.csrfToken, 'content-type': 'application/json' },
        body: JSON.stringify({ id, items }),
      });
      const reader = answer.body!.getReader();
      await reader.read();
      await reader.cancel();
      const { tally, endedAt } = batchSummary.parse((await admin.get(`/licensing/v1/batches/${id}`)).body);
      assert.deepEqual([tally, endedAt], [{ applied: 500, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 700 }, null]);
      assert.equal((await admin.batch(items, id)).length, 1_200);
      assert.equal((await host.historyOf(product)).length, 1_200, 'nothing was done twice');
    });
  });
}
