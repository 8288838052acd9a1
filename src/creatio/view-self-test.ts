import '../features/self-test/self-test.ts';
import { createSelfTest } from '../host/creatio/self-test.ts';
import type { ViewModule } from '../mount.ts';
import { tieView } from '../views/tie-view.ts';
import { pageKit } from './page-kit.ts';

/** Put in by the build: of package.json. */
declare const PLUGIN_VERSION: string;

/** What this Creatio answers. */
export const createView: ViewModule['createView'] = (stage, host, text, stop) => {
  const element = document.createElement('lic-self-test');
  element.version = PLUGIN_VERSION;
  return tieView(stage, element, {
    operation: 'CanManageLicUsers',
    createGateway: (options) => createSelfTest({ ...options, kit: pageKit() }),
    show: () => {},
  }, host, text, stop);
};
