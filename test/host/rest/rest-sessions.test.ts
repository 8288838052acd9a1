import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRestSessions } from '../../../src/host/rest/rest-sessions.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import type { SessionGateway, SessionQuery } from '../../../src/licensing/session-gateway.ts';

const { signal } = new AbortController();
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString();
const ms = (minute: number): number => Date.UTC(2026, 10, 21, 10, minute);
const about = { id: 's1', userId: 'u1', userName: 'Caleb Jones', login: 'c.jones', kind: 'web', address: '198.51.100.7', agent: null };
const session = { ...about, startedAt: at(0), lastRequestAt: at(5), ending: false, own: true };
const end = { at: at(6), method: 'terminated', by: 'Supervisor', reason: 'Left open' };
const query: SessionQuery = { search: '', kind: null, sort: '-lastRequest', cursor: null, limit: 100 };
const page = { items: [session], total: { count: 1, exact: true }, next: null, asOf: at(7) };
const batch = { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', sessionIds: ['s1', 's2'], reason: 'Left open' };
const line = (sessionId: string, more = {}): string =>
  `${JSON.stringify({ line: 'outcome', sessionId, outcome: 'applied', effect: 'ended', code: null, end, ...more })}\n`;
const last = '{"line":"end"}\n';

/** A gateway whose host gives one answer to everything; what was asked is kept. */
function gatewayOf(body: unknown, status = 200): { gateway: SessionGateway; asked: Request[] } {
  const asked: Request[] = [];
  const gateway = createRestSessions({
    baseUrl: 'http://host.test/licensing/v1',
    fetch: async (request) => {
      asked.push(request.clone());
      return typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status });
    },
  });
  return { gateway, asked };
}
const refused = (code: LicensingErrorCode, detail = /(?:)/) => (error: unknown) =>
  error instanceof LicensingError && error.code === code && (assert.match(error.message, detail), true);
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
};

