import { createCreatioGateway } from '../host/creatio/creatio-gateway.ts';
import { licensesTab } from '../views/licenses-tab.ts';

export const createView = licensesTab(createCreatioGateway);
