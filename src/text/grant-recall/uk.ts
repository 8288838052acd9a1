import { messages as grid } from '../data-grid/uk.ts';
import type { Messages } from '../messages.ts';
import { messages as common } from '../uk.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,
  ...grid,

  // shared
  grant: 'Надати',
  recall: 'Відкликати',
  'role-derived': 'Відкликати, роль надасть знову',
  'already-held': 'Уже призначено',
  'not-held': 'Не призначено',
  'no-seat': 'Немає вільних місць',
  'not-in-term': 'Немає чинного терміну',
  inactive: 'Неактивний',
  'system-account': 'Системний запис',
  kept: 'Лишається',
  'why-role-derived': 'Роль надасть цю ліцензію знову. Щоб забрати її назавжди, вилучіть користувача з ролі.',
  'why-already-held': 'Цей користувач уже має чинне призначення за цією ліцензією.',
  'why-not-held': 'Призначення вже відкликано.',
  'why-no-seat': 'За цією ліцензією не залишилося вільних місць.',
  'why-not-in-term': 'Сьогодні не діє жоден термін цієї ліцензії. Поновіть її або дочекайтеся початку.',
  'why-inactive': 'Неактивні користувачі не отримують ліцензій. Призначення, що залишилися, можна відкликати.',
  'why-system-account': 'Системним обліковим записам не можна надати ліцензію.',
  'why-conflict': 'Відтоді це змінив хтось інший. Усе лишається як є.',
  'why-kept': 'Іншу ліцензію отримати не вдалося, тож ця лишається.',

  applied: 'Виконано',
  skipped: 'Пропущено',
  failed: 'Не вдалося',
  'not-attempted': 'Не виконувалося',
  unknown: 'Не підтверджено',

  'signed-out': 'Ваш сеанс завершено. Увійдіть знову, щоб продовжити.',
  'not-found': 'Сервер цього вже не знає.',
  conflict: 'Змінив хтось інший',
  rejected: 'Сервер відхилив це.',

  'type-named': 'Персональна',
  'type-concurrent': 'Конкурентна',
  'type-server': 'Серверна',
  available: 'Доступно {available, number} з {paid, number}',
  unlimited: 'Видано {used, number}, без обмежень',
  people: '{count, plural, one {# особа} few {# особи} many {# осіб} other {# особи}}',
  products: '{count, plural, one {# ліцензія} few {# ліцензії} many {# ліцензій} other {# ліцензії}}',
  person: 'Користувач',
  product: 'Продукт',

  grantLicenses: 'Надати ліцензії',
  recallLicenses: 'Відкликати ліцензії',
  undo: 'Скасувати зміни',
  goOn: 'Продовжити',
  back: 'Назад',
  next: 'Далі',
  close: 'Закрити',
  copyLink: 'Копіювати посилання',
  linkCopied: 'Посилання скопійовано.',
  absent: 'Ця система не може змінювати ліцензії багатьох користувачів одразу.',
  readOnly: 'Ви можете переглядати ліцензії, але не змінювати їх.',

  // dialog

  // run

  // people

  // ledger
};
