import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openApiDocument } from '../../../../mock-host/server/openapi/document.ts';

test('docs/licensing-api.json is what the server tells; `npm run docs:api` writes it anew', async () => {
  const file = new URL('../../../../docs/licensing-api.json', import.meta.url);
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), JSON.parse(JSON.stringify(openApiDocument())));
});
