import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choiceIn, idIn, idsIn, matchingIn } from '../../src/creatio/inputs.ts';

const refused = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof TypeError);
    return error.message;
  }
  return assert.fail('nothing was refused');
};

describe('what a page of Creatio hands over', () => {
  test('an id is text, or a record as lookups have it', () => {
    assert.equal(idIn({ userId: ' u1 ' }, 'userId'), 'u1');
    assert.equal(idIn({ userId: { value: 'u1', displayValue: 'Anna' } }, 'userId'), 'u1');
    assert.deepEqual(idsIn({ userIds: ['u1', { value: 'u2' }] }, 'userIds'), ['u1', 'u2']);
  });

  test('nothing is nothing yet', () => {
    for (const value of [undefined, null, '']) {
      assert.equal(idIn({ x: value }, 'x'), undefined);
      assert.equal(idsIn({ x: value }, 'x'), undefined);
      assert.equal(choiceIn({ x: value }, 'x', ['grant']), undefined);
      assert.equal(matchingIn({ x: value }, 'x'), undefined);
    }
    assert.equal(idsIn({ x: [] }, 'x'), undefined);
    assert.equal(idIn({}, 'x'), undefined);
  });

  test('whatever else is named in one sentence', () => {
    const sentence = (what: string): string => `License administration can't start: the input \`x\` is ${what}.`;
    assert.equal(refused(() => idIn({ x: Promise.resolve('u1') }, 'x')), sentence('a promise; it takes an id'));
    assert.equal(refused(() => idIn({ x: 7 }, 'x')), sentence('the number 7; it takes an id'));
    assert.equal(refused(() => idIn({ x: { Id: 'u1' } }, 'x')), sentence('an object; it takes an id'));
    assert.equal(refused(() => idIn({ x: { value: Promise.resolve('u1') } }, 'x')), sentence('an object; it takes an id'));
    assert.equal(refused(() => idIn({ x: ['u1'] }, 'x')), sentence('a list; it takes an id'));
    assert.equal(refused(() => idsIn({ x: 'u1' }, 'x')), sentence('the string u1; it takes a list of ids'));
    assert.equal(refused(() => idsIn({ x: ['u1', Promise.resolve('u2')] }, 'x')), sentence('a list; it takes a list of ids'));
    assert.equal(refused(() => choiceIn({ x: 'Grant' }, 'x', ['grant', 'recall'])), sentence('the string Grant; it takes grant, recall'));
    assert.equal(refused(() => matchingIn({ x: { search: 1 } }, 'x')), sentence('an object; it takes an object with a `search` text and a list of `filters`'));
    assert.match(refused(() => matchingIn({ x: 'anna' }, 'x')), /the string anna/);
    assert.ok(refused(() => idIn({ x: Symbol('u1') }, 'x')).includes('the symbol Symbol(u1)'));
    assert.ok(refused(() => idsIn({ x: 'u'.repeat(999) }, 'x')).length < 200);
  });

  test('filters may be left out', () => {
    assert.deepEqual(matchingIn({ x: { search: 'anna' } }, 'x'), { search: 'anna', filters: [] });
    assert.deepEqual(matchingIn({ x: { search: '', filters: ['active'], more: 1 } }, 'x'), { search: '', filters: ['active'] });
  });
});
