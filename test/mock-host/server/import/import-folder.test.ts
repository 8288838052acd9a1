import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { sql } from 'kysely';
import { fill } from '../../../../mock-host/server/data/fill.ts';
import { type Database, openDatabase } from '../../../../mock-host/server/database/open.ts';
import { importFolder } from '../../../../mock-host/server/import/import-folder.ts';
import { StartError } from '../../../../mock-host/start/start-error.ts';
import { type ImportFiles, withFolder, writeCsv } from './import-files.ts';

let database: Database;
before(async () => {
  database = await openDatabase({});
  await fill(database, 'imported', () => undefined);
});
after(() => database.close());

/** Imports, and answers what was printed. */
async function run(files: ImportFiles): Promise<string[]> {
  const log: string[] = [];
  await withFolder(files, (folder) => importFolder(database, folder, (line) => log.push(line)));
  return log;
}

/** Imports files that must be refused, and answers what was said about them. */
async function refusal(files: ImportFiles): Promise<readonly string[]> {
  const before = await state();
  const error = await run(files).then(() => assert.fail('was imported'), (error: unknown) => error);
  assert.ok(error instanceof StartError, String(error));
  assert.match(error.message, /^The import was refused and nothing was changed, because of .*:$/);
  assert.deepEqual(await state(), before);
  return error.details;
}

/** Everything an import can change, by names instead of numbers. */
async function state() {
  const all = async (query: string) => (await sql.raw<Record<string, unknown>>(query).execute(database.db)).rows;
  return {
    users: await all('select login, name, email, active, job_title, department from app_user order by login'),
    roles: await all('select r.name, u.login from role r left join role_member m on m.role_id = r.id left join app_user u on u.id = m.user_id order by 1, 2'),
    products: await all('select sku, p.name, vendor, p.type, assigned, paid from product p join product_figures f on f.product_id = p.id order by sku'),
    terms: await all('select sku, start, due, count, order_no from term t join product p on p.id = t.product_id order by 1, 2, 3, 4, 5'),
    assignments: await all(`select login, sku, source, r.name as role, granted_at, counted from assignment a join app_user u on u.id = a.user_id
      join product p on p.id = a.product_id left join role r on r.id = a.role_id where recalled_at is null order by 1, 2`),
    miscounted: await all('select * from seat_discrepancies()'),
  };
}

/** Takes away all that imports brought; the accounts everybody has stay. */
async function clear(): Promise<void> {
  await database.exec(`delete from assignment; delete from product; delete from role_grant; delete from role;
    delete from app_user where id not in (select user_id from user_operation) and login not in ('nobody', 'anonymous.user', 'system_admin')`);
}

const history = async () => (await sql<{ n: number }>`select count(*) as n from history`.execute(database.db)).rows[0]!.n;

const company = {
  users: 'login,name,email,active,job_title,department,roles\nann,Ann,ann@x.example,yes,Clerk,Sales,Sales|All\nbob,Bob,,no,,,All\ncid,Cid,,,,,\n',
  licenses: 'sku,name,vendor,type,count,start,due,order\nN,Named,V,named,1,2026-01-01,,o1\nN,Named,V,named,1,,2099-12-31,\nC,Floating,,concurrent,1,,,\nS,Server,,server,,,,\n',
  assignments: 'login,sku,granted_at,source\nann,N,2026-02-01,role: Sales\nbob,N,2026-02-02,\ncid,N,,direct\nann,C,2026-03-01T10:00:00Z,\ncid,C,,\nann,S,,\n',
};

test('users, licenses with several terms and assignments arrive as they stand in the files (CR-8, CR-9)', async () => {
  await clear();
  await run(company);
  const { users, roles, products, terms, assignments, miscounted } = await state();
  assert.deepEqual(users.find(({ login }) => login === 'ann'), { login: 'ann', name: 'Ann', email: 'ann@x.example', active: true, job_title: 'Clerk', department: 'Sales' });
  assert.deepEqual(roles.map(({ name, login }) => `${String(name)} ${String(login)}`), ['All ann', 'All bob', 'Sales ann']);
  assert.deepEqual(products.map(({ sku, type, assigned, paid }) => [sku, type, assigned, paid]), [['C', 'concurrent', 2, 1], ['N', 'named', 2, 2], ['S', 'server', 1, null]]);
  assert.equal(terms.length, 4);
  const held = assignments.map(({ login, sku, role, counted }) => [login, sku, role, counted]);
  assert.deepEqual(held, [['ann', 'C', null, true], ['ann', 'N', 'Sales', true], ['ann', 'S', null, true], ['bob', 'N', null, false], ['cid', 'C', null, true], ['cid', 'N', null, true]]);
  assert.deepEqual(miscounted, []);
});

