import { BehaviorSubject, type Observable } from 'rxjs';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { Capabilities, LicensingEvent, LicensingGateway } from '../../licensing/gateway.ts';
import type { LicensedUser, UserLicense } from '../../licensing/license.ts';
import { newId } from '../../licensing/new-id.ts';
import { type ItemOutcome, tally } from '../../licensing/outcome.ts';
import type { BatchItem } from '../../licensing/plan.ts';
import type { Change } from '../../licensing/rules.ts';
import { asLicensingError, RETRY_FIRST, RETRY_LAST, retryWait } from '../../licensing/trouble.ts';
import type { Note, Ready, TabState } from './licenses-tab.state.ts';
import { merge } from './merge.ts';
import { pendingItems, planRows } from './rows.ts';
import { sendBatch } from './send-batch.ts';

/** What the store asks of its surroundings. */
export interface TabServices {
  readonly gateway: LicensingGateway;
  readonly userId: string;
  /** Whether licenses may be changed. */
  can(): Promise<boolean>;
  /** Tells the host that the session has ended; resolves when signed in again. Undefined: the host can't tell. */
  signedOut(): Promise<void> | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  /** See `pause.ts`. */
  pause(ms: number, signal: AbortSignal, seen?: boolean): Promise<void>;
}

/** Waits between two reads where the host pushes nothing, in milliseconds: doubling while nothing changes. */
const POLL_FIRST = 10_000;
const POLL_LAST = 300_000;
/** Attempts of a Save that follow by themselves before the administrator has to say so. */
const SAVE_RETRIES = 5;
/** Sign-ins asked for in a row that did not help before it takes a Try again: a host that mistakes itself must not make us spin. */
const SIGN_INS = 3;

/**
 * One user's licenses, followed live, and the ticks not yet saved.
 *
 * Ticks survive whatever happens at the host. A Save is sent under one batch id until every item's outcome is known, however
 * often the answer is lost on the way, so that it can't be carried out twice.
 */
export class LicensesTabStore {
  readonly #subject = new BehaviorSubject<TabState>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<TabState> = this.#subject;

  readonly #services: TabServices;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #user: LicensedUser | undefined;
  #mayChange = false;
  #capabilities: Capabilities | undefined;
  #licenses = new Map<string, UserLicense>();
  readonly #pending = new Map<string, Change>();
  readonly #notes = new Map<string, Note>();
  /** What keeps us from going on, by what it keeps from going on. */
  readonly #troubles = new Map<'save' | 'read', LicensingErrorCode>();
  /** Products changed since the read under way began: its answer may be older. */
  #touched = new Set<string>();
  #saving: AbortController | undefined;
  #turn: AbortController | undefined;
  #summary: Ready['summary'] = null;
  #signIn: Promise<unknown> | undefined;

  constructor(services: TabServices) {
    this.#services = services;
    void this.#run();
  }

