import assert from 'node:assert/strict';
import { LicensingError, type LicensingErrorCode } from '../../../../src/licensing/errors.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { RunRig } from './run-rig.ts';

/** What may go wrong with a request, and with a line of an answer that streams. */
export const requestFaults = ['drop request', 'drop answer', '500', '429', '401', 'garbage', 'slow'] as const;
export const itemFaults = ['cut', 'garbage', 'reset', 'slow'] as const;
/** What happens at the same moment. */
export const mishaps = ['none', 'page reload', 'server crash'] as const;

type Kind = (typeof requestFaults)[number] | (typeof itemFaults)[number];

export interface Fault {
  readonly place: 'request' | 'item';
  /** Which one, from 0, over the whole story. */
  readonly index: number;
  readonly kind: Kind;
  readonly mishap: (typeof mishaps)[number];
}

/** How a batch is gone through when nothing goes wrong; faults come on top. */
export const stories = ['plain', 'reloaded', 'paused', 'cancelled and gone on with', 'failed and retried'] as const;
export type Story = (typeof stories)[number];

/** Time that an item takes, and between two looks at the screen, in milliseconds. */
const ITEM_MS = 100;
const LOOK_MS = 250;
/** Items that are done when the story takes its turn. */
const TURN = 6;

/** One way through a story, with at most one fault. */
export class Passage {
  /** What there was to go wrong. */
  requests = 0;
  items = 0;
  /** Whether the fault has come about. */
  struck = false;
  #rig!: RunRig;
  #page = new AbortController();
  #lost = false;

  constructor(
    private readonly story: Story,
    private readonly fault?: Fault,
  ) {}

  /** Everything that must be the same whatever went wrong. */
  async go(): Promise<object> {
    const retried = this.story === 'failed and retried';
    this.#rig = await RunRig.create({ people: 7, products: 2, seats: retried ? 100 : 5, chunk: 1 });
    const { gateway, time } = this.#rig;
    gateway.world.hold('u1', 'p0');
    const failures = new Set(retried ? [2, 9] : []);
    gateway.host.batches.fail = ({ at }) => (failures.delete(at) ? 'server' : null);
    this.#watch(gateway);
    this.#open();
    this.#rig.run.goOn();
    let turned = false;
    for (let look = 0; look < 1_000 && !this.#over; look++) {
      await time.pass(LOOK_MS);
      if (!turned && this.#rig.state.done >= TURN) {
        turned = true;
        this.#turn();
      }
      if (this.#lost) this.#open();
      this.#decide();
    }
    return this.#outcome();
  }

  /** What makes this story. */
  #turn(): void {
    const { run } = this.#rig;
    if (this.story === 'paused') run.pause();
    if (this.story === 'cancelled and gone on with') run.cancel();
    if (this.story === 'reloaded') this.#leave();
  }

  /** An administrator who wants it done, and looks at the screen now and then. */
  #decide(): void {
    const { run, state } = this.#rig;
    const { phase, summary } = state;
    if (phase === 'interrupted' || phase === 'paused' || phase === 'lost' || (phase === 'ended' && summary.stopped)) run.goOn();
    else if (phase === 'ended') run.retryFailed();
  }

  get #over(): boolean {
    const { phase, summary } = this.#rig.state;
    return phase === 'ended' && !this.#lost && !summary.tally.failed && !summary.tally['not-attempted'];
  }

  #open(): void {
    this.#lost = false;
    this.#page = new AbortController();
    this.#rig.open({ signal: this.#page.signal, signedOut: () => this.#wait(3_000) });
  }

  #leave(): void {
    this.#page.abort();
    this.#lost = true;
  }

  #watch(gateway: MemoryBulk): void {
    const hit = (place: Fault['place'], index: number, ...kinds: Kind[]): boolean => {
      const { fault } = this;
      return fault?.place === place && fault.index === index && kinds.includes(fault.kind);
    };
    let request = -1;
    gateway.before = async () => {
      request = this.requests++;
      if (hit('request', request, 'drop answer', 'garbage')) gateway.host.hasty = true;
      if (hit('request', request, 'drop request', '500', '429', '401', 'slow')) await this.#strike();
    };
    const answer = async (): Promise<void> => {
      gateway.host.hasty = false;
      if (hit('request', request, 'drop answer', 'garbage')) await this.#strike();
    };
    gateway.after = answer;
    gateway.beforeSettled = async () => {
      await answer();
      await this.#wait(ITEM_MS);
      if (hit('item', this.items++, ...itemFaults)) await this.#strike();
    };
  }

  async #strike(): Promise<void> {
    const { kind, mishap } = this.fault!;
    this.struck = true;
    if (mishap === 'page reload') this.#leave();
    if (mishap === 'server crash') this.#rig.gateway.host.batches.crash();
    if (kind === 'slow') return this.#wait(20_000);
    throw new LicensingError(errors[kind], '', kind === '429' ? 20 : null);
  }

  #wait(ms: number): Promise<void> {
    return this.#rig.time.pause(ms, new AbortController().signal);
  }

  async #outcome(): Promise<object> {
    const { gateway, state, summary } = this.#rig;
    gateway.before = gateway.after = () => {};
    assert.deepEqual([state.phase, state.summary], ['ended', summary], 'what is shown is what is so');
    const history = gateway.world.history.map(({ userId, productId, change }) => `${change} ${userId} ${productId}`);
    return {
      tally: summary.tally,
      ledger: (await this.#rig.ledger()).map(({ at, outcome, effect, code }) => [at, outcome, effect, code].join(' ')),
      // What failed may be attempted again sooner, when its answer was lost.
      history: this.story === 'failed and retried' ? history.sort() : history,
      held: [...gateway.world.assignments.keys()].sort(),
      notifications: gateway.notifications.length,
    };
  }
}

const errors: Readonly<Record<Exclude<Kind, 'slow'>, LicensingErrorCode>> = {
  'drop request': 'offline', 'drop answer': 'offline', 500: 'server', 429: 'rate-limited', 401: 'signed-out', garbage: 'unexpected-shape',
  cut: 'offline', reset: 'timeout',
};
