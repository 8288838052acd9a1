import type { ElementType } from './creatio/element-types.ts';
import type { RemoteContainer, RemoteDefinition, ShareScope } from './host/creatio/kit.ts';

/**
 * What Creatio loads on every page: a container as module federation has them, over plain ES modules. It says what there is;
 * everything else is loaded when a page needs it.
 */
let scope: ShareScope | undefined;
let activated: Promise<void> | undefined;

const types: readonly ElementType[] = ['usr.LicensesTab', 'usr.GrantRecall', 'usr.SessionManager', 'usr.LicenseSelfTest'];

const definition: RemoteDefinition = {
  remoteName: 'license_admin',
  features: [
    {
      id: 'license-admin',
      discovery: { viewElements: types.map((type) => ({ type })) },
      activate: () =>
        (activated ??= import('./creatio/door.ts')
          .then(({ openDoor }) => openDoor(scope))
          .catch((error) => {
            activated = undefined;
            throw error;
          })),
      loadDesignerDefinitions: async ({ cultureName }) => (await import('./creatio/designer.ts')).designerDefinitions(cultureName),
    },
  ],
};

export const init: RemoteContainer['init'] = (shared) => {
  scope = shared;
};

export const get: RemoteContainer['get'] = async (name) => {
  if (name !== './Main') throw new Error(`license_admin has ./Main and no ${name}`);
  return () => ({ default: definition });
};
