import { LitElement, css, html } from 'lit';
import type { LicenseProduct } from '../../../licensing/bulk.ts';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { define } from '../../../ui/element.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import '../people/person-picker.ts';
import type { PickEvent } from '../people/person-picker.ts';
import type { BulkText } from '../words.ts';

export interface AssignQuestion {
  readonly gateway: Pick<BulkGateway, 'findUsers'>;
  readonly products: readonly LicenseProduct[];
  readonly context: ViewContext;
  readonly text: BulkText;
}

const styles = css`
  :host {
    display: contents;
  }
  /* The list of people found stands out over it. */
  dialog {
    overflow: visible;
  }
  ul {
    max-block-size: 8em;
    margin-block-end: 16px;
    padding-inline-start: 20px;
    overflow: auto;
  }
  .hint {
    margin-block-start: 8px;
  }
`;

/** @summary Asks to whom licenses are to be assigned. */
export class AssignDialog extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { question: { attribute: false }, user: { state: true }, told: { state: true } };

  declare question: AssignQuestion;
  declare user: LicensedUser | null;
  /** What is missing is said: not before somebody wants to go on. */
  declare told: boolean;

  constructor() {
    super();
    this.user = null;
    this.told = false;
  }

  /** Null: to nobody. */
  ask(): Promise<LicensedUser | null> {
    return new Promise((resolve) => {
      this.addEventListener('answer', (event) => resolve((event as CustomEvent<LicensedUser | null>).detail), { once: true });
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#answer(null);
  }

  protected override willUpdate(): void {
    wear(this, this.question.context);
  }

  protected override firstUpdated(): void {
    this.#dialog.showModal();
    void this.#picker.updateComplete.then(() => this.#picker.focus());
  }

  protected override render(): unknown {
    const { text, products, gateway, context } = this.question;
    const { user, told } = this;
    return html`<dialog aria-labelledby="title" aria-describedby="hint" @close=${() => this.remove()}>
      <h2 id="title">${text('list-assignTitle', { count: products.length })}</h2>
      <ul tabindex="0" aria-label=${text('licenses')}>
        ${products.map(({ name }) => html`<li><bdi>${name}</bdi></li>`)}
      </ul>
      <lic-person-picker .gateway=${gateway} .context=${context} .text=${text} .label=${text('list-assignTo')} .picked=${user} @pick=${this.#onPick} @unpick=${this.#onUnpick}></lic-person-picker>
      <p id="hint" class="hint quiet">${text('list-assignHint')}</p>
      <p class=${told && !user ? 'error' : ''} role="status">${told && !user ? text('list-personFirst') : ''}</p>
      <button @click=${() => this.#dialog.close()}>${text('cancel')}</button>
      <button class="primary" aria-disabled=${user ? 'false' : 'true'} @click=${this.#onApply}>${text('list-apply')}</button>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  get #picker() {
    return this.renderRoot.querySelector('lic-person-picker')!;
  }

  #answer(user: LicensedUser | null): void {
    this.dispatchEvent(new CustomEvent('answer', { detail: user }));
  }

  readonly #onPick = ({ user }: PickEvent): void => {
    this.user = user;
  };

  /** Something else was typed since. */
  readonly #onUnpick = (): void => {
    this.user = null;
  };

  readonly #onApply = (): void => {
    if (!this.user) {
      this.told = true;
      return this.#picker.focus();
    }
    this.#answer(this.user);
    this.#dialog.close();
  };
}

define('lic-assign-dialog', AssignDialog);

/** Asks in `root`. The focus returns to where it was. */
export function askToAssign(root: DocumentFragment, question: AssignQuestion): Promise<LicensedUser | null> {
  const dialog = document.createElement('lic-assign-dialog');
  dialog.question = question;
  root.append(dialog);
  return dialog.ask();
}

declare global {
  interface HTMLElementTagNameMap {
    'lic-assign-dialog': AssignDialog;
  }
}
