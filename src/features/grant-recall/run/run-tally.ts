import type { BatchSummary, SettledItems } from '../../../licensing/bulk-gateway.ts';
import type { EffectCounts } from '../../../licensing/bulk.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import type { Seats } from '../../../licensing/license.ts';
import type { Outcome } from '../../../licensing/outcome.ts';
import type { Effect } from '../../../licensing/rules.ts';

/** Codes of failed items that may do better when attempted again; the host attempts no others. */
const retryable: readonly LicensingErrorCode[] = ['server', 'forbidden'];

/** What is known of an item: nothing, that it has its outcome, or (with the place of its code in `retryable`) that it is to be attempted again. */
const OPEN = 0;
const SETTLED = 1;
const AGAIN = 2;

/** How many items of a batch failed and may do better. */
export function retryableCount({ codes }: Pick<BatchSummary, 'codes'>): number {
  return retryable.reduce((sum, code) => sum + (codes[code] ?? 0), 0);
}

/** How many items of a batch are without an outcome. */
export function openIn({ tally }: Pick<BatchSummary, 'tally'>): number {
  return tally['not-attempted'] + tally.unknown;
}

/** Whether nothing of a batch is under way, and nothing is to follow by itself. */
export function isOver(summary: BatchSummary): boolean {
  return !openIn(summary) || (summary.stopped && !summary.tally.unknown);
}

/**
 * How many items of a batch ended how, kept up with what is told, so that the sum is the total at every moment. A byte an item,
 * as a batch may be of a million.
 */
export class RunTally {
  /** By product id, seats as last told. */
  seats: ReadonlyMap<string, Seats> = new Map();
  readonly #marks: Uint8Array;
  #host: BatchSummary;
  #counts!: Record<Outcome, number>;
  #effects!: Partial<Record<Effect, number>>;
  #codes!: Partial<Record<LicensingErrorCode, number>>;
  /** Places that were sent and may still be answered. */
  #asked = { from: 0, to: 0 };

  constructor(summary: BatchSummary) {
    this.#marks = new Uint8Array(summary.total);
    this.#host = summary;
    this.adopt(summary);
  }

  get done(): number {
    return this.#counts.applied + this.#counts.skipped + this.#counts.failed;
  }

  get unknown(): number {
    return this.#counts.unknown;
  }

  /**
   * The host's own figures. Items are carried out in their order, so those that have an outcome are the first ones: what is
   * left is told by their number alone, and need not be looked up.
   */
  adopt(summary: BatchSummary): void {
    this.#host = summary;
    this.#counts = { ...summary.tally };
    this.#effects = { ...summary.effects };
    this.#codes = { ...summary.codes };
    this.#asked = { from: 0, to: 0 };
    this.#marks.fill(SETTLED, 0, this.done);
  }

  /** An item of which the host says that it is not what we took it for. True when it is to be attempted. */
  reopen(at: number, code: LicensingErrorCode | null): boolean {
    const again = code === null ? -1 : retryable.indexOf(code);
    if (code !== null && again < 0) return false;
    this.#marks[at] = code === null ? OPEN : AGAIN + again;
    return true;
  }

  /** The first place from `from` on that is to be attempted; `to` when there is none before it. */
  next(from: number, to: number): number {
    while (from < to && this.#marks[from] === SETTLED) from++;
    return from;
  }

  /** Items at these places are being asked for: until they are told, nobody knows. */
  ask(from: number, to: number): void {
    this.giveBack();
    if (this.#host.stopped) this.#host = { ...this.#host, stopped: false, endedAt: null };
    this.#asked = { from, to };
    for (let at = from; at < to; at++) if (this.#marks[at] !== SETTLED) this.#move(this.#marks[at]!, 1);
  }

  /** What was asked for and not told is known not to have been carried out. */
  giveBack(): void {
    const { from, to } = this.#asked;
    for (let at = from; at < to; at++) if (this.#marks[at] !== SETTLED) this.#move(this.#marks[at]!, -1);
    this.#asked = { from: 0, to: 0 };
  }

  /** Says how many of them were news: sent again, a request is also told what we know. */
  tell({ from, items, seats }: SettledItems): number {
    if (seats.length) this.seats = new Map([...this.seats, ...seats.map((of) => [of.productId, of.seats] as const)]);
    let news = 0;
    for (const [index, { outcome, effect, code }] of items.entries()) {
      const at = from + index;
      const mark = this.#marks[at];
      if (mark === undefined || mark === SETTLED) continue;
      if (at < this.#asked.from || at >= this.#asked.to) this.#move(mark, 1);
      this.#marks[at] = SETTLED;
      this.#counts.unknown--;
      this.#counts[outcome]++;
      if (effect) add(this.#effects, effect, 1);
      else if (code) add(this.#codes, code, 1);
      news++;
    }
    return news;
  }

  summary(): BatchSummary {
    return Object.freeze({
      ...this.#host,
      tally: Object.freeze({ ...this.#counts }),
      effects: Object.freeze<EffectCounts>({ ...this.#effects }),
      codes: Object.freeze({ ...this.#codes }),
    });
  }

  /** Makes an item unknown (1), or what it was (-1). */
  #move(mark: number, by: 1 | -1): void {
    this.#counts.unknown += by;
    if (mark === OPEN) this.#counts['not-attempted'] -= by;
    else {
      this.#counts.failed -= by;
      add(this.#codes, retryable[mark - AGAIN]!, -by);
    }
  }
}

/** Zeroes are left out. */
function add<Key extends string>(counts: Partial<Record<Key, number>>, key: Key, by: number): void {
  const count = (counts[key] ?? 0) + by;
  if (count) counts[key] = count;
  else delete counts[key];
}
