import { createCreatioBulk } from '../host/creatio/creatio-bulk.ts';
import { bulkViews } from '../views/bulk-views.ts';
import { knownOf } from './page-known.ts';

export const createView = bulkViews((options) => createCreatioBulk(knownOf(options)));
