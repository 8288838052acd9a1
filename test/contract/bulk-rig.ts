import assert from 'node:assert/strict';
import type { BulkPlan, BulkRequest, PlannedRow, ProductChange } from '../../src/licensing/bulk.ts';
import type { BatchSummary, BulkGateway, LedgerQuery, LedgerRow, ListPage, PlanQuery, SettledItems } from '../../src/licensing/bulk-gateway.ts';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import type { AssignmentSource, LicensedUser } from '../../src/licensing/license.ts';
import type { Change } from '../../src/licensing/rules.ts';

/** Two administrators, one who may only look, and one whose session is over. */
export type Asker = 'admin' | 'other' | 'viewer' | 'signed-out';

/** What a host does not know or can't do. The suites say what it does instead. */
export type Lack =
  /** Batches, plans, selections and sets are kept by each browser for itself. */
  | 'shared journal'
  /** How often a user × product has changed: what was taken and given again looks untouched. */
  | 'history'
  /** When people were last active, and how often they are signed in. */
  | 'activity'
  | 'roles' | 'notifications'
  /** Whether a license came from a role. */
  | 'sources'
  /** A right without which nobody reads: who may change nothing may look at people and licenses, and plan. */
  | 'reading rights';

/** A host under contract, and a hand to change things there that is no administrator's. */
export interface BulkHost {
  readonly lacks: ReadonlySet<Lack>;
  /** A browser of its own each time. */
  gateway(as: Asker): BulkGateway;
  /** Another tab of a browser. */
  tab(of: BulkGateway): BulkGateway;
  /** An asker's user id. */
  idOf(as: 'admin' | 'other'): string;
  user(about?: Partial<Omit<LicensedUser, 'id'>>): Promise<string>;
  users(count: number): Promise<string[]>;
  /** A named license whose only term is current. */
  product(seats: number): Promise<string>;
  /** A role that gives nothing by itself. */
  role(memberIds: readonly string[]): Promise<string>;
  hold(userId: string, productId: string, source?: AssignmentSource): Promise<void>;
  drop(userId: string, productId: string): Promise<void>;
  activate(userId: string, active: boolean): Promise<void>;
  buy(productId: string, seats: number): Promise<void>;
  /** Somebody is seen at an instant, and is signed in so many times at the moment. */
  seen(userId: string, at: number, sessions?: number): Promise<void>;
  holders(productId: string): Promise<readonly string[]>;
  /** Changes that a batch has made, oldest first. */
  history(batchId: string): Promise<readonly { readonly userId: string; readonly productId: string; readonly change: Change }[]>;
  /** How often somebody was told of a batch. */
  notified(batchId: string): Promise<number>;
  stop(): Promise<void>;
}

/** What the suites are written with: a host, and the steps that an administrator takes there. */
export class BulkRig {
  readonly signal = new AbortController().signal;
  readonly admin: BulkGateway;
  readonly other: BulkGateway;

  constructor(readonly host: BulkHost) {
    this.admin = host.gateway('admin');
    this.other = host.gateway('other');
  }

  lacks(what: Lack): boolean {
    return this.host.lacks.has(what);
  }

  /** Where the administrator can go on: in another browser if that knows of what was begun, else in another tab. */
  again(): BulkGateway {
    return this.lacks('shared journal') ? this.host.tab(this.admin) : this.host.gateway('admin');
  }

  /** How often somebody has to have been told of a batch. */
  async notified(batchId: string, times: number): Promise<void> {
    assert.equal(await this.host.notified(batchId), this.lacks('notifications') ? 0 : times, 'notifications');
  }

  async select(userIds: readonly string[], by = this.admin): Promise<string> {
    return (await by.select({ kind: 'users', userIds }, this.signal)).id;
  }

  async plan(userIds: readonly string[], changes: readonly ProductChange[], orders: BulkRequest['orders'] = {}, by = this.admin): Promise<BulkPlan> {
    return by.plan({ selectionId: await this.select(userIds, by), changes, orders }, this.signal);
  }

  create({ id: planId }: BulkPlan, by = this.admin): Promise<BatchSummary> {
    return by.createBatch({ id: crypto.randomUUID(), planId: planId! }, this.signal);
  }

  /** A batch that was planned and taken on. */
  async batch(userIds: readonly string[], ...changes: ProductChange[]): Promise<BatchSummary> {
    return this.create(await this.plan(userIds, changes));
  }

  async *stream(id: string, from: number, to: number, by = this.admin): AsyncGenerator<SettledItems> {
    yield* by.apply(id, from, to, this.signal);
  }

  /** Items as they were told, in their order; each place has to be told once. */
  async apply(id: string, from: number, to: number, by = this.admin): Promise<SettledItems['items']> {
    const told = new Map<number, SettledItems['items'][number]>();
    for await (const { from: first, items } of by.apply(id, from, to, this.signal)) {
      for (const [index, item] of items.entries()) {
        assert.ok(!told.has(first + index), `place ${first + index} is told once`);
        told.set(first + index, item);
      }
    }
    return Array.from({ length: to - from }, (_, index) => told.get(from + index)!);
  }

  /** Applies all of a batch, and answers how it stands then. */
  async run({ id, total }: BatchSummary, by = this.admin): Promise<BatchSummary> {
    await this.apply(id, 0, total, by);
    return by.batch(id, this.signal);
  }

  /** Plans to undo a batch and does so. */
  async undo(id: string, by = this.admin): Promise<BatchSummary> {
    return this.run(await this.create(await by.planUndo(id, this.signal), by), by);
  }

  ledger(id: string, query: Partial<LedgerQuery> = {}, by = this.admin): Promise<LedgerRow[]> {
    const all = { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 5000 };
    return pages((cursor) => by.ledger(id, { ...all, ...query, cursor }, this.signal));
  }

  rows(planId: string, query: Partial<PlanQuery> = {}, by = this.admin): Promise<PlannedRow[]> {
    const all = { productId: null, effects: null, search: '', cursor: null, limit: 5000 };
    return pages((cursor) => by.planRows(planId, { ...all, ...query, cursor }, this.signal));
  }

  /** Who holds a product, of some users, in their order. */
  async holding(productId: string, userIds: readonly string[]): Promise<string[]> {
    const holders = new Set(await this.host.holders(productId));
    return userIds.filter((id) => holders.has(id));
  }

  async used(productId: string): Promise<number> {
    const products = await this.admin.products(this.signal);
    return products.find(({ id }) => id === productId)!.seats.used;
  }
}

/** All items of all pages; each page says how many there are in all. */
async function pages<T>(page: (cursor: string | null) => Promise<ListPage<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const { items: more, total, next } = await page(cursor);
    items.push(...more);
    assert.equal(next === null, items.length === total, 'the last page completes the total');
    cursor = next;
  }
  return items;
}

export const refused = (code: LicensingErrorCode) => (error: unknown): boolean => error instanceof LicensingError && error.code === code;

export const grant = (productId: string): ProductChange => ({ kind: 'grant', productId });
export const recall = (productId: string): ProductChange => ({ kind: 'recall', productId });
export const swap = (productId: string, to: string): ProductChange => ({ kind: 'swap', productId, to });
