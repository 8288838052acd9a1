import { css } from 'lit';

/** Look of a native modal dialog; its element sets the width. */
export const modalStyles = css`
  dialog {
    padding: 1.5rem;
    border: 1px solid var(--sd-line);
    border-radius: 10px;
    background: var(--sd-raised);
    color: var(--sd-text);
    box-shadow: var(--sd-shadow);
  }
  dialog::backdrop {
    background: var(--sd-scrim);
  }
  p {
    color: var(--sd-text-soft);
  }
`;
