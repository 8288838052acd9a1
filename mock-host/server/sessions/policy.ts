import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type { sessionPolicy } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import { IDLE_MINUTES, isIdleMinutes } from '../../../src/licensing/session.ts';
import { NOTE_EVERY_SECONDS } from '../auth/due.ts';
import type { Tables } from '../database/tables.ts';
import { HttpProblem } from '../http/problem.ts';

type WirePolicy = Wire<typeof sessionPolicy>;

const range = `${IDLE_MINUTES.least} to ${IDLE_MINUTES.most}`;

/** Minutes are judged by the rule, which says more than a shape could. */
export const policyChange = z.object({ idleMinutes: z.nullable(z.number()), version: z.int().check(z.nonnegative()) });
export const effectQuery = z.object({ idleMinutes: z.coerce.number() });

/** The policy and, until somebody has changed it, no moment at which that was. */
export async function readPolicy(db: Kysely<Tables>): Promise<WirePolicy> {
  const { rows } = await sql<WirePolicy>`
    select p.idle_minutes as "idleMinutes", case when p.version > 0 then p.changed_at end as "changedAt", u.name as "changedBy", p.version
    from session_policy p left join app_user u on u.id = p.changed_by`.execute(db);
  return rows[0]!;
}

/** Throws a problem when minutes are out of range, or when somebody else changed the policy since `version`. */
export async function savePolicy(db: Kysely<Tables>, { idleMinutes, version }: z.output<typeof policyChange>, actorId: string): Promise<WirePolicy> {
  if (idleMinutes !== null) checkMinutes(idleMinutes);
  const { rows } = await sql`
    update session_policy set idle_minutes = ${idleMinutes}::integer, changed_at = clock_timestamp(), changed_by = ${actorId}::uuid, version = version + 1
    where version = ${version} returning id`.execute(db);
  if (!rows.length) throw new HttpProblem(409, 'conflict', 'Somebody else has changed the policy meanwhile.', 'version: read the policy again');
  return readPolicy(db);
}

/** How many sessions would expire at once if the policy were so: a request may have gone unnoted for a while. */
export async function readEffect(db: Kysely<Tables>, idleMinutes: number): Promise<{ count: number }> {
  checkMinutes(idleMinutes);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from session s where s.ended_at is null and s.kind <> 'explorer'
      and s.last_request_at < clock_timestamp() - make_interval(mins => ${idleMinutes}::integer, secs => ${NOTE_EVERY_SECONDS})`.execute(db);
  return rows[0]!;
}

function checkMinutes(minutes: number): void {
  if (isIdleMinutes(minutes)) return;
  throw new HttpProblem(422, 'rejected', `Sessions may idle for ${range} minutes before they end.`, `idleMinutes: a whole number from ${range} expected`);
}
