import { LitElement, type TemplateResult, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LicenseProduct, ProductPlan } from '../../../licensing/bulk.ts';
import type { Change } from '../../../licensing/rules.ts';
import { define } from '../../../ui/element.ts';
import { notice } from '../../../ui/load-state.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { Choosing } from '../dialog.state.ts';
import type { GrantRecallStore } from '../grant-recall.store.ts';
import { renderSeats } from '../plan/seats-line.ts';
import { type BulkText, countWords, isolate } from '../words.ts';
import { type Choice, replacedBy } from './choices.ts';
import { styles } from './product-choice.styles.ts';

const given = { attribute: false };
const verbs: readonly Change[] = ['grant', 'recall'];

/** @summary License products to be ticked, what is to be done with each, and what that would come to. */
export class ProductChoice extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { state: given, verbs: given, context: given, text: given, search: { state: true } };

  declare state: Choosing;
  declare verbs: Pick<GrantRecallStore, 'means' | 'tick' | 'choose' | 'retry'>;
  declare context: ViewContext;
  declare text: BulkText;
  declare search: string;

  constructor() {
    super();
    this.search = '';
  }

  protected override willUpdate(): void {
    wear(this, this.context);
  }

  protected override render(): unknown {
    const { text, state } = this;
    const { products } = state.population;
    if (!products.length) return notice(text('noProducts'));
    const wanted = this.search.trim().toLowerCase();
    const shown = products.filter(({ name, vendor, sku }) => [name, vendor, sku].some((words) => words?.toLowerCase().includes(wanted)));
    const planned = new Map(state.preview?.plan.products.map((product) => [product.productId, product]));
    return html`<div class="bar tools" @keydown=${this.#onKey}>
        <input type="search" aria-label=${text('findProduct')} placeholder=${text('findProduct')} aria-keyshortcuts="/" .value=${this.search} @input=${this.#onSearch} />
        <div class="verbs" role="radiogroup" aria-labelledby="means">
          <span id="means" class="quiet">${text('tickMeans')}</span>
          ${verbs.map((verb) => html`<label><input type="radio" name="verb" .checked=${state.verb === verb} @change=${() => this.verbs.means(verb)} />${text(verb)}</label>`)}
        </div>
        <span class="end quiet" role="status">${text('chosen', { count: state.choices.size })}</span>
      </div>
      ${state.trouble ? notice(text(state.trouble), { label: text('retry'), act: this.#onRetry }) : nothing}
      <ul @keydown=${this.#onKey} aria-label=${text('chooseLicenses')}>
        ${repeat(shown, ({ id }) => id, (product) => this.#renderProduct(product, planned.get(product.id)))}
      </ul>
      ${shown.length ? nothing : notice(text('noProductMatches'))}`;
  }

  #renderProduct(product: LicenseProduct, plan: ProductPlan | undefined): TemplateResult {
    const { text, state } = this;
    const { population, choices } = state;
    const { id, name, vendor, seats, term } = product;
    const instead = replacedBy(choices, id);
    const choice = choices.get(id);
    const ticked = !!choice || instead !== undefined;
    return html`<li class=${ticked ? 'ticked' : ''}>
      <label class="name">
        <input
          type="checkbox"
          .checked=${ticked}
          aria-disabled=${instead === undefined ? nothing : 'true'}
          @click=${(event: Event) => this.#onTick(event, id, instead !== undefined)}
        />
        <span><bdi>${name}</bdi> ${vendor ? html`<small class="quiet">${vendor}</small>` : nothing}</span>
      </label>
      <span class="type quiet">${text(`type-${seats.type}`)}${term.state === 'current' ? nothing : html` <b class="warning">${text('not-in-term')}</b>`}</span>
      <span class="seats">${renderSeats(plan && !state.stale ? plan.seats : { before: seats, after: seats }, text, this.context.locale)}</span>
      <span class="held quiet">${text('heldBy', { held: population.heldBy[id] ?? 0, count: population.selection.count })}</span>
      <span class="what">${instead === undefined ? choice && this.#renderChoice(product, choice) : text('insteadOf', { product: isolate(this.#nameOf(instead)) })}</span>
      <span class="preview">${ticked ? this.#renderPreview(plan) : nothing}</span>
    </li>`;
  }

  #renderPreview(plan: ProductPlan | undefined): unknown {
    const { state, text } = this;
    if (state.stale && !state.trouble) return html`<i role="img" aria-label=${text('planning')}></i>`;
    return plan && !state.stale ? countWords(plan.counts, text) : nothing;
  }

  #renderChoice({ id, name }: LicenseProduct, choice: Choice): TemplateResult {
    const { text, state } = this;
    const product = isolate(name);
    const others = state.population.products.filter((other) => other.id !== id && replacedBy(state.choices, other.id) === undefined);
    const to = choice.kind === 'swap' ? choice.to : null;
    return html`<select aria-label=${text('whatWith', { product })} @change=${(event: Event) => this.#onVerb(event, id)}>
        ${([...verbs, 'swap'] as const).map((kind) => html`<option value=${kind} .selected=${choice.kind === kind}>${text(kind)}</option>`)}
      </select>
      ${choice.kind === 'swap'
        ? html`<select aria-label=${text('replacementOf', { product })} @change=${(event: Event) => this.#onReplacement(event, id)}>
            <option value="" .selected=${to === null}>${text('chooseReplacement')}</option>
            ${(to === null ? others : [...others, ...state.population.products.filter((other) => other.id === to)]).map(
              (other) => html`<option value=${other.id} .selected=${other.id === to}>${other.name}</option>`,
            )}
          </select>`
        : nothing}`;
  }

  #nameOf(productId: string): string {
    return this.state.population.products.find(({ id }) => id === productId)?.name ?? productId;
  }

  readonly #onRetry = (): void => this.verbs.retry();

  readonly #onSearch = ({ target }: Event): void => {
    this.search = (target as HTMLInputElement).value;
  };

  #onTick(event: Event, productId: string, fixed: boolean): void {
    // What is ticked as a replacement is cleared where the replacement is chosen.
    if (fixed) return event.preventDefault();
    this.verbs.tick(productId, (event.target as HTMLInputElement).checked);
  }

  #onVerb({ target }: Event, productId: string): void {
    const kind = (target as HTMLSelectElement).value as Choice['kind'];
    this.verbs.choose(productId, kind === 'swap' ? { kind, to: null } : { kind });
  }

  #onReplacement({ target }: Event, productId: string): void {
    this.verbs.choose(productId, { kind: 'swap', to: (target as HTMLSelectElement).value || null });
  }

  /** Arrows go from check box to check box, `/` to the search. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const from = event.target as HTMLInputElement;
    const isBox = from.type === 'checkbox';
    const search = this.renderRoot.querySelector<HTMLElement>('[type=search]')!;
    if (event.key === '/' && from !== search) {
      event.preventDefault();
      return search.focus();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step || !(isBox || (from === search && step === 1))) return;
    event.preventDefault();
    const boxes = [...this.renderRoot.querySelectorAll<HTMLElement>('[type=checkbox]')];
    const next = boxes[isBox ? boxes.indexOf(from) + step : 0];
    (next ?? (step < 0 ? search : undefined))?.focus();
  };
}

define('lic-product-choice', ProductChoice);

declare global {
  interface HTMLElementTagNameMap {
    'lic-product-choice': ProductChoice;
  }
}
