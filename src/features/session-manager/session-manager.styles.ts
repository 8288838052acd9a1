import { css } from 'lit';

/** What stays in sight is above the grid; the grid takes the room that is left. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    background: var(--lic-surface);
  }
  .count {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.3;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    list-style: none;
    color: var(--lic-quiet);
  }
  .kinds li:not(:last-child)::after {
    content: '·' / '';
    margin-inline: 8px;
  }
  .bar .bar {
    padding: 0;
  }
  .trend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  svg {
    width: 144px;
    height: 32px;
    overflow: visible;
    color: var(--lic-accent);
  }
  :host([dir='rtl']) svg {
    scale: -1 1;
  }
  .area {
    fill: currentColor;
    opacity: 0.12;
  }
  .line {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  lic-session-policy {
    border-block: 1px solid var(--lic-line);
  }
  [role='tablist'] {
    display: flex;
    gap: 8px;
    padding-inline: 16px;
    border-block-end: 1px solid var(--lic-line);
  }
  [role='tab'] {
    padding: 8px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
  }
  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--lic-accent);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='false'] {
      border-color: Canvas;
    }
  }
  [role='tab']:focus-visible {
    outline-offset: -2px;
  }
  /* What follows along stands beside the number, and the curve below both. */
  @container (max-width: 40em) {
    .head > :first-child {
      flex: 1 1 10em;
    }
    .head > :not(:first-child, .end) {
      order: 1;
    }
  }
`;
