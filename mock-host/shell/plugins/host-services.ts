import type { ConfirmRequest, HostServices, HostView, MountedPlugin } from '../../../src/host/host-services.ts';
import type { Http } from '../api/http.ts';
import type { LeaveGuard } from '../routing/router.ts';
import type { Session } from '../session/session.ts';
import type { PreferenceStore } from '../settings/preferences.ts';
import type { Language } from '../text/languages.ts';
import type { Message } from '../ui/toasts.ts';

/** What the shell lends to plugins. */
export interface PluginContext {
  readonly http: Http;
  readonly session: Session;
  readonly preferences: PreferenceStore;
  confirm(question: ConfirmRequest): Promise<boolean>;
  notify(message: Message): void;
  /** Has a plugin asked before its view is left. Returns the function that ends that. */
  guard(guard: LeaveGuard): () => void;
}

export type Mount = (container: HTMLElement, host: HostServices) => MountedPlugin;

/** Everything the contract offers, for one view. */
export function hostServices(
  context: PluginContext,
  apiVersion: string,
  view: { readonly name: string; readonly userId: string },
  language: Language,
  pending: (pending: boolean) => void,
): HostServices {
  const { http, session, preferences } = context;
  const { id = '', name = '' } = session.account?.user ?? {};
  return {
    apiVersion,
    view: view as HostView,
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
    signedOut: () => session.reportedEnded(),
  };
}
