import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { inCreatio, viewElement } from '../../../../mock-host/shell/creatio/view-elements.ts';
import { readManifest } from '../../../../mock-host/shell/plugins/manifest.ts';
import type { HostView } from '../../../../src/host/host-services.ts';

const ours: unknown = JSON.parse(await readFile(new URL('../../../../plugin-manifest/plugin-manifest.json', import.meta.url), 'utf8'));
const manifest = inCreatio(readManifest(ours, 'http://host.test/plugin/plugin-manifest.json'));
const all = [...manifest.tabs, ...manifest.sections, ...manifest.managerTabs, ...manifest.bulkActions];
/** What the place of an extension shows of a subject. */
const element = (id: string, subject: object = {}): ReturnType<typeof viewElement> =>
  viewElement({ ...subject, name: all.find((one) => one.id === id)!.view } as HostView);

describe('what Creatio’s pages show in place of the manifest’s views', () => {
  it('QT-8 has a view element for every extension, and the self-test beside them', () => {
    assert.deepEqual(all.map((one) => [one.id, element(one.id).type]), [
      ['licenses-tab', 'usr.LicensesTab'],
      ['session-manager', 'usr.SessionManager'],
      ['self-test', 'usr.LicenseSelfTest'],
      ['products-tab', 'usr.GrantRecall'],
      ['people-tab', 'usr.GrantRecall'],
      ['batches-tab', 'usr.GrantRecall'],
      ['grant-licenses', 'usr.GrantRecall'],
      ['recall-licenses', 'usr.GrantRecall'],
    ]);
  });

  it('tells a view what it is about by inputs of its own', () => {
    assert.deepEqual(element('licenses-tab', { userId: '7' }).inputs, { userId: '7' });
    assert.deepEqual(element('products-tab', {}).inputs, { page: 'products' });
    assert.deepEqual(element('people-tab', {}).inputs, { page: 'people' });
    assert.deepEqual(element('batches-tab', { batchId: 'b' }).inputs, { page: 'batches', batchId: 'b' });
    const dialog = (view: object): object => element('recall-licenses', view).inputs;
    assert.deepEqual(dialog({ users: ['1', '2'], products: ['p'] }), { userIds: ['1', '2'], packageIds: ['p'] });
    assert.deepEqual(dialog({ change: 'grant', matching: { search: 'x', filters: [] } }), { change: 'grant', matching: { search: 'x', filters: [] } });
    assert.deepEqual(dialog({ undo: 'b' }), { undoBatchId: 'b' });
    assert.deepEqual(dialog({ selectionId: 's' }), { selectionId: 's' });
    assert.deepEqual(dialog({ holdersOf: 'p' }), { holdersOf: 'p' });
    assert.deepEqual(dialog({ batchId: 'b' }), { batchId: 'b' });
  });

  it('shows nothing that it does not know', () => {
    assert.throws(() => viewElement({ name: 'calendar' } as unknown as HostView), /no view element shows calendar/);
  });
});
