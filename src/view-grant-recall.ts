import { createRestBulk } from './host/rest/rest-bulk.ts';
import { bulkViews } from './views/bulk-views.ts';

export const createView = bulkViews(createRestBulk);
