import { css, html, nothing } from 'lit';
import type { LicensedUser } from '../../../licensing/license.ts';
import { AskingDialog, askIn } from '../../../ui/asking-dialog.ts';
import { define } from '../../../ui/element.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
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
export class ChoosePerson extends AskingDialog<WhoQuestion, LicensedUser> {
  static override readonly styles = [...AskingDialog.styles, styles];

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
            <button aria-label="${text('basket-chooseThis')} ${user.name}, ${user.login}" @click=${() => this.answer(user)}>${text('basket-chooseThis')}</button>
          </li>`,
        )}
      </ul>
      <button @click=${() => this.dialog.close()}>${text('cancel')}</button>
    </dialog>`;
  }
}

define('lic-choose-person', ChoosePerson);

/** Asks in `root`. Null: nobody was chosen. */
export function choosePerson(root: DocumentFragment, question: WhoQuestion): Promise<LicensedUser | null> {
  return askIn(root, document.createElement('lic-choose-person'), question);
}

declare global {
  interface HTMLElementTagNameMap {
    'lic-choose-person': ChoosePerson;
  }
}
