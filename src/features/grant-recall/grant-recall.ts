import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import type { BulkGateway } from '../../licensing/bulk-gateway.ts';
import { define } from '../../ui/element.ts';
import { ask } from '../../ui/dialog.ts';
import { lasting } from '../../ui/lasting.ts';
import { notice, skeleton } from '../../ui/load-state.ts';
import { Observed } from '../../ui/observe.ts';
import { pause } from '../../ui/pause.ts';
import { createTimes } from '../../ui/times.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import { Unsaved } from '../../ui/unsaved.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import type { Batched, Choosing, DialogState, Undoing } from './dialog.state.ts';
import { isUnderWay, renderFoot } from './dialog-foot.ts';
import { failureText, renderOutcome, renderSteps, renderWho, stepOf, titleOf } from './dialog-head.ts';
import type { BulkTask, OpenView, RunState } from './grant-recall.state.ts';
import { GrantRecallStore } from './grant-recall.store.ts';
import { styles } from './grant-recall.styles.ts';
import './ledger/batch-ledger.ts';
import './plan/bulk-plan.ts';
import './products/product-choice.ts';
import { resultLine } from './result-line.ts';
import './run/batch-progress.ts';
import type { BulkText } from './words.ts';

const given = { attribute: false };

/**
 * @summary Grants and recalls licenses of many users: choosing, the plan, carrying it out, and what became of everybody.
 * @fires close - it is finished: whoever shows it takes it away
 * @fires open-view - another view is wanted (`OpenView`)
 */
