import { css } from 'lit';

/** Heads of columns. */
export const head = css`
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .order {
    flex: none;
    font-size: 0.75em;
    font-weight: 400;
  }
  [aria-sort='ascending'] .order::before {
    content: '▲' / '';
  }
  [aria-sort='descending'] .order::before {
    content: '▼' / '';
  }
  .filtered .label::after {
    content: ' ●' / '';
    color: var(--lic-accent);
  }
  .menu {
    flex: none;
    margin-inline-start: auto;
    padding: 0 6px;
    border-color: #0000;
    line-height: 1;
    opacity: 0;
  }
  /* The word stands above the numbers. */
  .number .menu {
    order: -1;
    margin-inline: 0 auto;
  }
  .menu::before {
    content: '⋮' / '';
  }
  [role='columnheader']:is(:hover, :focus-within) .menu {
    opacity: 1;
  }
  @media (hover: none) {
    .menu {
      opacity: 1;
    }
  }
  .grip {
    position: absolute;
    inset-inline-end: 0;
    inset-block: 6px;
    inline-size: 7px;
    border-inline-end: 1px solid var(--lic-line);
    cursor: col-resize;
    touch-action: none;
  }
  [role='columnheader']:hover .grip {
    border-color: var(--lic-border);
  }
`;
