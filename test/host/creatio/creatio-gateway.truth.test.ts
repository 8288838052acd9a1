import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCreatioGateway } from '../../../src/host/creatio/creatio-gateway.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { ItemOutcome } from '../../../src/licensing/outcome.ts';
import type { BatchItem } from '../../../src/licensing/plan.ts';
import { FakeCreatio } from './support/fake-creatio.ts';
import { apply, batch, item } from './support/save-rig.ts';

const PACKAGES = 5;
const at = fc.integer({ min: 0, max: PACKAGES - 1 });

/** Somebody else grants or recalls, to or from the user or others. */
const foreign = fc.array(fc.record({ who: fc.integer({ min: 0, max: 3 }), at, held: fc.boolean() }), { maxLength: 4 });
const worlds = fc.record({
  packages: fc.array(fc.record({ seats: fc.integer({ min: 0, max: 3 }), held: fc.boolean(), others: fc.integer({ min: 0, max: 3 }) }), { minLength: PACKAGES, maxLength: PACKAGES }),
  wishes: fc.uniqueArray(fc.record({ at, grant: fc.boolean() }), { minLength: 1, selector: (wish) => wish.at }),
  /** In which order a write comes to the packages, and which of them it leaves as they are. */
  order: fc.shuffledSubarray([...Array(PACKAGES).keys()], { minLength: PACKAGES }),
  left: fc.uniqueArray(at),
  said: fc.constantFrom('', 'Not everything was saved.'),
  between: foreign,
  after: foreign,
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

/** As the user's list told it: what is held and used, by package. */
type Told = ReadonlyMap<string, { readonly held: boolean; readonly used: number }>;

function hostOf(world: World): { readonly host: FakeCreatio; readonly ids: readonly string[]; readonly items: BatchItem[]; readonly told: Told[] } {
  const host = new FakeCreatio();
  const ids = world.packages.map(({ seats, held, others }, n) => {
    const id = host.pack(n, { counts: [seats] });
    if (held) host.hold(host.user, id);
    for (const other of host.others.slice(0, others)) host.hold(other, id);
    return id;
  });
  const change = (changes: World['between']): void => {
    for (const { who, at, held } of changes) host[held ? 'hold' : 'drop']([host.user, ...host.others][who]!, ids[at]!);
  };
  host.update = (userId, wishes) => {
    change(world.between);
    for (const n of world.order) {
      const wish = wishes.find(([id]) => id === ids[n]);
      if (wish && !world.left.includes(n)) host.fulfil(userId, wish);
    }
    change(world.after);
    return world.said;
  };
  const told: Told[] = [];
  host.before = (method) => {
    if (method === 'GetAvailableLicPackages') told.push(new Map(ids.map((id) => [id, { held: host.holds(host.user, id), used: host.used(id) }])));
  };
  return { host, ids, told, items: world.wishes.map(({ at, grant }) => item(grant ? 'grant' : 'recall', host.user, ids[at]!)) };
}

/** What became of an item, worked out from what the list told first and last and from nothing else. */
function endOf({ change, productId }: BatchItem, paid: number, first: Told, last: Told, said: string): string {
  const [before, after] = [first.get(productId)!, last.get(productId)!];
  if (change === 'recall') return !before.held ? 'skipped not-held' : !after.held ? 'applied recall' : said ? 'failed rejected' : 'failed conflict';
  if (before.held) return 'skipped already-held';
  if (before.used >= paid) return 'skipped no-seat';
  if (after.held) return 'applied grant';
  return after.used >= paid ? 'skipped no-seat' : said ? 'failed rejected' : 'failed conflict';
}

const endsOf = (outcomes: readonly ItemOutcome[]): Record<string, string> =>
  Object.fromEntries(outcomes.map(({ key, outcome, effect, code }) => [key, `${outcome} ${effect ?? code}`]));

test('BX-5 however a write is half done, reordered and crossed by others, outcomes are the difference', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { host, items, told } = hostOf(world);
      const outcomes = await apply(host, batch(...items));
      const [first, last] = [told[0]!, told.at(-1)!];
      assert.deepEqual(endsOf(outcomes), Object.fromEntries(items.map((one) => [one.key, endOf(one, host.paid(one.productId), first, last, world.said)])));
      for (const { key, seats } of outcomes) assert.equal(seats!.used, last.get(key.split(':')[2]!)!.used);
      assert.equal(outcomes.length, items.length);
      assert.ok(told.length <= 2);
    }),
    { numRuns: 300 },
  );
});

test('BX-2 however often answers are lost, before or after something was done, it is known in the end what was', async () => {
  const calls = ['UpdateLicenseInfo', 'GetAvailableLicPackages', 'SelectQuery'];
  const losses = fc.array(fc.record({ call: fc.constantFrom(...calls), late: fc.boolean() }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(worlds, losses, fc.boolean(), async (calm, lost, reload) => {
      // Alone in the world: whatever is different afterwards we did.
      const world: World = { ...calm, between: [], after: [], said: '', left: [] };
      const { host, items, told } = hostOf(world);
      const left = [...lost];
      const lose = (late: boolean) => (method: string): undefined => {
        const [next] = left;
        if (next?.call !== method || next.late !== late) return undefined;
        left.shift();
        // A read is asked once more by itself; this one stays lost.
        throw new RangeError('the connection broke');
      };
      const note = host.before;
      host.before = (method) => (lose(false)(method), note(method));
      host.after = lose(true);
      const sent = batch(...items);
      let gateway = createCreatioGateway(host.options);
      const heard = new Map<string, ItemOutcome>();
      for (let attempt = 0; heard.size < items.length; attempt++) {
        assert.ok(attempt <= lost.length);
        if (reload) gateway = createCreatioGateway(host.options);
        try {
          for (const outcome of await apply(host, sent, gateway)) heard.set(outcome.key, outcome);
        } catch (error) {
          assert.ok(error instanceof LicensingError, String(error));
        }
      }
      const last = new Map(items.map(({ productId }) => [productId, { held: host.holds(host.user, productId), used: host.used(productId) }]));
      assert.deepEqual(endsOf([...heard.values()]), Object.fromEntries(items.map((one) => [one.key, endOf(one, host.paid(one.productId), told[0]!, last, '')])));
    }),
    { numRuns: 200 },
  );
});
