import type { ReactiveControllerHost } from 'lit';

/** Has an element begin when it comes into the page, and end when it has left: one that is only moved is back in a moment. */
export function lasting(host: ReactiveControllerHost & HTMLElement, end: () => void): void {
  host.addController({
    hostConnected: () => host.requestUpdate(),
    hostDisconnected: () => queueMicrotask(() => host.isConnected || end()),
  });
}
