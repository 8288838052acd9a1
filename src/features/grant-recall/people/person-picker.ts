import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { define } from '../../../ui/element.ts';
import { Observed } from '../../../ui/observe.ts';
import { pause } from '../../../ui/pause.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { BulkText } from '../words.ts';
import { namesOf } from './person-names.ts';
import { type PersonSearchState, PersonSearchStore } from './person-search.store.ts';

const given = { attribute: false };

const styles = css`
  :host {
    position: relative;
  }
  label {
    display: block;
    margin-block-end: 4px;
    font-weight: 600;
  }
  input {
    width: 100%;
  }
  .pop {
    position: absolute;
    z-index: 2;
    inset-inline: 0;
    max-block-size: 22em;
    margin-block-start: 4px;
    overflow: auto;
    border: 1px solid var(--lic-border);
    border-radius: 4px;
    background: var(--lic-surface);
    box-shadow: 0 4px 16px #0003;
  }
  .pop > p {
    padding: 8px 12px;
  }
  [role='option'] {
    padding: 4px 12px;
    cursor: default;
  }
  [role='option'] span {
    display: block;
  }
  [role='option']:hover {
    background: var(--lic-raised);
  }
  [role='option'][aria-selected='true'] {
    background: var(--lic-tint);
    box-shadow: inset 3px 0 var(--lic-accent);
  }
  :host([dir='rtl']) [role='option'][aria-selected='true'] {
    box-shadow: inset -3px 0 var(--lic-accent);
  }
  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** Somebody was picked. */
export class PickEvent extends Event {
  constructor(readonly user: LicensedUser) {
    super('pick');
  }
}

/**
 * @summary Finds an active person while a name, login or e-mail is typed.
 * @fires pick - somebody was picked (`PickEvent`)
 * @fires unpick - whoever was picked no longer is, as something else is typed
 */
export class PersonPicker extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { gateway: given, context: given, text: given, label: given, picked: given, open: { state: true }, active: { state: true } };

  declare gateway: Pick<BulkGateway, 'findUsers'>;
  declare context: ViewContext;
  declare text: BulkText;
  /** Of the field. */
  declare label: string;
  /** Whoever is picked stays in the field; undefined: it is emptied for the next one. */
  declare picked: LicensedUser | null | undefined;
  declare open: boolean;
  /** Place of the option that Enter picks; −1 = none. */
  declare active: number;

  readonly #state = new Observed<PersonSearchState>(this);
  #store: PersonSearchStore | undefined;

  constructor() {
    super();
    this.open = false;
    this.active = -1;
  }

  override focus(): void {
    this.#field.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store?.dispose();
  }

  protected override willUpdate(changed: PropertyValues): void {
    wear(this, this.context);
    if (changed.has('gateway')) this.#start();
    const count = this.#people.length;
    if (this.active >= count) this.active = count - 1;
    // Whoever matches first is what Enter is most likely meant for.
    if (this.active < 0 && count) this.active = 0;
  }

  protected override firstUpdated(): void {
    // Keys are for the field to hear.
    this.renderRoot.addEventListener('click', this.#onClick);
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): unknown {
    const { text, open, active, label } = this;
    const state = this.#state.value;
    const people = this.#people;
    const shown = open && !!state && state.kind !== 'idle';
    return html`<label id="label" for="field">${label}</label>
      <input
        id="field"
        type="text"
        role="combobox"
        aria-labelledby="label"
        autocomplete="off"
        spellcheck="false"
        placeholder=${text('person-hint')}
        aria-autocomplete="list"
        aria-expanded=${shown && people.length ? 'true' : 'false'}
        aria-controls="list"
        aria-activedescendant=${shown && people.length ? `option-${active}` : nothing}
        aria-describedby="said"
        @input=${this.#onInput}
        @keydown=${this.#onKey}
        @focus=${this.#onFocus}
        @blur=${this.#onBlur}
      />
      <div class="pop" ?hidden=${!shown} @pointerdown=${this.#onPointer}>
        <div id="list" role="listbox" aria-labelledby="label" ?hidden=${!people.length}>
          ${people.map((user, at) => this.#renderPerson(user, at))}
        </div>
        ${shown && state ? this.#renderSaid(state) : nothing}
      </div>
      <span id="said" class="hushed" role="status">${shown && state ? this.#said(state) : ''}</span>`;
  }

  #renderPerson(user: LicensedUser, at: number): TemplateResult {
    return html`<div role="option" id="option-${at}" aria-selected=${at === this.active ? 'true' : 'false'}>
      <bdi>${user.name}</bdi>
      ${namesOf(user)}
    </div>`;
  }

  #renderSaid(state: PersonSearchState): TemplateResult | typeof nothing {
    if (state.kind === 'found' && state.people.length) return nothing;
    return html`<p class=${state.kind === 'failed' ? 'error' : 'quiet'}>
      ${this.#said(state)} ${state.kind === 'failed' ? html`<button tabindex="-1" @click=${this.#onRetry}>${this.text('retry')}</button>` : nothing}
    </p>`;
  }

  #said(state: PersonSearchState): string {
    const { text } = this;
    switch (state.kind) {
      case 'idle':
        return '';
      case 'searching':
        return text('person-searching');
      case 'failed':
        return text(state.code);
      case 'found':
        return state.people.length ? text('person-found', { count: state.people.length }) : text('person-none');
    }
  }

  get #field(): HTMLInputElement {
    return this.renderRoot.querySelector('input')!;
  }

  get #people(): readonly LicensedUser[] {
    const state = this.#state.value;
    return state?.kind === 'found' ? state.people : [];
  }

  #start(): void {
    this.#store?.dispose();
    this.#store = new PersonSearchStore({ gateway: this.gateway, pause, signedOut: () => this.context.signedOut?.() });
    this.#state.follow(this.#store.state$);
  }

  #pick(user: LicensedUser): void {
    this.open = false;
    this.active = -1;
    this.#store!.search('');
    this.#field.value = this.picked === undefined ? '' : user.name;
    this.dispatchEvent(new PickEvent(user));
  }

  readonly #onInput = (): void => {
    this.open = true;
    this.active = -1;
    if (this.picked) this.dispatchEvent(new Event('unpick'));
    this.#store!.search(this.#field.value);
  };

  readonly #onFocus = (): void => {
    this.open = true;
  };

  readonly #onBlur = (): void => {
    this.open = false;
  };

  readonly #onClick = ({ target }: Event): void => {
    const option = (target as Element).closest('[role=option]');
    if (option) this.#pick(this.#people[[...option.parentElement!.children].indexOf(option)]!);
  };

  /** The field keeps the focus. */
  readonly #onPointer = (event: Event): void => event.preventDefault();
  readonly #onRetry = (): void => this.#store!.retry();

  readonly #onKey = (event: KeyboardEvent): void => {
    const people = this.#people;
    const shown = this.open && people.length > 0;
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (!people.length) return;
        if (shown) this.active = (this.active + (event.key === 'ArrowDown' ? 1 : people.length - 1)) % people.length;
        this.open = true;
        break;
      case 'Enter':
        if (shown && this.active >= 0) this.#pick(people[this.active]!);
        else if (this.#state.value?.kind === 'failed') this.#onRetry();
        else return;
        break;
      case 'Escape':
        if (!this.open || this.#state.value?.kind === 'idle') return;
        this.open = false;
        // It closes the list, and not the dialog around it.
        event.stopPropagation();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
}

define('lic-person-picker', PersonPicker);

declare global {
  interface HTMLElementTagNameMap {
    'lic-person-picker': PersonPicker;
  }
  interface HTMLElementEventMap {
    pick: PickEvent;
  }
}
