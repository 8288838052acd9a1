import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  h2 {
    flex: 1 1 100%;
    margin: 0;
    font-size: 1.15em;
    font-weight: 600;
  }
  h2:focus {
    outline: none;
  }
  .head {
    gap: 4px 16px;
  }
  .doing {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-inline-start: auto;
  }
  .state {
    font-weight: 600;
  }
  .state[data-state='interrupted'] {
    color: var(--lic-warning);
  }
  .link {
    padding: 0;
    border: 0;
    color: var(--lic-accent);
    text-align: start;
    text-decoration: underline;
  }
  .chips {
    gap: 8px;
    padding-block: 4px 8px;
  }
  .chips button {
    border-radius: 999px;
  }
  .chips b {
    margin-inline-start: 4px;
  }
  .chips [aria-pressed='true'] {
    color: var(--lic-on-accent);
    background: var(--lic-accent);
    border-color: transparent;
  }
  .chips .drift {
    margin-inline-start: 8px;
  }
  .tools {
    min-width: 0;
    padding: 0;
  }
  @media (max-width: 40em) {
    .doing,
    .chips .drift {
      margin-inline-start: 0;
    }
  }
  select {
    min-width: 0;
    max-width: min(100%, 24em);
    min-height: 24px;
    padding: 4px 8px;
    background: var(--lic-surface);
  }
  lic-data-grid {
    flex: auto;
    min-block-size: 16em;
    block-size: var(--lic-ledger-size, max(24em, 100dvh - 28em));
    border-block-start: 1px solid var(--lic-line);
  }
  @media (forced-colors: active) {
    .chips [aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
