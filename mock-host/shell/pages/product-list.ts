import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Directory, Product } from '../api/directory.ts';
import type { Text, TextKey } from '../text/text.ts';
import { badge, badgeStyles } from '../ui/badge.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { type Loaded, emptyState, failedState, settle, stateStyles } from '../ui/load-state.ts';
import { tableStyles } from '../ui/table.styles.ts';

const typeText: Readonly<Record<Product['type'], TextKey>> = {
  named: 'products.named',
  concurrent: 'products.concurrent',
  server: 'products.server',
};

/**
 * @summary Every product with its seats as they count today.
 */
@customElement('sd-product-list')
export class ProductList extends LitElement {
  static override styles = [
    baseStyles,
    badgeStyles,
    tableStyles,
    stateStyles,
    css`
      table {
        table-layout: auto;
      }
      th:first-child {
        inline-size: 36%;
      }
      td.title {
        font-weight: 500;
      }
      .vendor {
        display: block;
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @state() private products: Loaded<readonly Product[]> = { kind: 'loading' };
  #abort = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  override render(): unknown {
    const { text, products } = this;
    switch (products.kind) {
      case 'loading':
        return this.#table(html`${Array.from({ length: 8 }, () => html`<tr aria-hidden="true">${[1, 2, 3, 4, 5, 6].map(() => html`<td><span class="bone"></span></td>`)}</tr>`)}`);
      case 'failed':
        return html`<div class="card">${failedState(text, products.error, () => void this.#load())}</div>`;
      case 'ready':
        return products.value.length > 0
          ? this.#table(html`${products.value.map((product) => this.#row(product))}`)
          : html`<div class="card">${emptyState('product', text('products.none'), text('products.noneHint'))}</div>`;
    }
  }

  #table(rows: unknown): unknown {
    const heading = (key: TextKey, number = ''): unknown => html`<th scope="col"><span class="plain ${number}">${this.text(key)}</span></th>`;
    return html`<div class="card table-card">
      <table aria-busy=${this.products.kind === 'loading'}>
        <thead>
          <tr>
            ${heading('products.name')} ${heading('products.type')} ${heading('products.paid', 'number')} ${heading('products.used', 'number')}
            ${heading('products.available', 'number')} ${heading('products.term')}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
  }

  #row(product: Product): unknown {
    const { text } = this;
    const number = (label: TextKey, value: number | null): unknown =>
      html`<td class="number" data-label=${text(label)}>${value === null ? text('products.unlimited') : text.number(value)}</td>`;
    return html`<tr>
      <td class="title"><bdi>${product.name}</bdi>${product.vendor ? html`<span class="vendor soft small"><bdi>${product.vendor}</bdi></span>` : ''}</td>
      <td data-label=${text('products.type')}>${text(typeText[product.type])}</td>
      ${number('products.paid', product.paid)} ${number('products.used', product.used)} ${number('products.available', product.available)}
      <td data-label=${text('products.term')}><span>${this.#term(product)}</span></td>
    </tr>`;
  }

  #term({ termState, due }: Product): unknown {
    const { text } = this;
    const day = due && new Intl.DateTimeFormat(text.language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${due}T00:00:00Z`));
    switch (termState) {
      case 'current':
        return day ? text('products.until', { day }) : text('products.noEnd');
      case 'expired':
        return badge('warn', 'warning', text('products.expired'));
      case 'future':
        return badge('idle', 'pause', text('products.future'));
      case 'none':
        return badge('warn', 'warning', text('products.noTerm'));
    }
  }

  async #load(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.products = { kind: 'loading' };
    const products = await settle(this.directory.products(signal));
    if (!signal.aborted) this.products = products;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-product-list': ProductList;
  }
}
