import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import * as wire from '../../../../src/host/creatio/wire.ts';
import { CreatioDesk } from '../creatio-desk.ts';

describe('LicenseService tells', () => {
  let desk: CreatioDesk;
  let product: string;
  let users: { ann: string; ben: string; ina: string };
  before(async () => {
    desk = await CreatioDesk.open('embedded');
    users = {
      ann: await desk.host.user({ name: 'ann', email: 'ann@example.com' }),
      ben: await desk.host.user({ name: 'ben' }),
      ina: await desk.host.user({ name: 'ina', active: false }),
    };
    await desk.host.user({ name: 'sys', kind: 'system' });
    product = await desk.host.product('named', [{ count: 2, start: '2020-01-01' }, { count: 3, start: '2021-01-01', due: '2990-12-31' }], 'Two terms');
    await desk.host.product('concurrent', 7, 'Shared');
    await desk.host.product('server', [{ count: 0, due: '2020-12-31' }], 'Unlimited');
    const role = await desk.host.role('Sales', [product], [users.ben]);
    await desk.host.database.db
      .insertInto('assignment')
      .values([
        { user_id: users.ann, product_id: product },
        { user_id: users.ben, product_id: product, source: 'role', role_id: role },
        { user_id: users.ina, product_id: product, user_active: false },
      ])
      .execute();
  });
  beforeEach(() => desk.only());
  after(async () => {
    await desk.host.close();
    assert.deepEqual(desk.host.failures, []);
  });

  test('CR-8: a row for each term, whatever day it is, of every type', async () => {
    const { licenses } = wire.licenses.parse((await desk.license('GetLicenses', null)).body);
    assert.deepEqual(
      licenses!.map(({ packageName, type, startDate, dueDate, isActive, count }) => [packageName, type, startDate, dueDate, isActive, count]),
      [
        ['Shared', 1, null, null, true, 7],
        ['Two terms', 0, '2020-01-01T00:00:00', null, true, 2],
        ['Two terms', 0, '2021-01-01T00:00:00', '2990-12-31T00:00:00', true, 3],
        ['Unlimited', 2, null, '2020-12-31T00:00:00', true, 0],
      ],
    );
    assert.equal(new Set(licenses!.map(({ id }) => id)).size, 4, 'a row has an id of its own');
    assert.deepEqual((await desk.send('/0/ServiceModel/LicenseService.svc/GetLicenses', '', {
      cookie: desk.client.cookie, bpmcsrf: desk.client.csrfToken, forceusesession: 'true',
    })).status, 200, 'nothing is as good as null');
  });

  test('CR-7 CR-9: who holds a package, leftover rows included, and since 8.1.3 from where', async () => {
    const holders = async () => {
      const { licenses, users } = wire.licenseData.parse((await desk.license('GetLicenseData', product)).body);
      assert.equal(licenses!.length, 2);
      return users!.map(({ sysAdminUnit: { value, displayValue }, email, source }) => [value, displayValue, email, source]);
    };
    assert.deepEqual(await holders(), [[users.ann, 'ann', 'ann@example.com', 1], [users.ben, 'ben', '', 2], [users.ina, 'ina', '', 1]]);
    desk.settings = { ...desk.settings, version: '8.1.1' };
    assert.deepEqual((await holders()).map(([, name, , source]) => [name, source]), [['ann', undefined], ['ben', undefined], ['ina', undefined]]);
  });

  test('nothing of a package that nobody knows', async () => {
    const { body } = await desk.license('GetLicenseData', '00000000-0000-4000-8000-000000000000');
    assert.deepEqual(body, { success: true, errorInfo: null, licenses: [], users: [] });
  });

  test('of several users what any of them holds, without saying who', async () => {
    const other = await desk.host.product('server', 0);
    await desk.license('AddUsersPackages', { userIds: [users.ben], packageIds: [other] });
    const union = async (...ids: string[]) => wire.usersPackages.parse((await desk.license('GetUsersPackages', ids)).body).packageIds!;
    assert.deepEqual(await union(users.ann), [product]);
    assert.deepEqual((await union(users.ann, users.ben)).toSorted(), [product, other].toSorted());
    assert.deepEqual(await union(users.ina), [product]);
    assert.deepEqual(await union(), []);
    await desk.license('DeleteUsersPackages', { userIds: [users.ben], packageIds: [other] });
    assert.deepEqual(await union(users.ben), [product], 'what was recalled is not held');
    assert.deepEqual(wire.licenseData.parse((await desk.license('GetLicenseData', other)).body).users, []);
  });

  test('everybody who may hold a license, at once', async () => {
    const { users: all } = (await desk.license('GetUsersList', null)).body as { users: { sysAdminUnit: { value: string } }[] };
    const ids = all.map(({ sysAdminUnit }) => sysAdminUnit.value);
    assert.ok(ids.includes(users.ann) && ids.includes(desk.client.userId) && !ids.includes(users.ina));
    assert.equal(ids.length, 3);
  });
});
