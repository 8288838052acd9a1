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

export const answers = {
  capabilities: { events: true, maxBatchItems: 500 },
  userLicenses: {
    user: { id: 'u1', name: 'Caleb Jones', login: 'c.jones', email: 'c.jones@example.com', active: true, kind: 'person' },
    licenses: [license, { ...license, productId: 'p2', sku: 'FILES', name: 'File manager', assignment: null }],
  },
  batches: [
    { line: 'outcome', key: 'grant:u1:p2', outcome: 'applied', effect: 'grant', code: null, seats: { ...seats, used: 3, available: 2, assigned: 3, version: 8 } },
    { line: 'end' },
  ],
  events: [],
};
