import '../features/licenses-tab/licenses-tab.ts';
import type { HostServices } from '../host/host-services.ts';
import type { LicensingGateway } from '../licensing/gateway.ts';
import type { View } from '../mount.ts';
import type { Text } from '../text/messages.ts';
import { type CreateGateway, tieView } from './tie-view.ts';

/** The Licenses tab of the user whom the host names. */
export const licensesTab = (createGateway: CreateGateway<LicensingGateway>) =>
  function createView(stage: HTMLElement, host: HostServices, text: Text<string>, stop: (sentence: string) => void): View {
    const tab = document.createElement('lic-licenses-tab');
    return tieView(stage, tab, {
      operation: 'CanManageLicUsers',
      createGateway,
      show: ({ view }) => {
        if (view.name === 'licenses-tab') tab.userId = view.userId;
      },
    }, host, text, stop);
  };
