import { asLicensingError, retryWait } from './trouble.ts';

/** What waiting needs of the surroundings. */
export interface Patience {
  /** Tells the host that the session has ended; resolves when signed in again. Undefined: the host can't tell. */
  signedOut(): Promise<void> | undefined;
  /** See `pause.ts`. */
  pause(ms: number, signal: AbortSignal, seen?: boolean): Promise<void>;
}

/** Sign-ins asked for in a row that did not help before it takes a Try again: a host that mistakes itself must not make us spin. */
const SIGN_INS = 3;

/** Waits for the moment when asking again makes sense, for all that wait in one view. */
export class Recovery {
  #wake = new AbortController();
  #signIn: Promise<unknown> | undefined;

  constructor(
    private readonly patience: Patience,
    private readonly stop: AbortSignal,
  ) {}

  /** Ends all waits. */
  wake(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  nap(ms: number, seen?: boolean): Promise<void> {
    return this.patience.pause(ms, AbortSignal.any([this.stop, this.#wake.signal]), seen);
  }

  /** Resolves when it makes sense to ask again after the given attempt, counted from 0, has failed. */
  async after(error: unknown, attempt: number, attempts = Infinity): Promise<void> {
    if (this.stop.aborted) return;
    const trouble = asLicensingError(error);
    if (trouble.code === 'signed-out' && attempt < SIGN_INS) this.#askToSignIn();
    await this.nap(retryWait(trouble, attempt, attempts));
  }

  /** One sign-in serves all who wait for it. */
  #askToSignIn(): void {
    this.#signIn ??= this.patience
      .signedOut()
      ?.finally(() => (this.#signIn = undefined))
      .then(() => this.wake(), () => {});
  }
}
