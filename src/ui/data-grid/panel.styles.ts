import { css } from 'lit';

/** What opens beside a head, and a head that is drawn along. */
export const panel = css`
  .dragged {
    opacity: 0.5;
  }
  .target {
    box-shadow: inset 0 -3px var(--lic-accent);
  }

  .panel {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 8px;
    max-block-size: 80vh;
    inline-size: 16em;
    max-inline-size: 90vw;
    box-sizing: border-box;
    overflow: auto;
    border: 1px solid var(--lic-border);
    border-radius: 8px;
    color: inherit;
    background: var(--lic-surface);
    box-shadow: 0 4px 16px #0003;
  }
  .panel:popover-open {
    display: grid;
  }
  .panel button,
  .panel label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    padding: 2px 8px;
    border-color: #0000;
    border-radius: 4px;
    text-align: start;
  }
  .panel :is(button, label):hover {
    background: var(--lic-tint);
  }
  .panel [type='search'] {
    margin: 4px 8px;
    padding-block: 4px;
  }
  .panel fieldset {
    margin: 0 0 4px;
    padding: 0;
    border: 0;
    border-block-end: 1px solid var(--lic-line);
  }
  .panel legend {
    padding: 4px 8px;
    font-weight: 600;
  }
`;
