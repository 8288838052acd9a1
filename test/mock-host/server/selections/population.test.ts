import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readPopulation } from '../../../../mock-host/server/selections/population.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { countStatements } from '../support/count-statements.ts';
import { item } from '../support/test-client.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`what planning needs to know of a selection, ${kind}`, () => {
    let host: TestHost;
    let desk: BulkDesk;
    before(async () => {
      host = await TestHost.open(kind);
      desk = new BulkDesk(await host.signedIn());
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    test('BX-1: of each person what is held and how, roles, last activity and sessions; of all, who holds what', async () => {
      const [a, b] = [await host.product('named', 5, 'Alpha'), await host.product('concurrent', 1, 'Beta')];
      const [one, two] = await host.users(2);
      const gone = await host.user({ name: 'Gone', active: false, email: null });
      const robot = await host.user({ name: 'Robot', kind: 'system' });
      const outside = await host.user();
      const [sales, empty] = [await host.role('Sales', [b], [one!, gone, outside]), await host.role('Nobody here', [], [outside])];
      const clerks = await host.role('clerks', [], [one!]);
      await host.database.exec(`
        insert into assignment (user_id, user_active, product_id) values ('${one}', true, '${a}'), ('${gone}', false, '${a}'), ('${outside}', true, '${a}');
        insert into assignment (user_id, product_id, source, role_id) values ('${one}', '${b}', 'role', '${sales}');
        insert into assignment (user_id, product_id, recalled_at) values ('${two}', '${a}', clock_timestamp());
        update app_user set last_activity_at = '2026-02-03 04:05:06.789012+00' where id = '${one}'`);
      const kinds = ['web', 'api', 'mobile', 'explorer'];
      await host.database.exec(kinds.map((session, index) =>
        `insert into session (user_id, token_hash, csrf_token, kind, ended_at, end_method) values
          ('${one}', 'a${index}${one}', '', '${session}', null, null), ('${one}', 'b${index}${one}', '', '${session}', now(), 'log-out')`).join(';'));

      const id = await desk.people([robot, one!, gone, two!]);
      const { people, heldBy, roles, products, selection } = await desk.population(id);
      assert.equal(selection.id, id);
      assert.equal(selection.count, 4);
      const [person] = people!.filter((each) => each.id === one);
      assert.deepEqual(person!.roles.toSorted(), [sales, clerks].toSorted());
      assert.deepEqual(people!.map((each) => [each.id, each.active, each.kind, each.lastActivity, each.sessions, each.held]), [
        [robot, true, 'system', null, 0, {}],
        [one, true, 'person', '2026-02-03T04:05:06.789012Z', 3, { [a]: 'direct', [b]: 'role' }],
        [gone, false, 'person', null, 0, { [a]: 'direct' }],
        [two, true, 'person', null, 0, {}],
      ]);
      assert.deepEqual(heldBy, { [a]: 2, [b]: 1 });
      assert.deepEqual(roles, [{ id: clerks, name: 'clerks', members: 1 }, { id: sales, name: 'Sales', members: 2 }]);
      assert.equal(roles.some((role) => role.id === empty), false);
      assert.deepEqual(products, ((await desk.client.get<{ items: object[] }>('/licensing/v1/products')).body).items);
      assert.deepEqual(products.map(({ name, seats }) => [name, seats.assigned]), [['Alpha', 2], ['Beta', 1]]);
    });

    test('BX-1: 1,000 people are handed over, of 1,001 only how many hold what; in as many statements as of one', async () => {
      const product = await host.product('server', 0, 'Gamma');
      const users = await host.users(1_001);
      await desk.client.batch(users.slice(0, 700).map((user) => item('grant', user, product)));
      const [few, most, more] = [await desk.people(users.slice(0, 1)), await desk.people(users.slice(0, 1_000)), await desk.people(users)];
      assert.deepEqual((await desk.population(most)).people!.map(({ id }) => id), users.slice(0, 1_000));
      const { people, heldBy, selection } = await desk.population(more);
      assert.deepEqual([people, heldBy, selection.count], [null, { [product]: 700 }, 1_001]);
      const statements = async (id: string) => (await countStatements(host.database.db, (db) => readPopulation(db, id, desk.client.userId))).length;
      assert.deepEqual([await statements(most), await statements(more)], [await statements(few), (await statements(few)) - 1]);
    });

    test('who was deleted from the database meanwhile is told, not left out in silence', async () => {
      const [one, two] = await host.users(2);
      const id = await desk.people([one!, two!]);
      await host.database.exec(`delete from app_user where id = '${two}'`);
      const product = await host.product('named', 1, 'Delta');
      const expected = [409, 'Some of the selected do not exist any more: select again.'];
      assert.deepEqual(await desk.refused('GET', `/selections/${id}/population`, undefined), expected);
      assert.deepEqual(await desk.refused('POST', '/plans', { selectionId: id, changes: [{ kind: 'grant', productId: product }], orders: {} }), expected);
    });
  });
}
