import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type HttpBindings, createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { findScenario, smoothNetwork } from '../../../../mock-host/scenarios/scenarios.ts';
import { FaultQueue, faultRequest } from '../../../../mock-host/server/network/faults.ts';
import { network } from '../../../../mock-host/server/network/network.ts';
import { createRestSessions } from '../../../../src/host/rest/rest-sessions.ts';
import type { EndOutcome, SessionGateway } from '../../../../src/licensing/session-gateway.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

/** Notes in the database itself each time a session ends, or an end is changed. */
async function watchEnds(host: TestHost): Promise<() => Promise<Map<string, number>>> {
  await host.database.exec(`
    create table session_end_seen (id uuid);
    create function see_end() returns trigger language plpgsql as $$ begin insert into session_end_seen values (new.id); return null; end $$;
    create trigger see_end after update on session for each row
      when (new.ended_at is distinct from old.ended_at or (old.ended_at is not null and new is distinct from old)) execute function see_end()`);
  return async () => new Map((await host.rows<{ id: string; n: number }>('select id, count(*) as n from session_end_seen group by id')).map(({ id, n }) => [id, n]));
}

async function startSessions(host: TestHost, count: number): Promise<string[]> {
  const users = await host.users(50);
  return (await host.rows<{ id: string }>(`insert into session (user_id, token_hash, csrf_token, kind)
    select ('{${users.join(',')}}'::uuid[])[1 + n % 50], gen_random_uuid()::text, '', (array['web', 'api', 'mobile'])[1 + n % 3] from generate_series(1, ${count}) n returning id`))
    .map(({ id }) => id);
}

