import { LitElement, type PropertyValues, type TemplateResult, html, nothing, svg } from 'lit';
import type { Outcome } from '../../../licensing/outcome.ts';
import { define } from '../../../ui/element.ts';
import { KeepFocus } from '../../../ui/keep-focus.ts';
import { Observed } from '../../../ui/observe.ts';
import { tokens } from '../../../ui/tokens.styles.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { view } from '../../../ui/view.styles.ts';
import { wear } from '../../../ui/wear.ts';
import type { BatchRun, RunState } from '../grant-recall.state.ts';
import { resultLine } from '../result-line.ts';
import type { BulkText } from '../words.ts';
import { styles } from './batch-progress.styles.ts';
import { retryableCount } from './run-tally.ts';
import { RunSaid, elsewhereText, openText, phaseText, timeLeftText } from './run-words.ts';

const given = { attribute: false };

/** Outcomes in the order in which they fill the bar. */
const outcomes = ['applied', 'skipped', 'failed', 'unknown'] as const satisfies readonly Outcome[];

/**
 * @summary How the applying of a batch goes on, and what can be done about it.
 * @fires minimise - somebody wants it out of the way; it goes on
 * @attr here - this browser alone keeps the batch
 * @attr mini - only how far it is; what is read out is read out all the same
 */
