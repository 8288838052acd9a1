import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import '../../../ui/data-grid/data-grid.ts';
import { type EffectCounts, type PlannedRow, type ProductPlan, type SeatOrder, isProblem, seatsShort } from '../../../licensing/bulk.ts';
import type { Effect } from '../../../licensing/rules.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { DataGrid } from '../../../ui/data-grid/data-grid.ts';
import type { ViewChangeEvent } from '../../../ui/data-grid/events.ts';
import { LocalRows } from '../../../ui/data-grid/local-rows.ts';
import { define } from '../../../ui/element.ts';
import { give } from '../../../ui/give.ts';
import { notice, skeleton } from '../../../ui/load-state.ts';
import { createTimes } from '../../../ui/times.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { Choosing, Undoing } from '../dialog.state.ts';
import type { GrantRecallStore } from '../grant-recall.store.ts';
import { type BulkText, countWords, effects, isolate } from '../words.ts';
import { styles } from './bulk-plan.styles.ts';
import { type Preview, rowsOf, sumEffects } from './local-plan.ts';
import { type PlanRows, localPlanRows, pagedPlanRows, planColumns, problems } from './plan-rows.ts';
import './seat-shortage.ts';
import { renderSeats } from './seats-line.ts';

const given = { attribute: false };
/** Effects that deserve a sentence before anything is done. */
const warned = ['role-derived', 'inactive', 'system-account', 'conflict', 'not-in-term'] as const satisfies readonly Effect[];

const byList: SeatOrder = { by: 'list' };

