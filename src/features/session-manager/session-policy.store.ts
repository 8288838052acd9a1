import { BehaviorSubject, type Observable } from 'rxjs';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import { type Patience, Recovery } from '../../licensing/recovery.ts';
import type { SessionGateway, SessionPolicy } from '../../licensing/session-gateway.ts';
import { isIdleMinutes } from '../../licensing/session.ts';
import { asLicensingError, isRefusal } from '../../licensing/trouble.ts';
import type { PolicyState } from './session-manager.state.ts';
import type { PolicyVerbs } from './session-manager.verbs.ts';

export interface PolicyServices extends Patience {
  readonly gateway: Pick<SessionGateway, 'policy' | 'policyEffect' | 'savePolicy'>;
  /** The policy as the host tells it when somebody changes it; see `SessionManagerStore`. */
  readonly policy$: Observable<SessionPolicy>;
}

/** How long somebody types on before we ask what it would do, in milliseconds. */
const TYPING = 300;

type Effect = Extract<PolicyState, { kind: 'ready' }>['effect'];

/** When idle sessions expire: read, followed live, changed explicitly and never over somebody else's change. */
export class SessionPolicyStore implements PolicyVerbs {
  readonly #subject = new BehaviorSubject<PolicyState>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<PolicyState> = this.#subject;
  readonly #services: PolicyServices;
  readonly #stop = new AbortController();
  readonly #recovery: Recovery;
  #policy: SessionPolicy | undefined;
  #effect: Effect = null;
  #saving = false;
  #saved = false;
  #trouble: LicensingErrorCode | null = null;
  #asking = new AbortController();

  constructor(services: PolicyServices) {
    this.#services = services;
    this.#recovery = new Recovery(services, this.#stop.signal);
    const following = services.policy$.subscribe((policy) => this.#learn(policy));
    this.#stop.signal.addEventListener('abort', () => following.unsubscribe());
    void this.#read();
  }

  retry(): void {
    if (!this.#policy) {
      this.#subject.next(Object.freeze({ kind: 'loading' }));
      return this.#recovery.wake();
    }
    this.#trouble = null;
    this.#recovery.wake();
    this.#emit();
    void this.#read();
  }

  ask(minutes: number): void {
    this.#asking.abort();
    const asking = (this.#asking = new AbortController());
    if (this.#effect?.minutes !== minutes) this.#effect = null;
    this.#saved = false;
    this.#emit();
    if (isIdleMinutes(minutes)) void this.#ask(minutes, AbortSignal.any([asking.signal, this.#stop.signal]));
  }

  async save(idleMinutes: number | null): Promise<void> {
    if (this.#saving || !this.#policy || (idleMinutes !== null && !isIdleMinutes(idleMinutes))) return;
    const { version } = this.#policy;
    this.#asking.abort();
    this.#saving = true;
    this.#saved = false;
    this.#trouble = null;
    this.#emit();
    try {
      this.#learn(await this.#services.gateway.savePolicy({ idleMinutes, version }, this.#stop.signal));
      this.#saved = true;
    } catch (thrown) {
      await this.#lost(thrown, idleMinutes, version);
    }
    this.#saving = false;
    // What it would do now is what it did.
    if (this.#saved) this.#effect = null;
    this.#emit();
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  async #read(): Promise<void> {
    const { signal } = this.#stop;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        return this.#learn(await this.#services.gateway.policy(signal));
      } catch (error) {
        this.#trip(error);
        // Once known, the policy is told by events, and read again when somebody says so.
        if (this.#policy) return this.#emit();
        await this.#recovery.after(error, attempt);
      }
    }
  }

  async #ask(minutes: number, signal: AbortSignal): Promise<void> {
    await this.#services.pause(TYPING, signal);
    if (signal.aborted) return;
    try {
      const count = await this.#services.gateway.policyEffect(minutes, signal);
      if (signal.aborted) return;
      this.#effect = Object.freeze({ minutes, count });
      this.#emit();
    } catch {
      // It stays unknown; the host says what it did when it is saved.
    }
  }

  /** A Save that failed, or whose answer was lost: whether it took effect shows in what is so now. */
  async #lost(thrown: unknown, idleMinutes: number | null, version: number): Promise<void> {
    const { code } = asLicensingError(thrown);
    try {
      if (!isRefusal(code) || code === 'conflict') this.#learn(await this.#services.gateway.policy(this.#stop.signal));
    } catch {
      // The same trouble, most likely.
    }
    const now = this.#policy!;
    this.#saved = !isRefusal(code) && now.version === version + 1 && now.idleMinutes === idleMinutes;
    if (!this.#saved) this.#trip(thrown);
  }

  #learn(policy: SessionPolicy): void {
    // Answers and events overtake each other.
    if (!this.#policy || policy.version > this.#policy.version) {
      this.#policy = policy;
      if (!this.#saving) this.#saved = false;
    }
    if (!this.#saving) this.#emit();
  }

  #trip(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    const { code } = asLicensingError(error);
    if (!this.#policy) return this.#subject.next(Object.freeze({ kind: 'failed', code }));
    this.#trouble = code;
    if (code === 'signed-out') void this.#recovery.after(error, 0).then(() => this.#forgive());
  }

  /** Signed in again: what was typed is still there, to be saved. */
  #forgive(): void {
    if (this.#trouble !== 'signed-out') return;
    this.#trouble = null;
    this.#emit();
  }

  #emit(): void {
    const policy = this.#policy;
    if (!policy || this.#stop.signal.aborted) return;
    this.#subject.next(
      Object.freeze({ kind: 'ready', policy, effect: this.#effect, saving: this.#saving, saved: this.#saved, trouble: this.#trouble }),
    );
  }
}
