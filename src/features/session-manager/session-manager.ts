import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import type { SessionGateway } from '../../licensing/session-gateway.ts';
import { asLicensingError } from '../../licensing/trouble.ts';
import type { SessionManagerKey } from '../../text/session-manager/en.ts';
import type { ViewChangeEvent } from '../../ui/data-grid/events.ts';
import type { GridView } from '../../ui/data-grid/grid-view.ts';
import { LocalRows } from '../../ui/data-grid/local-rows.ts';
import { ask } from '../../ui/dialog.ts';
import { PagedRows } from '../../ui/data-grid/paged-rows.ts';
import { define } from '../../ui/element.ts';
import { KeepFocus } from '../../ui/keep-focus.ts';
import { lasting } from '../../ui/lasting.ts';
import { notice, skeleton } from '../../ui/load-state.ts';
import { Observed } from '../../ui/observe.ts';
import { pause } from '../../ui/pause.ts';
import { createTimes } from '../../ui/times.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import { Unsaved } from '../../ui/unsaved.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import './active-sessions.ts';
import { Agents } from './agent.ts';
import type { EndRequestEvent, EndWish } from './end-request.ts';
import type { ClientNames } from './session-columns.ts';
import { canBeEnded, pagedSessions } from './paged-sessions.ts';
import { readRemembered, writeRemembered } from './remembered.ts';
import { RunSaid } from './run-said.ts';
import { renderHead } from './session-head.ts';
import type { EndRun, Ready, SessionManagerState, SessionRow } from './session-manager.state.ts';
import { SessionManagerStore } from './session-manager.store.ts';
import { styles } from './session-manager.styles.ts';
import './session-policy.ts';
import { SessionPolicyStore } from './session-policy.store.ts';
import { type TabName, renderTabs } from './session-tabs.ts';
import { type SessionText, unsureOf } from './words.ts';

const given = { attribute: false };

const plainView: GridView = {
  sort: [{ column: 'started', descending: true }], search: '', filters: {}, group: null, columns: [], hidden: [], widths: {},
};

/**
 * @summary Everybody's sessions: how many there are, who is where, ending them, those that have ended, and when idle ones end.
 * @cssproperty --crt-palette-primary - and the other properties of the host's that `ui/tokens.styles.ts` reads
 */
