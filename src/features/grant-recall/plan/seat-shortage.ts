import { LitElement, type TemplateResult, css, html, nothing } from 'lit';
import { type Person, type Population, type ProductPlan, type SeatOrder, seatsShort } from '../../../licensing/bulk.ts';
import type { Effect } from '../../../licensing/rules.ts';
import { define } from '../../../ui/element.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import { type BulkText, isolate, listNames } from '../words.ts';

const given = { attribute: false };
/** So many who miss out are named at once, and so many are offered to be picked; the search finds the others. */
const NAMED = 3;
const OFFERED = 100;

const styles = css`
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  label {
    min-height: 24px;
  }
  select,
  [type='search'] {
    max-width: 100%;
    min-height: 24px;
    padding: 2px 8px;
  }
  option {
    color: var(--lic-text);
    background: var(--lic-surface);
  }
  ul {
    list-style: none;
    max-height: 12em;
    overflow: auto;
    margin-block: 4px;
    border: 1px solid var(--lic-line);
    border-radius: 4px;
    padding: 4px 8px;
  }
  .misses {
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .pick {
    margin-block-start: 4px;
    padding-inline-start: 24px;
  }
  input[type='radio'] {
    inline-size: 1em;
    block-size: 1em;
    margin: 4px;
  }
  [aria-disabled='true'] {
    opacity: 0.5;
  }
`;

/** What the order is by, and of whom it is an order. */
export type OrderChange = CustomEvent<SeatOrder>;

/**
 * @summary Fewer seats than people: who is served first, who misses out, and how many seats to buy.
 * @fires order - another order is wanted (`CustomEvent<SeatOrder>`)
 */
export class SeatShortage extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { plan: given, effects: given, population: given, activity: given, order: given, context: given, text: given, search: { state: true } };

  declare plan: ProductPlan;
  /** By place in the selection; null: the host has planned. */
  declare effects: readonly Effect[] | null;
  declare population: Population;
  /** Who was active when is known. */
  declare activity: boolean;
  declare order: SeatOrder;
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
    const { text, plan, population, order } = this;
    const short = seatsShort(plan);
    const seats = plan.counts.grant ?? 0;
    const { roles, people } = population;
    const figures = new Intl.NumberFormat(this.context.locale);
    return html`<fieldset>
      <legend>${text('short', { seats, people: seats + short })}</legend>
      ${this.#renderMisses(short)}
      <p>${text('buy', { count: short })}</p>
      ${this.#renderOption('list', { by: 'list' })} ${this.activity ? this.#renderOption('last-activity', { by: 'last-activity' }) : nothing}
      ${roles.length
        ? html`${this.#renderOption('role', { by: 'role', roleId: order.by === 'role' ? order.roleId : roles[0]!.id })}
          ${order.by === 'role'
            ? html`<div class="pick">
                <select aria-label=${text('role')} @change=${this.#onRole}>
                  ${roles.map(({ id, name, members }) => html`<option value=${id} .selected=${id === order.roleId}>${isolate(name)} (${figures.format(members)})</option>`)}
                </select>
              </div>`
            : nothing}`
        : nothing}
      ${people ? html`${this.#renderOption('hand', { by: 'hand', userIds: [] })} ${order.by === 'hand' ? this.#renderPicking(people, order.userIds, seats) : nothing}` : nothing}
    </fieldset>`;
  }

  #renderOption(by: SeatOrder['by'], order: SeatOrder): TemplateResult {
    return html`<label><input type="radio" name="by" .checked=${this.order.by === by} @change=${() => this.#ask(order)} />${this.text(`order-${by}`)}</label>`;
  }

  #renderMisses(short: number): TemplateResult | typeof nothing {
    const { text, effects, population } = this;
    if (!effects || !population.people) return nothing;
    const names: string[] = [];
    for (let at = 0; at < effects.length && names.length < NAMED; at++) if (effects[at] === 'no-seat') names.push(population.people[at]!.name);
    return html`<p>${text('missOut', { names: listNames(names, text), others: short - names.length })}</p>`;
  }

  #renderPicking(people: readonly Person[], picked: readonly string[], seats: number): TemplateResult {
    const { text, effects } = this;
    const wanted = this.search.trim().toLowerCase();
    const candidates = people.flatMap((person, at) => (effects?.[at] === 'grant' || effects?.[at] === 'no-seat' ? [{ ...person, effect: effects[at] }] : []));
    const found = candidates.filter(({ name, login }) => `${name} ${login}`.toLowerCase().includes(wanted));
    const full = picked.length >= seats;
    return html`<div class="pick">
      <p class="quiet" role="status">${text('picked', { count: picked.length, seats })}</p>
      ${candidates.length > 8 ? html`<input type="search" aria-label=${text('findPerson')} placeholder=${text('findPerson')} .value=${this.search} @input=${this.#onSearch} />` : nothing}
      <ul aria-label=${text('order-hand')}>
        ${found.slice(0, OFFERED).map(({ id, name, effect }) => {
          const on = picked.includes(id);
          return html`<li>
            <label>
              <input type="checkbox" .checked=${on} aria-disabled=${full && !on ? 'true' : nothing} @click=${(event: Event) => this.#onPick(event, id, full && !on)} />
              <bdi>${name}</bdi>
              ${effect === 'no-seat' ? html`<span class="misses error">${text('no-seat')}</span>` : nothing}
            </label>
          </li>`;
        })}
      </ul>
      ${found.length > OFFERED ? html`<p class="quiet">${text('morePeople', { count: found.length - OFFERED })}</p>` : nothing}
      <p class="quiet">${text('leftToList')}</p>
    </div>`;
  }

  #ask(detail: SeatOrder): void {
    this.dispatchEvent(new CustomEvent('order', { detail }));
  }

  #onPick(event: Event, userId: string, full: boolean): void {
    if (full) return event.preventDefault();
    const picked = this.order.by === 'hand' ? this.order.userIds : [];
    const others = picked.filter((id) => id !== userId);
    this.#ask({ by: 'hand', userIds: (event.target as HTMLInputElement).checked ? [...others, userId] : others });
  }

  readonly #onRole = ({ target }: Event): void => this.#ask({ by: 'role', roleId: (target as HTMLSelectElement).value });

  readonly #onSearch = ({ target }: Event): void => {
    this.search = (target as HTMLInputElement).value;
  };
}

define('lic-seat-shortage', SeatShortage);

declare global {
  interface HTMLElementTagNameMap {
    'lic-seat-shortage': SeatShortage;
  }
}
