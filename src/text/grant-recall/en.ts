import { en as grid } from '../data-grid/en.ts';
import { en as common } from '../en.ts';

/** Keys named like an effect, an outcome or an error code are what those read as; `why-` and an effect: the whole sentence. */
export const en = {
  ...common,
  ...grid,

  // shared
  grant: 'Grant',
  recall: 'Recall',
  'role-derived': 'Recall, the role gives it back',
  'already-held': 'Already held',
  'not-held': 'Not held',
  'no-seat': 'No seats left',
  'not-in-term': 'Not in term',
  inactive: 'Inactive',
  'system-account': 'System account',
  kept: 'Stays',
  'why-role-derived': 'A role gives this license back. To end it for good, remove the user from the role.',
  'why-already-held': 'This user already has an active assignment for this license.',
  'why-not-held': 'Assignment already revoked.',
  'why-no-seat': 'No seats remaining on this license.',
  'why-not-in-term': 'No term of this license covers today. Renew it, or wait until it starts.',
  'why-inactive': 'Inactive users get no license. Assignments left over can be recalled.',
  'why-system-account': 'System accounts can’t be assigned a license.',
  'why-conflict': 'Somebody else has changed this since. It is left as it is.',
  'why-kept': 'The other license could not be had, so this one stays.',

  applied: 'Applied',
  skipped: 'Skipped',
  failed: 'Failed',
  'not-attempted': 'Not attempted',
  unknown: 'Not confirmed',

  'signed-out': 'Your session has ended. Sign in again to continue.',
  'not-found': 'The server knows this no more.',
  conflict: 'Changed by somebody else',
  rejected: 'The server refused this.',

  'type-named': 'Personal',
  'type-concurrent': 'Concurrent',
  'type-server': 'Server',
  available: '{available, number} of {paid, number} available',
  unlimited: 'Issued {used, number} of unlimited',
  people: '{count, plural, one {# person} other {# people}}',
  products: '{count, plural, one {# license} other {# licenses}}',
  person: 'Person',
  product: 'Product',

  grantLicenses: 'Grant licenses',
  recallLicenses: 'Recall licenses',
  undo: 'Undo',
  goOn: 'Go on',
  back: 'Back',
  next: 'Next',
  close: 'Close',
  copyLink: 'Copy link',
  linkCopied: 'Link copied.',
  absent: 'This system can’t change the licenses of many users at once.',
  readOnly: 'You can see licenses but not change them.',

  // dialog

  // run

  // people

  // ledger
};

/** Every text of granting and recalling for many users. */
export type BulkKey = keyof typeof en;
