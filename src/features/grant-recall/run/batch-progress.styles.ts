import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  .head,
  .facts,
  .doing {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
  }
  .head {
    justify-content: space-between;
  }
  .facts {
    min-height: 1.5em;
    color: var(--lic-quiet);
  }
  [role='progressbar'] {
    margin-block: 8px;
  }
  svg {
    display: block;
    width: 100%;
    height: 10px;
    border-radius: 5px;
    background: var(--lic-line);
  }
  :host([dir='rtl']) svg {
    transform: scaleX(-1);
  }
  rect {
    transition: x 0.2s, width 0.2s;
  }
  .applied {
    --tone: var(--lic-accent);
  }
  .skipped {
    --tone: var(--lic-border);
  }
  .failed {
    --tone: var(--lic-error);
  }
  .unknown {
    --tone: color-mix(in srgb, var(--lic-accent) 35%, var(--lic-surface));
  }
  .waits .unknown {
    --tone: var(--lic-warning);
  }
  rect {
    fill: var(--tone);
  }
  .tally {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-block: 8px;
    list-style: none;
  }
  .tally li::before {
    content: '' / '';
    display: inline-block;
    width: 0.65em;
    height: 0.65em;
    margin-inline-end: 0.5em;
    border-radius: 2px;
    background: var(--tone, var(--lic-line));
  }
  .notice {
    margin-inline: 0;
  }
  .doing {
    align-items: center;
    margin-block-start: 12px;
    gap: 8px;
  }
  /* Nothing can be done: no room is kept for it. */
  .doing:not(:has(*)) {
    display: none;
  }
  p {
    margin-block: 8px;
  }

  :host([mini]) .head {
    flex-wrap: nowrap;
    white-space: nowrap;
  }
  :host([mini]) .head strong {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  :host([mini]) [role='progressbar'] {
    margin-block: 4px 0;
  }
  :host([mini]) svg {
    height: 6px;
  }

  @container (max-width: 26em) {
    .doing button {
      flex: 1 1 auto;
      min-height: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    rect {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    svg {
      border: 1px solid CanvasText;
    }
    .tally li::before {
      forced-color-adjust: none;
      border: 1px solid CanvasText;
    }
    .applied {
      --tone: Highlight;
    }
    .skipped {
      --tone: GrayText;
    }
    .failed {
      --tone: CanvasText;
    }
    .unknown,
    .waits .unknown {
      --tone: LinkText;
    }
  }
`;
