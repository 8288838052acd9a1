import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createCreatioSessions } from '../../../src/host/creatio/creatio-sessions.ts';
import type { CreatioOptions } from '../../../src/host/creatio/creatio-options.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { everyPage } from '../../../src/licensing/every-page.ts';
import type { EndOutcome, SessionGateway, SessionQuery } from '../../../src/licensing/session-gateway.ts';
import { CreatioHost } from '../../contract/creatio-host.ts';
import { makeSessionsWorld } from '../../contract/sessions-world.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0';
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';
const { signal } = new AbortController();

let creatio: CreatioHost;
let world: Awaited<ReturnType<typeof makeSessionsWorld>>;
/** Bodies of what was asked. */
const bodies: string[] = [];
let clock = 0;

before(async () => {
  creatio = await CreatioHost.open({ settings: { timeZone: 'UTC' } });
  world = await makeSessionsWorld(creatio.host);
});
after(() => creatio.close());
beforeEach(() => {
  bodies.length = creatio.asked.length = 0;
  clock = Date.now();
  creatio.endDelaySeconds = 0;
  creatio.before = async (request) => void bodies.push(await request.text());
  creatio.after = (response) => response;
});

const gatewayOf = (more: Partial<CreatioOptions> = {}): SessionGateway =>
  createCreatioSessions({ ...creatio.options(world.askers.admin), timeZone: 'UTC', now: () => clock, ...more });
const everything: SessionQuery = { search: '', kind: null, sort: '-started', cursor: null, limit: 100 };
const change = (id: string, values: Record<string, unknown>): Promise<unknown> => creatio.host.database.db.updateTable('session').set(values).where('id', '=', id).execute();
const terminations = (): number => creatio.asked.filter((call) => call.endsWith('/TerminateSession')).length;

async function end(gateway: SessionGateway, sessionIds: readonly string[], id = crypto.randomUUID() as string): Promise<EndOutcome[]> {
  const outcomes = [];
  for await (const outcome of gateway.endSessions({ id, sessionIds, reason: null }, signal)) outcomes.push(outcome);
  return outcomes;
}
const told = (outcomes: readonly EndOutcome[], id: string): unknown[] => {
  const { outcome, effect, code, retryable } = outcomes.find(({ sessionId }) => sessionId === id)!;
  return [outcome, effect, code, retryable];
};

describe('which session is the administrator’s own', () => {
  const ownIds = async (gateway: SessionGateway): Promise<string[]> =>
    (await gateway.sessions(everything, signal)).items.filter(({ own }) => own).map(({ id }) => id).sort();
  const signInMyself = async (agent: string | null): Promise<string> => {
    const id = await world.signIn('myself');
    await change(id, { user_id: world.askers.admin.userId, agent });
    return id;
  };

  test('BX-12 those of the same browser are; of another browser they are not, and of others never', async () => {
    const [same, alike, another, foreign] = [await signInMyself(firefox), await signInMyself(firefox.slice(0, 60)), await signInMyself(chrome), await world.signIn('nora')];
    await change(foreign, { agent: firefox });
    assert.deepEqual(await ownIds(gatewayOf({ agent: firefox })), [same, alike].sort());
    const outcomes = await end(gatewayOf({ agent: firefox }), [same, alike, another]);
    assert.deepEqual([told(outcomes, same), told(outcomes, alike)], Array(2).fill(['skipped', 'own-session', null, false]));
    assert.equal(told(outcomes, another)[1], 'ending');
    assert.equal(terminations(), 1);
    for (const id of [same, alike, another, foreign]) await world.signOut(id);
  });

  test('BX-12 when none is of this browser, as Creatio tells it, all of the administrator’s are protected', async () => {
    const others = [await signInMyself(chrome), await signInMyself(null)];
    const all = [...others, world.ownId('admin')].sort();
    assert.deepEqual(await ownIds(gatewayOf({ agent: 'Other/1' })), all);
    const outcomes = await end(gatewayOf({ agent: 'Other/1' }), all);
    assert.deepEqual(outcomes.map(({ effect }) => effect), all.map(() => 'own-session'));
    assert.equal(terminations(), 0);
    for (const id of others) await world.signOut(id);
  });
});

