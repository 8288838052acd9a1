import type { LicensingError } from '../../licensing/errors.ts';
import type { Batch, LicensingGateway } from '../../licensing/gateway.ts';
import type { ItemOutcome } from '../../licensing/outcome.ts';
import type { BatchItem } from '../../licensing/plan.ts';
import { untilSettled } from '../../licensing/until-settled.ts';

export interface BatchListener {
  /** An item has ended; told once an item. */
  ended(item: BatchItem, outcome: ItemOutcome): void;
  /** The answer was lost, and `open` may or may not have been done. Resolve when it makes sense to ask again. */
  lost(open: Iterable<BatchItem>, error: LicensingError, attempt: number): Promise<void>;
}

/** Sends a batch until every item has ended or `signal` aborts; see `untilSettled`. Never rejects. */
export function sendBatch(gateway: LicensingGateway, batch: Batch, signal: AbortSignal, { ended, lost }: BatchListener): Promise<void> {
  return untilSettled<BatchItem, ItemOutcome>(
    {
      open: new Map(batch.items.map((item) => [item.key, item])),
      ask: () => gateway.applyBatch(batch, signal),
      keyOf: ({ key }) => key,
      refused: (item, code) => ended(item, { key: item.key, outcome: 'failed', effect: null, code, retryable: false, seats: null }),
      ended,
      lost,
    },
    signal,
  );
}
