import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: calc(100dvh - 16em);
    background: var(--lic-surface);
  }
  .list:not([hidden]),
  lic-batch-ledger {
    flex: 1;
    display: flex;
    flex-direction: column;
    --lic-ledger-size: 24em;
  }
  lic-data-grid:not([hidden]) {
    flex: 1;
    block-size: auto;
    min-block-size: 24em;
  }
  .tools {
    padding: 0;
  }
  .interrupted {
    border-inline-start-color: var(--lic-warning);
  }
  .back::before {
    content: '← ' / '';
  }
  :host([dir='rtl']) .back::before {
    content: '→ ' / '';
  }
`;
