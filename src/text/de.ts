import type { en } from './en.ts';
import type { Messages } from './messages.ts';

export const messages: Messages<typeof en> = {
  save: 'Speichern',
  saving: 'Wird gespeichert …',
  cancel: 'Abbrechen',
  retry: 'Erneut versuchen',

  offline: 'Sie sind offline. Alles geht von selbst weiter, sobald die Verbindung wieder besteht.',
  timeout: 'Der Server hat zu lange nicht geantwortet. Versuchen Sie es gleich noch einmal.',
  forbidden: 'Dazu fehlt Ihnen das Recht. Bitten Sie einen Administrator darum.',
  'rate-limited': 'Zu viele Anfragen. Warten Sie einen Moment, und versuchen Sie es dann erneut.',
  'unexpected-shape':
    'Die Antwort des Servers war nicht zu verstehen. Versuchen Sie es erneut; bleibt es so, informieren Sie Ihren Administrator.',
  server: 'Auf dem Server ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
};
