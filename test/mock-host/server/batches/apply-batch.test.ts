import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { applyPlaces } from '../../../../mock-host/server/batches/apply-batch.ts';
import { takeOver } from '../../../../mock-host/server/batches/journal.ts';
import { BatchDesk } from '../support/batch-desk.ts';
import { countStatements } from '../support/count-statements.ts';
import { item } from '../support/test-client.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`carrying a batch out, ${kind}`, () => {
    let host: TestHost;
    let desk: BatchDesk;
    before(async () => {
      host = await TestHost.open(kind);
      desk = new BatchDesk(await host.signedIn());
    });
    after(async () => {
      assert.deepEqual(await host.discrepancies(), []);
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const notifications = (batchId: string) => host.rows(`select detail, created_at::text, read_at::text from notification where batch_id = '${batchId}'`);
    const none = { applied: 0, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 };

    test('BX-7: of each product those who are to get a seat come first, in the order of the selection', async () => {
      const [scarce, plenty] = [await host.product('named', 2), await host.product('server', 0)];
      const users = await host.users(4);
      await desk.client.batch([item('grant', users[0]!, scarce), item('grant', users[2]!, plenty)]);
      await host.rows(`update term set count = 3 where product_id = '${scarce}'`);
      const id = await desk.batchOf(users, [{ kind: 'grant', productId: scarce }, { kind: 'grant', productId: plenty }]);
      const rows = await desk.ledger(id);
      assert.deepEqual(rows.map(({ at, user, product, planned }) => [at, users.indexOf(user.id), product.id === scarce ? 'scarce' : 'plenty', planned]), [
        [0, 1, 'scarce', 'grant'], [1, 2, 'scarce', 'grant'], [2, 0, 'scarce', 'already-held'], [3, 3, 'scarce', 'no-seat'],
        [4, 0, 'plenty', 'grant'], [5, 1, 'plenty', 'grant'], [6, 3, 'plenty', 'grant'], [7, 2, 'plenty', 'already-held'],
      ]);
    });

    test('BX-1: no more is done than the plan showed: a seat that comes free is not taken, a seat that is gone goes to whoever is first', async () => {
      const [freed, gone] = [await host.product('named', 1), await host.product('named', 3)];
      const users = await host.users(3);
      const id = await desk.batchOf(users, [{ kind: 'grant', productId: freed }, { kind: 'grant', productId: gone }]);
      await host.rows(`update term set count = 3 where product_id = '${freed}'`);
      await desk.client.change('grant', await host.user(), gone);
      await desk.apply(id);
      assert.deepEqual(await desk.effects(id), ['grant', 'conflict', 'conflict', 'grant', 'grant', 'no-seat']);
      const { drift, effects } = await desk.summary(id);
      assert.deepEqual([drift, effects], [3, { grant: 3, conflict: 2, 'no-seat': 1 }]);
      assert.deepEqual((await desk.ledger(id, 'drifted=true')).map(({ at }) => at), [1, 2, 5]);
    });

    test('BX-9: of a swap whoever gets no seat by then keeps what was held, also when the halves are carried out apart', async () => {
      const [old, new_] = [await host.product('named', 3), await host.product('named', 3)];
      const users = await host.users(3);
      await desk.client.batch(users.map((user) => item('grant', user, old)));
      const id = await desk.batchOf(users, [{ kind: 'swap', productId: old, to: new_ }]);
      await desk.client.change('grant', await host.user(), new_);
      await desk.apply(id, 0, 3);
      // Somebody takes from the second what the first half has given.
      await desk.client.change('recall', users[1]!, new_);
      await desk.apply(id, 3, 6);
      assert.deepEqual(await desk.effects(id), ['grant', 'grant', 'no-seat', 'recall', 'kept', 'kept']);
      assert.equal((await host.figures(old)).used, 2);
    });

    test('BX-2 OT-15: asked for again nothing changes and nobody is notified', async () => {
      const product = await host.product('named', 2);
      const users = await host.users(3);
      const id = await desk.batchOf(users, [{ kind: 'grant', productId: product }]);
      const first = await desk.apply(id);
      await desk.client.send('POST', '/crm/v1/notifications/read');
      const [summary, told] = [await desk.summary(id), await notifications(id)];
      await desk.client.change('recall', users[0]!, product);
      assert.deepEqual(await desk.apply(id), first);
      assert.deepEqual(await Promise.all([desk.lines(id, 0, 3), desk.lines(id, 0, 3)]).then((answers) => answers.flat().filter(({ line }) => line === 'end').length), 2);
      assert.deepEqual(await desk.summary(id), summary);
      assert.deepEqual(await notifications(id), told);
      assert.equal(told.length, 1);
      assert.deepEqual((await host.historyOf(product)).map(({ change }) => change), ['grant', 'grant', 'recall']);
    });

    test('BX-5: what the host could not carry out has failed, is told of once, and is attempted again when asked for', async () => {
      const product = await host.product('server', 0);
      const id = await desk.batchOf(await host.users(3), [{ kind: 'grant', productId: product }]);
      await host.database.exec(`
        create function broken() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$;
        create trigger broken before insert on assignment for each row execute function broken()`);
      const failed = await desk.apply(id);
      assert.deepEqual(failed, [1, 2, 3].map(() => ({ outcome: 'failed', effect: null, code: 'server' })));
      assert.equal(host.failures.splice(0).length, 1);
      const before = await desk.summary(id);
      assert.deepEqual([before.codes, before.endedAt !== null, (await notifications(id))[0]!['detail']], [{ server: 3 }, true, { ...none, failed: 3 }]);
      await host.database.exec('drop trigger broken on assignment; drop function broken');
      await desk.apply(id, 1, 2);
      assert.deepEqual(await desk.effects(id), ['server', 'grant', 'server']);
      await desk.apply(id);
      const after = await desk.summary(id);
      assert.deepEqual([after.codes, after.effects], [{}, { grant: 3 }]);
      const told = await notifications(id);
      assert.deepEqual(told.map(({ detail }) => detail), [{ ...none, applied: 3 }], 'the one notification tells how it ended last');
    });

    test('BX-5: whom the database refuses is in nobody else\'s way', async () => {
      const product = await host.product('named', 40);
      const users = await host.users(40);
      const id = await desk.batchOf(users, [{ kind: 'grant', productId: product }]);
      await host.database.exec(`
        create function picky() returns trigger language plpgsql as $$ begin
          if new.user_id in ('${users[7]}', '${users[30]}') then raise exception 'not this one'; end if; return new;
        end $$;
        create trigger picky before insert on assignment for each row execute function picky()`);
      await desk.apply(id);
      await host.database.exec('drop trigger picky on assignment; drop function picky');
      assert.deepEqual((await desk.ledger(id, 'outcome=failed')).map(({ at, code }) => [at, code]), [[7, 'server'], [30, 'server']]);
      assert.deepEqual([(await desk.summary(id)).effects, host.failures.splice(0).length], [{ grant: 38 }, 1]);
    });

    test('CR-10: whoever loses the right in the midst gets no further; whoever loses the session is not answered', async () => {
      const product = await host.product('server', 0);
      const users = await host.users(1_200);
      for (const loss of ['right', 'session'] as const) {
        const losing = await host.signedIn();
        const own = new BatchDesk(losing);
        const id = await own.batchOf(users, [{ kind: loss === 'right' ? 'grant' : 'recall', productId: product }]);
        const answer = await host.app.request(`/licensing/v1/batches/${id}/apply`, {
          method: 'POST', body: JSON.stringify({ from: 0, to: 1_200 }),
          headers: { cookie: losing.cookie, 'x-csrf-token': losing.csrfToken, 'content-type': 'application/json' },
        });
        const reader = answer.body!.getReader();
        await reader.read();
        const settled = async () => {
          for (;;) if ((await reader.read()).done) return;
        };
        if (loss === 'right') {
          await host.database.exec(`delete from user_operation where user_id = '${losing.userId}' and operation = 'CanManageLicUsers'`);
          await settled();
        } else {
          await host.database.exec(`update session set ended_at = now(), end_method = 'terminated' where id = '${losing.sessionId}'`);
          await assert.rejects(settled());
        }
        const { tally } = await desk.summary(id);
        assert.ok(tally.applied >= 500 && tally.applied < 1_200, `${tally.applied} were applied`);
        assert.deepEqual(loss === 'right' ? tally.failed : tally.unknown, 1_200 - tally.applied);
        await host.database.exec(`insert into user_operation values ('${losing.userId}', 'CanManageLicUsers') on conflict do nothing`);
        const back = new BatchDesk(await host.signedIn([], losing.userId));
        await back.apply(id);
        assert.deepEqual((await back.summary(id)).tally, { ...none, applied: 1_200 });
      }
      assert.equal((await host.historyOf(product)).length, 2_400);
    });

    test('BX-3: a client that leaves stops the work after the transaction under way; another may go on at once', async () => {
      const product = await host.product('server', 0);
      const id = await desk.batchOf(await host.users(2_000), [{ kind: 'grant', productId: product }]);
      const { client } = desk;
      const answer = await host.app.request(`/licensing/v1/batches/${id}/apply`, {
        method: 'POST', body: JSON.stringify({ from: 0, to: 2_000 }),
        headers: { cookie: client.cookie, 'x-csrf-token': client.csrfToken, 'content-type': 'application/json' },
      });
      const reader = answer.body!.getReader();
      await reader.read();
      await reader.cancel();
      assert.equal((await desk.summary(id)).running, false, 'who comes back is not told that somebody else goes on with it');
      const { tally, endedAt } = await desk.settle(id);
      assert.deepEqual([tally.unknown, tally.applied % 500, tally.applied < 2_000, endedAt], [0, 0, true, null]);
      await desk.apply(id, tally.applied, 2_000);
      assert.equal((await host.historyOf(product)).length, 2_000);
    });

    test('CR-7 BX-1: who has become inactive or is gone by then gets nothing, and the rest goes on', async () => {
      const product = await host.product('named', 5);
      const users = await host.users(4);
      const id = await desk.batchOf(users, [{ kind: 'grant', productId: product }]);
      await host.rows(`update app_user set active = false where id = '${users[0]}'`);
      await host.rows(`delete from app_user where id = '${users[1]}'`);
      await desk.apply(id);
      assert.deepEqual(await desk.effects(id), ['inactive', 'not-found', 'grant', 'grant']);
      const gone = (await desk.ledger(id))[1]!;
      assert.deepEqual([gone.user, gone.outcome], [{ id: users[1], name: null, login: null, email: null }, 'failed']);
      await desk.apply(id);
      assert.deepEqual((await desk.summary(id)).codes, { 'not-found': 1 }, 'asking again can not help those');
    });

    test('BX-2: 500 items take as many statements as 50, and each request of 5,000 ten times as many', async () => {
      const products = [await host.product('server', 0), await host.product('named', 9_999)];
      const users = await host.users(5_000);
      const { userId: actorId, sessionId } = desk.client;
      const id = await desk.batchOf(users, products.map((productId) => ({ kind: 'grant', productId })));
      const take = async (from: number, to: number) => {
        const run = await takeOver(host.database.db, id, to);
        const { length } = await countStatements(host.database.db, async (db) => {
          for await (const line of applyPlaces({ db, batchId: id, actorId, sessionId, run, keepSeats: false }, from, to, (error) => assert.fail(String(error)))) {
            assert.ok(line.line === 'settled' || line.done);
          }
        });
        return length;
      };
      const few = await take(0, 50);
      assert.equal(await take(50, 550), few);
      assert.ok(few > 8 && few < 20, `${few} statements`);
      assert.equal(await take(5_000, 10_000), 10 * few);
    });

    test('a batch is found by anybody with the right, and of one person by name', async () => {
      const product = await host.product('named', 5);
      const user = await host.user({ name: 'Ada' });
      const key = randomUUID();
      await desk.client.batch([item('grant', user, product)], key);
      const colleague = new BatchDesk(await host.signedIn());
      const { person, people, by, products } = await colleague.summary(key);
      assert.deepEqual([person, people, by.id], [{ id: user, name: 'Ada' }, 1, desk.client.userId]);
      assert.deepEqual(products.map(({ id, change }) => [id, change]), [[product, 'grant']]);
      assert.deepEqual(await colleague.refused('POST', `/batches/${key}/settle`, {}), [403, 'Only who has made a batch may carry it out.']);
    });
  });
}
