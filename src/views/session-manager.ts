import '../features/session-manager/session-manager.ts';
import type { HostServices } from '../host/host-services.ts';
import type { SessionGateway } from '../licensing/session-gateway.ts';
import type { View } from '../mount.ts';
import type { Text } from '../text/messages.ts';
import { type CreateGateway, tieView } from './tie-view.ts';

/** Everybody's sessions. */
export const sessionManager = (createGateway: CreateGateway<SessionGateway>) =>
  function createView(stage: HTMLElement, host: HostServices, text: Text<string>, stop: (sentence: string) => void): View {
    const manager = document.createElement('lic-session-manager');
    return tieView(stage, manager, {
      operation: 'CanManageAdministration',
      createGateway,
      show: ({ view, user }) => {
        manager.userId = user.id;
        if (view.name === 'session-manager') manager.remembered = view.remembered;
      },
    }, host, text, stop);
  };
