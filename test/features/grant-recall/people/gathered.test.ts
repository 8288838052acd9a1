import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Gathered } from '../../../../src/features/grant-recall/people/gathered.ts';
import { crowd } from './crowd.ts';

const entry = (term: string) => ({ line: 1, text: term, term, picked: null, source: null });
const users = [...crowd().world.users.values()];
const answer = (terms: readonly string[]) =>
  terms.map((term) => ({ term, users: users.filter(({ login, email }) => [login, email].includes(term.toLowerCase())) }));

describe('BX-14 what was gathered', () => {
  const word = fc.constantFrom('ada', 'ADA@example.com', 'bea', 'team@example.com', 'Team@example.com', 'tess', 'ina', 'who', 'WHO', '');

  test('BX-14 whatever is added, looked up, chosen and removed: nothing is in it that was removed, and nothing comes back', () => {
    const step = fc.oneof(
      fc.record({ add: fc.array(word, { maxLength: 5 }) }),
      fc.record({ remove: fc.nat(9) }),
      fc.record({ choose: fc.constantFrom('tess', 'tom') }),
      fc.record({ learn: fc.integer({ min: 1, max: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const gathered = new Gathered();
        let least = 0;
        for (const one of steps) {
          if ('add' in one) {
            gathered.add(one.add.map(entry));
            least += one.add.length;
          } else if ('choose' in one) gathered.choose('TEAM@example.com', one.choose);
          else if ('learn' in one) gathered.learn(answer(gathered.toLookUp(one.learn)));
          else {
            const { rows } = gathered;
            const row = rows[one.remove];
            if (!row) continue;
            const people = gathered.rows.filter(({ bucket, user }) => bucket !== 'duplicate' && user && user.id !== row.user?.id).map(({ user }) => user!.id);
            const alone = row.bucket === 'duplicate';
            least -= alone ? 1 : rows.filter(({ entry: { id }, same }) => id === row.entry.id || same?.id === row.entry.id).length;
            gathered.remove(new Set([row.entry.id]));
            // Others stay; whom a duplicate doubles stays, too; somebody taken away is in no other bucket.
            const left = gathered.rows.filter(({ bucket, user }) => bucket !== 'duplicate' && user).map(({ user }) => user!.id);
            assert.deepEqual(left.filter((id) => id !== row.user?.id), people);
            if (row.user) assert.equal(left.includes(row.user.id), alone);
          }
        }
        assert.equal(gathered.count, least);
      }),
    );
  });

  test('rows are the same object as long as nothing changes', () => {
    const gathered = new Gathered();
    gathered.add(['ada', 'who'].map(entry));
    gathered.learn(answer(['ada', 'who']));
    const { rows } = gathered;
    assert.equal(gathered.rows, rows);
    gathered.clear();
    assert.deepEqual(gathered.rows, []);
  });
});
