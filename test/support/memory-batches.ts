import type { BatchSummary, BatchesQuery, LedgerQuery, LedgerRow, ListPage, NewBatch, SettledItems } from '../../src/licensing/bulk-gateway.ts';
import { columnsOf } from '../../src/licensing/bulk-plan.ts';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import type { Assignment } from '../../src/licensing/license.ts';
import { type Outcome, outcomeOf, tally } from '../../src/licensing/outcome.ts';
import { planItems } from '../../src/licensing/plan.ts';
import { type Change, type Effect, changes } from '../../src/licensing/rules.ts';
import { type MemoryPeople, contains } from './memory-people.ts';
import { type KeptColumn, type MemoryPlans, checkChanges, countsOf, notEmpty, pageOf, stateOf } from './memory-plans.ts';

export interface Administrator {
  readonly id: string;
  readonly name: string;
}

/** One user × product of a batch, and how it ended. */
export interface KeptItem {
  readonly at: number;
  readonly userId: string;
  readonly productId: string;
  readonly change: Change;
  readonly ifHolds: string | null;
  readonly planned: Effect;
  readonly undone: { readonly expects: number; readonly was: Assignment | null } | null;
  outcome: 'applied' | 'skipped' | 'failed' | null;
  effect: Effect | null;
  code: LicensingErrorCode | null;
  settledAt: number | null;
  /** Which change of the pair it made, and what was there before. */
  wrote: number;
  was: Assignment | null;
}

interface Kept {
  readonly id: string;
  readonly by: Administrator;
  readonly content: string;
  readonly createdAt: number;
  readonly undoes: string | null;
  readonly columns: readonly Pick<KeptColumn, 'productId' | 'change'>[];
  readonly items: readonly KeptItem[];
  endedAt: number | null;
  stopped: boolean;
  /** Who carries it out at the moment; null = nobody. */
  run: symbol | null;
  /** Places below were asked for. */
  asked: number;
}

/** Batches of many items: taken on, carried out a few items at a time, kept for good. */
export class MemoryBatches {
  /** One for each batch that has ended. */
  readonly notifications: { readonly userId: string; readonly batchId: string; readonly tally: BatchSummary['tally'] }[] = [];
  /** Most items that are carried out, and told of, at once. */
  chunk = 100;
  /** Called when an item is to be attempted; makes it fail instead: return its code, or null. */
  fail: (item: KeptItem, batchId: string) => 'forbidden' | 'not-found' | 'conflict' | 'rejected' | 'server' | null = () => null;

  readonly #batches = new Map<string, Kept>();
  #crashes = 0;

  constructor(
    private readonly people: MemoryPeople,
    private readonly plans: MemoryPlans,
    private readonly now: () => number,
  ) {}

  create({ id, ...batch }: NewBatch, by: Administrator): BatchSummary {
    const content = JSON.stringify(batch);
    const known = this.#batches.get(id);
    if (known && (known.content !== content || known.by.id !== by.id)) throw new LicensingError('conflict', 'this id stands for another batch');
    if (!known) {
      const { columns, undoes } = this.#columns(batch, by.id);
      const about = { id, by, content, createdAt: this.now(), undoes, columns, items: itemsOf(columns) };
      this.#batches.set(id, { ...about, endedAt: null, stopped: false, run: null, asked: 0 });
    }
    return this.summary(id);
  }

