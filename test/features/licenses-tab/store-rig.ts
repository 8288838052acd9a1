import { setImmediate } from 'node:timers/promises';
import type { Ready, Row, TabState } from '../../../src/features/licenses-tab/licenses-tab.state.ts';
import { LicensesTabStore, type TabServices } from '../../../src/features/licenses-tab/licenses-tab.store.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import type { Batch } from '../../../src/licensing/gateway.ts';
import { MemoryGateway } from '../../support/memory-gateway.ts';

export interface Nap {
  readonly ms: number;
  readonly seen: boolean;
  end(): void;
}

/** A store on a host in memory, with time in the test's hands: it waits until the test ends its naps. */
export class StoreRig {
  readonly gateway = new MemoryGateway()
    .addUser({ id: 'caleb', name: 'Caleb Jones' })
    .addUser({ id: 'anna' })
    .addUser({ id: 'boris' })
    .addProduct({ id: 'chat' }, 5)
    .addProduct({ id: 'files' }, 2)
    .addProduct({ id: 'server', type: 'server' });
  readonly states: TabState[] = [];
  /** Waits under way. */
  naps: Nap[] = [];
  signIns = 0;
  mayChange = true;
  now = Date.parse('2026-11-21T12:00:00Z');
  store!: LicensesTabStore;

  /** Starts, and resolves when nothing moves any more. */
  async start(services: Partial<TabServices> = {}): Promise<this> {
    this.store = new LicensesTabStore({
      gateway: this.gateway,
      userId: 'caleb',
      can: async () => this.mayChange,
      signedOut: () => {
        this.signIns++;
        return undefined;
      },
      now: () => this.now,
      pause: (ms, signal, seen = false) =>
        new Promise((resolve) => {
          const nap = { ms, seen, end: () => { this.naps = this.naps.filter((other) => other !== nap); resolve(); } };
          this.naps.push(nap);
          if (signal.aborted) nap.end();
          signal.addEventListener('abort', nap.end);
        }),
      ...services,
    });
    this.store.state$.subscribe((state) => this.states.push(state));
    await this.settle();
    return this;
  }

  /** Lets everything that needs no time happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  }

  /** Ends all naps, as when their time is over. */
  async wake(): Promise<void> {
    for (const nap of [...this.naps]) nap.end();
    await this.settle();
  }

  get state(): TabState {
    return this.states.at(-1)!;
  }

  /** A string, so that an assertion on one state does not narrow the type of the next. */
  get kind(): string {
    return this.state.kind;
  }

  get ready(): Ready {
    if (this.state.kind !== 'ready') throw new Error(`the tab is ${this.state.kind}`);
    return this.state;
  }

  row(productId: string): Row {
    return this.ready.rows.find(({ license }) => license.productId === productId)!;
  }

  /** Batches sent from now on, in order. */
  watchBatches(): Batch[] {
    const batches: Batch[] = [];
    const apply = this.gateway.applyBatch.bind(this.gateway);
    this.gateway.applyBatch = (batch, signal) => {
      batches.push(batch);
      return apply(batch, signal);
    };
    return batches;
  }

  /** Calls made at the gateway since the last look, such as `applyBatch 1`. */
  calls(): string[] {
    return this.gateway.calls.splice(0);
  }
}

/** A hook of the gateway that fails. */
export const fail = (code: LicensingErrorCode, retryAfter: number | null = null) => (): never => {
  throw new LicensingError(code, '', retryAfter);
};

/** A hook of the gateway that does nothing. */
export const none = (): void => {};
