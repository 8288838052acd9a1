import * as z from 'zod/mini';

/**
 * Shapes of the licensing API (`/licensing/v1`). The plugin parses answers with them, the mock host checks requests
 * with them, and the OpenAPI document is generated from them. What one side does not use is dropped from its bundle.
 */

export const id = z.string().check(z.minLength(1));
export const count = z.int().check(z.nonnegative());
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));

export const licenseType = z.enum(['named', 'concurrent', 'server']);
export const change = z.enum(['grant', 'recall']);
export const effect = z.enum([
  'grant', 'recall', 'role-derived', 'already-held', 'not-held', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept',
]);

/** `available` = max(0, paid − used); `paid` and `available` are null for server (unlimited) licenses, and only there. */
export const seats = z
  .object({
    type: licenseType,
    paid: z.nullable(count),
    used: count,
    available: z.nullable(count),
    assigned: count,
    version: count,
  })
  .check(
    z.refine(
      ({ type, paid, used, available }) =>
        (type === 'server') === (paid === null) && available === (paid === null ? null : Math.max(0, paid - used)),
      'seats do not add up',
    ),
  );

export const assignment = z.object({
  since: instant,
  by: z.nullable(z.string()),
  source: z.enum(['direct', 'role']),
  role: z.nullable(z.string()),
});

export const user = z.object({
  id,
  name: z.string(),
  login: z.string(),
  email: z.nullable(z.string()),
  active: z.boolean(),
  kind: z.enum(['person', 'system']),
});

export const userLicense = z.object({
  productId: id,
  sku: z.string(),
  name: z.string(),
  vendor: z.nullable(z.string()),
  seats,
  term: z.object({
    state: z.enum(['current', 'expired', 'future', 'none']),
    start: z.nullable(day),
    due: z.nullable(day),
  }),
  assignment: z.nullable(assignment),
});

export const userLicenses = z.object({
  user,
  licenses: z
    .array(userLicense)
    .check(z.refine((rows) => new Set(rows.map((row) => row.productId)).size === rows.length, 'a product stands twice')),
});

export const capabilities = z.object({ events: z.boolean(), maxBatchItems: z.int().check(z.positive()) });

/** The signed-in administrator and the operations the host lets this one do. */
export const me = z.object({ user: z.object({ id, name: z.string(), login: z.string() }), operations: z.array(z.string()) });

/** Opaque; hand it back as `cursor` to read on. Null on the last page. */
export const next = z.nullable(z.string());

/** `total` counts everything that matches, on whatever page. */
/** One purchased term of a product. */
export const license = z.object({
  id,
  productId: id,
  productName: z.string(),
  type: licenseType,
  state: z.enum(['current', 'expired', 'future']),
  start: z.nullable(day),
  due: z.nullable(day),
  count,
  order: z.nullable(z.string()),
});

export const licenses = z.object({ items: z.array(license) });

export const holder = z.object({
  user,
  assignment,
  accessLevel: z.nullable(z.string()),
  account: z.nullable(z.string()),
  notes: z.nullable(z.string()),
  lastUsed: z.nullable(instant),
});

export const holdersPage = z.object({ items: z.array(holder), total: count, next });

const named = z.object({ id, name: z.nullable(z.string()) });

/** What happened once. `origin`: who asked the host, such as `administrator`, `role`, `import` or `sql`. */
export const historyEntry = z.object({
  id,
  at: instant,
  change,
  user: named,
  product: named,
  by: z.nullable(named),
  source: assignment.shape.source,
  origin: z.string(),
  batch: z.nullable(z.object({ id, key: z.nullable(z.string()) })),
});

export const historyPage = z.object({ items: z.array(historyEntry), next });

export const batchItem = z.object({
  key: id.check(z.maxLength(300)),
  userId: id,
  productId: id,
  change,
  seatVersion: count,
});

/** The id is the idempotency key: the same batch again changes nothing and answers the same. */
export const batch = z.object({
  id: z.guid(),
  items: z.array(batchItem).check(z.minLength(1)),
});

/** How an item ended. */
const itemOutcome = {
  key: id,
  outcome: z.enum(['applied', 'skipped', 'failed']),
  effect: z.nullable(effect),
  /** A problem `code`; null unless failed. */
  code: z.nullable(z.enum(['forbidden', 'not-found', 'conflict', 'rejected', 'server'])),
  seats: z.nullable(seats),
};

/** One line of a batch's NDJSON answer; `end` is the last, and its absence means that the answer was cut. */
export const batchLine = z.discriminatedUnion('line', [
  z.object({ line: z.literal('outcome'), ...itemOutcome }),
  z.object({ line: z.literal('end') }),
]);

/** `data` of a server-sent event, of type `message`. */
export const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seats'), productId: id, seats }),
  z.object({ kind: z.literal('assignment'), userId: id, productId: id, assignment: z.nullable(assignment) }),
  z.object({ kind: z.literal('reload') }),
]);

/** Problem details (RFC 9457). `code` is ours and closed; `title` is a sentence for people. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(['signed-out', 'forbidden', 'not-found', 'conflict', 'rejected', 'rate-limited', 'server']),
  detail: z.optional(z.string()),
});

export type Wire<S extends z.core.$ZodType> = z.output<S>;