export class BatchProgress extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { run: given, context: given, text: given, here: { type: Boolean }, mini: { type: Boolean, reflect: true } };

  declare run: BatchRun;
  declare context: ViewContext;
  declare text: BulkText;
  declare here: boolean;
  declare mini: boolean;

  readonly #followed = new Observed<RunState>(this);
  #said = new RunSaid();
  /** How things stood while it was asked what became of what was unknown. */
  #before: RunState | undefined;
  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.here = this.mini = false;
    new KeepFocus(this, () => this.renderRoot.querySelector('button'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
  }

  protected override willUpdate(changed: PropertyValues): void {
    wear(this, this.context);
    if (changed.has('run')) {
      this.#followed.follow(this.run.state$);
      this.#said = new RunSaid();
      this.#before = undefined;
    }
    const { state } = this.run;
    if (state.phase === 'settling') this.#before = state;
    else if (state.phase !== 'interrupted') this.#before = undefined;
    this.#said.hear(state, this.text, this.context.now(), this.here);
    clearTimeout(this.#tick);
    const wait = (state.trouble?.until ?? 0) - this.context.now();
    if (wait > 0) this.#tick = setTimeout(() => this.requestUpdate(), wait % 1_000 || 1_000);
  }

  protected override render(): unknown {
    const { run: { state }, mini } = this;
    return html`${this.#renderHead(state)} ${this.#renderBar(state)} ${mini ? nothing : this.#renderRest(state)}
      <div class="hushed" role="status">${this.#said.words}</div>`;
  }

  #renderHead(state: RunState): TemplateResult {
    const { text, mini } = this;
    const { phase, done, summary } = state;
    const left = mini && phase === 'running' && timeLeftText(state, text);
    return html`<div class="head">
      <strong>${phaseText(state, text)}</strong>
      <span>${left || text('run-done', { done, total: summary.total })}</span>
    </div>`;
  }

  #renderBar(state: RunState): TemplateResult {
    const { text } = this;
    const { done, summary: { tally, total } } = state;
    let from = 0;
    const parts = outcomes.map((outcome) => {
      const part = svg`<rect class=${outcome} x=${from} width=${tally[outcome]} height="1"></rect>`;
      from += tally[outcome];
      return part;
    });
    return html`<div
      role="progressbar"
      class=${isAsking(state) ? '' : 'waits'}
      aria-label=${text('run-progress')}
      aria-valuemin="0"
      aria-valuemax=${total}
      aria-valuenow=${done}
      aria-valuetext=${text('run-done', { done, total })}
    >
      <svg viewBox="0 0 ${total} 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>
    </div>`;
  }

  #renderRest(state: RunState): TemplateResult {
    const { text } = this;
    const { phase, summary, trouble, rate } = state;
    // The line is there from the start, so that nothing moves when there is something to say.
    const facts = html`<div class="facts">
      ${rate ? html`<span>${text('run-rate', { count: Math.round(rate) })}</span>` : nothing} <span>${timeLeftText(state, text)}</span>
    </div>`;
    return html`${phase === 'running' && !trouble ? facts : nothing}
      <ul class="tally ${isAsking(state) ? '' : 'waits'}">
        ${outcomes.map((outcome) => {
          const count = summary.tally[outcome];
          const key = outcome === 'unknown' && isAsking(state) ? 'run-underWay' : `part-${outcome}` as const;
          return count ? html`<li class=${outcome}>${text(key, { count })}</li>` : nothing;
        })}
        ${summary.tally['not-attempted'] ? html`<li>${this.#renderLeft(state)}</li>` : nothing}
      </ul>
      ${trouble ? this.#renderTrouble(trouble) : nothing} ${this.#renderWords(state)} ${this.#renderDoing(state)}`;
  }

  #renderLeft({ phase, summary: { tally } }: RunState): string {
    return this.text(phase === 'ended' ? 'part-not-attempted' : 'run-left', { count: tally['not-attempted'] });
  }

  /** What it says is read out by our own status; that the seconds run is not. */
  #renderTrouble({ code, until }: NonNullable<RunState['trouble']>): TemplateResult {
    const { text, context } = this;
    const count = until === null ? 0 : Math.ceil((until - context.now()) / 1_000);
    return html`<div class="bar notice" role="note">
      <span>${text(code)}</span>
      ${until === null ? nothing : html`<span class="quiet">${count > 0 ? text('run-againIn', { count }) : text('run-trying')}</span>`}
      <button class="end" @click=${() => this.run.goOn()}>${text('run-tryNow')}</button>
    </div>`;
  }

  /** Sentences for a moment at which somebody has to decide. */
  #renderWords(state: RunState): TemplateResult | typeof nothing {
    const { text } = this;
    const { phase, done, summary } = state;
    switch (phase) {
      case 'settling':
        return html`<p>${openText(state, text)}</p>`;
      case 'interrupted': {
        const unknown = this.#before?.summary.tally.unknown ?? 0;
        const carriedOut = done - (this.#before?.done ?? 0);
        return html`<p>${done ? openText(state, text) : text('run-fresh')}</p>
          ${unknown ? html`<p>${text('run-was-unknown', { count: unknown, done: carriedOut, not: unknown - carriedOut })}</p>` : nothing}
          <p>${text('run-question')}</p>`;
      }
      case 'paused':
        return html`<p>${openText(state, text)}</p>`;
      case 'elsewhere':
        return html`<p>${openText(state, text)}</p><p>${elsewhereText(this.here, text)}</p>`;
      case 'ended':
        return html`<p><strong>${resultLine(summary, text)}</strong></p>`;
      case 'running':
      case 'pausing':
      case 'stopping':
      case 'lost':
        return nothing;
    }
  }

  #renderDoing({ phase, summary }: RunState): TemplateResult {
    const { text, run } = this;
    const button = (label: string, act: () => void, look = ''): TemplateResult => html`<button class=${look} @click=${act}>${label}</button>`;
    const goOn = (label: string): TemplateResult => button(label, () => run.goOn(), 'primary');
    const cancel = button(text('run-cancel'), () => run.cancel());
    const buttons = (): unknown => {
      switch (phase) {
        case 'running':
          return [button(text('run-pause'), () => run.pause()), cancel];
        case 'settling':
        case 'pausing':
        case 'lost':
          return cancel;
        case 'interrupted':
        case 'paused':
          return [goOn(text('goOn')), cancel];
        case 'elsewhere':
          return goOn(text('run-goOnHere'));
        case 'ended':
          return [
            retryableCount(summary) ? button(text('retryFailed'), () => run.retryFailed()) : nothing,
            summary.tally['not-attempted'] ? goOn(text('run-goOnRest', { count: summary.tally['not-attempted'] })) : nothing,
          ];
        case 'stopping':
          return nothing;
      }
    };
    return html`<div class="doing">
      ${buttons()} ${phase === 'ended' ? nothing : button(text('minimise'), () => this.dispatchEvent(new CustomEvent('minimise')), 'end')}
    </div>`;
  }
}

/** Whether what is unknown is on its way, rather than in doubt. */
function isAsking({ phase, trouble }: RunState): boolean {
  return !trouble && (phase === 'running' || phase === 'pausing' || phase === 'stopping' || phase === 'elsewhere');
}

define('lic-batch-progress', BatchProgress);

declare global {
  interface HTMLElementTagNameMap {
    'lic-batch-progress': BatchProgress;
  }
}
