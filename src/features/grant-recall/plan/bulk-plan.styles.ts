import { css } from 'lit';

/** Figures beside the cells while there is room, above them otherwise. */
export const styles = css`
  :host {
    container-type: inline-size;
    block-size: 100%;
  }
  .halves {
    display: grid;
    grid-template-columns: minmax(18em, 2fr) 5fr;
    block-size: 100%;
  }
  .figures {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 12px 16px;
    overflow: auto;
    border-inline-end: 1px solid var(--lic-line);
  }
  [aria-busy='true'] > ul {
    opacity: 0.5;
  }
  .cells {
    min-width: 0;
    min-height: 0;
  }
  lic-data-grid {
    block-size: 100%;
  }
  ul {
    display: flex;
    flex-direction: column;
    gap: 8px;
    list-style: none;
  }
  li {
    padding: 8px 12px;
    border: 1px solid var(--lic-line);
    border-radius: 8px;
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
    margin: 0;
    font-size: inherit;
  }
  h3 span {
    color: var(--lic-accent);
  }
  .asof {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .asof button {
    padding: 2px 8px;
  }
  .counts {
    color: var(--lic-quiet);
  }
  lic-seat-shortage {
    margin-block-start: 8px;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--lic-line);
  }
  .warning {
    color: var(--lic-warning);
  }
  .warning::before {
    content: '⚠ ' / '';
  }
  .arrow {
    display: inline-block;
  }
  .arrow::before {
    content: '→' / '';
  }
  :host([dir='rtl']) .arrow {
    scale: -1 1;
  }
  /* Beside the search what fits there, the rest below. */
  .tools {
    display: contents;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    flex-basis: 100%;
    order: 1;
    gap: 4px;
  }
  .chips button {
    padding: 2px 8px;
    border-color: var(--lic-line);
    border-radius: 12px;
  }
  .chips [aria-pressed='true'] {
    background: var(--lic-tint);
    border-color: var(--lic-accent);
  }
  @media (forced-colors: active) {
    .chips [aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
  select {
    max-width: 100%;
    min-height: 28px;
    padding: 2px 8px;
  }
  option {
    color: var(--lic-text);
    background: var(--lic-surface);
  }
  @container (max-width: 56em) {
    .halves {
      display: block;
      block-size: auto;
    }
    .figures {
      border: 0;
    }
    lic-data-grid {
      block-size: 26em;
    }
  }
`;
