import type { BatchSummary, BulkGateway, LedgerQuery, LedgerRow, ListPage } from '../../../licensing/bulk-gateway.ts';
import type { Patience } from '../../../licensing/recovery.ts';
import { FollowedStore } from '../followed.store.ts';

export interface BatchLedgerServices extends Patience {
  readonly gateway: Pick<BulkGateway, 'batch' | 'ledger'>;
  readonly batchId: string;
  /** Somebody says when it has changed, so it needs no asking every so often. */
  live(): boolean;
}

/** A batch, and those that undo it or are undone by it; null = there is none, or it can't be read. */
export interface FollowedBatch {
  readonly summary: BatchSummary;
  readonly undoneBy: BatchSummary | null;
  readonly undoes: BatchSummary | null;
}

/** Milliseconds after which a batch is read again while it is carried out, and while it waits to be gone on with. */
const WHILE_RUNNING = 3_000;
const WHILE_OPEN = 15_000;

/** One batch and its ledger, followed for as long as items may end. */
export class BatchLedgerStore extends FollowedStore<FollowedBatch> {
  readonly #services: BatchLedgerServices;

  constructor(services: BatchLedgerServices) {
    const { gateway, batchId } = services;
    super({
      ...services,
      again: ({ summary }) => (services.live() || summary.endedAt !== null ? Infinity : summary.running ? WHILE_RUNNING : WHILE_OPEN),
      async read(signal) {
        const summary = await gateway.batch(batchId, signal);
        // Known or not, it does not keep the ledger from being read.
        const other = async (id: string | null): Promise<BatchSummary | null> => (id === null ? null : gateway.batch(id, signal).catch(() => null));
        const [undoneBy, undoes] = await Promise.all([other(summary.undoneBy), other(summary.undoes)]);
        return { summary, undoneBy, undoes };
      },
    });
    this.#services = services;
  }

  page(query: LedgerQuery, signal: AbortSignal): Promise<ListPage<LedgerRow>> {
    const { gateway, batchId } = this.#services;
    return this.ask(signal, () => gateway.ledger(batchId, query, signal));
  }
}
