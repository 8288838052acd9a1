import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type PreferenceStore, type Theme, themes } from '../settings/preferences.ts';
import { languages } from '../text/languages.ts';
import type { Text, TextKey } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import '../ui/popover.ts';

const themeText: Readonly<Record<Theme, TextKey>> = {
  light: 'theme.light',
  dark: 'theme.dark',
  'high-contrast': 'theme.contrast',
};

/**
 * @summary Theme and language; each takes effect at once and is remembered in this browser.
 */
@customElement('sd-settings-menus')
export class SettingsMenus extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        gap: 0.25rem;
      }
      fieldset {
        display: grid;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-block-end: 0.5rem;
        padding: 0;
        font-weight: 600;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-block-size: 2rem;
        font-weight: 400;
      }
      input {
        inline-size: 1.1429rem;
        block-size: 1.1429rem;
        margin: 0;
        accent-color: var(--sd-accent);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) preferences!: PreferenceStore;

  override render(): unknown {
    const { text, preferences } = this;
    const { theme, language } = preferences.value;
    return html`
      <sd-popover label=${text('theme.label')} icon="theme">
        <fieldset>
          <legend>${text('theme.label')}</legend>
          ${themes.map((value) => this.#choice('theme', value, text(themeText[value]), value === theme, () => preferences.change({ theme: value })))}
        </fieldset>
      </sd-popover>
      <sd-popover label=${text('language.label')} icon="language">
        <fieldset>
          <legend>${text('language.label')}</legend>
          ${languages.map(({ code, name }) => this.#choice('language', code, name, code === language, () => preferences.change({ language: code }), code))}
        </fieldset>
      </sd-popover>
    `;
  }

  #choice(group: string, value: string, label: string, chosen: boolean, choose: () => void, lang: string | typeof nothing = nothing): unknown {
    return html`<label><input type="radio" name=${group} .value=${value} .checked=${chosen} @change=${choose} /><span lang=${lang}>${label}</span></label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-settings-menus': SettingsMenus;
  }
}
