import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { CreatioAnswer } from '../creatio-desk.ts';
import { CreatioDesk } from '../creatio-desk.ts';

describe('UpdateLicenseInfo', () => {
  let desk: CreatioDesk;
  let user: string;
  let products: { full: string; roomy: string; held: string; over: string };
  before(async () => {
    desk = await CreatioDesk.open('embedded');
  });
  beforeEach(async () => {
    desk.only('partial-save');
    const { host } = desk;
    const other = await host.user();
    user = await host.user();
    products = {
      full: await host.product('named', 1, 'Full'), roomy: await host.product('named', 5, 'Roomy'), held: await host.product('named', 5, 'Held'),
      over: await host.product('server', [{ count: 0, due: '2020-01-01' }], 'Over'),
    };
    await host.database.db.insertInto('assignment').values([{ user_id: other, product_id: products.full }, { user_id: user, product_id: products.held }]).execute();
  });
  after(async () => {
    await desk.host.close();
    assert.deepEqual(desk.host.failures, []);
  });

  const save = (items: Readonly<Record<string, unknown>>, userId = user): Promise<CreatioAnswer> =>
    desk.administration('UpdateLicenseInfo', { userId, licenseItems: JSON.stringify(items) });
  const said = async (items: Readonly<Record<string, unknown>>, userId = user): Promise<string> => {
    const { status, body } = await save(items, userId);
    assert.equal(status, 200);
    return (body as { UpdateLicenseInfoResult: string }).UpdateLicenseInfoResult;
  };
  const held = async (): Promise<string[]> =>
    (await desk.host.rows<{ name: string }>(`select p.name from assignment a join product p on p.id = a.product_id where a.user_id = '${user}' and recalled_at is null order by p.name`)).map(({ name }) => name);

  test('CR-4: says nothing when everything was saved', async () => {
    assert.equal(await said({ [products.roomy]: true, [products.held]: false }), '');
    assert.deepEqual(await held(), ['Roomy']);
    assert.equal(await said({ [products.roomy]: true, [products.held]: false }), '', 'it is so already');
    assert.deepEqual((await desk.host.historyOf(products.roomy)).length, 1);
    assert.equal(await said({ [products.roomy.toUpperCase()]: false }, user.toUpperCase()), '');
    assert.deepEqual(await held(), []);
    desk.only('nested-json');
    assert.equal(await said({ [products.roomy]: true }), '', 'what is text already is not put into another');
  });

  test('partial-save: says with status 200 what could not be saved, and the rest was', async () => {
    const text = await said({ [products.full]: true, [products.roomy]: true, [products.over]: true, [products.held]: false });
    assert.equal(text, 'Full: all licenses are in use.\nOver: no license is valid today.');
    assert.deepEqual(await held(), ['Roomy']);
  });

  test('partial-save off: says the same, and nothing was saved', async () => {
    desk.only();
    assert.match(await said({ [products.roomy]: true, [products.held]: false, [products.full]: true }), /^Full: /);
    assert.deepEqual(await held(), ['Held']);
    assert.deepEqual(await desk.host.historyOf(products.roomy), []);
  });

  test('CR-7 SB-5: says why nobody else can hold it', async () => {
    const inactive = await desk.host.user({ active: false });
    const system = await desk.host.user({ kind: 'system' });
    assert.equal(await said({ [products.roomy]: true }, inactive), 'Roomy: the user is inactive.');
    assert.equal(await said({ [products.roomy]: true }, system), 'Roomy: the user is a system account.');
    assert.match(await said({ [products.roomy]: true }, '00000000-0000-4000-8000-000000000000'), /^Roomy: there is no such/);
  });

  test('takes a text of JSON and nothing else', async () => {
    for (const body of [
      { userId: user, licenseItems: { [products.roomy]: true } },
      { userId: user, licenseItems: '{' },
      { userId: user, licenseItems: '{"x":true}' },
      { userId: user, licenseItems: `{"${products.roomy}":"true"}` },
      { userId: 'me', licenseItems: '{}' },
    ]) {
      assert.equal((await desk.administration('UpdateLicenseInfo', body)).status, 400, JSON.stringify(body));
    }
    assert.deepEqual(await held(), ['Held']);
  });
});
