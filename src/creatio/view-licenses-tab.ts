import { createCreatioGateway } from '../host/creatio/creatio-gateway.ts';
import { licensesTab } from '../views/licenses-tab.ts';
import { knownOf } from './page-known.ts';

export const createView = licensesTab((options) => createCreatioGateway(knownOf(options)));
