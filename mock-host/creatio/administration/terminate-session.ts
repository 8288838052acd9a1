import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import * as z from 'zod/mini';
import { logOut } from '../../server/auth/sessions.ts';
import { registerEnd } from '../../server/sessions/end-ledger.ts';
import { endSessions } from '../../server/sessions/end-sessions.ts';
import { type Call, type Method, bodyOf } from '../call.ts';

const request = z.strictObject({ recordId: z.string() });

/**
 * `TerminateSession {recordId}`: 1 = it will be over, -1 = there is no such session. It ends whatever it is told to, the
 * caller's own session too. One that is over already is as good as unknown with the quirk, and as good as ended without.
 */
export const terminateSession: Method = {
  needs: ['CanManageAdministration'],
  async run(call) {
    switch (await end(call, bodyOf(call, request).recordId.toLowerCase())) {
      case 'ended':
      case 'ending':
        return 1;
      case 'already-ended':
        return call.settings.quirks['minus-one'] ? -1 : 1;
      default:
        return -1;
    }
  },
};

async function end({ database: { db }, caller, settings, endDelaySeconds }: Call, sessionId: string): Promise<string | null> {
  const batch = { id: randomUUID(), sessionIds: [sessionId], reason: null };
  const delaySeconds = settings.quirks['late-termination'] ? endDelaySeconds : 0;
  const context = { db, actorId: caller.user.id, sessionId: caller.sessionId, delaySeconds };
  await registerEnd(db, batch, caller.user.id);
  for await (const { effect } of endSessions(context, batch, fail)) {
    if (effect !== 'own-session') return effect;
    await logOut(db, sql`s.id = ${sessionId}::uuid`);
  }
  return 'ended';
}

const fail = (error: unknown): never => {
  throw error;
};
