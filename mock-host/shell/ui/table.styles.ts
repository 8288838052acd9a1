import { css } from 'lit';

/** Tables that turn into cards when there is no room; each cell then carries its heading in `data-label`. */
export const tableStyles = css`
  .table-card {
    overflow: hidden;
    container-type: inline-size;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th {
    padding: 0;
    font-size: 0.8571rem;
    font-weight: 600;
    text-align: start;
    color: var(--sd-text-soft);
    background: var(--sd-surface);
    border-block-end: 1px solid var(--sd-line);
  }
  th .plain,
  .sort {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    inline-size: 100%;
    min-block-size: 2.5714rem;
    padding: 0 1rem;
  }
  .sort {
    border: 0;
    background: none;
    font: inherit;
    color: inherit;
    text-align: start;
    cursor: pointer;
  }
  .sort:hover {
    background: var(--sd-hover);
    color: var(--sd-text);
  }
  .sort:focus-visible {
    outline-offset: -2px;
  }
  .sort svg {
    flex: none;
    color: var(--sd-accent);
  }
  td {
    block-size: 2.8571rem;
    padding: 0.25rem 1rem;
    border-block-end: 1px solid var(--sd-line);
    overflow-wrap: anywhere;
  }
  tbody tr:last-child td {
    border-block-end: 0;
  }
  tbody tr:hover {
    background: var(--sd-hover);
  }
  .number {
    text-align: end;
    justify-content: end;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 42rem) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody,
    tr {
      display: block;
    }
    tr {
      padding: 0.75rem 1rem;
      border-block-end: 1px solid var(--sd-line);
    }
    td {
      display: grid;
      grid-template-columns: 7.5rem 1fr;
      align-items: baseline;
      gap: 0.5rem;
      block-size: auto;
      min-block-size: 1.75rem;
      padding: 0.125rem 0;
      border: 0;
      text-align: start;
      justify-content: start;
    }
    td.number {
      text-align: start;
      justify-content: stretch;
    }
    /* Long enough to break, a foreign word still stands where the others do. */
    td > * {
      justify-self: start;
      text-align: match-parent;
    }
    td::before {
      content: attr(data-label);
      color: var(--sd-text-soft);
      font-size: 0.8571rem;
    }
    td.title {
      display: block;
      margin-block-end: 0.25rem;
    }
    td.title::before {
      content: none;
    }
    td.blank {
      display: none;
    }
  }
`;
