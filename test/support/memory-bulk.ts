import type { BulkPlan, BulkRequest, LicenseProduct, PlannedRow, Population, SavedSet, Selection, SelectionSource } from '../../src/licensing/bulk.ts';
import type {
  BatchSummary, BatchesQuery, BulkCapabilities, BulkGateway, LedgerQuery, LedgerRow, ListPage, Match, NewBatch, PlanQuery, SettledItems,
} from '../../src/licensing/bulk-gateway.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import type { LicensedUser } from '../../src/licensing/license.ts';
import { type Administrator, MemoryBatches } from './memory-batches.ts';
import { MemoryGateway } from './memory-gateway.ts';
import { type About, MemoryPeople } from './memory-people.ts';
import { MemoryPlans } from './memory-plans.ts';

/** A host that changes many users at once, in memory: the real rules over the maps of a `MemoryGateway`. */
export class MemoryBulkHost {
  readonly people: MemoryPeople;
  readonly plans: MemoryPlans;
  readonly batches: MemoryBatches;
  /** The host's clock. */
  now = (): number => Date.now();
  capable: BulkCapabilities | null = { maxApply: 5000, maxLookup: 2000, maxSelection: 100_000, savedSets: true, keeps: 'host', activity: true, roles: true };
  /** A host that has carried out all that was asked for before it tells of any. */
  hasty = false;

  constructor(readonly world: MemoryGateway) {
    const now = (): number => this.now();
    this.people = new MemoryPeople(world, now);
    this.plans = new MemoryPlans(this.people, now);
    this.batches = new MemoryBatches(this.people, this.plans, now);
  }
}

/** One browser in which an administrator is signed in, with a door for tests to delay, fail or cut any call. */
export class MemoryBulk implements BulkGateway {
  /** Calls made, in order, such as `apply 0-100`. */
  readonly calls: string[] = [];
  /** Runs before a call is carried out; throw to refuse it, await to delay it. */
  before: (call: string) => Promise<void> | void = () => {};
  /** Runs before each line of an `apply` is told; throw to cut the answer after the changes were made. */
  beforeSettled: (settled: SettledItems, index: number) => Promise<void> | void = () => {};
  /** Runs before an answer that is told as a whole; throw to lose it after all was done. */
  after: (call: string) => Promise<void> | void = () => {};

  constructor(
    readonly world = new MemoryGateway(),
    readonly host = new MemoryBulkHost(world),
    readonly who: Administrator = { id: 'supervisor', name: 'Supervisor' },
  ) {}

  /** Another browser on the same host, of the same administrator or of another one. */
  browser(who = this.who): MemoryBulk {
    return new MemoryBulk(this.world, this.host, who);
  }

  /** Tells about somebody what only bulk planning wants to know. */
  about(userId: string, about: Partial<About>): this {
    const known = this.host.people.about.get(userId) ?? { lastActivity: null, roles: [], sessions: 0 };
    this.host.people.about.set(userId, { ...known, ...about });
    return this;
  }

  /** One for each batch that has ended. */
  get notifications(): MemoryBatches['notifications'] {
    return this.host.batches.notifications;
  }

  bulkCapabilities(signal: AbortSignal): Promise<BulkCapabilities | null> {
    return this.#ask('bulkCapabilities', signal, () => this.host.capable);
  }

  products(signal: AbortSignal): Promise<readonly LicenseProduct[]> {
    return this.#ask('products', signal, () => this.host.people.products());
  }

  findUsers(search: string, signal: AbortSignal): Promise<readonly LicensedUser[]> {
    return this.#ask(`findUsers ${search}`, signal, () => this.host.people.find(search));
  }

