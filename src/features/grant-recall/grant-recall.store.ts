import { BehaviorSubject, type Observable } from 'rxjs';
import type { BulkPlan, BulkRequest, PlannedRow, SeatOrder } from '../../licensing/bulk.ts';
import type { BatchSummary, BulkCapabilities, BulkGateway, ListPage, NewBatch, PlanQuery } from '../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import { newId } from '../../licensing/new-id.ts';
import { type Patience, Recovery } from '../../licensing/recovery.ts';
import type { Change } from '../../licensing/rules.ts';
import { asLicensingError, isRefusal, retryWait } from '../../licensing/trouble.ts';
import type { Choosing, DialogState, Planning, Undoing } from './dialog.state.ts';
import type { BatchRun, BulkTask } from './grant-recall.state.ts';
import { type Preview, planLocally } from './plan/local-plan.ts';
import { type Choice, changesChosen, choose, isIncomplete, replacedBy } from './products/choices.ts';
import { createBatchRun } from './run/batch-run.ts';

/** What the store asks of its surroundings. */
export interface DialogServices extends Patience {
  readonly gateway: BulkGateway;
  readonly task: BulkTask;
  /** Who is signed in. */
  readonly userId: string;
  /** Whether licenses may be changed. */
  can(): Promise<boolean>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** So long the host is not asked to plan while choices still change, in milliseconds. */
const PLAN_AFTER = 300;
/** Attempts that follow by themselves before the administrator has to say so. */
const RETRIES = 5;

const fresh: Pick<Planning, 'stale' | 'trouble' | 'sending'> = { stale: false, trouble: null, sending: null };

/** Whether there is something to be planned, and nothing of it is open. */
export function canGoOn({ choices }: Pick<Choosing, 'choices'>): boolean {
  return choices.size > 0 && !isIncomplete(choices);
}

/**
 * A grant or recall for many users, from choosing products to the batch. Nothing is sent before `confirm`, and that is sent under
 * one id until it is answered, so that a lost answer makes no second batch.
 */
export class GrantRecallStore {
  readonly #subject = new BehaviorSubject<DialogState>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<DialogState> = this.#subject;

  readonly #services: DialogServices;
  readonly #stop = new AbortController();
  readonly #recovery: Recovery;
  /** Fixed once: asking again must not select whoever matches by then. */
  #selected: { readonly id: string; readonly unknown: readonly string[] } | undefined;
  #planning = new AbortController();
  #batchId = newId();
  #run: BatchRun | undefined;
  /** Undefined: not known yet. */
  #capabilities: BulkCapabilities | undefined;

  constructor(services: DialogServices) {
    this.#services = services;
    this.#recovery = new Recovery(services, this.#stop.signal);
    void this.#load();
  }

  /** Only this browser knows of batches, and only it can go on with them. */
  get keepsHere(): boolean {
    return this.#capabilities?.keeps === 'browser';
  }

  get state(): DialogState {
    return this.#subject.value;
  }

  /** Asks again at once for whatever is waited for. */
  retry(): void {
    if (this.state.kind === 'failed') this.#emit({ kind: 'loading' });
    this.#recovery.wake();
  }

  /** What ticks mean from now on; what is ticked stays as it is. */
  means(verb: Change): void {
    const state = this.#choosing;
    if (state) this.#emit({ ...state, verb });
  }

  tick(productId: string, on: boolean): void {
    const state = this.#choosing;
    if (state) this.choose(productId, on ? { kind: state.verb } : undefined);
  }

  /** Undefined: the product is not ticked. One that takes another's place can't be chosen otherwise. */
  choose(productId: string, choice: Choice | undefined): void {
    const state = this.#choosing;
    if (!state || replacedBy(state.choices, productId) !== undefined) return;
    this.#plan({ ...state, choices: choose(state.choices, productId, choice) });
  }

  /** Who is served first where seats are short. */
  order(productId: string, order: SeatOrder): void {
    const state = this.#choosing;
    if (state) this.#plan({ ...state, orders: { ...state.orders, [productId]: order } });
  }

  step(step: Choosing['step']): void {
    const state = this.#choosing;
    if (state && (step === 'products' || canGoOn(state))) this.#emit({ ...state, step, sending: null });
  }

  /** Reads anew how things stand, for the same people and choices. */
  async refresh(): Promise<void> {
    const state = this.#planned;
    if (!state || (state.sending && state.sending.kind !== 'refused')) return;
    this.#amend({ stale: true, sending: null });
    await this.#persist(
      async (signal) => {
        if (state.kind === 'undoing') return await this.#loadUndo(state.of.id, signal);
        const population = await this.#services.gateway.population(state.population.selection.id, signal);
        const now = this.#choosing;
        if (now) this.#plan({ ...now, population });
      },
      (trouble) => this.#amend({ trouble }),
    );
  }

  /** Cells of the plan that the host has made. @throws {LicensingError} */
  rows(query: PlanQuery, signal: AbortSignal): Promise<ListPage<PlannedRow>> {
    const { state } = this;
    const id = 'preview' in state ? state.preview?.plan.id : null;
    return this.#services.gateway.planRows(id ?? '', query, AbortSignal.any([signal, this.#stop.signal]));
  }

