import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openKept } from '../../../../src/host/creatio/kept/open-kept.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { MemoryKept } from '../../../support/memory-kept.ts';
import { keptPromises } from './kept-contract.ts';

for (const [name, keeps] of Object.entries(keptPromises)) test(`MemoryKept: ${name}`, () => keeps(new MemoryKept()));

const ada = { id: 'a', name: 'Ada' };

test('what is handed in is used, and otherwise the views of a page share one for each application and administrator', () => {
  const kept = new MemoryKept();
  assert.equal(openKept({ baseUrl: '/', user: ada, kept }), kept);
  const one = openKept({ baseUrl: '/sales', user: ada });
  assert.equal(openKept({ baseUrl: 'https://crm.example.com/sales/', user: ada }), one);
  assert.notEqual(openKept({ baseUrl: '/', user: ada }), one);
  assert.notEqual(openKept({ baseUrl: '/sales', user: { id: 'b', name: 'Bo' } }), one);
});

test('BX-3 where nothing can be kept, it is said in a sentence, and nothing else happens', async () => {
  const kept = openKept({ baseUrl: '/nowhere', user: ada });
  for (const asked of [() => kept.read('sets', 'x'), () => kept.list('sets'), () => kept.update('sets', 'x', () => 1)]) {
    await assert.rejects(asked, (error) => error instanceof LicensingError && /this browser cannot keep/.test(error.detail));
  }
});
