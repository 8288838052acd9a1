import '../features/self-test/self-test.ts';
import type { Kit } from '../host/creatio/kit.ts';
import { createSelfTest } from '../host/creatio/self-test.ts';
import type { ViewModule } from '../mount.ts';
import { tieView } from '../views/tie-view.ts';

/** What this Creatio answers. `version`: of the plugin, for the report. */
export const selfTest = (kit: Kit, version: string): ViewModule => ({
  createView(stage, host, text, stop) {
    const element = document.createElement('lic-self-test');
    element.version = version;
    return tieView(stage, element, { operation: 'CanManageLicUsers', createGateway: (options) => createSelfTest({ ...options, kit }), show: () => {} }, host, text, stop);
  },
});
