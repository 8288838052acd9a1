import { LicensingError } from '../../src/licensing/errors.ts';
import type { Batch, Capabilities, LicensingEvent, LicensingGateway } from '../../src/licensing/gateway.ts';
import type { Assignment, LicensedUser, LicenseType, Seats, Term, UserLicense, UserLicenses } from '../../src/licensing/license.ts';
import { type ItemOutcome, MOST_SAID, outcomeOf } from '../../src/licensing/outcome.ts';
import { planItems } from '../../src/licensing/plan.ts';
import { changes } from '../../src/licensing/rules.ts';
import { paidOn, termStateOn } from '../../src/licensing/seats.ts';

export interface MemoryProduct {
  readonly id: string;
  readonly name: string;
  readonly type: LicenseType;
  readonly terms: readonly Term[];
  readonly vendor?: string;
  /** Seats in use at this moment, for concurrent licenses. */
  inUse?: number;
}

/** A host in memory: the real rules over plain maps, with a door for tests to delay, fail or cut any call. */
export class MemoryGateway implements LicensingGateway {
  readonly users = new Map<string, LicensedUser>();
  readonly products = new Map<string, MemoryProduct>();
  /** By `user product`. */
  readonly assignments = new Map<string, Assignment>();
  /** One row per change that really happened, in order. */
  readonly history: { readonly userId: string; readonly productId: string; readonly change: 'grant' | 'recall'; readonly batchId?: string }[] = [];
  /** Calls made, in order, such as `userLicenses u1`. */
  readonly calls: string[] = [];
  today = '2026-11-21';
  capable: Capabilities = { events: true, maxBatchItems: 1000 };
  /** Runs before a call is carried out; throw to refuse it, await to delay it. */
  before: (call: string) => Promise<void> | void = () => {};
  /** Runs before each outcome of a batch is told; throw to cut the answer after the change was made. */
  beforeOutcome: (outcome: ItemOutcome, index: number) => Promise<void> | void = () => {};
  /** Makes an item fail instead of being attempted: return its code, or null. */
  fail: (item: Batch['items'][number]) => ItemOutcome['code'] = () => null;
  /** What the host says of all that failed, in its own words; undefined = nothing. */
  said: string | undefined;

  readonly #versions = new Map<string, number>();
  readonly #changes = new Map<string, number>();
  readonly #batches = new Map<string, { readonly content: string; readonly outcomes: readonly ItemOutcome[] }>();
  readonly #listeners = new Set<{ readonly userId: string; push(event: LicensingEvent): void }>();

  addUser(user: Partial<LicensedUser> & { id: string }): this {
    this.users.set(user.id, { name: user.id, login: user.id, email: `${user.id}@example.com`, active: true, kind: 'person', ...user });
    return this;
  }

  addProduct(product: Partial<MemoryProduct> & { id: string }, count = 5): this {
    this.products.set(product.id, { name: product.id, type: 'named', terms: [{ start: null, due: null, count }], ...product });
    return this;
  }

  /** A change by somebody else: no rule is asked, and everybody who listens is told. */
  hold(userId: string, productId: string, assignment: Partial<Assignment> | null = {}): this {
    const key = `${userId} ${productId}`;
    if (assignment || this.assignments.has(key)) this.#changes.set(key, this.changesOf(userId, productId) + 1);
    if (assignment) {
      this.assignments.set(key, { since: '2026-01-05T09:00:00Z', by: 'Supervisor', source: 'direct', role: null, ...assignment });
    } else this.assignments.delete(key);
    this.#versions.set(productId, (this.#versions.get(productId) ?? 0) + 1);
    if (!this.listening) return this;
    this.emit({ kind: 'assignment', userId, productId, assignment: this.assignments.get(key) ?? null });
    this.emit({ kind: 'seats', productId, seats: this.seats(productId) });
    return this;
  }

  /** How often a user × product has changed, whoever did it. */
  changesOf(userId: string, productId: string): number {
    return this.#changes.get(`${userId} ${productId}`) ?? 0;
  }

  emit(event: LicensingEvent): void {
    for (const listener of this.#listeners) {
      if (event.kind !== 'assignment' || event.userId === listener.userId) listener.push(event);
    }
  }

