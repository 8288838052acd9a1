import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Route, everyUser, parseRoute, routePath, samePage, userSorts } from '../../../../mock-host/shell/routing/routes.ts';

const at = (path: string): Route => parseRoute(new URL(path, 'http://host.test'));

describe('addresses of the shell', () => {
  it('CR-1 lead to the list of users and to the license manager', () => {
    assert.deepEqual(at('/'), { page: 'home' });
    assert.deepEqual(at('/users'), { page: 'users', query: everyUser });
    assert.deepEqual(at('/license-manager'), { page: 'license-manager', tab: 'users', query: everyUser, batch: null });
    assert.deepEqual(at('/license-manager/products'), { page: 'license-manager', tab: 'products', query: everyUser, batch: null });
  });

  it('CR-2 lead straight to a tab of a user', () => {
    assert.deepEqual(at('/users/42/licenses'), { page: 'user', id: '42', tab: 'licenses' });
    assert.deepEqual(at('/users/42'), { page: 'user', id: '42', tab: 'general' });
  });

  it('BX-5 lead straight to a batch in a tab that a plugin adds', () => {
    const batch: Route = { page: 'license-manager', tab: 'batches', query: everyUser, batch: 'b 1' };
    assert.deepEqual(at('/license-manager/batches?batch=b%201'), batch);
    assert.equal(routePath(batch), '/license-manager/batches?batch=b+1');
    assert.deepEqual(at('/license-manager/batches?batch='), { ...batch, batch: null });
  });

  it('QT-6 lead straight to a section that a plugin adds', () => {
    assert.deepEqual(at('/sections/session-manager'), { page: 'section', id: 'session-manager' });
    assert.equal(samePage(at('/sections/a'), at('/sections/a')), true);
    assert.equal(samePage(at('/sections/a'), at('/sections/b')), false);
  });

  it('carry what a list shows, and ignore what is no search', () => {
    assert.deepEqual(at('/users?search=caleb&status=active&sort=-login'), {
      page: 'users',
      query: { search: 'caleb', status: 'active', sort: '-login' },
    });
    assert.deepEqual(at('/users?status=%00&sort=password&other=1'), { page: 'users', query: everyUser });
  });

  it('are unknown when they lead nowhere, and never break', () => {
    for (const path of ['/nothing', '/users/1/general/more', '/license-manager/products/1', '/sections', '/sections/a/b', '/%', '/users/%E0%A4%A']) {
      assert.equal(at(path).page, 'unknown', path);
    }
    fc.assert(fc.property(fc.webPath(), fc.webQueryParameters(), (pathname, search) => void parseRoute({ pathname, search })));
  });

  it('come back as what they were made from', () => {
    const query = fc.record({
      search: fc.string({ unit: 'grapheme', maxLength: 20 }),
      status: fc.constantFrom('all', 'active', 'inactive'),
      sort: fc.constantFrom(...userSorts),
    });
    // The URL standard takes these two for steps in the path, however they are written.
    const part = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !['.', '..'].includes(text));
    const route = fc.oneof(
      fc.record({ page: fc.constant('users' as const), query }),
      fc.record({ page: fc.constant('license-manager' as const), tab: fc.constant('users' as const), query, batch: fc.constant(null) }),
      fc.record({ page: fc.constant('license-manager' as const), tab: part.filter((text) => text !== 'users'), query: fc.constant(everyUser), batch: fc.option(part) }),
      fc.record({ page: fc.constant('user' as const), id: part, tab: part }),
      fc.record({ page: fc.constant('section' as const), id: part }),
    ) as fc.Arbitrary<Route>;
    fc.assert(fc.property(route, (given) => assert.equal(JSON.stringify(at(routePath(given))), JSON.stringify(given))));
  });
});

describe('going from one address to another', () => {
  it('stays on the page when only its tab or its search changes', () => {
    assert.equal(samePage(at('/users/1/general'), at('/users/1/licenses')), true);
    assert.equal(samePage(at('/users'), at('/users?search=a')), true);
    assert.equal(samePage(at('/license-manager'), at('/license-manager/products')), true);
  });

  it('is another page for another user', () => {
    assert.equal(samePage(at('/users/1/licenses'), at('/users/2/licenses')), false);
    assert.equal(samePage(at('/users'), at('/users/1')), false);
  });
});
