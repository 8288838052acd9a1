import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type SelectQuery, toWire } from '../../../../src/host/creatio/select-query.ts';
import type { TestClient } from '../../server/support/test-client.ts';
import { itAdmin, licenseAdmin } from '../../server/support/test-host.ts';
import { CreatioDesk } from '../creatio-desk.ts';

interface Answer {
  readonly success: boolean;
  readonly errorInfo: { readonly errorCode: string; readonly message: string } | null;
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly rowConfig?: unknown;
}

let desk: CreatioDesk;
let administrator: TestClient;

before(async () => {
  desk = await CreatioDesk.open('embedded');
  desk.settings = { ...desk.settings, timeZone: 'UTC' };
  administrator = await desk.host.signedIn(itAdmin);
});
after(() => desk.host.close());

const post = (body: unknown, client = administrator) => desk.ask('/DataService/json/SyncReply/SelectQuery', body, {}, client);
const select = async (query: SelectQuery, client = administrator): Promise<Answer> => (await post(toWire(query), client)).body as Answer;
const rows = async (query: SelectQuery): Promise<readonly Readonly<Record<string, unknown>>[]> => (await select(query)).rows!;

/** A session of somebody new, without a sign-in. */
async function session(values: Record<string, unknown> = {}, login?: string): Promise<{ id: string; userId: string }> {
  const userId = await desk.host.user({ ...(login && { login, name: `Name of ${login}` }) });
  const row = { user_id: userId, token_hash: crypto.randomUUID(), csrf_token: '', kind: 'web' as const, address: '198.51.100.7', agent: 'A/1', ...values };
  const { id } = await desk.host.database.db.insertInto('session').values(row).returning('id').executeTakeFirstOrThrow();
  return { id, userId };
}

test('users and roles come from one schema, and columns under the names asked for', async () => {
  const id = await desk.host.user({ login: 'ann@x', name: 'Ann Lee', email: 'ann@example.com', active: false });
  await desk.host.role('Sales Ann', [], []);
  const found = await rows({
    schema: 'SysAdminUnit',
    columns: { Key: 'Id', Login: 'Name', Who: 'Contact.Name', Email: 'Email', On: 'Active', Type: 'SysAdminUnitTypeValue' },
    where: [{ kind: 'contains', path: 'Name', part: 'ANN' }],
    orderBy: [{ column: 'Login' }],
  });
  assert.deepEqual(found[0], { Key: id, Login: 'ann@x', Who: 'Ann Lee', Email: 'ann@example.com', On: false, Type: 4 });
  assert.deepEqual([found[1]!['Login'], found[1]!['Type'], found[1]!['Email']], ['Sales Ann', 6, '']);
});

test('a lookup is told with what it shows, and its contact is another record', async () => {
  const { id, userId } = await session({}, 'lou');
  const where = [{ kind: 'compare', path: 'Id', by: '=', value: { type: 'guid', value: id.toUpperCase() } }] as const;
  const [row] = await rows({ schema: 'SysUserSession', columns: { SysUser: 'SysUser', Contact: 'SysUser.Contact', External: 'ExternalAccess' }, where });
  assert.deepEqual(row!['SysUser'], { value: userId, displayValue: 'lou' });
  const contact = row!['Contact'] as { value: string; displayValue: string };
  assert.deepEqual([contact.displayValue, contact.value === userId], ['Name of lou', false]);
  assert.equal(row!['External'], '');
});

test('instants are told as the user’s clock shows them, to the millisecond, and are taken the same way', async () => {
  const { id } = await session({ started_at: '2026-07-01T20:30:15.123456Z' });
  const byId = { kind: 'compare', path: 'Id', by: '=', value: { type: 'guid', value: id } } as const;
  const ask = (value: string, by: '<' | '>='): Promise<readonly unknown[]> =>
    rows({ schema: 'SysUserSession', columns: { At: 'SessionStartDate' }, where: [byId, { kind: 'compare', path: 'SessionStartDate', by, value: { type: 'instant', value } }] });
  try {
    desk.settings = { ...desk.settings, timeZone: 'America/New_York' };
    assert.deepEqual(await ask('2026-07-01T16:30:15.123', '>='), [{ At: '2026-07-01T16:30:15.123' }]);
    assert.deepEqual(await ask('2026-07-01T16:30:15.123', '<'), []);
    assert.equal((await ask('2026-07-01T20:30:15.124Z', '<')).length, 1);
    assert.equal((await ask('2026-07-01T22:30:15.124+02:00', '<')).length, 1);
  } finally {
    desk.settings = { ...desk.settings, timeZone: 'UTC' };
  }
  assert.equal((await ask('2026-07-01T16:30:15.123', '<')).length, 0);
});

