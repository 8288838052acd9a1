import type { BulkTask } from '../../../src/features/grant-recall/grant-recall.state.ts';
import { MemoryBulk } from '../../support/memory-bulk.ts';
import { MemoryGateway } from '../../support/memory-gateway.ts';

const day = 86_400_000;
const noon = Date.parse('2026-11-21T12:00:00Z');

/**
 * Six people who differ in what rules look at. CRM has three seats and one is taken; Studio has plenty; Draw comes to Ada from a
 * role; Old is over.
 */
export function company(): MemoryBulk {
  const world = new MemoryGateway();
  for (const [id, name] of [['ada', 'Ada Adams'], ['bea', 'Bea Bell'], ['carl', 'Carl Cole'], ['dora', 'Dora Dean']] as const) world.addUser({ id, name });
  world.addUser({ id: 'ina', name: 'Ina Idle', active: false }).addUser({ id: 'robot', name: 'Robot', kind: 'system' });
  world.addProduct({ id: 'crm', name: 'CRM', vendor: 'Creatio' }, 3).addProduct({ id: 'studio', name: 'Studio', vendor: 'Creatio' }, 50);
  world.addProduct({ id: 'draw', name: 'Draw', type: 'server' }, 0).addProduct({ id: 'calls', name: 'Calls', type: 'concurrent' }, 2);
  world.addProduct({ id: 'old', name: 'Old', terms: [{ start: '2024-01-01', due: '2024-12-31', count: 9 }] });
  world.hold('ada', 'crm').hold('ada', 'draw', { source: 'role', role: 'Designers' }).hold('bea', 'draw').hold('ina', 'crm');
  const gateway = new MemoryBulk(world);
  gateway.host.now = () => noon;
  gateway.host.people.roles.set('sales', 'Sales');
  for (const [at, id] of ['ada', 'bea', 'carl', 'dora'].entries()) {
    gateway.about(id, { lastActivity: noon - (4 - at) * day, roles: id === 'dora' ? ['sales'] : [], sessions: id === 'ada' ? 2 : 0 });
  }
  return gateway;
}

export function grantTo(...userIds: string[]): BulkTask {
  return { kind: 'change', who: { kind: 'users', userIds }, change: 'grant', productIds: [] };
}

export function recallFrom(...userIds: string[]): BulkTask {
  return { ...grantTo(...userIds), change: 'recall' } as BulkTask;
}
