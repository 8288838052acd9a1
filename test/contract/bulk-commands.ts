import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProductChange } from '../../src/licensing/bulk.ts';
import { Model, type ModelChange, type ModelColumn, told } from './bulk-model.ts';
import { type Real, compare } from './bulk-real.ts';
import { refused } from './bulk-rig.ts';
import { RunCommand } from './bulk-run-command.ts';

const PEOPLE = 5;
const PRODUCTS = 3;

export type Command = fc.AsyncCommand<Model, Real>;

/** Something that is done at the host and in the model; afterwards both have to tell the same. */
function command<T>(name: string, values: T, may: (model: Readonly<Model>) => boolean, run: (model: Model, real: Real) => Promise<number | void>): Command {
  return {
    check: may,
    async run(model, real) {
      await compare(model, real, (await run(model, real)) ?? undefined);
    },
    toString: () => `${name} ${JSON.stringify(values)}`,
  };
}

/** What the administrator wants done with some products, by number. */
type Wish = { readonly kind: 'grant' | 'recall' | 'swap'; readonly product: number };

function changesOf(wishes: readonly Wish[], { products }: Real): { asked: ProductChange[]; columns: ModelChange[] } {
  const asked: ProductChange[] = [];
  const columns: ModelChange[] = [];
  const left = [...wishes];
  for (let wish; (wish = left.shift()); ) {
    const { kind, product } = wish;
    const to = kind === 'swap' ? left.shift() : undefined;
    if (kind === 'swap' && to) {
      asked.push({ kind, productId: products[product]!, to: products[to.product]! });
      columns.push({ change: 'grant', product: to.product, ifHolds: product }, { change: 'recall', product, ifHolds: to.product });
    } else {
      const change = kind === 'swap' ? 'recall' : kind;
      asked.push({ kind: change, productId: products[product]! });
      columns.push({ change, product, ifHolds: null });
    }
  }
  return { asked, columns };
}

interface Planning {
  readonly users: readonly number[];
  readonly wishes: readonly Wish[];
  readonly picked: readonly number[];
  readonly here: boolean;
}

/** Plans, compares cell for cell, and takes the batch on: as planned by the host, or here. */
const plan = (values: Planning): Command =>
  command('plan', values, () => true, async (model, real) => {
    const { rig, users, products } = real;
    const { asked, columns } = changesOf(values.wishes, real);
    const selected = values.users.map((user) => users[user]!);
    const hand = { by: 'hand', userIds: values.picked.map((user) => users[user]!) } as const;
    const orders = Object.fromEntries(products.map((id) => [id, hand]));
    const served = [...values.users.filter((user) => values.picked.includes(user)), ...values.users.filter((user) => !values.picked.includes(user))];
    const planned = model.plan(columns.map((column) => ({ column, users: values.users, served })));
    const made = await rig.plan(selected, asked, orders);
    await samePlan(planned, real, made.id!);
    const id = crypto.randomUUID();
    const request = { selectionId: await rig.select(selected), changes: asked, orders };
    const shown = planned.map(({ product, cells }) => ({ productId: products[product]!, effects: cells.map(({ effect }) => effect) }));
    await rig.admin.createBatch(values.here ? { id, request, shown } : { id, planId: made.id! }, rig.signal);
    model.takeOn(planned);
    return real.batches.push(id) - 1;
  });

async function samePlan(planned: readonly ModelColumn[], { rig, users, products }: Real, planId: string): Promise<void> {
  assert.deepEqual(
    (await rig.rows(planId)).map(({ user, productId, change, effect }) => [user.id, productId, change, effect]),
    planned.flatMap(({ product, change, cells }) => cells.map(({ user, effect }) => [users[user], products[product], change, effect])),
  );
}

const some = (model: Readonly<Model>): boolean => model.batches.length > 0;
/** Counted from the latest. */
const numberOf = (batch: number, { batches: { length } }: Readonly<Model>): number => length - 1 - (batch % length);

