import type { BatchSummary, BulkCapabilities, BulkGateway } from '../../../licensing/bulk-gateway.ts';
import { LicensingError } from '../../../licensing/errors.ts';
import { type Patience, Recovery } from '../../../licensing/recovery.ts';
import { asLicensingError, isRefusal, retryWait } from '../../../licensing/trouble.ts';
import type { BatchRun, RunPhase, RunState } from '../grant-recall.state.ts';
import { Left } from './left.ts';
import { Pace } from './pace.ts';
import { RunTally, isOver, openIn, retryableCount } from './run-tally.ts';
import { Told } from './told.ts';

/** Items a request carries out, unless the host takes fewer. */
const REQUEST_ITEMS = 2_000;
/** Attempts that follow by themselves before the administrator has to say so. */
const RETRIES = 5;
/** How often the state is told, in milliseconds; a wait may end a tenth earlier. */
const TOLD_EVERY = 112;
/** How often a batch that another window goes on with is looked at, in milliseconds. */
const WATCH_EVERY = 2_000;

export interface RunServices extends Patience {
  readonly gateway: Pick<BulkGateway, 'apply' | 'settle' | 'stop' | 'batch' | 'ledger'>;
  /** As the host told it last, when it was created or read. */
  readonly summary: BatchSummary;
  readonly capabilities: Pick<BulkCapabilities, 'maxApply'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Ends it, as `dispose` does. */
  readonly signal: AbortSignal;
}

/** A batch to be applied, or gone on with: one of which nothing was attempted yet waits for `goOn`. */
export function createBatchRun(services: RunServices): BatchRun {
  return new Run(services);
}

/** What is to be brought about: `look` settles what is unknown, and waits; `watch` leaves it to another window. */
type Wish = 'look' | 'go' | 'retry' | 'pause' | 'stop' | 'watch';

const phases: Readonly<Record<Wish, RunPhase>> = {
  look: 'settling', go: 'running', retry: 'running', pause: 'pausing', stop: 'stopping', watch: 'elsewhere',
};

/**
 * The host keeps the journal, and carries items out in their order. So all there is to know in order to go on, here or in
 * another browser, is how many have an outcome: what is left begins there. No page of the ledger is read for it, and no item
 * is asked for again but those whose answer was lost: that is one request to settle, whatever the size of the batch. Only
 * what failed stands anywhere, and is looked up.
 */
class Run implements BatchRun {
  readonly #services: RunServices;
  readonly #told: Told<RunState>;
  readonly #tally: RunTally;
  readonly #pace = new Pace();
  readonly #recovery: Recovery;
  readonly #disposed = new AbortController();
  readonly #stop: AbortSignal;
  /** What is under way; aborted when something else is wished for that can't wait for it. */
  #request = new AbortController();
  #phase: RunPhase = 'interrupted';
  #wish: Wish = 'look';
  #trouble: RunState['trouble'] = null;
  #attempt = 0;
  #driving = false;
  /** There is nothing to do until somebody says so. */
  #resting = true;
  /** Nobody applies it, and the host has said how many items have an outcome. */
  #settled = true;
  readonly #left: Left;
  /** What is left for this wish was found out. */
  #found = false;
  /** How many items were told of. */
  #news = 0;
  /** An answer to what is asked for was lost: it may have been carried out. */
  #doubt = false;
  /** What is left was looked up already. */
  #searched = false;
  /** What fails is attempted again in a batch that was stopped, and that stays so. */
  #stopAfter = false;

  constructor(services: RunServices) {
    this.#services = services;
    const { summary, capabilities, signal, pause } = services;
    this.#stop = AbortSignal.any([signal, this.#disposed.signal]);
    this.#recovery = new Recovery(services, this.#stop);
    this.#tally = new RunTally(summary);
    this.#left = new Left(this.#tally, summary.total, Math.min(REQUEST_ITEMS, capabilities.maxApply));
    const { done, unknown } = this.#tally;
    if (isOver(summary)) this.#phase = 'ended';
    else if (summary.running || done || unknown) {
      this.#wish = summary.running ? 'watch' : 'look';
      this.#phase = phases[this.#wish];
      this.#settled = this.#resting = false;
    }
    this.#told = new Told(() => this.#state(), () => pause(TOLD_EVERY, this.#stop), this.#stop);
    void this.#drive();
  }

  get state(): RunState {
    return this.#told.state;
  }

  get state$(): BatchRun['state$'] {
    return this.#told.state$;
  }

