import { type TemplateResult, html, nothing } from 'lit';
import type { GridText } from './cell-text.ts';
import type { GridView } from './grid-view.ts';
import type { Placed } from './placed-columns.ts';

/** What can be done to a column by a button of its options. */
export type ColumnVerb = 'sortAscending' | 'sortDescending' | 'unsort' | 'pin' | 'unpin' | 'moveBack' | 'moveForth' | 'wider' | 'narrower' | 'hide';

export interface PanelView {
  readonly text: GridText;
  readonly view: GridView;
  /** All of them, as they are now. */
  readonly columns: readonly Placed<never>[];
}

/** A column's options. Buttons have the verb as their value. */
export function renderOptions({ text, view, columns }: PanelView, column: Placed<never>): TemplateResult {
  const { id, kind, label, pinned, required, sortable = true } = column;
  const shown = columns.filter(({ hidden }) => !hidden);
  const near = (by: number): boolean => shown[shown.indexOf(column) + by]?.pinned === pinned;
  const key = view.sort.find((key) => key.column === id);
  const verbs: [ColumnVerb, boolean][] = [
    ['sortAscending', sortable && kind !== 'actions' && (!key || key.descending)],
    ['sortDescending', sortable && kind !== 'actions' && !key?.descending],
    ['unsort', !!key],
    [pinned ? 'unpin' : 'pin', true],
    ['moveBack', near(-1)],
    ['moveForth', near(1)],
    ['wider', true],
    ['narrower', true],
    ['hide', !required && shown.length > 1],
  ];
  return html`${renderFilter(text, view, column)}
    ${verbs.map(([verb, can]) => (can ? html`<button type="button" value=${verb} aria-label="${text(`grid-${verb}`)}: ${label}">${text(`grid-${verb}`)}</button>` : nothing))}`;
}

function renderFilter(text: GridText, { filters }: GridView, { id, label, filter, choices = [] }: Placed<never>): unknown {
  const wanted = filters[id] ?? '';
  if (filter === 'text') {
    return html`<input type="search" name="filter" aria-label=${text('grid-filterColumn', { column: label })} placeholder=${text('grid-contains')} .value=${`${wanted}`} />`;
  }
  if (filter !== 'choice') return nothing;
  return html`<fieldset>
    <legend>${text('grid-filterColumn', { column: label })}</legend>
    ${choices.map((choice) => html`<label><input type="checkbox" name="choice" .value=${choice.value} .checked=${wanted.includes(choice.value)} />${choice.text}</label>`)}
  </fieldset>`;
}

/** Which columns are shown. Check boxes have the column as their value. */
export function renderChooser({ text, columns }: PanelView): TemplateResult {
  return html`${columns.map(
      ({ id, label, hidden, required }) => html`<label>
        <input type="checkbox" name="column" .value=${id} .checked=${!hidden} ?disabled=${!!required} aria-label=${text('grid-showColumn', { column: label })} />${label}
      </label>`,
    )}<button type="button" value="reset">${text('grid-resetColumns')}</button>`;
}
