import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Kit, findKit, kitName, serviceOf, sysValuesOf } from '../../../src/host/creatio/kit.ts';

const kit: Kit = { registerViewElement: () => {} };
const scopeOf = (...factories: (() => unknown)[]) => ({ [kitName]: Object.fromEntries(factories.map((get, index) => [`1.${index}.0`, { get }])) });
/** A page whose RequireJS has some modules. */
const pageWith = (modules: Readonly<Record<string, unknown>>) => ({
  require: ([name]: readonly string[], found: (module: unknown) => void, failed: (error: Error) => void) =>
    name! in modules ? found(modules[name!]) : failed(new Error('scripterror')),
});

describe('the host’s kit is found', () => {
  test('in the share scope, also in a module’s default, and behind a promise', async () => {
    assert.equal(await findKit(scopeOf(() => () => kit), {}), kit);
    assert.equal(await findKit(scopeOf(async () => async () => ({ default: kit })), {}), kit);
    assert.equal(await findKit(scopeOf(() => () => ({}), () => () => kit), {}), kit);
  });

  test('in the page’s RequireJS, when nothing or nothing useful is shared', async () => {
    for (const scope of [undefined, {}, scopeOf(() => () => ({})), scopeOf(() => Promise.reject(new Error('gone')))]) {
      assert.equal(await findKit(scope, pageWith({ [kitName]: kit })), kit);
    }
    assert.equal(await findKit(undefined, { requirejs: pageWith({ [kitName]: kit }).require }), kit);
  });

  test('or what is missing is said in one sentence', async () => {
    const broken = { require: () => { throw new Error('Mismatched anonymous define()'); } };
    for (const page of [{}, { require: 'none' }, pageWith({}), pageWith({ [kitName]: { registerViewElement: true } }), broken]) {
      await assert.rejects(findKit({}, page), /^Error: License administration can't start: this page has no @creatio-devkit\/common with registerViewElement\.$/);
    }
  });

  test('and a RequireJS that never answers is not waited for', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const asked = findKit(undefined, { require: () => {} });
    await Promise.resolve();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    context.mock.timers.tick(15_000);
    await assert.rejects(asked, /no @creatio-devkit\/common/);
  });
});

describe('a service of the kit', () => {
  const withRights = (service: unknown): Kit => ({ ...kit, RightsService: service } as unknown as Kit);

  test('is made when it has what we call', async () => {
    class Rights {
      getCanExecuteOperation = async () => true;
    }
    assert.equal(await serviceOf(withRights(Rights), 'RightsService', 'getCanExecuteOperation')!.getCanExecuteOperation('x'), true);
  });

  test('counts as absent when it is missing, can’t be made, or lacks the method', () => {
    const failing = class {
      constructor() {
        throw new Error('no injector');
      }
    };
    for (const service of [undefined, 'a text', failing, class {}]) {
      assert.equal(serviceOf(withRights(service), 'RightsService', 'getCanExecuteOperation'), undefined);
    }
  });

  test('system values that can’t be had are none', async () => {
    const withValues = (load: () => unknown): Kit => ({ ...kit, SysValuesService: class { loadSysValues = load; } } as unknown as Kit);
    assert.deepEqual(await sysValuesOf(kit), {});
    assert.deepEqual(await sysValuesOf(withValues(() => null)), {});
    assert.deepEqual(await sysValuesOf(withValues(() => Promise.reject(new Error('401')))), {});
    assert.deepEqual(await sysValuesOf(withValues(() => { throw new Error('no chain'); })), {});
    assert.deepEqual(await sysValuesOf(withValues(async () => ({ userTimezoneOffset: 120 }))), { userTimezoneOffset: 120 });
  });
});
