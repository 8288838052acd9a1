import { css } from 'lit';

/** A window of its own over the page; the whole screen on a phone; a bar in the corner while it is minimised. */
export const styles = css`
  .frame {
    display: none;
    flex-direction: column;
    inline-size: min(1200px, 100% - 32px);
    block-size: min(880px, 100dvh - 32px);
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    overflow: hidden;
  }
  .frame[open] {
    display: flex;
  }
  .frame button {
    margin: 0;
  }
  .frame h2 {
    margin: 0;
    line-height: 1.3;
    outline: none;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 24px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--lic-line);
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 0;
    margin-inline-start: auto;
    padding: 0;
    list-style: none;
    counter-reset: step;
    color: var(--lic-quiet);
  }
  .steps li {
    counter-increment: step;
  }
  .steps li::before {
    content: counter(step) / '';
    display: inline-block;
    inline-size: 1.7em;
    margin-inline-end: 6px;
    border: 1px solid var(--lic-border);
    border-radius: 50%;
    text-align: center;
  }
  .steps .past::before {
    content: '✓' / '';
  }
  .steps [aria-current] {
    color: var(--lic-text);
    font-weight: 600;
  }
  .steps [aria-current]::before {
    color: var(--lic-on-accent);
    background: var(--lic-accent);
    border-color: transparent;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
  }
  lic-bulk-plan {
    flex: 1;
    min-block-size: 0;
  }
  lic-batch-ledger {
    flex: 1;
    min-block-size: 24em;
  }
  .result {
    padding: 12px 16px 0;
  }
  .warning {
    color: var(--lic-warning);
  }
  .warning::before {
    content: '⚠ ' / '';
  }
  .foot:not(:has(button)) {
    display: none;
  }
  lic-batch-progress {
    padding: 12px 16px;
  }
  .mini lic-batch-progress {
    flex: 1 1 12em;
    padding: 0;
  }
  .foot {
    border-block-start: 1px solid var(--lic-line);
    background: var(--lic-raised);
  }
  .frame .foot .end {
    margin-inline-start: auto;
  }
  .mini {
    position: fixed;
    inset-block-end: 16px;
    inset-inline-end: 16px;
    z-index: 10;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    inline-size: min(26em, 100vw - 32px);
    box-sizing: border-box;
    padding: 8px 12px;
    border: 1px solid var(--lic-border);
    border-radius: 8px;
    background: var(--lic-surface);
    box-shadow: 0 4px 16px #0003;
  }
  @media (max-width: 640px) {
    .frame {
      inline-size: 100%;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .steps {
      margin-inline-start: 0;
    }
    .steps li:not([aria-current]) {
      font-size: 0;
    }
    .steps li:not([aria-current])::before {
      font-size: 0.875rem;
      margin-inline-end: 0;
    }
    lic-bulk-plan {
      flex: none;
      block-size: auto;
    }
    .foot .quiet {
      flex-basis: 100%;
    }
  }
`;
