import { type Kysely, sql } from 'kysely';
import type { sessionStatuses } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { type EndRow, endColumns, toWireEnd } from './rows.ts';

type Statuses = Wire<typeof sessionStatuses>;

/** What became of sessions, one answer for each id. Explorer sessions are as unknown as any nobody had. */
export async function lookUp(db: Kysely<Tables>, ids: readonly string[]): Promise<Statuses> {
  const { rows } = await sql<EndRow & { readonly id: string; readonly ending: boolean }>`
    select s.id, s.ending_at is not null as ending, ${endColumns}
    from session s where s.id = any (${sql.val(ids.filter(isId))}::uuid[]) and s.kind <> 'explorer'`.execute(db);
  const found = new Map(rows.map((row) => [row.id, row]));
  return {
    items: [...new Set(ids)].map((id): Statuses['items'][number] => {
      const row = found.get(id);
      if (!row) return { id, state: 'unknown', end: null };
      const end = toWireEnd(row);
      return { id, state: end ? 'ended' : row.ending ? 'ending' : 'active', end };
    }),
  };
}
