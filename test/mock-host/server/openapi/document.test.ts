import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../../../../mock-host/server/openapi/document.ts';
import { operations } from '../../../../mock-host/server/openapi/operations.ts';
import { TestHost, itAdmin } from '../support/test-host.ts';

interface Document {
  paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; responses: Record<string, unknown>; requestBody?: object; security: object[] }>>;
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
}

async function complaints(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`);
}

describe('the OpenAPI document', () => {
  let host: TestHost;
  before(async () => {
    host = await TestHost.open('server');
  });
  after(() => host.close());

  const document = () => JSON.parse(JSON.stringify(openApiDocument())) as Document;

  test('an independent linter has nothing to say about what the host serves', async () => {
    const answer = await host.app.request('/licensing/v1/openapi.json');
    assert.equal(answer.status, 200);
    const served = (await answer.json()) as Document;
    assert.deepEqual(served, document());
    assert.deepEqual(await complaints(served), []);
    // And it would, if there were something.
    delete served.components.schemas['Seats'];
    assert.ok((await complaints(served)).some((text) => text.startsWith('no-unresolved-refs')));
  });

  test('it lists exactly the requests that are routed', () => {
    const routed = host.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/licensing/v1/'))
      .map(({ method, path }) => `${method} ${path.slice('/licensing/v1'.length).replace(/:(\w+)/g, '{$1}')}`);
    const listed = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    assert.deepEqual([...new Set(routed)].sort(), listed.toSorted());
  });

  test('what it says of rights, bodies and parameters is what the host asks for', async () => {
    const nobody = await host.signedIn([]);
    const admin = await host.signedIn(itAdmin);
    for (const { method, path, id, right, body, query } of operations) {
      const described = document().paths[path]![method]!;
      const address = `/licensing/v1${path.replace(/\{\w+\}/g, admin.userId)}`;
      const sent = method === 'get' ? undefined : {};
      assert.equal((await nobody.send(method.toUpperCase(), address, sent)).status, right === null ? 200 : 403, id);
      assert.deepEqual(Object.keys(described.responses).includes('403'), right !== null, id);
      if (body) assert.equal((await admin.send(method.toUpperCase(), address, {})).status, 422, id);
      assert.equal(described.requestBody !== undefined, body !== undefined, id);
      assert.deepEqual(described.parameters.filter((parameter) => parameter.in === 'path').length, (path.match(/\{/g) ?? []).length, id);
      assert.equal(described.parameters.some((parameter) => parameter.in === 'query'), query !== undefined, id);
    }
  });
});