  /** Carries out and tells of a chunk after the other, as long as nobody else takes over. */
  *apply(id: string, from: number, to: number, by: Administrator): Generator<SettledItems> {
    const batch = this.#own(id, by);
    if (!(from < to && to <= batch.items.length)) throw new LicensingError('rejected', 'to: no such place');
    const run = Symbol(id);
    const crashes = this.#crashes;
    Object.assign(batch, { run, asked: Math.max(batch.asked, to), stopped: false });
    if (batch.items.some(isOpen)) batch.endedAt = null;
    try {
      for (let at = from; at < to; at += this.chunk) {
        if (crashes !== this.#crashes) throw new LicensingError('offline', 'the host is gone');
        if (batch.run !== run) throw new LicensingError('conflict', 'another request goes on with this batch');
        yield this.#carryOut(batch, at, Math.min(at + this.chunk, to));
      }
    } finally {
      if (batch.run === run) batch.run = null;
    }
  }

  /** The process that carries batches out is killed: nobody goes on, and what was done stays done. */
  crash(): void {
    this.#crashes++;
    for (const batch of this.#batches.values()) batch.run = null;
  }

  settle(id: string, by: Administrator): BatchSummary {
    Object.assign(this.#own(id, by), { run: null, asked: 0 });
    return this.summary(id);
  }

  stop(id: string, by: Administrator): BatchSummary {
    const batch = this.#own(id, by);
    this.settle(id, by);
    if (batch.items.some(isOpen)) {
      batch.stopped = true;
      this.#end(batch);
    }
    return this.summary(id);
  }

  /** @throws LicensingError `not-found` */
  items(id: string): readonly KeptItem[] {
    return this.#known(id).items;
  }

  summary(id: string): BatchSummary {
    const batch = this.#known(id);
    const { items } = batch;
    const userIds = new Set(items.map(({ userId }) => userId));
    const [only] = userIds;
    const undoing = [...this.#batches.values()].filter(({ undoes }) => undoes === id);
    return {
      id, by: batch.by, createdAt: batch.createdAt, endedAt: batch.endedAt, stopped: batch.stopped, total: items.length,
      tally: tally(items.map((item) => ({ outcome: outcomeIn(batch, item) }))),
      effects: countsOf(items.map(({ effect }) => effect)),
      codes: countsOf(items.map(({ code }) => code)),
      running: batch.run !== null,
      drift: items.filter(drifted).length,
      people: userIds.size,
      products: batch.columns.map(({ productId, change }) => ({ ...this.#product(productId), change })),
      person: userIds.size === 1 ? { id: only!, name: this.people.world.users.get(only!)?.name ?? null } : null,
      undoes: batch.undoes,
      undoneBy: undoing.at(-1)?.id ?? null,
    };
  }

  ledger(id: string, { productId, outcomes, effects, drifted: only, search, cursor, limit }: LedgerQuery): ListPage<LedgerRow> {
    const batch = this.#known(id);
    notEmpty(outcomes);
    notEmpty(effects);
    const rows = batch.items
      .filter((item) => (productId === null || item.productId === productId) && (!only || drifted(item)))
      .filter(({ effect }) => effects === null || (effect !== null && effects.includes(effect)))
      .map((item): LedgerRow => ({
        at: item.at, user: this.#user(item.userId), product: this.#product(item.productId), change: item.change, planned: item.planned,
        outcome: outcomeIn(batch, item), effect: item.effect, code: item.code, settledAt: item.settledAt,
      }))
      .filter(({ outcome }) => outcomes === null || outcomes.includes(outcome))
      .filter(({ user: { name, login, email } }) => contains({ name: name ?? '', login: login ?? '', email }, search));
    return pageOf(rows, cursor, limit);
  }

  list({ mine, open, cursor, limit }: BatchesQuery, by: Administrator): ListPage<BatchSummary> {
    const kept = [...this.#batches.values()].reverse();
    const matching = kept.filter((batch) => (!mine || batch.by.id === by.id) && (!open || (batch.endedAt === null && !batch.stopped)));
    return pageOf(matching.map(({ id }) => this.summary(id)), cursor, limit);
  }

  #carryOut(batch: Kept, from: number, to: number): SettledItems {
    const { world } = this.people;
    const items = batch.items.slice(from, to);
    const open = items.filter((item) => isOpen(item) || item.code === 'server' || item.code === 'forbidden');
    const able = open.filter((item) => {
      const unknown = !world.users.has(item.userId) || !world.products.has(item.productId);
      const code = this.fail(item, batch.id) ?? (unknown ? 'not-found' : null);
      const conflict = !code && item.undone && world.changesOf(item.userId, item.productId) !== item.undone.expects;
      if (code) this.#settle(item, { outcome: 'failed', effect: null, code });
      else if (conflict) this.#settle(item, { outcome: 'skipped', effect: 'conflict', code: null });
      return !code && !conflict;
    });
    const plan = planItems(able.map((item) => ({ ...item, key: String(item.at), seatVersion: 0 })), stateOf(world));
    for (const [index, { effect }] of plan.items.entries()) {
      const item = able[index]!;
      if (changes(effect)) this.#change(batch.id, item);
      this.#settle(item, { outcome: outcomeOf(effect), effect, code: null });
    }
    if (!batch.items.some(isOpen) && batch.endedAt === null) this.#end(batch);
    const productIds = [...new Set(items.map(({ productId }) => productId))].filter((id) => world.products.has(id));
    return {
      from,
      items: items.map(({ outcome, effect, code }) => ({ outcome: outcome!, effect, code })),
      seats: productIds.map((productId) => ({ productId, seats: world.seats(productId) })),
    };
  }

  #change(batchId: string, item: KeptItem): void {
    const { world } = this.people;
    const { userId, productId, change } = item;
    item.was = world.assignments.get(`${userId} ${productId}`) ?? null;
    world.history.push({ userId, productId, change, batchId });
    world.hold(userId, productId, change === 'grant' ? { ...item.undone?.was, since: `${world.today}T12:00:00Z` } : null);
    item.wrote = world.changesOf(userId, productId);
  }

  #settle(item: KeptItem, how: Pick<KeptItem, 'outcome' | 'effect' | 'code'>): void {
    Object.assign(item, how, { settledAt: this.now() });
  }

  /** Tells who made it, the first time. */
  #end(batch: Kept): void {
    batch.endedAt = this.now();
    if (this.notifications.some(({ batchId }) => batchId === batch.id)) return;
    this.notifications.push({ userId: batch.by.id, batchId: batch.id, tally: this.summary(batch.id).tally });
  }

  #columns(batch: { planId: string } | Omit<Extract<NewBatch, { request: unknown }>, 'id'>, owner: string): Pick<Kept, 'undoes'> & { columns: readonly KeptColumn[] } {
    if ('planId' in batch) {
      const { columns, plan } = this.plans.kept(batch.planId, owner);
      return { columns, undoes: plan.undoes };
    }
    const { request, shown } = batch;
    const userIds = this.people.selected(request.selectionId, owner);
    checkChanges(request, this.people.world);
    const columns = columnsOf(request.changes).map((column, at) => ({ ...column, userIds, effects: shown[at]?.effects ?? [] }));
    const fits = columns.every(({ productId, effects }, at) => shown[at]?.productId === productId && effects.length === userIds.length);
    if (!fits || shown.length !== columns.length) throw new LicensingError('rejected', 'shown: other cells than asked for');
    return { columns, undoes: null };
  }

  #known(id: string): Kept {
    const batch = this.#batches.get(id);
    if (!batch) throw new LicensingError('not-found');
    return batch;
  }

  #own(id: string, by: Administrator): Kept {
    const batch = this.#known(id);
    if (batch.by.id !== by.id) throw new LicensingError('forbidden', 'somebody else’s batch');
    return batch;
  }

  #user(id: string): LedgerRow['user'] {
    const user = this.people.world.users.get(id);
    return { id, name: user?.name ?? null, login: user?.login ?? null, email: user?.email ?? null };
  }

  #product(id: string): LedgerRow['product'] {
    return { id, name: this.people.world.products.get(id)?.name ?? null };
  }
}

/** A column after the other; within it what changes something first, so that who was to get a seat gets it. */
function itemsOf(columns: readonly KeptColumn[]): KeptItem[] {
  const cells = columns.flatMap(({ effects, userIds, productId, change, ifHolds, undone }) => {
    const column = effects.map((planned, at) => ({ userId: userIds[at]!, productId, change, ifHolds, planned, undone: undone?.[at] ?? null }));
    return [...column.filter(({ planned }) => changes(planned)), ...column.filter(({ planned }) => !changes(planned))];
  });
  return cells.map((cell, at) => ({ ...cell, at, outcome: null, effect: null, code: null, settledAt: null, wrote: 0, was: null }));
}

function isOpen({ outcome }: KeptItem): boolean {
  return outcome === null;
}

function outcomeIn({ asked }: Kept, { outcome, at }: KeptItem): Outcome {
  return outcome ?? (at < asked ? 'unknown' : 'not-attempted');
}

function drifted({ effect, planned }: KeptItem): boolean {
  return effect !== null && effect !== planned;
}
