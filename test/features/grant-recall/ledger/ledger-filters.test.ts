import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { filterOf, filtersOf, queryOf, sharesOf } from '../../../../src/features/grant-recall/ledger/ledger-filters.ts';
import { skips } from '../../../../src/features/grant-recall/result-line.ts';
import type { Outcome } from '../../../../src/licensing/outcome.ts';
import { company, makeBatch, signal, undo } from './made.ts';

const outcomes: readonly Outcome[] = ['applied', 'skipped', 'failed', 'not-attempted', 'unknown'];
const count = fc.nat(300_000);

describe('BX-5 a ledger adds up', () => {
  test('whatever a host counts, every item is in exactly one share', () => {
    const tallies = fc.record({ applied: count, skipped: count, failed: count, 'not-attempted': count, unknown: count });
    const effects = fc.dictionary(fc.constantFrom(...skips, 'grant', 'recall', 'role-derived'), count);
    fc.assert(
      fc.property(tallies, effects, (tally, effects) => {
        const shares = sharesOf({ tally, effects });
        assert.equal(shares.reduce((sum, share) => sum + share.count, 0), outcomes.reduce((sum, outcome) => sum + tally[outcome], 0));
        assert.equal(new Set(shares.map(({ id }) => id)).size, shares.length);
        assert.ok(shares.every((share) => share.count > 0));
      }),
    );
  });

  test('whatever became of a batch, each share has as many items as it says, and together they are all', async () => {
    const codes = ['server', 'forbidden', 'rejected'] as const;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 24 }), fc.array(fc.option(fc.constantFrom(...codes)), { minLength: 24, maxLength: 24 }), fc.nat(24), async (people, fails, apply) => {
        const bulk = company(people);
        bulk.host.batches.chunk = 5;
        bulk.host.batches.fail = ({ at }) => fails[at % 24] ?? null;
        const summary = await makeBatch(bulk, undefined, apply);
        const found: number[] = [];
        for (const share of sharesOf(summary)) {
          const query = queryOf({ search: '', filters: filtersOf({ share: share.id, productId: null, drifted: false }) });
          const { items, total } = await bulk.ledger(summary.id, { ...query, cursor: null, limit: 5000 }, signal);
          assert.deepEqual([share.id, items.length, total], [share.id, share.count, share.count]);
          found.push(...items.map(({ at }) => at));
        }
        assert.deepEqual(found.sort((a, b) => a - b), Array.from({ length: summary.total }, (_, at) => at));
      }),
      { numRuns: 60 },
    );
  });

  test('BX-1 what ended otherwise than planned is found, as much as is counted', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 0);
    bulk.world.hold('p5', 'crm').hold('p6', 'studio');
    for await (const _ of bulk.apply(id, 0, 24, signal));
    const query = queryOf({ search: '', filters: filtersOf({ share: null, productId: null, drifted: true }) });
    const { items } = await bulk.ledger(id, { ...query, cursor: null, limit: 100 }, signal);
    const { drift } = await bulk.batch(id, signal);
    assert.deepEqual([drift, items.map(({ user, effect }) => `${user.id} ${effect}`)], [2, ['p5 already-held', 'p6 already-held']]);
  });

  test('BX-4 of an undo, what somebody else has changed since is a share of its own', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    bulk.world.hold('p5', 'studio', { by: 'Somebody' });
    const shares = sharesOf(await undo(bulk, id));
    assert.deepEqual(shares.find((share) => share.id === 'conflict'), { id: 'conflict', count: 1 });
  });
});

describe('filters', () => {
  test('are what the grid keeps, there and back', () => {
    const filters = fc.record({ share: fc.option(fc.constantFrom(...outcomes, ...skips)), productId: fc.option(fc.constant('crm')), drifted: fc.boolean() }, { noNullPrototype: true });
    fc.assert(fc.property(filters, (filter) => assert.deepEqual(filterOf(filtersOf(filter)), filter)));
    assert.deepEqual(filtersOf({ share: null, productId: null, drifted: false }), {});
  });

  test('a host is asked for outcomes, and for effects where it is about why something was skipped', () => {
    const ask = (share: Outcome | 'no-seat' | null) => queryOf({ search: 'jo', filters: filtersOf({ share, productId: 'crm', drifted: true }) });
    assert.deepEqual(ask('no-seat'), { search: 'jo', productId: 'crm', drifted: true, outcomes: ['skipped'], effects: ['no-seat'] });
    assert.deepEqual(ask('failed'), { search: 'jo', productId: 'crm', drifted: true, outcomes: ['failed'], effects: null });
    assert.deepEqual(ask(null), { search: 'jo', productId: 'crm', drifted: true, outcomes: null, effects: null });
  });
});
