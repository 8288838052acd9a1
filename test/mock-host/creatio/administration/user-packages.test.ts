import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type * as z from 'zod/mini';
import { availablePackages } from '../../../../src/host/creatio/wire.ts';
import { CreatioDesk } from '../creatio-desk.ts';

type Package = z.output<typeof availablePackages>[number];

describe('GetAvailableLicPackages', () => {
  let desk: CreatioDesk;
  let users: string[];
  let ina: string;
  before(async () => {
    desk = await CreatioDesk.open('embedded');
    users = await desk.host.users(4);
    ina = await desk.host.user({ active: false });
    const { host } = desk;
    const products = {
      full: await host.product('named', 1, 'Full'),
      over: await host.product('named', [{ count: 9, due: '2020-01-01' }], 'Over'),
      roomy: await host.product('named', 5, 'Roomy'),
      role: await host.product('named', 5, 'From a role'),
      shared: await host.product('concurrent', 1, 'Shared'),
      twoterms: await host.product('named', [{ count: 2, due: '2990-01-01' }, { count: 3, due: '2991-01-01' }, { count: 9, due: '2020-01-01' }], 'Two terms'),
      unlimited: await host.product('server', 0, 'Unlimited'),
    };
    const role = await host.role('Sales', [products.role], [users[0]!]);
    const hold = (user_id: string, product_id: string, more: object = {}) => ({ user_id, product_id, ...more });
    await host.database.db
      .insertInto('assignment')
      .values([
        hold(users[0]!, products.full), hold(ina, products.full, { user_active: false }), hold(users[0]!, products.role, { source: 'role', role_id: role }),
        ...users.map((user) => hold(user, products.shared)), hold(users[0]!, products.unlimited),
      ])
      .execute();
  });
  beforeEach(() => desk.only());
  after(async () => {
    await desk.host.close();
    assert.deepEqual(desk.host.failures, []);
  });

  const packages = async (userId: string): Promise<Package[]> => {
    const { GetAvailableLicPackagesResult } = (await desk.administration('GetAvailableLicPackages', { userId })).body as { GetAvailableLicPackagesResult: unknown };
    return availablePackages.parse(GetAvailableLicPackagesResult);
  };
  const told = async (userId: string, of: (one: Package) => unknown): Promise<object> =>
    Object.fromEntries((await packages(userId)).map((one) => [one.Caption, of(one)]));

  test('CR-2 CR-8: the packages that have a term today, with paid, used and what is left; concurrent ones have all left', async () => {
    assert.deepEqual(await told(users[1]!, ({ Type, PaidCount, UsedCount, AvailableCount }) => [Type, PaidCount, UsedCount, AvailableCount]), {
      'From a role': [0, 5, 1, 4], Full: [0, 1, 1, 0], Roomy: [0, 5, 0, 5], Shared: [1, 1, 4, 1], 'Two terms': [0, 5, 0, 5], Unlimited: [2, 0, 1, -1],
    });
  });

  test('CR-2: what is held is checked, and what can be changed enabled', async () => {
    assert.deepEqual(await told(users[0]!, ({ Checked, Enabled }) => [Checked, Enabled]), {
      'From a role': [true, true], Full: [true, true], Roomy: [false, true], Shared: [true, true], 'Two terms': [false, true], Unlimited: [true, true],
    });
    assert.deepEqual((await packages(users[1]!)).filter(({ Enabled }) => !Enabled).map(({ Caption }) => Caption), ['Full']);
  });

  test('CR-7: nothing is enabled or checked for an inactive user, though a row remains', async () => {
    assert.ok((await packages(ina)).every(({ Enabled, Checked }) => !Enabled && !Checked));
  });

  test('CR-9: since 8.1.3 it tells the source, as people read it', async () => {
    assert.deepEqual(await told(users[0]!, ({ SysLicSource }) => SysLicSource), {
      'From a role': 'By role', Full: 'Manually', Roomy: '', Shared: 'Manually', 'Two terms': '', Unlimited: 'Manually',
    });
    desk.settings = { ...desk.settings, version: '8.1.1' };
    assert.ok((await packages(users[0]!)).every((one) => !('SysLicSource' in one)));
  });

  test('CR-8 latest-term: only the count of the term that lasts longest is told', async () => {
    desk.only('latest-term');
    const { PaidCount, AvailableCount } = (await packages(users[1]!)).find(({ Caption }) => Caption === 'Two terms')!;
    assert.deepEqual([PaidCount, AvailableCount], [3, 3]);
  });

  test('no-server-packages: server licenses are not among them', async () => {
    desk.only('no-server-packages');
    assert.ok((await packages(users[0]!)).every(({ Type }) => Type !== 2));
    assert.equal((await packages(users[0]!)).length, 5);
  });

  test('nobody has no packages', async () => {
    assert.deepEqual(await packages('00000000-0000-4000-8000-000000000000'), []);
  });
});
