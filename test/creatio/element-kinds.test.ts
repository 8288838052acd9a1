import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inputsOf, kinds } from '../../src/creatio/element-kinds.ts';
import type { GrantRecallView, HostView } from '../../src/host/host-services.ts';

const shows = (type: string, given: object = {}): HostView | null => kinds.find((kind) => kind.type === type)!.view(given as Record<string, unknown>);
const many = (given?: object): HostView | null => shows('usr.GrantRecall', given);

describe('what an element shows for its inputs', () => {
  test('CR-2 the licenses of a user, once it is known which', () => {
    assert.equal(shows('usr.LicensesTab'), null);
    assert.deepEqual(shows('usr.LicensesTab', { userId: 'u1' }), { name: 'licenses-tab', userId: 'u1' });
  });

  test('everybody’s sessions, and the self-test', () => {
    assert.deepEqual(shows('usr.SessionManager'), { name: 'session-manager' });
    assert.deepEqual(shows('usr.LicenseSelfTest'), { name: 'self-test' });
  });

  test('a page for many users: people, unless another one is wanted', () => {
    assert.deepEqual(many(), { name: 'selection-basket' });
    assert.deepEqual(many({ page: 'people' }), { name: 'selection-basket' });
    assert.deepEqual(many({ page: 'products' }), { name: 'license-list' });
    assert.deepEqual(many({ page: 'batches' }), { name: 'batches' });
    assert.throws(() => many({ page: 'users' }), /the input `page` is the string users; it takes people, products, batches/);
  });

  test('CR-5 what is to be done with whom, above whatever page', () => {
    const change = { change: 'recall', packageIds: ['p1'] };
    const told = { name: 'grant-recall', change: 'recall', products: ['p1'] };
    assert.deepEqual(many({ ...change, userIds: ['u1', 'u2'], page: 'products' }), { ...told, users: ['u1', 'u2'] });
    assert.deepEqual(many({ ...change, selectionId: 's1' }), { ...told, selectionId: 's1' });
    assert.deepEqual(many({ ...change, holdersOf: 'p2' }), { ...told, holdersOf: 'p2' });
    assert.deepEqual(many({ ...change, matching: { search: 'anna' } }), { ...told, matching: { search: 'anna', filters: [] } });
    assert.deepEqual(many({ undoBatchId: 'b1' }), { name: 'grant-recall', undo: 'b1' });
  });

  test('a batch is gone on with, and on the page of batches looked at', () => {
    assert.deepEqual(many({ batchId: 'b1' }), { name: 'grant-recall', batchId: 'b1' });
    assert.deepEqual(many({ batchId: 'b1', page: 'batches' }), { name: 'batches', batchId: 'b1' });
    assert.deepEqual(many({ batchId: { value: 'b1', displayValue: 'Batch' }, page: 'batches' }), { name: 'batches', batchId: 'b1' });
  });

  test('a change without anybody is nothing to do', () => {
    assert.deepEqual(many({ change: 'grant', packageIds: ['p1'], userIds: [] }), { name: 'selection-basket' });
  });

  test('and the inputs that say the same as a view lead to it', () => {
    const views: readonly GrantRecallView[] = [
      { name: 'grant-recall', change: 'grant', users: ['u1'], products: ['p1'] },
      { name: 'grant-recall', change: 'recall', products: [], matching: { search: '', filters: ['active'] } },
      { name: 'grant-recall', undo: 'b1' },
      { name: 'grant-recall', batchId: 'b1' },
    ];
    for (const view of views) {
      const { products, ...rest } = view;
      assert.deepEqual(many(inputsOf(view)), { ...rest, ...(products?.length && { products }) });
    }
    assert.deepEqual(many(inputsOf({ name: 'batches', batchId: 'b1' })), { name: 'batches', batchId: 'b1' });
    assert.deepEqual(many(inputsOf({ name: 'batches' })), { name: 'batches' });
  });

  test('no input is called what Creatio or elements have a use for', () => {
    const taken = ['readonly', 'disabled', 'hidden', 'title', 'id', 'name', 'value', 'style', 'children', 'lang', 'dir', 'slot', 'part'];
    for (const { inputs, type, tag } of kinds) {
      assert.deepEqual(inputs.filter((input) => taken.includes(input)), []);
      assert.equal(tag, type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('.', ''));
    }
  });
});
