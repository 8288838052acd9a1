import { css } from 'lit';

/** Look of buttons, fields and check boxes, the same in every view. How large they are, each view says. */
export const controls = css`
  [hidden] {
    display: none !important;
  }
  .hushed {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  input,
  button,
  select,
  textarea {
    box-sizing: border-box;
    font: inherit;
    color: inherit;
    accent-color: var(--lic-accent);
  }
  button,
  select,
  textarea,
  input:not([type='checkbox']) {
    border: 1px solid var(--lic-border);
    border-radius: 4px;
    background: none;
  }
  ::placeholder {
    color: var(--lic-quiet);
  }
  :focus-visible {
    outline: 2px solid var(--lic-accent);
    outline-offset: 2px;
  }
  .primary {
    color: var(--lic-on-accent);
    background: var(--lic-accent);
    border-color: transparent;
  }
  button[aria-disabled='true'] {
    color: var(--lic-quiet);
    background: none;
    border: 1px dashed var(--lic-line);
  }
  [type='checkbox'] {
    width: 1.15em;
    height: 1.15em;
    margin: 0;
    flex: none;
  }
`;
