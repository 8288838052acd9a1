import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import '../../../ui/data-grid/data-grid.ts';
import type { BatchSummary, BulkGateway, LedgerRow } from '../../../licensing/bulk-gateway.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { DataGrid } from '../../../ui/data-grid/data-grid.ts';
import type { ViewChangeEvent } from '../../../ui/data-grid/events.ts';
import type { Order } from '../../../ui/data-grid/grid-rows.ts';
import { PagedRows } from '../../../ui/data-grid/paged-rows.ts';
import { plainView } from '../../../ui/data-grid/placed-columns.ts';
import { define } from '../../../ui/element.ts';
import { give } from '../../../ui/give.ts';
import { KeepFocus } from '../../../ui/keep-focus.ts';
import { lasting } from '../../../ui/lasting.ts';
import { notice, skeleton } from '../../../ui/load-state.ts';
import { Observed } from '../../../ui/observe.ts';
import { pause } from '../../../ui/pause.ts';
import { createTimes } from '../../../ui/times.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import { type BatchState, byWhom, stateOf, titleText } from '../batch-words.ts';
import type { FollowedState } from '../followed.store.ts';
import type { BulkTask, OpenView, RunState } from '../grant-recall.state.ts';
import type { BulkText } from '../words.ts';
import { BatchLedgerStore, type FollowedBatch } from './batch-ledger.store.ts';
import { styles } from './batch-ledger.styles.ts';
import { ledgerColumns } from './ledger-columns.ts';
import { type ExportJob, LedgerExport } from './ledger-export.ts';
import { type LedgerFilter, filterOf, filtersOf, queryOf, sharesOf } from './ledger-filters.ts';

const given = { attribute: false };

/**
 * @summary What became of every item of a batch: counted, filtered, searched, exported; and what can be done about it.
 * @fires open-view - the administrator wants to undo it, to go on with it, or to see another batch (`OpenView`)
 * @cssproperty --lic-ledger-size - height of the list
 */
