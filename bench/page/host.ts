import type { HostServices, MountedPlugin } from '../../src/host/host-services.ts';

/** What the built plugin exports. */
export interface Plugin {
  mount(container: HTMLElement, host: HostServices): MountedPlugin;
}

/** A host that answers every question at once. */
export const services: HostServices = {
  apiVersion: '1.0.0',
  view: { name: 'licenses-tab', userId: 'u1' },
  baseUrl: '/licensing/v1',
  can: () => true,
  user: { id: 'a1', name: 'Supervisor' },
  locale: 'en-US',
  timeZone: 'UTC',
  direction: 'ltr',
  theme: 'light',
};

/** The rendered tab in a container once it has rows. Looked for once a frame, as an administrator would see it. */
export async function tabWithRows(container: HTMLElement): Promise<HTMLElement> {
  for (;;) {
    const stage = container.firstElementChild?.shadowRoot?.querySelector('div');
    const tab = stage?.firstElementChild;
    if (tab instanceof HTMLElement && tab.shadowRoot?.querySelector('.row')) return tab;
    await new Promise(requestAnimationFrame);
  }
}