const undo = (values: { batch: number }): Command =>
  command('undo', values, some, async (model, real) => {
    const { rig, batches } = real;
    const number = numberOf(values.batch, model);
    const planned = model.planUndo(number);
    if (!planned) return void (await assert.rejects(rig.admin.planUndo(batches[number]!, rig.signal), refused('rejected')));
    const made = await rig.admin.planUndo(batches[number]!, rig.signal);
    await samePlan(planned, real, made.id!);
    const { id } = await rig.create(made);
    model.takeOn(planned, number);
    return batches.push(id) - 1;
  });

interface Part {
  readonly batch: number;
  readonly from: number;
  readonly size: number;
  /** The answer is read no further than so many lines. */
  readonly cut: number | null;
  readonly settle: boolean;
}

/** Applies a part, all of it or until the answer is cut; then a part of the part was carried out, from its beginning on. */
const apply = (values: Part): Command =>
  command('apply', values, some, async (model, real) => {
    const { rig, batches } = real;
    const number = numberOf(values.batch, model);
    const { items } = model.batches[number]!;
    const from = values.from % items.length;
    const to = Math.min(items.length, from + values.size);
    model.ask(number, to);
    let next = from;
    let lines = 0;
    for await (const settled of rig.stream(batches[number]!, from, to)) {
      assert.equal(settled.from, next);
      for (const item of settled.items) {
        if (!real.memory) model.carryOut(number, next);
        assert.deepEqual({ ...item }, told(items[next++]!));
      }
      if (++lines === values.cut) break;
    }
    if (values.cut === null) assert.equal(next, to);
    // Of a host behind a network nobody knows how far it came before that is settled.
    if (values.settle || !real.memory) {
      await rig.admin.settle(batches[number]!, rig.signal);
      model.settle(number);
    }
    const rows = real.memory ? [] : await rig.ledger(batches[number]!);
    for (; rows[next] && next < to && rows[next]!.settledAt !== null; next++) model.carryOut(number, next);
    return number;
  });

const settle = (values: { batch: number }): Command =>
  command('settle', values, some, async (model, { rig, batches }) => {
    const number = numberOf(values.batch, model);
    const { tally } = await rig.admin.settle(batches[number]!, rig.signal);
    assert.equal(tally.unknown, 0);
    model.settle(number);
    return number;
  });

const stop = (values: { batch: number }): Command =>
  command('stop', values, some, async (model, { rig, batches }) => {
    const number = numberOf(values.batch, model);
    await rig.admin.stop(batches[number]!, rig.signal);
    model.stop(number);
    return number;
  });

/** Somebody else grants or recalls, as far as a host lets anybody. */
const meddle = (values: { user: number; product: number; role: boolean }): Command => {
  const { user, product, role } = values;
  const may = (model: Readonly<Model>): boolean => !!model.held(user, product) || !model.active[user] || model.used(product) < model.seats[product]!;
  return command('somebody else changes', values, may, async (model, { rig: { host }, users, products }) => {
    const held = model.held(user, product);
    if (held) await host.drop(users[user]!, products[product]!);
    else await host.hold(users[user]!, products[product]!, role ? 'role' : 'direct');
    model.set(user, product, held ? null : role ? 'role' : 'direct');
    return -1;
  });
};

const deactivate = (values: { user: number }): Command => {
  const { user } = values;
  const may = (model: Readonly<Model>): boolean =>
    model.active[user]! || model.seats.every((count, product) => !model.held(user, product) || model.used(product) < count);
  return command('is deactivated or activated', values, may, async (model, { rig: { host }, users }) => {
    model.active[user] = !model.active[user];
    await host.activate(users[user]!, model.active[user]);
    return -1;
  });
};

const buy = (values: { product: number; count: number }): Command =>
  command('seats are bought or given up', values, () => true, async (model, { rig: { host }, products }) => {
    model.seats[values.product] = values.count;
    await host.buy(products[values.product]!, values.count);
    return -1;
  });

/** The host can't change anything for some people, for a while. */
const fail = (values: { users: readonly number[] }): Command =>
  command('fails for', values, () => true, async (model) => {
    model.failing = new Set(values.users);
    return -1;
  });

