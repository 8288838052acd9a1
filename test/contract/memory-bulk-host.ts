import type { BulkGateway } from '../../src/licensing/bulk-gateway.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import { MemoryBulk } from '../support/memory-bulk.ts';
import type { BulkHost } from './bulk-rig.ts';

/** A host in memory, as the contract wants it. */
export function memoryBulkHost(memory = new MemoryBulk()): BulkHost {
  const { world, host } = memory;
  let named = 0;
  const admins = { admin: memory.browser({ id: 'admin', name: 'Ada' }), other: memory.browser({ id: 'other', name: 'Otto' }) };
  const refusing = (code: 'forbidden' | 'signed-out'): MemoryBulk => {
    const browser = memory.browser();
    browser.before = () => { throw new LicensingError(code); };
    return browser;
  };
  const user: BulkHost['user'] = async (about) => {
    const id = `u${++named}`;
    world.addUser({ id, ...about });
    return id;
  };
  return {
    lacks: new Set(),
    tab: (of) => of,
    gateway: (as): BulkGateway =>
      as === 'viewer' ? refusing('forbidden') : as === 'signed-out' ? refusing('signed-out') : admins[as].browser(),
    idOf: (as) => as,
    user,
    users: (count) => Promise.all(Array.from({ length: count }, () => user())),
    async product(seats) {
      const id = `p${++named}`;
      world.addProduct({ id }, seats);
      return id;
    },
    async role(memberIds) {
      const id = `r${++named}`;
      host.people.roles.set(id, id);
      for (const member of memberIds) memory.about(member, { roles: [id] });
      return id;
    },
    hold: async (userId, productId, source = 'direct') => void world.hold(userId, productId, { source, role: source === 'role' ? 'Sales' : null }),
    drop: async (userId, productId) => void world.hold(userId, productId, null),
    activate: async (userId, active) => void world.addUser({ ...world.users.get(userId)!, active }),
    buy: async (productId, count) => void world.addProduct({ ...world.products.get(productId)!, terms: [{ start: null, due: null, count }] }),
    seen: async (userId, lastActivity, sessions = 0) => void memory.about(userId, { lastActivity, sessions }),
    holders: async (productId) => [...world.assignments.keys()].flatMap((key) => (key.endsWith(` ${productId}`) ? [key.split(' ')[0]!] : [])),
    history: async (batchId) => world.history.filter((row) => row.batchId === batchId),
    notified: async (batchId) => memory.notifications.filter((one) => one.batchId === batchId).length,
    stop: async () => {},
  };
}
