import { type TemplateResult, html, nothing } from 'lit';
import type { GridText } from './cell-text.ts';
import type { GridView } from './grid-view.ts';
import type { Placed } from './placed-columns.ts';

export interface HeadView {
  readonly text: GridText;
  readonly shown: readonly Placed<never>[];
  readonly view: GridView;
  readonly selection: boolean;
  /** Index of the column whose options are open. */
  readonly open: string | null;
}

/** What stands above the rows: a click sorts, the button at its end has everything else. */
export function renderHead({ text, shown, view, selection, open }: HeadView): TemplateResult {
  return html`<div role="rowgroup" class="head">
    <div role="row" aria-rowindex="1">
      ${selection
        ? html`<div role="columnheader" class="check" aria-colindex="1" tabindex="-1" aria-label=${text('grid-selection')}>
            <input type="checkbox" tabindex="-1" aria-label=${text('grid-selectAll')} />
          </div>`
        : nothing}
      ${shown.map((column, at) => {
        const { id, label, kind, pinned, sortable = true } = column;
        const rank = view.sort.findIndex((key) => key.column === id);
        const canSort = sortable && kind !== 'actions';
        const sort = rank < 0 ? 'none' : view.sort[rank]!.descending ? 'descending' : 'ascending';
        const filtered = !!view.filters[id]?.length;
        return html`<div
          role="columnheader"
          class="${kind} ${pinned ? 'pinned' : ''} ${filtered ? 'filtered' : ''}"
          aria-colindex=${at + (selection ? 2 : 1)}
          aria-label=${filtered ? text('grid-filtered', { column: label }) : label}
          aria-sort=${canSort ? sort : nothing}
          tabindex="-1"
          data-id=${id}
        >
          <span class="label" title=${label}>${label}</span>
          <span class="order">${rank >= 0 && view.sort.length > 1 ? rank + 1 : nothing}</span>
          <button class="menu" type="button" tabindex="-1" aria-haspopup="dialog" aria-expanded=${open === id ? 'true' : 'false'} aria-label=${text('grid-columnMenu', { column: label })}></button>
          <span class="grip"></span>
        </div>`;
      })}
    </div>
  </div>`;
}
