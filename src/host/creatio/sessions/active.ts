import * as z from 'zod/mini';
import { LicensingError } from '../../../licensing/errors.ts';
import type { Page, SessionCounts, SessionQuery, SessionSort } from '../../../licensing/session-gateway.ts';
import type { Session } from '../../../licensing/session.ts';
import { orAbort } from '../../or-abort.ts';
import { parse } from '../../parse.ts';
import type { CreatioApi } from '../creatio-api.ts';
import type { Condition } from '../select-query.ts';
import type { Accepted } from './accepted.ts';
import { columns, ownAmong, row, toSession } from './rows.ts';
import type { Row } from './rows.ts';

/** Most rows that DataService answers at once. A server may be set to fewer, to so many thousand. */
const PAGE = 20_000;
const THOUSAND = 1_000;
/** How long the pages after the first may be of the same reading, in milliseconds. */
const SAME_MS = 60_000;

export const isActive: Condition = { kind: 'null', path: 'SessionEndDate', is: true };

export interface ActiveOf {
  readonly api: CreatioApi;
  readonly userId: string;
  /** What this browser calls itself. */
  readonly agent: string;
  now(): number;
  timeZone(): string;
  readonly accepted: Accepted;
}

type Known = Omit<Session, 'ending'>;

/** All active sessions at a moment. */
interface Reading {
  readonly at: number;
  readonly sessions: readonly Known[];
  /** By the user's id. */
  readonly emails: ReadonlyMap<string, string>;
  readonly counts: SessionCounts;
  /** The last list that was made of them, and what of. */
  list?: { readonly of: string; readonly sessions: readonly Known[] };
}

export interface Active {
  page(query: SessionQuery, signal: AbortSignal): Promise<Page<Session>>;
  summary(signal: AbortSignal): Promise<Pick<Reading, 'at' | 'counts'>>;
}

const keys: Readonly<Record<string, (session: Known) => string | number>> = {
  lastRequest: () => 0,
  started: ({ startedAt }) => startedAt,
  login: ({ login }) => login.toLowerCase(),
  name: ({ userName }) => userName.toLowerCase(),
  kind: ({ kind }) => kind,
  address: ({ address }) => address ?? '',
};
const cursorShape = z.object({ key: z.union([z.string(), z.number()]), id: z.string() });
type Cursor = z.output<typeof cursorShape>;

/**
 * Active sessions, read all at once: a call for each 20,000. What Creatio can't sort by, count or search in any case is done
 * here, and who asks for a list and for figures at the same time gets both of one reading.
 */
export function createActive({ api, userId, agent, now, timeZone, accepted }: ActiveOf): Active {
  let reading: Promise<Reading> | undefined;
  let last: Reading | undefined;

  async function readAll(): Promise<Reading> {
    // Nobody's own: whoever leaves must not end it for the others.
    const { signal } = new AbortController();
    const found = new Map<string, Row>();
    for (let after: string | undefined; ; ) {
      const beyond: Condition[] = after ? [{ kind: 'compare', path: 'Id', by: '>', value: { type: 'guid', value: after } }] : [];
      const rows = await api.select({ schema: 'SysUserSession', columns, where: [isActive, ...beyond], orderBy: [{ column: 'Id' }], limit: PAGE }, row, signal);
      const before = found.size;
      for (const one of rows) found.set(one.Id, one);
      if (rows.length % THOUSAND || found.size === before) break;
      after = rows.at(-1)!.Id;
    }
    const rows = [...found.values()];
    const own = ownAmong(rows, userId, agent);
    const zone = timeZone();
    const counts = { web: 0, api: 0, mobile: 0 };
    const sessions = rows.map((one) => ({ ...toSession(one, zone), own: own.has(one.Id) }));
    for (const { kind } of sessions) counts[kind]++;
    const emails = new Map(rows.flatMap(({ User, Email }) => (User && Email ? [[User.value, Email]] : [])));
    return (last = { at: now(), sessions, emails, counts });
  }

  function read(signal: AbortSignal): Promise<Reading> {
    reading ??= readAll().finally(() => (reading = undefined));
    return orAbort(reading, signal);
  }

  return {
    summary: read,

    async page({ search, kind, sort, cursor, limit }, signal) {
      const from = cursor === null ? null : parse(cursor, cursorShape);
      const sameReading = from && last && now() - last.at < SAME_MS ? last : read(signal);
      const [known, isEnding] = await Promise.all([sameReading, orAbort(accepted.read(), signal)]);
      const of = JSON.stringify([search, kind, sort]);
      if (known.list?.of !== of) known.list = { of, sessions: listOf(known, { search, kind, sort }) };
      const { sessions } = known.list!;
      const start = from ? beyond(sessions, sort, from) : 0;
      const items = sessions.slice(start, start + limit);
      const end = items.at(-1);
      const next = end && start + limit < sessions.length ? JSON.stringify({ key: keyOf(sort)(end), id: end.id } satisfies Cursor) : null;
      return { items: items.map((session) => ({ ...session, ending: isEnding(session.id) })), total: { count: sessions.length, exact: true }, next, asOf: known.at };
    },
  };
}

function keyOf(sort: SessionSort): (session: Known) => string | number {
  const key = keys[sort.replace('-', '')];
  if (!key) throw new LicensingError('rejected', 'sort: there is no such order');
  return key;
}

function listOf({ sessions, emails }: Reading, { search, kind, sort }: Pick<SessionQuery, 'search' | 'kind' | 'sort'>): Known[] {
  const part = search.trim().toLowerCase();
  const matching = sessions.filter(
    (session) => (!kind || session.kind === kind) && [session.login, session.userName, emails.get(session.userId) ?? ''].some((text) => text.toLowerCase().includes(part)),
  );
  const key = keyOf(sort);
  const keyed = matching.map((session) => ({ session, key: key(session) }));
  return keyed.sort((a, b) => compare(sort, a.key, a.session.id, b.key, b.session.id)).map(({ session }) => session);
}

/** Where the page after another begins, whatever has come and gone since. */
function beyond(sessions: readonly Known[], sort: SessionSort, { key, id }: Cursor): number {
  const found = sessions.findIndex((session) => compare(sort, keyOf(sort)(session), session.id, key, id) > 0);
  return found < 0 ? sessions.length : found;
}

function compare(sort: SessionSort, key: string | number, id: string, otherKey: string | number, otherId: string): number {
  const order = key < otherKey ? -1 : key > otherKey ? 1 : id < otherId ? -1 : id > otherId ? 1 : 0;
  return sort.startsWith('-') ? -order : order;
}