test('history says that an import did it, dated as the file says (OT-1)', async () => {
  const { rows } = await sql<{ at: string; origin: string }>`
    select h.at, h.origin from history h join app_user u on u.id = h.user_id join product p on p.id = h.product_id
    where u.login = 'ann' and p.sku = 'C'`.execute(database.db);
  assert.deepEqual(rows, [{ at: '2026-03-01T10:00:00Z', origin: 'import' }]);
});

test('the same files again change nothing, not even history', async () => {
  const [before, written] = [await state(), await history()];
  const log = await run(company);
  assert.deepEqual(await state(), before);
  assert.equal(await history(), written);
  assert.match(log.at(-1)!, /^Imported 3 users \(0 new, 0 changed\), 4 licenses \(0 new products, 0 new terms, 0 changed\), 6 assignments \(0 new\)\.$/);
});

test('a later file changes what differs and leaves what it has no column for', async () => {
  const log = await run({ users: 'login,name\nANN,Ann Other\n', licenses: 'sku,name,type,count,order\nN,Named,named,7,o1\n' });
  const { users, terms, products } = await state();
  assert.equal(users.find(({ login }) => login === 'ann')?.['name'], 'Ann Other');
  assert.equal(users.find(({ login }) => login === 'ann')?.['email'], 'ann@x.example');
  assert.deepEqual(terms.filter(({ order_no }) => order_no === 'o1').map(({ count }) => count), [7]);
  assert.equal(products.find(({ sku }) => sku === 'N')?.['vendor'], 'V');
  assert.match(log.at(-1)!, /1 users \(0 new, 1 changed\)/);
});

test('more seats than are paid for today are refused, line by line (OT-2)', async () => {
  await clear();
  const files = {
    users: 'login,name,active\na,A,1\nb,B,0\nc,C,1\nd,D,1\n',
    licenses: 'sku,name,type,count,due\nN,N,named,2,\nX,X,named,5,2020-12-31\n',
    assignments: 'login,sku\na,N\nb,N\nc,N\nd,N\na,X\nb,X\n',
  };
  assert.deepEqual(await refusal(files), [
    'assignments.csv, line 5, column sku: no seats remaining: "N" has 2 paid for today, and all are taken.',
    'assignments.csv, line 6, column sku: no seat of "X" is paid for today.',
  ]);
});

test('a user who comes back needs seats for what was left (CR-7)', async () => {
  await clear();
  const users = 'login,name,active\na,A,1\nb,B,0\n';
  await run({ users, licenses: 'sku,name,type,count\nN,N,named,1\n', assignments: 'login,sku\na,N\nb,N\n' });
  assert.deepEqual(await refusal({ users: 'login,name,active\nb,B,1\n' }), [
    `users.csv, line 2, column active: the user can't be active again: all 1 seats of "N", which the user still holds, are taken.`,
  ]);
  // Somebody who leaves in the same file makes room, wherever the line stands.
  await run({ users: 'login,name,active\nb,B,1\na,A,0\n' });
  assert.deepEqual((await state()).assignments.map(({ login, counted }) => [login, counted]), [['a', false], ['b', true]]);
});

test('lines are checked against each other, against other files and against what is there', async () => {
  await clear();
  await run({ licenses: 'sku,name,type,count\nOLD,Old,named,1\n' });
  const details = await refusal({
    users: 'login,name,roles\na,A,Sales\nA,Again,\nb,B,\n',
    licenses: 'sku,name,type,count,order\nOLD,Old,server,,\nP,P,named,9,o\nP,Q,named,9,p\nP,P,named,9,o\nR,R,named,,\n',
    assignments: 'login,sku,source\na,P,role: Sales\nA,P,\nb,P,role: Sales\nnoone,P,\nb,NOPE,\nsystem_admin,P,\n',
  });
  assert.deepEqual(details, [
    'users.csv, line 3, column login: "A" is in line 2 already.',
    'licenses.csv, line 2, column type: the product is there already, and it is named.',
    'licenses.csv, line 4, column name: differs from line 3, which is about "P" too.',
    'licenses.csv, line 5, column order: "o" is in line 3 already.',
    'licenses.csv, line 6, column count: is empty; a named license needs a number of seats.',
    'assignments.csv, line 3, column sku: "A" has "P" in line 2 already.',
    'assignments.csv, line 4, column source: "b" does not have the role "Sales".',
    'assignments.csv, line 5, column login: there is no user "noone".',
    'assignments.csv, line 6, column sku: there is no license with the sku "NOPE".',
    `assignments.csv, line 7, column login: "system_admin" is a system account and can't be assigned.`,
  ]);
});

