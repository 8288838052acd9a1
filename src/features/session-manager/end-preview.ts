import type { SessionKind } from '../../licensing/session.ts';
import type { EndPreview, EndScope, SessionRow } from './session-manager.state.ts';
import type { SessionRows } from './session-rows.ts';

/** Most people that a preview names. */
const MOST_NAMED = 100;

type Rows = Pick<SessionRows, 'get' | typeof Symbol.iterator>;

/** Previews, and the sessions that each was made of: nothing can be ended but what was shown. */
export class EndPreviews {
  readonly #sessions = new WeakMap<EndPreview, readonly SessionRow[]>();

  /** @param me who is signed in */
  of(scope: EndScope, rows: Rows, me: string): EndPreview {
    const meant = meantBy(scope, rows, me);
    switch (scope.kind) {
      case 'sessions':
        return this.all(meant);
      case 'users':
        return this.all(scope.keepNewest ? exceptNewest(meant) : meant);
      case 'my-others':
        // Of several that may be the own one it is said that they stay.
        return this.all(meant.filter(({ own }) => own).length > 1 ? meant : meant.filter(({ own }) => !own));
    }
  }

  /** Of all of these that can be ended. */
  all(meant: readonly SessionRow[]): EndPreview {
    const sessions = meant.filter(({ own, state }) => !own && state === 'active');
    const preview = describe(sessions, meant.some(({ own }) => own));
    this.#sessions.set(preview, sessions);
    return preview;
  }

  /** None when the preview was made elsewhere. */
  sessionsOf(preview: EndPreview): readonly SessionRow[] {
    return this.#sessions.get(preview) ?? [];
  }
}

function meantBy(scope: EndScope, rows: Rows, me: string): SessionRow[] {
  if (scope.kind === 'sessions') return [...new Set(scope.ids)].flatMap((id) => rows.get(id) ?? []);
  const all = [...rows];
  // The own session knows best whose it is.
  const users = new Set(scope.kind === 'users' ? scope.userIds : [all.find(({ own }) => own)?.userId ?? me]);
  return all.filter(({ userId }) => users.has(userId));
}

/** Of every user, without the living session that started last. */
function exceptNewest(sessions: readonly SessionRow[]): SessionRow[] {
  const newest = new Map<string, SessionRow>();
  for (const session of sessions) {
    if (session.state !== 'active') continue;
    const known = newest.get(session.userId);
    if (!known || session.startedAt > known.startedAt || (session.startedAt === known.startedAt && session.id > known.id)) {
      newest.set(session.userId, session);
    }
  }
  return sessions.filter((session) => newest.get(session.userId) !== session);
}

function describe(sessions: readonly SessionRow[], leavesOwn: boolean): EndPreview {
  const counts: Record<SessionKind, number> = { web: 0, api: 0, mobile: 0 };
  const people = new Map<string, { userId: string; name: string; login: string; count: number }>();
  for (const { kind, userId, userName, login } of sessions) {
    counts[kind]++;
    const person = people.get(userId);
    if (person) person.count++;
    else people.set(userId, { userId, name: userName, login, count: 1 });
  }
  const most = [...people.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, MOST_NAMED);
  return Object.freeze({
    ids: Object.freeze(sessions.map(({ id }) => id)),
    people: Object.freeze(most.map((person) => Object.freeze(person))),
    peopleCount: people.size,
    counts: Object.freeze(counts),
    leavesOwn,
  });
}
