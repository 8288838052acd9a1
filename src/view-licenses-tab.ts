import './features/licenses-tab/licenses-tab.ts';
import { guardCalls } from './host/host-calls.ts';
import type { HostServices } from './host/host-services.ts';
import { createRestGateway } from './host/rest/rest-gateway.ts';
import type { LicensingGateway } from './licensing/gateway.ts';
import type { View } from './mount.ts';
import type { Text } from './text/messages.ts';
import type { ViewContext } from './ui/view-context.ts';

type Dropped = Partial<Record<'confirm' | 'notify', true>>;

/** Ties the Licenses tab to a host: the services become its gateway, its rights and its context. */
export function createView(stage: HTMLElement, first: HostServices, text: Text, stop: (sentence: string) => void): View {
  const tab = document.createElement('lic-licenses-tab');
  const dropped: Dropped = {};
  let host = first;
  let calls: HostServices;

  function apply(next: HostServices): void {
    const before = host;
    const isFirst = next === first;
    host = next;
    calls = guardCalls(next, { stop, drop });
    if (isFirst || next.baseUrl !== before.baseUrl) tab.gateway = gateway(next.baseUrl);
    // Another administrator may have other rights; otherwise nobody is asked again because a colour changed.
    if (isFirst || next.can !== before.can || next.user.id !== before.user.id) tab.can = async () => calls.can('CanManageLicUsers');
    tab.context = context();
    tab.userId = next.view.userId;
  }

  function drop(name: keyof Dropped): void {
    dropped[name] = true;
    tab.context = context();
  }

  function context(): ViewContext {
    const { locale, timeZone, direction, theme, confirm, notify, pending, signedOut, now = Date.now } = calls;
    return {
      locale, timeZone, direction, theme, now,
      ...(confirm && !dropped.confirm && { confirm }),
      ...(notify && !dropped.notify && { notify }),
      ...(pending && { pending }),
      ...(signedOut && { signedOut }),
    };
  }

  // Looks the host's `fetch` up at each call: the host may hand over another one while the view is open.
  function gateway(baseUrl: string): LicensingGateway {
    return createRestGateway({ baseUrl, fetch: (request) => calls.fetch?.(request) ?? fetch(request) });
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