test('how a session ended is a number, and while it goes on there is no end', async () => {
  const ended_at = '2026-11-01T00:00:00Z';
  const started_at = '2026-10-01T00:00:00Z';
  const methods = [undefined, 'log-out', 'expired', 'terminated', 'limit', 'deactivated'];
  const all = await Promise.all(methods.map((end_method) => session({ started_at, last_request_at: started_at, ...(end_method && { end_method, ended_at }) })));
  const found = await rows({
    schema: 'SysUserSession',
    columns: { Id: 'Id', How: 'SessionEndMethod', End: 'SessionEndDate' },
    where: [{ kind: 'in', path: 'Id', values: all.map(({ id }) => ({ type: 'guid', value: id })) }],
  });
  const byId = new Map(found.map((row) => [row['Id'], row]));
  assert.deepEqual(all.map(({ id }) => byId.get(id)!['How']), [0, 1, 2, 3, 3, 3]);
  assert.deepEqual(all.map(({ id }) => byId.get(id)!['End']), [null, ...Array<string>(5).fill('2026-11-01T00:00:00.000')]);
});

test('QT-6 explorer sessions are not among the rows, nor among those counted', async () => {
  const count = async (): Promise<unknown> => (await rows({ schema: 'SysUserSession', columns: {}, count: 'n' }))[0]!['n'];
  const before = await count();
  const { id } = await session({ kind: 'explorer' });
  assert.equal(await count(), before);
  assert.deepEqual(await rows({ schema: 'SysUserSession', columns: { Id: 'Id' }, where: [{ kind: 'compare', path: 'Id', by: '=', value: { type: 'guid', value: id } }] }), []);
  await session();
  assert.equal(await count(), Number(before) + 1);
});

test('groups of conditions hold all or any, and a switched-off filter holds always', async () => {
  const [one, two] = [await session({}, 'gro.one'), await session({}, 'gro.two')];
  const named = (login: string) => ({ kind: 'compare', path: 'SysUser.Name', by: '=', value: { type: 'text', value: login } }) as const;
  const gro = { kind: 'contains', path: 'SysUser.Name', part: 'gro.' } as const;
  const ids = async (where: SelectQuery['where']): Promise<unknown[]> =>
    (await rows({ schema: 'SysUserSession', columns: { Id: 'Id', N: 'SysUser.Name' }, where: where!, orderBy: [{ column: 'N' }] })).map((row) => row['Id']);
  assert.deepEqual(await ids([{ kind: 'any', of: [named('GRO.ONE'), named('gro.two')] }]), [one.id, two.id]);
  assert.deepEqual(await ids([gro, { kind: 'all', of: [named('gro.one'), named('gro.two')] }]), []);
  assert.deepEqual(await ids([gro, { kind: 'null', path: 'SessionEndDate', is: false }]), []);
  const wire = JSON.parse(JSON.stringify(toWire({ schema: 'SysUserSession', columns: { Id: 'Id' }, where: [gro, named('nobody')] }))) as {
    filters: { items: Record<string, { isEnabled: boolean }> };
  };
  wire.filters.items['f1']!.isEnabled = false;
  assert.equal(((await post(wire)).body as Answer).rows!.length, 2);
});

test('wildcards and quotes in a value mean themselves', async () => {
  const { id } = await session({}, `50%_'; drop table session; --`);
  const find = (part: string): Promise<readonly unknown[]> => rows({ schema: 'SysUserSession', columns: { Id: 'Id' }, where: [{ kind: 'contains', path: 'SysUser.Name', part }] });
  assert.deepEqual(await find(`%_'; DROP`), [{ Id: id }]);
  assert.deepEqual(await find('5%_%session'), []);
});

test('a name of a column that somebody gives is never part of a statement', async () => {
  const name = `x" from session; drop table session; --`;
  const [row] = await rows({ schema: 'SysUserSession', columns: { [name]: 'Id' }, limit: 1 });
  assert.deepEqual(Object.keys(row!), [name]);
});

test('pages follow an order one way and the other', async () => {
  for (const login of ['pag.b', 'pag.a', 'pag.c']) await session({}, login);
  const page = async (descending: boolean, offset: number): Promise<unknown[]> =>
    (await rows({
      schema: 'SysUserSession', columns: { N: 'SysUser.Name' }, where: [{ kind: 'contains', path: 'SysUser.Name', part: 'pag.' }],
      orderBy: [{ column: 'N', descending }], limit: 2, offset,
    })).map((row) => row['N']);
  assert.deepEqual([await page(false, 0), await page(false, 2)], [['pag.a', 'pag.b'], ['pag.c']]);
  assert.deepEqual([await page(true, 0), await page(true, 2)], [['pag.c', 'pag.b'], ['pag.a']]);
});

