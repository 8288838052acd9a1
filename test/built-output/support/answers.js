// Answers of a licensing API that has little to say, all of them in order. Shared by page and server.
const seats = { type: 'named', paid: 5, used: 2, available: 3, assigned: 2, version: 7 };
const license = {
  productId: 'p1',
  sku: 'CHAT',
  name: 'Chat2Desk connector',
  vendor: 'Chat2Desk',
  seats,
  term: { state: 'current', start: '2026-01-01', due: '2030-12-31' },
  assignment: { since: '2026-01-05T09:00:00Z', by: 'Supervisor', source: 'role', role: 'Sales' },
};

const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const session = {
  id: 's1', userId: 'u1', userName: 'Caleb Jones', login: 'c.jones@example.com', kind: 'web', address: '192.0.2.1', agent,
  startedAt: '2026-11-21T08:00:00Z', lastRequestAt: '2026-11-21T11:59:00Z',
};
const asOf = '2026-11-21T12:00:00Z';
const end = { at: asOf, method: 'terminated', by: 'Supervisor', reason: 'Maintenance' };
const page = { total: { count: 2, exact: true }, next: null, asOf };
const sample = { at: asOf, count: 2 };

export const answers = {
  capabilities: {
    events: true,
    maxBatchItems: 500,
    sessions: { events: true, limit: 3, maxEnd: 1000, reasons: true, ended: true, policy: true, trend: true },
  },
  userLicenses: {
    user: { id: 'u1', name: 'Caleb Jones', login: 'c.jones', email: 'c.jones@example.com', active: true, kind: 'person' },
    licenses: [license, { ...license, productId: 'p2', sku: 'FILES', name: 'File manager', assignment: null }],
  },
  batches: [
    { line: 'outcome', key: 'grant:u1:p2', outcome: 'applied', effect: 'grant', code: null, seats: { ...seats, used: 3, available: 2, assigned: 3, version: 8 } },
    { line: 'end' },
  ],
  events: [],
  sessions: {
    items: [{ ...session, ending: false, own: false }, { ...session, id: 's2', userId: 'a1', userName: 'Supervisor', login: 'supervisor', ending: false, own: true }],
    ...page,
  },
  summary: { counts: { web: 2, api: 0, mobile: 0 }, asOf, trend: [sample, sample], peak: sample },
  lookup: { items: [{ id: 's1', state: 'ended', end }] },
  endings: [
    { line: 'outcome', sessionId: 's1', outcome: 'applied', effect: 'ended', code: null, end },
    { line: 'end' },
  ],
  ended: { items: [{ ...session, id: 's0', end }], ...page, total: { count: 1, exact: true } },
  policy: { idleMinutes: 60, changedAt: asOf, changedBy: 'Supervisor', version: 3 },
  policyEffect: { count: 1 },
  sessionEvents: [],
};