describe('what ending comes to', () => {
  test('QT-8 one call a session, four at a time, after one look at all of them', async () => {
    const ids = [];
    while (ids.length < 6) ids.push(await world.signIn('owen'));
    let [now, most] = [0, 0];
    creatio.before = () => void (most = Math.max(most, ++now));
    creatio.after = (response) => (now--, response);
    const outcomes = await end(gatewayOf(), ids);
    assert.deepEqual(outcomes.map(({ effect }) => effect), ids.map(() => 'ending'));
    assert.deepEqual([creatio.asked.filter((call) => call.endsWith('/SelectQuery')).length, terminations(), most], [1, 6, 4]);
  });

  test('QT-8 what was accepted is ending until it is over, and active again when it never comes', async () => {
    creatio.endDelaySeconds = 3_600;
    const gateway = gatewayOf();
    const id = await world.signIn('pete');
    await end(gateway, [id]);
    const state = async (): Promise<unknown[]> => {
      const [status] = await gateway.lookup([id], signal);
      const { items } = await gateway.sessions({ ...everything, search: 'pete' }, signal);
      return [status!.state, items.map(({ ending }) => ending)];
    };
    assert.deepEqual(await state(), ['ending', [true]]);
    clock += 14 * 60_000;
    assert.deepEqual(await state(), ['ending', [true]]);
    clock += 60_000;
    assert.deepEqual(await state(), ['active', [false]]);
    await world.settle();
    assert.deepEqual(await state(), ['ended', []]);
  });

  test('BX-12 another page of the browser knows what is ending, in lists and looked up', async () => {
    creatio.endDelaySeconds = 3_600;
    const [ending, refused] = [await world.signIn('pola'), await world.signIn('pola')];
    creatio.before = async (request, call) =>
      call.endsWith('/TerminateSession') && (await request.text()).includes(refused) ? Response.json({ TerminateSessionResult: -1 }) : undefined;
    await end(gatewayOf(), [ending, refused]);
    const later = gatewayOf();
    const { items } = await later.sessions({ ...everything, search: 'pola', sort: 'started' }, signal);
    assert.deepEqual(items.map((session) => session.ending), [true, false]);
    assert.deepEqual((await later.lookup([ending, refused], signal)).map(({ state }) => state), ['ending', 'active']);
    await world.settle();
  });

  test('BX-12 -1 is told by what is there then: over already, gone, or still going on', async () => {
    const [over, gone, stays] = [await world.signIn('quin'), await world.signIn('quin'), await world.signIn('quin')];
    creatio.before = async (request, call) => {
      if (!call.endsWith('/TerminateSession')) return;
      const { recordId } = (await request.json()) as { recordId: string };
      if (recordId === over) await world.signOut(over);
      if (recordId === gone) await creatio.host.rows(`delete from session where id = '${gone}'`);
      return Response.json({ TerminateSessionResult: -1 });
    };
    const outcomes = await end(gatewayOf(), [over, gone, stays]);
    assert.deepEqual(told(outcomes, over), ['skipped', 'already-ended', null, false]);
    assert.equal(outcomes.find(({ sessionId }) => sessionId === over)!.end?.method, 'log-out');
    assert.deepEqual(told(outcomes, gone), ['failed', null, 'not-found', false]);
    assert.deepEqual(told(outcomes, stays), ['failed', null, 'rejected', true]);
  });

  test('BX-12 an answer that is lost is told by reading again: ended after all', async () => {
    const [ours, theirs] = [await world.signIn('rosa'), await world.signIn('rosa')];
    creatio.after = async (response, call) => {
      if (!call.endsWith('/TerminateSession')) return response;
      await change(theirs, { end_method: 'log-out' });
      throw new TypeError('the connection broke');
    };
    const outcomes = await end(gatewayOf(), [ours, theirs]);
    assert.deepEqual(told(outcomes, ours), ['applied', 'ended', null, false]);
    assert.deepEqual(told(outcomes, theirs), ['skipped', 'already-ended', null, false]);
  });

  test('BX-12 what nobody knows rejects, and the same batch again goes on where it stopped', async () => {
    creatio.endDelaySeconds = 3_600;
    const ids = [];
    while (ids.length < 6) ids.push(await world.signIn('sven'));
    const lost = ids[5]!;
    creatio.before = async (request, call) => {
      if (call.endsWith('/TerminateSession') && (await request.text()).includes(lost)) throw new TypeError('the connection broke');
    };
    const gateway = gatewayOf();
    const batch = crypto.randomUUID();
    await assert.rejects(end(gateway, ids, batch), (error) => error instanceof LicensingError && error.code === 'offline');
    const before = terminations();
    creatio.before = () => {};
    const outcomes = await end(gateway, ids, batch);
    assert.deepEqual(outcomes.map(({ sessionId, effect }) => [sessionId, effect]), ids.map((id) => [id, 'ending']));
    assert.equal(terminations() - before, 1);
    await world.settle();
  });

  test('more than are taken at once are refused before anything is sent', async () => {
    const gateway = gatewayOf();
    const { maxEnd } = (await gateway.capabilities(signal))!;
    const ids = Array.from({ length: maxEnd + 1 }, () => crypto.randomUUID());
    await assert.rejects(end(gateway, ids), (error) => error instanceof LicensingError && error.code === 'rejected');
    assert.deepEqual(creatio.asked, []);
    assert.deepEqual(new Set((await end(gateway, [...ids.slice(2), 'no id'])).map(({ code }) => code)), new Set(['not-found']));
  });
});

