import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Directory, UserDetails } from '../api/directory.ts';
import { HttpError } from '../api/http.ts';
import type { Text, TextKey } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { failureText } from '../ui/load-state.ts';
import { switchStyles } from './user-general.styles.ts';

/** A user's data were changed on the host; carries them as they are now. */
export class UserChangeEvent extends Event {
  constructor(readonly user: UserDetails) {
    super('user-change', { bubbles: true, composed: true });
  }
}

/**
 * @summary What the host knows of a user, and the switch that lets that user in or keeps them out.
 * @fires user-change
 */
@customElement('sd-user-general')
export class UserGeneral extends LitElement {
  static override styles = [
    baseStyles,
    switchStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
        gap: 1rem 2rem;
        margin: 0;
        padding: 1.5rem;
      }
      dt {
        color: var(--sd-text-soft);
        font-size: 0.9286rem;
      }
      dd {
        margin: 0;
        min-block-size: 1.5em;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) user!: UserDetails;
  @property({ type: Boolean }) editable = false;
  @state() private saving = false;
  @state() private failure: HttpError | null = null;

  #abort = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#abort = new AbortController();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  override render(): unknown {
    const { text, user } = this;
    const rows: readonly (readonly [TextKey, string | null])[] = [
      ['users.login', user.login],
      ['users.email', user.email],
      ['users.title', user.jobTitle],
      ['user.department', user.department],
      ['user.phone', user.phone],
      ['user.lastLogin', this.#instant(user.lastLogin)],
    ];
    return html`<div class="card">
      <dl>
        ${rows.map(([label, value]) => html`<div><dt>${text(label)}</dt><dd><bdi>${value ?? '—'}</bdi></dd></div>`)}
      </dl>
      ${user.kind === 'system' ? nothing : this.#switch()}
    </div>`;
  }

  #switch(): unknown {
    const { text, user, editable, saving, failure } = this;
    return html`<div class="access">
      <button
        class="switch"
        type="button"
        role="switch"
        aria-checked=${user.active}
        aria-disabled=${!editable || saving}
        aria-describedby="hint failure"
        @click=${this.#onSwitch}
      >
        <span class="track" aria-hidden="true"></span>${text('user.active')}
      </button>
      <p id="hint" class="soft small">${text(editable ? 'user.activeHint' : 'user.activeForbidden')}</p>
      <p id="failure" class="failure small" role="alert">${failure && (failure.detail || text(failureText(failure)))}</p>
    </div>`;
  }

  #instant(value: string | null): string | null {
    if (value === null) return this.text('user.never');
    const date = new Date(value);
    const format = new Intl.DateTimeFormat(this.text.language.locale, { dateStyle: 'medium', timeStyle: 'short' });
    return Number.isNaN(date.getTime()) ? null : format.format(date);
  }

  readonly #onSwitch = async (): Promise<void> => {
    if (!this.editable || this.saving) return;
    this.saving = true;
    this.failure = null;
    try {
      this.dispatchEvent(new UserChangeEvent(await this.directory.setActive(this.user.id, !this.user.active, this.#abort.signal)));
    } catch (error) {
      this.failure = error instanceof HttpError ? error : new HttpError('unexpected');
    } finally {
      this.saving = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-user-general': UserGeneral;
  }
}
