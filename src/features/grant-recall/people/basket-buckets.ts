import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import '../../../ui/data-grid/data-grid.ts';
import { type Bucket, buckets } from '../../../licensing/basket.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../../ui/csv.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { DataGrid } from '../../../ui/data-grid/data-grid.ts';
import type { RowActionEvent, SelectionChangeEvent } from '../../../ui/data-grid/events.ts';
import { LocalRows } from '../../../ui/data-grid/local-rows.ts';
import { download } from '../../../ui/download.ts';
import { define } from '../../../ui/element.ts';
import { give } from '../../../ui/give.ts';
import { KeepFocus } from '../../../ui/keep-focus.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { BulkText } from '../words.ts';
import type { BasketReady, BasketRow } from './basket.state.ts';
import type { BasketStore } from './basket.store.ts';
import { basketColumns } from './basket-columns.ts';
import { rowName, sourceText } from './basket-words.ts';
import { choosePerson } from './choose-person.ts';

const given = { attribute: false };

const styles = css`
  :host,
  #panel {
    flex: 1;
    display: flex;
    flex-direction: column;
  }
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    padding-inline: 16px;
    border-block-end: 1px solid var(--lic-line);
  }
  [role='tab'] {
    min-height: 36px;
    padding: 4px 8px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
  }
  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--lic-accent);
    font-weight: 600;
  }
  [role='tab']:focus-visible {
    outline-offset: -2px;
  }
  [role='tab'] b {
    display: inline-block;
    min-width: 1.4em;
    margin-inline-start: 4px;
    padding-inline: 4px;
    box-sizing: border-box;
    border-radius: 1em;
    background: var(--lic-raised);
    text-align: center;
  }
  [role='tab'].none {
    color: var(--lic-quiet);
  }
  [role='tab'].look b {
    color: var(--lic-warning);
    box-shadow: inset 0 0 0 1px currentColor;
  }
  .about {
    padding: 8px 16px;
  }
  lic-data-grid {
    flex: 1;
    block-size: auto;
    min-block-size: 20em;
  }
  .tools {
    padding: 0;
    gap: 8px;
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='false'] {
      border-color: Canvas;
    }
  }
`;

