import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HttpError } from '../api/http.ts';
import type { Text, TextKey } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { failureText } from '../ui/load-state.ts';
import type { MockApi, MockConfig, NetworkSettings } from './mock-api.ts';
import '../ui/popover.ts';
import './creatio-panel.ts';

const rates: readonly { readonly name: Exclude<keyof NetworkSettings, 'latencyMs'>; readonly label: TextKey }[] = [
  { name: 'errorRate', label: 'network.errors' },
  { name: 'dropRequestRate', label: 'network.dropRequests' },
  { name: 'dropAnswerRate', label: 'network.dropAnswers' },
];

/**
 * @summary For developers: which data the mock host serves, and how badly its network behaves.
 */
@customElement('sd-developer-menu')
export class DeveloperMenu extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form,
      sd-creatio-panel {
        display: grid;
        gap: 0.75rem;
        inline-size: min(var(--width, 21rem), calc(100vw - 5rem));
      }
      .wide {
        --width: 28rem;
      }
      /* Where the popover spans the window. */
      @media (max-width: 40rem) {
        form,
        sd-creatio-panel {
          inline-size: auto;
        }
      }
      form + form,
      sd-creatio-panel {
        margin-block-start: 1.25rem;
        padding-block-start: 1.25rem;
        border-block-start: 1px solid var(--sd-line);
      }
      h2 {
        font-size: 1rem;
      }
      .row {
        display: grid;
        grid-template-columns: 1fr 5.5rem 1.75rem;
        align-items: center;
        gap: 0.5rem;
      }
      .row label {
        font-weight: 400;
      }
      .row .input {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      [role='status']:empty {
        display: none;
      }
      .failed {
        color: var(--sd-bad);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) api!: MockApi;
  @property({ attribute: false }) config: MockConfig | null = null;
  /** Called when the host serves other data. */
  @property({ attribute: false }) restart!: () => void;
  /** How many made-up sessions change in a second; null = not known, or not possible with this data. */
  @state() private feed: number | null = null;
  @state() private busy = false;
  @state() private result: TextKey | null = null;
  @state() private failed = false;

  override render(): unknown {
    const { text, config } = this;
    if (!config) return nothing;
    return html`<sd-popover class=${config.creatio ? 'wide' : ''} label=${text('developer.label')} icon="developer" @open=${this.#onOpen}>
      <form @submit=${this.#onScenario}>
        <div class="field">
          <label for="scenario">${text('developer.scenario')}</label>
          <select id="scenario" class="input" aria-describedby="about" @change=${() => this.requestUpdate()}>
            ${config.scenarios.map(({ name, title }) => html`<option value=${name} .selected=${name === config.scenario}>${title}</option>`)}
          </select>
          <span id="about" dir="auto" class="soft small">${this.#chosen(config)?.description}</span>
        </div>
        <button class="button" type="submit" aria-disabled=${this.busy}>${text('developer.switch')}</button>
      </form>
      <form @submit=${this.#onNetwork}>
        <h2>${text('network.label')}</h2>
        <div class="row">
          <label for="latencyMs">${text('network.latency')}</label>
          <input id="latencyMs" class="input" type="number" min="0" max="60000" step="50" .value=${String(config.network.latencyMs)} required />
          <span class="soft small">ms</span>
        </div>
        ${rates.map(
          ({ name, label }) => html`<div class="row">
            <label for=${name}>${text(label)}</label>
            <input id=${name} class="input" type="number" min="0" max="100" step="0.1" .value=${String(Math.round(config.network[name] * 1000) / 10)} required />
            <span class="soft small">%</span>
          </div>`,
        )}
        <button class="button" type="submit" aria-disabled=${this.busy}>${text('network.apply')}</button>
      </form>
      ${this.feed === null ? nothing : this.#sessions(this.feed)}
      <p role="status" class="small ${this.failed ? 'failed' : 'soft'}">${this.result && text(this.result)}</p>
      ${config.creatio ? html`<sd-creatio-panel .text=${text} .api=${this.api} .loaded=${config.creatio}></sd-creatio-panel>` : nothing}
    </sd-popover>`;
  }

  #sessions(feed: number): unknown {
    const { text } = this;
    return html`<form @submit=${this.#onFeed}>
      <h2>${text('feed.label')}</h2>
      <div class="row">
        <label for="feed">${text('feed.rate')}</label>
        <input id="feed" class="input" type="number" min="0" max="1000" step="1" .value=${String(feed)} aria-describedby="feed-hint" required />
      </div>
      <span id="feed-hint" class="soft small">${text('feed.hint')}</span>
      <button class="button" type="submit" aria-disabled=${this.busy}>${text('feed.apply')}</button>
    </form>`;
  }

  #chosen(config: MockConfig): MockConfig['scenarios'][number] | undefined {
    const name = this.renderRoot.querySelector('select')?.value || config.scenario;
    return config.scenarios.find((scenario) => scenario.name === name);
  }

  /** Somebody else may have changed it since. */
  readonly #onOpen = async (): Promise<void> => {
    this.renderRoot.querySelector('sd-creatio-panel')?.look();
    this.feed = await this.api.sessionFeed().catch(() => null);
  };

  readonly #onFeed = (event: Event): void => {
    event.preventDefault();
    const changes = this.renderRoot.querySelector<HTMLInputElement>('#feed')!.valueAsNumber || 0;
    void this.#send(async () => {
      await this.api.setSessionFeed(changes);
      this.feed = changes;
    }, 'feed.applied');
  };

  readonly #onScenario = (event: Event): void => {
    event.preventDefault();
    const name = this.renderRoot.querySelector('select')!.value;
    void this.#send(async () => {
      await this.api.setScenario(name);
      this.restart();
    }, 'developer.switching');
  };

  readonly #onNetwork = (event: Event): void => {
    event.preventDefault();
    const number = (id: string): number => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.valueAsNumber || 0;
    const shares = Object.fromEntries(rates.map(({ name }) => [name, number(name) / 100]));
    const network = { latencyMs: Math.round(number('latencyMs')), ...shares } as unknown as NetworkSettings;
    void this.#send(() => this.api.setNetwork(network), 'network.applied');
  };

  async #send(request: () => Promise<void>, done: TextKey): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failed = false;
    this.result = 'developer.switching';
    try {
      await request();
      this.result = done;
    } catch (error) {
      this.failed = true;
      this.result = error instanceof HttpError ? failureText(error) : 'error.unexpected';
    } finally {
      this.busy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-developer-menu': DeveloperMenu;
  }
}
