import { css } from 'lit';
import { controls } from '../controls.styles.ts';
import { cards } from './cards.styles.ts';
import { head } from './head.styles.ts';
import { rows } from './rows.styles.ts';

/** What stands around the rows. */
const frame = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 32em;
    position: relative;
    container-type: inline-size;
    color: var(--lic-text);
    background: var(--lic-surface);
    font: var(--lic-font);
    font-variant-numeric: tabular-nums;
    --success: light-dark(#1a6b33, #7fd69a);
  }
  :host([hidden]) {
    display: none;
  }
  button,
  [type='search'] {
    min-block-size: 24px;
    padding: 2px 10px;
  }
  :focus-visible {
    outline-offset: -2px;
  }
  .tools,
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 8px 16px;
  }
  .tools [type='search'] {
    flex: 1 1 12em;
    max-inline-size: 20em;
    padding-block: 4px;
  }
  .tools .choose {
    margin-inline-start: auto;
    padding-block: 4px;
  }
  .status {
    min-block-size: 1.5em;
    padding-block: 6px;
    border-block-start: 1px solid var(--lic-line);
    color: var(--lic-quiet);
  }
  .status b {
    color: var(--lic-text);
    font-weight: 600;
  }

  .notice {
    position: sticky;
    inset-inline-start: 0;
    inline-size: 100cqi;
    box-sizing: border-box;
    padding: 32px 16px;
    text-align: center;
  }
  .notice button {
    margin-inline-start: 12px;
  }

  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
`;

/** The look of a grid; cards come last, as they take back much of the rest. */
export const styles = [controls, frame, rows, head, cards];
