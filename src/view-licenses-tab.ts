import './features/licenses-tab/licenses-tab.ts';
import { guardCalls } from './host/host-calls.ts';
import type { HostServices } from './host/host-services.ts';
import { createRestGateway } from './host/rest/rest-gateway.ts';
import type { View } from './mount.ts';
import type { LicensesTabKey } from './text/licenses-tab/en.ts';
import type { Text } from './text/messages.ts';
import type { ViewContext } from './ui/view-context.ts';

type Dropped = Partial<Record<'confirm' | 'notify', true>>;

/** Ties the Licenses tab to a host: the services become its gateway, its rights and its context. */
export function createView(stage: HTMLElement, first: HostServices, text: Text<LicensesTabKey>, stop: (sentence: string) => void): View {
  const tab = document.createElement('lic-licenses-tab');
  const dropped: Dropped = {};
  let host = first;
  let calls: HostServices;

  function apply(next: HostServices): void {
    // Another address or administrator starts anew; a colour changes nothing but the colour.
    const isNew = next === first || next.baseUrl !== host.baseUrl || next.user.id !== host.user.id;
    // Handed over anew, it may answer something else.
    if (!calls || next.can !== host.can) tab.can = async () => calls.can('CanManageLicUsers');
    host = next;
    calls = guardCalls(next, { stop, drop });
    if (isNew) {
      // `calls` is looked up at each request: the host may hand over another `fetch` while the view is open.
      tab.gateway = createRestGateway({ baseUrl: next.baseUrl, fetch: (request) => calls.fetch?.(request) ?? fetch(request) });
    }
    tab.context = context();
    if (next.view.name === 'licenses-tab') tab.userId = next.view.userId;
  }

  function drop(name: keyof Dropped): void {
    dropped[name] = true;
    tab.context = context();
  }

  function context(): ViewContext {
    const { locale, timeZone, direction, theme, confirm, notify, pending, signedOut } = calls;
    return {
      locale, timeZone, direction, theme,
      ...(confirm && !dropped.confirm && { confirm }),
      ...(notify && !dropped.notify && { notify }),
      ...(pending && { pending }),
      ...(signedOut && { signedOut }),
      now: () => calls.now?.() ?? Date.now(),
    };
  }

  tab.text = text;
  apply(first);
  stage.append(tab);
  return {
    update(next, texts) {
      tab.text = texts;
      apply(next);
    },
    canLeave: () => tab.canLeave(),
    dispose: () => tab.remove(),
  };
}
