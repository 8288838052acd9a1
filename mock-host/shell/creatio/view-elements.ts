import type { GrantRecallView, HostView } from '../../../src/host/host-services.ts';
import type { Extension, PluginManifest } from '../plugins/manifest.ts';

/** A view element and what it is given: properties of this name. */
export interface ViewElement {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Where Creatio's pages would have placed what the manifest calls a view. */
export function viewElement(view: HostView | { readonly name: 'self-test' }): ViewElement {
  switch (view.name) {
    case 'licenses-tab':
      return { type: 'usr.LicensesTab', inputs: { userId: view.userId } };
    case 'session-manager':
      return { type: 'usr.SessionManager', inputs: {} };
    case 'self-test':
      return { type: 'usr.LicenseSelfTest', inputs: {} };
    case 'selection-basket':
      return { type: 'usr.GrantRecall', inputs: { page: 'people' } };
    case 'license-list':
      return { type: 'usr.GrantRecall', inputs: { page: 'products' } };
    case 'batches':
      return { type: 'usr.GrantRecall', inputs: { page: 'batches', batchId: view.batchId } };
    case 'grant-recall':
      return { type: 'usr.GrantRecall', inputs: task(view) };
    default:
      throw new TypeError(`no view element shows ${(view satisfies never as { name: string }).name}`);
  }
}

/** What the dialog is about; in Creatio it is not one object but inputs of its own. */
function task({ change, users, matching, selectionId, holdersOf, products, batchId, undo }: GrantRecallView): ViewElement['inputs'] {
  const inputs = { change, userIds: users, matching, selectionId, holdersOf, packageIds: products, batchId, undoBatchId: undo };
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}

/** What there is in Creatio only: a page of the System Designer that looks whether everything is where it is expected. */
const selfTest: Extension = {
  id: 'self-test',
  slug: 'self-test',
  mount: '',
  view: 'self-test',
  params: {},
  title: { en: 'License self-test', de: 'Selbsttest der Lizenzen', uk: 'Самоперевірка ліцензій', ar: 'الفحص الذاتي للتراخيص' },
  order: 90,
  rights: ['CanManageLicUsers'],
};

/** What the plugin adds to Creatio: the same and the self-test. */
export function inCreatio(manifest: PluginManifest): PluginManifest {
  return { ...manifest, sections: [...manifest.sections, selfTest] };
}
