import { LitElement, type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { HostView, MountedPlugin } from '../../../src/host/host-services.ts';
import type { CreatioRemote } from '../creatio/creatio-remote.ts';
import type { Theme } from '../settings/preferences.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import { stateStyles } from '../ui/load-state.ts';
import { type Mount, type PluginContext, type Subject, hostServices } from './host-services.ts';
import type { Extension, PluginManifest } from './manifest.ts';

/** The plugin has changes that are not saved, or has none any more. */
export class PendingChangeEvent extends Event {
  constructor(readonly pending: boolean) {
    super('pending-change', { bubbles: true, composed: true });
  }
}

/**
 * @summary The place where a plugin shows what it adds: loads its entry, mounts it, and takes it away again.
 * One element serves one extension, of one user or dialog; another gets another element.
 * @fires pending-change
 */
@customElement('sd-plugin-place')
export class PluginPlace extends LitElement {
  static override styles = [
    baseStyles,
    stateStyles,
    css`
      /* Not hidden: what sticks in the plugin sticks to the page. */
      .card {
        overflow: clip;
      }
      /* Above the page, in the corner; a dialog that the plugin opens is above that again. */
      :host([bare]) {
        position: fixed;
        inset-block-end: 1rem;
        inset-inline-end: 1rem;
        z-index: 30;
        max-inline-size: calc(100vw - 2rem);
        border-radius: 8px;
        background: var(--sd-raised);
      }
      :host([bare]) .state {
        min-block-size: 0;
        border: 1px solid var(--sd-line);
        border-radius: 8px;
        box-shadow: var(--sd-shadow);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) context!: PluginContext;
  @property({ attribute: false }) manifest!: PluginManifest;
  /** Loads it as Creatio does; null = by the entry that its manifest names. */
  @property({ attribute: false }) remote: CreatioRemote | null = null;
  @property({ attribute: false }) extension!: Extension;
  /** What it is about, such as a user; nothing for a section. */
  @property({ attribute: false, hasChanged: (one, other) => JSON.stringify(one) !== JSON.stringify(other) }) subject: Subject = {};
  @property() hostVersion = '';
  /** A place of its own above the page, instead of a card in it. */
  @property({ type: Boolean, reflect: true }) bare = false;
  @state() private phase: 'loading' | 'mounted' | 'failed' = 'loading';
  @query('#place') private place!: HTMLElement;
  #mounted: MountedPlugin | null = null;
  #endGuard = (): void => {};
  #pending = false;
  #attempt = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#attempt += 1;
    this.#endGuard();
    this.#mounted?.dispose();
    this.#mounted = null;
    this.#setPending(false);
  }

  override firstUpdated(): void {
    void this.#load();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('subject')) this.#mounted?.update({ view: this.#view });
    if (!changed.has('text') && !changed.has('theme')) return;
    const { locale, direction } = this.text.language;
    this.#mounted?.update({ locale, direction, theme: this.theme });
  }

  /** A property of its own, so that a change of it alone reaches the plugin. */
  @property() theme: Theme = 'light';

  override render(): unknown {
    const { text, phase } = this;
    return html`
      ${phase === 'loading' ? html`<div class="state" role="status"><span class="bone wide"></span><span>${text('state.loading')}</span></div>` : nothing}
      ${phase === 'failed'
        ? html`<div class="state" role="alert">
            ${icon('error', 32)}<strong>${text('plugin.failed')}</strong>
            <button class="button" type="button" @click=${() => this.#load()}>${text('state.retry')}</button>
            ${this.context.close ? html`<button class="button" type="button" @click=${() => this.context.close?.()}>${text('app.close')}</button>` : nothing}
          </div>`
        : nothing}
      <div id="place" class=${this.bare ? '' : 'card'} ?hidden=${phase !== 'mounted'}></div>
    `;
  }

  get #view(): HostView {
    return { ...this.subject, name: this.extension.view } as HostView;
  }

  async #load(): Promise<void> {
    const attempt = (this.#attempt += 1);
    this.phase = 'loading';
    try {
      const mount = await this.#loaded(attempt);
      if (attempt !== this.#attempt) return;
      this.#mounted = mount();
      this.#endGuard = this.context.guard({ pending: () => this.#pending, canLeave: () => this.#canLeave() });
      this.phase = 'mounted';
    } catch {
      if (attempt === this.#attempt) this.phase = 'failed';
    }
  }

  async #loaded(attempt: number): Promise<() => MountedPlugin> {
    const { context, extension, remote } = this;
    const pending = (pending: boolean): void => this.#setPending(pending);
    if (remote) {
      const mount = await remote.prepare(context, extension);
      return () => mount(this.place, this.#view, pending);
    }
    const mount = await this.#entry(attempt);
    return () => mount(this.place, hostServices(context, this.hostVersion, this.#view, this.text.language, pending));
  }

  async #entry(attempt: number): Promise<Mount> {
    const url = new URL(this.manifest.entryUrl);
    // Browsers remember that a module could not be loaded, under its address.
    if (attempt > 1) url.searchParams.set('attempt', String(attempt));
    const module = (await import(/* @vite-ignore */ url.href)) as Readonly<Record<string, unknown>>;
    const mount = module[this.extension.mount];
    if (typeof mount !== 'function') throw new TypeError(`the entry has no function ${this.extension.mount}`);
    return mount as Mount;
  }

  async #canLeave(): Promise<boolean> {
    try {
      return (await this.#mounted?.canLeave()) ?? true;
    } catch {
      return true; // A broken plugin must not lock anybody in.
    }
  }

  #setPending(pending: boolean): void {
    if (pending === this.#pending) return;
    this.#pending = pending;
    this.dispatchEvent(new PendingChangeEvent(pending));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-plugin-place': PluginPlace;
  }
}
