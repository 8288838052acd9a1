import { css, html, nothing } from 'lit';
import type { Text } from '../text/text.ts';
import type { UserSelection } from './user-selection.ts';

interface BarState {
  readonly selection: UserSelection;
  /** Ids in sight, in their order. */
  readonly shown: readonly string[];
  /** How many match; null = the host does not say. */
  readonly total: number | null;
  /** Picks everybody who matches. */
  readonly pickMatching: () => void;
}

/** Above the list while users are picked: how many are, and all at once. */
export function selectionBar(text: Text, { selection, shown, total, pickMatching }: BarState): unknown {
  const { value: picked, count } = selection;
  if (picked.kind === 'off') return nothing;
  const here = shown.filter((id) => selection.has(id)).length;
  const all = picked.kind === 'matching';
  const outOfSight = all ? 0 : count - here;
  return html`<div class="selection" role="group" aria-label=${text('users.selection')}>
    <label>
      <input
        type="checkbox"
        .checked=${shown.length > 0 && here === shown.length}
        .indeterminate=${here > 0 && here < shown.length}
        @change=${(event: Event) => selection.pickAll((event.target as HTMLInputElement).checked, shown)}
      />${text('users.selectLoaded', { count: shown.length })}
    </label>
    <strong role="status">${text(all ? 'users.selectedMatching' : 'users.selected', { count })}${outOfSight ? ` (${text('users.outOfSight', { count: outOfSight })})` : ''}</strong>
    ${total !== null && total > shown.length && !all
      ? html`<button class="button" type="button" @click=${pickMatching}>${text('users.selectMatching', { count: total })}</button>`
      : nothing}
  </div>`;
}

export const selectionStyles = css`
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1.5rem;
    min-block-size: 3.4286rem;
    margin-block-end: 1rem;
    padding: 0.5rem 1rem;
    border-radius: 8px;
    background: var(--sd-selected);
  }
  .selection label {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2rem;
  }
  .selection strong {
    font-variant-numeric: tabular-nums;
  }
  input[type='checkbox'] {
    flex: none;
    inline-size: 1.1429rem;
    block-size: 1.1429rem;
    margin: 0;
    accent-color: var(--sd-accent);
  }
  .pick-cell {
    inline-size: 3rem;
  }
  td.pick-cell {
    padding-inline-end: 0;
  }
  td.pick-cell label {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
  }
  tr.picked,
  tr.picked:hover {
    background: var(--sd-selected);
  }
  @container (max-width: 42rem) {
    tr.pickable {
      position: relative;
      padding-inline-start: 3.5rem;
    }
    td.pick-cell {
      position: absolute;
      inset-block-start: 0.5rem;
      inset-inline-start: 0.75rem;
      display: block;
      inline-size: auto;
      padding: 0;
    }
    td.pick-cell::before {
      content: none;
    }
  }
  @media (forced-colors: active) {
    .selection {
      border: 1px solid CanvasText;
    }
  }
`;
