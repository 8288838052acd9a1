import { css } from 'lit';

/** A line a product while there is room, a card on a phone. What ticking adds has its room from the start. */
export const styles = css`
  :host {
    container-type: inline-size;
  }
  .tools {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--lic-surface);
    border-block-end: 1px solid var(--lic-line);
  }
  [type='search'] {
    flex: 0 1 18em;
    min-width: 0;
  }
  .verbs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  ul {
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(12em, 2.6fr) 7em minmax(10em, 1.4fr) 8em minmax(9em, 1.5fr) minmax(10em, 1.5fr);
    gap: 4px 16px;
    align-items: center;
    min-height: 44px;
    box-sizing: border-box;
    padding: 4px 16px;
    border-block-end: 1px solid var(--lic-line);
    border-inline-start: 3px solid transparent;
  }
  .ticked {
    background: var(--lic-tint);
    border-inline-start-color: var(--lic-accent);
  }
  @media (forced-colors: active) {
    li:not(.ticked) {
      border-inline-start-color: Canvas;
    }
  }
  .name {
    min-height: 24px;
  }
  small {
    display: block;
    font-size: 0.9em;
    line-height: 1.3;
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
  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .preview i {
    height: 8px;
    width: 9em;
    max-width: 100%;
    border: 0;
    border-radius: 4px;
    background: var(--lic-line);
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
  .warning {
    color: var(--lic-warning);
    font-weight: inherit;
  }
  .type .warning {
    display: inline-block;
  }
  [aria-disabled='true'] {
    opacity: 0.5;
  }
  @container (max-width: 62em) {
    li {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      padding-block: 8px;
    }
    .name {
      grid-column: 1 / -1;
    }
    .type,
    .held {
      padding-inline-start: calc(1.15em + 8px);
    }
    .what:empty,
    .preview:empty {
      display: none;
    }
    .what {
      padding-inline-start: calc(1.15em + 8px);
    }
  }
  @container (max-width: 30em) {
    .seats,
    .what,
    .preview {
      grid-column: 1 / -1;
      padding-inline-start: calc(1.15em + 8px);
    }
    .held {
      order: 0;
      text-align: end;
    }
    .seats,
    .what,
    .preview {
      order: 1;
    }
  }
`;
