import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { userColumns } from '../../../../mock-host/server/import/columns.ts';
import { ImportProblems } from '../../../../mock-host/server/import/problems.ts';
import { noFacts, readRecords } from '../../../../mock-host/server/import/records.ts';
import { withFolder, writeCsv } from './import-files.ts';

async function read(users: string | Uint8Array) {
  return withFolder({ users }, async (folder) => {
    const problems = new ImportProblems();
    const notices: string[] = [];
    const facts = noFacts<typeof userColumns>();
    const options = { file: 'users.csv', path: join(folder, 'users.csv'), columns: userColumns, problems, notice: (line: string) => notices.push(line) };
    const records = [];
    for await (const record of readRecords(options, facts)) records.push(record);
    return { records, notices, complete: facts.complete, problems: problems.report(['users.csv'], 100) };
  });
}

test('a bad line keeps what could be read, so that other lines can be checked against it', async () => {
  const { records, problems } = await read('login,name,email\na,A,nowhere\n');
  assert.deepEqual(records.map(({ bad, values }) => [bad, values.login, values.email]), [[true, 'a', null]]);
  assert.deepEqual(problems, ['users.csv, line 2, column email: "nowhere" is not an e-mail address.']);
});

test('every bad field of a line is reported, under the heading the file has', async () => {
  const { problems } = await read('Username;Full name;E-Mail\n;;x\n');
  assert.deepEqual(problems, [
    'users.csv, line 2, column Username: is empty.',
    'users.csv, line 2, column Full name: is empty.',
    'users.csv, line 2, column E-Mail: "x" is not an e-mail address.',
  ]);
});

test('a line with too few or too many values is reported as a whole; empty ones at the end do no harm', async () => {
  const { problems, records } = await read('login,name,email\na,A\nb,B,,\nc,C,,x\n');
  assert.deepEqual(problems, [
    'users.csv, line 2: has 2 values, but the header has 3 columns.',
    'users.csv, line 4: has 4 values, but the header has 3 columns.',
  ]);
  assert.deepEqual(records.map(({ values }) => values.login), ['a', 'b', 'c']);
});

test('bytes that are not UTF-8 and control characters are reported where they stand', async () => {
  const { problems } = await read(Buffer.from('login,name\na,M\xfcller\nb,B\x07\n', 'latin1'));
  assert.deepEqual(problems, [
    'users.csv, line 2, column name: holds bytes that are not UTF-8; save the file as "CSV UTF-8".',
    'users.csv, line 3, column name: holds a control character.',
  ]);
});

test('reading stops at a broken quote and says so', async () => {
  const { problems, complete, records } = await read('login,name\na,A\nb,"B\nc,C\n');
  assert.deepEqual(problems, ['users.csv, line 3: a quoted value is never closed. Nothing after this line has been read.']);
  assert.equal(complete, false);
  assert.equal(records.length, 1);
});

test('a file without a header, or with a wrong one, is one problem', async () => {
  assert.deepEqual((await read('')).problems, ['users.csv: is empty; it needs a header line.']);
  assert.deepEqual((await read('name\nA\n')).problems, ['users.csv, line 1: the required column login is missing; the header is name.']);
});

test('columns that are not known are left out with a notice', async () => {
  const { notices, problems, complete } = await read('login,name,Phone\na,A,1\n');
  assert.deepEqual(notices, ['users.csv: the column "Phone" is not known and is left out.']);
  assert.deepEqual([problems, complete], [[], true]);
});

const word = fc.string({ unit: fc.constantFrom(...'abcXYZ äßЖع"\';,\t\n'), maxLength: 8 });
const style = fc.record({
  delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
  lineEnd: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
  mark: fc.boolean(),
  quoteAll: fc.boolean(),
  finalLineEnd: fc.boolean(),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  heading: fc.constantFrom((name: string) => name, (name: string) => name.toUpperCase(), (name: string) => ` ${name.replace('_', ' ')} `),
});

test('the same records read the same however a program wrote them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 6 }), style, async (rows, how) => {
      const records = rows.map(([name, title, department], index) => [`user${index}`, `N${name}`, title, department]);
      const { records: read_, problems } = await read(writeCsv(['login', 'name', 'job_title', 'department'], records, how));
      assert.deepEqual(problems, []);
      // A line end within a value becomes a plain one, whatever it was.
      const expected = records.map((values) => values.map((value) => value.replace(/\r\n?/g, '\n').trim() || null));
      assert.deepEqual(read_.map(({ values }) => [values.login, values.name, values.job_title, values.department]), expected);
    }),
    { numRuns: 150 },
  );
});
