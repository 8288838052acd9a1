import type { GatewayOptions } from '../host/gateway-options.ts';
import { guardCalls } from '../host/host-calls.ts';
import type { HostOperation, HostServices } from '../host/host-services.ts';
import type { View } from '../mount.ts';
import type { Text } from '../text/messages.ts';
import type { ViewContext } from '../ui/view-context.ts';

/** An element that is a whole view. */
interface ViewElement<Gateway, Key extends string> extends HTMLElement {
  gateway: Gateway;
  context: ViewContext;
  text: Text<Key>;
  /** Whether what it shows may be changed. */
  can: () => Promise<boolean>;
  canLeave(): Promise<boolean>;
}

/** Makes the adapter for whatever host it is; the entries choose it. */
export type CreateGateway<Gateway> = (options: GatewayOptions) => Gateway;

interface Ties<Gateway> {
  /** Asked about before anything is changed. */
  readonly operation: HostOperation;
  readonly createGateway: CreateGateway<Gateway>;
  /** Has the element show what the host wants: first before it is in the page, then with each change. */
  readonly show: (host: HostServices) => void;
  /** What its context has that not every view needs. */
  readonly more?: (host: HostServices) => Partial<ViewContext>;
}

type Dropped = Partial<Record<'confirm' | 'notify', true>>;

/** Ties an element to a host: the services become its gateway, its rights and its context. */
export function tieView<Gateway, Key extends string>(
  stage: HTMLElement,
  element: ViewElement<Gateway, Key>,
  { operation, createGateway, show, more }: Ties<Gateway>,
  first: HostServices,
  text: Text<string>,
  stop: (sentence: string) => void,
): View {
  const dropped: Dropped = {};
  let host = first;
  let calls: HostServices;

  function apply(next: HostServices): void {
    // Another address or administrator starts anew; a colour changes nothing but the colour.
    const isNew = next === first || next.baseUrl !== host.baseUrl || next.user.id !== host.user.id;
    // Handed over anew, it may answer something else.
    if (!calls || next.can !== host.can) element.can = async () => calls.can(operation);
    host = next;
    calls = guardCalls(next, { stop, drop });
    if (isNew) {
      // `calls` is looked up at each request: the host may hand over another `fetch` while the view is open.
      element.gateway = createGateway({ ...calls, fetch: (request) => calls.fetch?.(request) ?? fetch(request) });
    }
    element.context = context();
    show(next);
  }

  function drop(name: keyof Dropped): void {
    dropped[name] = true;
    element.context = context();
  }

  function context(): ViewContext {
    const { locale, timeZone, direction, theme, confirm, notify, pending, remember, signedOut } = calls;
    return {
      locale, timeZone, direction, theme,
      ...(confirm && !dropped.confirm && { confirm }),
      ...(notify && !dropped.notify && { notify }),
      ...(pending && { pending }),
      ...(remember && { remember }),
      ...(signedOut && { signedOut }),
      ...more?.(calls),
      now: () => calls.now?.() ?? Date.now(),
    };
  }

  element.text = text;
  apply(first);
  stage.append(element);
  return {
    update(next, texts) {
      element.text = texts;
      apply(next);
    },
    canLeave: () => element.canLeave(),
    dispose: () => element.remove(),
  };
}
