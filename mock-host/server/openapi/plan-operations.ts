import type * as z from 'zod/mini';
import * as wire from '../../../src/host/rest/wire-bulk.ts';
import { planRowsQuery } from '../plans/plan-rows.ts';
import type { OperationEntry } from './operations.ts';

export const planSchemas = {
  LookupUsersRequest: wire.lookupUsersRequest,
  LookedUpUsers: wire.lookedUpUsers,
  SelectionSource: wire.selectionSource,
  Selection: wire.selection,
  Person: wire.person,
  Population: wire.population,
  SavedSet: wire.savedSet,
  SavedSets: wire.savedSets,
  SaveSetRequest: wire.saveSetRequest,
  BulkRequest: wire.bulkRequest,
  BulkPlan: wire.bulkPlan,
  PlanRows: wire.planRows,
} satisfies Record<string, z.core.$ZodType>;

const json = (schema: keyof typeof planSchemas, description: string): OperationEntry['answer'] => ({ type: 'application/json', schema, description });
const about = { tag: 'Plans', right: 'CanManageLicUsers' } as const;

export const planOperations: readonly OperationEntry[] = [
  {
    ...about, method: 'post', path: '/users/lookup', id: 'lookUpUsers', body: 'LookupUsersRequest', summary: 'Who has these logins and e-mails',
    description: 'At most 2,000, compared as a whole in any case. Several users to a term: it is ambiguous; at most 50 of them are told.',
    answer: json('LookedUpUsers', 'One answer for each term, in their order.'), problems: [413],
  },
  {
    ...about, method: 'post', path: '/selections', id: 'select', body: 'SelectionSource', summary: 'Fix whom something is about',
    description: 'Whoever matches later is not concerned. At most 110,000 people. It is kept for a day, for who made it.',
    answer: json('Selection', 'How many there are, and the ids that are nobody\'s.'), problems: [404, 413],
  },
  {
    ...about, method: 'get', path: '/selections/{id}/population', id: 'population', summary: 'What planning needs to know of a selection',
    answer: json('Population', 'All as of one moment; above 1,000 people without the people themselves.'), problems: [404, 409],
  },
  {
    ...about, method: 'get', path: '/saved-sets', id: 'savedSets', summary: 'Sets of people kept for later',
    answer: json('SavedSets', 'The administrator\'s own, by name.'),
  },
  {
    ...about, method: 'put', path: '/saved-sets/{id}', id: 'saveSet', body: 'SaveSetRequest', summary: 'Keep a selection\'s people under a name',
    description: 'The id is a UUID of the client\'s; the same again replaces the set. At most 200.',
    answer: json('SavedSet', 'The set as it is kept.'), problems: [404, 413],
  },
  {
    ...about, method: 'delete', path: '/saved-sets/{id}', id: 'deleteSavedSet', summary: 'Forget a set of people',
    answer: { type: null, schema: null, description: 'It is gone.' }, problems: [404],
  },
  {
    ...about, method: 'post', path: '/plans', id: 'plan', body: 'BulkRequest', summary: 'What changing many people\'s licenses would do now',
    description: 'Changes nothing. The same rules decide when a batch is made of it. At most 1,100,000 cells: people × products. It is kept for a day, for who made it.',
    answer: json('BulkPlan', 'How many cells have which effect, and the seats before and after.'), problems: [404, 409, 413],
  },
  {
    ...about, method: 'get', path: '/plans/{id}/items', id: 'planItems', query: planRowsQuery, summary: 'The cells of a plan',
    answer: json('PlanRows', 'A page of cells: a product after the other, each in the order of the selection.'), problems: [404, 409],
  },
  {
    ...about, method: 'post', path: '/batches/{id}/undo', id: 'planUndo', summary: 'What taking a batch back would do now',
    description: 'Changes nothing. Only what the batch has changed is a cell; what somebody has changed since is a conflict, and stays.',
    answer: json('BulkPlan', 'The plan, for a batch to be made of.'), problems: [404, 409, 422],
  },
];
