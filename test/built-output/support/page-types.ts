import type { HostServices, MountedPlugin } from '../../../src/host/host-services.ts';

/** What the page offers to functions that tests run in it; see `host-page.js`. */
export interface HostKit {
  readonly answers: Answers;
  readonly broken: Readonly<Record<string, object>>;
  readonly asked: string[];
  readonly open: Set<Request>;
  services(changes?: Partial<Record<keyof HostServices, unknown>>, answers?: Answers): HostServices;
  sessionServices(changes?: Partial<Record<keyof HostServices, unknown>>, answers?: Answers): HostServices;
  deepText(node: Node): string;
  find(node: ParentNode, selector: string): HTMLElement | null;
  findAll(node: ParentNode, selector: string): HTMLElement[];
  until<T>(holds: () => T, what: string): Promise<T>;
  place(id?: string): HTMLElement;
  tabIn(element: ParentNode): HTMLElement | null;
  rowsIn(element: ParentNode): number;
  isSettled(element: ParentNode): boolean;
}

export interface Answers {
  capabilities: unknown;
  userLicenses: unknown;
  batches: unknown[];
  events: unknown[];
  sessions: unknown;
  summary: unknown;
  lookup: unknown;
  endings: unknown[];
  ended: unknown;
  policy: unknown;
  policyEffect: unknown;
  sessionEvents: unknown[];
  end?: boolean;
  /** Becomes true when the plugin has taken all events. */
  heard?: boolean;
  /** A body in place of every answer. */
  raw?: string;
  problem?: unknown;
  status?: number;
}

export interface PluginModule {
  readonly version: string;
  readonly hostApi: string;
  readonly views: readonly string[];
  mount(container: HTMLElement, host: HostServices): MountedPlugin;
}

declare global {
  interface Window {
    host: HostKit;
    plugin: PluginModule;
    mounted: MountedPlugin[];
  }
}
