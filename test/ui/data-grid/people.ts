import type { Column } from '../../../src/ui/data-grid/column.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly kind: 'web' | 'api' | 'mobile';
  readonly requests: number;
  readonly seenAt: number;
}

export const noon = Date.UTC(2026, 5, 1, 12);

export const columns: readonly Column<Person>[] = [
  { id: 'name', label: 'User', kind: 'text', width: 12, value: ({ name }) => name, filter: 'text', pinned: true, required: true },
  {
    id: 'kind',
    label: 'Kind',
    kind: 'badge',
    width: 8,
    value: ({ kind }) => kind,
    display: ({ kind }) => kind.toUpperCase(),
    tone: ({ kind }) => (kind === 'api' ? 'warning' : 'success'),
    filter: 'choice',
    choices: [
      { value: 'web', text: 'Web' },
      { value: 'api', text: 'API' },
      { value: 'mobile', text: 'Mobile' },
    ],
  },
  { id: 'requests', label: 'Requests', kind: 'number', width: 8, value: ({ requests }) => requests, hint: ({ requests }) => (requests > 900 ? 'Busy' : null) },
  { id: 'seen', label: 'Last request', kind: 'ago', width: 10, value: ({ seenAt }) => seenAt },
  { id: 'started', label: 'Started', kind: 'date', width: 12, value: ({ seenAt }) => seenAt - 3_600_000 },
  {
    id: 'actions',
    label: 'Actions',
    kind: 'actions',
    width: 11,
    actions: [
      { id: 'end', text: 'End', label: ({ name }) => `End ${name}`, disabled: ({ kind }) => (kind === 'mobile' ? 'Not a phone' : null) },
      { id: 'tell', text: 'Tell', label: ({ name }) => `Tell ${name}` },
    ],
  },
];

const kinds = ['web', 'api', 'mobile'] as const;
const made: Person[] = [];

/** Alike at every call: `Person 0` … A million of them takes a while, so each is made once. */
export function people(count: number): Person[] {
  for (let at = made.length; at < count; at++) {
    made.push({ id: `p${at}`, name: `Person ${at}`, kind: kinds[at % 3]!, requests: (at * 7919) % 1000, seenAt: noon - at * 60_000 });
  }
  return made.slice(0, count);
}
