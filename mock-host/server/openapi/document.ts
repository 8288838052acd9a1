import * as z from 'zod/mini';
import { type OperationEntry, type SchemaName, operations, schemas } from './operations.ts';

type Json = Record<string, unknown>;

const problemTitles: Record<number, string> = {
  400: 'The cursor does not belong to the list.',
  401: 'There is no session, or it has ended.',
  403: 'A right or the CSRF token is missing.',
  404: 'There is no such thing.',
  405: 'The address takes other methods only.',
  409: 'The batch id stands for another batch, or somebody else has changed the same meanwhile.',
  413: 'The body is too large.',
  422: 'The request has a wrong shape; `detail` names the field.',
};

let made: Json | undefined;

/** The OpenAPI 3.1 description, generated from the schemas that requests are parsed and answers are read with. */
export function openApiDocument(): Json {
  return (made ??= {
    openapi: '3.1.0',
    info: {
      title: 'Licensing API',
      version: '1.0.0',
      summary: 'Who holds which license, and how to change that.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/licensing/v1', description: 'The host that serves this document.' }],
    tags: [
      { name: 'Users', description: 'Users and the licenses each of them holds.' },
      { name: 'Licenses', description: 'Products, what was bought and who holds it.' },
      { name: 'Plans', description: 'Who is meant, and what would be done for all of them.' },
      { name: 'Changes', description: 'Batches and history.' },
      { name: 'Sessions', description: 'Who is signed in with what, and how to end that.' },
      { name: 'Host', description: 'What the host can do and what happens on it.' },
    ],
    security: [{ session: [] }, { token: [] }],
    paths: paths(),
    components: {
      schemas: components(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'host_session', description: 'Set by `POST /auth/sign-in`.' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'From the sign-in\'s answer; every write with a session cookie carries it.' },
        token: { type: 'http', scheme: 'bearer', description: 'From `POST /auth/tokens`, for API clients. Goes before a cookie.' },
      },
    },
  });
}

function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: generated } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(generated).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]));
}

function paths(): Json {
  const all: Record<string, Json> = {};
  for (const entry of operations) (all[entry.path] ??= {})[entry.method] = operation(entry);
  return all;
}

function operation(entry: OperationEntry): Json {
  const { id, summary, description, tag, right, body, answer } = entry;
  return {
    operationId: id,
    summary,
    description: [description, right && `Needs the right ${right}.`].filter(Boolean).join(' ') || undefined,
    tags: [tag],
    security: right === null ? [] : [entry.method === 'get' ? { session: [] } : { session: [], csrf: [] }, { token: [] }],
    parameters: [...pathParameters(entry.path), ...queryParameters(entry)],
    requestBody: body && { required: true, content: { 'application/json': { schema: reference(body) } } },
    responses: {
      [answer.type === null ? 204 : 200]: {
        description: answer.description,
        content: answer.type === null ? undefined : { [answer.type]: { schema: answer.schema ? reference(answer.schema) : { type: 'object' } } },
      },
      ...Object.fromEntries(problemsOf(entry).map((status) => [
        status,
        { description: problemTitles[status], content: { 'application/problem+json': { schema: reference('Problem') } } },
      ])),
    },
  };
}

function problemsOf({ right, query, body, problems = [] }: OperationEntry): number[] {
  const paged = query !== undefined && 'cursor' in properties(query);
  const statuses = [...(right === null ? [] : [401, 403]), ...(query || body ? [422] : []), ...(paged || body ? [400] : []), ...problems];
  // Every address refuses methods it does not take.
  return (statuses.length ? statuses : [405]).sort();
}

const reference = (name: SchemaName): Json => ({ $ref: `#/components/schemas/${name}` });

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters({ query }: OperationEntry): Json[] {
  if (!query) return [];
  const { required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties(query)).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function properties(query: z.core.$ZodType): Record<string, unknown> {
  return z.toJSONSchema(query, { io: 'input' }).properties ?? {};
}
