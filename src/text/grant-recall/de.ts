import { messages as grid } from '../data-grid/de.ts';
import { messages as common } from '../de.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,
  ...grid,

  // shared
  grant: 'Zuweisen',
  recall: 'Entziehen',
  'role-derived': 'Entziehen, die Rolle weist wieder zu',
  'already-held': 'Bereits zugewiesen',
  'not-held': 'Nicht zugewiesen',
  'no-seat': 'Kein Platz frei',
  'not-in-term': 'Keine gültige Laufzeit',
  inactive: 'Inaktiv',
  'system-account': 'Systemkonto',
  kept: 'Bleibt',
  'why-role-derived': 'Eine Rolle weist diese Lizenz wieder zu. Um sie dauerhaft zu entziehen, nehmen Sie den Benutzer aus der Rolle.',
  'why-already-held': 'Diese Lizenz ist dem Benutzer bereits zugewiesen.',
  'why-not-held': 'Die Zuweisung wurde bereits entzogen.',
  'why-no-seat': 'Für diese Lizenz sind keine Plätze mehr frei.',
  'why-not-in-term': 'Keine Laufzeit dieser Lizenz gilt heute. Verlängern Sie sie, oder warten Sie auf ihren Beginn.',
  'why-inactive': 'Inaktive Benutzer erhalten keine Lizenz. Übrig gebliebene Zuweisungen können entzogen werden.',
  'why-system-account': 'Systemkonten kann keine Lizenz zugewiesen werden.',
  'why-conflict': 'Jemand anderes hat dies seitdem geändert. Es bleibt, wie es ist.',
  'why-kept': 'Die andere Lizenz war nicht zu haben, deshalb bleibt diese.',

  applied: 'Ausgeführt',
  skipped: 'Übersprungen',
  failed: 'Fehlgeschlagen',
  'not-attempted': 'Nicht versucht',
  unknown: 'Nicht bestätigt',

  'signed-out': 'Ihre Sitzung ist beendet. Melden Sie sich wieder an, um fortzufahren.',
  'not-found': 'Der Server kennt dies nicht mehr.',
  conflict: 'Von jemand anderem geändert',
  rejected: 'Der Server hat dies abgelehnt.',

  'type-named': 'Persönlich',
  'type-concurrent': 'Gleichzeitig',
  'type-server': 'Server',
  available: '{available, number} von {paid, number} verfügbar',
  unlimited: '{used, number} vergeben, unbegrenzt',
  people: '{count, plural, one {# Person} other {# Personen}}',
  products: '{count, plural, one {# Lizenz} other {# Lizenzen}}',
  person: 'Benutzer',
  product: 'Produkt',

  grantLicenses: 'Lizenzen zuweisen',
  recallLicenses: 'Lizenzen entziehen',
  undo: 'Rückgängig machen',
  goOn: 'Fortsetzen',
  back: 'Zurück',
  next: 'Weiter',
  close: 'Schließen',
  copyLink: 'Link kopieren',
  linkCopied: 'Link kopiert.',
  absent: 'Dieses System kann die Lizenzen vieler Benutzer nicht auf einmal ändern.',
  readOnly: 'Sie können Lizenzen sehen, aber nicht ändern.',

  // dialog

  // run

  // people

  // ledger
};
