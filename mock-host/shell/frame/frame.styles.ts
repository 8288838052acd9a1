import { css } from 'lit';

export const frameStyles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
  }
  .skip {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-start: 0.5rem;
    z-index: 50;
    padding: 0.5rem 1rem;
    border-radius: var(--sd-radius);
    background: var(--sd-accent);
    color: var(--sd-on-accent);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
  }
  .top {
    position: sticky;
    inset-block-start: 0;
    z-index: 20;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    block-size: var(--sd-bar);
    padding-inline: 0.75rem 1rem;
    border-block-end: 1px solid var(--sd-line);
    background: var(--sd-surface);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-inline-size: 0;
    margin-inline-end: auto;
    padding: 0.25rem;
    color: var(--sd-text);
    font-weight: 600;
    white-space: nowrap;
  }
  .brand:hover {
    text-decoration: none;
  }
  .brand span + span {
    padding-inline-start: 0.75rem;
    border-inline-start: 1px solid var(--sd-line);
    color: var(--sd-text-soft);
    font-weight: 400;
  }
  .body {
    display: grid;
    grid-template-columns: 16.5rem minmax(0, 1fr);
  }
  .body.collapsed {
    grid-template-columns: 4rem minmax(0, 1fr);
  }
  aside {
    position: sticky;
    inset-block-start: var(--sd-bar);
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    block-size: calc(100dvh - var(--sd-bar));
    padding: 1rem 0.75rem;
    border-inline-end: 1px solid var(--sd-line);
    background: var(--sd-surface);
    overflow: auto;
  }
  .collapse {
    align-self: flex-end;
  }
  .collapsed .collapse {
    align-self: center;
  }
  .collapsed .collapse svg,
  .collapse:dir(rtl) svg {
    scale: -1 1;
  }
  .collapsed .collapse:dir(rtl) svg {
    scale: 1;
  }
  main {
    min-inline-size: 0;
    padding: 1.5rem 2rem 5rem;
  }
  main > * {
    display: block;
    max-inline-size: 80rem;
    margin-inline: auto;
  }
  main:focus {
    outline: none;
  }
  .drawer {
    inline-size: min(20rem, calc(100vw - 3rem));
    block-size: 100dvh;
    max-block-size: none;
    margin: 0;
    margin-inline-end: auto;
    padding: 1rem 0.75rem;
    border: 0;
    border-inline-end: 1px solid var(--sd-line);
    background: var(--sd-surface);
    color: var(--sd-text);
  }
  .drawer::backdrop {
    background: var(--sd-scrim);
  }
  .drawer .icon-button {
    margin-block-end: 0.5rem;
  }
  .menu {
    display: none;
  }
  @media (max-width: 52rem) {
    .menu {
      display: inline-grid;
    }
    .body,
    .body.collapsed {
      grid-template-columns: minmax(0, 1fr);
    }
    aside {
      display: none;
    }
    main {
      padding: 1rem 1rem 5rem;
    }
    .brand span + span {
      display: none;
    }
  }
  @media (max-width: 32rem) {
    /* With text twice as large, too, all of it fits. */
    .top {
      gap: 0;
      padding-inline: 0.25rem;
    }
    /* Still read out: the link has no other name. */
    .brand .product {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
