import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { type CheckId, type CheckResult, type SelfTestGateway, checkIds, stateOf } from '../../licensing/self-test.ts';
import type { en } from '../../text/self-test/en.ts';
import type { Text } from '../../text/messages.ts';
import { define } from '../../ui/element.ts';
import { lasting } from '../../ui/lasting.ts';
import { notice } from '../../ui/load-state.ts';
import { Observed } from '../../ui/observe.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import { countStates, reportOf } from './report.ts';
import { type SelfTestState, SelfTestStore } from './self-test.store.ts';
import { styles } from './self-test.styles.ts';

const given = { attribute: false };

/**
 * @summary What the host answers to the plugin, check by check, with a report for whoever keeps it running. Changes nothing.
 * @cssproperty --crt-palette-primary - and the other properties of the host's that `ui/tokens.styles.ts` reads
 */
export class SelfTest extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { gateway: given, context: given, text: given, copied: { state: true } };

  declare gateway: SelfTestGateway;
  declare context: ViewContext;
  declare text: Text<keyof typeof en>;
  /** Of the plugin, for the report. */
  version = '';
  /** Whether the report could be copied; null = nobody has asked. */
  declare copied: boolean | null;
  /** Asked by nobody: nothing here can be changed. */
  can = async (): Promise<boolean> => true;

  readonly #state = new Observed<SelfTestState>(this);
  #store: SelfTestStore | undefined;

  constructor() {
    super();
    this.copied = null;
    lasting(this, () => this.#end());
  }

  /** Nothing here can be lost. */
  async canLeave(): Promise<boolean> {
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { context, gateway } = this;
    if (!this.isConnected || !context || !gateway) return;
    wear(this, context);
    if (this.#store && !changed.has('gateway')) return;
    this.#end();
    this.#store = new SelfTestStore({ gateway, now: () => this.context.now(), signedOut: () => this.context.signedOut?.() });
    this.#state.follow(this.#store.state$);
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    if (!text || !state) return nothing;
    return html`<header>
        <h2>${text('title')}</h2>
        <p class="quiet">${text('intro')}</p>
      </header>
      <div class="bar">
        <button @click=${this.#onAgain}>${text('again')}</button>
        <button class="primary" aria-disabled=${state.kind === 'running' ? 'true' : 'false'} @click=${this.#onCopy}>${text('copy')}</button>
        <span role="status">${this.#said(state)}</span>
      </div>
      ${this.#renderCopied(state)}${this.#renderState(state)}`;
  }

  #renderState({ kind, results, code }: SelfTestState): unknown {
    const { text } = this;
    switch (kind) {
      case 'failed':
        return [notice(text(code!), { label: text('retry'), act: this.#onAgain }), this.#renderResults(results, [])];
      case 'running':
      case 'ready':
        return this.#renderResults(results, checkIds.slice(results.length));
    }
  }

  #renderResults(results: readonly CheckResult[], waiting: readonly CheckId[]): TemplateResult {
    const { text } = this;
    return html`<ol aria-label=${text('results')}>
      ${results.map(this.#renderResult)}${waiting.map(
        (id, index) => html`<li class="waiting"><span class="state">${text(index ? 'waiting' : 'running')}</span><h3>${text(`check-${id}`)}</h3></li>`,
      )}
    </ol>`;
  }

  readonly #renderResult = ({ id, finding, facts, detail, ms }: CheckResult): TemplateResult => {
    const { text } = this;
    const state = stateOf(finding);
    return html`<li class=${state}>
      <span class="state">${text(`state-${state}`)}</span>
      <h3>${text(`check-${id}`)}</h3>
      <span class="quiet took">${text('took', { ms })}</span>
      <p>${text(finding, facts)}</p>
      ${detail ? html`<p class="quiet"><bdi>${detail}</bdi></p>` : nothing}
    </li>`;
  };

  #renderCopied(state: SelfTestState): unknown {
    const { text, copied } = this;
    const asked = copied !== null && state.kind !== 'running';
    // It is there from the start: what is put into a page together with its words may not be read out.
    return html`<div role="status">${asked ? html`<p class="bar notice">${text(copied ? 'copied' : 'notCopied')}</p>` : nothing}</div>
      ${!asked || copied ? nothing : html`<textarea readonly rows="8" dir="ltr" aria-label=${text('report')} .value=${this.#report(state)}></textarea>`}`;
  }

  #said({ kind, results }: SelfTestState): string {
    if (kind === 'running') return this.text('running');
    const { passed, failed, warning: warnings, absent } = countStates(results);
    return this.text('summary', { passed, failed, warnings, absent });
  }

  #report({ at, results }: SelfTestState): string {
    return reportOf(this.version, at, results);
  }

  #end(): void {
    this.#store?.dispose();
    this.#store = undefined;
    this.#state.follow();
    this.copied = null;
  }

  readonly #onAgain = (): void => {
    this.copied = null;
    this.#store?.again();
  };

  readonly #onCopy = async (): Promise<void> => {
    const state = this.#state.value;
    if (!state || state.kind === 'running') return;
    this.copied = await copy(this.#report(state));
    if (this.copied) return;
    await this.updateComplete;
    const area = this.renderRoot.querySelector('textarea');
    // Marking is not going there in every browser.
    area?.focus();
    area?.select();
  };
}

/** A page that is not secure has no clipboard, and a browser may refuse it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

define('lic-self-test', SelfTest);

declare global {
  interface HTMLElementTagNameMap {
    'lic-self-test': SelfTest;
  }
}
