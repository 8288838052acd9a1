import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignmentColumns, layOut, licenseColumns, normalHeading, userColumns } from '../../../../mock-host/server/import/columns.ts';

test('columns are found in any order, by any of their headings, in any spelling', () => {
  const layout = layOut(userColumns, ['E-MAIL', 'Full Name', 'job-title', 'User_Name']);
  assert.ok('index' in layout);
  assert.deepEqual(layout.index, { email: 0, name: 1, job_title: 2, login: 3 });
});

test('unknown columns are named, those without a heading are not', () => {
  const layout = layOut(userColumns, ['login', 'name', 'Phone', '']);
  assert.ok('unknown' in layout);
  assert.deepEqual(layout.unknown, ['Phone']);
});

test('all required columns that are missing are named at once', () => {
  assert.deepEqual(layOut(licenseColumns, ['sku', 'vendor']), { reason: 'the required columns name, type are missing; the header is sku, vendor.' });
  assert.deepEqual(layOut(assignmentColumns, ['login']), { reason: 'the required column sku is missing; the header is login.' });
});

test('two columns that mean the same are refused', () => {
  assert.deepEqual(layOut(userColumns, ['login', 'name', 'Username']), { reason: 'the columns "login" and "Username" both mean login; keep one.' });
});

test('no heading means two columns of the same file', () => {
  for (const columns of [userColumns, licenseColumns, assignmentColumns]) {
    const headings = Object.entries(columns).flatMap(([name, { aliases }]) => [name, ...aliases].map(normalHeading));
    const twice = headings.filter((heading, index) => headings.indexOf(heading) !== index);
    assert.deepEqual(twice, []);
  }
});
