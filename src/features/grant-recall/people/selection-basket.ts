import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { Change } from '../../../licensing/rules.ts';
import { ask } from '../../../ui/dialog.ts';
import { define } from '../../../ui/element.ts';
import { lasting } from '../../../ui/lasting.ts';
import { notice, skeleton } from '../../../ui/load-state.ts';
import { Observed } from '../../../ui/observe.ts';
import { pause } from '../../../ui/pause.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import { Unsaved } from '../../../ui/unsaved.ts';
import type { Question, ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { OpenView } from '../grant-recall.state.ts';
import type { BulkText } from '../words.ts';
import './basket-buckets.ts';
import './basket-input.ts';
import type { BasketReady, BasketState } from './basket.state.ts';
import { BasketStore } from './basket.store.ts';
import { isTrouble, toldText } from './basket-words.ts';
import './saved-sets.ts';
import type { SetChangeEvent } from './saved-sets.ts';
import { styles } from './selection-basket.styles.ts';

const given = { attribute: false };

/**
 * @summary A page on which people are gathered from search, pasted text, files and saved sets, to grant or recall their
 * licenses all at once.
 * @fires open-view - licenses are to be granted to or recalled from these people (`OpenView`)
 * @cssproperty --crt-palette-primary - and the other properties of the host's that `ui/tokens.styles.ts` reads
 */
export class SelectionBasket extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { gateway: given, can: given, context: given, text: given, over: { state: true } };

  declare gateway: BulkGateway;
  /** Whether licenses may be changed. */
  declare can: () => Promise<boolean>;
  declare context: ViewContext;
  declare text: BulkText;
  /** Something that can be dropped is held above the page. */
  declare over: boolean;

  readonly #state = new Observed<BasketState>(this);
  readonly #unsaved = new Unsaved((pending) => this.context.pending?.(pending));
  #store: BasketStore | undefined;
  #asking: Promise<boolean> | undefined;

  constructor() {
    super();
    lasting(this, () => this.#end());
    this.over = false;
    this.addEventListener('dragover', this.#onDragOver);
    this.addEventListener('dragleave', this.#onDragLeave);
    this.addEventListener('drop', this.#onDrop);
  }

  /** Whether the page may be left: asks while people are here who are neither saved nor put to use. */
  async canLeave(): Promise<boolean> {
    if (!this.#unsaved.is) return true;
    const { text } = this;
    this.#asking ??= this.#ask({
      title: text('basket-leaveTitle'),
      message: text('basket-leaveMessage'),
      confirmLabel: text('basket-leave'),
      cancelLabel: text('basket-stay'),
    }).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { context, gateway } = this;
    if (!this.isConnected || !context || !gateway) return;
    wear(this, context);
    if (!this.#store || changed.has('gateway')) this.#start();
    const state = this.#state.value;
    this.#unsaved.is = state?.kind === 'ready' && state.dirty;
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    if (!text || !state) return nothing;
    switch (state.kind) {
      case 'loading':
        return skeleton(text('basket-loading'));
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: () => this.#store!.retry() });
      case 'absent':
      case 'read-only':
        return notice(text(state.kind === 'absent' ? 'absent' : 'readOnly'));
      case 'ready':
        return this.#renderReady(state);
    }
  }

  #renderReady(state: BasketReady): TemplateResult {
    const { text, context, gateway } = this;
    const store = this.#store!;
    const { told, trouble, looking } = state;
    return html`<div class="give">
        <lic-basket-input .gateway=${gateway} .verbs=${store} .over=${this.over} .context=${context} .text=${text}></lic-basket-input>
        ${state.capabilities.savedSets
          ? html`<lic-saved-sets
              .state=${state}
              .verbs=${store}
              .count=${store.chosenFor('recall').length}
              .context=${context}
              .text=${text}
              @set-change=${this.#onSetChange}
            ></lic-saved-sets>`
          : nothing}
      </div>
      <p class="told ${told && isTrouble(told) ? 'error' : ''}" role="status">${told ? toldText(told, text) : ''}</p>
      ${trouble ? notice(text(trouble), { label: text('retry'), act: () => store.retry() }) : nothing} ${this.#renderSum(state)}
      ${looking ? html`<progress aria-label=${text('basket-looking', looking)} max=${looking.total} value=${looking.done}></progress>` : nothing}
      <lic-basket-buckets .state=${state} .verbs=${store} .context=${context} .text=${text}></lic-basket-buckets>`;
  }

  #renderSum(state: BasketReady): TemplateResult {
    const { text, context } = this;
    const { counts, looking, keepInactive } = state;
    const why = this.#why(state, 'grant');
    return html`<div class="bar sum">
      <div role="status">
        <p class="count">${text('basket-ready', { count: counts.matched })}</p>
        ${counts.inactive && keepInactive ? html`<p class="quiet">${text('basket-andInactive', { count: counts.inactive })}</p>` : nothing}
        ${looking ? html`<p class="quiet">${text('basket-looking', looking)}</p>` : nothing}
      </div>
      <div class="bar end">
        <span id="why" class="quiet">${why}</span>
        ${context.openView ? html`${this.#renderVerb(state, 'grant')}${this.#renderVerb(state, 'recall')}` : nothing}
        ${state.rows.length || looking ? html`<button @click=${this.#onClear}>${text('basket-clear')}</button>` : nothing}
      </div>
    </div>`;
  }

  #renderVerb(state: BasketReady, change: Change): TemplateResult {
    const why = this.#why(state, change);
    return html`<button
      class=${change === 'grant' ? 'primary' : ''}
      aria-disabled=${why || state.busy ? 'true' : 'false'}
      aria-describedby="why"
      @click=${() => why || void this.#begin(change)}
    >
      ${this.text(change === 'grant' ? 'basket-grant' : 'basket-recall')}
    </button>`;
  }

  /** Why it can't be done (SB-4); empty = it can. */
  #why({ looking }: BasketReady, change: Change): string {
    const { text } = this;
    if (looking) return text('basket-wait');
    return this.#store!.chosenFor(change).length ? '' : text('basket-nobody');
  }

  #start(): void {
    this.#end();
    const { gateway } = this;
    this.#store = new BasketStore({ gateway, pause, can: () => this.can(), signedOut: () => this.context.signedOut?.() });
    this.#state.follow(this.#store.state$);
  }

  #end(): void {
    this.#store?.dispose();
    this.#store = undefined;
    this.#state.follow();
    this.#unsaved.is = false;
    this.renderRoot.querySelector('dialog')?.close();
  }

  #ask(question: Question): Promise<boolean> {
    return this.context.confirm?.(question) ?? ask(this.renderRoot as ShadowRoot, question);
  }

  async #begin(change: Change): Promise<void> {
    this.#open(await this.#store!.select(change), change);
  }

  #open(selectionId: string | null, change: Change): void {
    if (selectionId === null) return;
    const detail: OpenView = { name: 'grant-recall', task: { kind: 'change', who: { kind: 'selection', selectionId }, change, productIds: [] } };
    this.dispatchEvent(new CustomEvent<OpenView>('open-view', { detail, bubbles: true, composed: true }));
  }

  readonly #onSetChange = async ({ set, change }: SetChangeEvent): Promise<void> => this.#open(await this.#store!.selectSet(set), change);

  readonly #onClear = async (): Promise<void> => {
    const { text } = this;
    const sure = await this.#ask({
      title: text('basket-clearTitle'),
      message: text('basket-clearMessage'),
      confirmLabel: text('basket-clearConfirm'),
      cancelLabel: text('cancel'),
    });
    if (sure) this.#store?.clear();
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (this.#state.value?.kind !== 'ready') return;
    // Without this the browser would leave the page for the file.
    event.preventDefault();
    this.over = true;
  };

  readonly #onDragLeave = ({ relatedTarget }: DragEvent): void => {
    if (!relatedTarget || !this.contains(relatedTarget as Node)) this.over = false;
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.over = false;
    const { dataTransfer } = event;
    if (this.#state.value?.kind !== 'ready' || !dataTransfer) return;
    event.preventDefault();
    this.renderRoot.querySelector('lic-basket-input')!.drop(dataTransfer, dataTransfer.getData('text/plain'));
  };
}

define('lic-selection-basket', SelectionBasket);

declare global {
  interface HTMLElementTagNameMap {
    'lic-selection-basket': SelectionBasket;
  }
}
