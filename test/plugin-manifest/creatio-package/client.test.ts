import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { schemasOf } from '../../../plugin-manifest/creatio-package/package-files.ts';
import type { SchemaName } from '../../../plugin-manifest/creatio-package/identity.ts';
import { kinds } from '../../../src/creatio/element-kinds.ts';

type Run = (...modules: unknown[]) => Record<string, unknown>;
interface Loaded {
  readonly name: string;
  readonly needs: readonly string[];
  readonly run: Run;
}

/** Runs a schema as RequireJS on Creatio's page does, up to where its modules would be handed over. */
function load(name: SchemaName, page: object = {}): Loaded {
  const source = Object.values(schemasOf(kinds)).flat().find((schema) => schema.name === name)!.source;
  let loaded: Loaded | undefined;
  const Terrasoft = { ViewItemType: { CONTAINER: 7, LINK: 17 } };
  const script = new vm.Script(source, { filename: `${name}.js`, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
  script.runInNewContext({ Terrasoft, define: (own: string, needs: string[], run: Run) => (loaded = { name: own, needs, run }), ...page });
  return loaded!;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a page of Freedom UI', () => {
  const views = (name: SchemaName) => load(name).run() as { viewConfigDiff: { values: Record<string, string> }[]; modelConfigDiff: unknown[]; viewModelConfigDiff: unknown[] };

  test('CR-2 of a user shows the user’s licenses, by the id of the record', () => {
    const { viewConfigDiff, viewModelConfigDiff, modelConfigDiff } = views('UsrUserLicenses_FormPage');
    assert.deepEqual(plain(viewConfigDiff), [
      { operation: 'insert', name: 'usr_LicensesTab', values: { type: 'usr.LicensesTab', userId: '$Id' }, parentName: 'MainContainer', propertyName: 'items', index: 0 },
    ]);
    assert.match(JSON.stringify(viewModelConfigDiff), /"Id":\{"modelConfig":\{"path":"PDS\.Id"\}\}/);
    assert.match(JSON.stringify(modelConfigDiff), /"entitySchemaName":"SysAdminUnit"/);
  });

  test('CR-5 QT-6 shows each of the other views, and needs no record', () => {
    const shown = (['UsrLicensePeople_ListPage', 'UsrLicenseProducts_ListPage', 'UsrLicenseBatches_ListPage', 'UsrSessionManager_ListPage', 'UsrLicenseSelfTest_ListPage'] as const).map((name) => {
      assert.deepEqual(plain(views(name).modelConfigDiff), []);
      return plain(views(name).viewConfigDiff[0]!.values);
    });
    assert.deepEqual(shown, [
      { type: 'usr.GrantRecall', page: 'people' },
      { type: 'usr.GrantRecall', page: 'products' },
      { type: 'usr.GrantRecall', page: 'batches' },
      { type: 'usr.SessionManager' },
      { type: 'usr.LicenseSelfTest' },
    ]);
  });
});

describe('the classic page of a user', () => {
  interface Methods {
    onRender(): void;
    onEntityInitialized(): void;
    usrShowLicenses(): void;
  }
  function open(id: string | undefined, rendered = true) {
    const tabs: { tag: string; userId?: string }[] = [];
    const place = { querySelector: () => tabs[0] ?? null, appendChild: (tab: { tag: string }) => (tabs.push(tab), tab) };
    const document = { querySelector: (selector: string) => (rendered && selector === '.usr-licenses' ? place : null), createElement: (tag: string) => ({ tag }) };
    const { needs, run } = load('UserPageV2', { document });
    const { diff, methods } = run() as { diff: object[]; methods: Methods };
    const parents: string[] = [];
    const view = { ...methods, get: (name: string) => (name === 'Id' ? id : undefined), callParent: () => parents.push('called') };
    return { tabs, needs, diff, view, parents };
  }

  test('CR-2 has the plugin’s tab in place of Creatio’s list, once, for the user that it shows', () => {
    const { tabs, needs, diff, view, parents } = open('u1');
    assert.deepEqual(plain(needs), ['UsrLicenseAdminModule']);
    view.onRender();
    view.onEntityInitialized();
    assert.deepEqual(plain(tabs), [{ tag: 'usr-licenses-tab', userId: 'u1' }]);
    assert.equal(parents.length, 2, 'Creatio’s own work is done too');
    assert.match(JSON.stringify(diff), /"name":"LicenseControlGroup","values":\{"visible":false\}/);
    assert.match(JSON.stringify(diff), /"parentName":"LicenseTab"[^}]*"name":"UsrLicenses"/);
  });

  test('shows nothing for a user who is not saved yet, or before there is a place', () => {
    for (const { tabs, view } of [open(undefined), open('u1', false)]) {
      view.onRender();
      assert.deepEqual(tabs, []);
    }
  });
});

