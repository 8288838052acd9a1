import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { RunTally, isOver, openIn, retryableCount } from '../../../../src/features/grant-recall/run/run-tally.ts';
import type { BatchSummary, SettledItems } from '../../../../src/licensing/bulk-gateway.ts';

const none = { applied: 0, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 };

function summaryOf(total: number, tally: Partial<BatchSummary['tally']> = {}, rest: Partial<BatchSummary> = {}): BatchSummary {
  return {
    id: 'b', by: { id: 'me', name: 'Me' }, createdAt: 0, endedAt: null, stopped: false, total, tally: { ...none, 'not-attempted': total, ...tally },
    effects: {}, codes: {}, running: false, drift: 0, people: total, products: [], person: null, undoes: null, undoneBy: null, ...rest,
  };
}

const applied = { outcome: 'applied', effect: 'grant', code: null } as const;
const failed = { outcome: 'failed', effect: null, code: 'server' } as const;
const told = (from: number, ...items: SettledItems['items']): SettledItems => ({ from, items, seats: [] });

describe('how many items ended how', () => {
  test('what is asked for is unknown until it is told, or known not to be carried out', () => {
    const tally = new RunTally(summaryOf(10));
    tally.ask(0, 4);
    assert.deepEqual(tally.summary().tally, { ...none, 'not-attempted': 6, unknown: 4 });
    assert.equal(tally.tell(told(0, applied, failed)), 2);
    assert.deepEqual(tally.summary().tally, { ...none, applied: 1, failed: 1, 'not-attempted': 6, unknown: 2 });
    tally.giveBack();
    assert.deepEqual(tally.summary().tally, { ...none, applied: 1, failed: 1, 'not-attempted': 8 });
    assert.deepEqual([tally.summary().effects, tally.summary().codes, tally.done], [{ grant: 1 }, { server: 1 }, 2]);
  });

  test('what is told again counts once', () => {
    const tally = new RunTally(summaryOf(4));
    tally.ask(0, 4);
    tally.tell(told(0, applied, applied));
    tally.ask(0, 4);
    assert.equal(tally.tell(told(0, applied, applied, applied, applied)), 2);
    assert.deepEqual(tally.summary().tally, { ...none, applied: 4 });
  });

  test('what failed and is attempted again is unknown meanwhile; what can do no better stays', () => {
    const tally = new RunTally(summaryOf(3, { failed: 3, 'not-attempted': 0 }, { codes: { server: 2, rejected: 1 } }));
    assert.deepEqual([tally.reopen(0, 'server'), tally.reopen(1, 'rejected'), tally.reopen(2, 'server')], [true, false, true]);
    tally.ask(0, 3);
    assert.deepEqual([tally.summary().tally, tally.summary().codes], [{ ...none, failed: 1, unknown: 2 }, { rejected: 1 }]);
    tally.tell(told(0, applied));
    tally.giveBack();
    assert.deepEqual([tally.summary().tally, tally.summary().codes], [{ ...none, applied: 1, failed: 2 }, { rejected: 1, server: 1 }]);
  });

  test('the host’s own figures replace what was told', () => {
    const tally = new RunTally(summaryOf(10));
    tally.ask(0, 10);
    tally.adopt(summaryOf(10, { applied: 7, 'not-attempted': 3 }));
    assert.deepEqual([tally.summary().tally, tally.next(0, 10)], [{ ...none, applied: 7, 'not-attempted': 3 }, 7]);
  });

  test('a place that the batch does not have is nobody’s', () => {
    const tally = new RunTally(summaryOf(1));
    tally.ask(0, 1);
    assert.equal(tally.tell(told(0, applied, applied)), 1);
    assert.deepEqual(tally.summary().tally, { ...none, applied: 1 });
  });

  test('BX-5: whatever is asked, told, lost and adopted, the sum is the total', () => {
    const place = fc.nat({ max: 20 });
    const act = fc.oneof(
      fc.tuple(fc.constant('ask' as const), place, place),
      fc.tuple(fc.constant('tell' as const), place, place),
      fc.tuple(fc.constant('reopen' as const), place, place),
      fc.tuple(fc.constant('giveBack' as const), place, place),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const total = 20;
        const tally = new RunTally(summaryOf(total));
        const known = new Set<number>();
        for (const [name, a, b] of acts) {
          const [from, to] = a < b ? [a, b] : [b, a];
          if (name === 'ask') tally.ask(from, to);
          else if (name === 'giveBack') tally.giveBack();
          else if (name === 'tell') {
            tally.tell({ from, items: Array.from({ length: to - from }, (_, at) => ((from + at) % 3 ? applied : failed)), seats: [] });
            for (let at = from; at < to; at++) known.add(at);
          } else if (known.has(from) && from % 3 === 0) {
            tally.giveBack();
            tally.reopen(from, 'server');
          }
          const { tally: counts, effects, codes } = tally.summary();
          assert.equal(Object.values(counts).reduce((all, count) => all + count), total);
          assert.ok(Object.values(counts).every((count) => count >= 0), JSON.stringify(counts));
          assert.deepEqual([effects.grant ?? 0, codes.server ?? 0], [counts.applied, counts.failed]);
        }
        tally.giveBack();
        assert.equal(tally.done, known.size);
      }),
    );
  });
});

test('what failed by the host’s fault or for want of rights may do better', () => {
  assert.equal(retryableCount({ codes: { server: 2, forbidden: 3, rejected: 4, 'not-found': 5 } }), 5);
});

test('a batch is over when all was attempted, or when it was stopped and nothing is unknown', () => {
  assert.deepEqual(
    [summaryOf(2), summaryOf(2, {}, { stopped: true }), summaryOf(2, { unknown: 1, 'not-attempted': 1 }, { stopped: true }), summaryOf(2, { applied: 2, 'not-attempted': 0 })].map(
      (summary) => [openIn(summary), isOver(summary)],
    ),
    [[2, false], [2, true], [2, false], [0, true]],
  );
});
