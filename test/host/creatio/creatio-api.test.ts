import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as z from 'zod/mini';
import * as wire from '../../../src/host/creatio/wire.ts';
import { apiOf, json, licenses, packageId, page, signal, text, told } from './support/api-rig.ts';

describe('what is sent', () => {
  test('is JSON whatever it is, to the address of the method', async () => {
    const { api, sent, urls, asked } = apiOf([json({ success: true, users: [], packageIds: [], rows: [] })]);
    await api.license('GetLicenses', null, z.unknown() as never, signal);
    await api.license('GetLicenseData', packageId, wire.licenseData, signal);
    await api.license('GetUsersPackages', [packageId], wire.usersPackages, signal);
    await api.select({ schema: 'SysAdminUnit', columns: { Id: 'Id' } }, z.unknown() as never, signal);
    assert.deepEqual(sent.slice(0, 3), ['null', `"${packageId}"`, `["${packageId}"]`]);
    assert.equal((JSON.parse(sent[3]!) as { rootSchemaName: string }).rootSchemaName, 'SysAdminUnit');
    assert.equal(urls()[3], 'https://crm.test/0/DataService/json/SyncReply/SelectQuery');
    for (const { method, headers } of asked) {
      assert.deepEqual([method, headers.get('content-type'), headers.get('forceusesession')], ['POST', 'application/json', 'true']);
    }
  });
});

describe('the twin', () => {
  const forbidden = text(page, 403);
  const services = (urls: readonly string[]) => urls.map((url) => url.split('/').slice(-2).join('/'));

  test('serves an administrator whom the service refuses, from then on alone', async () => {
    const { api, getLicenses, urls } = apiOf([forbidden, json(licenses)]);
    assert.equal(api.byTwin, false);
    await getLicenses();
    await api.license('SaveLicenseData', {}, wire.licenses, signal);
    assert.deepEqual(services(urls()), ['LicenseService.svc/GetLicenses', 'LicenseManagerProxyService.svc/GetLicenses', 'LicenseManagerProxyService.svc/SaveLicenseData']);
    assert.equal(api.byTwin, true);
  });

  test('is not asked when the service has answered before: then a right is missing', async () => {
    const { api, getLicenses, asked } = apiOf([json(licenses), forbidden]);
    await getLicenses();
    await assert.rejects(api.license('SaveLicenseData', {}, wire.written, signal), told('forbidden'));
    assert.deepEqual([asked.length, api.byTwin], [2, false]);
  });

  test('refuses too: the service’s own words are told, and both are asked again next time', async () => {
    const { api, getLicenses, asked } = apiOf([json({ success: false, errorInfo: { errorCode: 'SecurityException', message: 'mine' } }), forbidden]);
    await assert.rejects(getLicenses(), told('forbidden', /mine/));
    assert.deepEqual([asked.length, api.byTwin], [2, false]);
  });

  test('has no methods for many users, so it is not asked for them', async () => {
    const { api, asked } = apiOf([forbidden]);
    await assert.rejects(api.license('AddUsersPackages', { userIds: [], packageIds: [] }, wire.written, signal), told('forbidden'));
    assert.equal(asked.length, 1);
  });
});