test('a file that could not be read to its end makes no unknown users of the rest', async () => {
  const details = await refusal({ users: 'login,name\na,"A\nb,B\n', licenses: 'sku,name,type\nS,S,server\n', assignments: 'login,sku\nb,S\nb,T\n' });
  assert.deepEqual(details, [
    'users.csv, line 2: a quoted value is never closed. Nothing after this line has been read.',
    'assignments.csv, line 3, column sku: there is no license with the sku "T".',
  ]);
});

test('of many bad lines the first 200 are listed, with the number of the rest', async () => {
  const lines = Array.from({ length: 12_345 }, (_, index) => `u${index},`).join('\n');
  const details = await refusal({ users: `login,name\n${lines}\n` });
  assert.equal(details.length, 201);
  assert.equal(details[0], 'users.csv, line 2, column name: is empty.');
  assert.equal(details[200], '… and 12,145 more.');
});

test('a missing file and a missing folder are one sentence', async () => {
  await assert.rejects(importFolder(database, '/no/such/folder', () => undefined), (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.message, 'The import folder /no/such/folder has no users.csv; it needs users.csv, licenses.csv, assignments.csv.');
    return true;
  });
});

test('what has the name of a file and is none is one sentence', async () => {
  await withFolder({}, async (folder) => {
    rmSync(join(folder, 'licenses.csv'));
    mkdirSync(join(folder, 'licenses.csv'));
    await assert.rejects(importFolder(database, folder, () => undefined), (error: unknown) => {
      assert.ok(error instanceof StartError, String(error));
      assert.equal(error.message, `${join(folder, 'licenses.csv')} is not a file.`);
      return true;
    });
  });
});

test('the sample in the documents imports without a remark', async (t) => {
  await clear();
  // What takes longer than a second says how far it is; here nothing does.
  t.mock.method(performance, 'now', () => 0);
  const log: string[] = [];
  const sample = fileURLToPath(new URL('../../../../docs/sample-import', import.meta.url));
  await importFolder(database, sample, (line) => log.push(line));
  assert.deepEqual(log, ['Imported 6 users (6 new, 0 changed), 5 licenses (4 new products, 5 new terms, 0 changed), 8 assignments (8 new).']);
});

const headings = {
  users: ['login', 'name', 'email', 'active', 'roles'],
  licenses: ['sku', 'name', 'type', 'count', 'start', 'order'],
  assignments: ['login', 'sku', 'granted_at', 'source'],
};
const records = {
  users: [['ann', 'Ann; "the" first', 'a@x.example', 'yes', 'Sales|All'], ['bob', 'Бо,б', '', 'no', ''], ['cid', 'C\nid', '', '', 'All']],
  licenses: [['N', 'Named, "one"', 'named', '2', '2026-01-01', 'o1'], ['N', 'Named, "one"', 'named', '1', '', ''], ['S', 'S;erver', 'server', '', '', '']],
  assignments: [['ann', 'N', '2026-02-01', 'role: Sales'], ['bob', 'S', '2026-02-02', ''], ['cid', 'N', '2026-02-03', 'direct']],
};

test('the same rows import to the same state however the files are written', async () => {
  const style = (columns: number) => {
    const places = Array.from({ length: columns }, (_, index) => index);
    return fc.record({
      delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
      lineEnd: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
      mark: fc.boolean(),
      quoteAll: fc.boolean(),
      finalLineEnd: fc.boolean(),
      order: fc.shuffledSubarray(places, { minLength: columns }),
      heading: fc.constantFrom((name: string) => name, (name: string) => name.toUpperCase()),
    });
  };
  const rows = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  let first: unknown;
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(rows(records.users), style(5)), fc.tuple(rows(records.licenses), style(6)), fc.tuple(rows(records.assignments), style(4)),
      async (users, licenses, assignments) => {
        await clear();
        await run({
          users: writeCsv(headings.users, ...users),
          licenses: writeCsv(headings.licenses, ...licenses),
          assignments: writeCsv(headings.assignments, ...assignments),
        });
        const now = await state();
        first ??= now;
        assert.equal(now.assignments.length, 3);
        assert.deepEqual(now, first);
      },
    ),
    { numRuns: 25 },
  );
});
