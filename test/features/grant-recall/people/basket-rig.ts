import type { BasketReady } from '../../../../src/features/grant-recall/people/basket.state.ts';
import { BasketStore } from '../../../../src/features/grant-recall/people/basket.store.ts';
import { FakeTime } from '../../../support/fake-time.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { crowd } from './crowd.ts';

/** A basket without a page, and with time in the test's hands. */
export class BasketRig {
  readonly time = new FakeTime();
  readonly store: BasketStore;
  signIns = 0;
  signedOut: () => Promise<void> | undefined = () => undefined;

  constructor(
    readonly gateway: MemoryBulk = crowd(),
    may = true,
  ) {
    this.store = new BasketStore({
      gateway, pause: this.time.pause, can: async () => may,
      signedOut: () => {
        this.signIns++;
        return this.signedOut();
      },
    });
  }

  static async open(gateway?: MemoryBulk): Promise<BasketRig> {
    const rig = new BasketRig(gateway);
    await rig.time.settle();
    return rig;
  }

  async read(text: string, source: string | null = null): Promise<void> {
    this.store.read(text, source);
    await this.time.settle();
  }

  get ready(): BasketReady {
    const { state } = this.store;
    if (state.kind !== 'ready') throw new Error(`The basket is ${state.kind}.`);
    return state;
  }

  /** Who or what is in a bucket, in order. */
  in(bucket: BasketReady['rows'][number]['bucket']): string[] {
    return this.ready.rows.filter((row) => row.bucket === bucket).map(({ user, entry }) => (bucket === 'duplicate' ? entry.term : (user?.id ?? entry.term)));
  }

  lookUps(): string[] {
    return this.gateway.calls.filter((call) => call.startsWith('lookUp'));
  }
}