export class GrantRecall extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = {
    gateway: given, userId: given, can: given, context: given, text: given, task: given, minimised: { state: true }, closed: { state: true },
  };

  declare gateway: BulkGateway;
  /** Who is signed in. */
  declare userId: string;
  /** Whether licenses may be changed. */
  declare can: () => Promise<boolean>;
  declare context: ViewContext;
  declare text: BulkText;
  /** Another one of the same content changes nothing. */
  declare task: BulkTask;
  declare minimised: boolean;
  declare closed: boolean;

  readonly #state = new Observed<DialogState>(this);
  readonly #run = new Observed<RunState>(this);
  readonly #unsaved = new Unsaved((pending) => this.context.pending?.(pending));
  #store: GrantRecallStore | undefined;
  /** What it was given to do, and what it does now: an undo asked for here is done here. */
  #given = '';
  #task!: BulkTask;
  #followed: Batched['run'] = null;
  #heard: RunState | undefined;
  #step = '';
  #asking: Promise<boolean> | undefined;

  constructor() {
    super();
    lasting(this, () => this.#end());
    this.minimised = this.closed = false;
  }

  /** Whether the page may be left: asks while licenses are being changed. */
  async canLeave(): Promise<boolean> {
    if (!this.#isBusy) return true;
    const { text, context } = this;
    const question = { title: text('leaveTitle'), message: text(this.#store?.keepsHere ? 'leaveMessageHere' : 'leaveMessage'), confirmLabel: text('leave'), cancelLabel: text('stay') };
    this.#asking ??= (context.confirm?.(question) ?? ask(this.renderRoot as ShadowRoot, question)).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { context, gateway, userId, task, text } = this;
    if (!this.isConnected || !context || !gateway || !userId || !task || !text) return;
    wear(this, context);
    const asked = changed.has('task') ? JSON.stringify(task) : this.#given;
    const anew = asked !== this.#given || changed.has('gateway') || changed.has('userId');
    if (asked !== this.#given) [this.#given, this.#task] = [asked, task];
    if (anew || (!this.#store && !this.closed)) this.#start();
    this.#follow();
  }

  protected override render(): unknown {
    const { text, context } = this;
    const state = this.#state.value;
    if (!text || !state || this.closed) return nothing;
    const step = stepOf(state);
    return html`<dialog class="frame" aria-labelledby="title" @cancel=${this.#onCancel} @close=${this.#onClosed} @open-view=${this.#onOpenView}>
        <div class="head">
          <div>
            <h2 id="title" tabindex="-1">${titleOf(state, this.#task, text)}</h2>
            ${renderWho(state, text, createTimes(context))}
          </div>
          ${renderSteps(state, text)}
          <span class="hushed" role="status">${step ? text('stepSaid', { ...step, name: text(`step-${step.id}`) }) : nothing}</span>
        </div>
        <div class="body">${this.#renderBody(state)}</div>
        <div class="bar foot">
          ${renderFoot(state, this.#run.value, { text, onBack: this.#onBack, onNext: this.#onNext, onConfirm: this.#onConfirm, onClose: this.#onDismiss })}
        </div>
      </dialog>
      ${this.minimised && state.kind === 'batch' && state.run ? this.#renderBar(state.run) : nothing}`;
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('.frame');
    if (!dialog) return;
    if (this.minimised) dialog.close();
    else if (!dialog.open) dialog.showModal();
    const step = stepOf(this.#state.value!)?.id ?? '';
    // What had the focus is gone with the step before.
    if (step !== this.#step && !this.minimised) this.renderRoot.querySelector<HTMLElement>('h2')!.focus();
    this.#step = step;
  }

  #renderBody(state: DialogState): unknown {
    const { text, context } = this;
    switch (state.kind) {
      case 'loading':
        return skeleton(text('loadingPeople'));
      case 'failed':
        return notice(failureText(state.code, this.#task, text), { label: text('retry'), act: this.#onRetry });
      case 'absent':
        return notice(text('absent'));
      case 'read-only':
        return notice(text('readOnly'));
      case 'choosing':
        if (state.step === 'products') {
          return html`<lic-product-choice .state=${state} .verbs=${this.#store!} .context=${context} .text=${text}></lic-product-choice>`;
        }
        return this.#renderPlan(state);
      case 'undoing':
        return this.#renderPlan(state);
      case 'batch':
        return this.#renderBatch(state);
    }
  }

  #renderPlan(state: Choosing | Undoing): TemplateResult {
    const { text, context } = this;
    const { sending } = state;
    return html`${sending?.kind === 'lost' ? notice(`${text(sending.code)} ${text('notStarted')}`, { label: text('retry'), act: this.#onRetry }) : nothing}
      ${sending?.kind === 'refused' ? notice(`${failureText(sending.code, this.#task, text)} ${text('notStarted')}`, { label: text('planAgain'), act: this.#onRefresh }) : nothing}
      <lic-bulk-plan .state=${state} .verbs=${this.#store!} .context=${context} .text=${text}></lic-bulk-plan>`;
  }

  #renderBatch({ summary, run }: Batched): TemplateResult {
    const { text, context, gateway } = this;
    return html`${renderOutcome(this.#run.value?.summary ?? summary, this.#run.value, text)}
      ${this.#store!.keepsHere ? html`<p class="quiet result">${text('keptBatch')}</p>` : nothing}
      ${run && !this.minimised ? html`<lic-batch-progress ?here=${this.#store!.keepsHere} .run=${run} .context=${context} .text=${text} @minimise=${this.#onMinimise}></lic-batch-progress>` : nothing}
      <lic-batch-ledger
        .bare=${true} .gateway=${gateway} .context=${this.#ownContext} .text=${text} .batchId=${summary.id} .live=${run ? this.#run.value : undefined}
      ></lic-batch-ledger>`;
  }

  #renderBar(run: NonNullable<Batched['run']>): TemplateResult {
    const { text, context } = this;
    return html`<section class="mini" aria-label=${titleOf(this.#state.value!, this.#task, text)}>
      <lic-batch-progress mini ?here=${this.#store!.keepsHere} .run=${run} .context=${context} .text=${text}></lic-batch-progress>
      <button @click=${this.#onRestore}>${text('restore')}</button>
      ${this.#isBusy ? nothing : html`<button @click=${this.#onDismiss}>${text('close')}</button>`}
    </section>`;
  }

  /** What leads elsewhere is there for the ledger whatever the host can do: undoing is done here. */
  get #ownContext(): ViewContext {
    const { context } = this;
    return context.openView ? context : { ...context, openView: () => {} };
  }

  /** Something is on its way that leaving would stop. */
  get #isBusy(): boolean {
    const state = this.#state.value;
    if (state?.kind === 'batch') return !!this.#run.value && isUnderWay(this.#run.value);
    return !!state && 'sending' in state && state.sending?.kind === 'asked';
  }

  #start(): void {
    this.#end();
    const { gateway, userId, context: { now } } = this;
    this.minimised = this.closed = false;
    this.#store = new GrantRecallStore({
      gateway, userId, now, pause, task: this.#task, can: () => this.can(), signedOut: () => this.context.signedOut?.(),
    });
    this.#state.follow(this.#store.state$);
  }

  /** Keeps up with the batch, once there is one. */
  #follow(): void {
    const state = this.#state.value;
    const run = state?.kind === 'batch' ? state.run : null;
    if (run !== this.#followed) {
      this.#followed = run;
      this.#run.follow(run?.state$);
    }
    const before = this.#heard?.phase;
    const told = this.#run.value;
    this.#heard = told;
    this.#unsaved.is = this.#isBusy;
    if (told?.phase === 'ended' && before && before !== 'ended' && this.minimised) this.#tell(told);
  }

  #tell({ summary }: RunState): void {
    const { text, context } = this;
    const kind = summary.tally.failed || summary.drift || summary.stopped ? 'warning' : 'success';
    context.notify?.({ kind, text: resultLine(summary, text) });
  }

  #end(): void {
    this.#store?.dispose();
    this.#store = undefined;
    this.#state.follow();
    this.#run.follow();
    this.#followed = null;
    this.#heard = undefined;
    this.#step = '';
    if (this.context) this.#unsaved.is = false;
  }

  #do(task: BulkTask): void {
    this.#task = task;
    this.#start();
    this.requestUpdate();
  }

  readonly #onRetry = (): void => this.#store?.retry();
  readonly #onRefresh = (): void => void this.#store?.refresh();
  readonly #onBack = (): void => this.#store?.step('products');
  readonly #onNext = (): void => this.#store?.step('plan');
  readonly #onConfirm = (): void => void this.#store?.confirm();
  readonly #onRestore = (): void => void (this.minimised = false);

  readonly #onMinimise = (): void => {
    if (this.#state.value?.kind === 'batch') this.minimised = true;
  };

  /** Esc, Cancel, Close: never stops what is under way. */
  readonly #onDismiss = (): void => {
    if (this.#isBusy) return this.#onMinimise();
    this.closed = true;
    this.#end();
    this.dispatchEvent(new Event('close'));
    this.context.close?.();
  };

  readonly #onCancel = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    this.#onDismiss();
  };

  /** A browser closes a dialog by itself when Esc is pressed again and again. */
  readonly #onClosed = (event: Event): void => {
    if (event.target !== event.currentTarget || this.minimised || this.closed) return;
    this.#onDismiss();
    this.requestUpdate();
  };

  readonly #onOpenView = (event: Event): void => {
    const { detail } = event as CustomEvent<OpenView>;
    if (detail.name === 'batches' && this.context.openView) return this.#onDismiss();
    event.stopPropagation();
    if (detail.name === 'grant-recall') this.#do(detail.task);
    else if (detail.batchId !== null) this.#do({ kind: 'batch', batchId: detail.batchId });
  };
}

define('lic-grant-recall', GrantRecall);

declare global {
  interface HTMLElementTagNameMap {
    'lic-grant-recall': GrantRecall;
  }
}