describe('the System Designer', () => {
  test('CR-1 CR-10 has a link to each page, with the right that it takes, beside those of Creatio', () => {
    const { run } = load('SystemDesigner');
    const { diff, methods } = run() as { diff: { name: string; parentName: string; values: { tag: string; caption: { bindTo: string } } }[]; methods: Record<string, (this: object) => Record<string, string>> };
    const rights = methods['getOperationRightsDecoupling']!.call({ callParent: () => ({ navigateToUsers: 'CanManageUsers' }) });
    assert.equal(rights['navigateToUsers'], 'CanManageUsers');
    const opened = diff.map(({ name, parentName, values }) => {
      let hash = '';
      methods[values.tag]!.call({ sandbox: { publish: (_message: string, state: { hash: string }) => void ({ hash } = state) } });
      return [parentName, values.caption.bindTo === `Resources.Strings.${name}Caption`, hash, rights[values.tag]];
    });
    assert.deepEqual(plain(opened), [
      ['UsersTile', true, 'Section/UsrLicensePeople_ListPage', 'CanManageLicUsers'],
      ['UsersTile', true, 'Section/UsrLicenseProducts_ListPage', 'CanManageLicUsers'],
      ['UsersTile', true, 'Section/UsrLicenseBatches_ListPage', 'CanManageLicUsers'],
      ['UsersTile', true, 'Section/UsrSessionManager_ListPage', 'CanManageAdministration'],
      ['UsersTile', true, 'Section/UsrLicenseSelfTest_ListPage', 'CanManageLicUsers'],
    ]);
  });
});

describe('the loader for pages that know no remotes', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'creatio-loader-'));
    await writeFile(join(folder, 'remoteModuleEntry.mjs'), `
      let scope;
      export const init = (shared) => { scope = shared; };
      export const get = async (name) => () => ({ default: { features: [{ activate: async () => globalThis.loaderTest(name, await (await scope['@creatio-devkit/common'].page.get())()) }] } });`);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  function start(defined: readonly string[] = [], file = 'remoteModuleEntry.mjs') {
    const registered: { type: string; selector: string }[] = [];
    const said: unknown[] = [];
    const sdk = { registerViewElement: (element: { type: string; selector: string }) => registered.push(element), HttpClientService: class {} };
    const asked: string[] = [];
    const page = {
      customElements: { get: (tag: string) => (defined.includes(tag) ? class {} : undefined) },
      console: { error: (...words: unknown[]) => said.push(...words) },
      Terrasoft: { getFileContentUrl: (name: string, path: string) => (asked.push(`${name}: ${path}`), pathToFileURL(join(folder, file)).href) },
    };
    const { needs, run } = load('UsrLicenseAdminModule', page);
    const { activated } = run(sdk) as { activated: Promise<void> };
    return { needs, sdk, registered, asked, said, activated };
  }

  test('tells Creatio of every element at once, and has the plugin activated with the page’s own kit', async () => {
    const activations: [string, { registerViewElement(element: object): void; HttpClientService: unknown }][] = [];
    Object.assign(globalThis, { loaderTest: (...activation: (typeof activations)[number]) => activations.push(activation) });
    const { needs, sdk, registered, asked, activated } = start();
    assert.deepEqual(registered.map(({ type, selector }) => [type, selector]), kinds.map(({ type, tag }) => [type, tag]));
    await activated;
    assert.deepEqual(plain(needs), ['@creatio-devkit/common']);
    assert.deepEqual(asked, ['UsrLicenseAdmin: src/js/license_admin/remoteModuleEntry.js']);
    const [[name, kit]] = activations as [(typeof activations)[number]];
    assert.equal(name, './Main');
    assert.equal(kit.HttpClientService, sdk.HttpClientService);
    // What Creatio has been told of already is not told again.
    kit.registerViewElement({ type: 'usr.LicensesTab' });
    assert.equal(registered.length, kinds.length);
    Reflect.deleteProperty(globalThis, 'loaderTest');
  });

  test('leaves alone what a page has already', () => {
    const { registered } = start(kinds.map(({ tag }) => tag));
    assert.deepEqual(registered, []);
  });

  test('says in one line that it could not be loaded, and breaks no page', async () => {
    const { said, activated } = start([], 'gone.mjs');
    await activated;
    assert.equal(said[0], 'License administration could not be loaded.');
  });
});