  lookUp(terms: readonly string[], signal: AbortSignal): Promise<readonly Match[]> {
    return this.#ask(`lookUp ${terms.length}`, signal, () => {
      atMost(terms.length, this.host.capable?.maxLookup);
      return this.host.people.lookUp(terms);
    });
  }

  select(source: SelectionSource, signal: AbortSignal): Promise<Selection & { readonly unknown: readonly string[] }> {
    return this.#ask(`select ${source.kind}`, signal, () => this.host.people.select(source, this.who.id));
  }

  population(selectionId: string, signal: AbortSignal): Promise<Population> {
    return this.#ask('population', signal, () => this.host.people.population(selectionId, this.who.id));
  }

  savedSets(signal: AbortSignal): Promise<readonly SavedSet[]> {
    return this.#ask('savedSets', signal, () => this.host.people.savedSets(this.who.id));
  }

  saveSet(set: { readonly id: string; readonly name: string; readonly selectionId: string }, signal: AbortSignal): Promise<SavedSet> {
    return this.#ask(`saveSet ${set.name}`, signal, () => this.host.people.saveSet(set, this.who.id));
  }

  deleteSet(id: string, signal: AbortSignal): Promise<void> {
    return this.#ask('deleteSet', signal, () => this.host.people.deleteSet(id, this.who.id));
  }

  plan(request: BulkRequest, signal: AbortSignal): Promise<BulkPlan> {
    return this.#ask('plan', signal, () => this.host.plans.plan(request, this.who.id));
  }

  planUndo(batchId: string, signal: AbortSignal): Promise<BulkPlan> {
    return this.#ask('planUndo', signal, () => this.host.plans.planUndo(batchId, this.host.batches.items(batchId), this.who.id));
  }

  planRows(planId: string, query: PlanQuery, signal: AbortSignal): Promise<ListPage<PlannedRow>> {
    return this.#ask('planRows', signal, () => this.host.plans.rows(planId, query, this.who.id));
  }

  createBatch(batch: NewBatch, signal: AbortSignal): Promise<BatchSummary> {
    return this.#ask('createBatch', signal, () => this.host.batches.create(batch, this.who));
  }

  async *apply(batchId: string, from: number, to: number, signal: AbortSignal): AsyncGenerator<SettledItems> {
    const call = `apply ${from}-${to}`;
    await this.#enter(call, signal);
    atMost(to - from, this.host.capable?.maxApply);
    const carriedOut = this.host.batches.apply(batchId, from, to, this.who);
    let index = 0;
    for (const settled of this.host.hasty ? [...carriedOut] : carriedOut) {
      await this.beforeSettled(settled, index++);
      signal.throwIfAborted();
      yield settled;
    }
    await this.after(call);
    signal.throwIfAborted();
  }

  settle(batchId: string, signal: AbortSignal): Promise<BatchSummary> {
    return this.#ask('settle', signal, () => this.host.batches.settle(batchId, this.who));
  }

  stop(batchId: string, signal: AbortSignal): Promise<BatchSummary> {
    return this.#ask('stop', signal, () => this.host.batches.stop(batchId, this.who));
  }

  batch(batchId: string, signal: AbortSignal): Promise<BatchSummary> {
    return this.#ask('batch', signal, () => this.host.batches.summary(batchId));
  }

  ledger(batchId: string, query: LedgerQuery, signal: AbortSignal): Promise<ListPage<LedgerRow>> {
    return this.#ask('ledger', signal, () => this.host.batches.ledger(batchId, query));
  }

  batches(query: BatchesQuery, signal: AbortSignal): Promise<ListPage<BatchSummary>> {
    return this.#ask('batches', signal, () => this.host.batches.list(query, this.who));
  }

  async #ask<T>(call: string, signal: AbortSignal, answer: () => T): Promise<T> {
    await this.#enter(call, signal);
    const answered = answer();
    await this.after(call);
    signal.throwIfAborted();
    return answered;
  }

  async #enter(call: string, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    await this.before(call);
    signal.throwIfAborted();
  }
}

function atMost(count: number, most = 0): void {
  if (count > most) throw new LicensingError('rejected', `at most ${most}`);
}