  /** Has the host take on what the plan shows, then carries it out. */
  async confirm(): Promise<void> {
    const state = this.#planned;
    if (!state?.preview || state.stale || (state.sending && state.sending.kind !== 'refused')) return;
    const batch = this.#batch(state, state.preview);
    this.#amend({ sending: { kind: 'asked' } });
    await this.#persist(
      async (signal) => {
        const summary = await this.#services.gateway.createBatch(batch, signal);
        this.#show(summary);
        this.#run?.goOn();
      },
      (code, givenUp) => {
        const refused = isRefusal(code);
        // Another content may not come under the same id, and this one may be refused for it.
        if (refused) this.#batchId = newId();
        this.#amend({ sending: refused ? { kind: 'refused', code } : { kind: 'lost', code, givenUp } });
        return !refused;
      },
      RETRIES,
    );
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#planning.abort();
    this.#run?.dispose();
    this.#subject.complete();
  }

  get #choosing(): Choosing | undefined {
    const { state } = this;
    return state.kind === 'choosing' && (!state.sending || state.sending.kind === 'refused') ? state : undefined;
  }

  get #planned(): Choosing | Undoing | undefined {
    const { state } = this;
    return state.kind === 'choosing' || state.kind === 'undoing' ? state : undefined;
  }

  #emit(state: DialogState): void {
    if (!this.#stop.signal.aborted) this.#subject.next(Object.freeze(state));
  }

  #amend(change: Partial<Pick<Planning, 'stale' | 'trouble' | 'sending'>>): void {
    const state = this.#planned;
    if (state) this.#emit({ ...state, ...change });
  }

  /**
   * Tries until it works, as far as asking again can help.
   * @param troubled says whether to go on
   */
  async #persist(
    attempt: (signal: AbortSignal) => Promise<void>,
    troubled: (code: LicensingErrorCode, givenUp: boolean) => boolean | void,
    attempts = Infinity,
    signal = this.#stop.signal,
  ): Promise<void> {
    for (let failed = 0; !signal.aborted; failed++) {
      try {
        return await attempt(signal);
      } catch (error) {
        if (signal.aborted) return;
        const trouble = asLicensingError(error);
        if (troubled(trouble.code, retryWait(trouble, failed, attempts) === Infinity) === false) return;
        await this.#recovery.after(trouble, failed, attempts);
      }
    }
  }

  #load(): Promise<void> {
    return this.#persist(
      async (signal) => {
        const { gateway, can, task } = this.#services;
        const [capabilities, may] = await Promise.all([gateway.bulkCapabilities(signal), can()]);
        if (!capabilities) return this.#emit({ kind: 'absent' });
        this.#capabilities = capabilities;
        // Who may not change licenses may still read what became of a batch.
        if (task.kind === 'batch') return this.#show(await gateway.batch(task.batchId, signal), may);
        if (!may) return this.#emit({ kind: 'read-only' });
        if (task.kind === 'undo') return await this.#loadUndo(task.batchId, signal);
        return await this.#loadPeople(task, signal);
      },
      (code) => this.#emit({ kind: 'failed', code }),
    );
  }

  async #loadUndo(batchId: string, signal: AbortSignal): Promise<void> {
    const { gateway } = this.#services;
    const [of, plan] = await Promise.all([gateway.batch(batchId, signal), gateway.planUndo(batchId, signal)]);
    this.#emit({ kind: 'undoing', of, preview: { plan, columns: null }, ...fresh });
  }

  async #loadPeople({ who, change, productIds }: BulkTask & { kind: 'change' }, signal: AbortSignal): Promise<void> {
    const { gateway } = this.#services;
    this.#selected ??= who.kind === 'selection' ? { id: who.selectionId, unknown: [] } : await gateway.select(who, signal);
    const population = await gateway.population(this.#selected.id, signal);
    const given = new Set(productIds);
    const choices = new Map(population.products.filter(({ id }) => given.has(id)).map(({ id }) => [id, { kind: change }]));
    this.#plan({
      kind: 'choosing', step: 'products', population, activity: this.#capabilities!.activity, unknown: this.#selected.unknown, verb: change, choices, orders: {},
      preview: null, ...fresh,
    });
    // Who comes with licenses ticked has chosen already.
    if (choices.size) this.step('plan');
  }

  /** Plans anew what is chosen now: one computation, one state. */
  #plan(state: Choosing): void {
    const { population } = state;
    this.#planning.abort();
    const request = this.#request(state);
    if (!request.changes.length) return this.#emit({ ...state, preview: null, step: 'products', ...fresh });
    if (population.people) {
      const preview = planLocally(request, population.people, population.products, this.#services.now());
      return this.#emit({ ...state, preview, ...fresh });
    }
    this.#emit({ ...state, stale: true, trouble: null, sending: null });
    void this.#planAtHost(request);
  }

  async #planAtHost(request: BulkRequest): Promise<void> {
    this.#planning = new AbortController();
    const signal = AbortSignal.any([this.#planning.signal, this.#stop.signal]);
    await this.#services.pause(PLAN_AFTER, signal);
    await this.#persist(
      async () => {
        const plan = await this.#services.gateway.plan(request, signal);
        const state = this.#choosing;
        if (state && !signal.aborted) this.#emit({ ...state, preview: { plan, columns: null }, ...fresh });
      },
      (trouble) => this.#amend({ trouble }),
      RETRIES,
      signal,
    );
  }

  #request({ population, choices, orders }: Choosing): BulkRequest {
    return { selectionId: population.selection.id, changes: changesChosen(choices, population.products), orders };
  }

  #batch(state: Choosing | Undoing, { plan, columns }: Preview): NewBatch {
    const id = this.#batchId;
    if (columns === null || state.kind === 'undoing') return { id, planId: (plan as BulkPlan & { id: string }).id };
    return { id, request: this.#request(state), shown: columns.map(({ productId, effects }) => ({ productId, effects })) };
  }

  #show(summary: BatchSummary, may = true): void {
    const own = may && summary.by.id === this.#services.userId;
    if (own) this.#run = createBatchRun({ ...this.#services, summary, capabilities: this.#capabilities!, signal: this.#stop.signal });
    this.#emit({ kind: 'batch', summary, run: this.#run ?? null });
  }
}
