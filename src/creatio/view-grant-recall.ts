import { createCreatioBulk } from '../host/creatio/creatio-bulk.ts';
import { bulkViews } from '../views/bulk-views.ts';

export const createView = bulkViews(createCreatioBulk);