  goOn(): void {
    // What could not be done is tried now; nothing else is begun instead.
    if (this.#trouble) return this.#want(this.#wish);
    const asked = this.#phase === 'running' || this.#phase === 'stopping';
    if (!asked && (this.#phase !== 'ended' || openIn(this.#tally.summary()))) this.#want('go');
  }

  pause(): void {
    if (this.#resting || (this.#wish !== 'go' && this.#wish !== 'retry')) return;
    this.#settled = false;
    this.#want('pause');
  }

  cancel(): void {
    if (this.#phase !== 'ended') this.#want('stop');
  }

  retryFailed(): void {
    const summary = this.#tally.summary();
    if (!this.#resting || !retryableCount(summary)) return;
    this.#stopAfter = summary.stopped;
    this.#want('retry');
  }

  dispose(): void {
    this.#disposed.abort();
  }

  /** Starts with it at once: what is under way is left to the host, which is asked next how far it came. */
  #want(wish: Wish): void {
    if (wish !== this.#wish) this.#found = false;
    this.#wish = wish;
    this.#attempt = 0;
    this.#resting = this.#searched = false;
    this.#doubt = this.#tally.unknown > 0;
    this.#request.abort();
    this.#recovery.wake();
    this.#enter(wish === 'go' && !this.#settled ? 'settling' : phases[wish]);
    void this.#drive();
  }

  async #drive(): Promise<void> {
    if (this.#driving) return;
    this.#driving = true;
    while (!this.#resting && !this.#stop.aborted) {
      this.#request = new AbortController();
      const signal = AbortSignal.any([this.#stop, this.#request.signal]);
      try {
        await this.#step(signal);
        if (!signal.aborted) this.#heard();
      } catch (error) {
        if (!signal.aborted) await this.#failed(asLicensingError(error));
      }
    }
    this.#driving = false;
  }

  async #step(signal: AbortSignal): Promise<void> {
    const { gateway, summary: { id } } = this.#services;
    if (this.#wish === 'stop') {
      this.#adopt(await gateway.stop(id, signal));
      return this.#rest('ended');
    }
    if (this.#wish === 'watch') return this.#watch(signal);
    // Who pauses does not wait for a host that is away: what is unknown is settled when it goes on.
    if (this.#wish === 'pause' && this.#trouble) return this.#rest('paused');
    if (!this.#settled) {
      const summary = await gateway.settle(id, signal);
      this.#adopt(summary);
      this.#settled = true;
      if (this.#wish === 'go' ? !openIn(summary) : this.#wish !== 'retry' && isOver(summary)) return this.#rest('ended');
    }
    if (this.#wish === 'look') return this.#rest('interrupted');
    if (this.#wish === 'pause') return this.#rest('paused');
    this.#enter('running');
    if (!this.#found) {
      if (this.#wish === 'retry') await this.#left.lookUp(['failed'], gateway, id, signal);
      else this.#left.rest();
      this.#found = true;
    }
    const range = this.#left.next();
    return range ? this.#apply(range.from, range.to, signal) : this.#finish(signal);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { gateway, summary: { id } } = this.#services;
    await this.#recovery.nap(WATCH_EVERY, true);
    if (signal.aborted) return;
    const summary = await gateway.batch(id, signal);
    this.#adopt(summary);
    if (summary.running) return;
    if (isOver(summary)) this.#rest('ended');
    else this.#want('look');
  }

  async #apply(from: number, to: number, signal: AbortSignal): Promise<void> {
    const { gateway, summary: { id } } = this.#services;
    this.#tally.ask(from, to);
    this.#told.tellSoon();
    for await (const settled of gateway.apply(id, from, to, signal)) {
      if (signal.aborted) return;
      const news = this.#tally.tell(settled);
      this.#news += news;
      this.#left.count -= news;
      this.#heard();
      this.#told.tellSoon();
    }
    if (signal.aborted) return;
    if (this.#tally.unknown) throw new LicensingError('unexpected-shape', 'items without an outcome');
    this.#doubt = false;
  }

  /** Everything was told of; the last word is the host's. */
  async #finish(signal: AbortSignal): Promise<void> {
    const { gateway, summary: { id } } = this.#services;
    const retry = this.#wish === 'retry';
    const summary = await (retry && this.#stopAfter ? gateway.stop(id, signal) : gateway.batch(id, signal));
    this.#adopt(summary);
    if (isOver(summary)) return this.#rest('ended');
    if (retry) return this.#rest('paused');
    // A host that did not keep to the order. One that never comes to an end must not make us spin.
    if (this.#searched) throw new LicensingError('unexpected-shape', 'items are left of which every one was told');
    this.#searched = true;
    await this.#left.lookUp(['not-attempted', 'unknown'], gateway, id, signal);
    this.#found = true;
  }

  #adopt(summary: BatchSummary): void {
    this.#tally.adopt(summary);
    this.#found = this.#doubt = false;
    this.#told.tellSoon();
  }

  /** The host answers again. */
  #heard(): void {
    this.#attempt = 0;
    if (this.#trouble) this.#told.tellSoon();
    this.#trouble = null;
  }

  async #failed(error: LicensingError): Promise<void> {
    const { code } = error;
    if (code === 'conflict' && this.#settled) {
      // Two that take it from each other by turns would not come far.
      this.#wish = 'watch';
      this.#settled = this.#found = false;
      return this.#enter('elsewhere');
    }
    const refused = isRefusal(code) || code === 'rate-limited' || code === 'signed-out';
    if (!refused) this.#doubt = this.#tally.unknown > 0;
    else if (!this.#doubt) this.#tally.giveBack();
    // Something between us and the host answered in its place: what is asked for has its key, so it may be asked for again.
    const trouble = code === 'unexpected-shape' ? new LicensingError('server', error.detail) : error;
    const wait = retryWait(trouble, this.#attempt, RETRIES);
    this.#trouble = { code, until: wait < Infinity ? this.#services.now() + wait : null };
    this.#pace.reset();
    this.#phase = wait < Infinity ? this.#phase : 'lost';
    this.#told.tell();
    await this.#recovery.after(trouble, this.#attempt++, RETRIES);
    if (this.#stop.aborted || !this.#trouble) return;
    this.#trouble = { code, until: this.#services.now() };
    this.#phase = this.#phase === 'lost' ? phases[this.#wish] : this.#phase;
    this.#told.tell();
  }

  #rest(phase: RunPhase): void {
    this.#resting = true;
    this.#trouble = null;
    this.#enter(phase);
  }

  #enter(phase: RunPhase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#pace.reset();
    this.#told.tell();
  }

  #state(): RunState {
    const running = this.#phase === 'running';
    if (running) this.#pace.add(this.#services.now(), this.#news);
    const rate = running ? this.#pace.rate : null;
    return {
      phase: this.#phase,
      summary: this.#tally.summary(),
      done: this.#tally.done,
      rate,
      secondsLeft: rate ? Math.ceil(this.#left.count / rate) : null,
      trouble: this.#trouble,
      seats: this.#tally.seats,
    };
  }
}
