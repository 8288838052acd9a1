import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Answer, type TestClient, item } from '../support/test-client.ts';
import { TestHost, viewer } from '../support/test-host.ts';
import { holdersPage, historyPage, licenses, userLicenses } from '../../../../src/host/rest/wire.ts';
import { products, usersPage } from '../../../../src/host/rest/wire-lists.ts';

interface Page {
  items: { id?: string; name?: string; login?: string; at?: string; user?: { id: string; name: string } }[];
  total?: number;
  next: string | null;
}

describe('lists and pages', () => {
  let host: TestHost;
  let reader: TestClient;
  let product: string;
  const names = ['Zoë', 'anna', 'Ben', 'ben', 'Åsa', 'Їжак', 'anna', '100% Tester', 'under_score', "O'Brien \\ Co", 'Ben'];
  before(async () => {
    host = await TestHost.open('server');
    reader = await host.signedIn(viewer, await host.user({ login: 'reader', operations: viewer }));
    product = await host.product('named', 20, 'Zebra 2');
    await host.product('named', 1, 'Zebra 10');
    await host.product('server', 0, 'apple');
    const admin = await host.signedIn();
    const ids = [];
    for (const [index, name] of names.entries()) ids.push(await host.user({ login: `p${index}`, name, email: `${index}@people.example`, active: index % 4 !== 0 }));
    await admin.batch(ids.slice(0, 8).map((id) => item('grant', id, product)));
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  /** Reads a list page by page; `between` happens after the first. */
  async function readAll(path: string, between?: () => Promise<unknown>): Promise<Page['items']> {
    const items: Page['items'] = [];
    for (let cursor: string | null = '', pages = 0; cursor !== null; pages++) {
      const { status, body }: Answer<Page> = await reader.get<Page>(`${path}${path.includes('?') ? '&' : '?'}limit=3&cursor=${cursor}`);
      assert.equal(status, 200);
      assert.ok(body.items.length <= 3 && (body.next === null || body.items.length === 3));
      items.push(...body.items);
      cursor = body.next;
      if (pages === 0) await between?.();
      assert.ok(pages < 100);
    }
    return items;
  }

  for (const sort of ['name', '-name', 'login', '-login', 'lastLogin', '-lastLogin']) {
    test(`users by ${sort}: pages together are the whole list, in order, each user once`, async () => {
      await host.database.exec(`update app_user set last_login_at = now() - interval '1 day' * ascii(name) where login like 'p%' and active`);
      const { body } = await reader.get<Page>(`/licensing/v1/users?sort=${sort}&limit=200`);
      const paged = await readAll(`/licensing/v1/users?sort=${sort}`);
      assert.deepEqual(paged, body.items);
      assert.equal(new Set(paged.map(({ id }) => id)).size, body.total);
      if (sort.endsWith('name')) {
        const keys = paged.map(({ name }) => name!.toLowerCase());
        const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        assert.deepEqual(keys, sort === 'name' ? sorted : sorted.toReversed());
      }
    });
  }

  test('users who come and go while somebody pages neither shift nor repeat the others', async () => {
    const before = (await reader.get<Page>('/licensing/v1/users?limit=200')).body.items.map(({ id }) => id);
    const doomed = await host.user({ login: 'zzz', name: 'ZZZ' });
    const paged = await readAll('/licensing/v1/users', async () => {
      await host.user({ name: '0 first' });
      await host.user({ name: 'ÿ last' });
      await host.database.exec(`delete from app_user where id = '${doomed}'`);
    });
    const ids = paged.map(({ id }) => id!);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids.filter((id) => before.includes(id)), before);
    assert.ok(paged.some(({ name }) => name === 'ÿ last'), 'what comes later in the list is seen');
  });

  test('search finds parts of names, logins and e-mails in any case, and takes wildcards literally', async () => {
    const found = async (search: string) => {
      const { body } = await reader.get<Page>(`/licensing/v1/users?search=${encodeURIComponent(search)}`);
      assert.equal(body.total, body.items.length);
      return body.items.map(({ login }) => login).sort();
    };
    assert.deepEqual(await found('BEN'), ['p10', 'p2', 'p3']);
    assert.deepEqual(await found('їЖ'), ['p5']);
    assert.deepEqual(await found('%'), ['p7']);
    assert.deepEqual(await found('_'), ['p8']);
    assert.deepEqual(await found('\\'), ['p9']);
    assert.deepEqual(await found("o'b"), ['p9']);
    assert.deepEqual(await found('4@people'), ['p4']);
    assert.deepEqual(await found("'; drop table app_user; --"), []);
  });

  test('CR-7: filters take active and inactive users apart, and those who hold a product', async () => {
    const all = async (filter: string) => (await reader.get<Page>(`/licensing/v1/users?limit=200&search=people.example${filter}`)).body.items.map(({ login }) => login).sort();
    assert.deepEqual(await all('&filter=inactive'), ['p0', 'p4', 'p8']);
    assert.equal((await all('&filter=active')).length, names.length - 3);
    assert.deepEqual(await all(`&filter=active&filter=holds:${product}`), ['p1', 'p2', 'p3', 'p5', 'p6', 'p7']);
    assert.equal((await reader.get('/licensing/v1/users?filter=holds:nonsense')).status, 422);
  });

  for (const sort of ['name', '-assigned', 'lastUsed']) {
    test(`SB-2: holders of a product by ${sort}, page by page`, async () => {
      const { body } = await reader.get<Page>(`/licensing/v1/licenses/${product}/assignments?sort=${sort}&limit=200`);
      assert.deepEqual([body.items.length, body.total], [6, 6]);
      assert.deepEqual(await readAll(`/licensing/v1/licenses/${product}/assignments?sort=${sort}`), body.items);
    });
  }

  test('OT-1: history is read page by page, newest first, for a user or a product', async () => {
    const { body } = await reader.get<Page>(`/licensing/v1/history?productId=${product}&limit=200`);
    assert.equal(body.items.length, 6);
    assert.deepEqual(await readAll(`/licensing/v1/history?productId=${product}`), body.items);
    const holder = body.items[0]!.user!.id;
    assert.deepEqual((await readAll(`/licensing/v1/history?userId=${holder}`)).map(({ id }) => id), [body.items[0]!.id]);
    assert.deepEqual(await readAll('/licensing/v1/history?userId=nonsense'), []);
  });

  test('a cursor of another list, another sort or nobody\'s making is refused', async () => {
    const { body } = await reader.get<Page>('/licensing/v1/users?limit=3');
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const id = '00000000-0000-0000-0000-000000000000';
    for (const path of [
      `/licensing/v1/users?sort=-name&cursor=${body.next}`,
      `/licensing/v1/history?cursor=${body.next}`,
      '/licensing/v1/users?cursor=abc',
      `/licensing/v1/users?cursor=${forged({ sort: 'name', key: 'a\0b', id })}`,
      `/licensing/v1/users?cursor=${forged({ sort: 'name', key: 'a', id: `${id}' or 1=1` })}`,
      `/licensing/v1/users?sort=lastLogin&cursor=${forged({ sort: 'lastLogin', key: 'infinity', id })}`,
      `/licensing/v1/users?cursor=${forged([])}`,
      `/licensing/v1/history?cursor=${forged({ sort: 'at', key: '2026-01-01 00:00:00+00', id: '1e9' })}`,
    ]) {
      const answer = await reader.get(path);
      assert.deepEqual([answer.status, answer.body['code']], [400, 'rejected'], path);
    }
  });

  test('CR-2: products are listed as people sort names', async () => {
    const { body } = await reader.get<{ items: { name: string }[] }>('/licensing/v1/products');
    assert.deepEqual(body.items.map(({ name }) => name), ['apple', 'Zebra 2', 'Zebra 10']);
  });

  test('what is answered has the shape that the schemas promise', async () => {
    const [holder] = (await reader.get<Page>(`/licensing/v1/licenses/${product}/assignments`)).body.items;
    for (const [path, shape] of [
      ['/licensing/v1/users', usersPage],
      ['/licensing/v1/products', products],
      ['/licensing/v1/licenses', licenses],
      ['/licensing/v1/history', historyPage],
      [`/licensing/v1/licenses/${product}/assignments`, holdersPage],
      [`/licensing/v1/users/${holder!.user!.id}/licenses`, userLicenses],
    ] as const) {
      const { body } = await reader.get(path);
      assert.deepEqual(shape.parse(body), body, `${path} has nothing besides`);
    }
  });

  test('CR-1 CR-7 a user in the list has a title and the number of licenses that count', async () => {
    const [first, second] = [await host.product('named', 5), await host.product('server', 0)];
    const id = await host.user({ name: 'Counted one' });
    await host.database.exec(`update app_user set job_title = 'Clerk' where id = '${id}'`);
    await host.database.exec(`insert into assignment (user_id, product_id) values ('${id}', '${first}'), ('${id}', '${second}')`);
    const listed = async (): Promise<unknown> => {
      const { body } = await reader.get<{ items: { jobTitle: string | null; licenses: number }[] }>('/licensing/v1/users?search=Counted%20one');
      return body.items.map(({ jobTitle, licenses: held }) => [jobTitle, held]);
    };
    assert.deepEqual(await listed(), [['Clerk', 2]]);
    await host.database.exec(`update assignment set recalled_at = now() where user_id = '${id}' and product_id = '${first}'`);
    assert.deepEqual(await listed(), [['Clerk', 1]]);
    await host.database.exec(`update app_user set active = false where id = '${id}'`);
    assert.deepEqual(await listed(), [['Clerk', 0]]);
  });
});
