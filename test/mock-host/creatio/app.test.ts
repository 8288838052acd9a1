import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import ts from 'typescript';
import { root } from '../../support/stages.ts';
import { licenseAdmin, viewer } from '../server/support/test-host.ts';
import { CreatioDesk } from './creatio-desk.ts';

const GET_LICENSES = '/ServiceModel/LicenseService.svc/GetLicenses';

describe('Creatio\'s services', () => {
  let desk: CreatioDesk;
  before(async () => {
    desk = await CreatioDesk.open('embedded');
  });
  beforeEach(() => {
    desk.only();
    desk.called.length = 0;
  });
  after(async () => {
    await desk.host.close();
    assert.deepEqual(desk.host.failures, []);
  });

  for (const [base, other] of [['/0', ''], ['', '/0']] as const) {
    test(`answer under ${base || 'no'} base, and a page of status 404 under the other`, async () => {
      desk.settings = { ...desk.settings, base };
      assert.equal((await desk.ask(GET_LICENSES, null)).status, 200);
      for (const address of [GET_LICENSES, '/rest/AdministrationService/GetUserIds', '/DataService/json/SyncReply/SelectQuery']) {
        const { status, headers, body } = await desk.send(other + address, 'null', { cookie: desk.client.cookie, bpmcsrf: desk.client.csrfToken });
        assert.deepEqual([status, headers.get('content-type')], [404, 'text/html; charset=utf-8']);
        assert.match(body as string, /^<!DOCTYPE html>/);
      }
    });
  }

  test('know no other address, whatever it is called', async () => {
    for (const address of ['/ServiceModel/LicenseService.svc/getLicenses', '/ServiceModel/LicenseService.svc', '/rest/AdministrationService/__proto__', '/x']) {
      assert.equal((await desk.ask(address, null)).status, 404, address);
    }
    assert.equal((await desk.send(`/1${GET_LICENSES}`, 'null')).status, 404);
    assert.deepEqual([...new Set(desk.called)], ['none']);
  });

  test('have no …UsersPackages at the twin for an administrator without a license', async () => {
    const statuses = await Promise.all(
      ['GetLicenses', 'GetLicenseData', 'GetUsersList', 'SaveLicenseData', 'AddUsersPackages', 'DeleteUsersPackages', 'GetUsersPackages'].map(async (method) => {
        return (await desk.ask(`/ServiceModel/LicenseManagerProxyService.svc/${method}`, null)).status;
      }),
    );
    // Null is nothing that GetLicenseData or SaveLicenseData could be asked with.
    assert.deepEqual(statuses, [200, 400, 200, 400, 404, 404, 404]);
  });

  test('refuse an administrator without a license, except at the twin', async () => {
    desk.settings = { ...desk.settings, adminLicensed: false };
    assert.equal((await desk.license('GetLicenses', null)).status, 403);
    assert.equal((await desk.ask('/ServiceModel/LicenseManagerProxyService.svc/GetLicenses', null)).status, 200);
    assert.equal((await desk.administration('GetUserIds', {})).status, 200);
  });

  test('take POST of JSON only', async () => {
    const path = `/0${GET_LICENSES}`;
    const get = await desk.send(path, '', {}, 'GET');
    assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST']);
    for (const type of ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', undefined]) {
      assert.equal((await desk.ask(GET_LICENSES, null, { 'content-type': type })).status, 415, type);
    }
    assert.equal((await desk.ask(GET_LICENSES, null, { 'content-type': 'Application/JSON; charset=utf-8' })).status, 200);
  });

  test('take the mock host\'s session by either cookie, and none without being told to', async () => {
    const token = desk.client.cookie.split('=')[1]!;
    assert.equal((await desk.ask(GET_LICENSES, null, { cookie: `BPMLOADER=x; .ASPXAUTH=${token}` })).status, 200);
    for (const headers of [{ forceusesession: undefined }, { cookie: undefined }, { cookie: `.ASPXAUTH=${token}x` }]) {
      assert.equal((await desk.ask(GET_LICENSES, null, headers)).status, 401);
    }
  });

  test('want the session\'s own token in the BPMCSRF header', async () => {
    const other = await desk.host.signedIn();
    for (const bpmcsrf of [undefined, '', 'guess', other.csrfToken]) {
      const { status, body } = await desk.ask(GET_LICENSES, null, { bpmcsrf });
      assert.equal(status, 403);
      assert.match(body as string, /BPMCSRF/);
    }
  });

  test('send the sign-in page for a session that is over, with status 200 unless the quirk is off', async () => {
    const leaving = await desk.host.signedIn();
    await leaving.send('POST', '/auth/sign-out');
    assert.equal((await desk.license('GetLicenses', null, leaving)).status, 401);
    desk.only('html-sign-in');
    const { status, headers, body } = await desk.license('GetLicenses', null, leaving);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/html; charset=utf-8']);
    assert.match(body as string, /Sign in/);
  });

  test('CR-10: refuse whoever lacks the right with status 200 and an envelope, and change nothing', async () => {
    const product = await desk.host.product('named', 3);
    const [user] = await desk.host.users(1);
    const nobody = await desk.host.signedIn([]);
    const onlooker = await desk.host.signedIn(viewer);
    const pairs = { userIds: [user], packageIds: [product] };
    const refusals = [
      await desk.license('GetLicenses', null, nobody),
      await desk.license('AddUsersPackages', pairs, onlooker),
      await desk.license('DeleteUsersPackages', pairs, onlooker),
      await desk.license('SaveLicenseData', { packageId: product, addedUsers: [user], deletedUsers: [], source: 1 }, onlooker),
      await desk.administration('UpdateLicenseInfo', { userId: user, licenseItems: `{"${product}":true}` }, onlooker),
      await desk.administration('GetAvailableLicPackages', { userId: user }, nobody),
      await desk.administration('TerminateSession', { recordId: onlooker.sessionId }),
    ];
    for (const { status, body } of refusals) {
      const { success, errorInfo } = body as { success: boolean; errorInfo: { errorCode: string; message: string } };
      assert.deepEqual([status, success, errorInfo.errorCode], [200, false, 'SecurityException']);
      assert.match(errorInfo.message, /right Can/);
    }
    assert.deepEqual(await desk.host.historyOf(product), []);
    assert.equal((await desk.license('GetLicenses', null, onlooker)).status, 200);
    const { body } = (await desk.administration('GetAvailableLicPackages', { userId: user }, onlooker)) as { body: { GetAvailableLicPackagesResult: { Enabled: boolean }[] } };
    assert.ok(body.GetAvailableLicPackagesResult.every(({ Enabled }) => !Enabled), 'who may only look sees no box enabled');
  });

  test('a right that was taken away is gone with the next request', async () => {
    const admin = await desk.host.signedIn(licenseAdmin);
    assert.deepEqual((await desk.license('GetLicenses', null, admin)).body, (await desk.license('GetLicenses', null)).body);
    await desk.host.database.db.deleteFrom('user_operation').where('user_id', '=', admin.userId).execute();
    assert.match(JSON.stringify((await desk.license('GetLicenses', null, admin)).body), /SecurityException/);
  });

  test('wrap results of AdministrationService, as text inside JSON unless the quirk is off', async () => {
    assert.ok(Array.isArray(((await desk.administration('GetUserIds', {})).body as { GetUserIdsResult: unknown }).GetUserIdsResult));
    desk.only('nested-json');
    const { GetUserIdsResult } = (await desk.administration('GetUserIds', {})).body as { GetUserIdsResult: string };
    assert.ok((JSON.parse(GetUserIdsResult) as string[]).includes(desk.client.userId));
  });

  test('answer hostile bodies with a page and status 400, and say nothing of themselves', async () => {
    const session = { cookie: desk.client.cookie, bpmcsrf: desk.client.csrfToken, forceusesession: 'true' };
    const bodies: [address: string, body: string][] = [
      ['LicenseService.svc/GetLicenseData', '{'],
      ['LicenseService.svc/GetLicenseData', '"no id"'],
      ['LicenseService.svc/GetLicenseData', '"\\u0000"'],
      ['LicenseService.svc/GetLicenseData', '['.repeat(100_000)],
      ['LicenseService.svc/GetUsersPackages', '{"userIds":[]}'],
      ['LicenseService.svc/GetUsersPackages', '["\'); drop table session; --"]'],
      ['LicenseService.svc/AddUsersPackages', '{"userIds":"all","packageIds":[]}'],
      ['LicenseService.svc/AddUsersPackages', '{"__proto__":{"userIds":[],"packageIds":[]}}'],
      ['LicenseService.svc/SaveLicenseData', '{"packageId":null,"addedUsers":[],"deletedUsers":[],"source":1}'],
    ];
    for (const [address, sent] of bodies) {
      const { status, headers, body } = await desk.send(`/0/ServiceModel/${address}`, sent, session);
      assert.deepEqual([status, headers.get('content-type')], [400, 'text/html; charset=utf-8'], sent.slice(0, 60));
      assert.doesNotMatch(body as string, /\.ts|at Object|<script/);
    }
    const tooLarge = await desk.send(`/0${GET_LICENSES}`, `"${'x'.repeat(7 * 1024 * 1024)}"`, session);
    assert.equal(tooLarge.status, 413);
  });

  test('refuse pages of other sites before they look at anything', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      assert.equal((await desk.ask(GET_LICENSES, null, headers)).status, 403);
    }
  });

  test('tell what was called, under whichever name, before anything else', async () => {
    await desk.license('GetLicenses', null);
    await desk.ask('/ServiceModel/LicenseManagerProxyService.svc/GetLicenses', null, { cookie: undefined });
    await desk.ask('/DataService/json/SyncReply/SelectQuery', null);
    assert.deepEqual(desk.called, ['LicenseService/GetLicenses', 'LicenseManagerProxyService/GetLicenses', 'DataService/SelectQuery']);
  });

  test('DeleteLicenses is a trap: it is counted, fails and wipes nothing', async () => {
    const product = await desk.host.product('named', 3);
    assert.equal((await desk.license('DeleteLicenses', null)).status, 500);
    assert.deepEqual(desk.called, ['LicenseService/DeleteLicenses']);
    assert.match(String(desk.host.failures.splice(0)), /DeleteLicenses was called/);
    assert.equal((await desk.host.figures(product)).paid, 3);
  });
});

test('nothing in the plugin but comments names DeleteLicenses', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  assert.ok(files.length > 100);
  const printer = ts.createPrinter({ removeComments: true });
  const naming = files.filter((path) => {
    const source = ts.createSourceFile(path, readFileSync(join(root, 'src', path), 'utf8'), ts.ScriptTarget.ES2022);
    return /delete\W*licenses/i.test(printer.printFile(source));
  });
  assert.deepEqual(naming, []);
});
