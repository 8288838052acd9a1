import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import { IDLE_MINUTES } from '../../licensing/session.ts';
import { ask } from '../../ui/dialog.ts';
import { define } from '../../ui/element.ts';
import { notice } from '../../ui/load-state.ts';
import { Observed } from '../../ui/observe.ts';
import { createTimes } from '../../ui/times.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import { type MinutesProblem, readMinutes } from './read-minutes.ts';
import type { PolicyState } from './session-manager.state.ts';
import type { PolicyVerbs } from './session-manager.verbs.ts';
import type { SessionText } from './words.ts';

const given = { attribute: false };

type Ready = Extract<PolicyState, { kind: 'ready' }>;

/** What somebody is about to save. */
interface Draft {
  readonly on: boolean;
  /** As typed. */
  readonly minutes: string;
}

/** Minutes put forward when sessions never expire so far. */
const SUGGESTED = 20;

const styles = css`
  [name='minutes'] {
    width: 5em;
    text-align: end;
  }
  [name='minutes'][aria-invalid='true'] {
    border-color: var(--lic-error);
  }
  form > span:empty {
    display: none;
  }
  .sentence {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
`;

/**
 * @summary Whether sessions end by being idle, and after how many minutes; saved explicitly, and with a question first when
 * that ends sessions now.
 * @fires dirty-change - there is something to save, or is no more
 */
