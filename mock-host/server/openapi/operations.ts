import * as z from 'zod/mini';
import { bulkCapabilities } from '../../../src/host/rest/wire-bulk.ts';
import * as lists from '../../../src/host/rest/wire-lists.ts';
import { sessionCapabilities } from '../../../src/host/rest/wire-sessions.ts';
import * as wire from '../../../src/host/rest/wire.ts';
import type { Operation as Right } from '../auth/sessions.ts';
import { eventsQuery } from '../events/routes.ts';
import { historyQuery } from '../licensing/history.ts';
import { holdersQuery } from '../licensing/licenses.ts';
import { usersQuery } from '../licensing/users.ts';
import { batchOperations, batchSchemas } from './batch-operations.ts';
import { planOperations, planSchemas } from './plan-operations.ts';
import { sessionOperations, sessionSchemas } from './session-operations.ts';

/** What is named in the document; a shape without a name is written out where it is used. */
export const schemas = {
  Seats: wire.seats,
  Assignment: wire.assignment,
  User: wire.user,
  UserLicense: wire.userLicense,
  UserLicenses: wire.userLicenses,
  Capabilities: z.extend(wire.capabilities, { ...sessionCapabilities.shape, ...bulkCapabilities.shape }),
  Me: wire.me,
  Product: lists.product,
  Products: lists.products,
  ListedUser: lists.listedUser,
  UsersPage: lists.usersPage,
  License: wire.license,
  Licenses: wire.licenses,
  Holder: wire.holder,
  HoldersPage: wire.holdersPage,
  HistoryEntry: wire.historyEntry,
  HistoryPage: wire.historyPage,
  Event: wire.event,
  ...batchSchemas,
  ...planSchemas,
  ...sessionSchemas,
  Problem: wire.problem,
} satisfies Record<string, z.core.$ZodType>;

export type SchemaName = keyof typeof schemas;

export interface OperationEntry {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for path parameters, all of which are ids. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'Users' | 'Licenses' | 'Plans' | 'Changes' | 'Sessions' | 'Host';
  /** Null: anybody may. */
  readonly right: Right | null;
  readonly query?: z.core.$ZodType;
  readonly body?: SchemaName;
  /** `type` null: an answer without a body. */
  readonly answer: { readonly type: string | null; readonly schema: SchemaName | null; readonly description: string };
  /** Besides 401 and 403 for whoever lacks session or right, and 422 for parameters and bodies of a wrong shape. */
  readonly problems?: readonly (404 | 409 | 413 | 422)[];
}

const json = (schema: SchemaName | null, description: string): OperationEntry['answer'] => ({ type: 'application/json', schema, description });

/** Every request of the licensing API. A test compares this list with what is really routed. */
export const operations: readonly OperationEntry[] = [
  {
    method: 'get', path: '/openapi.json', id: 'openApi', tag: 'Host', right: null, summary: 'This description',
    answer: json(null, 'The OpenAPI document.'),
  },
  {
    method: 'get', path: '/capabilities', id: 'capabilities', tag: 'Host', right: 'CanViewLicenses', summary: 'What this host can do',
    description: 'The right CanManageAdministration will do as well.',
    answer: json('Capabilities', 'What it can do; anything else should be absent from the screen.'),
  },
  {
    method: 'get', path: '/me', id: 'me', tag: 'Host', right: 'CanViewLicenses', summary: 'The signed-in administrator',
    answer: json('Me', 'The administrator and the rights of this moment.'),
  },
  {
    method: 'get', path: '/events', id: 'events', tag: 'Host', right: 'CanViewLicenses', query: eventsQuery,
    summary: 'Changes as they happen',
    description: 'Server-sent events: seats of every product, assignments of one user. A comment comes at once, another every 15 seconds.',
    answer: { type: 'text/event-stream', schema: 'Event', description: 'The `data` of each message is an Event. Ends with the session.' },
    problems: [404],
  },
  {
    method: 'get', path: '/users', id: 'users', tag: 'Users', right: 'CanViewLicenses', query: usersQuery, summary: 'Users, searched and sorted',
    answer: json('UsersPage', 'A page of users.'),
  },
  {
    method: 'get', path: '/users/{id}', id: 'user', tag: 'Users', right: 'CanViewLicenses', summary: 'A user',
    answer: json('User', 'The user.'), problems: [404],
  },
  {
    method: 'get', path: '/users/{id}/licenses', id: 'userLicenses', tag: 'Users', right: 'CanViewLicenses', summary: 'The licenses of a user',
    answer: json('UserLicenses', 'One row for every product of the host, all as of one moment.'), problems: [404],
  },
  {
    method: 'get', path: '/products', id: 'products', tag: 'Licenses', right: 'CanViewLicenses', summary: 'Products and their seats',
    answer: json('Products', 'Every product with the figures of today.'),
  },
  {
    method: 'get', path: '/licenses', id: 'licenses', tag: 'Licenses', right: 'CanViewLicenses', summary: 'What was bought',
    answer: json('Licenses', 'Every purchased term.'),
  },
  {
    method: 'get', path: '/licenses/{productId}/assignments', id: 'assignments', tag: 'Licenses', right: 'CanViewLicenses', query: holdersQuery,
    summary: 'Who holds a product', answer: json('HoldersPage', 'A page of holders.'), problems: [404],
  },
  {
    method: 'get', path: '/history', id: 'history', tag: 'Changes', right: 'CanViewLicenses', query: historyQuery,
    summary: 'What happened, newest first', answer: json('HistoryPage', 'A page of history.'),
  },
  ...batchOperations,
  ...planOperations,
  ...sessionOperations,
];
