import assert from 'node:assert/strict';
import type { Batched, Choosing, DialogState } from '../../../src/features/grant-recall/dialog.state.ts';
import type { BulkTask } from '../../../src/features/grant-recall/grant-recall.state.ts';
import { GrantRecallStore } from '../../../src/features/grant-recall/grant-recall.store.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { FakeTime } from '../../support/fake-time.ts';
import type { MemoryBulk } from '../../support/memory-bulk.ts';
import { company, grantTo } from './company.ts';

export const four = grantTo('ada', 'bea', 'carl', 'dora');

/** A dialog's store on a host in memory. */
export class StoreRig {
  readonly time = new FakeTime();
  readonly states: DialogState[] = [];
  signIns = 0;
  may = true;
  store!: GrantRecallStore;

  constructor(readonly gateway: MemoryBulk = company()) {
    gateway.host.now = () => this.time.now;
  }

  async open(task: BulkTask = four): Promise<this> {
    this.store = new GrantRecallStore({
      gateway: this.gateway, task, userId: this.gateway.who.id, can: async () => this.may, now: () => this.time.now, pause: this.time.pause,
      signedOut: async () => void this.signIns++,
    });
    open.push(this.store);
    this.store.state$.subscribe((state) => this.states.push(state));
    await this.time.settle();
    return this;
  }

  is<K extends DialogState['kind']>(kind: K): DialogState & { kind: K } {
    assert.equal(this.store.state.kind, kind);
    return this.store.state as DialogState & { kind: K };
  }

  get choosing(): Choosing {
    return this.is('choosing');
  }

  calls(name: string): string[] {
    return this.gateway.calls.filter((call) => call.startsWith(name));
  }

  /** Refuses the next so many calls of a name. */
  fail(name: string, times: number, code: ConstructorParameters<typeof LicensingError>[0] = 'server', when: 'before' | 'after' = 'before'): void {
    let left = times;
    this.gateway[when] = (call: string) => {
      if (call.startsWith(name) && left-- > 0) throw new LicensingError(code);
    };
  }

  /** Confirms, and lets the batch be carried out. */
  async confirm(): Promise<Batched> {
    void this.store.confirm();
    await this.time.pass(3_000);
    return this.is('batch');
  }
}

const open: GrantRecallStore[] = [];

/** Ends what a test has opened. */
export function disposeAll(): void {
  for (const store of open.splice(0)) store.dispose();
}
