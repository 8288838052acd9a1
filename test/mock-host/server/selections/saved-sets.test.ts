import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { savedSet, savedSets } from '../../../../src/host/rest/wire-bulk.ts';
import { isSince } from '../../../support/is-since.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { TestHost, unknownId } from '../support/test-host.ts';

describe('BX-14: saved sets', () => {
  let host: TestHost;
  let desk: BulkDesk;
  before(async () => {
    host = await TestHost.open('server');
    desk = new BulkDesk(await host.signedIn());
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  const save = async (id: string, name: string, selectionId: string, by = desk) =>
    savedSet.parse((await by.client.send('PUT', `/licensing/v1/saved-sets/${id}`, { name, selectionId })).body);
  const list = async (by = desk) => savedSets.parse((await by.client.get('/licensing/v1/saved-sets')).body).items.map(({ name, count }) => [name, count]);

  test('a set keeps a selection\'s people in their order; the same id again replaces it; deleted it is gone', async () => {
    const users = (await host.users(3)).reverse();
    const [id, other] = [randomUUID(), randomUUID()];
    const began = Date.now();
    const { name, count, savedAt } = await save(id, ' Sales team ', await desk.people(users.slice(0, 2)));
    assert.deepEqual([name, count], ['Sales team', 2]);
    assert.ok(isSince(began, Date.parse(savedAt)));
    await save(other, 'auditors', await desk.people(users));
    assert.deepEqual(await list(), [['auditors', 3], ['Sales team', 2]]);
    await save(id, 'Sales', await desk.people(users));
    assert.deepEqual(await list(), [['auditors', 3], ['Sales', 3]]);
    const selected = await desk.select({ kind: 'saved', setId: id });
    assert.deepEqual((await desk.population(selected.id)).people!.map((person) => person.id), users);

    const gone = await desk.client.send('DELETE', `/licensing/v1/saved-sets/${id}`);
    assert.deepEqual([gone.status, gone.body], [204, '']);
    assert.deepEqual(await list(), [['auditors', 3]]);
    assert.deepEqual(await desk.refused('DELETE', `/saved-sets/${id}`, undefined), [404, 'There is no such saved set.']);
    assert.deepEqual(await desk.refused('POST', '/selections', { kind: 'saved', setId: id }), [404, 'There is no such saved set.']);
    assert.equal((await desk.population(selected.id)).people!.length, 3, 'what was selected from it stays');
  });

  test('everybody has sets of their own, whatever ids they give them', async () => {
    const [id] = [randomUUID()];
    const other = new BulkDesk(await host.signedIn());
    const [one, two] = await host.users(2);
    await save(id, 'Mine', await desk.people([one!]));
    assert.deepEqual(await list(other), []);
    assert.deepEqual(await other.refused('POST', '/selections', { kind: 'saved', setId: id }), [404, 'There is no such saved set.']);
    assert.deepEqual(await other.refused('DELETE', `/saved-sets/${id}`, undefined), [404, 'There is no such saved set.']);
    await save(id, 'Theirs', await other.people([one!, two!]), other);
    assert.deepEqual(await list(other), [['Theirs', 2]]);
    assert.ok((await list()).some(([name]) => name === 'Mine'));
    assert.deepEqual(await other.refused('PUT', `/saved-sets/${id}`, { name: 'x', selectionId: await desk.people([one!]) }), [404, 'There is no such selection.']);
  });

  test('who does not exist any more is told when the set is used', async () => {
    const [one, two] = await host.users(2);
    const { id } = await save(randomUUID(), 'Leavers', await desk.people([one!, two!]));
    await host.database.exec(`delete from app_user where id = '${two}'`);
    const { count, unknown } = await desk.select({ kind: 'saved', setId: id });
    assert.deepEqual([count, unknown], [1, [two]]);
  });

  test('what is no name or no id is refused with a sentence', async () => {
    const selectionId = await desk.people([desk.client.userId]);
    const refused = (id: string, body: unknown) => desk.refused('PUT', `/saved-sets/${id}`, body);
    const shape = 'The request has a wrong shape.';
    for (const id of ['x', randomUUID().toUpperCase(), '%00']) assert.deepEqual(await refused(id, { name: 'A', selectionId }), [422, `${shape} id: a UUID in lower case expected`]);
    for (const name of ['a\0', '\ud800']) assert.deepEqual(await refused(randomUUID(), { name, selectionId }), [422, `${shape} name: a character that can not be stored`]);
    assert.deepEqual(await refused(randomUUID(), { name: ' \t', selectionId }), [422, `${shape} name: empty`]);
    for (const name of ['', 'x'.repeat(101), 7]) assert.match((await refused(randomUUID(), { name, selectionId }))[1], /^The request has a wrong shape\. name: /);
    assert.deepEqual(await refused(randomUUID(), { name: 'A', selectionId: unknownId() }), [404, 'There is no such selection.']);
    assert.equal((await save(randomUUID(), '🦔'.repeat(50), selectionId)).name, '🦔'.repeat(50));
  });

  test('there may be 200; then one has to go before another comes, and each can still be replaced', async () => {
    const keeper = new BulkDesk(await host.signedIn());
    const selectionId = await keeper.people([keeper.client.userId]);
    const ids = Array.from({ length: 200 }, () => randomUUID());
    for (const id of ids) await save(id, 'Set', selectionId, keeper);
    assert.deepEqual(await keeper.refused('PUT', `/saved-sets/${randomUUID()}`, { name: 'One more', selectionId }),
      [422, 'There are too many saved sets: delete some first. at most 200']);
    assert.equal((await save(ids[7]!, 'Again', selectionId, keeper)).name, 'Again');
  });
});
