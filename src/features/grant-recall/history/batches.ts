import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../../../ui/data-grid/data-grid.ts';
import '../ledger/batch-ledger.ts';
import type { BatchSummary, BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import { asLicensingError } from '../../../licensing/trouble.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { DataGrid } from '../../../ui/data-grid/data-grid.ts';
import type { RowActionEvent, RowOpenEvent, ViewChangeEvent } from '../../../ui/data-grid/events.ts';
import { PagedRows } from '../../../ui/data-grid/paged-rows.ts';
import { plainView } from '../../../ui/data-grid/placed-columns.ts';
import { define } from '../../../ui/element.ts';
import { give } from '../../../ui/give.ts';
import { KeepFocus } from '../../../ui/keep-focus.ts';
import { lasting } from '../../../ui/lasting.ts';
import { notice } from '../../../ui/load-state.ts';
import { Observed } from '../../../ui/observe.ts';
import { pause } from '../../../ui/pause.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import { stateOf, whatText } from '../batch-words.ts';
import type { FollowedState } from '../followed.store.ts';
import type { OpenView } from '../grant-recall.state.ts';
import type { BulkText } from '../words.ts';
import { type BatchVerb, batchColumns } from './batch-columns.ts';
import { BatchesStore, type OpenBatches } from './batches.store.ts';
import { styles } from './batches.styles.ts';

const given = { attribute: false };

/** Interrupted batches that are offered one by one; of the others it is said how many there are. */
const MOST_OFFERED = 3;

/**
 * @summary The history of batches: who changed what for how many, and what came of it; and any ledger again.
 * @fires open-view - the administrator wants to go on with a batch, or to undo one (`OpenView`)
 */
export class Batches extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = {
    gateway: given, context: given, text: given, can: given, userId: given, batchId: given,
    shown: { state: true }, stopping: { state: true }, trouble: { state: true }, onlyMine: { state: true },
  };

  declare gateway: Pick<BulkGateway, 'batches' | 'batch' | 'bulkCapabilities' | 'ledger' | 'stop'>;
  declare context: ViewContext;
  declare text: BulkText;
  /** Who is signed in. */
  declare userId: string;
  declare can: () => Promise<boolean>;
  /** The batch to be shown at first, or instead of the one that is; null = the list. */
  declare batchId: string | null | undefined;
  /** The batch whose ledger is shown. */
  declare shown: string | null;
  /** The batch that is being stopped. */
  declare stopping: string | null;
  declare trouble: LicensingErrorCode | null;
  declare onlyMine: boolean;

  readonly #open = new Observed<FollowedState<OpenBatches>>(this);
  #store: BatchesStore | undefined;
  #rows: PagedRows<BatchSummary> | undefined;
  #columns: readonly Column<BatchSummary>[] = [];
  /** The list has been asked for. */
  #listed = false;
  /** What is open, as the rows read last show it. */
  #known = '';
  #said = '';

  constructor() {
    super();
    lasting(this, () => this.#end());
    this.shown = this.stopping = this.trouble = null;
    this.onlyMine = false;
    this.addEventListener('focusin', this.#onComeBack);
    new KeepFocus(this, () => this.#grid);
  }

  /** Nothing here is lost by leaving. */
  async canLeave(): Promise<boolean> {
    return true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { context, gateway, text, userId } = this;
    if (!this.isConnected || !context || !gateway || !text || !userId) return;
    wear(this, context);
    if (changed.has('text')) this.#columns = batchColumns(text);
    if (changed.has('batchId')) this.shown = this.batchId ?? null;
    if (changed.has('gateway') || changed.has('userId') || !this.#store) this.#start();
    this.#listed ||= this.shown === null;
    this.#keepUp();
  }

  protected override render(): unknown {
    if (!this.#store) return nothing;
    const { shown } = this;
    return html`${shown === null ? nothing : this.#renderLedger(shown)}
      <div class="list" ?hidden=${shown !== null}>${this.#renderAbove()} ${this.#listed ? this.#renderRows() : nothing}</div>
      <p class="hushed" role="status">${this.#said}</p>`;
  }

  #renderLedger(batchId: string): TemplateResult {
    const { gateway, context, text, userId } = this;
    return html`<div class="bar"><button class="back" @click=${this.#onBack}>${text('allBatches')}</button></div>
      ${keyed(
        batchId,
        html`<lic-batch-ledger
          .gateway=${gateway}
          .context=${context}
          .text=${text}
          .batchId=${batchId}
          .userId=${userId}
          @open-view=${this.#onOpenView}
        ></lic-batch-ledger>`,
      )}`;
  }

  /** What needs the administrator, above the list. */
  #renderAbove(): unknown {
    const { text, trouble } = this;
    const state = this.#open.value!;
    switch (state.kind) {
      case 'loading':
        return nothing;
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRetry });
      case 'ready': {
        const mine = state.value.items.filter((batch) => batch.by.id === this.userId && stateOf(batch) === 'interrupted');
        const more = mine.length - MOST_OFFERED;
        const code = trouble ?? state.trouble;
        return html`${code ? notice(text(code), { label: text('retry'), act: this.#onRetry }) : nothing}
          ${mine.slice(0, MOST_OFFERED).map((batch) => this.#renderInterrupted(batch))}
          ${more > 0 ? notice(text('moreInterrupted', { count: more })) : nothing}`;
      }
    }
  }

  #renderInterrupted(batch: BatchSummary): TemplateResult {
    const { text, context, stopping } = this;
    const { id, tally } = batch;
    const done = tally.applied + tally.skipped + tally.failed;
    const what = whatText(batch, text);
    return html`<div class="bar notice interrupted" role="group" aria-label=${what}>
      <span><strong>${text('interrupted', { done, unknown: tally.unknown, left: tally['not-attempted'] })}</strong> <span class="quiet">${what}</span></span>
      ${context.openView ? html`<button class="primary end" @click=${() => this.#lead({ name: 'grant-recall', task: { kind: 'batch', batchId: id } })}>${text('goOn')}</button>` : nothing}
      <button aria-disabled=${stopping ? 'true' : nothing} @click=${() => void this.#stop(id)}>${text('stopHere')}</button>
    </div>`;
  }

  #renderRows(): TemplateResult {
    const { text, context } = this;
    const { locale, timeZone, direction, theme, now } = context;
    // What has failed is said above, and once is enough.
    const failed = this.#open.value?.kind === 'failed' && !this.#rows!.length;
    return html`<lic-data-grid
      ?hidden=${failed}
      ${give<DataGrid<BatchSummary>>({
        rows: this.#rows!, columns: this.#columns, view: plainView, searchable: false, label: text('batches'), emptyText: text('emptyBatches'),
        rowLabel: this.#rowLabel, text, locale, timeZone, direction, theme, now,
      })}
      @view-change=${this.#onView}
      @row-open=${this.#onRowOpen}
      @row-action=${this.#onRowAction}
    >
      <div slot="toolbar" class="bar tools">
        ${this.#isHere
          ? html`<p class="quiet">${text('keptBatches')}</p>`
          : html`<label><input type="checkbox" .checked=${this.onlyMine} @change=${this.#onMine} />${text('onlyMine')}</label>`}
      </div>
    </lic-data-grid>`;
  }

  #start(): void {
    this.#end();
    const { gateway } = this;
    const store = new BatchesStore({ gateway, pause, signedOut: () => this.context.signedOut?.() });
    this.#store = store;
    this.#known = '';
    this.#rows = new PagedRows<BatchSummary>({
      idOf: ({ id }) => id,
      async fetchPage({ order, cursor, limit, signal }) {
        const { items, total, next } = await store.page({ mine: 'who' in order.filters, cursor, limit }, signal);
        return { items, next, total: { count: total, exact: true } };
      },
    });
    this.#open.follow(store.state$);
  }

  #end(): void {
    this.#rows?.stop();
    this.#store?.dispose();
    this.#open.follow();
    this.#store = this.#rows = undefined;
  }

  /** The list is read again when a batch has begun, gone on or ended since. */
  #keepUp(): void {
    const state = this.#open.value;
    if (state?.kind !== 'ready') return;
    const now = JSON.stringify(state.value.items);
    if (this.#known && this.#known !== now) this.#rows!.refresh();
    this.#known = now;
  }

  async #stop(batchId: string): Promise<void> {
    if (this.stopping) return;
    const store = this.#store!;
    this.stopping = batchId;
    this.trouble = null;
    try {
      await store.stop(batchId, new AbortController().signal);
      this.#said = this.text('stopped');
    } catch (error) {
      this.trouble = asLicensingError(error).code;
    }
    this.stopping = null;
  }

  #show(batchId: string): void {
    this.shown = batchId;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.back')?.focus());
  }

  #lead(detail: OpenView): void {
    this.dispatchEvent(new CustomEvent<OpenView>('open-view', { detail, bubbles: true, composed: true }));
  }

  /** All that this browser keeps are one's own. */
  get #isHere(): boolean {
    const state = this.#open.value;
    return state?.kind === 'ready' && state.value.here;
  }

  get #grid(): DataGrid<BatchSummary> | null {
    return this.renderRoot.querySelector('lic-data-grid') as DataGrid<BatchSummary> | null;
  }

  readonly #rowLabel = (batch: BatchSummary): string => whatText(batch, this.text);

  readonly #onBack = (): void => {
    const left = this.shown!;
    this.shown = null;
    void this.updateComplete.then(() => {
      const grid = this.#grid;
      if (!grid?.focusRow(left)) grid?.focus();
    });
  };

  /** Another batch is shown in place; for the rest there is the host. */
  readonly #onOpenView = (event: CustomEvent<OpenView>): void => {
    if (event.detail.name !== 'batches' || event.detail.batchId === null) return;
    event.stopPropagation();
    this.#show(event.detail.batchId);
  };

  readonly #onRowOpen = ({ row }: RowOpenEvent): void => this.#show((row as BatchSummary).id);
  readonly #onRowAction = ({ action, row }: RowActionEvent): void => {
    const batch = row as BatchSummary;
    this.#show((action as BatchVerb) === 'open' ? batch.id : batch[action as Exclude<BatchVerb, 'open'>]!);
  };

  readonly #onView = ({ view }: ViewChangeEvent): void => {
    this.onlyMine = 'who' in view.filters;
  };

  readonly #onMine = ({ target }: Event): void => this.#grid?.arrange({ filters: (target as HTMLInputElement).checked ? { who: ['me'] } : {} });

  readonly #onRetry = (): void => {
    this.trouble = null;
    this.#store?.retry();
    this.#rows?.retry();
  };

  /** Whoever was elsewhere, such as in the dialog above, sees what is so now. */
  readonly #onComeBack = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget) return;
    this.#store?.refresh();
    this.#rows?.refresh();
  };
}

define('lic-batches', Batches);

declare global {
  interface HTMLElementTagNameMap {
    'lic-batches': Batches;
  }
}
