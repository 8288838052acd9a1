import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CreatioDesk } from '../creatio-desk.ts';

let desk: CreatioDesk;
let ids: string[];
before(async () => {
  desk = await CreatioDesk.open('embedded');
  desk.only();
  ids = [await desk.host.user({ name: 'b' }), await desk.host.user({ name: 'A' }), await desk.host.user({ name: 'c', active: false })];
  await desk.host.user({ name: 'robot', kind: 'system' });
  await desk.host.role('Sales', [], []);
});
after(async () => {
  await desk.host.close();
  assert.deepEqual(desk.host.failures, []);
});

const group = (items: object) => ({ filterType: 6, isEnabled: true, trimDateTimeParameterToDate: false, logicalOperation: 0, items });
const isActive = {
  filterType: 1, isEnabled: true, trimDateTimeParameterToDate: false, comparisonType: 3,
  leftExpression: { expressionType: 0, columnPath: 'Active' },
  rightExpression: { expressionType: 2, parameter: { dataValueType: 12, value: true } },
};
const ask = (filtersConfig?: string | null) => desk.administration('GetUserIds', { filtersConfig });
const found = async (filtersConfig?: string | null): Promise<unknown> => ((await ask(filtersConfig)).body as { GetUserIdsResult: string[] }).GetUserIdsResult;

test('CR-5: GetUserIds answers all users, by name, whatever page they are on', async () => {
  const [b, a, c] = ids;
  const all = [a, b, c, desk.client.userId];
  assert.deepEqual(await found(), all);
  assert.deepEqual(await found(''), all);
  assert.deepEqual(await found(JSON.stringify(group({}))), all);
});

test('CR-5: GetUserIds takes the filters of a list as text', async () => {
  const [b, a] = ids;
  assert.deepEqual(await found(JSON.stringify(group({ isActive }))), [a, b, desk.client.userId]);
});

test('GetUserIds takes nothing else', async () => {
  for (const wrong of ['{', '{}', '[]', JSON.stringify(group({ x: { ...isActive, filterType: 3 } }))]) assert.equal((await ask(wrong)).status, 400, wrong);
  const unknown = { ...isActive, leftExpression: { expressionType: 0, columnPath: 'UserPassword' } };
  assert.match(JSON.stringify((await ask(JSON.stringify(group({ unknown })))).body), /"success":false/);
});
