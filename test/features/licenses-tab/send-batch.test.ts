import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type BatchListener, sendBatch } from '../../../src/features/licenses-tab/send-batch.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import type { Batch, LicensingGateway } from '../../../src/licensing/gateway.ts';
import type { ItemOutcome } from '../../../src/licensing/outcome.ts';

const item = (productId: string) => ({ key: productId, userId: 'caleb', productId, change: 'grant', seatVersion: 1 }) as const;
const batch: Batch = { id: 'b1', items: [item('a'), item('b')] };
const applied = (key: string): ItemOutcome => ({ key, outcome: 'applied', effect: 'grant', code: null, retryable: false, seats: null });

let log: string[];
let stop: AbortController;
let listener: BatchListener;
beforeEach(() => {
  log = [];
  stop = new AbortController();
  listener = {
    ended: ({ key }, { outcome, code }) => void log.push(`${key} ${outcome}${code ? ` ${code}` : ''}`),
    lost: async (open, { code }, attempt) => void log.push(`lost ${[...open].map(({ key }) => key).join()} ${code} ${attempt}`),
  };
});

/** Answers attempt after attempt: what it yields, then an error or a proper end. */
async function send(...attempts: [outcomes: string[], error?: LicensingErrorCode][]): Promise<void> {
  const applyBatch = async function* (): AsyncGenerator<ItemOutcome> {
    const [outcomes, error] = attempts.shift()!;
    for (const key of outcomes) yield applied(key);
    if (error) throw new LicensingError(error);
  };
  await sendBatch({ applyBatch } as unknown as LicensingGateway, batch, stop.signal, listener);
  assert.equal(attempts.length, 0, 'all attempts were made');
}

describe('BX-2 sendBatch', () => {
  test('tells every outcome once', async () => {
    await send([['b', 'a']]);
    assert.deepEqual(log, ['b applied', 'a applied']);
  });

  test('sends again until every item has ended, and tells none twice', async () => {
    await send([['a'], 'offline'], [['a'], 'server'], [['a', 'b']]);
    assert.deepEqual(log, ['a applied', 'lost b offline 0', 'lost b server 1', 'b applied']);
  });

  test('an item without an outcome is unknown, however properly the answer ended', async () => {
    await send([['a']], [['a', 'b']]);
    assert.deepEqual(log, ['a applied', 'lost b unexpected-shape 0', 'b applied']);
  });

  test('outcomes of items that nobody asked for are not told', async () => {
    await send([['ghost', 'a', 'b']]);
    assert.deepEqual(log, ['a applied', 'b applied']);
  });

  test('a refusal ends what is open as failed', async () => {
    await send([['a'], 'offline'], [[], 'forbidden']);
    assert.deepEqual(log, ['a applied', 'lost b offline 0', 'b failed forbidden']);
  });

  test('what comes after an abort is not told, whatever the gateway makes of the abort', async () => {
    const { ended } = listener;
    listener = { ...listener, ended: (...told) => (ended(...told), stop.abort()) };
    await send([['a', 'b']]);
    assert.deepEqual(log, ['a applied']);
  });

  test('an abort ends it without a word', async () => {
    listener = { ...listener, lost: async () => stop.abort() };
    await send([['a'], 'offline']);
    assert.deepEqual(log, ['a applied']);
  });
});
