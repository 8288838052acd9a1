import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import { untilSettled } from '../../src/licensing/until-settled.ts';

type Attempt = readonly [outcomes: string, error?: LicensingErrorCode];

let log: string[];
let stop: AbortController;
let open: Map<string, string>;
beforeEach(() => {
  log = [];
  stop = new AbortController();
  open = new Map([['a', 'A'], ['b', 'B']]);
});

/** Answers attempt after attempt: the keys it yields, then an error or a proper end. */
async function send(attempts: readonly Attempt[], onEnded = (): void => {}): Promise<void> {
  const left = [...attempts];
  await untilSettled(
    {
      open,
      ask: async function* () {
        const [outcomes, error] = left.shift()!;
        yield* outcomes;
        if (error) throw new LicensingError(error);
      },
      keyOf: (key) => key,
      ended: (item) => (log.push(`${item} ended`), onEnded()),
      refused: (item, code) => void log.push(`${item} ${code}`),
      lost: async (items, { code }, attempt) => void log.push(`lost ${[...items].join('')} ${code} ${attempt}`),
    },
    stop.signal,
  );
  assert.equal(left.length, 0, 'all attempts were made');
}

describe('BX-2 untilSettled', () => {
  test('asks until every item has ended, and tells none twice', async () => {
    await send([['a', 'offline'], ['a', 'server'], ['ab']]);
    assert.deepEqual(log, ['A ended', 'lost B offline 0', 'lost B server 1', 'B ended']);
    assert.equal(open.size, 0);
  });

  test('an answer that ends without every outcome is a lost one', async () => {
    await send([['xb'], ['a']]);
    assert.deepEqual(log, ['B ended', 'lost A unexpected-shape 0', 'A ended']);
  });

  test('a refusal ends what is open, and only that', async () => {
    await send([['b', 'offline'], ['', 'rejected']]);
    assert.deepEqual(log, ['B ended', 'lost A offline 0', 'A rejected']);
  });

  test('after an abort nothing is told, and what was open stays known', async () => {
    await send([['ab', 'forbidden']], () => stop.abort());
    assert.deepEqual([log, [...open.keys()]], [['A ended'], ['b']]);
  });

  test('nothing to ask for is not asked', () => {
    open.clear();
    return send([]);
  });
});
