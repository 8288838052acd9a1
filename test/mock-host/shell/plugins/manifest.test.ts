import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { ManifestError, readManifest, titleOf } from '../../../../mock-host/shell/plugins/manifest.ts';

const url = 'http://host.test/plugin/plugin-manifest.json';
const file = new URL('../../../../plugin-manifest/plugin-manifest.json', import.meta.url);
const ours = JSON.parse(await readFile(file, 'utf8')) as { extensions: Record<string, unknown>[] } & Record<string, unknown>;
const extension = (changes: Record<string, unknown>): unknown => ({ ...ours, extensions: [{ ...ours.extensions[0], ...changes }] });

describe('reading a plugin’s manifest', () => {
  it('CR-2 finds the Licenses tab in ours', () => {
    const { tabs, entryUrl } = readManifest(ours, url);
    assert.deepEqual(tabs.map(({ slug, mount, view, rights }) => ({ slug, mount, view, rights })), [
      { slug: 'licenses', mount: 'mount', view: 'licenses-tab', rights: ['CanViewLicenses'] },
    ]);
    assert.equal(entryUrl, 'http://host.test/plugin/plugin.js');
    assert.equal(titleOf(tabs[0]!, 'de'), 'Lizenzen');
    assert.equal(titleOf(tabs[0]!, 'en-XA'), 'Licenses');
  });

  it('QT-6 finds the session manager in ours, for those who manage administration', () => {
    const { sections } = readManifest(ours, url);
    assert.deepEqual(sections.map(({ slug, mount, view, rights }) => ({ slug, mount, view, rights })), [
      { slug: 'session-manager', mount: 'mount', view: 'session-manager', rights: ['CanManageAdministration'] },
    ]);
  });

  it('tells sections from tabs, and orders them as they ask', () => {
    const points = [['b', 'system-designer.section', 2], ['c', 'user-page.tab', 3], ['a', 'system-designer.section', 1]] as const;
    const read = readManifest({ ...ours, extensions: points.map(([id, point, order]) => ({ ...ours.extensions[0], id, point, order })) }, url);
    assert.deepEqual([read.sections.map(({ id }) => id), read.tabs.map(({ id }) => id)], [['a', 'b'], ['c']]);
  });

  it('CR-5 finds tabs of the License manager and actions on selected users, with what their views are told', () => {
    const points = [['batches', 'license-manager.tab', 2, {}], ['grant', 'users.bulk-action', 1, { change: 'grant' }]] as const;
    const read = readManifest({ ...ours, extensions: points.map(([id, point, order, params]) => ({ ...ours.extensions[0], id, point, order, params })) }, url);
    assert.deepEqual([read.managerTabs.map(({ slug, params }) => [slug, params]), read.bulkActions.map(({ id, params }) => [id, params])], [[['batches', {}]], [['grant', { change: 'grant' }]]]);
  });

  it('takes the entry from beside the manifest, wherever that is', () => {
    assert.equal(readManifest(ours, 'https://cdn.test/a/b/m.json').entryUrl, 'https://cdn.test/a/b/plugin.js');
  });

  it('leaves extension points alone that this shell does not have', () => {
    assert.deepEqual(readManifest(extension({ point: 'contact-page.tab' }), url), { ...readManifest(ours, url), tabs: [], sections: [], managerTabs: [], bulkActions: [] });
  });

  it('orders tabs as they ask', () => {
    const two = { ...ours, extensions: [{ ...ours.extensions[0], order: 50 }, { ...ours.extensions[0], id: 'sessions-tab', order: 40 }] };
    assert.deepEqual(readManifest(two, url).tabs.map((tab) => tab.slug), ['sessions', 'licenses']);
  });

  const broken: readonly (readonly [string, unknown, RegExp])[] = [
    ['nothing', null, /the manifest is not an object/],
    ['a list', [], /the manifest is not an object/],
    ['no entry', { ...ours, entry: undefined }, /entry is not an object/],
    ['an empty entry', { ...ours, entry: { module: '' } }, /entry\.module is not a text/],
    ['no range', { ...ours, hostApi: 1 }, /hostApi is not a text/],
    ['no extensions', { ...ours, extensions: {} }, /extensions is not a list/],
    ['an extension that is none', { ...ours, extensions: [7] }, /extensions\[0\] is not an object/],
    ['a tab without a title', extension({ title: {} }), /extensions\[0\]\.title\.en is missing/],
    ['parameters that are none', extension({ params: { change: 1 } }), /extensions\[0\]\.params\.change is not a text/],
    ['rights that are none', extension({ rights: { view: 'all' } }), /extensions\[0\]\.rights\.view is not a list/],
    ['a right that is none', extension({ rights: { view: [1] } }), /extensions\[0\]\.rights\.view\[0\] is not a text/],
    ['an entry elsewhere', { ...ours, entry: { module: 'https://evil.test/x.js' } }, /leads to another origin/],
    ['an entry that is no file', { ...ours, entry: { module: 'javascript:alert(1)' } }, /leads to another origin/],
  ];
  for (const [what, body, message] of broken) {
    it(`names what is wrong: ${what}`, () => {
      assert.throws(() => readManifest(body, url), (error: unknown) => error instanceof ManifestError && message.test(error.message));
    });
  }
});
