import { css } from 'lit';
import { controls } from './controls.styles.ts';

/** What every element of a view is made of besides controls. */
const own = css`
  :host {
    display: block;
    color: var(--lic-text);
    font: var(--lic-font);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  button,
  textarea,
  input:not([type='checkbox']) {
    max-width: 100%;
    min-height: 24px;
    padding: 4px 12px;
  }
  .danger {
    color: var(--lic-error);
    border-color: currentColor;
  }
  .danger.primary {
    color: var(--lic-surface);
    background: var(--lic-error);
    border-color: transparent;
  }
  label,
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .bar {
    flex-wrap: wrap;
    gap: 8px 16px;
    padding: 8px 16px;
  }
  .end {
    margin-inline-start: auto;
  }
  .notice {
    margin: 8px 16px;
    border-inline-start: 3px solid var(--lic-accent);
    background: var(--lic-tint);
  }
  .quiet {
    color: var(--lic-quiet);
  }
  .error {
    color: var(--lic-error);
  }
  .error::before {
    content: '⚠ ' / '';
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
    box-sizing: border-box;
    width: min(34em, 100% - 32px);
    padding: 24px;
    border: 1px solid var(--lic-border);
    border-radius: 8px;
    color: inherit;
    background: var(--lic-surface);
  }
  dialog::backdrop {
    background: #0006;
  }
  dialog h2 {
    margin: 0 0 8px;
    font-size: 1.2em;
  }
  dialog button {
    margin-block-start: 16px;
    margin-inline-end: 8px;
  }

  @media (forced-colors: active) {
    .primary {
      color: ButtonText;
      background: ButtonFace;
      border-color: Highlight;
    }
  }
`;

/** Look of what every element of a view is made of. */
export const view = [controls, own];