/** @summary What would happen to whom, before it happens: totals, seats, what to look at, and every cell. */
export class BulkPlanView extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { state: given, verbs: given, context: given, text: given, filters: { state: true } };

  declare state: Choosing | Undoing;
  declare verbs: Pick<GrantRecallStore, 'order' | 'refresh' | 'retry' | 'rows'>;
  declare context: ViewContext;
  declare text: BulkText;
  /** As the grid has them. */
  declare filters: Readonly<Record<string, string | readonly string[]>>;

  #shown: Preview | undefined;
  #rows: PlanRows | undefined;
  #columns: readonly Column<PlannedRow>[] = [];
  #names = new Map<string, string>();

  constructor() {
    super();
    this.filters = {};
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#rows && !(this.#rows instanceof LocalRows)) this.#rows.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    wear(this, this.context);
    const { state, text } = this;
    const { preview } = state;
    if (!preview) return;
    const fresh = preview !== this.#shown;
    if (fresh) {
      this.#shown = preview;
      this.#names = namesOf(state);
      this.#fill(preview);
    }
    if (fresh || changed.has('text')) this.#columns = planColumns(text, (id) => this.#nameOf(id), !!preview.columns);
  }

  protected override render(): unknown {
    const { state, text } = this;
    const { preview, trouble } = state;
    const failed = trouble ? notice(text(trouble), { label: text('retry'), act: this.#onRetry }) : nothing;
    if (!preview) return html`${failed}${trouble ? nothing : skeleton(text('planning'))}`;
    return html`${failed}
      <div class="halves">
        <div class="figures" aria-busy=${state.stale ? 'true' : 'false'}>${this.#renderFigures(preview)}</div>
        <div class="cells">${this.#renderCells(preview)}</div>
      </div>`;
  }

  #renderFigures({ plan }: Preview): TemplateResult {
    const { text, context, state } = this;
    const counts = sumEffects(plan.products);
    return html`<p class="quiet asof">
        ${text('asOf', { time: createTimes(context).moment(plan.at) })} <button @click=${this.#onRefresh}>${text('planAgain')}</button>
        ${state.stale ? html`<span role="status">${text('planning')}</span>` : nothing}
      </p>
      ${warned.filter((effect) => counts[effect]).map((effect) => html`<p class="warning">${text(`warn-${effect}`, { count: counts[effect]! })}</p>`)}
      ${plan.sessions ? html`<p class="warning">${text('sessionsAffected', { count: plan.sessions })}</p>` : nothing}
      <ul aria-label=${text('perProduct')}>
        ${plan.products.map((product, at) => html`<li>${this.#renderProduct(product, at)}</li>`)}
      </ul>`;
  }

  #renderProduct(product: ProductPlan, at: number): TemplateResult {
    const { text, state, context } = this;
    const { productId, change, seats, counts, ifHolds } = product;
    return html`<h3><bdi>${this.#nameOf(productId)}</bdi> <span class=${change}>${text(change)}</span></h3>
      ${ifHolds === null
        ? nothing
        : html`<p class="quiet">${text(change === 'grant' ? 'insteadOf' : 'replacedBy', { product: isolate(this.#nameOf(ifHolds)) })}</p>`}
      <p>${renderSeats(seats, text, context.locale)}</p>
      <p class="counts">${countWords(counts, text)}</p>
      ${state.kind === 'choosing' && seatsShort(product)
        ? html`<lic-seat-shortage
            .plan=${product}
            .effects=${state.preview!.columns?.[at]?.effects ?? null}
            .population=${state.population}
            .activity=${state.activity}
            .order=${state.orders[productId] ?? byList}
            .context=${context}
            .text=${text}
            @order=${({ detail }: CustomEvent<SeatOrder>) => this.verbs.order(productId, detail)}
          ></lic-seat-shortage>`
        : nothing}`;
  }

  #renderCells({ plan }: Preview): TemplateResult {
    const { text, context } = this;
    const { locale, timeZone, direction, theme } = context;
    return html`<lic-data-grid
      ${give<DataGrid<PlannedRow>>({
        rows: this.#rows!, columns: this.#columns, text, locale, timeZone, direction, theme, rowLabel,
        label: text('planCells'),
      })}
      @view-change=${this.#onView}
    >
      <div slot="toolbar" class="tools">${this.#renderProductFilter(plan.products)} ${this.#renderFilters(sumEffects(plan.products), plan.items)}</div>
    </lic-data-grid>`;
  }

  #renderFilters(counts: EffectCounts, all: number): TemplateResult {
    const { text } = this;
    const wanted = this.filters['effect'] ?? [];
    const figures = new Intl.NumberFormat(this.context.locale);
    const some = effects.filter(isProblem).reduce((sum, effect) => sum + (counts[effect] ?? 0), 0);
    const button = (label: string, count: number, filter: readonly Effect[]): TemplateResult =>
      html`<button aria-pressed=${isSame(wanted, filter) ? 'true' : 'false'} @click=${() => this.#show('effect', filter)}>${label} <b>${figures.format(count)}</b></button>`;
    return html`<div class="chips" role="group" aria-label=${text('show')}>
      ${button(text('all'), all, [])} ${button(text('onlyProblems'), some, problems)}
      ${effects.filter((effect) => counts[effect]).map((effect) => button(text(effect), counts[effect]!, [effect]))}
    </div>`;
  }

  #renderProductFilter(products: readonly ProductPlan[]): TemplateResult | typeof nothing {
    const { text } = this;
    const ids = [...new Set(products.map(({ productId }) => productId))];
    if (ids.length < 2) return nothing;
    const [wanted = ''] = this.filters['product'] ?? [];
    return html`<select aria-label=${text('product')} @change=${this.#onProduct}>
      <option value="" .selected=${wanted === ''}>${text('allProducts')}</option>
      ${ids.map((productId) => html`<option value=${productId} .selected=${wanted === productId}>${this.#nameOf(productId)}</option>`)}
    </select>`;
  }

  /** Puts the cells of a plan into the grid; what it is filtered by stays. */
  #fill({ columns }: Preview): void {
    const { state } = this;
    if (columns && state.kind === 'choosing') {
      if (!(this.#rows instanceof LocalRows)) this.#rows = localPlanRows(this.context);
      this.#rows.replace(rowsOf(columns, state.population.people!));
    } else if (this.#rows && !(this.#rows instanceof LocalRows)) void this.#rows.reload();
    else this.#rows = pagedPlanRows((query, signal) => this.verbs.rows(query, signal));
  }

  #nameOf(productId: string): string {
    return this.#names.get(productId) ?? productId;
  }

  #show(column: string, filter: readonly string[]): void {
    const grid = this.renderRoot.querySelector('lic-data-grid')!;
    const { [column]: _, ...others } = grid.arrangement.filters;
    grid.arrange({ filters: filter.length ? { ...others, [column]: filter } : others });
  }

  readonly #onRetry = (): void => this.verbs.retry();
  readonly #onRefresh = (): void => void this.verbs.refresh();

  readonly #onProduct = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    this.#show('product', value ? [value] : []);
  };

  readonly #onView = ({ view }: ViewChangeEvent): void => {
    this.filters = view.filters;
  };
}

function namesOf(state: Choosing | Undoing): Map<string, string> {
  const products = state.kind === 'choosing' ? state.population.products : state.of.products;
  return new Map(products.map(({ id, name }) => [id, name ?? id]));
}

function isSame(one: string | readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && other.every((value, at) => value === one[at]);
}

const rowLabel = ({ user }: PlannedRow): string => user.name;

define('lic-bulk-plan', BulkPlanView);

declare global {
  interface HTMLElementTagNameMap {
    'lic-bulk-plan': BulkPlanView;
  }
}
