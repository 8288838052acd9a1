import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Choice, changesChosen, choose, isIncomplete, replacedBy } from '../../../../src/features/grant-recall/products/choices.ts';

const products = ['a', 'b', 'c'].map((id) => ({ id }));
const after = (...chosen: [id: string, choice: Choice | undefined][]) => chosen.reduce((choices, [id, choice]) => choose(choices, id, choice), new Map<string, Choice>() as ReturnType<typeof choose>);

describe('CR-6 what is chosen', () => {
  test('is asked for in the order of the products, whichever was ticked first', () => {
    assert.deepEqual(changesChosen(after(['c', { kind: 'grant' }], ['a', { kind: 'recall' }]), products), [
      { kind: 'recall', productId: 'a' },
      { kind: 'grant', productId: 'c' },
    ]);
  });

  test('what is cleared is asked for no more', () => {
    assert.deepEqual(changesChosen(after(['a', { kind: 'grant' }], ['a', undefined]), products), []);
  });

  test('nothing is changed in what it was made of', () => {
    const before = after(['a', { kind: 'grant' }]);
    choose(before, 'a', undefined);
    assert.equal(before.size, 1);
  });
});

describe('BX-9 a swap', () => {
  test('is incomplete, and not asked for, until its replacement is chosen', () => {
    const choices = after(['a', { kind: 'swap', to: null }]);
    assert.equal(isIncomplete(choices), true);
    assert.deepEqual(changesChosen(choices, products), []);
    assert.equal(isIncomplete(after(['a', { kind: 'swap', to: 'b' }])), false);
  });

  test('takes its replacement out of what was ticked: a product is part of one change', () => {
    const choices = after(['b', { kind: 'grant' }], ['a', { kind: 'swap', to: 'b' }]);
    assert.deepEqual(changesChosen(choices, products), [{ kind: 'swap', productId: 'a', to: 'b' }]);
    assert.equal(replacedBy(choices, 'b'), 'a');
    assert.equal(replacedBy(choices, 'a'), undefined);
  });
});
