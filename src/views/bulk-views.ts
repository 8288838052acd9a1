import '../features/grant-recall/grant-recall.ts';
import '../features/grant-recall/history/batches.ts';
import '../features/grant-recall/licenses/license-list.ts';
import '../features/grant-recall/people/selection-basket.ts';
import type { BulkTask, OpenView } from '../features/grant-recall/grant-recall.state.ts';
import { guardOpening } from '../host/host-open.ts';
import type { BatchesView, GrantRecallView, HostServices } from '../host/host-services.ts';
import type { BulkGateway } from '../licensing/bulk-gateway.ts';
import type { View } from '../mount.ts';
import type { Text } from '../text/messages.ts';
import { type CreateGateway, tieView } from './tie-view.ts';

const tags = {
  'grant-recall': 'lic-grant-recall',
  'selection-basket': 'lic-selection-basket',
  'license-list': 'lic-license-list',
  batches: 'lic-batches',
} as const;

/** Whichever of the views about many users at once the host names. */
export const bulkViews = (createGateway: CreateGateway<BulkGateway>) =>
  function createView(stage: HTMLElement, host: HostServices, text: Text<string>, stop: (sentence: string) => void): View {
    const element = document.createElement(tags[host.view.name as keyof typeof tags]);
    element.addEventListener('open-view', (event) => element.context.openView?.((event as CustomEvent<OpenView>).detail));
    return tieView(stage, element, {
      operation: 'CanManageLicUsers',
      createGateway,
      more: (calls) => {
        const { open, ...others } = guardOpening(calls);
        return { ...others, ...(open && { openView: (wish) => open(hostView(wish as OpenView)) }) };
      },
      show: ({ view, user }) => {
        Object.assign(element, { userId: user.id, ...(view.name === 'grant-recall' && { task: taskOf(view) }), ...(view.name === 'batches' && { batchId: view.batchId ?? null }) });
      },
    }, host, text, stop);
  };

/** What the host wants the dialog to be about; it has been checked to be about one thing. */
function taskOf({ change = 'grant', users, matching, selectionId, holdersOf, products = [], batchId, undo }: GrantRecallView): BulkTask {
  if (undo) return { kind: 'undo', batchId: undo };
  if (batchId) return { kind: 'batch', batchId };
  const who =
    users ? { kind: 'users' as const, userIds: users }
    : matching ? { kind: 'matching' as const, ...matching }
    : holdersOf ? { kind: 'holders' as const, productId: holdersOf }
    : { kind: 'selection' as const, selectionId: selectionId! };
  return { kind: 'change', who, change, productIds: products };
}

/** The same the other way round. */
function hostView(wish: OpenView): GrantRecallView | BatchesView {
  const { name } = wish;
  if (name === 'batches') return wish.batchId === null ? { name } : { name, batchId: wish.batchId };
  const { task } = wish;
  if (task.kind !== 'change') return { name, [task.kind === 'undo' ? 'undo' : 'batchId']: task.batchId };
  const { who, change, productIds: products } = task;
  switch (who.kind) {
    case 'users':
      return { name, change, products, users: who.userIds };
    case 'matching':
      return { name, change, products, matching: { search: who.search, filters: who.filters } };
    case 'holders':
      return { name, change, products, holdersOf: who.productId };
    case 'selection':
      return { name, change, products, selectionId: who.selectionId };
  }
}
