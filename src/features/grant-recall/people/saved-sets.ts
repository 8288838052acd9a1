import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SavedSet } from '../../../licensing/bulk.ts';
import type { Change } from '../../../licensing/rules.ts';
import { ask } from '../../../ui/dialog.ts';
import { define } from '../../../ui/element.ts';
import { KeepFocus } from '../../../ui/keep-focus.ts';
import { notice } from '../../../ui/load-state.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { Question, ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import { type BulkText, isolate } from '../words.ts';
import type { BasketReady } from './basket.state.ts';
import type { BasketStore } from './basket.store.ts';
import { savedText } from './basket-words.ts';

const given = { attribute: false };

const styles = css`
  h2 {
    margin: 0 0 4px;
    font-size: 1em;
    font-weight: 600;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  input {
    flex: 1 1 10em;
    min-width: 0;
  }
  ul {
    list-style: none;
    max-block-size: 14em;
    margin-block-start: 8px;
    overflow: auto;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding-block: 4px;
    border-block-start: 1px solid var(--lic-line);
  }
  li > :first-child {
    flex: 1 1 10em;
    min-width: 0;
  }
  li span {
    display: block;
  }
  .verbs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .why {
    margin-block-start: 4px;
  }
  .notice {
    margin-inline: 0;
  }
`;

/** Which change somebody wants for a saved set as it is. */
export class SetChangeEvent extends Event {
  constructor(
    readonly set: SavedSet,
    readonly change: Change,
  ) {
    super('set-change');
  }
}

/**
 * @summary Sets of people that are kept under a name: saved, added, replaced, deleted.
 * @fires set-change - licenses are to be granted to or recalled from all of a set (`SetChangeEvent`)
 */
export class SavedSets extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { state: given, verbs: given, context: given, text: given, count: given, name: { state: true } };

  declare state: BasketReady;
  declare verbs: Pick<BasketStore, 'save' | 'load' | 'deleteSet' | 'retry'>;
  declare context: ViewContext;
  declare text: BulkText;
  /** How many people would be saved. */
  declare count: number;
  declare name: string;

  constructor() {
    super();
    this.name = '';
    new KeepFocus(this, () => this.renderRoot.querySelector('input'));
  }

  protected override willUpdate(_changed: PropertyValues): void {
    wear(this, this.context);
  }

  protected override render(): unknown {
    const { text, state, name } = this;
    const why = this.#why;
    return html`<h2 id="sets">${text('sets')}</h2>
      <form aria-labelledby="sets" @submit=${this.#onSave}>
        <input aria-label=${text('sets-name')} placeholder=${text('sets-name')} maxlength="100" autocomplete="off" aria-describedby="why" .value=${name} @input=${this.#onName} />
        <button aria-disabled=${why ? 'true' : 'false'} aria-describedby="why">${text('sets-save')}</button>
      </form>
      <p id="why" class="why quiet">${why}</p>
      ${state.setsTrouble ? notice(text(state.setsTrouble), { label: text('retry'), act: () => this.verbs.retry() }) : nothing}
      ${state.sets?.length ? html`<ul aria-labelledby="sets">${repeat(state.sets, ({ id }) => id, (set) => this.#renderSet(set))}</ul>` : nothing}
      ${state.sets?.length === 0 ? html`<p class="quiet">${text('sets-none')}</p>` : nothing}
      ${state.capabilities.keeps === 'browser' ? html`<p class="quiet">${text('sets-here')}</p>` : nothing}`;
  }

  #renderSet(set: SavedSet): TemplateResult {
    const { text, context, state } = this;
    const button = (words: string, act: () => void): TemplateResult =>
      html`<button aria-label="${words} ${set.name}" aria-disabled=${state.busy ? 'true' : 'false'} @click=${() => state.busy || act()}>${words}</button>`;
    return html`<li>
      <div><bdi>${set.name}</bdi> <span class="quiet">${savedText(set, text, context)}</span></div>
      <div class="verbs">
        ${button(text('sets-load'), () => void this.verbs.load(set))}
        ${context.openView
          ? html`${button(text('basket-grant'), () => this.#tell(set, 'grant'))}${button(text('basket-recall'), () => this.#tell(set, 'recall'))}`
          : nothing}
        ${button(text('sets-delete'), () => void this.#onDelete(set))}
      </div>
    </li>`;
  }

  /** Why nothing can be saved; empty = it can. */
  get #why(): string {
    const { text, count, name, state } = this;
    if (!count) return text('sets-peopleFirst');
    if (state.looking) return text('basket-wait');
    return name.trim() ? '' : text('sets-nameFirst');
  }

  #ask(question: Question): Promise<boolean> {
    return this.context.confirm?.(question) ?? ask(this.renderRoot as ShadowRoot, question);
  }

  #tell(set: SavedSet, change: Change): void {
    this.dispatchEvent(new SetChangeEvent(set, change));
  }

  async #onDelete(set: SavedSet): Promise<void> {
    const { text } = this;
    const sure = await this.#ask({
      title: text('sets-deleteTitle', { name: isolate(set.name) }),
      message: text('sets-deleteMessage'),
      confirmLabel: text('sets-deleteConfirm'),
      cancelLabel: text('cancel'),
    });
    if (sure) await this.verbs.deleteSet(set);
  }

  readonly #onName = ({ target }: Event): void => {
    this.name = (target as HTMLInputElement).value;
  };

  readonly #onSave = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { text, state } = this;
    const name = this.name.trim().replace(/\s+/g, ' ');
    if (this.#why || state.busy) return this.renderRoot.querySelector('input')!.focus();
    const former = state.sets?.find((set) => set.name.toLowerCase() === name.toLowerCase());
    const question = former && {
      title: text('sets-replaceTitle', { name: isolate(former.name) }),
      message: text('sets-replaceMessage', { count: former.count }),
      confirmLabel: text('sets-replaceConfirm'),
      cancelLabel: text('cancel'),
    };
    if (question && !(await this.#ask(question))) return;
    if (await this.verbs.save(name, former?.id)) this.name = '';
  };
}

define('lic-saved-sets', SavedSets);

declare global {
  interface HTMLElementTagNameMap {
    'lic-saved-sets': SavedSets;
  }
  interface HTMLElementEventMap {
    'set-change': SetChangeEvent;
  }
}