export class SessionPolicyForm extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { store: given, mayChange: given, context: given, text: given, draft: { state: true }, told: { state: true } };

  declare store: PolicyVerbs;
  declare mayChange: boolean;
  declare context: ViewContext;
  declare text: SessionText;
  /** Undefined: nothing was changed here. */
  declare draft: Draft | undefined;
  /** What is wrong with the minutes is said: not yet while they are typed. */
  declare told: boolean;

  readonly #state = new Observed<PolicyState>(this);
  #asking = false;
  #wasDirty = false;

  /** Whether there is something that Save would send. */
  get dirty(): boolean {
    const state = this.#state.value;
    return state?.kind === 'ready' && !!this.draft && !sameAs(this.draft, state.policy.idleMinutes);
  }

  protected override willUpdate(changed: PropertyValues): void {
    wear(this, this.context);
    if (changed.has('store')) {
      this.draft = undefined;
      this.#state.follow(this.store.state$);
    }
    const state = this.#state.value;
    // It has come true, here or elsewhere.
    if (state?.kind === 'ready' && this.draft && !state.saving && state.saved && !this.dirty) this.draft = undefined;
  }

  protected override updated(): void {
    if (this.dirty === this.#wasDirty) return;
    this.#wasDirty = this.dirty;
    this.dispatchEvent(new Event('dirty-change'));
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    switch (state?.kind) {
      case undefined:
      case 'loading':
        return html`<div class="bar quiet">${text('autoTerminate')}…</div>`;
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRetry });
      case 'ready':
        return this.#renderReady(state);
    }
  }

  #renderReady(state: Ready): TemplateResult {
    const { text, mayChange } = this;
    const { on, minutes } = this.#draftOf(state);
    const wrong = this.told && on ? this.#problem(minutes) : null;
    const busy = state.saving || this.#asking;
    const effect = on && !wrong ? this.#effect(state, minutes) : null;
    const { least, most } = IDLE_MINUTES;
    const told = wrong ? text(`minutes-${wrong}`, { least, most }) : '';
    return html`<form class="bar" aria-label=${text('policy')} novalidate @submit=${this.#onSave}>
        <span class="sentence">
          <label
            ><input type="checkbox" name="on" .checked=${on} ?disabled=${!mayChange} @change=${this.#onTick} /><span id="auto">${text('autoTerminate')}</span></label
          >
          <input
            name="minutes"
            inputmode="numeric"
            autocomplete="off"
            .value=${minutes}
            ?disabled=${!mayChange || !on}
            aria-labelledby="auto unit"
            aria-invalid=${wrong ? 'true' : 'false'}
            aria-describedby="wrong effect"
            @input=${this.#onType}
            @change=${this.#onTyped}
          />
          <span id="unit">${text('minutes', { count: this.#read(minutes) ?? SUGGESTED })}</span>
          ${mayChange ? html`<button class=${this.dirty ? 'primary' : ''} aria-disabled=${!this.dirty || busy ? 'true' : 'false'}>${text(state.saving ? 'saving' : 'save')}</button>` : nothing}
        </span>
        <span id="wrong" class=${told ? 'error' : ''}>${told}</span>
        <span id="effect" class=${effect ? 'warning' : 'quiet'}>${effect === null || !this.dirty ? '' : text('effect', { count: effect })}</span>
        <span class="quiet end">${this.#changed(state)}</span>
        <p class="hushed" role="status">${state.saved && !this.dirty ? this.#saved(state) : ''}</p>
      </form>
      ${state.trouble ? notice(text(state.trouble), { label: text('retry'), act: this.#onRetry }) : nothing}`;
  }

  #draftOf({ policy }: Ready): Draft {
    const { idleMinutes } = policy;
    return this.draft ?? { on: idleMinutes !== null, minutes: this.#write(idleMinutes ?? SUGGESTED) };
  }

  #write(minutes: number): string {
    return new Intl.NumberFormat(this.context.locale, { useGrouping: false }).format(minutes);
  }

  #problem(minutes: string): MinutesProblem | null {
    const read = readMinutes(minutes);
    return typeof read === 'number' ? null : read;
  }

  #read(minutes: string): number | null {
    const read = readMinutes(minutes);
    return typeof read === 'number' ? read : null;
  }

  /** How many sessions these minutes would end now; null = not known. */
  #effect({ effect }: Ready, minutes: string): number | null {
    return effect && effect.minutes === this.#read(minutes) ? effect.count : null;
  }

  #changed({ policy }: Ready): string {
    const { changedAt, changedBy } = policy;
    if (changedAt === null) return '';
    const date = createTimes(this.context).date(changedAt);
    return changedBy === null ? this.text('changedOn', { date }) : this.text('changedBy', { name: changedBy, date });
  }

  #saved({ policy: { idleMinutes } }: Ready): string {
    return idleMinutes === null ? this.text('savedNever') : this.text('savedMinutes', { count: idleMinutes });
  }

  #change(draft: Draft): void {
    this.draft = draft;
    const minutes = this.#read(draft.minutes);
    if (draft.on && minutes !== null) this.store.ask(minutes);
  }

  readonly #onTick = (event: Event): void => {
    const state = this.#state.value as Ready;
    this.#change({ ...this.#draftOf(state), on: (event.target as HTMLInputElement).checked });
  };

  readonly #onType = (event: Event): void => {
    const minutes = (event.target as HTMLInputElement).value;
    this.told &&= !!this.#problem(minutes);
    this.#change({ on: true, minutes });
  };

  readonly #onTyped = (): void => {
    this.told = true;
  };

  readonly #onRetry = (): void => this.store.retry();

  readonly #onSave = async (event: Event): Promise<void> => {
    event.preventDefault();
    const state = this.#state.value as Ready;
    if (!this.dirty || state.saving || this.#asking) return;
    const { on, minutes } = this.#draftOf(state);
    const read = this.#read(minutes);
    if (on && read === null) {
      this.told = true;
      this.renderRoot.querySelector<HTMLElement>('[name=minutes]')!.focus();
      return;
    }
    if (on && !(await this.#mayEnd(read!, this.#effect(state, minutes)))) return;
    await this.store.save(on ? read : null);
  };

  /** Asks first when sessions would end now, or when that is not known. */
  async #mayEnd(minutes: number, count: number | null): Promise<boolean> {
    if (count === 0) return true;
    const { text, context } = this;
    const question = {
      title: count === null ? text('policyTitleUnknown') : text('policyTitle', { count }),
      message: text('policyMessage', { minutes }),
      confirmLabel: text('policyConfirm'),
      cancelLabel: text('cancel'),
    };
    this.#asking = true;
    try {
      return await (context.confirm?.(question) ?? ask(this.renderRoot as ShadowRoot, question));
    } finally {
      this.#asking = false;
    }
  }
}

function sameAs({ on, minutes }: Draft, idleMinutes: number | null): boolean {
  return on ? readMinutes(minutes) === idleMinutes : idleMinutes === null;
}

define('lic-session-policy', SessionPolicyForm);

declare global {
  interface HTMLElementTagNameMap {
    'lic-session-policy': SessionPolicyForm;
  }
}
