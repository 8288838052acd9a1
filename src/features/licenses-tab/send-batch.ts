import { LicensingError } from '../../licensing/errors.ts';
import type { Batch, LicensingGateway } from '../../licensing/gateway.ts';
import type { ItemOutcome } from '../../licensing/outcome.ts';
import type { BatchItem } from '../../licensing/plan.ts';
import { asLicensingError, isRefusal } from './trouble.ts';

export interface BatchListener {
  /** An item has ended; told once an item. */
  ended(item: BatchItem, outcome: ItemOutcome): void;
  /** The answer was lost, and `open` may or may not have been done. Resolve when it makes sense to ask again. */
  lost(open: Iterable<BatchItem>, error: LicensingError, attempt: number): Promise<void>;
}

/**
 * Sends a batch, the same one again whenever its answer is lost, until every item has ended or `signal` aborts.
 * Never rejects.
 */
export async function sendBatch(gateway: LicensingGateway, batch: Batch, signal: AbortSignal, listener: BatchListener): Promise<void> {
  const open = new Map(batch.items.map((item) => [item.key, item]));
  const end = (outcome: ItemOutcome): void => {
    const item = open.get(outcome.key);
    // Sent again, a batch tells also the outcomes that we know.
    if (!item || signal.aborted) return;
    open.delete(outcome.key);
    listener.ended(item, outcome);
  };
  for (let attempt = 0; open.size && !signal.aborted; attempt++) {
    try {
      for await (const outcome of gateway.applyBatch(batch, signal)) end(outcome);
      if (open.size) throw new LicensingError('unexpected-shape', 'items without an outcome');
    } catch (thrown) {
      const error = asLicensingError(thrown);
      const { code } = error;
      if (isRefusal(code)) {
        for (const key of open.keys()) end({ key, outcome: 'failed', effect: null, code, retryable: false, seats: null });
      } else if (open.size && !signal.aborted) {
        await listener.lost(open.values(), error, attempt);
      }
    }
  }
}
