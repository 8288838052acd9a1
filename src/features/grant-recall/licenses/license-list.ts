import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import '../../../ui/data-grid/data-grid.ts';
import type { LicenseProduct } from '../../../licensing/bulk.ts';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { DataGrid } from '../../../ui/data-grid/data-grid.ts';
import type { RowActionEvent, SelectionChangeEvent } from '../../../ui/data-grid/events.ts';
import { LocalRows } from '../../../ui/data-grid/local-rows.ts';
import { define } from '../../../ui/element.ts';
import { give } from '../../../ui/give.ts';
import { KeepFocus } from '../../../ui/keep-focus.ts';
import { lasting } from '../../../ui/lasting.ts';
import { notice, skeleton } from '../../../ui/load-state.ts';
import { Observed } from '../../../ui/observe.ts';
import { pause } from '../../../ui/pause.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { BulkTask, OpenView } from '../grant-recall.state.ts';
import type { BulkText } from '../words.ts';
import { askToAssign } from './assign-dialog.ts';
import { licenseColumns } from './license-columns.ts';
import { type LicenseListState, LicenseListStore, type LicensesReady } from './license-list.store.ts';

const given = { attribute: false };

const styles = css`
  :host {
    background: var(--lic-surface);
  }
  lic-data-grid {
    block-size: max(24em, 100dvh - 16em);
  }
  .tools {
    padding: 0;
    gap: 8px;
  }
`;

/**
 * @summary Every license product with its seats; ticked, they can be assigned to a person all at once.
 * @fires open-view - licenses are to be assigned or swapped (`OpenView`)
 * @cssproperty --crt-palette-primary - and the other properties of the host's that `ui/tokens.styles.ts` reads
 */
export class LicenseList extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { gateway: given, can: given, context: given, text: given, selected: { state: true } };

  declare gateway: BulkGateway;
  /** Whether licenses may be changed; asked anew with every read. */
  declare can: () => Promise<boolean>;
  declare context: ViewContext;
  declare text: BulkText;
  declare selected: number;

  readonly #state = new Observed<LicenseListState>(this);
  #store: LicenseListStore | undefined;
  #rows: LocalRows<LicenseProduct> | undefined;
  #columns: readonly Column<LicenseProduct>[] = [];
  /** What rows and columns were made of. */
  #shown: readonly LicenseProduct[] | undefined;
  #mayAct: boolean | undefined;
  #vendors: boolean | undefined;

  constructor() {
    super();
    lasting(this, () => this.#end());
    this.selected = 0;
    new KeepFocus(this, () => this.renderRoot.querySelector('lic-data-grid'));
  }

  /** Nothing here can be lost. */
  async canLeave(): Promise<boolean> {
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { context, gateway, text } = this;
    if (!this.isConnected || !context || !gateway) return;
    wear(this, context);
    const { locale, timeZone } = context;
    const former = changed.get('context');
    if (!this.#rows || (former && former.locale !== locale)) {
      this.#rows = new LocalRows<LicenseProduct>({ idOf: ({ id }) => id, locale, timeZone });
      this.#shown = undefined;
    }
    if (!this.#store || changed.has('gateway')) this.#start();
    else if (changed.has('can')) this.#store.retry();
    const state = this.#state.value;
    if (state?.kind !== 'ready') return;
    const mayAct = state.mayChange && !!context.openView;
    const vendors = state.products.some(({ vendor }) => vendor !== null);
    if (mayAct !== this.#mayAct || vendors !== this.#vendors || changed.has('text') || (former && former.locale !== locale)) {
      this.#mayAct = mayAct;
      this.#vendors = vendors;
      this.#columns = licenseColumns({ text, context, actions: mayAct, vendors });
    }
    if (this.#shown !== state.products) this.#rows.replace((this.#shown = state.products));
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    if (!text || !state) return nothing;
    switch (state.kind) {
      case 'loading':
        return skeleton(text('list-loading'));
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRetry });
      case 'ready':
        return this.#renderReady(state);
    }
  }

  #renderReady({ mayChange, trouble }: LicensesReady): TemplateResult {
    const { text, context, selected } = this;
    const { locale, timeZone, direction, theme } = context;
    const mayAct = !!this.#mayAct;
    return html`${mayChange ? nothing : notice(text('readOnly'))} ${trouble ? notice(text(trouble), { label: text('retry'), act: this.#onRetry }) : nothing}
      <lic-data-grid
        ${give<DataGrid<LicenseProduct>>({
          rows: this.#rows!, locale, timeZone, direction, theme, text, rowLabel,
          columns: this.#columns,
          label: text('licenses'),
          emptyText: text('list-empty'),
          selection: mayAct,
        })}
        @selection-change=${this.#onSelect}
        @row-action=${this.#onAction}
      >
        <div slot="toolbar" class="bar tools">
          ${mayAct && selected
            ? html`<span>${text('list-selected', { count: selected })}</span>
                <button class="primary" @click=${this.#onAssign}>${text('list-assign')}</button>
                <button @click=${this.#onClear}>${text('list-clear')}</button>`
            : nothing}
        </div>
      </lic-data-grid>`;
  }

  #start(): void {
    this.#end();
    const { gateway } = this;
    this.#store = new LicenseListStore({ gateway, pause, can: () => this.can(), signedOut: () => this.context.signedOut?.() });
    this.#state.follow(this.#store.state$);
  }

  #end(): void {
    this.#store?.dispose();
    this.#store = undefined;
    this.#state.follow();
    this.renderRoot.querySelector('lic-assign-dialog')?.remove();
  }

  /** To one person, whom the administrator names (OT-13); what it comes to is shown before anything is granted. */
  async #assign(products: readonly LicenseProduct[]): Promise<void> {
    const { gateway, context, text } = this;
    const user = await askToAssign(this.renderRoot as ShadowRoot, { gateway, products, context, text });
    if (user) this.#open({ kind: 'change', who: { kind: 'users', userIds: [user.id] }, change: 'grant', productIds: products.map(({ id }) => id) });
  }

  #open(task: BulkTask): void {
    const detail: OpenView = { name: 'grant-recall', task };
    this.dispatchEvent(new CustomEvent<OpenView>('open-view', { detail, bubbles: true, composed: true }));
  }

  readonly #onRetry = (): void => this.#store?.retry();

  readonly #onSelect = ({ count }: SelectionChangeEvent): void => {
    this.selected = count;
  };

  readonly #onClear = (): void => this.#rows!.selectAll(false);

  readonly #onAssign = (): void => {
    const ticked = new Set(Array.from(this.#rows!.selectedRows(), ({ id }) => id));
    // In the order of the list.
    void this.#assign([...this.#rows!].filter(({ id }) => ticked.has(id)));
  };

  readonly #onAction = ({ action, row }: RowActionEvent<LicenseProduct>): void => {
    if (action === 'assign') void this.#assign([row]);
    // By what, the administrator says there.
    else this.#open({ kind: 'change', who: { kind: 'holders', productId: row.id }, change: 'recall', productIds: [] });
  };
}

const rowLabel = ({ name }: LicenseProduct): string => name;

define('lic-license-list', LicenseList);

declare global {
  interface HTMLElementTagNameMap {
    'lic-license-list': LicenseList;
  }
}
