import type { Kysely } from 'kysely';
import type { SessionCapabilities } from '../../../src/licensing/session-gateway.ts';
import type { Tables } from '../database/tables.ts';
import { MAX_END } from './end-sessions.ts';

/** What this host can do about sessions; that it notes last requests and knows who asks goes without saying in the licensing API. */
export async function readSessionCapabilities(db: Kysely<Tables>): Promise<Omit<SessionCapabilities, 'activity' | 'ownExact'>> {
  const { max_per_user } = await db.selectFrom('session_policy').select('max_per_user').executeTakeFirstOrThrow();
  return { events: true, limit: max_per_user, maxEnd: MAX_END, reasons: true, ended: true, policy: true, trend: true };
}
