import { css } from 'lit';

/** A table while there is room, cards on a phone. */
export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--lic-text);
    background: var(--lic-surface);
    font: var(--lic-font);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  p {
    margin: 0;
  }
  button,
  select,
  [type='search'] {
    max-width: 100%;
    padding: 4px 12px;
  }
  [aria-pressed='true'] {
    background: var(--lic-tint);
    border-color: var(--lic-accent);
  }
  [type='checkbox'] {
    /* Focused, it must not end up under a bar that sticks. */
    scroll-margin: 64px;
  }
  [type='checkbox'][aria-disabled='true'] {
    opacity: 0.5;
  }
  label,
  .foot span,
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .bar label,
  .foot span {
    flex-wrap: wrap;
  }
  label {
    overflow-wrap: break-word;
    min-height: 24px;
    /* Taller than a line of text, and rows are not. */
    margin-block: -2px;
  }
  .bar {
    flex-wrap: wrap;
    gap: 8px 24px;
    padding: 8px 16px;
  }
  .foot {
    position: sticky;
    bottom: 0;
    gap: 8px;
    justify-content: end;
    background: var(--lic-surface);
    border-top: 1px solid var(--lic-line);
  }
  .foot [role='status'] {
    margin-inline-end: auto;
  }
  .notice {
    margin: 8px 16px;
    border-inline-start: 3px solid var(--lic-accent);
    background: var(--lic-tint);
  }
  [role='alert'] {
    position: sticky;
    top: var(--lic-top, 0);
    z-index: 2;
  }

  [role='row'] {
    display: grid;
    /* No word of a language of ours is broken in a column. */
    grid-template-columns: 2.9fr 1.75fr 2.1fr minmax(6.8em, 1.1fr) 2.3fr minmax(7.8em, 1.5fr);
    gap: 4px 16px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--lic-line);
    border-inline-start: 0 solid var(--lic-accent);
  }
  .head,
  .group {
    font-weight: 600;
    background: var(--lic-raised);
  }
  .head {
    position: sticky;
    top: var(--lic-top, 0);
    z-index: 1;
  }
  .head button {
    min-height: 24px;
    padding: 0;
    border: 0;
    text-align: start;
  }
  .head button::after {
    content: ' ▲' / '';
    font-size: 0.7em;
    opacity: 0;
  }
  [aria-sort='ascending'] button::after {
    opacity: 1;
  }
  [aria-sort='descending'] button::after {
    content: ' ▼' / '';
    opacity: 1;
  }
  .grant,
  .recall {
    padding-inline-start: 13px;
    border-inline-start-width: 3px;
    background: var(--lic-tint);
  }
  .grant label,
  .recall label {
    font-weight: 600;
  }
  .clip {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  small {
    display: block;
    font-size: inherit;
  }
  .quiet,
  small {
    color: var(--lic-quiet);
  }
  bdi + .quiet::before {
    content: '· ' / '';
  }
  .arrow::before {
    content: '→' / '';
  }
  .arrow,
  b {
    display: inline-block;
  }
  :host([dir='rtl']) .arrow {
    scale: -1 1;
  }
  .warning {
    color: var(--lic-warning);
  }
  .error {
    color: var(--lic-error);
  }
  p.warning::before {
    content: '⚠ ' / '';
  }

  @media (forced-colors: active) {
    .primary {
      color: ButtonText;
      background: ButtonFace;
      border-color: Highlight;
    }
  }

  .skeleton {
    padding-top: 47px;
  }
  i {
    display: block;
    height: 37px;
    border-bottom: 1px solid var(--lic-line);
    background: linear-gradient(90deg, var(--lic-line) 20%, #0000 0 28%, var(--lic-line) 0 38%, #0000 0 42%, var(--lic-line) 0 54%, #0000 0)
      16px / 100% 8px no-repeat;
  }

  dialog {
    padding: 24px;
    border: 1px solid var(--lic-border);
    border-radius: 8px;
    color: inherit;
    background: var(--lic-surface);
  }
  dialog h2 {
    margin: 0 0 8px;
    font-size: 1.2em;
  }
  dialog button {
    margin: 24px 8px 0 0;
  }

  @container (max-width: 60em) {
    [role='row'] {
      grid-template-columns: repeat(auto-fit, minmax(min(10em, 100%), 1fr));
    }
    .head {
      position: static;
      display: flex;
      flex-wrap: wrap;
    }
    [role='rowheader'] {
      grid-column: 1 / -1;
    }
  }
`;