/** A browser goes on with what another one is carrying out: the other one does no more. */
const overtake = (values: { batch: number; by: number }): Command =>
  command('overtake', values, some, async (model, { rig, batches, memory }) => {
    const number = numberOf(values.batch, model);
    const id = batches[number]!;
    const { length } = model.batches[number]!.items;
    const at = values.by % length;
    model.ask(number, length);
    const first = rig.stream(id, 0, length);
    const line = await first.next();
    await rig.apply(id, at, length);
    const before = memory!.world.history.length;
    const over = memory!.host.hasty || line.value!.items.length === length;
    if (!over) await assert.rejects(async () => { for await (const _ of first); }, refused('conflict'));
    assert.equal(memory!.world.history.length, before);
    return number;
  });

const batch = fc.oneof(fc.constant(0), fc.nat(20));
const user = fc.nat(PEOPLE - 1);
const product = fc.nat(PRODUCTS - 1);
const anyUsers = fc.shuffledSubarray(Array.from({ length: PEOPLE }, (_, at) => at), { minLength: 1 });
const anyWishes = fc
  .tuple(fc.shuffledSubarray(Array.from({ length: PRODUCTS }, (_, at) => at), { minLength: 1 }), fc.array(fc.constantFrom('grant', 'recall', 'swap'), { minLength: PRODUCTS, maxLength: PRODUCTS }))
  .map(([products, kinds]) => products.map((one, at): Wish => ({ kind: kinds[at]!, product: one })));

const sources = fc.constantFrom(null, null, 'direct', 'role');

/** Makes hosts of some people who hold some of the products, as far as there are seats. Each time the same one anew: it changes. */
export const anyModel: fc.Arbitrary<() => Model> = fc
  .record({
    active: fc.array(fc.constantFrom(true, true, true, false), { minLength: PEOPLE, maxLength: PEOPLE }),
    seats: fc.array(fc.nat(PEOPLE), { minLength: PRODUCTS, maxLength: PRODUCTS }),
    held: fc.array(fc.array(sources, { minLength: PRODUCTS, maxLength: PRODUCTS }), { minLength: PEOPLE, maxLength: PEOPLE }),
  })
  .map(({ active, seats, held }) => () => {
    const model = new Model([...active], [...seats]);
    for (const [user, row] of held.entries()) {
      for (const [product, source] of row.entries()) {
        if (source && (!active[user] || model.used(product) < seats[product]!)) model.set(user, product, source);
      }
    }
    return model;
  });

/** What may happen at any host; what leads far more often than what leads nowhere. */
export const anywhere: readonly fc.Arbitrary<Command>[] = [
  fc.record({ users: anyUsers, wishes: anyWishes, picked: fc.subarray([0, 1, 2, 3, 4]), here: fc.boolean() }).map(plan),
  fc.record({ batch, from: fc.nat(14), size: fc.integer({ min: 1, max: 15 }), cut: fc.option(fc.integer({ min: 1, max: 3 })), settle: fc.boolean() }).map(apply),
  ...[1, 2, 3].map(() => fc.record({ batch, from: fc.constant(0), size: fc.constant(99), cut: fc.constant(null), settle: fc.boolean() }).map(apply)),
  ...[1, 2, 3].map(() => fc.record({ batch }).map(undo)),
  fc.record({ batch }).map(settle),
  fc.record({ batch }).map(stop),
  ...[1, 2, 3].map(() => fc.record({ user, product, role: fc.boolean() }).map(meddle)),
  fc.record({ user }).map(deactivate),
  fc.record({ product, count: fc.nat(PEOPLE) }).map(buy),
];

/** What can be brought about in memory only: hosts that fail, and the plugin's own runs under faults. */
export const inMemory: readonly fc.Arbitrary<Command>[] = [
  fc.record({ users: fc.subarray([0, 1, 2, 3, 4]) }).map(fail),
  fc.record({ batch, by: fc.nat(14) }).map(overtake),
  fc
    .record({ batch, faults: fc.array(fc.constantFrom('none', 'refused', 'cut', 'lost', 'killed'), { maxLength: 8 }), browsers: fc.integer({ min: 1, max: 2 }), most: fc.integer({ min: 1, max: 9 }) })
    .map((values) => new RunCommand(values)),
];
