import { type RunServices, createBatchRun } from '../../../../src/features/grant-recall/run/batch-run.ts';
import type { BatchRun, RunState } from '../../../../src/features/grant-recall/grant-recall.state.ts';
import type { ProductChange } from '../../../../src/licensing/bulk.ts';
import type { BatchSummary, LedgerRow } from '../../../../src/licensing/bulk-gateway.ts';
import { LicensingError, type LicensingErrorCode } from '../../../../src/licensing/errors.ts';
import { FakeTime } from '../../../support/fake-time.ts';
import { MemoryBulk } from '../../../support/memory-bulk.ts';

export const never = new AbortController().signal;

/** A batch at a host in memory, and the runs that carry it out. */
export class RunRig {
  readonly time = new FakeTime();
  readonly gateway: MemoryBulk;
  readonly states: RunState[] = [];
  signIns = 0;
  run!: BatchRun;

  private constructor(gateway: MemoryBulk, readonly batchId: string) {
    this.gateway = gateway;
  }

  /** A batch of all people × products: each product has `seats`, and nobody holds anything. */
  static async create({ people = 10, products = 1, seats = 1_000, chunk = 2, changes = grants(products) } = {}): Promise<RunRig> {
    const gateway = new MemoryBulk();
    for (let at = 0; at < people; at++) gateway.world.addUser({ id: `u${at}` });
    for (let at = 0; at < products; at++) gateway.world.addProduct({ id: `p${at}` }, seats);
    const { id: selectionId } = await gateway.select({ kind: 'users', userIds: [...gateway.world.users.keys()] }, never);
    const { id: planId } = await gateway.plan({ selectionId, changes, orders: {} }, never);
    const batchId = '00000000-0000-4000-8000-000000000001';
    await gateway.createBatch({ id: batchId, planId: planId! }, never);
    gateway.host.batches.chunk = chunk;
    gateway.calls.length = 0;
    const rig = new RunRig(gateway, batchId);
    gateway.host.now = () => rig.time.now;
    return rig;
  }

  get summary(): BatchSummary {
    return this.gateway.host.batches.summary(this.batchId);
  }

  /** Opens the batch as a page does that was just loaded, in this browser or in another one. */
  open(services: Partial<RunServices> = {}): BatchRun {
    const { time, gateway } = this;
    const run = createBatchRun({
      gateway,
      summary: this.summary,
      capabilities: { maxApply: 4 },
      signedOut: () => {
        this.signIns++;
        return undefined;
      },
      pause: time.pause,
      now: () => time.now,
      signal: never,
      ...services,
    });
    this.states.length = 0;
    run.state$.subscribe((state) => this.states.push(state));
    return (this.run = run);
  }

  /** Phases in their order, each once in a row. */
  get phases(): string[] {
    return this.states.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
  }

  get state(): RunState {
    return this.run.state;
  }

  /** Such as `3 applied, 1 failed`. */
  get tally(): string {
    const { tally } = this.state.summary;
    return Object.entries(tally).filter(([, count]) => count).map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  }

  /** Calls made at the gateway since the last look. */
  calls(): string[] {
    return this.gateway.calls.splice(0);
  }

  ledger(): Promise<readonly LedgerRow[]> {
    const query = { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 5_000 };
    return this.gateway.ledger(this.batchId, query, never).then(({ items }) => items);
  }
}

export function grants(products: number): ProductChange[] {
  return Array.from({ length: products }, (_, at) => ({ kind: 'grant', productId: `p${at}` }));
}

/** Throws on the given occasions, counted from 0. */
export function on(occasions: readonly number[], code: LicensingErrorCode, retryAfter: number | null = null): () => void {
  let at = 0;
  return () => {
    if (occasions.includes(at++)) throw new LicensingError(code, '', retryAfter);
  };
}