  /** Marks a product to be granted (`on`) or recalled at the next Save, or takes that back. */
  toggle(productId: string, on: boolean): void {
    if (this.#saving || !this.#mayChange) return;
    this.#notes.delete(productId);
    this.#summary = null;
    // A tick that asks for what is so already is dropped by `#emit`.
    this.#pending.set(productId, on ? 'grant' : 'recall');
    this.#emit();
  }

  /** Drops all pending ticks. A Save under way can't be taken back; one whose answer is lost is given up. */
  cancel(): void {
    const lost = this.#troubles.has('save');
    if (this.#saving && !lost) return;
    this.#pending.clear();
    this.#notes.clear();
    this.#summary = null;
    this.#endSave();
    // What became of it shows in the next read.
    if (lost) this.retry();
  }

  /** Asks again at once whatever waits to be asked again. */
  retry(): void {
    if (!this.#user) this.#subject.next(Object.freeze({ kind: 'loading' }));
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** Reads all anew, such as when rights may have changed. */
  async reload(): Promise<void> {
    try {
      await this.#read();
    } catch {
      // Over to `#run`, which knows how to go on.
      this.#turn?.abort();
      this.retry();
    }
  }

  /** Sends the pending ticks. Resolves when every one of them has ended, or the Save was given up; never rejects. */
  async save(): Promise<void> {
    if (this.#saving || !this.#mayChange || !this.#pending.size) return;
    const saving = (this.#saving = new AbortController());
    const signal = AbortSignal.any([this.#stop.signal, saving.signal]);
    const items = pendingItems({ user: this.#user!, licenses: this.#licenses, pending: this.#pending });
    const most = this.#capabilities?.maxBatchItems ?? items.length;
    const outcomes: ItemOutcome[] = [];
    this.#notes.clear();
    this.#summary = null;
    this.#emit();
    for (let from = 0; from < items.length && !signal.aborted; from += most) {
      const batch = { id: newId(), items: items.slice(from, from + most) };
      await sendBatch(this.#services.gateway, batch, signal, {
        ended: (item, outcome) => {
          outcomes.push(outcome);
          this.#settle(item, outcome);
        },
        lost: (open, error, attempt) => {
          for (const { productId } of open) this.#notes.set(productId, ['unknown']);
          return this.#recover('save', error, attempt, SAVE_RETRIES);
        },
      });
    }
    if (signal.aborted) return;
    this.#summary = tally(outcomes);
    this.#endSave();
    // The host knows more of a new assignment than its outcome tells.
    await this.reload();
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  #endSave(): void {
    this.#saving?.abort();
    this.#saving = undefined;
    this.#troubles.delete('save');
    this.#emit();
  }

  /** Reads, then follows what others change, until disposed. */
  async #run(): Promise<void> {
    const { gateway, now } = this.#services;
    const { signal } = this.#stop;
    let attempt = 0;
    let wait = RETRY_FIRST;
    while (!signal.aborted) {
      const turn = (this.#turn = new AbortController());
      try {
        const first = !this.#capabilities;
        this.#capabilities ??= (await Promise.all([gateway.capabilities(signal), this.#read()]))[0];
        const { events } = this.#capabilities;
        const began = now();
        // Listening already, we read what changed before we did.
        const following = events && this.#follow(AbortSignal.any([signal, turn.signal]));
        const changed = first && !events ? true : await this.#read();
        attempt = 0;
        const lively = (await following) || changed || now() - began > RETRY_LAST;
        wait = lively ? (events ? RETRY_FIRST : POLL_FIRST) : Math.min(wait * 2, POLL_LAST);
        await this.#nap(wait, true);
      } catch (error) {
        turn.abort();
        await this.#recover('read', error, attempt++);
      }
    }
  }

  /** Hears what the host tells until it stops telling; says whether it told anything. */
  async #follow(signal: AbortSignal): Promise<boolean> {
    let heard = false;
    try {
      for await (const event of this.#services.gateway.events(this.#services.userId, signal)) {
        heard = true;
        await this.#hear(event);
      }
    } catch {
      // Whether anything is really wrong shows when we read next.
    }
    return heard;
  }

  /** Reads all anew; says whether anything had changed. */
  async #read(): Promise<boolean> {
    const { gateway, userId } = this.#services;
    const touched = (this.#touched = new Set<string>());
    const [{ user, licenses }, mayChange] = await Promise.all([
      gateway.userLicenses(userId, this.#stop.signal),
      this.#services.can(),
    ]);
    // A later read, whose answer is newer, is under way.
    if (touched !== this.#touched) return true;
    const merged = merge(this.#licenses, licenses, touched);
    this.#licenses = merged.licenses;
    this.#user = user;
    this.#mayChange = mayChange;
    this.#troubles.delete('read');
    this.#emit();
    return merged.changed;
  }

  async #hear(event: LicensingEvent): Promise<void> {
    if (event.kind === 'reload') await this.#read();
    else if (event.kind === 'seats') this.#amend(event.productId, { seats: event.seats });
    else if (event.userId === this.#user!.id) this.#amend(event.productId, { assignment: event.assignment });
    this.#emit();
  }

  #amend(productId: string, change: Partial<UserLicense>): void {
    const known = this.#licenses.get(productId);
    if (!known || (change.seats && change.seats.version < known.seats.version)) return;
    this.#touched.add(productId);
    this.#licenses.set(productId, { ...known, ...change });
  }

  #settle({ productId, change }: BatchItem, { outcome, effect, code, said, seats }: ItemOutcome): void {
    this.#troubles.delete('save');
    this.#notes.delete(productId);
    if (seats) this.#amend(productId, { seats });
    if (outcome === 'applied') {
      const granted = { since: new Date(this.#services.now()).toISOString(), by: null, source: 'direct', role: null } as const;
      this.#amend(productId, { assignment: change === 'recall' ? null : (this.#licenses.get(productId)?.assignment ?? granted) });
      this.#pending.delete(productId);
    } else if (outcome === 'skipped') {
      this.#pending.delete(productId);
      if (effect) this.#notes.set(productId, [effect]);
    } else {
      this.#notes.set(productId, [code ?? 'server', said]);
    }
    this.#emit();
  }

  /** Says what went wrong and resolves when it makes sense to ask again. */
  async #recover(what: 'save' | 'read', error: unknown, attempt: number, attempts = Infinity): Promise<void> {
    const trouble = asLicensingError(error);
    const { code } = trouble;
    if (this.#stop.signal.aborted) return;
    this.#troubles.set(what, code);
    if (this.#user) this.#emit();
    else this.#subject.next(Object.freeze({ kind: 'failed', code }));
    if (code === 'signed-out' && attempt < SIGN_INS) {
      // One sign-in serves all who wait for it.
      this.#signIn ??= this.#services
        .signedOut()
        ?.finally(() => (this.#signIn = undefined))
        .then(() => this.retry(), () => {});
    }
    await this.#nap(retryWait(trouble, attempt, attempts));
  }

  #nap(ms: number, seen?: boolean): Promise<void> {
    return this.#services.pause(ms, AbortSignal.any([this.#stop.signal, this.#wake.signal]), seen);
  }

  #emit(): void {
    const user = this.#user;
    if (!user || this.#stop.signal.aborted) return;
    for (const [productId, change] of this.#pending) {
      const license = this.#licenses.get(productId);
      // Nothing is left to do: somebody else did it, or took the product away.
      if (license && (change === 'grant') !== !!license.assignment) continue;
      this.#pending.delete(productId);
      this.#notes.delete(productId);
    }
    const [trouble = null] = this.#troubles.values();
    this.#subject.next(
      Object.freeze({
        kind: 'ready',
        user,
        rows: planRows({ user, licenses: this.#licenses, pending: this.#pending, notes: this.#notes }),
        mayChange: this.#mayChange,
        pending: this.#pending.size,
        saving: !!this.#saving,
        trouble,
        summary: this.#summary,
      }),
    );
  }
}
