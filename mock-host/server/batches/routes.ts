import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as bulk from '../../../src/host/rest/wire-bulk.ts';
import * as wire from '../../../src/host/rest/wire.ts';
import type { Batch } from '../../../src/licensing/gateway.ts';
import { requires } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { isId, isStorable, readBody, readQuery } from '../http/input.ts';
import { ndjson, ndjsonLines } from '../http/ndjson.ts';
import { HttpProblem } from '../http/problem.ts';
import { bulkCapabilities } from '../plans/limits.ts';
import { applyBatch, applyPlaces } from './apply-batch.ts';
import { createBatch } from './create-batch.ts';
import { joinIn, ownBatch, settleBatch, takeOver } from './journal.ts';
import { ledgerQuery, readLedger } from './ledger.ts';
import { registerBatch } from './register.ts';
import { batchesQuery, readBatches, readSummary } from './summary.ts';

/** Batches and their ledgers. Whoever has the right may look at any; who has made one may carry it out. */
export function batchRoutes(db: Kysely<Tables>, failure: (error: unknown) => void): Hono<Env> {
  const app = new Hono<Env>();
  const managers = requires('CanManageLicUsers');

  app.get('/batches', managers, async (context) =>
    context.json(await readBatches(db, readQuery(context, batchesQuery), context.get('signedIn').user.id)));

  app.post('/batches', managers, async (context) => {
    const batch = await readBody(context, wire.batch);
    checkStorable(batch);
    const { user, sessionId } = context.get('signedIn');
    await registerBatch(db, batch, user.id);
    const run = await joinIn(db, batch.id, batch.items.length);
    return ndjson(applyBatch({ db, batchId: batch.id, actorId: user.id, sessionId, run, keepSeats: true }, batch.items.length, failure));
  });

  app.get('/batches/:id', managers, async (context) => context.json(await readSummary(db, context.req.param('id'))));

  app.put('/batches/:id', managers, async (context) => {
    const batch = await readBody(context, bulk.newBatch);
    const id = context.req.param('id');
    await createBatch(db, id, batch, context.get('signedIn').user.id);
    return context.json(await readSummary(db, id));
  });

  app.get('/batches/:id/items', managers, async (context) =>
    context.json(await readLedger(db, context.req.param('id'), readQuery(context, ledgerQuery))));

  app.post('/batches/:id/apply', managers, async (context) => {
    const { from, to } = await readBody(context, bulk.applyRequest);
    const { user, sessionId } = context.get('signedIn');
    const { id: batchId, item_count } = await ownBatch(db, context.req.param('id'), user.id);
    if (from >= to || to > item_count || to - from > bulkCapabilities.maxApply) {
      throw new HttpProblem(422, 'rejected', 'The request has a wrong shape.', `from, to: at most ${bulkCapabilities.maxApply} of the places from 0 to ${item_count} expected`);
    }
    const run = await takeOver(db, batchId, to);
    return ndjsonLines(applyPlaces({ db, batchId, actorId: user.id, sessionId, run, keepSeats: false }, from, to, failure));
  });

  for (const verb of ['settle', 'stop'] as const) {
    app.post(`/batches/:id/${verb}`, managers, async (context) => {
      const { id } = await ownBatch(db, context.req.param('id'), context.get('signedIn').user.id);
      await settleBatch(db, id, verb === 'stop');
      return context.json(await readSummary(db, id));
    });
  }

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
