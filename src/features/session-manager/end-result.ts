import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import '../../ui/data-grid/data-grid.ts';
import type { Column, Tone } from '../../ui/data-grid/column.ts';
import type { DataGrid } from '../../ui/data-grid/data-grid.ts';
import { LocalRows } from '../../ui/data-grid/local-rows.ts';
import { define } from '../../ui/element.ts';
import { give } from '../../ui/give.ts';
import { KeepFocus } from '../../ui/keep-focus.ts';
import { notice } from '../../ui/load-state.ts';
import { createTimes } from '../../ui/times.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import type { EndItem, EndRun } from './session-manager.state.ts';
import type { SessionManagerVerbs } from './session-manager.verbs.ts';
import { type SessionText, itemKey, itemRemark, runSummary } from './words.ts';

const given = { attribute: false };

const tones: Readonly<Record<EndItem['outcome'], Tone>> = {
  applied: 'neutral', skipped: 'neutral', failed: 'danger', 'not-attempted': 'neutral', unknown: 'warning',
};

const styles = css`
  :host {
    border-block-end: 1px solid var(--lic-line);
    background: var(--lic-raised);
  }
  progress {
    width: 16em;
    max-width: 100%;
    accent-color: var(--lic-accent);
  }
  lic-data-grid {
    height: 18em;
    border-block-start: 1px solid var(--lic-line);
  }
`;

/** @summary How an ending goes on, what it came to, and what became of each session. */
export class EndResult extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { run: given, verbs: given, context: given, text: given, open: { state: true } };

  declare run: EndRun;
  declare verbs: Pick<SessionManagerVerbs, 'ledger' | 'stop' | 'retryFailed' | 'dismiss'>;
  declare context: ViewContext;
  declare text: SessionText;
  declare open: boolean;

  #rows: LocalRows<EndItem> | undefined;
  #columns: readonly Column<EndItem>[] = [];

  constructor() {
    super();
    this.open = false;
    new KeepFocus(this, () => this.renderRoot.querySelector('button'));
  }

  protected override willUpdate(changed: PropertyValues): void {
    wear(this, this.context);
    if (changed.has('text') || changed.has('context')) this.#columns = this.#declare();
    if (!this.open) this.#rows = undefined;
    else {
      this.#rows ??= new LocalRows<EndItem>({ idOf: ({ id }) => id, locale: this.context.locale, timeZone: this.context.timeZone });
      this.#rows.replace(this.verbs.ledger());
    }
  }

  protected override render(): unknown {
    const { run, text } = this;
    const { trouble } = run;
    return html`<div class="bar">${run.running ? this.#renderProgress() : this.#renderDone()}</div>
      ${trouble ? notice(text(trouble)) : nothing} ${this.open ? this.#renderLedger() : nothing}`;
  }

  #renderProgress(): TemplateResult {
    const { run, text } = this;
    const { total, notAttempted, unknown } = run;
    const done = total - notAttempted - unknown;
    return html`<strong>${text('ending')}</strong>
      <progress aria-label=${text('ending')} max=${total} .value=${done}></progress>
      <span>${text('progress', { done, total })}</span>
      <button class="end" @click=${this.#onStop}>${text('stop')}</button>`;
  }

  #renderDone(): TemplateResult {
    const { run, text, open } = this;
    return html`<strong>${runSummary(run, this.verbs.ledger(), text)}</strong>
      ${run.canRetry ? html`<button class="end" @click=${this.#onRetry}>${text('retryFailed')}</button>` : nothing}
      <button class=${run.canRetry ? '' : 'end'} aria-expanded=${open ? 'true' : 'false'} @click=${this.#onToggle}>${text(open ? 'hideDetails' : 'details')}</button>
      <button @click=${this.#onClose}>${text('close')}</button>`;
  }

  #renderLedger(): TemplateResult {
    const { text, context } = this;
    const { locale, timeZone, direction, theme } = context;
    return html`<lic-data-grid
      ${give<DataGrid<EndItem>>({ rows: this.#rows!, columns: this.#columns, label: text('ledger'), rowLabel, text, locale, timeZone, direction, theme })}
    ></lic-data-grid>`;
  }

  #declare(): readonly Column<EndItem>[] {
    const { text, context } = this;
    const times = createTimes(context);
    return [
      { id: 'user', label: text('user'), kind: 'text', value: ({ userName }) => userName, width: 13, sortable: true },
      { id: 'login', label: text('login'), kind: 'text', value: ({ login }) => login, width: 17, sortable: true, filter: 'text' },
      {
        id: 'outcome', label: text('outcome'), kind: 'badge', value: (item) => text(itemKey(item)), tone: ({ outcome }) => tones[outcome],
        width: 12, sortable: true,
      },
      { id: 'remark', label: text('remark'), kind: 'text', value: (item) => itemRemark(item, text, times), width: 28 },
    ];
  }

  readonly #onStop = (): void => this.verbs.stop();
  readonly #onRetry = (): void => void this.verbs.retryFailed();
  readonly #onClose = (): void => this.verbs.dismiss();
  readonly #onToggle = (): void => {
    this.open = !this.open;
  };
}

const rowLabel = ({ userName }: EndItem): string => userName;

define('lic-end-result', EndResult);

declare global {
  interface HTMLElementTagNameMap {
    'lic-end-result': EndResult;
  }
}
