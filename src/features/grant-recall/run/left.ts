import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import { LARGEST_PAGE, everyPage } from '../../../licensing/every-page.ts';
import type { Outcome } from '../../../licensing/outcome.ts';
import type { RunTally } from './run-tally.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where a batch has items that are to be attempted. */
export class Left {
  /** How many of them. */
  count = 0;
  #ranges: Range[] = [];

  constructor(
    private readonly tally: RunTally,
    private readonly total: number,
    /** Most items of a request. */
    private readonly most: number,
  ) {}

  /** What comes after those that have an outcome. */
  rest(): void {
    const from = this.tally.done;
    this.#ranges = [{ from, to: this.total }];
    this.count = this.total - from;
  }

  /** What the ledger says has such an outcome: as few requests as will do, each from one of them to another. */
  async lookUp(outcomes: readonly Outcome[], gateway: Pick<BulkGateway, 'ledger'>, batchId: string, signal: AbortSignal): Promise<void> {
    const query = { productId: null, outcomes, effects: null, drifted: false, search: '', limit: LARGEST_PAGE };
    const ranges: Range[] = [];
    this.count = 0;
    for await (const { items } of everyPage((cursor) => gateway.ledger(batchId, { ...query, cursor }, signal))) {
      for (const { at, code } of items) {
        if (!this.tally.reopen(at, code)) continue;
        const from = ranges.at(-1)?.from ?? -Infinity;
        if (at < from + this.most) ranges[ranges.length - 1] = { from, to: at + 1 };
        else ranges.push({ from: at, to: at + 1 });
        this.count++;
      }
    }
    this.#ranges = ranges;
  }

  /** The next places to ask for; undefined = none. */
  next(): Range | undefined {
    for (let range; (range = this.#ranges[0]); this.#ranges.shift()) {
      const { to } = range;
      const from = this.tally.next(range.from, to);
      this.#ranges[0] = { from, to };
      if (from < to) return { from, to: Math.min(to, from + this.most) };
    }
    return undefined;
  }
}
