import { createRestGateway } from './host/rest/rest-gateway.ts';
import { licensesTab } from './views/licenses-tab.ts';

export const createView = licensesTab(createRestGateway);
