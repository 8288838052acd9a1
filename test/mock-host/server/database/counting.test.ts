import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { paidOn, termStateOn } from '../../../../src/licensing/seats.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

const noSeat = { code: 'LS001', message: 'No seats remaining on this license.' };

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`counting by the database, ${kind}`, () => {
    let host: TestHost;
    before(async () => {
      host = await TestHost.open(kind);
    });
    after(() => host.close());

    const exec = (statement: string) => host.database.exec(statement);
    const grant = (product: string, users: readonly string[]) =>
      exec(`insert into assignment (user_id, product_id) values ${users.map((user) => `('${user}', '${product}')`).join(', ')}`);

    test('CR-8: one statement can not issue more named seats than are paid for, however many rows it has', async () => {
      const product = await host.product('named', 3);
      const users = await host.users(5);
      await assert.rejects(grant(product, users.slice(0, 4)), noSeat);
      assert.equal((await host.figures(product)).used, 0, 'a refused statement leaves nothing');
      await grant(product, users.slice(0, 3));
      await assert.rejects(grant(product, [users[3]!]), noSeat);
      assert.deepEqual(await host.figures(product), { paid: 3, used: 3, assigned: 3, version: 2 });
    });

    test('CR-3: purchases that add up to more seats than an integer holds are counted, not refused for ever', async () => {
      const product = await host.product('named', [{ count: 1_000_000_000 }, { count: 1_000_000_000 }, { count: 1_000_000_000 }]);
      await grant(product, await host.users(1));
      assert.deepEqual(await host.figures(product), { paid: 3_000_000_000, used: 1, assigned: 1, version: 2 });
    });

    test('CR-8: an assignment moved to another product or person takes a seat there', async () => {
      const [full, roomy] = [await host.product('named', 1), await host.product('named', 5)];
      const [a, b, c] = await host.users(3);
      await grant(full, [a!]);
      await grant(roomy, [b!]);
      await assert.rejects(exec(`update assignment set product_id = '${full}' where product_id = '${roomy}'`), noSeat);
      await exec(`update assignment set user_id = '${c}' where product_id = '${roomy}'`);
      assert.deepEqual((await host.historyOf(roomy)).map(({ change, user_id }) => [change, user_id]), [['grant', b], ['recall', b], ['grant', c]]);
      assert.deepEqual(await host.discrepancies(), []);
    });

    test('CR-8: taking a recall back needs a free seat again', async () => {
      const product = await host.product('named', 1);
      const [a, b] = await host.users(2);
      await grant(product, [a!]);
      await exec(`update assignment set recalled_at = now() where product_id = '${product}'`);
      await grant(product, [b!]);
      await assert.rejects(exec(`update assignment set recalled_at = null where user_id = '${a}'`), noSeat);
      assert.deepEqual(await host.discrepancies(), []);
    });

    test('CR-7: a leftover row of an inactive user counts nothing, and reactivation needs a seat', async () => {
      const product = await host.product('named', 1);
      const [a, b] = await host.users(2);
      await grant(product, [a!]);
      await exec(`update app_user set active = false where id = '${a}'`);
      assert.equal((await host.figures(product)).used, 0);
      await grant(product, [b!]);
      await assert.rejects(exec(`update app_user set active = true where id = '${a}'`), noSeat);
      await exec(`delete from assignment where user_id = '${b}'`);
      await exec(`update app_user set active = true where id = '${a}'`);
      assert.equal((await host.figures(product)).used, 1);
      assert.deepEqual(await host.discrepancies(), []);
    });

    test('CR-7: nobody can pass an active user off as inactive, or activate and grant in one statement, to get past the count', async () => {
      const product = await host.product('named', 1);
      const [a, b] = await host.users(2);
      await grant(product, [a!]);
      await assert.rejects(exec(`insert into assignment (user_id, product_id, user_active) values ('${b}', '${product}', false)`), { code: '23503' });
      await exec(`update app_user set active = false where id = '${b}'`);
      await exec(`insert into assignment (user_id, product_id, user_active) values ('${b}', '${product}', false)`);
      await assert.rejects(exec(`with woken as (update app_user set active = true where id = '${b}' returning id) select * from woken`), noSeat);
      assert.deepEqual(await host.discrepancies(), []);
    });

    test('CR-8: buying less leaves an overage in which nobody loses a seat and nobody gets one', async () => {
      const product = await host.product('named', 3);
      const [a, b, c, d] = await host.users(4);
      await grant(product, [a!, b!, c!]);
      await exec(`update term set count = 1 where product_id = '${product}'`);
      const { paid, used } = await host.figures(product);
      assert.deepEqual([paid, used], [1, 3]);
      await assert.rejects(grant(product, [d!]), noSeat);
      await assert.rejects(exec(`update assignment set user_id = '${d}' where user_id = '${a}'`), noSeat, 'a swap issues a seat as well');
      await exec(`update assignment set recalled_at = now() where user_id = '${a}'`);
      assert.equal((await host.figures(product)).used, 2);
    });

    test('CR-8: assignees of concurrent and server licenses may exceed any count; simultaneous use may not', async () => {
      const [floating, unlimited] = [await host.product('concurrent', 1), await host.product('server', 0)];
      const [a, b] = await host.users(2);
      await grant(floating, [a!, b!]);
      await grant(unlimited, [a!, b!]);
      const use = (user: string) => exec(`insert into lease (product_id, user_id) values ('${floating}', '${user}')`);
      await use(a!);
      await assert.rejects(use(b!), noSeat);
      const { used, assigned } = await host.figures(floating);
      assert.deepEqual([used, assigned], [1, 2]);
      await exec(`update lease set ended_at = now(), end_method = 'closed' where user_id = '${a}'`);
      await use(b!);
      assert.deepEqual(await host.discrepancies(), []);
    });

    test('SB-5: system accounts can not be assigned, nor can a holder become one', async () => {
      const product = await host.product('named', 5);
      const [a] = await host.users(1);
      const robot = await host.user({ kind: 'system' });
      await assert.rejects(grant(product, [robot]), { code: 'LS002' });
      await grant(product, [a!]);
      await assert.rejects(exec(`update app_user set kind = 'system' where id = '${a}'`), { code: 'LS002' });
    });

    test('OT-1: counters and history can be changed by nobody but the triggers', async () => {
      const product = await host.product('named', 5);
      const [a] = await host.users(1);
      await grant(product, [a!]);
      for (const statement of [
        'update product_seats set assigned = 0',
        `insert into product_seats (product_id) values ('${product}')`,
        'delete from product_seats',
        'truncate product_seats',
        'truncate assignment',
        'truncate app_user cascade',
        'truncate term',
        'update history set user_id = product_id',
        'delete from history',
        'truncate history cascade',
        `insert into history (at, change, user_id, product_id, assignment_id, source, origin) values (now(), 'grant', '${a}', '${product}', 1, 'direct', 'x')`,
      ]) {
        await assert.rejects(exec(statement), { code: 'LS003' }, statement);
      }
      assert.deepEqual(await host.discrepancies(), []);
    });

    test('OT-1: every change has its history row and its message to others, in the same transaction', async () => {
      const product = await host.product('named', 5);
      const [a] = await host.users(1);
      const outbox = () => host.rows(`select o.event from outbox o join history h on h.id = o.history_id where h.product_id = '${product}' order by o.id`);
      await assert.rejects(exec(`begin; insert into assignment (user_id, product_id) values ('${a}', '${product}'); select 1 / 0; commit`));
      assert.deepEqual([(await host.historyOf(product)).length, (await outbox()).length], [0, 0]);
      await grant(product, [a!]);
      await exec(`delete from assignment where user_id = '${a}'`);
      assert.deepEqual((await host.historyOf(product)).map((row) => row.change), ['grant', 'recall']);
      assert.deepEqual(await outbox(), [{ event: 'software.assigned' }, { event: 'software.revoked' }]);
      await exec(`begin; set local licensing.quiet = 'on'; insert into assignment (user_id, product_id) values ('${a}', '${product}'); commit`);
      assert.deepEqual([(await host.historyOf(product)).length, (await outbox()).length], [3, 2], 'what is loaded in bulk is told to nobody');
    });

    test('CR-8: the database and the rules say the same of any terms on any day', async () => {
      // A day that does not end meanwhile.
      const today = '2031-01-15';
      await exec(`create or replace function today() returns date language sql stable as $$ select date '${today}' $$`);
      const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
      const open = fc.option(fc.integer({ min: -3, max: 3 }));
      const term = fc.record({ start: open, due: open, count: fc.nat(9) })
        .filter(({ start, due }) => start === null || due === null || start <= due)
        .map(({ start, due, count }) => ({ start: start === null ? null : day(start), due: due === null ? null : day(due), count }));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom('named', 'concurrent', 'server'), fc.array(term, { maxLength: 4 }), async (type, terms) => {
          const product = await host.product(type, terms);
          const [row] = await host.rows(`select paid, term_state from product_figures where product_id = '${product}'`);
          assert.deepEqual(row, { paid: paidOn(type, terms, today), term_state: termStateOn(terms, today) });
        }),
        { numRuns: 40 },
      );
    });

    test('CR-8: after any statements whatever, the counters are what a recount says and no statement over-issued', async () => {
      const [products, users] = [[await host.product('named', 2), await host.product('concurrent', 1), await host.product('server', 0)], await host.users(4)];
      const product = fc.constantFrom(...products).map((id) => `'${id}'`);
      const user = fc.constantFrom(...users).map((id) => `'${id}'`);
      const some = fc.uniqueArray(fc.constantFrom(...users), { minLength: 1 }).map((ids) => ids.map((id) => `'${id}'`).join(', '));
      const statement = fc.oneof(
        fc.tuple(some, product).map(([ids, p]) => `insert into assignment (user_id, user_active, product_id) select id, active, ${p} from app_user where id in (${ids})`),
        fc.tuple(some, product).map(([ids, p]) => `update assignment set recalled_at = now() where recalled_at is null and product_id = ${p} and user_id in (${ids})`),
        fc.tuple(user, product).map(([u, p]) => `update assignment set recalled_at = null where product_id = ${p} and user_id = ${u}`),
        fc.tuple(product, product).map(([p, q]) => `update assignment set product_id = ${p} where product_id = ${q}`),
        fc.tuple(user, user).map(([u, v]) => `update assignment set user_id = ${u}, user_active = (select active from app_user where id = ${u}) where user_id = ${v}`),
        some.map((ids) => `delete from assignment where user_id in (${ids})`),
        fc.tuple(some, fc.boolean()).map(([ids, active]) => `update app_user set active = ${active} where id in (${ids})`),
        fc.tuple(user, product).map(([u, p]) => `insert into lease (product_id, user_id) values (${p}, ${u})`),
        fc.tuple(user, fc.boolean()).map(([u, ended]) => `update lease set ended_at = ${ended ? 'now()' : 'null'}, end_method = ${ended ? `'closed'` : 'null'} where user_id = ${u}`),
        fc.tuple(product, fc.integer({ min: 0, max: 3 })).map(([p, count]) => `update term set count = ${count} where product_id = ${p}`),
        product.map((p) => `update product set trial = not trial where id = ${p}`),
      );
      const list = products.map((id) => `'${id}'`).join(', ');
      const used = () => host.rows<{ product_id: string; used: number; paid: number | null; version: number; type: string }>(
        `select product_id, used, paid, version, type from product_figures where product_id in (${list}) order by product_id`);
      await fc.assert(
        fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 12 }), async (statements) => {
          for (const text of statements) {
            const earlier = await used();
            await exec(text).catch((error: { code?: string }) => assert.match(error.code ?? '', /^(LS001|23505|23503)$/, `${text}: ${String(error)}`));
            for (const [index, now] of (await used()).entries()) {
              const then = earlier[index]!;
              assert.ok(now.version >= then.version, `version went back: ${text}`);
              assert.ok(now.used === then.used && now.paid === then.paid || now.version > then.version, `figures moved, version did not: ${text}`);
              const limited = now.type === 'server' ? null : now.paid;
              assert.ok(limited === null || now.used <= Math.max(limited, then.used), `over-issued: ${text}`);
            }
          }
          assert.deepEqual(await host.discrepancies(), []);
        }),
        { numRuns: kind === 'embedded' ? 25 : 40 },
      );
    });
  });
}
