import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { isSince } from '../../../support/is-since.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { type Kind, TestHost, unknownId } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`BX-14: selections, ${kind}`, () => {
    let host: TestHost;
    let desk: BulkDesk;
    let product: string;
    const ids: Record<string, string> = {};
    before(async () => {
      host = await TestHost.open(kind);
      desk = new BulkDesk(await host.signedIn());
      product = await host.product('named', 9);
      for (const [name, active] of [['Zoë', true], ['anna', false], ['Ben', true], ['under_score', true], ['underXscore', false]] as const) {
        ids[name] = await host.user({ login: `of.${name}`, name, email: `${name}@sets.example`, active });
      }
      await host.database.exec(`insert into assignment (user_id, user_active, product_id) select id, active, '${product}' from app_user where name in ('anna', 'Ben')`);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const namesOf = async (selectionId: string) => (await desk.population(selectionId)).people!.map(({ name }) => name);
    const refused = (source: unknown) => desk.refused('POST', '/selections', source);

    test('users stay in their order, stand once, and ids of nobody are told as they came', async () => {
      const nobody = unknownId();
      const began = Date.now();
      const { count, unknown, id, at } = await desk.select({
        kind: 'users', userIds: [ids['Zoë']!, nobody, ids['anna']!, 'x\0', ids['Zoë']!, ids['Ben']!.toUpperCase(), '\ud800', nobody, ids['Ben']!],
      });
      assert.deepEqual([count, unknown], [3, [nobody, 'x\0', ids['Ben']!.toUpperCase(), '\ud800']]);
      assert.deepEqual(await namesOf(id), ['Zoë', 'anna', 'Ben']);
      assert.ok(isSince(began, Date.parse(at)));
    });

    test('a search and filters mean whom the list of users shows, by name, and nobody who comes later', async () => {
      for (const [search, filters] of [
        ['sets.example', []], [' SETS.example ', ['active']], ['sets.example', ['inactive']], ['', [`holds:${product}`]], ['r_s', []], ['of.', ['active', `holds:${product}`]],
      ] as const) {
        const listed = await desk.client.get<{ items: { name: string }[]; total: number }>(
          `/licensing/v1/users?limit=200&search=${encodeURIComponent(search)}${filters.map((filter) => `&filter=${filter}`).join('')}`);
        const { id, count, unknown } = await desk.select({ kind: 'matching', search, filters });
        assert.deepEqual([count, unknown], [listed.body.total, []]);
        assert.deepEqual(await namesOf(id), listed.body.items.map(({ name }) => name));
      }
      const { id } = await desk.select({ kind: 'matching', search: 'of.', filters: [] });
      await host.user({ login: 'of.late', name: 'Aaron', email: 'late@elsewhere.example' });
      assert.equal((await namesOf(id)).includes('Aaron'), false);
    });

    test('holders are all who hold a product, leftover rows included', async () => {
      assert.deepEqual(await namesOf((await desk.select({ kind: 'holders', productId: product })).id), ['anna', 'Ben']);
    });

    test('nobody, and what is unknown, is refused with a sentence', async () => {
      const none = [422, 'Nobody is selected. none of those asked for exists'];
      assert.deepEqual(await refused({ kind: 'users', userIds: [unknownId(), 'x'] }), none);
      assert.deepEqual(await refused({ kind: 'matching', search: 'no such name', filters: [] }), none);
      assert.deepEqual(await refused({ kind: 'holders', productId: await host.product('named', 1) }), none);
      for (const productId of [unknownId(), 'x', '\0', product.toUpperCase()]) assert.deepEqual(await refused({ kind: 'holders', productId }), [404, 'There is no such product.']);
      for (const setId of [unknownId(), 'x', '\0']) assert.deepEqual(await refused({ kind: 'saved', setId }), [404, 'There is no such saved set.']);
      assert.deepEqual(await refused({ kind: 'matching', search: '', filters: ['active', 'holds:x'] }),
        [422, 'The request has a wrong shape. filters.1: Invalid input: expected "active", "inactive" or "holds:<product id>"']);
      for (const [source, field] of [
        [{}, 'kind'], [{ kind: 'users' }, 'userIds'], [{ kind: 'users', userIds: [] }, 'userIds'], [{ kind: 'users', userIds: [1] }, 'userIds.0'],
        [{ kind: 'matching', search: 'a\0', filters: [] }, 'search'], [{ kind: 'matching', search: '\udc00', filters: [] }, 'search'],
        [{ kind: 'matching', search: 'x'.repeat(201), filters: [] }, 'search'], [{ kind: 'everybody' }, 'kind'], [null, '(whole)'],
      ] as const) {
        const [status, said] = await refused(source);
        assert.equal(status, 422);
        assert.ok(said.startsWith(`The request has a wrong shape. ${field}: `), `${JSON.stringify(source)}: ${said}`);
      }
    });

    test('more than 110,000 are refused with their number, whatever they come from', async () => {
      const userIds = Array.from({ length: 110_001 }, () => randomUUID());
      assert.deepEqual(await refused({ kind: 'users', userIds }), [422, 'These are too many people at once. 110001 people: at most 110000']);
      await host.database.exec(`insert into app_user (login, name) select 'legion.' || n, 'Legion' from generate_series(1, 110001) n`);
      assert.deepEqual(await refused({ kind: 'matching', search: 'legion.', filters: [] }), [422, 'These are too many people at once. 110001 people: at most 110000']);
      const all = await host.rows<{ id: string }>(`select id from app_user where name = 'Legion' limit 110000`);
      assert.equal((await desk.select({ kind: 'users', userIds: all.map(({ id }) => id) })).count, 110_000);
    });

    test('another administrator does not know it, nor does anybody a day later; what is older still is swept away', async () => {
      const id = await desk.people([ids['Zoë']!]);
      const old = await desk.people([ids['Zoë']!]);
      const older = await desk.people([ids['Zoë']!]);
      const planned = await desk.people([ids['Zoë']!]);
      await desk.plan(planned, [{ kind: 'grant', productId: product }]);
      const other = new BulkDesk(await host.signedIn());
      for (const wrong of [id, unknownId(), 'x', '%00', id.toUpperCase()]) {
        assert.deepEqual(await other.refused('GET', `/selections/${wrong}/population`, undefined), [404, 'There is no such selection.'], wrong);
      }
      await host.database.exec(`
        update selection set created_at = now() - interval '24 hours 1 minute' where id = '${old}';
        update selection set created_at = now() - interval '26 hours' where id in ('${older}', '${planned}')`);
      assert.deepEqual(await desk.refused('GET', `/selections/${old}/population`, undefined), [404, 'There is no such selection.']);
      await desk.people([ids['Zoë']!]);
      const kept = await host.rows<{ id: string }>(`select id from selection where id in ('${id}', '${old}', '${older}', '${planned}')`);
      assert.deepEqual(new Set(kept.map((row) => row.id)), new Set([id, old, planned]), 'a plan keeps its people');
      await host.database.exec(`update plan set created_at = now() - interval '26 hours' where selection_id = '${planned}'`);
      await desk.people([ids['Zoë']!]);
      await desk.people([ids['Zoë']!]);
      assert.deepEqual(await host.rows(`select id from selection where id = '${planned}'`), []);
    });
  });
}
