import { LicensingError, type LicensingErrorCode } from './errors.ts';
import { asLicensingError, isRefusal } from './trouble.ts';

/** A request that is answered item by item, and may be sent again: the same again changes nothing and answers the same. */
export interface Sending<Item, Outcome> {
  /** By key; an item leaves when it has ended. */
  readonly open: Map<string, Item>;
  /** Sends it. */
  ask(): AsyncIterable<Outcome>;
  keyOf(outcome: Outcome): string;
  /** An item has ended; told once an item. */
  ended(item: Item, outcome: Outcome): void;
  /** The request was refused, so that this item has ended without being attempted again; told once an item, instead of `ended`. */
  refused(item: Item, code: LicensingErrorCode): void;
  /** The answer was lost, and what is open may or may not have been done. Resolve when it makes sense to ask again. */
  lost(open: Iterable<Item>, error: LicensingError, attempt: number): Promise<void>;
}

/** Sends a request, the same one again whenever its answer is lost, until every item has ended or `signal` aborts. Never rejects. */
export async function untilSettled<Item, Outcome>(sending: Sending<Item, Outcome>, signal: AbortSignal): Promise<void> {
  const { open } = sending;
  const take = (key: string): Item | undefined => {
    if (signal.aborted) return undefined;
    // Sent again, a request is also told the outcomes that we know.
    const item = open.get(key);
    open.delete(key);
    return item;
  };
  for (let attempt = 0; open.size && !signal.aborted; attempt++) {
    try {
      for await (const outcome of sending.ask()) {
        const item = take(sending.keyOf(outcome));
        if (item) sending.ended(item, outcome);
      }
      if (open.size) throw new LicensingError('unexpected-shape', 'items without an outcome');
    } catch (thrown) {
      const error = asLicensingError(thrown);
      if (isRefusal(error.code)) {
        for (const key of [...open.keys()]) {
          const item = take(key);
          if (item) sending.refused(item, error.code);
        }
      } else if (open.size && !signal.aborted) {
        await sending.lost(open.values(), error, attempt);
      }
    }
  }
}