describe('sessions over the licensing API', () => {
  test('QT-6 a page of sessions: instants become numbers, the host’s clock comes along', async () => {
    const { gateway, asked } = gatewayOf(page);
    const read = await gateway.sessions(query, signal);
    assert.deepEqual(read.items, [{ ...session, startedAt: ms(0), lastRequestAt: ms(5) }]);
    assert.equal(read.asOf, ms(7));
    assert.equal(asked[0]!.url, 'http://host.test/licensing/v1/sessions?sort=-lastRequest&limit=100');
  });

  test('QT-7 what is searched, sorted and read on is part of the address, and can not leave its place there', async () => {
    const { gateway, asked } = gatewayOf(page);
    await gateway.sessions({ search: 'a&kind=api', kind: 'web', sort: 'login', cursor: 'x/=', limit: 50 }, signal);
    const { searchParams } = new URL(asked[0]!.url);
    assert.deepEqual(Object.fromEntries(searchParams), { search: 'a&kind=api', kind: 'web', sort: 'login', cursor: 'x/=', limit: '50' });
  });

  test('QT-6 a host that says nothing of sessions can not tell about them', async () => {
    assert.equal(await gatewayOf({ events: true, maxBatchItems: 5 }).gateway.capabilities(signal), null);
    assert.equal(await gatewayOf({ sessions: null }).gateway.capabilities(signal), null);
    const sessions = { events: true, limit: 3, maxEnd: 1000, reasons: true, ended: true, policy: true, trend: false };
    assert.deepEqual(await gatewayOf({ sessions }).gateway.capabilities(signal), { ...sessions, activity: true, ownExact: true });
  });

  test('QT-6 the summary counts by kind and knows the peak', async () => {
    const counts = { web: 3, api: 1, mobile: 0 };
    const { gateway } = gatewayOf({ counts, asOf: at(7), trend: [{ at: at(0), count: 4 }], peak: { at: at(0), count: 4 } });
    const sample = { at: ms(0), count: 4 };
    assert.deepEqual(await gateway.summary(signal), { counts, asOf: ms(7), trend: [sample], peak: sample });
  });

  test('QT-8 BX-12 ending sends keys and reason once and yields an outcome each', async () => {
    const failed = { outcome: 'failed', effect: null, code: 'server', end: null };
    const { gateway, asked } = gatewayOf(line('s2', failed) + line('s1') + last);
    const [two, one] = await all(gateway.endSessions(batch, signal));
    assert.deepEqual(await asked[0]!.json(), batch);
    assert.equal(asked.length, 1);
    assert.deepEqual(one, { sessionId: 's1', outcome: 'applied', effect: 'ended', code: null, retryable: false, end: { ...end, at: ms(6) } });
    assert.deepEqual([two!.outcome, two!.code, two!.retryable], ['failed', 'server', true]);
  });

  const broken: [string, string, LicensingErrorCode, RegExp][] = [
    ['is cut', line('s1'), 'offline', /cut/],
    ['ends too early', line('s1') + last, 'unexpected-shape', /1 items/],
    ['tells a session twice', line('s1') + line('s1') + last, 'unexpected-shape', /s1 was not open/],
    ['tells of a session nobody asked for', line('s9') + last, 'unexpected-shape', /s9 was not open/],
    ['is no JSON', '<html>', 'offline', /cut/],
    ['has a line that is none of ours', '<html>\n', 'unexpected-shape', /JSON/],
    ['names an unknown way to end', line('s1', { end: { ...end, method: 'melted' } }), 'unexpected-shape', /end\.method/],
  ];
  for (const [title, body, code, detail] of broken) {
    test(`BX-12 an answer that ${title} is ${code}`, async () => {
      await assert.rejects(all(gatewayOf(body).gateway.endSessions(batch, signal)), refused(code, detail));
    });
  }

  test('BX-12 a write is never repeated by itself', async () => {
    const { gateway, asked } = gatewayOf({}, 503);
    await assert.rejects(all(gateway.endSessions(batch, signal)), refused('server'));
    await assert.rejects(gateway.savePolicy({ idleMinutes: 20, version: 1 }, signal), refused('server'));
    assert.equal(asked.length, 2);
  });

  test('BX-12 what became of sessions: one answer each, of those asked for', async () => {
    const items = [{ id: 's1', state: 'ended', end }, { id: 's2', state: 'ending', end: null }];
    assert.deepEqual(await gatewayOf({ items }).gateway.lookup(['s1', 's2'], signal), [{ ...items[0], end: { ...end, at: ms(6) } }, items[1]]);
    for (const wrong of [items.slice(1), [items[0], items[0]], [...items, { ...items[0], id: 's3' }]]) {
      await assert.rejects(gatewayOf({ items: wrong }).gateway.lookup(['s1', 's2'], signal), refused('unexpected-shape', /items/));
    }
  });

  test('BX-12 ended sessions say how, by whom and why', async () => {
    const { gateway, asked } = gatewayOf({ ...page, items: [{ ...about, startedAt: at(0), lastRequestAt: at(5), end }] });
    const { items } = await gateway.endedSessions({ search: 'jones', sort: '-ended', cursor: null, limit: 10 }, signal);
    assert.deepEqual(items[0]!.end, { ...end, at: ms(6) });
    assert.equal(asked[0]!.url, 'http://host.test/licensing/v1/sessions/ended?search=jones&sort=-ended&limit=10');
  });

  test('QT-9 the policy is read, tried and saved with the version it was read in', async () => {
    const policy = { idleMinutes: 20, changedAt: at(1), changedBy: 'Supervisor', version: 4 };
    const { gateway, asked } = gatewayOf(policy);
    assert.deepEqual(await gateway.policy(signal), { ...policy, changedAt: ms(1) });
    await gateway.savePolicy({ idleMinutes: null, version: 4 }, signal);
    assert.deepEqual([asked[1]!.method, await asked[1]!.json()], ['PUT', { idleMinutes: null, version: 4 }]);
    const trial = gatewayOf({ count: 42 });
    assert.equal(await trial.gateway.policyEffect(15, signal), 42);
    assert.match(trial.asked[0]!.url, /session-policy\/effect\?idleMinutes=15$/);
    await assert.rejects(gatewayOf({ ...policy, idleMinutes: 0 }).gateway.policy(signal), refused('unexpected-shape', /idleMinutes/));
  });

  test('QT-6 events: changed and ended sessions, the policy, a reload', async () => {
    const told = [
      { kind: 'sessions', changed: [session], ended: [{ id: 's9', end }], counts: { web: 1, api: 0, mobile: 0 }, asOf: at(7) },
      { kind: 'policy', policy: { idleMinutes: null, changedAt: null, changedBy: null, version: 0 } },
      { kind: 'reload' },
    ];
    const { gateway } = gatewayOf(`: open\n\n${told.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(': here\n\n')}`);
    const heard = await all(gateway.sessionEvents(signal));
    assert.deepEqual(heard.map(({ kind }) => kind), ['sessions', 'policy', 'reload']);
    const [sessions] = heard;
    assert.ok(sessions?.kind === 'sessions');
    assert.deepEqual([sessions.changed[0]!.startedAt, sessions.ended[0]!.end.at, sessions.asOf], [ms(0), ms(6), ms(7)]);
    await assert.rejects(all(gatewayOf('data: {"kind":"sessions"}\n\n').gateway.sessionEvents(signal)), refused('unexpected-shape', /changed/));
  });

  const pages: [string, unknown][] = [
    ['an unknown kind', { ...page, items: [{ ...session, kind: 'explorer' }] }],
    ['a day instead of an instant', { ...page, items: [{ ...session, startedAt: '2026-11-21' }] }],
    ['no total', { ...page, total: undefined }],
    ['null', null],
  ];
  for (const [title, body] of pages) {
    test(`QT-6 a page with ${title} is refused`, async () => {
      await assert.rejects(gatewayOf(body).gateway.sessions(query, signal), refused('unexpected-shape'));
    });
  }
});
