import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decodeList, parseList } from '../../src/licensing/basket-text.ts';
import { type BasketEntry, keyOf, sortBasket } from '../../src/licensing/basket.ts';
import type { LicensedUser } from '../../src/licensing/license.ts';
import { longList } from './long-list.ts';

const user = (id: string, more: Partial<LicensedUser> = {}): LicensedUser => ({
  id, name: id.toUpperCase(), login: id, email: `${id}@x.com`, active: true, kind: 'person', ...more,
});
const ann = user('ann');
const entriesOf = (...terms: (string | LicensedUser)[]): BasketEntry[] =>
  terms.map((term, at) =>
    typeof term === 'string' ? { id: at, line: at + 1, text: term, term, picked: null } : { id: at, line: 0, text: term.name, term: term.login, picked: term },
  );
const known = (users: readonly LicensedUser[]): Map<string, LicensedUser[]> => {
  const found = new Map<string, LicensedUser[]>();
  for (const one of users) {
    for (const key of new Set([keyOf(one.login), keyOf(one.email ?? one.login)])) found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
};
const none = new Map<string, string>();
const bucketsOf = (entries: readonly BasketEntry[], users: readonly LicensedUser[], chosen: ReadonlyMap<string, string> = none): string[] =>
  sortBasket(entries, known(users), chosen).map(({ bucket }) => bucket);

describe('BX-14 which bucket', () => {
  const shared = [user('old', { email: 'team@x.com', active: false }), user('new', { email: 'team@x.com' })];
  const users = [ann, user('ina', { active: false }), user('bot', { kind: 'system' }), user('off', { kind: 'system', active: false }), ...shared];

  test('BX-14 SB-5 matched, ambiguous, unknown, inactive, system account', () => {
    assert.deepEqual(bucketsOf(entriesOf('ann', 'team@x.com', 'who', 'ina@x.com', 'bot', 'off', ''), users), [
      'matched', 'ambiguous', 'unknown', 'inactive', 'system-account', 'system-account', 'unknown',
    ]);
  });

  test('BX-14 a duplicate is the same word in any case, or the same person by another name, and says of what', () => {
    const sorted = sortBasket(entriesOf('Ann@X.com', 'ann', 'ANN@x.COM', 'who', 'Who', 'team@x.com', 'TEAM@x.com', 'ina', 'ina@x.com'), known(users), none);
    assert.deepEqual(sorted.map(({ bucket, same }) => [bucket, same?.line ?? null]), [
      ['matched', null], ['duplicate', 1], ['duplicate', 1], ['unknown', null], ['duplicate', 4], ['ambiguous', null], ['duplicate', 6], ['inactive', null], ['duplicate', 8],
    ]);
  });

  test('BX-14 rows without anything to look up are no duplicates of each other', () => {
    assert.deepEqual(bucketsOf(entriesOf('', ''), users), ['unknown', 'unknown']);
  });

  test('BX-14 who is picked is there once, whoever names them besides', () => {
    assert.deepEqual(bucketsOf(entriesOf(ann, 'ann@x.com', ann), users), ['matched', 'duplicate', 'duplicate']);
  });

  test('BX-14 who is chosen of several counts, and makes a duplicate of whoever is that one too', () => {
    const chosen = new Map([['team@x.com', 'new']]);
    assert.deepEqual(bucketsOf(entriesOf('Team@x.com', 'new', 'old'), users, chosen), ['matched', 'duplicate', 'inactive']);
    assert.deepEqual(bucketsOf(entriesOf('new', 'Team@x.com'), users, chosen), ['matched', 'duplicate']);
    assert.deepEqual(bucketsOf(entriesOf('Team@x.com'), users, new Map([['team@x.com', 'ann']])), ['ambiguous']);
  });

  test('BX-14 every entry is in one bucket, nobody is in two, and only a duplicate comes after what it duplicates', () => {
    const word = fc.constantFrom('ann', 'ANN@X.com', 'team@x.com', 'Team@X.com', 'new', 'old', 'ina', 'Ina@x.com', 'bot', 'who', '');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.constant(ann)), { maxLength: 20 }), fc.option(fc.constantFrom('old', 'new')), (terms, choice) => {
        const sorted = sortBasket(entriesOf(...terms), known(users), choice ? new Map([['team@x.com', choice]]) : none);
        assert.equal(sorted.length, terms.length);
        const people = sorted.filter(({ bucket }) => bucket !== 'duplicate').flatMap((one) => one.user?.id ?? []);
        assert.equal(new Set(people).size, people.length);
        for (const { bucket, same, entry } of sorted) assert.equal(bucket === 'duplicate', !!same && same.id < entry.id);
      }),
    );
  });
});

test('BX-14 a file of 5,000 lines: byte order mark, semicolons, quotes, mixed case, names with commas, duplicates: the buckets are exact', () => {
  const { users, bytes, expected } = longList(5_000);
  const { entries, headings } = parseList(decodeList(bytes)!);
  const sorted = sortBasket(entries.map((entry, id) => ({ ...entry, id, picked: null })), known(users), none);
  assert.deepEqual(headings, [1]);
  assert.equal(expected.size, 5_000);
  assert.deepEqual(
    new Map(sorted.map(({ entry, bucket, user: who }) => [entry.line, { bucket, userId: who?.id ?? null }])),
    expected,
  );
  for (const bucket of ['matched', 'ambiguous', 'unknown', 'inactive', 'system-account', 'duplicate']) {
    assert.ok(sorted.filter((one) => one.bucket === bucket).length > 100, bucket);
  }
});
