import { createCreatioHost } from '../host/creatio/creatio-host.ts';
import { type ShareScope, findKit } from '../host/creatio/kit.ts';
import { createMount } from '../mount.ts';
import { loadCreatioText } from '../text/load-creatio.ts';
import { keepKit } from './page-kit.ts';
import { register } from './register.ts';

/** Both are put in by the build: the version from package.json, the range from the plugin manifest. */
declare const PLUGIN_VERSION: string;
declare const PLUGIN_HOST_API: string;

const bulk = () => import('./view-grant-recall.ts');

const mount = createMount({
  version: PLUGIN_VERSION,
  hostApi: PLUGIN_HOST_API,
  views: {
    'licenses-tab': () => import('./view-licenses-tab.ts'),
    'session-manager': () => import('./view-session-manager.ts'),
    'grant-recall': bulk,
    'selection-basket': bulk,
    'license-list': bulk,
    batches: bulk,
    'self-test': () => import('./view-self-test.ts'),
  },
  loadText: loadCreatioText,
});

/** Finds the page's kit, and tells it of the elements. Rejects when the page lacks something; may be tried again. */
export async function openDoor(scope: ShareScope | undefined): Promise<void> {
  const kit = keepKit(await findKit(scope));
  register(kit, { mount, host: createCreatioHost(kit) });
}
