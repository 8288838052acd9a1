import { type TemplateResult, html, nothing } from 'lit';
import type { LicensesTabKey } from '../../text/licenses-tab/en.ts';
import type { Text } from '../../text/messages.ts';
import type { Wishes } from './arrangement.ts';

/** From this many products on, grouping them helps. */
const MANY = 12;

/** What to see: a text filter, only what is granted, and groups where there are many products. Each field's name is the wish it holds. */
export function renderTools(text: Text<LicensesTabKey>, { filter, onlyGranted }: Wishes, products: number, onWish: (event: Event) => void): TemplateResult {
  return html`<div class="bar" @input=${onWish}>
    <input
      type="search"
      name="filter"
      .value=${filter}
      placeholder=${text('filter')}
      aria-label=${text('filter')}
      aria-keyshortcuts="/"
    />
    <label><input type="checkbox" name="onlyGranted" .checked=${onlyGranted} />${text('onlyGranted')}</label>
    ${products < MANY
      ? nothing
      : html`<label
          >${text('group')}
          <select name="group">
            <option value="">${text('ungrouped')}</option>
            <option value="status">${text('status')}</option>
            <option value="type">${text('type')}</option>
          </select></label
        >`}
  </div>`;
}
