import type { BatchSummary, BatchesQuery, BulkGateway, ListPage } from '../../../licensing/bulk-gateway.ts';
import type { Patience } from '../../../licensing/recovery.ts';
import { FollowedStore } from '../followed.store.ts';

export interface BatchesServices extends Patience {
  readonly gateway: Pick<BulkGateway, 'batches' | 'bulkCapabilities' | 'stop'>;
}

/** Batches that have not ended are so many at most, or else the rest of them is not followed. */
const MOST_OPEN = 100;
/** Milliseconds after which they are read again: while some are carried out, and otherwise. */
const WHILE_RUNNING = 3_000;
const OTHERWISE = 15_000;

export interface OpenBatches extends ListPage<BatchSummary> {
  /** Only this browser keeps batches. */
  readonly here: boolean;
}

/** Everybody's batches that have not ended, latest first, followed; and the pages of all there were. */
export class BatchesStore extends FollowedStore<OpenBatches> {
  readonly #gateway: BatchesServices['gateway'];

  constructor(services: BatchesServices) {
    const { gateway } = services;
    let here: boolean | undefined;
    super({
      ...services,
      async read(signal) {
        const [page] = await Promise.all([
          gateway.batches({ mine: false, open: true, cursor: null, limit: MOST_OPEN }, signal),
          here ?? gateway.bulkCapabilities(signal).then((able) => (here = able?.keeps === 'browser')),
        ]);
        return { ...page, here: !!here };
      },
      again: ({ items }) => (items.some(({ running }) => running) ? WHILE_RUNNING : OTHERWISE),
    });
    this.#gateway = gateway;
  }

  page(query: Omit<BatchesQuery, 'open'>, signal: AbortSignal): Promise<ListPage<BatchSummary>> {
    return this.ask(signal, () => this.#gateway.batches({ ...query, open: false }, signal));
  }

  /** Leaves the rest of a batch not attempted. Rejects with a `LicensingError`. */
  async stop(batchId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.ask(signal, () => this.#gateway.stop(batchId, signal));
    } finally {
      this.refresh();
    }
  }
}
