import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HttpError } from '../api/http.ts';
import type { Text, TextKey } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { failureText } from '../ui/load-state.ts';
import { type CreatioChange, type CreatioSettings, type Quirk, bases, changed, quirks, versions } from './creatio-settings.ts';
import type { MockApi } from './mock-api.ts';

/**
 * @summary For developers: which Creatio the mock host is. What is changed is shown and sent at once, one after the other;
 * what could not be sent is shown as it was before.
 */
@customElement('sd-creatio-panel')
export class CreatioPanel extends LitElement {
  static override styles = [
    baseStyles,
    css`
      fieldset {
        display: grid;
        gap: 0.75rem;
        min-inline-size: 0;
        margin: 0.25rem 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-block-end: 0.5rem;
        padding: 0;
        font-weight: 600;
      }
      h2 {
        font-size: 1rem;
      }
      .switch {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 0.5rem;
      }
      .switch label {
        font-weight: 400;
      }
      .switch input {
        inline-size: 1.1429rem;
        block-size: 1.1429rem;
        margin: 0.1786rem 0 0;
        accent-color: var(--sd-accent);
      }
      .switch .small {
        grid-column: 2;
      }
      .stale {
        padding: 0.5rem 0.75rem;
        border-radius: var(--sd-radius);
        background: var(--sd-warn-soft);
        color: var(--sd-warn);
      }
      /* Without room, but there: what is told is what changes in it. */
      [role='status']:empty {
        position: absolute;
        padding: 0;
      }
      .failed {
        color: var(--sd-bad);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) api!: MockApi;
  /** What it was when this page was loaded. */
  @property({ attribute: false }) loaded!: CreatioSettings;
  /** Loads this page again. */
  @property({ attribute: false }) reload = (): void => window.location.reload();
  /** As it is wanted, where the host has not answered yet. */
  @state() private settings: CreatioSettings | null = null;
  @state() private result: TextKey | null = null;
  @state() private failed = false;
  /** What the host has said last. */
  #told: CreatioSettings | null = null;
  /** How many requests are not answered yet, and the last of them. */
  #open = 0;
  #last: Promise<void> = Promise.resolve();
  /** What is to be said once all are answered. */
  #done: TextKey | null = null;
  #failure: TextKey | null = null;

  /** Somebody else may have changed it since. */
  look(): void {
    this.#send(() => this.api.creatio(), null);
  }

  override render(): unknown {
    const { text, loaded } = this;
    const { base, version, adminLicensed, quirks: on } = this.#wanted;
    const isStale = base !== loaded.base || version !== loaded.version;
    return html`
      <h2>${text('creatio.label')}</h2>
      <div class="field">
        <label for="base">${text('creatio.base')}</label>
        <select id="base" class="input" @change=${(event: Event) => this.#change({ base: bases[chosen(event)]! })}>
          ${bases.map((each) => html`<option .selected=${each === base}>${text(each ? 'creatio.base.framework' : 'creatio.base.net')}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="version">${text('creatio.version')}</label>
        <select id="version" class="input" @change=${(event: Event) => this.#change({ version: versions[chosen(event)]! })}>
          ${versions.map((each) => html`<option .selected=${each === version}>${text(`creatio.version.${each}`)}</option>`)}
        </select>
      </div>
      <p class="small stale" role="status">${isStale ? text('creatio.stale') : nothing}</p>
      ${isStale ? html`<button class="button" type="button" @click=${() => this.reload()}>${text('creatio.reload')}</button>` : nothing}
      ${this.#switch('licensed', 'creatio.licensed', adminLicensed, (checked) => ({ adminLicensed: checked }))}
      <fieldset>
        <legend>${text('creatio.quirks')}</legend>
        ${quirks.map((quirk) => this.#switch(quirk, `quirk.${quirk}`, on[quirk], (checked) => ({ quirks: { [quirk]: checked } })))}
      </fieldset>
      <button class="button" type="button" @click=${this.#onReset}>${text('creatio.reset')}</button>
      <p role="status" class="small ${this.failed ? 'failed' : 'soft'}">${this.result ? text(this.result) : nothing}</p>
    `;
  }

  #switch(id: string, label: 'creatio.licensed' | `quirk.${Quirk}`, on: boolean, change: (checked: boolean) => CreatioChange): unknown {
    return html`<div class="switch">
      <input id=${id} type="checkbox" aria-describedby="${id}-does" .checked=${on} @change=${(event: Event) => this.#change(change((event.target as HTMLInputElement).checked))} />
      <label for=${id}>${this.text(label)}</label>
      <span id="${id}-does" class="soft small">${this.text(`${label}.does`)}</span>
    </div>`;
  }

  get #wanted(): CreatioSettings {
    return this.settings ?? this.loaded;
  }

  #change(change: CreatioChange): void {
    this.settings = changed(this.#wanted, change);
    this.#send(() => this.api.setCreatio(change), 'creatio.applied');
  }

  readonly #onReset = (): void => this.#send(() => this.api.resetCreatio(), 'creatio.isReset');

  /** One after the other, so that the last wish is the last to arrive. `done`: what is said then; null = nothing, of a failure neither. */
  #send(request: () => Promise<CreatioSettings>, done: TextKey | null): void {
    this.#open += 1;
    this.#last = this.#last.then(async () => {
      try {
        this.#told = await request();
        this.#done = done ?? this.#done;
      } catch (error) {
        // It may have been done, though the answer was lost.
        this.#told = await this.api.creatio().catch(() => this.#told);
        if (done) this.#failure = error instanceof HttpError ? failureText(error) : 'error.unexpected';
      }
      this.#open -= 1;
      if (this.#open > 0) return;
      this.settings = this.#told;
      this.failed = this.#failure !== null;
      this.result = this.#failure ?? this.#done;
      this.#done = null;
      this.#failure = null;
    });
  }
}

/** Which of its options was chosen. */
const chosen = ({ target }: Event): number => (target as HTMLSelectElement).selectedIndex;

declare global {
  interface HTMLElementTagNameMap {
    'sd-creatio-panel': CreatioPanel;
  }
}