describe('what is asked', () => {
  test('CR-5 nobody ever asks for SessionId', async () => {
    const gateway = gatewayOf();
    const ids = [await world.signIn('tess'), await world.signIn('tess')];
    await Promise.all([gateway.sessions(everything, signal), gateway.summary(signal), gateway.lookup(ids, signal)]);
    await end(gateway, ids);
    await gateway.endedSessions({ search: 'tess', sort: '-ended', cursor: null, limit: 1 }, signal);
    assert.ok(bodies.length > 4 && bodies.some((body) => body.includes('SysUserSession')));
    assert.deepEqual(bodies.filter((body) => /SessionId/i.test(body)), []);
  });

  test('figures and a first page that are asked for together cost one call, and pages after it none', async () => {
    const gateway = gatewayOf();
    while (creatio.asked.length) creatio.asked.pop();
    const [, { total, next }] = await Promise.all([gateway.summary(signal), gateway.sessions({ ...everything, limit: 1 }, signal)]);
    assert.equal(creatio.asked.length, 1);
    assert.ok(total.count > 1);
    const second = await gateway.sessions({ ...everything, limit: 1, cursor: next }, signal);
    assert.equal(creatio.asked.length, 1);
    assert.equal(second.items.length, 1);
    clock += 61_000;
    const again = await gateway.sessions({ ...everything, limit: 1, cursor: next }, signal);
    assert.equal(creatio.asked.length, 2);
    assert.deepEqual(again.items, second.items);
  });

  test('whoever leaves gets the signal’s reason, and the others their answer', async () => {
    const gateway = gatewayOf();
    const leaving = new AbortController();
    const answers = [gateway.summary(leaving.signal), gateway.summary(signal)];
    leaving.abort(new Error('left'));
    await assert.rejects(answers[0]!, { message: 'left' });
    assert.ok((await answers[1]!).asOf === clock);
  });

  test('a client’s words tell the kind: browsers, phones, programs; and whoever says nothing may be at work', async () => {
    const agents: Readonly<Record<string, string | null>> = {
      uma1: firefox, uma2: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Mobile/15E148', uma3: 'curl/8.14.1', uma4: null,
    };
    for (const [person, agent] of Object.entries(agents)) await change(await world.signIn(person), { agent });
    const { items } = await gatewayOf().sessions({ ...everything, search: 'uma', sort: 'login' }, signal);
    assert.deepEqual(items.map(({ kind, agent }) => [kind, agent]), [['web', agents['uma1']], ['mobile', agents['uma2']], ['api', 'curl/8.14.1'], ['web', null]]);
  });
});

