import assert from 'node:assert/strict';
import type { AssignmentSource } from '../../src/licensing/license.ts';
import type { Change, Effect } from '../../src/licensing/rules.ts';

/** What is done with a product, by its number. */
export type ModelChange = { readonly change: Change; readonly product: number; readonly ifHolds: number | null };

export interface ModelItem extends ModelChange {
  readonly user: number;
  readonly planned: Effect;
  /** Of an undo: the change of the pair that has to be its last one, and what that had taken. */
  readonly expects: number | null;
  readonly restores: AssignmentSource | null;
  effect: Effect | null;
  failed: boolean;
  wrote: number;
  took: AssignmentSource | null;
}

export interface ModelBatch {
  readonly items: ModelItem[];
  readonly columns: readonly ModelChange[];
  readonly undoes: number | null;
  undoneBy: number | null;
  asked: number;
  stopped: boolean;
  notified: boolean;
}

/** The cells of one product: users in their order. */
export type ModelColumn = ModelChange & { readonly cells: readonly { readonly user: number; readonly effect: Effect; readonly of: ModelItem | null }[] };

/**
 * The smallest host there can be: who holds what, how often each pair has changed, and what became of each item. It has
 * rules of its own, so that it shares no mistake with those it is compared with.
 */
export class Model {
  readonly batches: ModelBatch[] = [];
  /** Users whose items fail at the moment. */
  failing: ReadonlySet<number> = new Set();
  readonly #held = new Map<string, AssignmentSource>();
  readonly #changes = new Map<string, number>();

  constructor(
    readonly active: boolean[],
    readonly seats: number[],
  ) {}

  held(user: number, product: number): AssignmentSource | null {
    return this.#held.get(`${user} ${product}`) ?? null;
  }

  holders(product: number): number[] {
    return this.active.flatMap((_, user) => (this.held(user, product) ? [user] : []));
  }

  used(product: number): number {
    return this.holders(product).filter((user) => this.active[user]).length;
  }

  changed(user: number, product: number): number {
    return this.#changes.get(`${user} ${product}`) ?? 0;
  }

  set(user: number, product: number, source: AssignmentSource | null): void {
    const pair = `${user} ${product}`;
    if (source) this.#held.set(pair, source);
    else this.#held.delete(pair);
    this.#changes.set(pair, this.changed(user, product) + 1);
  }

  /** Plans products one after the other, users in the order in which they are served. */
  plan(columns: readonly { readonly column: ModelChange; readonly users: readonly number[]; readonly served: readonly number[] }[]): ModelColumn[] {
    return this.#tried(() => columns.map(({ column, users, served }) => {
      const effects = new Map(served.map((user) => [user, this.#try({ ...column, user })]));
      return { ...column, cells: users.map((user) => ({ user, effect: effects.get(user)!, of: null })) };
    }));
  }

