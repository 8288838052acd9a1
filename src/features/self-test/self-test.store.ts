import { BehaviorSubject, type Observable } from 'rxjs';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { CheckResult, SelfTestGateway } from '../../licensing/self-test.ts';
import { asLicensingError } from '../../licensing/trouble.ts';

export interface SelfTestState {
  readonly kind: 'running' | 'ready' | 'failed';
  /** Those that are done, in their order. */
  readonly results: readonly CheckResult[];
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  /** Why it broke off; null unless it failed. */
  readonly code: LicensingErrorCode | null;
}

export interface SelfTestServices {
  readonly gateway: SelfTestGateway;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the host that the session has ended; resolves when signed in again. Undefined: the host can't tell. */
  signedOut(): Promise<void> | undefined;
}

/** Runs the self-test, at once and whenever somebody asks for it again. */
export class SelfTestStore {
  readonly #subject: BehaviorSubject<SelfTestState>;
  /** Frozen states, the current one first. */
  readonly state$: Observable<SelfTestState>;
  readonly #services: SelfTestServices;
  #stop = new AbortController();
  #askedToSignIn = false;

  constructor(services: SelfTestServices) {
    this.#services = services;
    this.#subject = new BehaviorSubject(this.#fresh());
    this.state$ = this.#subject;
    void this.#run(this.#stop.signal);
  }

  /** From the beginning; what runs is given up. */
  again(): void {
    this.#askedToSignIn = false;
    this.#start();
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  #start(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#subject.next(this.#fresh());
    void this.#run(this.#stop.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const next = (changes: Partial<SelfTestState>): void => {
      if (!signal.aborted) this.#subject.next(Object.freeze({ ...this.#subject.value, ...changes }));
    };
    try {
      for await (const result of this.#services.gateway.checks(signal)) next({ results: Object.freeze([...this.#subject.value.results, result]) });
      next({ kind: 'ready' });
    } catch (error) {
      next({ kind: 'failed', code: asLicensingError(error).code });
    }
    await this.#resume(signal);
  }

  /** Who has signed in again wants to see what is so now. Asked once: a host that mistakes itself must not make us spin. */
  async #resume(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#askedToSignIn || !this.#subject.value.results.some(({ finding }) => finding === 'signed-out')) return;
    this.#askedToSignIn = true;
    const signedIn = await this.#services.signedOut()?.then(() => true, () => false);
    if (signedIn && !signal.aborted) this.#start();
  }

  #fresh(): SelfTestState {
    return Object.freeze({ kind: 'running', results: Object.freeze([]), at: this.#services.now(), code: null });
  }
}
