import { BehaviorSubject, type Observable } from 'rxjs';
import type { LicenseProduct } from '../../../licensing/bulk.ts';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import { type Patience, Recovery } from '../../../licensing/recovery.ts';
import { asLicensingError } from '../../../licensing/trouble.ts';

export interface LicensesReady {
  readonly kind: 'ready';
  readonly products: readonly LicenseProduct[];
  /** Whether licenses may be assigned here at all. */
  readonly mayChange: boolean;
  /** Why the figures shown may be of before. */
  readonly trouble: LicensingErrorCode | null;
}

export type LicenseListState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly code: LicensingErrorCode } | LicensesReady;

export interface LicenseListServices extends Patience {
  readonly gateway: Pick<BulkGateway, 'bulkCapabilities' | 'products'>;
  /** Whether licenses may be changed. */
  can(): Promise<boolean>;
}

/** How often figures are read anew while the page is seen, in milliseconds. */
const EVERY = 60_000;

/** Every license product with its seats, kept up to date. */
export class LicenseListStore {
  readonly #subject = new BehaviorSubject<LicenseListState>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<LicenseListState> = this.#subject;
  readonly #services: LicenseListServices;
  readonly #stop = new AbortController();
  readonly #recovery: Recovery;

  constructor(services: LicenseListServices) {
    this.#services = services;
    this.#recovery = new Recovery(services, this.#stop.signal);
    void this.#follow();
  }

  get state(): LicenseListState {
    return this.#subject.value;
  }

  /** Reads anew at once. */
  retry(): void {
    if (this.state.kind === 'failed') this.#next({ kind: 'loading' });
    this.#recovery.wake();
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  async #follow(): Promise<void> {
    const { gateway, can } = this.#services;
    const { signal } = this.#stop;
    for (let failed = 0; !signal.aborted; ) {
      try {
        const [capabilities, may, products] = await Promise.all([gateway.bulkCapabilities(signal), can(), gateway.products(signal)]);
        this.#next({ kind: 'ready', products, mayChange: may && capabilities !== null, trouble: null });
        failed = 0;
        await this.#recovery.nap(EVERY, true);
      } catch (error) {
        const { code } = asLicensingError(error);
        const { state } = this;
        this.#next(state.kind === 'ready' ? { ...state, trouble: code } : { kind: 'failed', code });
        await this.#recovery.after(error, failed++);
      }
    }
  }

  #next(state: LicenseListState): void {
    if (!this.#stop.signal.aborted) this.#subject.next(Object.freeze(state));
  }
}
