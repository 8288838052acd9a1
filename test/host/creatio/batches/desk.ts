import assert from 'node:assert/strict';
import { bulkOver } from '../../../../src/host/creatio/creatio-bulk.ts';
import type { CreatioApi } from '../../../../src/host/creatio/creatio-api.ts';
import type { Kept } from '../../../../src/host/creatio/kept/kept.ts';
import type { ProductChange } from '../../../../src/licensing/bulk.ts';
import type { BatchSummary, BulkGateway, LedgerRow } from '../../../../src/licensing/bulk-gateway.ts';
import { LicensingError, type LicensingErrorCode } from '../../../../src/licensing/errors.ts';
import { MemoryCreatio } from '../../../support/memory-creatio.ts';

export const { signal } = new AbortController();

/** An administrator of a Creatio in memory, whose waits take no time. */
export class Desk {
  /** Waits in milliseconds. */
  readonly waits: number[] = [];
  readonly gateway: BulkGateway;

  constructor(
    readonly creatio = new MemoryCreatio(),
    readonly writeUsers = 2,
  ) {
    this.gateway = this.tab();
  }

  /** Another tab of the same browser. */
  tab(kept: Kept = this.creatio.options.kept, api: CreatioApi = this.creatio.api): BulkGateway {
    const { creatio, writeUsers } = this;
    return bulkOver(api, { ...creatio.options, kept, writeUsers, pause: async (ms) => void this.waits.push(ms) });
  }

  async batch(userIds: readonly string[], ...changes: ProductChange[]): Promise<BatchSummary> {
    const { id: selectionId } = await this.gateway.select({ kind: 'users', userIds }, signal);
    const { id: planId } = await this.gateway.plan({ selectionId, changes, orders: {} }, signal);
    return this.gateway.createBatch({ id: crypto.randomUUID(), planId: planId! }, signal);
  }

  async apply({ id }: { id: string }, from: number, to: number, by = this.gateway): Promise<void> {
    for await (const _ of by.apply(id, from, to, signal));
  }

  async run(batch: BatchSummary): Promise<BatchSummary> {
    await this.apply(batch, 0, batch.total);
    return this.gateway.batch(batch.id, signal);
  }

  async undo({ id }: { id: string }): Promise<BatchSummary> {
    const { id: planId } = await this.gateway.planUndo(id, signal);
    return this.run(await this.gateway.createBatch({ id: crypto.randomUUID(), planId: planId! }, signal));
  }

  async ledger({ id }: { id: string }, by = this.gateway): Promise<readonly LedgerRow[]> {
    return (await by.ledger(id, { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 50_000 }, signal)).items;
  }

  /** Who holds what. */
  pairs(): Set<string> {
    return new Set([...this.creatio.held].flatMap(([packageId, holders]) => [...holders.keys()].map((userId) => `${userId} ${packageId}`)));
  }

  /** Holds a ledger against what was there before and what is there now: what was applied is so, and nothing else has changed. */
  async compare(batch: BatchSummary, was: ReadonlySet<string>, by = this.gateway): Promise<BatchSummary> {
    const summary = await by.batch(batch.id, signal);
    const { tally, effects, codes } = summary;
    const rows = await this.ledger(batch, by);
    const expected = new Set(was);
    for (const { user, product, change, outcome } of rows) {
      if (outcome !== 'applied') continue;
      if (change === 'grant') expected.add(`${user.id} ${product.id}`);
      else expected.delete(`${user.id} ${product.id}`);
    }
    assert.deepEqual([...this.pairs()].sort(), [...expected].sort(), 'the ledger says what is so');
    const sum = (counts: object): number => Object.values(counts).reduce((one: number, other: number) => one + other, 0);
    assert.deepEqual([sum(tally), sum(effects), sum(codes)], [batch.total, tally.applied + tally.skipped, tally.failed]);
    for (const outcome of Object.keys(tally) as (keyof typeof tally)[]) assert.equal(rows.filter((row) => row.outcome === outcome).length, tally[outcome], outcome);
    return summary;
  }
}

export const refused = (code: LicensingErrorCode) => (error: unknown): boolean => error instanceof LicensingError && error.code === code;
export const grant = (productId: string): ProductChange => ({ kind: 'grant', productId });
export const recall = (productId: string): ProductChange => ({ kind: 'recall', productId });

/** Some people and a package of so many seats. */
export function start(people: number, count: number, writeUsers?: number): { creatio: MemoryCreatio; desk: Desk; ids: string[]; pack: string } {
  const creatio = new MemoryCreatio();
  const ids = Array.from({ length: people }, (_, n) => creatio.user(n + 1));
  const pack = creatio.pack(1, { count });
  return { creatio, desk: new Desk(creatio, writeUsers), ids, pack };
}

/** Something that happens once, right before a call is carried out. */
export function once(creatio: MemoryCreatio, call: string, work: () => Promise<void> | void): void {
  creatio.before = async (asked) => {
    if (!asked.startsWith(call)) return;
    creatio.before = () => {};
    await work();
  };
}
