import { BehaviorSubject, type Observable } from 'rxjs';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import { type Patience, Recovery } from '../../licensing/recovery.ts';
import { asLicensingError } from '../../licensing/trouble.ts';

export interface FollowedOptions<T> extends Patience {
  read(signal: AbortSignal): Promise<T>;
  /** After how many milliseconds it is read again; `Infinity` = when somebody asks. */
  again(value: T): number;
}

/** `trouble`: why the last read failed; what was read before is kept. */
export type FollowedState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode }
  | { readonly kind: 'ready'; readonly value: T; readonly trouble: LicensingErrorCode | null };

/** Least time from one read to the next, in milliseconds, however often somebody asks. */
const LEAST = 2_000;

/** Something at the host that changes: read now, when somebody asks, and every so often as long as that makes sense. */
export class FollowedStore<T> {
  readonly #subject = new BehaviorSubject<FollowedState<T>>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<FollowedState<T>> = this.#subject;
  readonly #options: FollowedOptions<T>;
  readonly #stop = new AbortController();
  readonly #recovery: Recovery;
  #asked = 0;
  /** Somebody could not wait. */
  #hasty = false;
  #rests = false;

  constructor(options: FollowedOptions<T>) {
    this.#options = options;
    this.#recovery = new Recovery(options, this.#stop.signal);
    void this.#follow();
  }

  /** Reads again soon: not while a read is under way, and not at once after one. */
  refresh(): void {
    this.#asked++;
    if (this.#rests) this.#recovery.wake();
  }

  /** Reads again at once; when a read is under way, right after it. */
  retry(): void {
    const { value } = this.#subject;
    if (value.kind === 'failed') this.#say({ kind: 'loading' });
    this.#asked++;
    this.#hasty = true;
    this.#recovery.wake();
  }

  /**
   * Asks the host for something beside, and once more when the administrator had to sign in meanwhile.
   * @param signal of whoever asks
   */
  async ask<A>(signal: AbortSignal, request: () => Promise<A>): Promise<A> {
    try {
      return await request();
    } catch (error) {
      if (signal.aborted || asLicensingError(error).code !== 'signed-out') throw error;
      this.#trip(error);
      await this.#recovery.after(error, 0);
      signal.throwIfAborted();
      return await request();
    }
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    for (let attempt = 0; !signal.aborted; ) {
      const asked = this.#asked;
      this.#hasty = false;
      try {
        const value = await this.#options.read(signal);
        attempt = 0;
        this.#say({ kind: 'ready', value, trouble: null });
        if (this.#hasty) continue;
        await this.#recovery.nap(LEAST);
        this.#rests = true;
        if (asked === this.#asked) await this.#recovery.nap(this.#options.again(value), true);
        this.#rests = false;
      } catch (error) {
        this.#trip(error);
        await this.#recovery.after(error, attempt++);
      }
    }
  }

  #trip(error: unknown): void {
    const { code } = asLicensingError(error);
    const { value: state } = this.#subject;
    this.#say(state.kind === 'ready' ? { ...state, trouble: code } : { kind: 'failed', code });
  }

  #say(state: FollowedState<T>): void {
    if (!this.#stop.signal.aborted) this.#subject.next(Object.freeze(state));
  }
}
