import { type PropertyValues, html, nothing } from 'lit';
import { define } from '../element.ts';
import { tokens } from '../tokens.styles.ts';
import { Announcer } from './announcer.ts';
import type { Arranging } from './arranging.ts';
import { createCellText, ticks } from './cell-text.ts';
import { showWhole } from './cells.ts';
import { Controls } from './controls.ts';
import { copyRows } from './copy.ts';
import { HEAD } from './cursor.ts';
import { styles } from './data-grid.styles.ts';
import { SelectionChangeEvent, ViewChangeEvent } from './events.ts';
import { GridProperties } from './grid-properties.ts';
import type { GridRows } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';
import { renderHead } from './head.ts';
import { meansSearch } from './keyboard.ts';
import { Later } from './later.ts';
import { layOut } from './lay-out.ts';
import { type Placed, haveSameCells, nextSort, placeColumns, plainView } from './placed-columns.ts';
import type { Drawing } from './row-node.ts';
import { Sheet, type SheetChange } from './sheet.ts';
import type { ShownText } from './shown-text.ts';
import { type GridState, countText, renderMore, renderNotice, selectedText, showSummary, sortText, stateOf } from './status.ts';

/**
 * @summary A grid of any number of rows: sort, filter, group, select, arrange columns, all of it with keys and pointer.
 * @fires selection-change - other rows are selected (`SelectionChangeEvent`)
 * @fires row-action - a button of a row was pressed (`RowActionEvent`)
 * @fires group-action - a button of a group's heading was pressed (`GroupActionEvent`)
 * @fires row-open - Enter or a double click on a row (`RowOpenEvent`)
 * @fires view-change - somebody arranged the grid otherwise (`ViewChangeEvent`)
 * @slot toolbar - beside the search field
 * @slot status - at the end of the line below the rows
 * @csspart toolbar - above the head
 * @csspart status - below the rows
 */
export class DataGrid<Row = unknown> extends GridProperties<Row> implements Drawing<Row> {
  static override readonly styles = [tokens, ...styles];
  #placed: readonly Placed<Row>[] = [];
  shown: readonly Placed<Row>[] = [];
  cellText!: ShownText;
  #arrangement: GridView = plainView;
  #sheet: Sheet<Row> | undefined;
  #controls: Controls<Row> | undefined;
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #selected = 0;
  #state: GridState = 'rows';
  #more: GridRows<Row>['more'] = 'none';
  readonly #announcer = new Announcer(() => this.renderRoot.querySelector('.spoken'));
  readonly #arranging = new Later(async (): Promise<Arranging> => {
    const { Arranging } = await import('./arranging.ts');
    return new Arranging({
      root: () => this.renderRoot as ShadowRoot,
      state: () => ({ text: this.text, view: this.#arrangement, columns: this.#placed }),
      arrange: (change) => this.arrange(change),
      show: (change) => this.#apply({ ...this.#arrangement, ...change }),
      render: () => this.requestUpdate(),
      focus: (opener) => (opener ?? this).focus(),
      beginRange: (position) => this.#controls?.toggle(position),
      extendRange: (clientY) => this.#controls?.extendTo(clientY),
    });
  });

  /** How the grid is arranged now. */
  get arrangement(): GridView {
    return this.#arrangement;
  }

