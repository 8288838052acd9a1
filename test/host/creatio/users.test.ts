import assert from 'node:assert/strict';
import { test } from 'node:test';
import { active, createUsers } from '../../../src/host/creatio/users.ts';
import { MemoryCreatio, guid } from '../../support/memory-creatio.ts';

const { signal } = new AbortController();

const start = () => {
  const creatio = new MemoryCreatio();
  return { creatio, users: createUsers(creatio.api) };
};

test('a user is told as the contact is called; without a contact or an e-mail there is the login', async () => {
  const { creatio, users } = start();
  const a = creatio.user(1, { name: 'Ann' });
  const b = creatio.user(2, { name: '', email: '', active: false });
  assert.deepEqual([...(await users.users(signal)).values()], [
    { id: a, name: 'Ann', login: 'p1', email: 'p1@example.com', active: true, kind: 'person' },
    { id: b, name: 'p2', login: 'p2', email: null, active: false, kind: 'person' },
  ]);
});

test('SB-5 users and portal users are people, technical accounts a system’s, and roles nobody', async () => {
  const { creatio, users } = start();
  for (const [n, type] of [4, 5, 7, 6, 0].entries()) creatio.user(n, { type });
  assert.deepEqual([...(await users.users(signal)).values()].map(({ kind }) => kind), ['person', 'person', 'system']);
});

test('everybody is asked for 20,000 at a time', async () => {
  const { creatio, users } = start();
  for (let n = 0; n < 20_001; n++) creatio.user(n);
  assert.equal((await users.users(signal)).size, 20_001);
  assert.equal(creatio.calls.length, 2);
});

test('CR-7 those of some ids keep their order; of many everybody is asked for instead, inactive ones too', async () => {
  const { creatio, users } = start();
  for (let n = 0; n < 3000; n++) creatio.user(n, { active: n % 2 > 0 });
  const few = [guid(1, 7), guid(1, 3), guid(1, 4000)];
  assert.deepEqual([...(await users.usersOf(few, signal)).keys()], few.slice(0, 2));
  const many = Array.from({ length: 2500 }, (_, n) => guid(1, 2999 - n));
  const found = await users.usersOf(many, signal);
  assert.deepEqual([...found.keys()], many);
  assert.equal([...found.values()].filter((user) => user.active).length, 1250);
  assert.deepEqual(creatio.calls.map((call) => call.includes('"path":"Id"')), [true, false]);
  assert.equal((await users.usersOf([], signal)).size, 0);
  assert.equal(creatio.calls.length, 2, 'nobody needs no question');
});

test('BX-14 names are asked for below the parameters that a database takes, each once', async () => {
  const { creatio, users } = start();
  for (let n = 0; n < 2000; n++) creatio.user(n);
  const names = Array.from({ length: 2000 }, (_, n) => (n % 2 ? `P${n}` : `p${n}@Example.com`));
  assert.equal((await users.usersNamed([...names, ...names, 'a\0b', '\ud800', ''], signal)).size, 2000);
  const sizes = creatio.calls.map((call) => call.split('"value":"').length - 1);
  assert.deepEqual([sizes.length, Math.max(...sizes) <= 1900], [3, true]);
});

test('BX-14 a type-ahead asks for the first few of the active, by name', async () => {
  const { creatio, users } = start();
  for (const [n, name] of ['Cy Bo', 'Al Bo', 'Bo', 'Dee'].entries()) creatio.user(n, { name });
  creatio.user(5, { name: 'Aa Bo', active: false });
  creatio.user(6, { name: 'Zed', email: 'bob@example.com' });
  assert.deepEqual((await users.findUsers(' BO ', 3, signal)).map(({ name }) => name), ['Al Bo', 'Bo', 'Cy Bo']);
  assert.deepEqual((await users.findUsers('bob', 3, signal)).map(({ name }) => name), ['Zed']);
  assert.deepEqual([...(await users.users(signal, [active(false)])).keys()], [guid(1, 5)]);
});
