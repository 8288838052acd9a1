import { type TemplateResult, css, html } from 'lit';
import { type IconName, icon } from './icon.ts';

export const badgeStyles = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.0714rem 0.5rem 0.0714rem 0.3571rem;
    border: 1px solid var(--sd-badge-line);
    border-radius: 99px;
    font-size: 0.8571rem;
    font-weight: 500;
    white-space: nowrap;
  }
  .badge.good {
    color: var(--sd-good);
    background: var(--sd-good-soft);
  }
  .badge.warn {
    color: var(--sd-warn);
    background: var(--sd-warn-soft);
  }
  .badge.idle {
    color: var(--sd-idle);
    background: var(--sd-idle-soft);
  }
  @media (forced-colors: active) {
    .badge {
      border-color: currentcolor;
    }
  }
`;

/** A state as icon, word and colour, so that none of the three has to be seen. */
export function badge(tone: 'good' | 'warn' | 'idle', name: IconName, words: string): TemplateResult {
  return html`<span class="badge ${tone}">${icon(name, 14)}${words}</span>`;
}
