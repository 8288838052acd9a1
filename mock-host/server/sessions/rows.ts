import { sql } from 'kysely';
import type * as wire from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { SessionKind } from '../../../src/licensing/session.ts';

export type WireSession = Wire<typeof wire.session>;
export type WireEnd = Wire<typeof wire.sessionEnd>;

/** An active session as `activeColumns` reads it. */
export interface ActiveRow {
  readonly id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly user_login: string;
  readonly kind: SessionKind;
  readonly address: string | null;
  readonly agent: string | null;
  readonly started_at: string;
  readonly last_request_at: string;
  readonly ending: boolean;
}

/** How a session ended as `endColumns` reads it; all null while it has not. */
export interface EndRow {
  readonly ended_at: string | null;
  readonly end_method: WireEnd['method'] | null;
  readonly end_by: string | null;
  readonly end_reason: string | null;
}

/** Of `session s`. */
export const activeColumns = sql`s.id, s.user_id, s.user_name, s.user_login, s.kind, s.address, s.agent, s.started_at, s.last_request_at,
  s.ending_at is not null as ending`;

/** Of `session s`. Who asked for its end, and why, is told only when that is how it ended: it may have logged out meanwhile. */
export const endColumns = sql`s.ended_at, s.end_method,
  case when s.end_method = 'terminated' then (select a.name from app_user a where a.id = s.ended_by) end as end_by,
  case when s.end_method = 'terminated' then s.end_reason end as end_reason`;

export function toWireSession(row: ActiveRow, own: boolean): WireSession {
  return {
    id: row.id, userId: row.user_id, userName: row.user_name, login: row.user_login, kind: row.kind, address: row.address, agent: row.agent,
    startedAt: row.started_at, lastRequestAt: row.last_request_at, ending: row.ending, own,
  };
}

export function toWireEnd({ ended_at, end_method, end_by, end_reason }: EndRow): WireEnd | null {
  return ended_at === null || end_method === null ? null : { at: ended_at, method: end_method, by: end_by, reason: end_reason };
}
