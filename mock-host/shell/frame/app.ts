import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Text, loadText } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { Watch } from '../ui/store.ts';
import { ShellServices } from './services.ts';
import '../session/sign-in-dialog.ts';
import '../session/sign-in-page.ts';
import './frame.ts';
import './settings-menus.ts';

/**
 * @summary The whole shell: the sign-in page, or the frame with the page that the address names.
 */
@customElement('sd-app')
export class App extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        min-block-size: 100dvh;
      }
      .center {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-block-size: 100dvh;
        padding: 1rem;
        text-align: center;
      }
    `,
  ];

  readonly #services = new ShellServices((path) => void this.#restart(path));
  protected readonly watch = new Watch(this, () => [this.#services.session, this.#services.preferences]);
  @state() private text: Text | null = null;
  @state() private restarting = false;
  /** Whether this page has shown the sign-in page: then the first page starts at its heading. */
  #signedInHere = false;
  #endPreferences = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#applyPreferences();
    this.#endPreferences = this.#services.preferences.subscribe(() => void this.#applyPreferences());
    this.#services.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endPreferences();
    this.#services.stop();
  }

  override render(): unknown {
    const { text } = this;
    if (!text || this.restarting) return nothing;
    const { session, preferences } = this.#services;
    const state = session.value;
    switch (state.kind) {
      case 'starting':
        return html`<div class="center"><span class="visually-hidden" role="status">${text('state.loading')}</span></div>`;
      case 'unreachable':
        return html`<main class="center">
          <h1>${text('app.unreachable')}</h1>
          <button class="button primary" type="button" @click=${() => session.load()}>${text('state.retry')}</button>
        </main>`;
      case 'anonymous':
        this.#signedInHere = true;
        return html`<sd-sign-in-page .text=${text} .session=${session} .end=${state.end}>
          <sd-settings-menus slot="settings" .text=${text} .preferences=${preferences}></sd-settings-menus>
        </sd-sign-in-page>`;
      case 'signed-in':
      case 'expired':
        return html`<sd-frame .text=${text} .services=${this.#services} ?arriving=${this.#signedInHere}></sd-frame>
          ${state.kind === 'expired' ? html`<sd-sign-in-dialog .text=${text} .session=${session} .end=${state.end}></sd-sign-in-dialog>` : nothing}`;
    }
  }

  async #applyPreferences(): Promise<void> {
    const { theme, language } = this.#services.preferences.value;
    const root = document.documentElement;
    root.dataset['theme'] = theme;
    if (this.text?.language.code === language) return;
    // A language that can't be downloaded leaves the present one in place.
    const text = await loadText(language).catch(() => this.text);
    if (!text || language !== this.#services.preferences.value.language) return;
    this.text = text;
    root.lang = text.language.locale;
    root.dir = text.language.direction;
  }

  /** What is on the page belongs to somebody else or to other data: nothing of it may hold the reload up. */
  async #restart(path?: string): Promise<void> {
    this.restarting = true;
    await this.updateComplete;
    if (path) window.location.assign(path);
    else window.location.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-app': App;
  }
}
