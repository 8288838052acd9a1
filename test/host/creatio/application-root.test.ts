import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationRoot } from '../../../src/host/creatio/application-root.ts';

test('the application is found from whatever page of Creatio', () => {
  for (const [address, root] of [
    ['https://crm.example.com/0/Shell/#Home', '/'],
    ['https://crm.example.com/0/Nui/ViewModule.aspx#SectionModuleV2/X', '/'],
    ['https://crm.example.com/Shell/?autoOpenIdLogin=true#Section/Y', '/'],
    ['https://crm.example.com/ClientApp/', '/'],
    ['https://crm.example.com/sales/0/Shell/', '/sales'],
    ['https://crm.example.com/crm/sales/Shell/#a/0/b', '/crm/sales'],
    ['https://crm.example.com/sales/0/shell', '/sales'],
    ['https://crm.example.com/', '/'],
    ['https://crm.example.com/license-manager/users', '/'],
  ] as const) {
    assert.equal(applicationRoot(address), `https://crm.example.com${root}`, address);
  }
});