test('QT-7 an e-mail that is no login finds the sessions of its user, active and ended, in any case', async () => {
  const [stays, over, none] = [await world.signIn('wim'), await world.signIn('wim'), await world.signIn('xena')];
  await world.signOut(over);
  await creatio.host.rows(`update app_user set email = 'Wim.Work@Example.net' where name = 'wim'`);
  await creatio.host.rows(`update app_user set email = null where name = 'xena'`);
  const gateway = gatewayOf();
  const active = await gateway.sessions({ ...everything, search: 'wim.work@' }, signal);
  assert.deepEqual(active.items.map(({ id }) => id), [stays]);
  const ended = await gateway.endedSessions({ search: 'WIM.WORK@', sort: '-ended', cursor: null, limit: 9 }, signal);
  assert.deepEqual(ended.items.map(({ id }) => id), [over]);
  assert.deepEqual((await gateway.sessions({ ...everything, search: 'xena' }, signal)).items.map(({ id }) => id), [none]);
});

describe('many sessions', () => {
  test('more than 20,000 are read in as many calls as that takes, each session once', async () => {
    const { db } = creatio.host.database;
    await sql`
      insert into session (user_id, token_hash, csrf_token, kind, started_at, last_request_at)
      select ${world.askers.other.userId}::uuid, 'many ' || n, '', 'web', now(), now() from generate_series(1, 20500) n`.execute(db);
    try {
      const { items, total } = await gatewayOf().sessions({ ...everything, search: 'other', limit: 50_000 }, signal);
      assert.deepEqual([items.length, new Set(items.map(({ id }) => id)).size, total.count], [20_501, 20_501, 20_501]);
      assert.equal(creatio.asked.length, 2);
    } finally {
      await sql`delete from session where token_hash like 'many %'`.execute(db);
    }
  });

  test('BX-14 sessions that ended within one millisecond are told once each, whatever page they fall on', async () => {
    const { db } = creatio.host.database;
    const userId = await creatio.host.user({ login: 'vic', name: 'vic' });
    // Five at the same microsecond, the others apart by some: all of them are told with one of two times.
    await sql`
      insert into session (user_id, token_hash, csrf_token, kind, started_at, last_request_at, ended_at, end_method)
      select ${userId}::uuid, 'vic ' || n, '', 'web', '2026-01-01Z', '2026-01-01Z',
        '2026-01-02T00:00:00Z'::timestamptz + make_interval(secs => greatest(n - 5, 0) * 0.000130), 'expired'
      from generate_series(1, 14) n`.execute(db);
    const gateway = gatewayOf();
    for (const sort of ['ended', '-ended'] as const) {
      for (const limit of [1, 3, 5]) {
        const seen: string[] = [];
        for await (const { items, total } of everyPage((cursor) => gateway.endedSessions({ search: 'vic', sort, cursor, limit }, signal))) {
          seen.push(...items.map(({ id }) => id));
          assert.deepEqual(total, { count: 14, exact: true });
          assert.ok(seen.length <= 14, 'a page comes twice');
        }
        assert.deepEqual([seen.length, new Set(seen).size], [14, 14], `${sort} ${limit}`);
      }
    }
  });
});

test('how a session ended is told as far as Creatio says it', async () => {
  creatio.before = (_, call) =>
    call.endsWith('/SelectQuery')
      ? Response.json({
          success: true,
          rows: [1, 2, 3, 0, 9, null].map((Method, index) => ({
            Id: `00000000-0000-4000-8000-00000000000${index}`, User: '', Name: '', Start: '2026-11-22T05:00:00.000', Address: '', Agent: '', End: '2026-11-22T06:00:00.000Z', Method,
          })),
        })
      : undefined;
  const ids = Array.from({ length: 6 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
  const statuses = await gatewayOf().lookup(ids, signal);
  assert.deepEqual(statuses.map((status) => status.end?.method), ['log-out', 'expired', 'terminated', 'unknown', 'unknown', 'unknown']);
  assert.deepEqual(statuses[0]!.end, { at: Date.UTC(2026, 10, 22, 6), method: 'log-out', by: null, reason: null });
});

test('a cursor that is none of ours is refused', async () => {
  const isOdd = (error: unknown): boolean => error instanceof LicensingError && error.code === 'unexpected-shape';
  await assert.rejects(gatewayOf().sessions({ ...everything, cursor: '{"key":{}}' }, signal), isOdd);
  await assert.rejects(gatewayOf().endedSessions({ search: '', sort: 'ended', cursor: 'x', limit: 1 }, signal), isOdd);
});
