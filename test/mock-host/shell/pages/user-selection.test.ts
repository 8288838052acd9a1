import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserSelection } from '../../../../mock-host/shell/pages/user-selection.ts';
import { everyUser } from '../../../../mock-host/shell/routing/routes.ts';

const shown = ['a', 'b', 'c', 'd', 'e'];
const started = (): UserSelection => {
  const selection = new UserSelection();
  selection.start();
  return selection;
};
const picked = (selection: UserSelection, sight = shown): unknown => selection.users(sight);

describe('users picked in a list', () => {
  it('CR-5 are none until one starts to pick, and none after', () => {
    const selection = new UserSelection();
    selection.pick('a', true, shown);
    assert.deepEqual([selection.value.kind, selection.count, picked(selection)], ['off', 0, null]);
    selection.start();
    selection.pick('a', true, shown);
    selection.end();
    assert.deepEqual([selection.has('a'), picked(selection)], [false, null]);
  });

  it('CR-5 come in the order of the list, whatever the order of the ticks; who is out of sight comes last', () => {
    const selection = started();
    for (const id of ['x', 'd', 'b']) selection.pick(id, true, shown);
    assert.deepEqual(picked(selection), { users: ['b', 'd', 'x'] });
    assert.equal(selection.count, 3);
    selection.pick('d', false, shown);
    assert.deepEqual(picked(selection), { users: ['b', 'x'] });
  });

  it('BX-15 are picked and let go by ranges, in either direction', () => {
    const selection = started();
    selection.pick('b', true, shown);
    selection.pick('d', true, shown, true);
    assert.deepEqual(picked(selection), { users: ['b', 'c', 'd'] });
    selection.pick('a', false, shown, true);
    assert.deepEqual(picked(selection), { users: ['c', 'd'] });
  });

  it('a range without a start, or whose start is out of sight, is one', () => {
    const selection = started();
    selection.pick('c', true, shown, true);
    assert.deepEqual(picked(selection), { users: ['c'] });
    selection.pick('x', true, ['x', 'y', 'z'], true);
    assert.deepEqual(picked(selection, ['x', 'y', 'z']), { users: ['x', 'c'] });
  });

  it('can be all that are loaded', () => {
    const selection = started();
    selection.pickAll(true, shown);
    assert.equal(selection.count, 5);
    selection.pickAll(false, ['a', 'b']);
    assert.deepEqual(picked(selection), { users: ['c', 'd', 'e'] });
  });

  it('BX-14 can be everybody who matches: a question, not ids', () => {
    const selection = started();
    selection.pickMatching({ search: 'ann', status: 'active', sort: '-login' }, 1204);
    assert.deepEqual([selection.count, selection.has('nobody seen')], [1204, true]);
    assert.deepEqual(picked(selection), { matching: { search: 'ann', filters: ['active'] } });
    selection.pickMatching(everyUser, 2000);
    assert.deepEqual(picked(selection), { matching: { search: '', filters: [] } });
  });

  it('BX-14 everybody who matches are no longer picked once something else is asked; another order changes nothing', () => {
    const selection = started();
    selection.pickMatching(everyUser, 2000);
    selection.asked({ ...everyUser, sort: '-name' });
    assert.equal(selection.count, 2000);
    selection.asked({ ...everyUser, search: 'ann' });
    assert.deepEqual([selection.count, picked(selection)], [0, null]);
  });

  it('picked one by one stay picked whatever is asked next', () => {
    const selection = started();
    selection.pick('a', true, shown);
    selection.asked({ ...everyUser, search: 'zoe' });
    assert.equal(selection.count, 1);
  });

  it('of everybody who matches, letting one go leaves those in sight', () => {
    const selection = started();
    selection.pickMatching(everyUser, 2000);
    selection.pick('b', false, shown);
    assert.deepEqual(picked(selection), { users: ['a', 'c', 'd', 'e'] });
  });
});