  /** Null: there is nothing to undo. */
  planUndo(number: number): ModelColumn[] | null {
    const batch = this.batches[number]!;
    const done = batch.items.filter((item) => isApplied(item));
    if (!done.length) return null;
    const people = [...new Set(done.map(({ user }) => user))];
    const partner = (product: number): number | null =>
      batch.columns.find((one) => one.ifHolds === product)?.product ?? batch.columns.find((one) => one.product === product)?.ifHolds ?? null;
    return this.#tried(() => [...batch.columns].reverse().flatMap(({ product, change }): ModelColumn[] => {
      const column = change === 'grant' ? ({ change: 'recall', product, ifHolds: partner(product) } as const) : ({ change: 'grant', product, ifHolds: null } as const);
      const of = people.flatMap((user) => done.filter((item) => item.user === user && item.product === product));
      const cells = of.map((item) => {
        const ours = this.changed(item.user, product) === item.wrote;
        return { user: item.user, effect: ours ? this.#try({ ...column, user: item.user }) : ('conflict' as const), of: item };
      });
      return cells.length ? [{ ...column, cells }] : [];
    }));
  }

  takeOn(columns: readonly ModelColumn[], undoes: number | null = null): void {
    const items = columns.flatMap(({ cells, ...column }) => {
      const all = cells.map(({ user, effect, of }): ModelItem => ({
        ...column, user, planned: effect, expects: of && of.wrote, restores: of && of.took, effect: null, failed: false, wrote: 0, took: null,
      }));
      return [...all.filter(({ planned }) => moves(planned)), ...all.filter(({ planned }) => !moves(planned))];
    });
    if (undoes !== null) this.batches[undoes]!.undoneBy = this.batches.length;
    this.batches.push({ items, columns, undoes, undoneBy: null, asked: 0, stopped: false, notified: false });
  }

  ask(number: number, to: number): void {
    const batch = this.batches[number]!;
    batch.asked = Math.max(batch.asked, to);
    batch.stopped = false;
  }

  /** The host has carried out an item, or has looked up how it ended. */
  carryOut(number: number, at: number): void {
    const batch = this.batches[number]!;
    const item = batch.items[at]!;
    if (item.effect !== null) return;
    item.failed = this.failing.has(item.user);
    if (!item.failed) {
      const taken = item.expects !== null && this.changed(item.user, item.product) !== item.expects;
      const now = taken ? 'conflict' : this.#decide(item);
      item.effect = moves(now) && now !== item.planned ? 'conflict' : now;
      if (isApplied(item)) this.#change(item);
    }
    if (batch.items.every(isSettled)) batch.notified = true;
  }

  settle(number: number): void {
    this.batches[number]!.asked = 0;
  }

  stop(number: number): void {
    const batch = this.batches[number]!;
    this.settle(number);
    if (batch.items.every(isSettled)) return;
    batch.stopped = batch.notified = true;
  }

  #change(item: ModelItem): void {
    item.took = this.held(item.user, item.product);
    this.set(item.user, item.product, item.change === 'grant' ? (item.restores ?? 'direct') : null);
    item.wrote = this.changed(item.user, item.product);
  }

  #decide({ user, product, change, ifHolds }: ModelChange & { readonly user: number }): Effect {
    const held = this.held(user, product);
    const lacksOther = ifHolds !== null && !this.held(user, ifHolds);
    if (change === 'recall') return !held ? 'not-held' : lacksOther ? 'kept' : held === 'role' ? 'role-derived' : 'recall';
    if (held) return 'already-held';
    if (lacksOther) return 'not-held';
    if (!this.active[user]) return 'inactive';
    return this.used(product) < this.seats[product]! ? 'grant' : 'no-seat';
  }

  #try(cell: ModelChange & { readonly user: number }): Effect {
    const effect = this.#decide(cell);
    if (moves(effect)) this.set(cell.user, cell.product, cell.change === 'grant' ? 'direct' : null);
    return effect;
  }

  /** What would happen, without its happening. */
  #tried<T>(what: () => T): T {
    const [held, changes] = [[...this.#held], [...this.#changes]];
    const result = what();
    this.#held.clear();
    this.#changes.clear();
    for (const [pair, source] of held) this.#held.set(pair, source);
    for (const [pair, count] of changes) this.#changes.set(pair, count);
    return result;
  }
}

export function moves(effect: Effect | null): boolean {
  return effect === 'grant' || effect === 'recall' || effect === 'role-derived';
}

export function isApplied({ effect }: ModelItem): boolean {
  return moves(effect);
}

export function isSettled({ effect, failed }: ModelItem): boolean {
  return effect !== null || failed;
}

/** How the host tells an item of the model. */
export function told(item: ModelItem): { outcome: 'applied' | 'skipped' | 'failed'; effect: Effect | null; code: 'server' | null } {
  assert.ok(isSettled(item));
  return { outcome: item.failed ? 'failed' : isApplied(item) ? 'applied' : 'skipped', effect: item.effect, code: item.failed ? 'server' : null };
}
