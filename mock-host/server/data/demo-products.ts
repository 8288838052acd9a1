import type { LicenseType } from '../../../src/licensing/license.ts';

/** A purchase: seats (0 for server licenses), and its days counted from the day the data are made; null = open. */
export interface DemoTerm {
  readonly count: number;
  readonly start: number;
  readonly due: number | null;
}

export interface DemoProduct {
  readonly sku: string;
  readonly name: string;
  readonly vendor: string;
  readonly type: LicenseType;
  readonly terms: readonly DemoTerm[];
  /** Active people who hold it. */
  readonly holders: number;
  /** Holders who were deactivated since and whose rows are still there. */
  readonly leftovers?: number;
  /** Concurrent: seats in use at this moment. */
  readonly inUse?: number;
  /** A role that gives it to its members; they are among the holders as far as seats allow. */
  readonly role?: string;
  /** Named: how often a seat may be given to somebody else in 30 days. */
  readonly reassignments?: number;
}

const year = 365;

/** The four that the first story is about: their holders are set one by one, not drawn. */
export const storyProducts: readonly DemoProduct[] = [
  {
    sku: 'ADV-SCHED-SRV', name: 'Advanced schedule for creatio server cloud', vendor: 'Planwise', type: 'server',
    terms: [{ count: 0, start: -400, due: null }], holders: 2,
  },
  {
    sku: 'CHAT2DESK-CONN', name: 'Chat2Desk connector cloud subscription', vendor: 'Chat2Desk', type: 'named',
    terms: [{ count: 5, start: -310, due: 5 * year }], holders: 2,
  },
  {
    sku: 'FILEMGR-SRV', name: 'File manager for creatio server cloud subscription', vendor: 'Cloudshelf', type: 'server',
    terms: [{ count: 0, start: -220, due: null }], holders: 1,
  },
  {
    sku: 'FILEMGR-USR', name: 'File manager for creatio user cloud subscription', vendor: 'Cloudshelf', type: 'named',
    terms: [{ count: 5, start: -220, due: 5 * year }], holders: 1,
  },
];

/** The rest of the company. Their names come after the four above in the alphabet, so that those stand on top. */
export const companyProducts: readonly DemoProduct[] = [
  {
    sku: 'GANTT-PRO', name: 'Gantt planner professional', vendor: 'Northwind Apps', type: 'named',
    terms: [{ count: 60, start: -200, due: 165 }], holders: 41, leftovers: 2, reassignments: 10,
  },
  {
    sku: 'HELPDESK-BOT', name: 'Help desk assistant cloud', vendor: 'Brightloop', type: 'server',
    terms: [{ count: 0, start: -500, due: 230 }], holders: 118, leftovers: 3,
  },
  {
    sku: 'INVOICE-SCAN', name: 'Invoice capture', vendor: 'Paperline', type: 'concurrent',
    terms: [{ count: 12, start: -150, due: 215 }], holders: 34, inUse: 7, leftovers: 1,
  },
  {
    sku: 'KNOWLEDGE-HUB', name: 'Knowledge hub readers', vendor: 'Brightloop', type: 'server',
    terms: [{ count: 0, start: -90, due: null }], holders: 402, leftovers: 6,
  },
  // One seat left.
  {
    sku: 'LEAD-SCORE', name: 'Lead scoring', vendor: 'Fieldmark', type: 'named',
    terms: [{ count: 30, start: -120, due: 245 }], holders: 29,
  },
  {
    sku: 'LOYALTY-MGR', name: 'Loyalty manager', vendor: 'Fieldmark', type: 'named',
    terms: [{ count: 25, start: -60, due: 305 }], holders: 11,
  },
  // Two terms at once, and one that has run out.
  {
    sku: 'MKT-CREATIO', name: 'Marketing creatio cloud', vendor: 'Creatio', type: 'named',
    terms: [
      { count: 40, start: -700, due: -336 },
      { count: 50, start: -335, due: 30 },
      { count: 30, start: -100, due: 265 },
    ],
    holders: 63, leftovers: 2, role: 'Marketing',
  },
  // Yet to begin.
  {
    sku: 'MOBILE-OFFLINE', name: 'Mobile offline pack', vendor: 'Northwind Apps', type: 'named',
    terms: [{ count: 100, start: 45, due: 45 + year }], holders: 0,
  },
  // More assignees than seats, and all seats in use.
  {
    sku: 'ORDER-DESK', name: 'Order desk', vendor: 'Paperline', type: 'concurrent',
    terms: [{ count: 15, start: -280, due: 85 }], holders: 48, inUse: 15,
  },
  {
    sku: 'PHONE-CONN', name: 'Phone integration connector', vendor: 'Voxline', type: 'named',
    terms: [{ count: 180, start: -240, due: 125 }], holders: 152, leftovers: 4, reassignments: 20,
  },
  {
    sku: 'PORTAL-USERS', name: 'Portal users', vendor: 'Creatio', type: 'concurrent',
    terms: [{ count: 50, start: -365, due: 200 }], holders: 91, inUse: 22,
  },
  // No seat left.
  {
    sku: 'QUOTE-BUILDER', name: 'Quote builder', vendor: 'Fieldmark', type: 'named',
    terms: [{ count: 25, start: -180, due: 185 }], holders: 25, leftovers: 1,
  },
  // Run out, its holders not cleaned up.
  {
    sku: 'REPORT-STUDIO', name: 'Report studio', vendor: 'Datagrove', type: 'named',
    terms: [{ count: 20, start: -405, due: -40 }], holders: 14,
  },
  {
    sku: 'ROUTE-PLANNER', name: 'Route planner for field sales', vendor: 'Northwind Apps', type: 'named',
    terms: [{ count: 45, start: -75, due: 290 }], holders: 37, role: 'Field sales',
  },
  {
    sku: 'SALES-CREATIO', name: 'Sales creatio enterprise cloud', vendor: 'Creatio', type: 'named',
    terms: [{ count: 320, start: -300, due: 65 }], holders: 288, leftovers: 7, role: 'Sales',
  },
  {
    sku: 'SERVICE-CREATIO', name: 'Service creatio enterprise cloud', vendor: 'Creatio', type: 'named',
    terms: [{ count: 200, start: -300, due: 65 }], holders: 171, leftovers: 5, role: 'Customer service',
  },
  {
    sku: 'SIGN-FLOW', name: 'Signature workflow', vendor: 'Paperline', type: 'concurrent',
    terms: [{ count: 10, start: -30, due: 335 }], holders: 26, inUse: 3,
  },
  {
    sku: 'STUDIO-CREATIO', name: 'Studio creatio enterprise cloud', vendor: 'Creatio', type: 'named',
    terms: [{ count: 1000, start: -300, due: 65 }], holders: 905, leftovers: 21,
  },
  // Bought once, never used, run out; and then bought again.
  {
    sku: 'SURVEY-KIT', name: 'Survey kit', vendor: 'Brightloop', type: 'named',
    terms: [{ count: 20, start: -760, due: -396 }, { count: 10, start: 10, due: 375 }], holders: 0,
  },
  {
    sku: 'TIME-TRACK', name: 'Time tracking', vendor: 'Northwind Apps', type: 'server',
    terms: [{ count: 0, start: -210, due: 155 }], holders: 264, leftovers: 3,
  },
  {
    sku: 'WAREHOUSE-LINK', name: 'Warehouse link', vendor: 'Datagrove', type: 'concurrent',
    terms: [{ count: 8, start: -20, due: 345 }], holders: 8, inUse: 2,
  },
];
