import type { HostServices, MountedPlugin } from './host/host-services.ts';
import { createMount } from './mount.ts';
import { loadText } from './text/load.ts';

export type {
  BatchesView,
  ConfirmRequest,
  GrantRecallView,
  HostOperation,
  HostServices,
  HostView,
  LicenseListView,
  LicensesTabView,
  MatchingUsers,
  MountedPlugin,
  SelectionBasketView,
  SessionManagerView,
} from './host/host-services.ts';

/** Both are put in by the build: the version from package.json, the range from the plugin manifest. */
declare const PLUGIN_VERSION: string;
declare const PLUGIN_HOST_API: string;

const bulk = () => import('./view-grant-recall.ts');

const parts = {
  version: PLUGIN_VERSION,
  hostApi: PLUGIN_HOST_API,
  views: {
    'licenses-tab': () => import('./view-licenses-tab.ts'),
    'session-manager': () => import('./view-session-manager.ts'),
    'grant-recall': bulk,
    'selection-basket': bulk,
    'license-list': bulk,
    batches: bulk,
  },
  loadText,
};

/** The plugin's version, such as `0.1.0`. */
export const version: string = parts.version;

/** Versions of the host contract the plugin works with, as a caret range such as `^1.0.0`. */
export const hostApi: string = parts.hostApi;

/** Names of the views it can show, as in `HostServices.view`. */
export const views: readonly string[] = Object.keys(parts.views);

/**
 * Shows a view in `container`, next to whatever is there. Answers at once and loads the view's code meanwhile. What is
 * wrong with the host is said on screen in one sentence; nothing is thrown, unless `container` is no element (TypeError).
 */
export const mount: (container: HTMLElement, host: HostServices) => MountedPlugin = createMount(parts);
