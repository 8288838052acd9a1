import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--lic-text);
    background: var(--lic-surface);
    font: var(--lic-font-size) / 1.5 var(--lic-font);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
  }
  [hidden] {
    display: none !important;
  }
  input,
  button,
  select {
    font: inherit;
    color: inherit;
    accent-color: var(--lic-accent);
  }
  button,
  select,
  [type='search'] {
    padding: 4px 12px;
    border: 1px solid var(--lic-border);
    border-radius: var(--lic-radius);
    background: var(--lic-surface);
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
  [aria-pressed='true'] {
    background: var(--lic-tint);
    border-color: var(--lic-accent);
  }
  button[aria-disabled='true'] {
    color: var(--lic-quiet);
    background: none;
    border-color: var(--lic-line);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  [type='checkbox'] {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0;
  }
  [type='checkbox'][aria-disabled='true'] {
    opacity: 0.45;
  }

  .bar,
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 24px;
    padding: 8px 16px;
  }
  [type='search'] {
    flex: 0 1 20em;
    min-width: 0;
  }
  .foot {
    position: sticky;
    bottom: 0;
    gap: 8px;
    background: var(--lic-surface);
    border-top: 1px solid var(--lic-line);
  }
  .foot p:nth-child(2) {
    margin-inline-start: auto;
    color: var(--lic-quiet);
  }
  .banner,
  .notice {
    margin: 8px 16px;
    padding: 8px 16px;
    border-inline-start: 3px solid var(--lic-accent);
    background: var(--lic-tint);
  }
  .notice {
    border-color: var(--lic-warning);
    background: var(--lic-raised);
  }

  [role='row'] {
    display: grid;
    grid-template-columns: 3fr 1.6fr 2.2fr 1.1fr 2fr 1.5fr;
    gap: 4px 16px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--lic-line);
    align-items: start;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    padding-block: 4px;
    background: var(--lic-raised);
  }
  .head button {
    padding: 4px 0;
    border: 0;
    background: none;
    font-weight: 600;
    text-align: start;
    color: var(--lic-quiet);
  }
  .head button::after {
    content: ' ▲';
    visibility: hidden;
    font-size: 0.7em;
  }
  [aria-sort='ascending'] button::after,
  [aria-sort='descending'] button::after {
    visibility: visible;
  }
  [aria-sort='descending'] button::after {
    content: ' ▼';
  }
  .group {
    font-weight: 600;
    background: var(--lic-raised);
  }
  .grant,
  .recall {
    background: var(--lic-tint);
    box-shadow: inset 3px 0 var(--lic-accent);
  }
  .grant .status,
  .recall .status {
    font-weight: 600;
  }
  .name,
  .quiet {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .quiet,
  .past,
  small {
    color: var(--lic-quiet);
  }
  small {
    display: block;
    font-size: inherit;
  }
  .arrow::before {
    content: '→';
  }
  .arrow {
    display: inline-block;
  }
  :host([dir='rtl']) .arrow {
    transform: scaleX(-1);
  }
  .reason,
  .expired,
  .future,
  .none {
    color: var(--lic-warning);
  }
  .reason::before {
    content: '⚠ ' / '';
  }
  .error {
    color: var(--lic-error);
  }

  .skeleton {
    padding-top: 50px;
  }
  i {
    display: block;
    height: 38px;
    border-bottom: 1px solid var(--lic-line);
    background: linear-gradient(var(--lic-raised) 0 0) 16px / calc(100% - 32px) 14px no-repeat;
    animation: wait 1s infinite alternate;
  }
  @keyframes wait {
    to {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    i {
      animation: none;
    }
  }

  dialog {
    max-width: 30em;
    padding: 24px;
    border: 1px solid var(--lic-line);
    border-radius: var(--lic-radius);
    color: inherit;
    background: var(--lic-surface);
  }
  dialog h2 {
    margin: 0 0 8px;
    font-size: 1.15em;
  }
  dialog button {
    margin: 16px 8px 0 0;
  }
  ::backdrop {
    background: #0008;
  }

  @container (max-width: 44em) {
    [role='row'] {
      grid-template-columns: 1fr auto;
    }
    .head {
      position: static;
      display: flex;
      flex-wrap: wrap;
    }
    [role='rowheader'] {
      grid-column: 1 / -1;
    }
  }
`;
