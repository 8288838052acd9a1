import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as wire from '../../../src/host/rest/wire.ts';
import type { Batch } from '../../../src/licensing/gateway.ts';
import { requires } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { isId, isStorable, readBody } from '../http/input.ts';
import { ndjson } from '../http/ndjson.ts';
import { HttpProblem } from '../http/problem.ts';
import { applyBatch, registerBatch } from './apply-batch.ts';
import { readLedger } from './ledger.ts';

/** Batches and their ledgers. */
export function batchRoutes(db: Kysely<Tables>, failure: (error: unknown) => void): Hono<Env> {
  const app = new Hono<Env>();

  app.post('/batches', requires('CanManageLicUsers'), async (context) => {
    const batch = await readBody(context, wire.batch);
    checkStorable(batch);
    const { user, sessionId } = context.get('signedIn');
    await registerBatch(db, batch, user.id);
    const outcomes = applyBatch({ db, batchId: batch.id, actorId: user.id, sessionId }, batch, failure);
    return ndjson(outcomes);
  });

  app.get('/batches/:id', requires('CanManageLicUsers'), async (context) => context.json(await readLedger(db, context.req.param('id'))));

  return app;
}

/** Ids and keys are stored as they came, so they have to be what they seem. */
function checkStorable(batch: Batch): void {
  const wrong = !isId(batch.id)
    ? 'id: a UUID in lower case expected'
    : batch.items.flatMap((item, index) =>
        [item.key, item.userId, item.productId].every(isStorable) ? [] : [`items.${index}: a character that can not be stored`])[0];
  if (wrong !== undefined) throw new HttpProblem(422, 'rejected', 'The request has a wrong shape.', wrong);
}
