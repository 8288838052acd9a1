import { messages as common } from '../de.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,

  product: 'Produkt',
  status: 'Lizenzstatus',
  availability: 'Verfügbarkeit',
  type: 'Art',
  term: 'Laufzeit',
  source: 'Herkunft',

  filter: 'Produkte filtern',
  onlyGranted: 'Nur zugewiesene',
  group: 'Gruppieren nach',
  ungrouped: 'Keine Gruppierung',

  available: '{available, number} von {paid, number} verfügbar',
  unlimited: '{used, number} vergeben, unbegrenzt',
  shared:
    '{assigned, plural, one {# Person teilt sich} other {# Personen teilen sich}} {paid, plural, one {# Platz} other {# Plätze}}',
  overage: '{count, plural, one {# Platz} other {# Plätze}} mehr belegt als bezahlt',
  becomes: 'wird zu',

  granted: 'Zugewiesen',
  notGranted: 'Nicht zugewiesen',
  grant: 'Wird zugewiesen',
  recall: 'Wird entzogen',
  leftover: 'Übrig geblieben',
  recallLeftover: 'Entziehen',

  'type-named': 'Persönlich',
  'type-concurrent': 'Gleichzeitig',
  'type-server': 'Server',
  'term-current': '{start} – {due}',
  'term-from': 'Ab {start}',
  'term-until': 'Bis {due}',
  'term-open': 'Ohne Enddatum',
  'term-expired': 'Abgelaufen am {due}',
  'term-future': 'Beginnt am {start}',
  'term-none': 'Nicht erworben',
  direct: 'Direkt',
  role: 'Rolle',
  since: 'seit {date}',

  'no-seat': 'Für diese Lizenz sind keine Plätze mehr frei.',
  'already-held': 'Diese Lizenz ist dem Benutzer bereits zugewiesen.',
  'not-held': 'Die Zuweisung wurde bereits entzogen.',
  kept: 'Die andere Lizenz war nicht zu haben, deshalb bleibt diese.',
  'not-in-term': 'Keine Laufzeit dieser Lizenz gilt heute. Verlängern Sie sie, oder warten Sie auf ihren Beginn.',
  inactive: 'Inaktive Benutzer erhalten keine Lizenz. Übrig gebliebene Zuweisungen können entzogen werden.',
  'system-account': 'Systemkonten kann keine Lizenz zugewiesen werden.',
  'role-derived':
    'Eine Rolle weist diese Lizenz wieder zu. Um sie dauerhaft zu entziehen, nehmen Sie den Benutzer aus der Rolle.',
  unknown: 'Noch nicht bestätigt.',

  'signed-out': 'Ihre Sitzung ist beendet. Melden Sie sich wieder an; Ihre Häkchen bleiben erhalten.',
  'not-found': 'Diesen Benutzer oder diese Lizenz gibt es nicht mehr. Gehen Sie zurück zur Liste.',
  conflict: 'Jemand anderes hat dies im selben Moment geändert. Prüfen Sie es, und speichern Sie erneut.',
  rejected: 'Der Server hat diese Änderung abgelehnt. Prüfen Sie sie, und speichern Sie erneut.',
  said: 'Antwort des Servers auf dieses Speichern: „{words}“',

  loading: 'Lizenzen werden geladen …',
  empty: 'Es gibt noch keine Lizenzprodukte. Sie erscheinen hier, sobald Lizenzen installiert sind.',
  noMatch: 'Kein Produkt passt zum Filter.',
  readOnly: 'Sie können diese Lizenzen sehen, aber nicht ändern.',
  unsaved: '{count, plural, one {# Änderung nicht gespeichert} other {# Änderungen nicht gespeichert}}',
  summary:
    '{applied, plural, =0 {Nichts geändert} one {# Änderung gespeichert} other {# Änderungen gespeichert}}{skipped, plural, =0 {} other {, # übersprungen}}{failed, plural, =0 {} other {, # fehlgeschlagen}}',
  discardTitle: 'Änderungen verwerfen?',
  discard: 'Verwerfen',
  keep: 'Weiter bearbeiten',
};
