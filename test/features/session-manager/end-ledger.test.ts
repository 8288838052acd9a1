import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { EndLedger, type Result } from '../../../src/features/session-manager/end-ledger.ts';
import { tally } from '../../../src/licensing/outcome.ts';

const ids = ['a', 'b', 'c', 'd'];
const end = { at: 1, method: 'terminated', by: null, reason: null } as const;

const results = fc.constantFrom<Result>(
  { outcome: 'not-attempted' },
  { outcome: 'unknown' },
  { outcome: 'unknown', givenUp: 'offline' },
  { outcome: 'applied', effect: 'ended', end },
  { outcome: 'applied', effect: 'ending' },
  { outcome: 'skipped', effect: 'already-ended', end: { ...end, method: 'log-out' } },
  { outcome: 'skipped', effect: 'own-session' },
  { outcome: 'failed', code: 'server', retryable: true },
  { outcome: 'failed', code: 'forbidden', retryable: false },
);

function filled(): EndLedger {
  const ledger = new EndLedger();
  for (const id of ids) ledger.add({ id, userName: id.toUpperCase(), login: `${id}@example.com` }, null);
  return ledger;
}

describe('BX-5, BX-12 the ledger of an ending', () => {
  test('adds up at any moment, whatever is told in whatever order', () => {
    const step = fc.record({ id: fc.constantFrom(...ids, 'stranger'), result: results, how: fc.constantFrom('set', 'settle', 'give back', 'add') });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const ledger = filled();
        for (const { id, result, how } of steps) {
          if (how === 'set') ledger.set(id, result);
          else if (how === 'settle') ledger.settle(id, result.end ?? null);
          else if (how === 'give back') ledger.giveBack(id);
          else if (id !== 'stranger') ledger.add({ id, userName: '', login: '' }, null);
          const { total, ended, ending, skipped, failed, notAttempted, unknown } = ledger.run(false, null);
          const counted = tally(ledger.items());
          assert.equal(total, ids.length);
          assert.equal(ended + ending + skipped + failed + notAttempted + unknown, total);
          assert.deepEqual(
            { applied: ended + ending, skipped, failed, 'not-attempted': notAttempted, unknown },
            counted,
          );
          assert.equal(ledger.run(false, null).canRetry, ledger.failed().length > 0);
        }
      }),
    );
  });

  test('names who it was about, in the order asked for', () => {
    assert.deepEqual(filled().items()[1], { id: 'b', userName: 'B', login: 'b@example.com', outcome: 'not-attempted', effect: null, code: null, end: null });
  });

  test('an outcome that was told stays, whatever is heard afterwards', () => {
    const ledger = filled();
    ledger.set('a', { outcome: 'skipped', effect: 'already-ended', end: null });
    ledger.set('b', { outcome: 'unknown' });
    assert.deepEqual([ledger.settle('a', end), ledger.settle('b', end), ledger.settle('stranger', end)], [false, false, false]);
    ledger.giveBack('b');
    assert.deepEqual([ledger.items()[0]!.end, ledger.items()[1]!.outcome], [null, 'unknown']);
  });

  test('one whose answer was given up is ours when an administrator ended it, and else was over before', () => {
    const ledger = filled();
    for (const id of ids) ledger.set(id, { outcome: 'unknown', givenUp: 'timeout' });
    ledger.settle('a', end);
    ledger.settle('b', { ...end, method: 'expired' });
    ledger.settle('c', null);
    ledger.giveBack('d');
    assert.deepEqual(ledger.items().map(({ outcome, effect, code }) => `${outcome} ${effect ?? code}`), [
      'applied ended', 'skipped already-ended', 'skipped already-ended', 'failed timeout',
    ]);
  });

  test('failed ones can be tried again when nothing is under way', () => {
    const ledger = filled();
    ledger.set('a', { outcome: 'failed', code: 'server', retryable: true });
    assert.deepEqual([ledger.run(true, null).canRetry, ledger.run(false, null).canRetry], [false, true]);
  });
});
