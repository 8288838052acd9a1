import { LitElement, css, html } from 'lit';
import type { BulkGateway } from '../../../licensing/bulk-gateway.ts';
import { define } from '../../../ui/element.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { BulkText } from '../words.ts';
import { type BasketStore, LARGEST_FILE } from './basket.store.ts';
import './person-picker.ts';
import type { PickEvent } from './person-picker.ts';

const given = { attribute: false };

const styles = css`
  :host {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(18em, 100%), 1fr));
    gap: 16px 24px;
    align-items: start;
  }
  .label {
    display: block;
    margin-block-end: 4px;
    font-weight: 600;
  }
  textarea {
    display: block;
    width: 100%;
    height: 5.5em;
    resize: vertical;
  }
  .bar {
    padding: 8px 0 0;
    gap: 8px;
  }
  .drop {
    margin-block-start: 16px;
    padding: 12px;
    border: 1px dashed var(--lic-border);
    border-radius: 4px;
  }
  .over {
    border-color: var(--lic-accent);
    background: var(--lic-tint);
  }
`;

/** @summary Ways to say who is meant: search, paste, drop or pick a file. */
export class BasketInput extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { gateway: given, verbs: given, context: given, text: given, over: given, pasted: { state: true } };

  declare gateway: BulkGateway;
  declare verbs: Pick<BasketStore, 'pick' | 'read' | 'readFile' | 'refuse'>;
  declare context: ViewContext;
  declare text: BulkText;
  /** Something that can be dropped is held above the page. */
  declare over: boolean;
  /** As typed or pasted. */
  declare pasted: string;

  constructor() {
    super();
    this.over = false;
    this.pasted = '';
  }

  /** Reads what was dropped: files, or else text. */
  drop({ files }: DataTransfer, words: string): void {
    if (files.length) void this.#read([...files]);
    else if (words.trim()) this.verbs.read(words);
  }

  protected override willUpdate(): void {
    wear(this, this.context);
  }

  protected override render(): unknown {
    const { text, gateway, context, pasted } = this;
    return html`<div>
        <lic-person-picker .gateway=${gateway} .context=${context} .text=${text} .label=${text('basket-add')} @pick=${this.#onPick}></lic-person-picker>
        <div class="drop ${this.over ? 'over' : ''}">
          <button @click=${this.#onFile}>${text('basket-file')}</button> <span class="quiet">${text('basket-drop')}</span>
          <input hidden type="file" multiple accept=".csv,.txt,.tsv,text/csv,text/plain" aria-label=${text('basket-file')} @change=${this.#onFiles} />
        </div>
      </div>
      <div>
        <label class="label" for="pasted">${text('basket-paste')}</label>
        <textarea id="pasted" spellcheck="false" autocapitalize="off" aria-describedby="hint" .value=${pasted} @input=${this.#onInput} @keydown=${this.#onKey}></textarea>
        <div class="bar">
          <button aria-disabled=${pasted.trim() ? 'false' : 'true'} aria-describedby="hint" @click=${this.#onAdd}>${text('basket-addPasted')}</button>
          <span id="hint" class="quiet">${text('basket-pasteHint')}</span>
        </div>
      </div>`;
  }

  async #read(files: readonly File[]): Promise<void> {
    for (const file of files) {
      if (file.size > LARGEST_FILE) {
        this.verbs.refuse(file.name, 'too-large');
        continue;
      }
      try {
        this.verbs.readFile(new Uint8Array(await file.arrayBuffer()), file.name);
      } catch {
        // A folder, or a file that has gone meanwhile.
        this.verbs.refuse(file.name, 'unreadable');
      }
    }
  }

  readonly #onPick = ({ user }: PickEvent): void => this.verbs.pick(user);

  readonly #onInput = ({ target }: Event): void => {
    this.pasted = (target as HTMLTextAreaElement).value;
  };

  readonly #onAdd = (): void => {
    if (!this.pasted.trim()) return;
    this.verbs.read(this.pasted);
    this.pasted = '';
    this.renderRoot.querySelector('textarea')!.focus();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#onAdd();
  };

  readonly #onFile = (): void => this.#files.click();

  readonly #onFiles = (): void => {
    void this.#read([...this.#files.files!]);
    // The same file again is a change again.
    this.#files.value = '';
  };

  get #files(): HTMLInputElement {
    return this.renderRoot.querySelector('[type=file]')!;
  }
}

define('lic-basket-input', BasketInput);

declare global {
  interface HTMLElementTagNameMap {
    'lic-basket-input': BasketInput;
  }
}
