import * as z from 'zod/mini';
import { change, count, effect, id, next, seats, user } from './wire.ts';
import { product } from './wire-lists.ts';

/** Shapes of the part of the licensing API that is about many users at once; see `wire.ts`. */

/** Not the shape for it that zod has: the Licenses tab would load that too, as all that comes with zod is in one file. */
const guid = z.string().check(z.regex(/^[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
/** How many of each there are; zeroes may be left out. */
const counted = <K extends string>(kinds: { readonly options: readonly K[] }) =>
  z.strictObject(Object.fromEntries(kinds.options.map((kind) => [kind, z.optional(count)])) as Record<K, z.ZodMiniOptional<typeof count>>);
const named = z.object({ id, name: z.nullable(z.string()) });
const outcome = z.enum(['applied', 'skipped', 'failed', 'not-attempted', 'unknown']);
/** A problem `code`; null unless failed. */
const failure = z.enum(['forbidden', 'not-found', 'conflict', 'rejected', 'server']);
const code = z.nullable(failure);

/** The member `bulk` of the capabilities; a host that lacks it can't change many users at once. */
export const bulkCapabilities = z.object({
  bulk: z.optional(
    z.object({
      maxApply: z.int().check(z.positive()),
      maxLookup: z.int().check(z.positive()),
      maxSelection: z.int().check(z.positive()),
      savedSets: z.boolean(),
    }),
  ),
});

export const lookupUsersRequest = z.object({ terms: z.array(z.string().check(z.minLength(1), z.maxLength(320))).check(z.minLength(1)) });
export const lookedUpUsers = z.object({ items: z.array(z.object({ term: z.string(), users: z.array(user) })) });

/** Filters are those of `GET /users`. */
export const selectionSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('users'), userIds: z.array(id).check(z.minLength(1)) }),
  z.object({ kind: z.literal('matching'), search: z.string().check(z.maxLength(200)), filters: z.array(z.string()) }),
  z.object({ kind: z.literal('holders'), productId: id }),
  z.object({ kind: z.literal('saved'), setId: id }),
]);

const selectionFields = { id, count, at: instant };
/** `unknown`: ids that are nobody's. */
export const selection = z.object({ ...selectionFields, unknown: z.array(z.string()) });

export const person = z.object({
  ...user.shape,
  lastActivity: z.nullable(instant),
  roles: z.array(id),
  sessions: count,
  /** By product id. */
  held: z.catchall(z.object({}), z.enum(['direct', 'role'])),
});

/** `people` null: there are too many, and the host plans. */
export const population = z.object({
  selection: z.object(selectionFields),
  people: z.nullable(z.array(person)),
  heldBy: z.catchall(z.object({}), count),
  roles: z.array(z.object({ id, name: z.string(), members: count })),
  products: z.array(product),
});

export const savedSet = z.object({ id, name: z.string(), count, savedAt: instant });
export const savedSets = z.object({ items: z.array(savedSet) });
export const saveSetRequest = z.object({ name: z.string().check(z.minLength(1), z.maxLength(100)), selectionId: id });

const productChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant'), productId: id }),
  z.object({ kind: z.literal('recall'), productId: id }),
  z.object({ kind: z.literal('swap'), productId: id, to: id }),
]);
const seatOrder = z.discriminatedUnion('by', [
  z.object({ by: z.literal('list') }),
  z.object({ by: z.literal('last-activity') }),
  z.object({ by: z.literal('role'), roleId: id }),
  z.object({ by: z.literal('hand'), userIds: z.array(id) }),
]);

/** Each product once, the `to` of a swap included. `orders` by product id. */
export const bulkRequest = z.object({
  selectionId: id,
  changes: z.array(productChange).check(z.minLength(1), z.maxLength(100)),
  orders: z.record(z.string(), seatOrder),
});

const sum = (numbers: object): number => Object.values(numbers).reduce((all: number, one: number) => all + one, 0);

/** Preview: no cell changes anything yet. `counts` has an entry for every effect that occurs; their sum over all products is `items`. */
export const bulkPlan = z
  .object({
    id,
    at: instant,
    items: count,
    people: count,
    products: z.array(
      z.object({
        productId: id,
        change,
        ifHolds: z.nullable(id),
        seats: z.object({ before: seats, after: seats }),
        counts: counted(effect),
      }),
    ),
    sessions: z.nullable(count),
    undoes: z.nullable(id),
  })
  .check(
    z.refine(({ products, items }) => products.reduce((all, { counts }) => all + sum(counts), 0) === items, 'effects do not add up'),
  );

export const planRows = z.object({ items: z.array(z.object({ user, productId: id, change, effect })), total: count, next });

/** A batch planned by the host, or by whoever asks: then with the effects that were shown, in the order of the selection. */
export const newBatch = z.union([
  z.object({ planId: id }),
  z.object({ request: bulkRequest, shown: z.array(z.object({ productId: id, effects: z.array(effect) })) }),
]);

export const batchSummary = z
  .object({
    id: guid,
    by: named,
    createdAt: instant,
    endedAt: z.nullable(instant),
    stopped: z.boolean(),
    total: count,
    tally: z.object({ applied: count, skipped: count, failed: count, 'not-attempted': count, unknown: count }),
    /** Of what was applied or skipped. */
    effects: counted(effect),
    /** Of what failed. */
    codes: counted(failure),
    /** Items are being carried out, or were a few seconds ago. */
    running: z.boolean(),
    drift: count,
    people: count,
    products: z.array(z.object({ ...named.shape, change })),
    person: z.nullable(named),
    undoes: z.nullable(guid),
    undoneBy: z.nullable(guid),
  })
  .check(
    z.refine(
      ({ tally, total, effects, codes }) =>
        sum(tally) === total && sum(effects) === tally.applied + tally.skipped && sum(codes) === tally.failed,
      'outcomes do not add up',
    ),
  );

export const batchesPage = z.object({ items: z.array(batchSummary), total: count, next });

/** Places from `from` to before `to`. */
export const applyRequest = z.object({ from: count, to: z.int().check(z.positive()) });

/** One line of the NDJSON answer. `end` is the last; `done` false: another request for this batch has taken over. */
export const applyLine = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('settled'),
    from: count,
    items: z.array(z.object({ outcome: z.enum(['applied', 'skipped', 'failed']), effect: z.nullable(effect), code })),
    seats: z.array(z.object({ productId: id, seats })),
  }),
  z.object({ line: z.literal('end'), done: z.boolean() }),
]);

export const ledgerPage = z.object({
  items: z.array(
    z.object({
      at: count,
      user: z.object({ ...named.shape, login: z.nullable(z.string()), email: z.nullable(z.string()) }),
      product: named,
      change,
      planned: z.nullable(effect),
      outcome,
      effect: z.nullable(effect),
      code,
      settledAt: z.nullable(instant),
    }),
  ),
  total: count,
  next,
});