  /** Arranges the grid otherwise, as if somebody had: told by `view-change`. */
  arrange(change: Partial<GridView>): void {
    this.#apply({ ...this.#arrangement, ...change });
    this.dispatchEvent(new ViewChangeEvent(this.#arrangement));
  }

  /** Gives the active cell the focus. */
  override focus(): void {
    this.#sheet?.focus();
  }

  focusSearch(): void {
    this.renderRoot.querySelector<HTMLElement>('.tools [type=search]')?.focus();
  }

  /** Gives a row the focus, and scrolls no further than needed for it to be in sight; says whether it is in the grid. */
  focusRow(id: string): boolean {
    const position = this.rows.positionOf(id);
    if (position >= 0) this.#sheet?.go(position);
    return position >= 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onPageKey);
    if (this.hasUpdated) this.requestUpdate('rows');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onPageKey);
    this.#unsubscribe?.();
    this.#sheet?.dispose();
    this.#announcer.dispose();
    clearInterval(this.#timer);
    this.#unsubscribe = this.#sheet = this.#timer = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.#ready) return;
    this.dir = this.direction;
    this.setAttribute('theme', this.theme);
    if (changed.has('view')) this.#arrangement = { ...plainView, ...this.view };
    const has = (...names: string[]): boolean => names.some((name) => changed.has(name));
    const formats = has('locale', 'timeZone', 'text');
    if (formats) this.cellText = createCellText(this.locale, this.timeZone, this.text, () => this.now());
    const cells = formats || has('columns', 'selection', 'groupActions');
    if (cells || has('view')) this.#place(cells);
  }

  protected override render(): unknown {
    const { text, shown, selection } = this;
    if (!this.#ready) return nothing;
    const panel = this.#arranging.now?.panel;
    const open = panel?.column ?? null;
    return html`
      <div class="tools" part="toolbar">
        ${this.searchable ? html`<input type="search" aria-label=${text('grid-search')} placeholder=${text('grid-search')} aria-keyshortcuts="/" .value=${this.#arrangement.search} @input=${this.#onSearch} @keydown=${this.#onSearchKey} />` : nothing}
        <slot name="toolbar"></slot>
        <button class="choose" type="button" aria-haspopup="dialog" aria-expanded=${open === '' ? 'true' : 'false'} @click=${this.#onChoose}>${text('grid-columns')}</button>
      </div>
      <div class="scroller" @keydown=${this.#onKey} @click=${this.#onClick} @dblclick=${this.#onDoubleClick} @pointerdown=${this.#onPointer} @pointerover=${showWhole} @copy=${this.#onCopy}>
        <div role="grid" aria-label=${this.label} aria-colcount=${shown.length + (selection ? 1 : 0)} aria-multiselectable=${selection ? 'true' : nothing}>
          ${renderHead({ text, shown, view: this.#arrangement, selection, open })}
          <div role="rowgroup" class="body"></div>
        </div>
        <div class="probe"></div>
        ${renderNotice(this.#state, text, this.emptyText, this.#onClear)}
      </div>
      <div class="status" part="status">
        <span class="count"></span><b class="selected"></b>
        ${renderMore(this.rows, text)}
        <slot name="status"></slot>
      </div>
      <div class="spoken" role="status"></div>
      ${panel?.render()}
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#ready || !this.isConnected) return;
    layOut(this.renderRoot, this.shown, this.selection);
    if (!this.#sheet) this.#open();
    this.#keepTicking();
    if (changed.has('rows') || !this.#unsubscribe) this.#follow();
    else if (changed.has('view')) void this.#arrangeRows();
    if (changed.has('rowLabel') || changed.has('groupLabel') || changed.has('now')) this.#sheet?.forget();
    this.#arranging.now?.panel.updated();
  }

  get #ready(): boolean {
    return !!this.rows && !!this.columns && !!this.text;
  }

  #open(): void {
    const part = (name: string): HTMLElement => this.renderRoot.querySelector<HTMLElement>(`.${name}`)!;
    const parts = { scroller: part('scroller'), head: part('head'), body: part('body'), probe: part('probe') };
    const sheet = new Sheet(parts, this, this.#drawn);
    this.#sheet = sheet;
    this.#controls = new Controls(sheet, this, {
      rtl: () => this.direction === 'rtl',
      sort: (column, add) => this.arrange({ sort: nextSort(this.#arrangement.sort, column, add) }),
      options: (column, beside) => void this.#openPanel(beside, column),
      search: () => this.focusSearch(),
      tell: (event) => void this.dispatchEvent(event),
    });
    // Nobody should wait for it. Not every browser says when it has time.
    (globalThis.requestIdleCallback ?? setTimeout)(() => void this.#arranging.get().then(() => this.requestUpdate()));
  }

  async #openPanel(beside: Element, column?: string): Promise<void> {
    const { panel } = this.#arranging.now ?? (await this.#arranging.get()) ?? {};
    if (beside.isConnected) panel?.open(beside, column);
  }

  #follow(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.rows.subscribe((change) => {
      if (change === 'order') this.#controls?.range.forgetEnd();
      this.#sheet?.changed(change);
    });
    this.#selected = this.rows.selectedCount;
    this.#sheet?.changed('order', 'arranged', 'state');
    void this.#arrangeRows();
  }

  async #arrangeRows(): Promise<void> {
    const { rows } = this;
    await rows.arrange(this.#arrangement, this.#placed);
    if (rows === this.rows) this.#sheet?.changed('order', 'arranged', 'state');
  }

  /** Takes over an arrangement. */
  #apply(view: GridView): void {
    const before = this.#arrangement;
    this.#arrangement = view;
    this.#place(false);
    const { text } = this;
    const sorts = view.sort !== before.sort;
    const matches = (['search', 'filters', 'hidden', 'group'] as const).some((name) => view[name] !== before[name]);
    if (sorts || matches) {
      void this.#arrangeRows().then(() => {
        if (view !== this.#arrangement) return;
        if (sorts) this.#announcer.say('sort', sortText(view, this.#placed, text));
        if (matches) this.#announcer.say('rows', countText(this.rows, text));
      });
    }
    this.requestUpdate();
  }

  /** @param cells whether cells are other ones even where the columns are the same */
  #place(cells: boolean): void {
    const before = this.shown;
    const first = this.selection ? 1 : 0;
    const active = before[(this.#sheet?.cursor.at ?? 0) - first]?.id;
    this.#placed = placeColumns(this.columns, this.#arrangement);
    this.shown = this.#placed.filter(({ hidden }) => !hidden);
    if (!cells && haveSameCells(before, this.shown)) return;
    const now = this.shown.findIndex(({ id }) => id === active);
    this.#sheet?.rebuild(now < 0 ? Math.min(this.#sheet.cursor.at, this.shown.length - 1 + first) : now + first);
  }

  /** One timer for all cells that change by themselves, and none when there are none. */
  #keepTicking(): void {
    if (this.shown.some(ticks)) this.#timer ??= setInterval(this.#onTick, 1000);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  readonly #drawn = (changes: ReadonlySet<SheetChange>): void => {
    const { rows, text } = this;
    const { selectedCount, more } = rows;
    const allSelected = showSummary(this.renderRoot, rows, text);
    const state = stateOf(rows, this.#arrangement);
    if (state !== this.#state || more !== this.#more) this.requestUpdate();
    this.#state = state;
    this.#more = more;
    if (!changes.has('selection')) return;
    if (selectedCount !== this.#selected) this.#announcer.say('selection', selectedText(selectedCount, text));
    this.#selected = selectedCount;
    this.dispatchEvent(new SelectionChangeEvent(selectedCount, allSelected));
  };

  readonly #onTick = (): void => {
    if (!document.hidden) this.#sheet?.tick();
  };

  readonly #onKey = (event: KeyboardEvent): void => this.#controls?.onKey(event);
  readonly #onClick = (event: MouseEvent): void => this.#controls?.onClick(event);
  readonly #onDoubleClick = (event: MouseEvent): void => this.#controls?.onDoubleClick(event);
  readonly #onClear = (): void => {
    this.arrange({ search: '', filters: {} });
    this.focusSearch();
  };
  readonly #onChoose = ({ currentTarget }: Event): void => void this.#openPanel(currentTarget as Element);
  readonly #onSearch = ({ target }: Event): void => this.arrange({ search: (target as HTMLInputElement).value });

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || !this.rows.length) return;
    event.preventDefault();
    this.#sheet?.go(0);
  };

  readonly #onPageKey = (event: KeyboardEvent): void => {
    if (!meansSearch(event, this)) return;
    event.preventDefault();
    this.focusSearch();
  };

  readonly #onPointer = (event: PointerEvent): void => {
    if (this.#arranging.now) this.#arranging.now.press(event);
    else void this.#arranging.get();
  };

  readonly #onCopy = (event: ClipboardEvent): void => {
    const count = copyRows(event, this, this.#sheet?.cursor.position ?? HEAD);
    if (count) this.#announcer.say('copied', this.text('grid-copied', { count }));
  };
}

define('lic-data-grid', DataGrid);

declare global {
  interface HTMLElementTagNameMap {
    'lic-data-grid': DataGrid;
  }
}