  /** How many event streams are open. */
  get listening(): number {
    return this.#listeners.size;
  }

  seats(productId: string): Seats {
    const product = this.products.get(productId)!;
    const assigned = [...this.assignments.keys()].filter((key) => {
      const [userId, held] = key.split(' ');
      return held === productId && this.users.get(userId!)?.active;
    }).length;
    return {
      type: product.type,
      paid: paidOn(product.type, product.terms, this.today),
      used: product.type === 'concurrent' ? (product.inUse ?? 0) : assigned,
      assigned,
      version: this.#versions.get(productId) ?? 0,
    };
  }

  async capabilities(signal: AbortSignal): Promise<Capabilities> {
    await this.#enter('capabilities', signal);
    return this.capable;
  }

  async userLicenses(userId: string, signal: AbortSignal): Promise<UserLicenses> {
    await this.#enter(`userLicenses ${userId}`, signal);
    const user = this.users.get(userId);
    if (!user) throw new LicensingError('not-found');
    const licenses = [...this.products.values()].map((product): UserLicense => ({
      productId: product.id,
      sku: product.id.toUpperCase(),
      name: product.name,
      vendor: product.vendor ?? null,
      seats: this.seats(product.id),
      term: {
        state: termStateOn(product.terms, this.today),
        start: product.terms[0]?.start ?? null,
        due: product.terms.at(-1)?.due ?? null,
      },
      assignment: this.assignments.get(`${userId} ${product.id}`) ?? null,
    }));
    return { user, licenses: licenses.sort((a, b) => a.name.localeCompare(b.name, 'en')) };
  }

  async *applyBatch(batch: Batch, signal: AbortSignal): AsyncGenerator<ItemOutcome> {
    await this.#enter(`applyBatch ${batch.items.length}`, signal);
    const content = JSON.stringify(batch.items);
    const known = this.#batches.get(batch.id);
    if (known && known.content !== content) throw new LicensingError('conflict', 'this batch was sent with other items');
    const outcomes = known?.outcomes ?? this.#carryOut(batch);
    this.#batches.set(batch.id, { content, outcomes });
    for (const [index, outcome] of outcomes.entries()) {
      await this.beforeOutcome(outcome, index);
      signal.throwIfAborted();
      yield outcome;
    }
  }

  async *events(userId: string, signal: AbortSignal): AsyncGenerator<LicensingEvent> {
    await this.#enter(`events ${userId}`, signal);
    const queue: LicensingEvent[] = [];
    let wake = (): void => {};
    const listener = { userId, push: (event: LicensingEvent) => (queue.push(event), wake()) };
    const onAbort = (): void => wake();
    this.#listeners.add(listener);
    signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        signal.throwIfAborted();
        const event = queue.shift();
        if (event) yield event;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#listeners.delete(listener);
    }
  }

  async #enter(call: string, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    await this.before(call);
    signal.throwIfAborted();
  }

  #carryOut(batch: Batch): ItemOutcome[] {
    return batch.items.map((item): ItemOutcome => {
      const failed = { key: item.key, outcome: 'failed' as const, effect: null, seats: null };
      const code = this.fail(item);
      if (code) return { ...failed, code, ...(this.said && { said: this.said.slice(0, MOST_SAID) }), retryable: code === 'server' || code === 'conflict' };
      const user = this.users.get(item.userId);
      const product = this.products.get(item.productId);
      if (!user || !product) return { ...failed, code: 'not-found', retryable: false };
      const { items } = planItems([item], {
        user: () => user,
        product: () => ({ seats: this.seats(item.productId), termState: termStateOn(product.terms, this.today) }),
        held: () => this.assignments.get(`${item.userId} ${item.productId}`)?.source ?? null,
      });
      const { effect } = items[0]!;
      if (changes(effect)) {
        this.history.push({ userId: item.userId, productId: item.productId, change: item.change });
        this.hold(item.userId, item.productId, item.change === 'grant' ? { since: `${this.today}T12:00:00Z` } : null);
      }
      return { key: item.key, outcome: outcomeOf(effect), effect, code: null, retryable: false, seats: this.seats(item.productId) };
    });
  }
}
