import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { BatchesView, GrantRecallView } from '../../../src/host/host-services.ts';
import { HttpError } from '../api/http.ts';
import type { QueryChangeEvent } from '../pages/user-list.ts';
import { dialogPlace } from '../plugins/dialog-place.ts';
import { visibleExtensions } from '../plugins/extension-view.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import { type Route, everyUser, routePath, samePage } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import type { ConfirmDialog } from '../ui/dialog.ts';
import { icon } from '../ui/icon.ts';
import { failureText } from '../ui/load-state.ts';
import type { PageHead } from '../ui/page-head.ts';
import { Watch } from '../ui/store.ts';
import type { Toasts } from '../ui/toasts.ts';
import { frameStyles } from './frame.styles.ts';
import { followLinks } from './links.ts';
import { navLinks } from './nav-links.ts';
import { page } from './page.ts';
import type { ShellServices } from './services.ts';
import '../developer/developer-menu.ts';
import '../ui/dialog.ts';
import '../ui/toasts.ts';
import './notification-bell.ts';
import './settings-menus.ts';
import './side-nav.ts';
import './user-menu.ts';

/**
 * @summary What surrounds every page: header, navigation, questions and messages.
 */
@customElement('sd-frame')
export class Frame extends LitElement {
  static override styles = [baseStyles, frameStyles];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) services!: ShellServices;
  /** Starts the first page at its heading, as after any navigation; else it starts where the browser starts. */
  @property({ type: Boolean }) arriving = false;
  @query('sd-confirm') private dialog!: ConfirmDialog;
  @query('sd-toasts') private toasts!: Toasts;
  @query('.drawer') private drawer!: HTMLDialogElement;
  @query('main') private main!: HTMLElement | null;
  protected readonly watch = new Watch(this, () => {
    const { router, session, preferences, config, catalog, dialog } = this.services;
    return [router.route, session, preferences, config, catalog, dialog];
  });
  #shown: Route | null = null;
  /** How many dialogs of the plugin have been closed: each may have changed what a page lists. */
  #closed = 0;
  #endDialogs = (): void => {};
  #context: PluginContext | null = null;
  #followLinks: ((event: MouseEvent) => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#followLinks = followLinks(this.services.router);
    this.addEventListener('click', this.#followLinks);
    const { dialog } = this.services;
    this.#endDialogs = dialog.subscribe(() => (this.#closed += dialog.value ? 0 : 1));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#followLinks) this.removeEventListener('click', this.#followLinks);
    this.#endDialogs();
    this.services.dialog.close();
  }

  override render(): unknown {
    const { text, services } = this;
    const { router, preferences, session, mock, config, directory, catalog, dialog, notifications } = services;
    const { navCollapsed } = preferences.value;
    const route = router.route.value;
    // Signed out a moment ago: the app is about to take the frame away.
    const { account } = session;
    if (!account) return nothing;
    const links = navLinks(text, catalog.value, session, route);
    const collapse = text(navCollapsed ? 'nav.expand' : 'nav.collapse');
    return html`
      <header class="top">
        <a class="skip" href="#content" @click=${this.#onSkip}>${text('app.skip')}</a>
        <button class="icon-button menu" type="button" aria-label=${text('nav.open')} aria-haspopup="dialog" @click=${this.#onOpenDrawer}>
          ${icon('menu')}
        </button>
        <a class="brand" href="/">
          <img src="/icon.svg" alt="" width="26" height="26" /><span class="product">${text('app.product')}</span><span>${text('app.title')}</span>
        </a>
        <sd-developer-menu .text=${text} .api=${mock} .config=${config.value} .restart=${() => services.restart('/')}></sd-developer-menu>
        <sd-notification-bell .text=${text} .store=${notifications} .linkTo=${this.#batchLink}></sd-notification-bell>
        <sd-settings-menus .text=${text} .preferences=${preferences}></sd-settings-menus>
        <sd-user-menu .text=${text} .account=${account} @sign-out=${this.#onSignOut}></sd-user-menu>
      </header>
      <div class="body ${navCollapsed ? 'collapsed' : ''}">
        <aside>
          <sd-side-nav .text=${text} .links=${links} ?collapsed=${navCollapsed}></sd-side-nav>
          <button
            class="icon-button collapse"
            type="button"
            title=${collapse}
            aria-label=${collapse}
            @click=${() => preferences.change({ navCollapsed: !navCollapsed })}
          >
            ${icon('collapse')}
          </button>
        </aside>
        <main id="content" tabindex="-1" @query-change=${this.#onQueryChange}>
          ${page(route, text, { directory, catalog, context: this.#pluginContext, links, revision: this.#closed })}
        </main>
      </div>
      <dialog class="drawer" aria-label=${text('app.title')}>
        <button class="icon-button" type="button" aria-label=${text('nav.close')} @click=${() => this.drawer.close()}>${icon('close')}</button>
        <sd-side-nav .text=${text} .links=${links} @click=${this.#onDrawerClick}></sd-side-nav>
      </dialog>
      ${dialogPlace(text, catalog.value, this.#pluginContext, dialog, () => void notifications.read())}
      <sd-confirm></sd-confirm>
      <sd-toasts close-label=${text('app.close')}></sd-toasts>
    `;
  }

  override updated(): void {
    const route = this.services.router.route.value;
    const before = this.#shown;
    this.#shown = route;
    if (before ? samePage(before, route) : !this.arriving) return;
    window.scrollTo(0, 0);
    void this.#focusHeading();
  }

  get #pluginContext(): PluginContext {
    const { http, session, preferences, savedViews, router, notifications } = this.services;
    return (this.#context ??= {
      http,
      session,
      preferences,
      savedViews,
      confirm: (question) => this.dialog.ask(question),
      notify: (message) => {
        this.toasts.show(message);
        // What is worth a message may have left a notification.
        void notifications.read();
      },
      guard: (guard) => router.guard(guard),
      open: (view) => void this.#open(view),
      linkTo: ({ batchId }) => {
        const path = this.#batchLink(batchId);
        return path === null ? null : new URL(path, window.location.origin).href;
      },
    });
  }

  /** Where the plugin shows batches, and one of them. */
  readonly #batchRoute = (batchId?: string): Route | null => {
    const { catalog, session } = this.services;
    const tab = visibleExtensions(catalog.value, 'managerTabs', session).find(({ view }) => view === 'batches');
    return tab ? { page: 'license-manager', tab: tab.slug, query: everyUser, batch: batchId ?? null } : null;
  };

  readonly #batchLink = (batchId?: string): string | null => {
    const route = this.#batchRoute(batchId);
    return route && routePath(route);
  };

  async #open(view: GrantRecallView | BatchesView): Promise<void> {
    const { catalog, session, dialog, router } = this.services;
    const say = (key: 'plugin.absent' | 'plugin.busy'): void => this.toasts.show({ kind: 'warning', text: this.text(key) });
    if (view.name === 'batches') {
      const route = this.#batchRoute(view.batchId);
      if (route) await router.navigate(route);
      else say('plugin.absent');
    } else if (!visibleExtensions(catalog.value, 'bulkActions', session).some((extension) => extension.view === view.name)) say('plugin.absent');
    else if (!(await dialog.open(view))) say('plugin.busy');
  }

  /** A new page starts at its heading, for the keyboard and for screen readers. */
  async #focusHeading(): Promise<void> {
    const page = this.main?.firstElementChild;
    if (!(page instanceof LitElement)) return;
    await page.updateComplete;
    const head = page.renderRoot.querySelector<PageHead>('sd-page-head');
    await head?.updateComplete;
    head?.focusHeading();
  }

  readonly #onSkip = (event: Event): void => {
    event.preventDefault();
    this.main?.focus();
  };

  readonly #onQueryChange = ({ query }: QueryChangeEvent): void => {
    const { router } = this.services;
    const route = router.route.value;
    if (route.page === 'users' || route.page === 'license-manager') router.replace({ ...route, query });
  };

  readonly #onOpenDrawer = (): void => {
    this.drawer.setAttribute('closedby', 'any'); // A click beside it closes it, where the browser knows how.
    this.drawer.showModal();
  };

  readonly #onDrawerClick = (event: Event): void => {
    if (event.composedPath().some((node) => node instanceof HTMLAnchorElement)) this.drawer.close();
  };

  readonly #onSignOut = async (): Promise<void> => {
    const { router, session } = this.services;
    if (!(await router.mayLeaveAll())) return;
    try {
      await session.signOut();
      router.replace({ page: 'home' });
    } catch (error) {
      this.toasts.show({ kind: 'error', text: this.text(failureText(error instanceof HttpError ? error : new HttpError('unexpected'))) });
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-frame': Frame;
  }
}
