import { messages as common } from '../uk.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,

  product: 'Продукт',
  status: 'Стан ліцензії',
  availability: 'Доступність',
  type: 'Тип',
  term: 'Термін дії',
  source: 'Джерело',

  filter: 'Фільтр продуктів',
  onlyGranted: 'Лише надані',
  group: 'Групувати за',
  ungrouped: 'Без групування',

  available: 'Доступно {available, number} з {paid, number}',
  unlimited: 'Видано {used, number}, без обмежень',
  shared:
    '{assigned, plural, one {# особа ділить} few {# особи ділять} many {# осіб ділять} other {# особи ділять}} {paid, plural, one {# місце} few {# місця} many {# місць} other {# місця}}',
  overage:
    'Використано на {count, plural, one {# місце} few {# місця} many {# місць} other {# місця}} більше, ніж оплачено',
  becomes: 'стане',

  granted: 'Надано',
  notGranted: 'Не надано',
  grant: 'Буде надано',
  recall: 'Буде відкликано',
  leftover: 'Залишилося призначення',
  recallLeftover: 'Відкликати',

  'type-named': 'Персональна',
  'type-concurrent': 'Конкурентна',
  'type-server': 'Серверна',
  'term-current': '{start} – {due}',
  'term-from': 'З {start}',
  'term-until': 'До {due}',
  'term-open': 'Безстроково',
  'term-expired': 'Термін дії минув {due}',
  'term-future': 'Діятиме з {start}',
  'term-none': 'Не придбано',
  direct: 'Безпосередньо',
  role: 'Роль',
  since: 'з {date}',

  'no-seat': 'За цією ліцензією не залишилося вільних місць.',
  'already-held': 'Цей користувач уже має чинне призначення за цією ліцензією.',
  'not-held': 'Призначення вже відкликано.',
  'not-in-term': 'Сьогодні не діє жоден термін цієї ліцензії. Поновіть її або дочекайтеся початку.',
  inactive: 'Неактивні користувачі не отримують ліцензій. Призначення, що залишилися, можна відкликати.',
  'system-account': 'Системним обліковим записам не можна надати ліцензію.',
  'role-derived': 'Роль надасть цю ліцензію знову. Щоб забрати її назавжди, вилучіть користувача з ролі.',
  unknown: 'Ще не підтверджено.',

  'signed-out': 'Ваш сеанс завершено. Увійдіть знову, щоб продовжити; ваші позначки збережено.',
  'not-found': 'Цього користувача або ліцензії вже немає. Поверніться до списку.',
  conflict: 'Хтось інший змінив це тієї ж миті. Перевірте й збережіть ще раз.',
  rejected: 'Сервер відхилив цю зміну. Перевірте її й збережіть ще раз.',

  loading: 'Завантаження ліцензій…',
  empty: 'Ліцензійних продуктів ще немає. Вони з’являться тут, коли буде встановлено ліцензії.',
  noMatch: 'Жоден продукт не відповідає фільтру.',
  readOnly: 'Ви можете переглядати ці ліцензії, але не змінювати їх.',
  unsaved:
    '{count, plural, one {# зміну не збережено} few {# зміни не збережено} many {# змін не збережено} other {# зміни не збережено}}',
  summary:
    '{applied, plural, =0 {Нічого не змінено} one {# зміну збережено} few {# зміни збережено} many {# змін збережено} other {# зміни збережено}}{skipped, plural, =0 {} other {, # пропущено}}{failed, plural, =0 {} other {, # не вдалося}}',
  discardTitle: 'Відкинути зміни?',
  discard: 'Відкинути',
  keep: 'Редагувати далі',
};
