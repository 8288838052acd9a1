import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
    background: var(--lic-surface);
  }
  header {
    padding: 16px 16px 8px;
  }
  h2 {
    margin: 0;
    font-size: 1.2em;
  }
  ol {
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
    border-block-start: 1px solid var(--lic-line);
  }
  li {
    display: grid;
    grid-template-columns: 10em minmax(0, 1fr) auto;
    gap: 0 16px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--lic-line);
  }
  h3 {
    margin: 0;
    font: inherit;
    font-weight: 600;
  }
  .state::before {
    display: inline-block;
    width: 1.5em;
    content: '✓' / '';
  }
  .failed .state,
  .warning .state {
    font-weight: 600;
  }
  .failed .state {
    color: var(--lic-error);
  }
  .warning .state {
    color: var(--lic-warning);
  }
  .absent .state,
  .waiting {
    color: var(--lic-quiet);
  }
  .failed .state::before {
    content: '✕' / '';
  }
  .warning .state::before {
    content: '⚠' / '';
  }
  .absent .state::before {
    content: '–' / '';
  }
  .waiting .state::before {
    content: '…' / '';
  }
  li p {
    grid-column: 2;
    max-inline-size: 60em;
  }
  bdi {
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
  }
  .took {
    text-align: end;
  }
  textarea {
    display: block;
    width: calc(100% - 32px);
    margin: 8px 16px;
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
    white-space: pre;
  }
  @container (max-width: 40em) {
    li {
      grid-template-columns: 1fr auto;
    }
    h3,
    li p {
      grid-column: 1 / -1;
    }
    .took {
      grid-area: 1 / 2;
    }
  }
`;