/** @summary Everybody who was given, in buckets: each counted and listed, to be removed, chosen, copied and exported. */
export class BasketBuckets extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = {
    state: given, verbs: given, context: given, text: given, bucket: { state: true }, selected: { state: true }, said: { state: true },
  };

  declare state: BasketReady;
  declare verbs: Pick<BasketStore, 'choose' | 'remove' | 'keepInactive'>;
  declare context: ViewContext;
  declare text: BulkText;
  declare bucket: Bucket;
  declare selected: number;
  declare said: string;

  #rows: LocalRows<BasketRow> | undefined;
  #columns: readonly Column<BasketRow>[] = [];

  constructor() {
    super();
    this.bucket = 'matched';
    this.selected = 0;
    this.said = '';
    new KeepFocus(this, () => this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]'));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { context, text, bucket, state } = this;
    wear(this, context);
    const { locale, timeZone } = context;
    const former = changed.get('context');
    if (!this.#rows || (former && former.locale !== locale)) {
      this.#rows = new LocalRows<BasketRow>({ idOf: ({ entry }) => `${entry.id}`, locale, timeZone });
    }
    if (changed.has('bucket') || changed.has('text')) this.#columns = basketColumns(bucket, text);
    if (changed.has('bucket') || changed.has('context') || state.rows !== changed.get('state')?.rows) {
      this.#rows.replace(state.rows.filter((row) => row.bucket === bucket));
    }
  }

  protected override render(): unknown {
    const { text, state, bucket } = this;
    return html`<div role="tablist" aria-label=${text('buckets')} @keydown=${this.#onKey}>${buckets.map((each) => this.#renderTab(each))}</div>
      <div id="panel" role="tabpanel" aria-labelledby="${bucket}-tab">
        ${bucket === 'matched' ? nothing : html`<p class="about quiet">${text(`about-${bucket}`)}</p>`}
        ${bucket === 'inactive' && state.counts.inactive
          ? html`<label class="bar"><input type="checkbox" .checked=${state.keepInactive} @change=${this.#onKeep} />${text('basket-keep')}</label>`
          : nothing}
        ${this.#renderGrid()}
      </div>`;
  }

  #renderTab(each: Bucket): TemplateResult {
    const { text, state, bucket } = this;
    const count = state.counts[each];
    const look = each === 'ambiguous' || each === 'unknown';
    return html`<button
      role="tab"
      id="${each}-tab"
      class=${count ? (look ? 'look' : '') : 'none'}
      aria-controls="panel"
      aria-selected=${each === bucket ? 'true' : 'false'}
      tabindex=${each === bucket ? 0 : -1}
      @click=${() => this.#show(each)}
    >
      ${text(`bucket-${each}`)} <b>${new Intl.NumberFormat(this.context.locale).format(count)}</b>
    </button>`;
  }

  #renderGrid(): TemplateResult {
    const { text, context, state, bucket, selected, said } = this;
    const { locale, timeZone, direction, theme } = context;
    return html`<lic-data-grid
      ${give<DataGrid<BasketRow>>({
        rows: this.#rows!, locale, timeZone, direction, theme, text,
        columns: this.#columns,
        rowLabel: rowName,
        label: text(`bucket-${bucket}`),
        emptyText: text(bucket === 'matched' && !state.rows.length ? 'basket-empty' : 'bucket-none'),
        selection: true,
      })}
      @selection-change=${this.#onSelect}
      @row-action=${this.#onAction}
    >
      <div slot="toolbar" class="bar tools">
        ${selected ? html`<button @click=${this.#onRemove}>${text('basket-removeSelected', { count: selected })}</button>` : nothing}
        ${state.counts[bucket]
          ? html`<button @click=${this.#onCopy}>${text('basket-copy')}</button><button @click=${this.#onExport}>${text('exportCsv')}</button>`
          : nothing}
        <span class="quiet" role="status">${said}</span>
      </div>
    </lic-data-grid>`;
  }

  #show(bucket: Bucket): void {
    if (bucket === this.bucket) return;
    this.#rows!.selectAll(false);
    this.bucket = bucket;
    this.said = '';
  }

  /** All that are in the bucket, whatever the search shows of them. */
  get #all(): readonly BasketRow[] {
    return this.state.rows.filter(({ bucket }) => bucket === this.bucket);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const at = buckets.indexOf(this.bucket);
    const forth = this.context.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step = key === forth ? 1 : key === 'ArrowLeft' || key === 'ArrowRight' ? buckets.length - 1 : 0;
    const to = key === 'Home' ? 0 : key === 'End' ? buckets.length - 1 : step ? (at + step) % buckets.length : -1;
    if (to < 0) return;
    event.preventDefault();
    this.#show(buckets[to]!);
    this.renderRoot.querySelector<HTMLElement>(`#${this.bucket}-tab`)!.focus();
  };

  readonly #onKeep = ({ target }: Event): void => this.verbs.keepInactive((target as HTMLInputElement).checked);

  readonly #onSelect = ({ count }: SelectionChangeEvent): void => {
    this.selected = count;
  };

  readonly #onRemove = (): void => this.verbs.remove(new Set(Array.from(this.#rows!.selectedRows(), ({ entry }) => entry.id)));

  readonly #onAction = async ({ action, row }: RowActionEvent<BasketRow>): Promise<void> => {
    if (action === 'remove') return this.verbs.remove(new Set([row.entry.id]));
    const { context, text } = this;
    const chosen = await choosePerson(this.renderRoot as ShadowRoot, { term: row.entry.term, candidates: row.candidates, context, text });
    if (chosen) this.verbs.choose(row.entry.term, chosen.id);
  };

  readonly #onCopy = async (): Promise<void> => {
    const all = this.#all;
    try {
      await navigator.clipboard.writeText(all.map(({ entry }) => entry.term || entry.text).join('\n'));
      this.said = this.text('basket-copied', { count: all.length });
    } catch {
      // Not asked of a secure page, or not allowed.
      this.said = this.text('basket-notCopied');
    }
  };

  readonly #onExport = (): void => {
    const { text } = this;
    const heads = [text('basket-place'), text('basket-line'), text('basket-said'), text('person'), text('login'), text('email')];
    const lines = this.#all.map(({ entry, user }) =>
      csvLine([sourceText(entry, text), entry.line ? `${entry.line}` : null, entry.text, user?.name ?? null, user?.login ?? null, user?.email ?? null]),
    );
    download([BYTE_ORDER_MARK, csvLine(heads), ...lines], `people-${this.bucket}.csv`, this.renderRoot as ShadowRoot);
  };
}

define('lic-basket-buckets', BasketBuckets);

declare global {
  interface HTMLElementTagNameMap {
    'lic-basket-buckets': BasketBuckets;
  }
}
