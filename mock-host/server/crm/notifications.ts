import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** As many as the bell shows. */
const SHOWN = 50;

export interface Notification {
  readonly id: string;
  /** `batch`: a batch has ended; `detail` is its tally. */
  readonly kind: string;
  readonly batchId: string | null;
  readonly detail: unknown;
  /** ISO instants. */
  readonly createdAt: string;
  readonly readAt: string | null;
}

/** A user's notifications, latest first, and how many of all of them are unread. */
export async function readNotifications(db: Kysely<Tables>, userId: string): Promise<{ items: Notification[]; unread: number }> {
  const rows = await db
    .selectFrom('notification')
    .select(['id', 'kind', 'batch_id as batchId', 'detail', 'created_at as createdAt', 'read_at as readAt'])
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute();
  const { unread } = await db
    .selectFrom('notification')
    .select(({ fn }) => fn.countAll<number>().as('unread'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { items: rows.map((row) => ({ ...row, id: String(row.id) })), unread };
}

/** Marks all that there are as read. */
export async function readAllNotifications(db: Kysely<Tables>, userId: string): Promise<void> {
  await db.updateTable('notification').set({ read_at: sql`clock_timestamp()` }).where('user_id', '=', userId).where('read_at', 'is', null).execute();
}