test('no more than 20,000 rows come, and nobody says that there are more', async () => {
  await sql`insert into app_user (login, name) select 'many.' || n, 'Many' from generate_series(1, 20050) n`.execute(desk.host.database.db);
  const many = { schema: 'SysAdminUnit', columns: { Id: 'Id' }, where: [{ kind: 'contains', path: 'Name', part: 'many.' }] } as const;
  assert.equal((await rows(many)).length, 20_000);
  assert.equal((await rows({ ...many, limit: 50_000 })).length, 20_000);
  assert.equal((await rows({ ...many, limit: 20_000, offset: 20_000 })).length, 50);
});

test('the tables of licenses are closed', async () => {
  for (const schema of ['SysLic', 'SysLicUser'] as const) {
    const answer = await select({ schema: schema as 'SysAdminUnit', columns: { Id: 'Id' } });
    assert.deepEqual([answer.success, answer.errorInfo?.errorCode, answer.rows], [false, 'SecurityException', undefined], schema);
  }
});

test('what is not there is refused: schemas, columns, and columns of prototypes', async () => {
  const code = async (schema: string, path: string): Promise<string | undefined> =>
    (await select({ schema: schema as 'SysAdminUnit', columns: { X: path } })).errorInfo?.errorCode;
  assert.equal(await code('Nothing', 'Id'), 'ItemNotFoundException');
  assert.equal(await code('SysAdminUnit', 'UserPassword'), 'ItemNotFoundException');
  assert.equal(await code('SysAdminUnit', 'constructor'), 'ItemNotFoundException');
});

test('CR-10 sessions are read by administrators only, and users by whoever sees licenses', async () => {
  const colleague = await desk.host.signedIn(licenseAdmin);
  const nobody = await desk.host.signedIn([]);
  const code = async (schema: SelectQuery['schema'], client: TestClient): Promise<string | undefined> =>
    (await select({ schema, columns: { Id: 'Id' }, limit: 1 }, client)).errorInfo?.errorCode;
  assert.deepEqual([await code('SysUserSession', administrator), await code('SysUserSession', colleague), await code('SysUserSession', nobody)], [undefined, 'SecurityException', 'SecurityException']);
  assert.deepEqual([await code('SysAdminUnit', colleague), await code('SysAdminUnit', nobody)], [undefined, 'SecurityException']);
});

test('whatever is not a SelectQuery as we say it is a bad request', async () => {
  const good = toWire({ schema: 'SysUserSession', columns: { Id: 'Id' } }) as Record<string, unknown>;
  const where = (filter: object): object => ({ ...good, filters: { ...(good['filters'] as object), items: { f: { isEnabled: true, trimDateTimeParameterToDate: false, ...filter } } } });
  const left = { leftExpression: { expressionType: 0, columnPath: 'SessionStartDate' } };
  const compare = (dataValueType: number, value: unknown): object =>
    where({ filterType: 1, comparisonType: 3, ...left, rightExpression: { expressionType: 2, parameter: { dataValueType, value } } });
  const bad: readonly unknown[] = [
    null, {}, { ...good, allColumns: true }, { ...good, more: 1 }, { ...good, operationType: 1 }, { ...good, columns: {} },
    where({ filterType: 9, ...left }), where({ filterType: 2, comparisonType: 1, isNull: false, ...left }),
    compare(1, 'text'), compare(7, '2026-11-22T00:00:00.000'), compare(7, '"2026-02-32T00:00:00"'), compare(7, '"today"'), compare(7, 5),
  ];
  assert.equal((await post(compare(7, '"2026-11-22T00:00:00.000"'))).status, 200);
  for (const body of bad) assert.equal((await post(body)).status, 400, JSON.stringify(body));
});

test('too many values for one statement are refused', async () => {
  const ids = (count: number): SelectQuery => ({
    schema: 'SysAdminUnit', columns: { Id: 'Id' },
    where: [{ kind: 'in', path: 'Id', values: Array.from({ length: count }, () => ({ type: 'guid', value: crypto.randomUUID() })) }],
  });
  assert.equal((await select(ids(2_000))).success, true);
  assert.equal((await select(ids(2_001))).errorInfo?.errorCode, 'SqlException');
});
