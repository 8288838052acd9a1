import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { SessionKind } from '../../../src/licensing/session.ts';
import type { Tables } from '../database/tables.ts';
import { repeat } from '../repeat.ts';

/** The most that can be asked for. */
export const MOST_CHANGES = 1_000;
const BEAT_MS = 200;
/** Of every hundred changes so many are sign-ins, and as many log-outs. */
const COMING = 5;

/** Life in the made-up sessions: people ask for something, sign in and log out. Sessions of real sign-ins are left alone. */
export class SessionFeed {
  #changesPerSecond = 0;
  #stop: (() => Promise<void>) | null = null;
  #last = 0;
  /** Parts of a change that are still to be made. */
  #owed = { requests: 0, comings: 0 };

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly failure: (error: unknown) => void,
    private readonly random: () => number = Math.random,
  ) {}

  get changesPerSecond(): number {
    return this.#changesPerSecond;
  }

  /** 0 = nothing changes by itself. */
  async set(changesPerSecond: number): Promise<void> {
    this.#changesPerSecond = changesPerSecond;
    if (changesPerSecond === 0) return this.stop();
    if (this.#stop) return;
    this.#last = performance.now();
    this.#owed = { requests: 0, comings: 0 };
    this.#stop = repeat(() => this.#beat(), { everyMs: BEAT_MS, afterFailureMs: 5_000 }, this.failure);
  }

  async stop(): Promise<void> {
    this.#changesPerSecond = 0;
    const stop = this.#stop;
    this.#stop = null;
    await stop?.();
  }

  /** Makes up for the time that has passed, though not for more than a second: who can't keep up does less. */
  async #beat(): Promise<void> {
    const now = performance.now();
    const changes = (this.#changesPerSecond * Math.min(now - this.#last, 1_000)) / 1_000;
    this.#last = now;
    this.#owed.requests += (changes * (100 - 2 * COMING)) / 100;
    this.#owed.comings += (changes * COMING) / 100;
    const requests = this.#take('requests');
    const comings = this.#take('comings');
    if (requests) await this.#ask(requests);
    // Who leaves is of the kind of who comes, or chance would let a kind die out.
    const kind = this.#kind();
    if (comings) await this.#goOut(await this.#comeIn(comings, kind), kind);
  }

  #take(what: 'requests' | 'comings'): number {
    const whole = Math.floor(this.#owed[what]);
    this.#owed[what] -= whole;
    return whole;
  }

  async #ask(count: number): Promise<void> {
    await sql`
      update session set last_request_at = greatest(clock_timestamp(), last_request_at)
      where id in (${this.#free(count, this.#kind())})`.execute(this.db);
  }

  /**
   * People who are signed in sign in once more, as far as the limit lets them; answers how many. The session that each is
   * known by stays unlocked: whoever changes a user locks the user and then the sessions, and this waits for the user.
   */
  async #comeIn(count: number, kind: SessionKind): Promise<number> {
    const { numAffectedRows } = await sql`
      insert into session (user_id, token_hash, csrf_token, made_up, kind, address, agent)
      select distinct on (t.user_id) t.user_id, 'made-up-' || gen_random_uuid(), '', true, t.kind, t.address, t.agent
      from session t where t.id = any (array(${this.#draw(count, kind)})) and (t.kind = 'api' or (
        select count(*) from session s where s.user_id = t.user_id and s.ended_at is null and s.kind in ('web', 'mobile')
      ) < (select max_per_user from session_policy))`.execute(this.db);
    return Number(numAffectedRows ?? 0);
  }

  async #goOut(count: number, kind: SessionKind): Promise<void> {
    if (!count) return;
    await sql`
      update session set ended_at = clock_timestamp(), end_method = 'log-out'
      where id in (${this.#free(count, kind)})`.execute(this.db);
  }

  /** Some made-up sessions, locked. What others are changing is left to them. */
  #free(count: number, kind: SessionKind): RawBuilder<unknown> {
    return sql`select id from session where ended_at is null and id = any (array(${this.#draw(count, kind)})) order by id for update skip locked`;
  }

  /** Ids of some made-up sessions of a kind: neighbours of an id drawn by lot. */
  #draw(count: number, kind: SessionKind): RawBuilder<unknown> {
    const from = `${Math.floor(this.random() * 2 ** 32).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const some = sql`select id from session where ended_at is null and kind <> 'explorer' and kind = ${kind} and made_up and ending_at is null`;
    return sql`
      select id from (
        (${some} and id >= ${from}::uuid order by id limit ${count}) union all (${some} and id < ${from}::uuid order by id limit ${count})
      ) drawn limit ${count}`;
  }

  #kind(): SessionKind {
    const lot = this.random();
    return lot < 0.65 ? 'web' : lot < 0.85 ? 'mobile' : 'api';
  }
}
