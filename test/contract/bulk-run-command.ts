import assert from 'node:assert/strict';
import type fc from 'fast-check';
import { createBatchRun } from '../../src/features/grant-recall/run/batch-run.ts';
import type { BatchRun, RunState } from '../../src/features/grant-recall/grant-recall.state.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import type { MemoryBulk } from '../support/memory-bulk.ts';
import { type Model, isSettled, told } from './bulk-model.ts';
import { type Real, compare } from './bulk-real.ts';

/** What happens to a request: it is refused, its answer is cut after a change or lost, or the page is closed meanwhile. */
type Fault = 'none' | 'refused' | 'cut' | 'lost' | 'killed';

interface Values {
  readonly batch: number;
  readonly faults: readonly Fault[];
  /** In how many browsers at once. */
  readonly browsers: number;
  /** Most items of a request. */
  readonly most: number;
}

/** Applies what is left of a batch as the plugin does, whatever is lost on the way: in the end it is all done. */
export class RunCommand implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly values: Values) {}

  check(model: Readonly<Model>): boolean {
    return model.batches.length > 0;
  }

  toString(): string {
    return `run ${JSON.stringify(this.values)}`;
  }

  async run(model: Model, real: Real): Promise<void> {
    const { length } = model.batches;
    const number = length - 1 - (this.values.batch % length);
    const faults = [...this.values.faults];
    const opened = Array.from({ length: this.values.browsers }, () => this.#untilOver(model, real, number, faults));
    await Promise.all(opened);
    assert.ok(model.batches[number]!.items.every(isSettled), 'all of it is carried out');
    await compare(model, real, number);
  }

  /** Opens the batch and goes on with it; again, when its page was closed. */
  async #untilOver(model: Model, real: Real, number: number, faults: Fault[]): Promise<void> {
    for (let killed = true; killed; ) {
      const page = new AbortController();
      const browser = this.#browser(model, real, number, faults, page);
      const summary = await browser.batch(real.batches[number]!, page.signal);
      const run = createBatchRun({
        gateway: this.#counting(browser, model, number), summary, capabilities: { maxApply: this.values.most }, now: () => Date.now(),
        signedOut: () => undefined, pause: (ms, signal) => (ms === Infinity ? aborted(signal) : Promise.resolve()), signal: page.signal,
      });
      run.state$.subscribe(({ summary: { tally, total }, done }) => {
        const { applied, skipped, failed } = tally;
        assert.deepEqual([applied + skipped + failed + tally['not-attempted'] + tally.unknown, applied + skipped + failed], [total, done]);
      });
      run.goOn();
      await ended(run, page.signal);
      killed = page.signal.aborted;
      run.dispose();
    }
  }

  /** A browser whose requests meet with faults, as long as there are some. */
  #browser(model: Model, real: Real, number: number, faults: Fault[], page: AbortController): MemoryBulk {
    const { items } = model.batches[number]!;
    const browser = real.memory!.browser({ id: 'admin', name: 'Ada' });
    let fault: Fault = 'none';
    let opening = true;
    browser.before = () => {
      fault = opening ? 'none' : (faults.shift() ?? 'none');
      opening = false;
      if (fault === 'refused') throw new LicensingError('server');
    };
    browser.beforeSettled = ({ from, items: settled }) => {
      for (const [index, item] of settled.entries()) assert.deepEqual(item, told(items[from + index]!));
      if (fault === 'cut') throw new LicensingError('offline');
      if (fault === 'killed') page.abort();
    };
    browser.after = () => {
      if (fault === 'lost') throw new LicensingError('timeout');
    };
    return browser;
  }

  /** Tells the model what is asked for. */
  #counting(browser: MemoryBulk, model: Model, number: number): Parameters<typeof createBatchRun>[0]['gateway'] {
    return {
      apply(id, from, to, signal) {
        model.ask(number, to);
        return browser.apply(id, from, to, signal);
      },
      async settle(id, signal) {
        model.settle(number);
        return browser.settle(id, signal);
      },
      stop: (id, signal) => browser.stop(id, signal),
      batch: (id, signal) => browser.batch(id, signal),
      ledger: (id, query, signal) => browser.ledger(id, query, signal),
    };
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
}

/** Resolves when the run has ended, or its page was closed; one that waits to be told is told to go on. */
function ended(run: BatchRun, page: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    page.addEventListener('abort', () => resolve(), { once: true });
    if (page.aborted) resolve();
    run.state$.subscribe(({ phase, summary }: RunState) => {
      if (phase === 'ended' && !summary.stopped && summary.tally['not-attempted'] + summary.tally.unknown === 0) resolve();
      else if (phase === 'lost' || phase === 'interrupted' || phase === 'ended') {
        if (++asked > 50) reject(new Error(`${phase} again and again`));
        else queueMicrotask(() => run.goOn());
      }
    });
  });
}
