import type { BatchesView, GrantRecallView, HostView } from '../host/host-services.ts';
import type { ElementKind } from './creatio-element.ts';
import { type Given, choiceIn, idIn, idsIn, matchingIn } from './inputs.ts';

/** Of every element: what it tells its page. */
const outputs = ['pendingChanged', 'openRequested', 'closed', 'notified', 'signInNeeded'];

export const kinds: readonly ElementKind[] = [
  {
    type: 'usr.LicensesTab',
    tag: 'usr-licenses-tab',
    inputs: ['userId'],
    outputs,
    view(given) {
      const userId = idIn(given, 'userId');
      return userId === undefined ? null : { name: 'licenses-tab', userId };
    },
  },
  {
    type: 'usr.GrantRecall',
    tag: 'usr-grant-recall',
    inputs: ['page', 'change', 'userIds', 'selectionId', 'holdersOf', 'packageIds', 'batchId', 'undoBatchId', 'matching'],
    outputs,
    view: (given) => taskIn(given) ?? pageIn(given),
  },
  { type: 'usr.SessionManager', tag: 'usr-session-manager', inputs: [], outputs, view: () => ({ name: 'session-manager' }) },
  { type: 'usr.LicenseSelfTest', tag: 'usr-license-self-test', inputs: [], outputs, view: () => ({ name: 'self-test' }) },
];

const pages = { people: 'selection-basket', products: 'license-list', batches: 'batches' } as const;

/** The page that is shown while there is nothing to be done. */
export function pageIn(given: Given): HostView {
  const page = choiceIn(given, 'page', Object.keys(pages) as (keyof typeof pages)[]) ?? 'people';
  const batchId = page === 'batches' && idIn(given, 'batchId');
  return { name: pages[page], ...(batchId && { batchId }) } as HostView;
}

/** What is to be done; null: nothing. On its page a batch is looked at, and not gone on with. */
function taskIn(given: Given): GrantRecallView | null {
  const subject = {
    users: idsIn(given, 'userIds'),
    selectionId: idIn(given, 'selectionId'),
    holdersOf: idIn(given, 'holdersOf'),
    matching: matchingIn(given, 'matching'),
    batchId: given['page'] === 'batches' ? undefined : idIn(given, 'batchId'),
    undo: idIn(given, 'undoBatchId'),
  };
  const about = Object.entries(subject).filter(([, value]) => value !== undefined);
  if (!about.length) return null;
  const more = Object.entries({ change: choiceIn(given, 'change', ['grant', 'recall']), products: idsIn(given, 'packageIds') });
  return { name: 'grant-recall', ...Object.fromEntries([...about, ...more.filter(([, value]) => value !== undefined)]) };
}

/** The inputs that say the same as a view. */
export function inputsOf(view: GrantRecallView | BatchesView): Given {
  if (view.name === 'batches') return { page: 'batches', batchId: view.batchId };
  const { name: _, users, products, undo, ...same } = view;
  return { ...same, userIds: users, packageIds: products, undoBatchId: undo };
}
