import type { BatchesView, ConfirmRequest, GrantRecallView, HostServices, HostView, MountedPlugin } from '../../../src/host/host-services.ts';
import type { Http } from '../api/http.ts';
import type { LeaveGuard } from '../routing/router.ts';
import type { Session } from '../session/session.ts';
import type { PreferenceStore } from '../settings/preferences.ts';
import type { SavedViews } from '../settings/saved-views.ts';
import type { Language } from '../text/languages.ts';
import type { Message } from '../ui/toasts.ts';

/** What the shell lends to plugins. */
export interface PluginContext {
  readonly http: Http;
  readonly session: Session;
  readonly preferences: PreferenceStore;
  readonly savedViews: SavedViews;
  confirm(question: ConfirmRequest): Promise<boolean>;
  notify(message: Message): void;
  /** Has a plugin asked before its view is left. Returns the function that ends that. */
  guard(guard: LeaveGuard): () => void;
  /** Shows another view of the plugin. */
  open(view: GrantRecallView | BatchesView): void;
  /** Where a view is to be found; null = nowhere. */
  linkTo(view: BatchesView): string | null;
  /** Takes the view away; absent for one that is a page. */
  close?(): void;
}

/** What a view is about. */
export type Subject = { readonly userId?: string; readonly batchId?: string } | GrantRecallView;

export type Mount = (container: HTMLElement, host: HostServices) => MountedPlugin;

/** Everything the contract offers, for one view. */
export function hostServices(
  context: PluginContext,
  apiVersion: string,
  view: HostView,
  language: Language,
  pending: (pending: boolean) => void,
): HostServices {
  const { http, session, preferences, savedViews } = context;
  const { id = '', name = '' } = session.account?.user ?? {};
  const remembered = savedViews.read(id, view.name);
  return {
    apiVersion,
    view: { ...view, ...(remembered === null ? {} : { remembered }) },
    baseUrl: '/licensing/v1',
    fetch: (request) => http.fetch(request),
    can: (operation) => session.can(operation),
    user: { id, name },
    locale: language.locale,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    direction: language.direction,
    theme: preferences.value.theme,
    confirm: (question) => context.confirm(question),
    notify: (message) => context.notify(message),
    pending,
    remember: (text) => savedViews.write(id, view.name, text),
    signedOut: () => session.reportedEnded(),
    open: (wanted) => context.open(wanted),
    linkTo: (wanted) => context.linkTo(wanted),
    ...(context.close && { close: () => context.close!() }),
  };
}