export class BatchLedger extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = {
    gateway: given, context: given, text: given, batchId: given, live: given, bare: given, userId: given, filters: { state: true },
  };

  declare gateway: Pick<BulkGateway, 'batch' | 'ledger'>;
  declare context: ViewContext;
  declare text: BulkText;
  declare batchId: string;
  /** How far the run is that is shown beside; undefined = none is. */
  declare live: Pick<RunState, 'phase'> | undefined;
  /** In the dialog, which says itself what the batch is, and goes on with it. */
  declare bare: boolean;
  /** Who is signed in. */
  declare userId: string | undefined;
  declare filters: Order['filters'];

  readonly #followed = new Observed<FollowedState<FollowedBatch>>(this);
  readonly #export = new LedgerExport(this, () => this.#job());
  #store: BatchLedgerStore | undefined;
  #rows: PagedRows<LedgerRow> | undefined;
  #columns: readonly Column<LedgerRow>[] = [];
  #numbers!: Intl.NumberFormat;
  /** How the rows read last had ended. */
  #tally = '';
  #said = '';

  constructor() {
    super();
    lasting(this, () => this.#end());
    this.filters = {};
    this.bare = false;
    new KeepFocus(this, () => this.renderRoot.querySelector('h2, .doing button'));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { context, text, gateway, batchId } = this;
    if (!this.isConnected || !context || !text || !gateway || !batchId) return;
    wear(this, context);
    if (changed.has('text')) this.#columns = ledgerColumns(text);
    if (changed.has('context')) this.#numbers = new Intl.NumberFormat(context.locale);
    if (changed.has('gateway') || changed.has('batchId') || !this.#store) this.#start();
    else if (changed.has('live')) {
      // Whoever reads what it came to looks here next.
      if (this.live?.phase === 'ended') this.#store.retry();
      else this.#store.refresh();
    }
    this.#keepUp();
  }

  protected override render(): unknown {
    const state = this.#followed.value;
    const { text } = this;
    switch (state?.kind) {
      case undefined:
        return nothing;
      case 'loading':
        return skeleton(text('loadingBatch'));
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRead });
      case 'ready':
        return html`${state.trouble ? notice(text(state.trouble), { label: text('retry'), act: this.#onRead }) : nothing}
          ${this.#renderHead(state.value)} ${this.#export.renderTrouble(text)} ${this.#renderChips(state.value.summary)} ${this.#renderRows(state.value.summary)}`;
    }
  }

  #renderHead({ summary, undoneBy, undoes }: FollowedBatch): TemplateResult {
    const { text, context, bare, live } = this;
    const times = createTimes(context);
    const state = stateOf(summary);
    const other = (key: 'undoneBy' | 'undoesBatch', batch: BatchSummary | null): unknown =>
      batch && this.#renderLink(text(key, byWhom(batch, text, times)), { name: 'batches', batchId: batch.id });
    return html`<div class="bar head">
      ${bare ? nothing : html`<h2 tabindex="-1">${titleText(summary, text)}</h2>`}
      <span class="quiet">${text('byAt', byWhom(summary, text, times))}</span>
      ${live ? nothing : html`<span class="state" data-state=${state}>${text(`state-${state}`)}</span>`}
      ${other('undoneBy', undoneBy)} ${other('undoesBatch', undoes)}
      <span class="quiet" role="status">${this.#said}</span>
      <span class="doing">${this.#renderDoing(summary, undoneBy, state)}</span>
    </div>`;
  }

  #renderDoing({ by, tally, codes }: BatchSummary, undoneBy: BatchSummary | null, state: BatchState): TemplateResult[] {
    const { text, context, batchId, userId, live, bare } = this;
    const { openView, linkTo } = context;
    const button = (label: string, act: () => void): TemplateResult => html`<button @click=${act}>${label}</button>`;
    const goOn = (): void => this.#lead({ kind: 'batch', batchId });
    const rests = live ? live.phase === 'ended' : state !== 'running';
    const mayGoOn = openView && !bare && by.id === userId && rests;
    const undone = undoneBy?.tally.applied ?? 0;
    const mayUndo = openView && rests && undone < tally.applied && (!undoneBy || undoneBy.endedAt !== null);
    const link = linkTo?.({ name: 'batches', batchId });
    return [
      ...(mayGoOn && tally['not-attempted'] + tally.unknown > 0 ? [button(text('goOn'), goOn)] : []),
      ...(mayGoOn && (codes.server ?? 0) + (codes.forbidden ?? 0) > 0 ? [button(text('retryFailed'), goOn)] : []),
      ...(mayUndo ? [button(text('undo'), () => this.#lead({ kind: 'undo', batchId }))] : []),
      ...(link ? [button(text('copyLink'), () => void this.#copy(link))] : []),
    ];
  }

  #renderLink(label: string, to: OpenView): TemplateResult {
    // With a run beside, only the host can show another batch.
    return this.live !== undefined && !this.context.openView
      ? html`<span>${label}</span>`
      : html`<button class="link" @click=${() => this.#open(to)}>${label}</button>`;
  }

  #renderChips(summary: BatchSummary): TemplateResult {
    const { text } = this;
    const filter = filterOf(this.filters);
    const chip = (label: string, count: number, pressed: boolean, change: Partial<LedgerFilter>, style = ''): TemplateResult =>
      html`<button class=${style} aria-pressed=${pressed ? 'true' : 'false'} @click=${() => this.#filter(change)}>
        ${label} <b>${this.#numbers.format(count)}</b>
      </button>`;
    const shares = sharesOf(summary);
    return html`<div class="bar chips" role="group" aria-label=${text('byOutcome')}>
      ${chip(text('all'), summary.total, filter.share === null, { share: null })}
      ${shares.map(({ id, count }) => chip(text(id), count, filter.share === id, { share: filter.share === id ? null : id }))}
      ${summary.drift || filter.drifted ? chip(text('drifted'), summary.drift, filter.drifted, { drifted: !filter.drifted }, 'drift') : nothing}
    </div>`;
  }

  #renderRows({ products }: BatchSummary): TemplateResult {
    const { text, context } = this;
    const { locale, timeZone, direction, theme } = context;
    const { productId } = filterOf(this.filters);
    return html`<lic-data-grid
      ${give<DataGrid<LedgerRow>>({
        rows: this.#rows!, columns: this.#columns, view: plainView, label: text('ledger'), rowLabel, text, locale, timeZone, direction, theme,
      })}
      @view-change=${this.#onView}
    >
      <div slot="toolbar" class="bar tools">
        ${products.length < 2
          ? nothing
          : html`<select aria-label=${text('product')} @change=${this.#onProduct}>
              <option value="" ?selected=${productId === null}>${text('allProducts')}</option>
              ${products.map(({ id, name }) => html`<option value=${id} ?selected=${id === productId}>${name ?? id}</option>`)}
            </select>`}
        ${this.#export.render(text)}
      </div>
    </lic-data-grid>`;
  }

  #start(): void {
    this.#end();
    const { gateway, batchId } = this;
    this.filters = {};
    this.#said = this.#tally = '';
    const store = new BatchLedgerStore({ gateway, batchId, pause, signedOut: () => this.context.signedOut?.(), live: () => this.live !== undefined });
    this.#store = store;
    this.#rows = new PagedRows<LedgerRow>({
      idOf: ({ at }) => `${at}`,
      async fetchPage({ order, cursor, limit, signal }) {
        const { items, total, next } = await store.page({ ...queryOf(order), cursor, limit }, signal);
        return { items, next, total: { count: total, exact: true } };
      },
    });
    this.#followed.follow(store.state$);
  }

  #end(): void {
    this.#export.cancel();
    this.#rows?.stop();
    this.#store?.dispose();
    this.#followed.follow();
    this.#store = this.#rows = undefined;
  }

  /** Rows are read again when items have ended since. */
  #keepUp(): void {
    const state = this.#followed.value;
    if (state?.kind !== 'ready') return;
    const { tally, effects, codes } = state.value.summary;
    const now = JSON.stringify([tally, effects, codes]);
    if (this.#tally && this.#tally !== now) this.#rows!.refresh();
    this.#tally = now;
  }

  #filter(change: Partial<LedgerFilter>): void {
    this.#grid?.arrange({ filters: filtersOf({ ...filterOf(this.filters), ...change }) });
  }

  #job(): ExportJob {
    const { batchId, context } = this;
    const store = this.#store!;
    const query = queryOf({ search: this.#grid?.arrangement.search ?? '', filters: this.filters });
    return {
      columns: this.#columns,
      locale: context.locale,
      name: `batch-${batchId.slice(0, 8)}.csv`,
      page: (cursor, limit, signal) => store.page({ ...query, cursor, limit }, signal),
    };
  }

  #lead(task: BulkTask): void {
    this.#open({ name: 'grant-recall', task });
  }

  #open(detail: OpenView): void {
    this.dispatchEvent(new CustomEvent<OpenView>('open-view', { detail, bubbles: true, composed: true }));
  }

  async #copy(link: string): Promise<void> {
    const key = await navigator.clipboard.writeText(link).then(() => 'linkCopied' as const, () => 'linkFailed' as const);
    this.#said = this.text(key, { link });
    this.requestUpdate();
  }

  get #grid(): DataGrid<LedgerRow> | null {
    return this.renderRoot.querySelector('lic-data-grid') as DataGrid<LedgerRow> | null;
  }

  readonly #onRead = (): void => this.#store?.retry();
  readonly #onView = ({ view }: ViewChangeEvent): void => {
    this.filters = view.filters;
  };
  readonly #onProduct = ({ target }: Event): void => this.#filter({ productId: (target as HTMLSelectElement).value || null });
}

const rowLabel = ({ user, product }: LedgerRow): string => `${user.name ?? user.id}, ${product.name ?? product.id}`;

define('lic-batch-ledger', BatchLedger);

declare global {
  interface HTMLElementTagNameMap {
    'lic-batch-ledger': BatchLedger;
  }
}
