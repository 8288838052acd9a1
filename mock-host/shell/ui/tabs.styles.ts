import { css } from 'lit';

export const tabStyles = css`
  .tabs {
    display: flex;
    gap: 0.25rem;
    margin-block-start: 1rem;
    border-block-end: 1px solid var(--sd-line);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tabs a {
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 2.8571rem;
    padding: 0 1rem;
    color: var(--sd-text-soft);
    font-weight: 500;
    text-decoration: none;
  }
  .tabs a:hover {
    color: var(--sd-text);
    text-decoration: none;
  }
  .tabs a:focus-visible {
    outline-offset: -3px;
  }
  .tabs a[aria-selected='true'] {
    color: var(--sd-accent);
  }
  .tabs a[aria-selected='true']::after {
    content: '';
    position: absolute;
    inset-inline: 0.5rem;
    inset-block-end: 0;
    border-block-end: 3px solid var(--sd-accent);
    border-start-start-radius: 3px;
    border-start-end-radius: 3px;
  }
  .tabs .dot {
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--sd-accent);
  }
  @media (forced-colors: active) {
    .tabs a[aria-selected='true']::after {
      border-color: Highlight;
    }
    .tabs .dot {
      background: CanvasText;
    }
  }
`;
