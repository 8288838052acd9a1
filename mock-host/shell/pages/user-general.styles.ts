import { css } from 'lit';

export const switchStyles = css`
  .access {
    padding: 1rem 1.5rem 1.25rem;
    border-block-start: 1px solid var(--sd-line);
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2rem;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 500;
    cursor: pointer;
  }
  .switch[aria-disabled='true'] {
    cursor: default;
  }
  .switch[aria-disabled='true'] .track {
    opacity: 0.55;
  }
  .track {
    position: relative;
    inline-size: 2.5714rem;
    block-size: 1.4286rem;
    border: 1px solid var(--sd-line-strong);
    border-radius: 99px;
    background: var(--sd-idle-soft);
  }
  .track::after {
    content: '';
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: 0.2143rem;
    inline-size: 0.9286rem;
    block-size: 0.9286rem;
    border-radius: 50%;
    background: var(--sd-line-strong);
    translate: 0 -50%;
    transition: inset-inline-start 120ms;
  }
  [aria-checked='true'] .track {
    border-color: var(--sd-accent);
    background: var(--sd-accent);
  }
  [aria-checked='true'] .track::after {
    inset-inline-start: calc(100% - 1.1429rem);
    background: var(--sd-on-accent);
  }
  #hint {
    margin-block-start: 0.25rem;
  }
  .failure {
    color: var(--sd-bad);
  }
  .failure:not(:empty) {
    margin-block-start: 0.5rem;
  }
  @media (prefers-reduced-motion: reduce) {
    .track::after {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .track::after {
      background: ButtonText;
    }
    [aria-checked='true'] .track {
      forced-color-adjust: none;
      background: Highlight;
    }
    [aria-checked='true'] .track::after {
      background: HighlightText;
    }
  }
`;
