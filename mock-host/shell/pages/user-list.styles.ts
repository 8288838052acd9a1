import { css } from 'lit';

export const userListStyles = css`
  :host {
    display: block;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin-block-end: 1rem;
  }
  .search {
    position: relative;
    flex: 1 1 16rem;
    max-inline-size: 26rem;
  }
  .search svg {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: 0.75rem;
    translate: 0 -50%;
    color: var(--sd-text-soft);
    pointer-events: none;
  }
  .search .input {
    padding-inline-start: 2.4286rem;
  }
  .status {
    inline-size: auto;
    padding-inline-end: 0.5rem;
  }
  .count {
    margin-inline-start: auto;
    color: var(--sd-text-soft);
    font-variant-numeric: tabular-nums;
  }
  .person {
    display: inline-flex;
    align-items: center;
    gap: 0.75rem;
    min-inline-size: 0;
    font-weight: 500;
  }
  sd-avatar {
    --size: 1.8571rem;
  }
  .refreshing tbody {
    opacity: 0.55;
  }
  .person-cell {
    inline-size: 24%;
  }
  .login-cell {
    inline-size: 17%;
  }
  .title-cell {
    inline-size: 17%;
  }
  .count-cell {
    inline-size: 8rem;
  }
  .status-cell {
    inline-size: 9rem;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5rem 1rem;
    padding: 0.75rem;
    border-block-start: 1px solid var(--sd-line);
  }
  .failed {
    color: var(--sd-bad);
  }
  @media (max-width: 32rem) {
    .search {
      flex-basis: 100%;
      max-inline-size: none;
    }
  }
`;
