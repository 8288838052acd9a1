import { css, html } from 'lit';
import type { LicenseProduct } from '../../../licensing/bulk.ts';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { AskingDialog, askIn } from '../../../ui/asking-dialog.ts';
import { define } from '../../../ui/element.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
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
export class AssignDialog extends AskingDialog<AssignQuestion, LicensedUser> {
  static override readonly styles = [...AskingDialog.styles, styles];
  static override readonly properties = { ...AskingDialog.properties, user: { state: true }, told: { state: true } };

  declare user: LicensedUser | null;
  /** What is missing is said: not before somebody wants to go on. */
  declare told: boolean;

  constructor() {
    super();
    this.user = null;
    this.told = false;
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
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
      <button @click=${() => this.dialog.close()}>${text('cancel')}</button>
      <button class="primary" aria-disabled=${user ? 'false' : 'true'} @click=${this.#onApply}>${text('list-apply')}</button>
    </dialog>`;
  }

  get #picker() {
    return this.renderRoot.querySelector('lic-person-picker')!;
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
    this.answer(this.user);
  };
}

define('lic-assign-dialog', AssignDialog);

/** Asks in `root`. Null: to nobody. */
export function askToAssign(root: DocumentFragment, question: AssignQuestion): Promise<LicensedUser | null> {
  return askIn(root, document.createElement('lic-assign-dialog'), question);
}

declare global {
  interface HTMLElementTagNameMap {
    'lic-assign-dialog': AssignDialog;
  }
}