/** Sends a batch until it is answered to its end. Every answer, cut or whole, has to say the same of a session. */
async function endAll(gateway: SessionGateway, sessionIds: readonly string[], lost: () => void): Promise<Map<string, EndOutcome>> {
  const heard = new Map<string, EndOutcome>();
  const id = randomUUID();
  for (;;) {
    const now = new Set<string>();
    try {
      for await (const outcome of gateway.endSessions({ id, sessionIds, reason: 'Maintenance' }, AbortSignal.timeout(240_000))) {
        assert.ok(!now.has(outcome.sessionId), 'one outcome for a session');
        now.add(outcome.sessionId);
        assert.deepEqual(heard.get(outcome.sessionId) ?? outcome, outcome, 'the same outcome as before');
        heard.set(outcome.sessionId, outcome);
      }
      assert.equal(now.size, sessionIds.length);
      return heard;
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'offline') throw error;
      lost();
    }
  }
}

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  test(`QT-8 BX-2 BX-12: 5,000 sessions ended in five requests while new ones arrive and answers are lost: one outcome each, none ended twice, ${kind}`, async () => {
    const host = await TestHost.open(kind);
    let seed = 3;
    const conditions = {
      network: { ...smoothNetwork, dropAnswerRate: 0.3 },
      misbehaviour: findScenario('demo')!.misbehaviour,
      faults: new FaultQueue(),
      random: () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648,
    };
    // Each batch is cut once in its midst as well: a part of its outcomes is heard twice.
    conditions.faults.add(faultRequest.parse({ method: 'POST', path: '/licensing/v1/sessions/end', kind: 'cut-stream', lines: 300, times: 5 }));
    const app = new Hono<{ Bindings: HttpBindings }>().use('*', network(conditions, async () => {})).all('*', (context) => host.app.fetch(context.req.raw, context.env));
    const server = createAdaptorServer({ fetch: app.fetch });
    if ('maxRequestsPerSocket' in server) server.maxRequestsPerSocket = 1;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const admin = await host.signedIn(itAdmin);
      const gateway = createRestSessions({
        baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/licensing/v1`,
        fetch: (request) => {
          request.headers.set('cookie', admin.cookie);
          request.headers.set('x-csrf-token', admin.csrfToken);
          return fetch(request);
        },
      });
      const ids = await startSessions(host, 5_000);
      const ends = await watchEnds(host);
      let lost = 0;
      let ending = true;
      const arriving = (async () => {
        const arrived: string[] = [];
        while (ending) {
          arrived.push(...(await startSessions(host, 25)));
          // An embedded database answers before the event loop has turned: sockets would never be heard.
          await new Promise((resolve) => setImmediate(resolve));
        }
        return arrived;
      })();

      const parts = Array.from({ length: 5 }, (_, index) => ids.slice(index * 1_000, (index + 1) * 1_000));
      // An administrator's own session among the others, as no plugin would send it.
      parts[2]![500] = admin.sessionId;
      const outcomes = await Promise.all(parts.map((part) => endAll(gateway, part, () => lost++)));
      ending = false;
      const arrived = await arriving;

      assert.ok(lost >= 6, `${lost} answers were lost`);
      const all = new Map(outcomes.flatMap((part) => [...part]));
      assert.equal(all.size, 5_000);
      for (const [id, { outcome, effect }] of all) assert.deepEqual([outcome, effect], id === admin.sessionId ? ['skipped', 'own-session'] : ['applied', 'ended']);
      const seen = await ends();
      assert.deepEqual(new Set(seen.keys()), new Set(parts.flat().filter((id) => id !== admin.sessionId)));
      assert.deepEqual([...seen.values()].filter((times) => times !== 1), [], 'nothing ended twice');
      assert.deepEqual(await host.rows('select count(*) as n, count(distinct session_id) as distinct from session_end_item'), [{ n: 5_000, distinct: 5_000 }]);
      assert.equal((await admin.get('/auth/session')).status, 200);
      assert.ok(arrived.length > 0);
      const [{ n } = { n: 0 }] = await host.rows<{ n: number }>(`select count(*) as n from session where ended_at is null`);
      assert.equal(n, arrived.length + 2, 'new ones go on, and so do the own one and the one it stood for');
      assert.deepEqual(await host.rows('select * from session_discrepancies()'), []);
      assert.deepEqual(host.failures, []);
    } finally {
      server.close();
      await host.close();
    }
  });
}

test('QT-8: two administrators in two server processes end the same sessions at once, and some log out meanwhile: right words for each', async () => {
  const host = await TestHost.open('server');
  const processes: ChildProcess[] = [];
  try {
    const script = fileURLToPath(new URL('../support/session-server.ts', import.meta.url));
    const administrators = await Promise.all([1, 2].map(async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, host.url], { stdio: ['ignore', 'pipe', 'inherit'] });
      processes.push(child);
      const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next() as { value: string };
      const { url, name, cookie, csrfToken, sessionId } = JSON.parse(value) as Record<'url' | 'name' | 'cookie' | 'csrfToken' | 'sessionId', string>;
      const gateway = createRestSessions({
        baseUrl: `${url}/licensing/v1`,
        fetch: (request) => {
          request.headers.set('cookie', cookie);
          request.headers.set('x-csrf-token', csrfToken);
          return fetch(request);
        },
      });
      return { name, gateway, sessionId };
    }));
    const [one, two] = administrators as [(typeof administrators)[0], (typeof administrators)[0]];
    // Each has the other's session among those to end, but not its own.
    const ids = await startSessions(host, 1_000);
    const ends = await watchEnds(host);
    const never = () => assert.fail('an answer was lost');
    // A request is carried out 250 at a time. The first part of each is its own, and every part meets two of the other's.
    const shifted = [...ids.slice(625), ...ids.slice(0, 625)];
    const firstParts = [ids.slice(0, 250), shifted.slice(0, 250)];
    const leave = async (who: readonly string[]) => {
      for (const id of who) await host.rows(`update session set ended_at = clock_timestamp(), end_method = 'log-out' where id = '${id}' and ended_at is null`);
    };
    const [late, early] = [true, false].map((first) => ids.filter((id, index) => index % 50 === 7 && firstParts.flat().includes(id) === first)) as [string[], string[]];
    // Sessions are locked in the order of their ids: held up at the last of its first part, each is sure to end the others of it.
    const held = firstParts.map((part) => [...part].sort().at(-1)!);
    const { ending, leaving } = await host.database.db.transaction().execute(async (db) => {
      await sql`select id from session where id = any (${sql.val(held)}::uuid[]) for update`.execute(db);
      const ending = Promise.all([endAll(one.gateway, ids, never), endAll(two.gateway, shifted, never)]);
      await host.untilWaiting(2);
      await leave(early);
      return { ending, leaving: leave(late) };
    });
    const [first, second] = await ending;
    await leaving;

    const by = new Map((await host.rows<{ id: string; method: string; name: string | null }>(`
      select s.id, s.end_method as method, u.name from session s left join app_user u on u.id = s.ended_by where s.ended_at is not null`)).map((row) => [row.id, row]));
    const winners = new Set<string | null>();
    for (const id of ids) {
      const { method, name } = by.get(id)!;
      winners.add(name);
      for (const [outcome, administrator] of [[first.get(id)!, one], [second.get(id)!, two]] as const) {
        const own = method === 'terminated' && name === administrator.name;
        assert.deepEqual([outcome.outcome, outcome.effect], own ? ['applied', 'ended'] : ['skipped', 'already-ended'], id);
        assert.deepEqual([outcome.end!.method, outcome.end!.by], [method, name]);
      }
    }
    assert.ok(winners.has(one.name) && winners.has(two.name), 'both ended some');
    for (const id of early) assert.equal(by.get(id)!.method, 'log-out');
    assert.deepEqual([...(await ends()).values()].filter((times) => times !== 1), []);
    assert.deepEqual(await host.rows('select * from session_discrepancies()'), []);
  } finally {
    for (const child of processes) child.kill('SIGKILL');
    await host.close();
  }
});
