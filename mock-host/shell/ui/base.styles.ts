import { css } from 'lit';

/** Controls as every element of the shell shows them. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 1.5714rem;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: 1.1429rem;
    font-weight: 600;
    line-height: 1.4;
  }
  a {
    color: var(--sd-accent);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--sd-focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  h1:focus {
    outline: none;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.4286rem;
    padding: 0.25rem 1rem;
    border: 1px solid var(--sd-line-strong);
    border-radius: var(--sd-radius);
    background: var(--sd-surface);
    font-weight: 500;
    cursor: pointer;
  }
  a.button {
    color: inherit;
    text-decoration: none;
  }
  .button:hover {
    background: var(--sd-hover);
  }
  .button.primary {
    border-color: var(--sd-accent);
    background: var(--sd-accent);
    color: var(--sd-on-accent);
  }
  .button.primary:hover {
    border-color: var(--sd-accent-hover);
    background: var(--sd-accent-hover);
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: 2.4286rem;
    block-size: 2.4286rem;
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--sd-radius);
    background: none;
    color: var(--sd-text-soft);
    cursor: pointer;
  }
  .icon-button:hover {
    background: var(--sd-hover);
    color: var(--sd-text);
  }
  label,
  legend {
    font-weight: 500;
  }
  .field {
    display: grid;
    gap: 0.25rem;
  }
  .input {
    inline-size: 100%;
    min-block-size: 2.4286rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--sd-line-strong);
    border-radius: var(--sd-radius);
    background: var(--sd-surface);
  }
  .input:focus-visible {
    outline-offset: -1px;
    border-color: var(--sd-focus);
  }
  .input[aria-invalid='true'] {
    border-color: var(--sd-bad);
  }
  .soft {
    color: var(--sd-text-soft);
  }
  .small {
    font-size: 0.9286rem;
  }
  .card {
    border: 1px solid var(--sd-line);
    border-radius: 8px;
    background: var(--sd-surface);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .button.primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      border-color: Highlight;
    }
  }
`;
