import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { SessionHub, type WireSessionEvent } from '../../../../mock-host/server/sessions/hub.ts';
import { EventReader } from '../support/event-reader.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

const end = (sessionIds: readonly string[], reason: string | null = null) => ({ id: randomUUID(), sessionIds, reason });

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`session events, ${kind}`, () => {
    let host: TestHost;
    before(async () => {
      host = await TestHost.open(kind);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    test('QT-6: who signs in, asks for something or is ended is told to whoever looks, with the numbers of that moment', async () => {
      const admin = await host.signedIn(itAdmin);
      const reader = await EventReader.open(host, admin);
      const client = await host.signedIn();
      const came = await reader.news(({ changed }) => changed.some(({ id }) => id === client.sessionId));
      const { own, kind: what } = came.changed.find(({ id }) => id === client.sessionId)!;
      assert.deepEqual([own, what], [false, 'web']);

      await host.rows(`update session set last_request_at = now() + interval '1 hour' where id = '${client.sessionId}'`);
      const asked = await reader.news(({ changed }) => changed.some(({ id }) => id === client.sessionId));
      assert.ok(asked.changed.find(({ id }) => id === client.sessionId)!.lastRequestAt > asked.asOf);

      await admin.send('POST', '/licensing/v1/sessions/end', end([client.sessionId], 'Maintenance'));
      const ended = await reader.news((news) => news.ended.length > 0);
      const [{ name } = { name: '' }] = await host.rows<{ name: string }>(`select name from app_user where id = '${admin.userId}'`);
      assert.deepEqual(ended.ended.map(({ id, end: { method, by, reason } }) => [id, method, by, reason]), [[client.sessionId, 'terminated', name, 'Maintenance']]);
      assert.equal(ended.counts.web, came.counts.web - 1);
      await reader.close();
    });

    test('QT-6: who begins to listen is told how many there are at once, though nothing changes, and nobody else is', async () => {
      const [one, two] = [await host.signedIn(itAdmin), await host.signedIn(itAdmin)];
      const first = await EventReader.open(host, one);
      const heard = async (sessionId: string) => first.news(({ changed }) => changed.some(({ id }) => id === sessionId));
      const { counts } = await heard((await host.signedIn()).sessionId);
      const second = await EventReader.open(host, two);
      const { asOf: _, ...news } = await second.news(() => true);
      assert.deepEqual(news, { kind: 'sessions', changed: [], ended: [], counts });
      const { sessionId } = await host.signedIn();
      const next = await first.news(() => true);
      assert.deepEqual(next.changed.map(({ id }) => id), [sessionId]);
      await first.close();
      await second.close();
    });

    test('BX-12: an administrator\'s own session is marked for that one alone', async () => {
      const [one, two] = [await host.signedIn(itAdmin), await host.signedIn(itAdmin)];
      const [first, second] = [await EventReader.open(host, one), await EventReader.open(host, two)];
      await host.rows(`update session set last_request_at = now() where id in ('${one.sessionId}', '${two.sessionId}')`);
      for (const [reader, client] of [[first, one], [second, two]] as const) {
        const news = await reader.news(({ changed }) => changed.length === 2);
        assert.deepEqual(news.changed.filter(({ own }) => own).map(({ id }) => id), [client.sessionId]);
        await reader.close();
      }
    });

    test('QT-8: a stream ends with its session, also when too many ended at once to be told one by one', async () => {
      const stays = await EventReader.open(host, await host.signedIn(itAdmin));
      const client = await host.signedIn(itAdmin);
      const goes = await EventReader.open(host, client);
      await client.send('POST', '/auth/sign-out');
      assert.equal(await lastBlock(goes), null);

      const [user] = await host.users(1);
      const many = await host.signedIn(itAdmin);
      const gone = await EventReader.open(host, many);
      await host.rows(`insert into session (user_id, token_hash, csrf_token) select '${user}', 'many-' || n, '' from generate_series(1, 2500) n`);
      await host.rows(`update session set ended_at = now(), end_method = 'log-out' where user_id = '${user}' or id = '${many.sessionId}'`);
      assert.equal(await lastBlock(gone), null);
      let told: WireSessionEvent;
      do told = await stays.next();
      while (told.kind !== 'reload');
      await stays.close();
    });

    test('QT-9: a change of the policy is told with who made it', async () => {
      const admin = await host.signedIn(itAdmin);
      const reader = await EventReader.open(host, admin);
      const { body } = await admin.get<{ version: number }>('/licensing/v1/session-policy');
      await admin.send('PUT', '/licensing/v1/session-policy', { idleMinutes: 90, version: body.version });
      let told: WireSessionEvent;
      do told = await reader.next();
      while (told.kind !== 'policy');
      assert.deepEqual([told.policy.idleMinutes, told.policy.version], [90, body.version + 1]);
      assert.notEqual(told.policy.changedBy, null);
      await admin.send('PUT', '/licensing/v1/session-policy', { idleMinutes: null, version: body.version + 1 });
      await reader.close();
    });

    test('explorer sessions are not told', async () => {
      const admin = await host.signedIn(itAdmin);
      const reader = await EventReader.open(host, admin);
      const [user] = await host.users(1);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, kind) values ('${user}', 'explorer-${kind}', '', 'explorer')`);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, kind) values ('${user}', 'api-${kind}', '', 'api')`);
      const news = await reader.news(({ changed }) => changed.some(({ userId }) => userId === user));
      assert.deepEqual(news.changed.map((session) => session.kind), ['api']);
      await reader.close();
    });

    test('many changes become few events: of 40 statements within a pause a reader hears once, when it is over', async (context) => {
      context.mock.timers.enable({ apis: ['setTimeout'] });
      // Each time something is to be told, the database is turned to first.
      let turns = 0;
      const database = { ...host.database, get db() {
        turns++;
        return host.database.db;
      } };
      const hub = new SessionHub(database, (error) => host.failures.push(error));
      const { sessionId } = await host.signedIn(itAdmin);
      const told: WireSessionEvent[] = [];
      const leave = await hub.subscribe({ sessionId, send: (event) => told.push(event), end: () => {} });
      // Who has begun to listen later hears later.
      const heard: string[] = [];
      const stop = await host.database.listen('sessions', (message) => heard.push(message));
      const until = async (so: () => boolean) => {
        while (!so()) await turn();
        // What has told something is in its pause by now.
        await turn();
      };
      await until(() => told.length === 1);

      const other = await host.signedIn();
      const change = (address: number) => host.rows(`update session set address = '${address}' where id = '${other.sessionId}'`);
      for (let address = 1; address <= 40; address++) await change(address);
      await until(() => heard.length === 41);
      context.mock.timers.tick(249);
      await turn();
      assert.equal(turns, 1, 'within a pause nothing is told');
      context.mock.timers.tick(1);
      await until(() => told.length === 2);
      context.mock.timers.tick(250);
      await turn();
      await change(41);
      await until(() => told.length === 3);
      const addresses = told.map((event) => event.kind === 'sessions' && event.changed.map(({ id, address }) => [id, address]));
      assert.deepEqual(addresses, [[], [[other.sessionId, '40']], [[other.sessionId, '41']]], 'and after a pause without news the next are told at once');
      assert.equal(turns, 3);
      leave();
      await stop();
      assert.equal(hub.size, 0);
    });
  });
}

test('QT-6: what happens in one server process is told by another', async () => {
  const host = await TestHost.open('server');
  const second = await openDatabase({ url: host.url });
  try {
    const other = new TestHost(second);
    const reader = await EventReader.open(host, await host.signedIn(itAdmin));
    const { sessionId } = await other.signedIn();
    await reader.news(({ changed }) => changed.some(({ id }) => id === sessionId));
    await other.rows(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %' and datname = current_database()`);
    let told: WireSessionEvent;
    do told = await reader.next();
    while (told.kind !== 'reload');
    await reader.close();
    assert.deepEqual([...host.failures, ...other.failures], []);
  } finally {
    await second.close();
    await host.close();
  }
});

/** Reads on to the end of a stream. */
async function lastBlock(reader: EventReader): Promise<string | null> {
  let block: string | null;
  do block = await reader.block();
  while (block !== null);
  return block;
}
