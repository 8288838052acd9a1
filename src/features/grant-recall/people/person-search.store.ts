import { BehaviorSubject, type Observable } from 'rxjs';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { type Patience, Recovery } from '../../../licensing/recovery.ts';
import { asLicensingError } from '../../../licensing/trouble.ts';

/** `people` are those of `search`; none = no active account matches (OT-17). */
export type PersonSearchState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly search: string; readonly people: readonly LicensedUser[] }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode };

export interface PersonSearchServices extends Patience {
  readonly gateway: Pick<BulkGateway, 'findUsers'>;
}

/** How long somebody types on before the host is asked, in milliseconds. */
const TYPING = 200;

/** Active people by what is typed (OT-5): the answer to an earlier question never comes after a later one. */
export class PersonSearchStore {
  readonly #subject = new BehaviorSubject<PersonSearchState>(Object.freeze({ kind: 'idle' }));
  readonly state$: Observable<PersonSearchState> = this.#subject;
  readonly #services: PersonSearchServices;
  readonly #stop = new AbortController();
  readonly #recovery: Recovery;
  #asking = new AbortController();

  constructor(services: PersonSearchServices) {
    this.#services = services;
    this.#recovery = new Recovery(services, this.#stop.signal);
  }

  get state(): PersonSearchState {
    return this.#subject.value;
  }

  /** Nothing to search for: nobody is found, and nobody is missed. */
  search(typed: string): void {
    const search = typed.trim();
    this.#asking.abort();
    this.#asking = new AbortController();
    if (!search) return this.#next({ kind: 'idle' });
    // Those found last are shown until there are others.
    if (this.state.kind !== 'found') this.#next({ kind: 'searching' });
    void this.#ask(search, AbortSignal.any([this.#asking.signal, this.#stop.signal]));
  }

  retry(): void {
    this.#recovery.wake();
  }

  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  async #ask(search: string, signal: AbortSignal): Promise<void> {
    await this.#services.pause(TYPING, signal);
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const people = await this.#services.gateway.findUsers(search, signal);
        if (!signal.aborted) this.#next({ kind: 'found', search, people });
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#next({ kind: 'failed', code: asLicensingError(error).code });
        await this.#recovery.after(error, attempt);
      }
    }
  }

  #next(state: PersonSearchState): void {
    if (!this.#stop.signal.aborted) this.#subject.next(Object.freeze(state));
  }
}
