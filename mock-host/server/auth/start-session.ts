import { randomBytes } from 'node:crypto';
import { type Transaction, sql } from 'kysely';
import { countsTowardLimit } from '../../../src/licensing/session.ts';
import type { Tables } from '../database/tables.ts';
import { endDue } from './due.ts';
import { hashToken } from './token.ts';

/** Explorer sessions are the host's own: nobody signs in to one. */
export type ClientKind = 'web' | 'mobile' | 'api';

export interface Client {
  readonly kind: ClientKind;
  readonly address: string;
  readonly agent: string | null;
}

const counted = (['web', 'mobile', 'api', 'explorer'] as const).filter(countsTowardLimit);

/**
 * Starts a session and answers its token, which is kept nowhere else: the database has its hash. With one more than the
 * user may have, the oldest ends (QT-10).
 */
export async function startSession(db: Transaction<Tables>, userId: string, { kind, address, agent }: Client): Promise<string> {
  // Sign-ins of one user take turns from here on, and each sees what the one before left.
  await db.selectFrom('app_user').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
  if (countsTowardLimit(kind)) await makeRoom(db, userId);
  const token = randomBytes(32).toString('base64url');
  await db
    .insertInto('session')
    .values({
      user_id: userId,
      token_hash: hashToken(token),
      csrf_token: randomBytes(32).toString('base64url'),
      kind,
      address,
      agent: agent?.slice(0, 500) ?? null,
      // Not when the transaction began: it may have waited, and who is older decides who stays.
      started_at: sql`clock_timestamp()`,
      last_request_at: sql`clock_timestamp()`,
    })
    .execute();
  return token;
}

/** Leaves one session fewer than the policy allows. */
async function makeRoom(db: Transaction<Tables>, userId: string): Promise<void> {
  // What is over by itself neither counts nor ends for another reason.
  await endDue(db, sql`s.user_id = ${userId}`);
  await sql`
    update session set ended_at = clock_timestamp(), end_method = 'limit', ended_by = null, end_reason = null
    where id = any (array(
      select id from session where user_id = ${userId} and ended_at is null and kind = any (${sql.val(counted)}::text[])
      order by started_at desc, id desc offset (select max_per_user - 1 from session_policy) for update))`.execute(db);
}
