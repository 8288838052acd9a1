import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/**
 * @summary A person's initials on a quiet colour of their own. Decoration: the name stands beside it.
 */
@customElement('sd-avatar')
export class Avatar extends LitElement {
  static override styles = css`
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: var(--size, 2rem);
      block-size: var(--size, 2rem);
      border-radius: 50%;
      font-size: calc(var(--size, 2rem) * 0.38);
      font-weight: 600;
      line-height: 1;
      color: hsl(var(--hue) 55% var(--sd-avatar-ink));
      background: hsl(var(--hue) 45% var(--sd-avatar-fill));
      user-select: none;
    }
    @media (forced-colors: active) {
      :host {
        outline: 1px solid;
      }
    }
  `;

  @property() name = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('aria-hidden', 'true');
  }

  override willUpdate(): void {
    this.style.setProperty('--hue', String(hueOf(this.name)));
  }

  override render(): unknown {
    return html`${initialsOf(this.name)}`;
  }
}

/** First letters of the first and the last word, by code point so that no emoji is cut in two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => ([...word][0] ?? '').toUpperCase()).join('');
}

function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 3600;
  return (hash % 12) * 30;
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-avatar': Avatar;
  }
}
