import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import { everyPage } from '../../src/licensing/every-page.ts';
import type { EndOutcome, SessionEvent, SessionGateway, SessionQuery } from '../../src/licensing/session-gateway.ts';
import type { EndedSession, Session, SessionKind } from '../../src/licensing/session.ts';
import { isSince } from '../support/is-since.ts';

/** Two administrators, one who may not see sessions, and one whose own session is over. */
export type Asker = 'admin' | 'other' | 'viewer' | 'signed-out';

/** A host under contract, with the sessions of the askers and no others. */
export interface SessionsHost {
  gateway(as: Asker): SessionGateway;
  /** Id of an asker's own session. */
  ownId(as: 'admin' | 'other'): string;
  /** Name of an asker, as the host tells it. */
  nameOf(as: 'admin' | 'other'): string;
  /** Somebody of this name signs in, so many minutes after the last one did. Answers the session's id. */
  signIn(person: string, kind?: SessionKind | 'explorer'): Promise<string>;
  signOut(sessionId: string): Promise<void>;
  /** The session's last request is so many minutes ago. */
  idle(sessionId: string, minutes: number): Promise<void>;
  /** What was accepted to be ended is over now. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** What a host can't do; then the suite says what happens instead. */
export interface Lacks {
  /** It notes no last requests, and so knows no policy about them. */
  readonly activity?: boolean;
  /** It does not tell which session is the asker's: it protects each that may be. */
  readonly ownExact?: boolean;
  /** It keeps neither who ended a session nor why. */
  readonly reasons?: boolean;
  readonly events?: boolean;
  readonly limit?: boolean;
  /** An ending is accepted first, and comes later. */
  readonly prompt?: boolean;
}

/** The promises of the sessions part of the port. */
export function sessionsContract(name: string, start: () => Promise<SessionsHost>, lacks: Lacks = {}): void {
  describe(`${name} keeps the promises about sessions`, () => {
    let host: SessionsHost;
    let admin: SessionGateway;
    let other: SessionGateway;
    const { signal } = new AbortController();
    const everything: SessionQuery = { search: '', kind: null, sort: '-lastRequest', cursor: null, limit: 100 };

    before(async () => {
      host = await start();
      [admin, other] = [host.gateway('admin'), host.gateway('other')];
    });
    after(() => host?.stop());

    const list = async (more: Partial<SessionQuery> = {}): Promise<readonly Session[]> => (await admin.sessions({ ...everything, ...more }, signal)).items;
    const find = async (id: string): Promise<Session | undefined> => (await list()).find((session) => session.id === id);
    const end = async (ids: readonly string[], { by = admin, id = crypto.randomUUID() as string, reason = null as string | null } = {}): Promise<EndOutcome[]> => {
      const outcomes = [];
      for await (const outcome of by.endSessions({ id, sessionIds: ids, reason }, signal)) outcomes.push(outcome);
      return outcomes;
    };
    /** What an ending of ours comes to at first. */
    const ended = lacks.prompt ? 'ending' : 'ended';
    const refused = (code: LicensingErrorCode) => (error: unknown) => error instanceof LicensingError && error.code === code;

    test('QT-6 explorer sessions are left out, of the list and of the counts', async () => {
      const before = (await admin.summary(signal)).counts;
      const explorer = await host.signIn('exa', 'explorer');
      assert.equal(await find(explorer), undefined);
      assert.deepEqual((await admin.summary(signal)).counts, before);
      assert.deepEqual((await end([explorer])).map(({ outcome, code }) => [outcome, code]), [['failed', 'not-found']]);
    });

    test('QT-6 QT-10 a session tells its user and its kind, and the counts follow', async () => {
      const before = (await admin.summary(signal)).counts;
      const [web, api, mobile] = [await host.signIn('ann'), await host.signIn('ann', 'api'), await host.signIn('ann', 'mobile')];
      assert.deepEqual(await Promise.all([web, api, mobile].map(async (id) => (await find(id))?.kind)), ['web', 'api', 'mobile']);
      const session = (await find(web))!;
      assert.deepEqual([session.userName, session.own, session.ending], ['ann', false, false]);
      const hoursAgo = (Date.now() - session.startedAt) / 3_600_000;
      assert.ok(hoursAgo > 23 && hoursAgo < 25, `begun ${hoursAgo} hours ago, as the host’s clock has it`);
      assert.equal(session.lastRequestAt === null, !!lacks.activity);
      assert.ok(session.login.includes('ann'));
      const { counts } = await admin.summary(signal);
      assert.deepEqual(counts, { web: before.web + 1, api: before.api + 1, mobile: before.mobile + 1 });
      assert.deepEqual((await list({ kind: 'api' })).map(({ kind }) => kind), Array(counts.api).fill('api'));
    });

    test('BX-12 of all sessions one is the asker’s own', async () => {
      const own = async (gateway: SessionGateway): Promise<string[]> =>
        (await gateway.sessions(everything, signal)).items.filter((session) => session.own).map(({ id }) => id);
      assert.deepEqual(await own(admin), [host.ownId('admin')]);
      assert.deepEqual(await own(other), [host.ownId('other')]);
    });

    test('QT-7 the login is searched in any case, and a page after the other tells each session once', async () => {
      const ids = [];
      for (let number = 0; number < 5; number++) ids.push(await host.signIn('bea'));
      const told: string[] = [];
      for (let cursor: string | null = null, pages = 0; pages === 0 || cursor !== null; pages++) {
        const page = await admin.sessions({ ...everything, search: 'BEA', sort: 'login', limit: 2, cursor }, signal);
        assert.deepEqual(page.total, { count: 5, exact: true });
        told.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      assert.deepEqual([...told].sort(), ids.sort());
    });

    test('QT-7 every sort is one way and the other', async () => {
      for (const sort of ['lastRequest', 'started', 'login', 'name', 'kind', 'address'] as const) {
        const up = (await list({ sort })).map(({ id }) => id);
        const down = (await list({ sort: `-${sort}` })).map(({ id }) => id);
        assert.deepEqual(down, up.reverse(), sort);
      }
    });

    test('QT-8 BX-12 an ended session is over, and says by whom and why', async () => {
      const id = await host.signIn('cem');
      const before = Date.now();
      const [outcome] = await end([id], { reason: 'Left open' });
      assert.deepEqual([outcome!.outcome, outcome!.effect], ['applied', ended]);
      await host.settle();
      assert.equal(await find(id), undefined);
      const told = lacks.reasons ? [null, null] : [host.nameOf('admin'), 'Left open'];
      const [status] = await admin.lookup([id], signal);
      assert.deepEqual([status!.state, status!.end?.method, status!.end?.by, status!.end?.reason], ['ended', 'terminated', ...told]);
      const { items } = await admin.endedSessions({ search: 'cem', sort: '-ended', cursor: null, limit: 10 }, signal);
      assert.deepEqual([items[0]!.id, items[0]!.end.method, items[0]!.end.by, items[0]!.end.reason], [id, 'terminated', ...told]);
      assert.ok(isSince(before, items[0]!.end.at));
    });

    test('BX-14 ended sessions come page after page, each once, newest first or oldest', async () => {
      const ids = [];
      while (ids.length < 7) ids.push(await host.signIn('pia'));
      await end(ids);
      await host.settle();
      for (const sort of ['-ended', 'ended'] as const) {
        const told: EndedSession[] = [];
        for await (const page of everyPage((cursor) => admin.endedSessions({ search: 'PIA', sort, cursor, limit: 2 }, signal))) {
          assert.deepEqual(page.total, { count: 7, exact: true });
          told.push(...page.items);
        }
        assert.deepEqual(told.map(({ id }) => id).sort(), [...ids].sort());
        assert.deepEqual(told, [...told].sort((a, b) => (sort === 'ended' ? 1 : -1) * (a.end.at - b.end.at)));
      }
    });

    test('BX-12 the own session is never ended, even when it is sent', async () => {
      const id = await host.signIn('cem');
      const outcomes = await end([host.ownId('admin'), id]);
      const of = (key: string): EndOutcome => outcomes.find(({ sessionId }) => sessionId === key)!;
      assert.deepEqual([of(host.ownId('admin')).outcome, of(host.ownId('admin')).effect], ['skipped', 'own-session']);
      assert.equal(of(id).effect, ended);
      assert.ok(await find(host.ownId('admin')));
    });

    test('BX-12 what ended by itself meanwhile had ended already, and says how', async () => {
      const id = await host.signIn('cem');
      await host.signOut(id);
      const [outcome] = await end([id]);
      assert.deepEqual([outcome!.outcome, outcome!.effect, outcome!.end?.method, outcome!.end?.by], ['skipped', 'already-ended', 'log-out', null]);
    });

    test('BX-12 two administrators end the same sessions at once: each is ended once, and the other one learns by whom', async () => {
      const ids: string[] = [];
      while (ids.length < 6) ids.push(await host.signIn('dan'));
      const [mine, theirs] = await Promise.all([end(ids), end([...ids].reverse(), { by: other })]);
      await host.settle();
      assert.deepEqual((await admin.lookup(ids, signal)).map(({ state }) => state), ids.map(() => 'ended'));
      for (const id of ids) {
        const both = [mine, theirs].map((outcomes) => outcomes.find(({ sessionId }) => sessionId === id)!);
        const effects = both.map(({ effect }) => effect).sort();
        // Of two who are told that it is accepted neither knows whose doing it will have been.
        if (lacks.prompt && effects.join() === 'ending,ending') continue;
        assert.deepEqual(effects, ['already-ended', ended]);
        if (lacks.reasons) continue;
        const winner = host.nameOf(both[0]!.effect === 'ended' ? 'admin' : 'other');
        assert.deepEqual(both.map((outcome) => outcome.end?.by), [winner, winner]);
      }
    });

    test('BX-12 the same batch again changes nothing and answers the same; another under its id is refused', async () => {
      const [one, two] = [await host.signIn('eve'), await host.signIn('eve')];
      const id = crypto.randomUUID();
      const answers = [];
      for (let time = 0; time < 4; time++) answers.push(await end([one], { id }));
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.equal(answers[0]![0]!.effect, ended);
      await assert.rejects(end([two], { id }), refused('conflict'));
      assert.ok(await find(two));
    });

    test('BX-12 every key ends exactly once, an unknown one included', async () => {
      const ids = [await host.signIn('fay'), '00000000-0000-4000-8000-000000000000', await host.signIn('fay')];
      const outcomes = await end(ids);
      assert.deepEqual(outcomes.map(({ sessionId }) => sessionId).sort(), [...ids].sort());
      assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['applied', 'applied', 'failed']);
    });

    test('BX-12 what became of sessions is told, of unknown ones too', async () => {
      const [active, over] = [await host.signIn('gus'), await host.signIn('gus')];
      await end([over]);
      await host.settle();
      const unknown = '00000000-0000-4000-8000-000000000000';
      const states = new Map((await admin.lookup([active, over, unknown], signal)).map(({ id, state }) => [id, state]));
      assert.deepEqual([active, over, unknown].map((id) => states.get(id)), ['active', 'ended', 'unknown']);
    });

    if (lacks.activity) {
      test('QT-9 without last requests there is no policy, and whoever asks for it is refused', async () => {
        await assert.rejects(admin.policy(signal), refused('rejected'));
        await assert.rejects(admin.policyEffect(5, signal), refused('rejected'));
        await assert.rejects(admin.savePolicy({ idleMinutes: 5, version: 0 }, signal), refused('rejected'));
      });
    } else {
      test('QT-9 how many a policy would end is told before it is saved, and a save in an old version is refused', async () => {
        const before = await admin.policyEffect(120, signal);
        const id = await host.signIn('ida');
        await host.idle(id, 121);
        assert.equal(await admin.policyEffect(120, signal), before + 1);
        const { version } = await admin.policy(signal);
        const saved = await admin.savePolicy({ idleMinutes: 1440, version }, signal);
        assert.deepEqual([saved.idleMinutes, saved.changedBy], [1440, host.nameOf('admin')]);
        await assert.rejects(other.savePolicy({ idleMinutes: 5, version }, signal), refused('conflict'));
        assert.deepEqual(await other.policy(signal), saved);
        await admin.savePolicy({ idleMinutes: null, version: saved.version }, signal);
      });
    }

    if (lacks.events) {
      test('QT-6 nothing is told by itself, and whoever listens is refused', async () => {
        await assert.rejects(admin.sessionEvents(signal)[Symbol.asyncIterator]().next(), refused('rejected'));
      });
    } else {
      test('QT-6 a new session and its end are told to those who listen, and an abort ends the listening', async () => {
        const control = new AbortController();
        const heard: Extract<SessionEvent, { kind: 'sessions' }>[] = [];
        const changed = new Set<string>();
        const ended = new Set<string>();
        const made = new Set<string>();
        let over = false;
        const listening = (async () => {
          for await (const event of admin.sessionEvents(control.signal)) {
            // A host may begin with how many there are.
            if (event.kind !== 'sessions' || event.changed.length + event.ended.length === 0) continue;
            heard.push(event);
            for (const session of event.changed) changed.add(session.id);
            for (const session of event.ended) ended.add(session.id);
            if ([...made].some((id) => ended.has(id)) && [...made].some((id) => changed.has(id))) return;
          }
        })().finally(() => (over = true));
        const acting = (async () => {
          // Listening begins at some moment after the call, so people come and go until both were heard.
          while (!over) {
            const id = await host.signIn('kim');
            made.add(id);
            while (!over && heard.length && !changed.has(id)) await new Promise((resolve) => setTimeout(resolve, 5));
            await end([id]);
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        })();
        await Promise.all([listening, acting]);
        assert.ok(Object.values(heard.at(-1)!.counts).every((count) => count >= 0));
        const silent = admin.sessionEvents(control.signal)[Symbol.asyncIterator]().next();
        control.abort();
        await assert.rejects(silent, { name: 'AbortError' });
      });
    }

    test('CR-10 one without the right is refused everything', async () => {
      const viewer = host.gateway('viewer');
      const id = await host.signIn('lea');
      await assert.rejects(viewer.sessions(everything, signal), refused('forbidden'));
      await assert.rejects(viewer.summary(signal), refused('forbidden'));
      await assert.rejects(viewer.lookup([id], signal), refused('forbidden'));
      await assert.rejects(end([id], { by: viewer }), refused('forbidden'));
      await assert.rejects(viewer.endedSessions({ search: '', sort: '-ended', cursor: null, limit: 1 }, signal), refused('forbidden'));
      assert.ok(await find(id));
      if (lacks.activity) return;
      await assert.rejects(viewer.policy(signal), refused('forbidden'));
      await assert.rejects(viewer.savePolicy({ idleMinutes: 1, version: 0 }, signal), refused('forbidden'));
    });

    test('one whose session has ended is signed-out, reading and writing', async () => {
      const gone = host.gateway('signed-out');
      await assert.rejects(gone.sessions(everything, signal), refused('signed-out'));
      await assert.rejects(end([host.ownId('other')], { by: gone }), refused('signed-out'));
    });

    test('what the host is capable of is said', async () => {
      const { maxEnd, ...can } = (await admin.capabilities(signal))!;
      assert.ok(maxEnd >= 1);
      const [activity, ownExact, events, reasons] = [!lacks.activity, !lacks.ownExact, !lacks.events, !lacks.reasons];
      assert.deepEqual(can, { activity, ownExact, events, reasons, policy: activity, trend: events, ended: true, limit: lacks.limit ? null : 3 });
    });
  });
}
