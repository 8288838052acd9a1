import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Router } from '../../../../mock-host/shell/routing/router.ts';
import { parseRoute } from '../../../../mock-host/shell/routing/routes.ts';
import { FakeWindow } from './fake-window.ts';

const route = (path: string): ReturnType<typeof parseRoute> => parseRoute(new URL(path, 'http://host.test'));

/** A router that has been to users → a user → that user's licenses, with a question that the test answers. */
async function onLicenses(pending: boolean): Promise<{
  window: FakeWindow;
  router: Router;
  asked: () => number;
  answer: (leave: boolean) => Promise<void>;
  endGuard: () => void;
}> {
  const window = new FakeWindow('/users');
  const router = new Router(window as unknown as Window);
  await router.navigate(route('/users/1/general'));
  await router.navigate(route('/users/1/licenses'));
  const questions: ((leave: boolean) => void)[] = [];
  let asked = 0;
  const endGuard = router.guard({
    pending: () => pending,
    canLeave: () => new Promise((resolve) => (questions.push(resolve), (asked += 1))),
  });
  const answer = async (leave: boolean): Promise<void> => {
    questions.shift()!(leave);
    await window.settled();
  };
  return { window, router, asked: () => asked, answer, endGuard };
}

const shown = (router: Router): string => (router.route.value.page === 'user' ? router.route.value.tab : router.route.value.page);

describe('the router', () => {
  it('goes back and forward through the pages', async () => {
    const window = new FakeWindow('/users');
    const router = new Router(window as unknown as Window);
    await router.navigate(route('/users/1/roles'));
    window.history.go(-1);
    await window.settled();
    assert.equal(shown(router), 'users');
    window.history.go(1);
    await window.settled();
    assert.equal(shown(router), 'roles');
  });

  it('CR-4 puts the address back while it asks, and stays when the administrator stays', async () => {
    const { window, router, answer } = await onLicenses(true);
    window.history.go(-1);
    await window.settled();
    assert.equal(window.path, '/users/1/licenses');
    assert.equal(shown(router), 'licenses');
    await answer(false);
    assert.equal(window.path, '/users/1/licenses');
    assert.equal(shown(router), 'licenses');
  });

  it('CR-4 goes back as far as was asked once the administrator agrees', async () => {
    const { window, router, asked, answer } = await onLicenses(true);
    window.history.go(-2);
    await window.settled();
    await answer(true);
    assert.equal(window.path, '/users');
    assert.equal(shown(router), 'users');
    assert.equal(asked(), 1);
  });

  it('CR-4 asks before a link is followed', async () => {
    const { window, router, answer } = await onLicenses(true);
    const going = router.navigate(route('/users/1/roles'));
    await answer(false);
    assert.equal(await going, false);
    assert.equal(window.path, '/users/1/licenses');
    assert.equal(shown(router), 'licenses');
  });

  it('asks one question at a time, and moves nowhere meanwhile', async () => {
    const { window, router, asked, answer } = await onLicenses(true);
    const first = router.navigate(route('/users/1/roles'));
    assert.equal(await router.navigate(route('/license-manager')), false);
    window.history.go(-1);
    await window.settled();
    assert.equal(window.path, '/users/1/licenses');
    assert.equal(asked(), 1);
    await answer(true);
    assert.equal(await first, true);
    assert.equal(window.path, '/users/1/roles');
  });

  it('undoes a step back that a page refuses although nothing was known to be pending', async () => {
    const { window, router, answer } = await onLicenses(false);
    window.history.go(-1);
    await window.settled();
    await answer(false);
    assert.equal(window.path, '/users/1/licenses');
    assert.equal(shown(router), 'licenses');
  });

  it('asks nothing once the page is gone', async () => {
    const { window, router, asked, endGuard } = await onLicenses(true);
    endGuard();
    window.history.go(-1);
    await window.settled();
    assert.equal(shown(router), 'general');
    assert.equal(asked(), 0);
  });

  it('CR-4 has the browser ask before the window closes, only while something is pending', async () => {
    for (const pending of [true, false]) {
      const { window } = await onLicenses(pending);
      const closing = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(closing);
      assert.equal(closing.defaultPrevented, pending);
    }
  });

  it('BX-3 asks what is above the pages only when all of them are left, and after the page', async () => {
    const { window, router, answer, asked } = await onLicenses(false);
    let above = 0;
    let leave = false;
    const end = router.guardAll({ pending: () => true, canLeave: async () => ((above += 1), leave) });
    const going = router.navigate(route('/users/1/roles'));
    await answer(true);
    assert.equal(await going, true);
    assert.deepEqual([asked(), above], [1, 0]);
    for (leave of [false, true]) {
      const leaving = router.mayLeaveAll();
      await answer(true);
      assert.equal(await leaving, leave);
    }
    assert.deepEqual([asked(), above], [3, 2]);
    const refused = router.mayLeaveAll();
    await answer(false);
    assert.equal(await refused, false);
    assert.equal(above, 2);
    const closing = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    assert.equal(closing(), true);
    end();
    assert.equal(closing(), false);
  });

  it('makes no entry of its own for a search', async () => {
    const window = new FakeWindow('/license-manager');
    const router = new Router(window as unknown as Window);
    await router.navigate(route('/users'));
    router.replace(route('/users?search=caleb'));
    assert.equal(window.path, '/users?search=caleb');
    window.history.go(-1);
    await window.settled();
    assert.equal(shown(router), 'license-manager');
  });

  it('QT-8 keeps to the base that a Creatio on .NET Framework has, which is no part of a page', async () => {
    const window = new FakeWindow('/0/users/1/general');
    const router = new Router(window as unknown as Window);
    assert.deepEqual(router.route.value, { page: 'user', id: '1', tab: 'general' });
    await router.navigate(route('/users?search=x'));
    assert.deepEqual([window.path, shown(router)], ['/0/users?search=x', 'users']);
    router.replace({ page: 'home' });
    assert.deepEqual([window.path, shown(router)], ['/0/', 'home']);
    assert.equal(await router.navigate({ page: 'home' }), true);
    assert.deepEqual(new Router(new FakeWindow('/0x/users') as unknown as Window).route.value, { page: 'unknown', path: '/0x/users' });
  });
});
