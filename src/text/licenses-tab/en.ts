import { en as common } from '../en.ts';

/** Keys named like an effect, an error code or a state are what those read as. */
export const en = {
  ...common,

  product: 'Product',
  status: 'License status',
  availability: 'Availability',
  type: 'Type',
  term: 'Term',
  source: 'Source',

  filter: 'Filter products',
  onlyGranted: 'Only granted',
  group: 'Group by',
  ungrouped: 'No grouping',

  available: '{available, number} of {paid, number} available',
  unlimited: 'Issued {used, number} of unlimited',
  shared: '{assigned, plural, one {# person shares} other {# people share}} {paid, plural, one {# seat} other {# seats}}',
  overage: '{count, plural, one {# seat} other {# seats}} more in use than paid for',
  becomes: 'becomes',

  granted: 'Granted',
  notGranted: 'Not granted',
  grant: 'To be granted',
  recall: 'To be recalled',
  leftover: 'Left over',
  recallLeftover: 'Recall',

  'type-named': 'Personal',
  'type-concurrent': 'Concurrent',
  'type-server': 'Server',
  'term-current': '{start} – {due}',
  'term-from': 'From {start}',
  'term-until': 'Until {due}',
  'term-open': 'No end date',
  'term-expired': 'Expired on {due}',
  'term-future': 'Starts on {start}',
  'term-none': 'Not purchased',
  direct: 'Direct',
  role: 'Role',
  since: 'since {date}',

  'no-seat': 'No seats remaining on this license.',
  'already-held': 'This user already has an active assignment for this license.',
  'not-held': 'Assignment already revoked.',
  kept: 'The other license could not be had, so this one stays.',
  'not-in-term': 'No term of this license covers today. Renew it, or wait until it starts.',
  inactive: 'Inactive users get no license. Assignments left over can be recalled.',
  'system-account': 'System accounts can’t be assigned a license.',
  'role-derived': 'A role gives this license back. To end it for good, remove the user from the role.',
  unknown: 'Not confirmed yet.',

  'signed-out': 'Your session has ended. Sign in again to continue; nothing you ticked is lost.',
  'not-found': 'This user or license no longer exists. Go back to the list.',
  conflict: 'Somebody else changed this at the same moment. Check it, then save again.',
  rejected: 'The server refused this change. Check it, then save again.',
  said: 'The server’s answer to this save: “{words}”',

  loading: 'Loading licenses…',
  empty: 'There are no license products yet. They appear here once licenses are installed.',
  noMatch: 'No product matches the filter.',
  readOnly: 'You can see these licenses but not change them.',
  unsaved: '{count, plural, one {# change not saved} other {# changes not saved}}',
  summary:
    '{applied, plural, =0 {Nothing changed} one {# change saved} other {# changes saved}}{skipped, plural, =0 {} other {, # skipped}}{failed, plural, =0 {} other {, # failed}}',
  discardTitle: 'Discard the changes?',
  discard: 'Discard',
  keep: 'Keep editing',
};

/** Every text of the Licenses tab. */
export type LicensesTabKey = keyof typeof en;
