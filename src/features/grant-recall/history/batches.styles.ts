import { css } from 'lit';

export const styles = css`
  :host {
    background: var(--lic-surface);
  }
  lic-data-grid {
    block-size: max(24em, 100dvh - 17em);
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
