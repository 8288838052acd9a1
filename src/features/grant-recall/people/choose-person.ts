import { LitElement, css, html, nothing } from 'lit';
import type { LicensedUser } from '../../../licensing/license.ts';
import { define } from '../../../ui/element.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import { type BulkText, isolate } from '../words.ts';
import { namesOf } from './person-names.ts';

export interface WhoQuestion {
  /** As it was given. */
  readonly term: string;
  readonly candidates: readonly LicensedUser[];
  readonly context: ViewContext;
  readonly text: BulkText;
}

const styles = css`
  :host {
    display: contents;
  }
  ul {
    list-style: none;
    max-block-size: 60dvh;
    overflow: auto;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding-block: 8px;
    border-block-end: 1px solid var(--lic-line);
  }
  li > div {
    flex: 1 1 14em;
    min-width: 0;
  }
  li button {
    margin: 0;
  }
  li span {
    display: block;
  }
`;

/** @summary Asks which of several people is meant. */
export class ChoosePerson extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { question: { attribute: false } };

  declare question: WhoQuestion;

  /** Null: nobody was chosen. */
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
  }

  protected override render(): unknown {
    const { term, candidates, text } = this.question;
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <h2 id="title">${text('basket-chooseTitle', { term: isolate(term) })}</h2>
      <ul>
        ${candidates.map(
          (user) => html`<li>
            <div>
              <bdi>${user.name}</bdi>
              ${namesOf(user)}
              ${user.kind === 'system' ? html`<span class="quiet">${text('system-account')}</span>` : user.active ? nothing : html`<span class="quiet">${text('inactive')}</span>`}
            </div>
            <button aria-label="${text('basket-chooseThis')} ${user.name}, ${user.login}" @click=${() => this.#choose(user)}>${text('basket-chooseThis')}</button>
          </li>`,
        )}
      </ul>
      <button @click=${() => this.#dialog.close()}>${text('cancel')}</button>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  #choose(user: LicensedUser): void {
    this.#answer(user);
    this.#dialog.close();
  }

  #answer(user: LicensedUser | null): void {
    this.dispatchEvent(new CustomEvent('answer', { detail: user }));
  }
}

define('lic-choose-person', ChoosePerson);

/** Asks in `root`. The focus returns to where it was. */
export function choosePerson(root: DocumentFragment, question: WhoQuestion): Promise<LicensedUser | null> {
  const dialog = document.createElement('lic-choose-person');
  dialog.question = question;
  root.append(dialog);
  return dialog.ask();
}

declare global {
  interface HTMLElementTagNameMap {
    'lic-choose-person': ChoosePerson;
  }
}