export class SessionManager extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = {
    gateway: given, userId: given, can: given, context: given, text: given, remembered: given,
    tab: { state: true }, broken: { state: true },
  };

  declare gateway: SessionGateway;
  /** Who is signed in. */
  declare userId: string;
  /** Whether sessions may be ended and the policy changed; asked anew with every read. */
  declare can: () => Promise<boolean>;
  declare context: ViewContext;
  declare text: SessionText;
  /** What the view last handed to `context.remember`. */
  declare remembered: string | undefined;
  declare tab: TabName;
  /** What could not be done, and can be tried again. */
  declare broken: { readonly key: SessionManagerKey; readonly again: () => void } | undefined;

  readonly #state = new Observed<SessionManagerState>(this);
  #store: SessionManagerStore | undefined;
  #policy: SessionPolicyStore | undefined;
  #rows: LocalRows<SessionRow> | PagedRows<SessionRow> | undefined;
  readonly #agents = new Agents(() => {
    this.#clients = namesOf(this.#agents);
    this.requestUpdate();
  });
  /** Another object once there is something to say, so that columns are filled anew. */
  #clients: ClientNames = namesOf(this.#agents);
  /** For a host that can't tell which session is the administrator's own. */
  #unsure!: SessionText;
  readonly #said = new RunSaid();
  readonly #unsaved = new Unsaved((pending) => this.context.pending?.(pending));
  #asking: Promise<boolean> | undefined;
  #view = plainView;
  /** How the grid was arranged when the view began. */
  #first = plainView;
  #openedEnded = false;

  constructor() {
    super();
    lasting(this, () => this.#end());
    this.tab = 'active';
    new KeepFocus(this, () => this.renderRoot.querySelector('lic-active-sessions'));
  }

  /** Whether the page may be left: asks while sessions are being ended or the policy is not saved. */
  async canLeave(): Promise<boolean> {
    if (!this.#unsaved.is) return true;
    const { text, context } = this;
    const question = {
      title: text('leaveTitle'),
      message: text(this.#run?.running ? 'leaveRun' : 'leavePolicy'),
      confirmLabel: text('leave'),
      cancelLabel: text('stay'),
    };
    this.#asking ??= (context.confirm?.(question) ?? ask(this.renderRoot as ShadowRoot, question)).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { context, gateway, userId } = this;
    if (!this.isConnected || !context || !gateway || !userId) return;
    wear(this, context);
    if (changed.has('text')) this.#unsure = unsureOf(this.text);
    if (!this.#store || changed.has('gateway') || changed.has('userId')) this.#start();
    else if (changed.has('can')) this.#store.reload();
    const state = this.#state.value;
    if (state?.kind === 'ready' && state.capabilities.policy) this.#policy ??= this.#followPolicy();
    if (state?.kind === 'ready' && state.paged && !(this.#rows instanceof PagedRows)) this.#rows = pagedSessions(this.#store!);
    this.#said.hear(this.#run, () => this.#store!.ledger(), this.#words);
    this.#unsaved.is = !!this.#run?.running || !!this.renderRoot.querySelector('lic-session-policy')?.dirty;
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    if (!text || !state) return nothing;
    switch (state.kind) {
      case 'loading':
        return skeleton(text('loadingSessions'));
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRetry });
      case 'absent':
        return notice(text('absent'));
      case 'ready':
        return this.#renderReady(state);
    }
  }

  #renderReady(state: Ready): TemplateResult {
    const { context, broken } = this;
    const text = this.#words;
    const { capabilities, mayEnd, trouble, run } = state;
    const tab = capabilities.ended ? this.tab : 'active';
    const { time } = createTimes(context);
    return html`
      ${renderHead(state, { text, time, onPause: this.#onPause })}
      ${capabilities.policy
        ? html`<lic-session-policy
            .store=${this.#policy!}
            .mayChange=${mayEnd}
            .context=${context}
            .text=${text}
            @dirty-change=${this.#onDirty}
          ></lic-session-policy>`
        : nothing}
      ${mayEnd ? nothing : notice(text('readOnly'))} ${trouble ? notice(text(trouble), { label: text('retry'), act: this.#onRetry }) : nothing}
      ${broken ? notice(text(broken.key), { label: text('retry'), act: broken.again }) : nothing}
      <p class="hushed" role="status">${this.#said.words}</p>
      ${run ? html`<lic-end-result .run=${run} .verbs=${this.#store!} .context=${context} .text=${text}></lic-end-result>` : nothing}
      ${capabilities.ended ? renderTabs(text, tab, this.#onChoose) : nothing}
      <div id="active-panel" role=${capabilities.ended ? 'tabpanel' : nothing} aria-labelledby=${capabilities.ended ? 'active-tab' : nothing} ?hidden=${tab !== 'active'}>
        <lic-active-sessions
          .rows=${this.#rows!}
          .state=${state}
          .clients=${this.#clients}
          .view=${this.#first}
          .context=${context}
          .text=${text}
          @view-change=${this.#onView}
          @end-request=${this.#onEndRequest}
        ></lic-active-sessions>
      </div>
      ${capabilities.ended ? html`<div id="ended-panel" role="tabpanel" aria-labelledby="ended-tab" ?hidden=${tab !== 'ended'}>${this.#renderEnded(state)}</div>` : nothing}
    `;
  }

  #renderEnded({ capabilities }: Ready): TemplateResult | typeof nothing {
    const { text, context } = this;
    if (!this.#openedEnded) return nothing;
    return html`<lic-ended-sessions .store=${this.#store!} .capabilities=${capabilities} .clients=${this.#clients} .context=${context} .text=${text}></lic-ended-sessions>`;
  }

  get #words(): SessionText {
    const state = this.#state.value;
    return state?.kind === 'ready' && !state.capabilities.ownExact ? this.#unsure : this.text;
  }

  get #run(): EndRun | null {
    const state = this.#state.value;
    return state?.kind === 'ready' ? state.run : null;
  }

  #start(): void {
    this.#end();
    const { context, gateway, userId } = this;
    const { now, locale, timeZone } = context;
    const rows = new LocalRows<SessionRow>({ idOf: ({ id }) => id, selectable: canBeEnded, locale, timeZone });
    this.#rows = rows;
    this.#store = new SessionManagerStore({ gateway, userId, rows, now, pause, signedOut: this.#signedOut, can: () => this.can() });
    const remembered = readRemembered(this.remembered);
    this.#first = this.#view = remembered?.view ?? plainView;
    this.#onTab(remembered?.tab ?? 'active');
    if (remembered?.paused) this.#store.pause(true);
    this.#state.follow(this.#store.state$);
  }

  #followPolicy(): SessionPolicyStore {
    return new SessionPolicyStore({ gateway: this.gateway, pause, signedOut: this.#signedOut, policy$: this.#store!.policy$ });
  }

  #end(): void {
    this.#store?.dispose();
    this.#policy?.dispose();
    this.#store = this.#policy = undefined;
    this.#state.follow();
    this.#unsaved.is = false;
    if (this.#rows instanceof PagedRows) this.#rows.stop();
    this.renderRoot.querySelector('dialog')?.close();
    this.renderRoot.querySelector('lic-end-dialog')?.remove();
  }

  /** Asks, and ends what was confirmed. What arrives while the question is open is not part of it. */
  async #ask(wish: EndWish): Promise<void> {
    const { context } = this;
    const store = this.#store!;
    const state = this.#state.value;
    const again = (): void => void this.#ask(wish);
    const later = await this.#load(again);
    if (!later || state?.kind !== 'ready' || store !== this.#store) return;
    try {
      const preview = wish.kind === 'matching' ? await store.previewMatching({ search: wish.search, kind: null }, new AbortController().signal) : store.preview(wish);
      if (store !== this.#store) return;
      const confirmed = await later.askToEnd(this.renderRoot as ShadowRoot, { preview, reasons: state.capabilities.reasons, context, text: this.#words });
      if (confirmed && store === this.#store) void store.end(preview, confirmed.reason);
    } catch (error) {
      if (store === this.#store) this.broken = { key: asLicensingError(error).code, again };
    }
  }

  async #load(again: () => void): Promise<typeof import('./session-manager.later.ts') | undefined> {
    try {
      const later = await import('./session-manager.later.ts');
      this.broken = undefined;
      return later;
    } catch {
      this.broken = { key: 'notLoaded', again };
      return undefined;
    }
  }

  /** Has the host keep how the view is left, for next time. */
  #remember(): void {
    const state = this.#state.value;
    this.context.remember?.(writeRemembered({ tab: this.tab, paused: state?.kind === 'ready' && state.paused, view: this.#view }));
  }

  readonly #signedOut = (): Promise<void> | undefined => this.context.signedOut?.();
  readonly #onRetry = (): void => this.#store?.retry();
  readonly #onDirty = (): void => this.requestUpdate();

  readonly #onPause = (): void => {
    const state = this.#state.value;
    if (state?.kind !== 'ready') return;
    this.#store!.pause(!state.paused);
    this.#remember();
  };

  readonly #onTab = (tab: TabName): void => {
    this.tab = tab;
    if (tab === 'active') return;
    if (this.#openedEnded) this.renderRoot.querySelector('lic-ended-sessions')?.refresh?.();
    this.#openedEnded = true;
    void this.#load(() => this.#onTab(tab));
  };

  readonly #onChoose = (tab: TabName): void => {
    this.#onTab(tab);
    this.#remember();
  };

  readonly #onView = ({ view }: ViewChangeEvent): void => {
    this.#view = view;
    this.#remember();
  };

  readonly #onEndRequest = ({ wish }: EndRequestEvent): void => void this.#ask(wish);
}

const namesOf = (agents: Agents): ClientNames => ({ browser: (agent) => agents.browser(agent), system: (agent) => agents.system(agent) });

define('lic-session-manager', SessionManager);

declare global {
  interface HTMLElementTagNameMap {
    'lic-session-manager': SessionManager;
  }
}
