import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: calc(100dvh - 16em);
    background: var(--lic-surface);
  }
  .give {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
    gap: 16px 32px;
    padding: 16px;
  }
  .told {
    padding-inline: 16px;
  }
  .told:empty {
    display: none;
  }
  .sum {
    margin-block-start: 8px;
    border-block-start: 1px solid var(--lic-line);
    background: var(--lic-raised);
  }
  .sum .bar {
    padding: 0;
    gap: 8px;
  }
  #why:empty {
    display: none;
  }
  .count {
    font-size: 1.3em;
    font-weight: 600;
    line-height: 1.3;
  }
  progress {
    display: block;
    width: 100%;
    height: 4px;
    accent-color: var(--lic-accent);
  }
  @container (max-width: 60em) {
    .give {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
