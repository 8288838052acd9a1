import { messages as grid } from '../data-grid/uk.ts';
import type { Messages } from '../messages.ts';
import { messages as common } from '../uk.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,
  ...grid,
  'grid-search': 'Фільтр за ел. поштою, іменем…',

  'signed-out': 'Ваш сеанс завершено. Увійдіть знову, щоб продовжити.',
  'not-found': 'Сервер більше не знає цього сеансу.',
  conflict: 'Хтось інший змінив це тієї ж миті. Перевірте й спробуйте ще раз.',
  rejected: 'Сервер відхилив це. Перевірте й спробуйте ще раз.',
  'own-session': 'Ви працюєте саме в цьому сеансі. Вийдіть із системи, щоб завершити його.',

  loadingSessions: 'Завантаження сеансів…',
  loaded: 'Завантажено {here, number} з {total, number}',
  absent: 'Ця система не може сказати, хто в ній працює, тому керувати тут нічим.',
  readOnly: 'Ви можете переглядати сеанси, але не завершувати їх.',
  empty: 'Зараз у системі нікого немає.',
  emptyEnded: 'Жоден сеанс ще не завершено.',
  notLoaded: 'Не вдалося завантажити частину цієї сторінки.',

  active:
    '{count, plural, one {# активний сеанс} few {# активні сеанси} many {# активних сеансів} other {# активного сеансу}}',
  'count-web': 'веб: {count, number}',
  'count-api': 'API: {count, number}',
  'count-mobile': 'мобільні: {count, number}',
  trend: 'Активні сеанси за останні 24 години',
  peak: 'Найбільше {peak, number} о {time} · зараз {now, number}',
  pause: 'Призупинити оновлення',
  resume: 'Відновити оновлення',
  waiting:
    '{count, plural, =0 {Оновлення призупинено} one {# зміна чекає} few {# зміни чекають} many {# змін чекають} other {# зміни чекають}}',

  tabs: 'Сеанси',
  activeTab: 'Активні сеанси',
  endedTab: 'Завершені сеанси',

  user: 'Користувач',
  login: 'Логін (ел. пошта)',
  kind: 'Вид',
  browser: 'Браузер',
  system: 'Система',
  address: 'Адреса',
  started: 'Початок',
  lastRequest: 'Останній запит',
  idle: 'Простій',
  limit: 'Ліміт',
  state: 'Стан',
  actions: 'Дії',

  'kind-web': 'Веб',
  'kind-api': 'API',
  'kind-mobile': 'Мобільний',
  notCounted: 'Не рахується',
  notCountedWhy: 'Сеанси API не враховуються в ліміті.',
  ofLimit: '{count, number} з {limit, number}',
  atLimit: 'Ліміт вичерпано: наступний вхід завершить найстаріший сеанс цього користувача.',
  overLimit: 'Більше сеансів, ніж користувач може мати одночасно.',

  'state-active': 'Активний',
  'state-queued': 'Чекає на завершення',
  'state-asked': 'Завершується…',
  'state-ending': 'Завершується…',
  'state-ended': 'Завершено',
  own: 'Це ви',
  notEnded: 'Не завершено',
  underWay: 'Цей сеанс уже завершується.',
  acceptedWhy: 'Сервер прийняв запит. Сеанс лишається тут, доки справді не завершиться.',

  groupByUser: 'Групувати за користувачем',
  ofUser: '{name}: {count, plural, one {# сеанс} few {# сеанси} many {# сеансів} other {# сеансу}}',
  sessions: '{count, plural, one {# сеанс} few {# сеанси} many {# сеансів} other {# сеансу}}',
  end: 'Завершити сеанс…',
  endOfUser: 'Завершити всі…',
  endButNewest: 'Завершити всі, крім найновішого…',
  selected: '{count, plural, one {Вибрано #} few {Вибрано #} many {Вибрано #} other {Вибрано #}}',
  endSelected:
    '{count, plural, one {Завершити # сеанс…} few {Завершити # сеанси…} many {Завершити # сеансів…} other {Завершити # сеансу…}}',
  clear: 'Зняти вибір',
  endMatching: 'Завершити всі відфільтровані ({count, number})…',
  endMyOthers: 'Завершити всі мої інші…',

  endTitle:
    '{count, plural, one {Завершити # сеанс?} few {Завершити # сеанси?} many {Завершити # сеансів?} other {Завершити # сеансу?}}',
  endMessage:
    '{count, plural, one {# особу буде виведено із системи, незбережене може бути втрачено.} few {# особи буде виведено із системи, незбережене може бути втрачено.} many {# осіб буде виведено із системи, незбережене може бути втрачено.} other {# особи буде виведено із системи, незбережене може бути втрачено.}}',
  leavesOwn: 'Ваш власний сеанс не буде завершено.',
  nothingToEnd: 'Жоден із цих сеансів не можна завершити.',
  others: '{count, plural, one {і ще # особа} few {і ще # особи} many {і ще # осіб} other {і ще # особи}}',
  people: 'Кого це стосується',
  reason: 'Причина (необов’язково)',
  reasonHint: 'Користувач це побачить.',
  reasonLeft:
    '{count, plural, one {Залишився # символ} few {Залишилося # символи} many {Залишилося # символів} other {Залишилося # символу}}',
  endConfirm:
    '{count, plural, one {Завершити # сеанс} few {Завершити # сеанси} many {Завершити # сеансів} other {Завершити # сеансу}}',

  ending: 'Завершення сеансів',
  progress: '{done, number} з {total, number}',
  stop: 'Зупинити',
  summary:
    '{ended, plural, =0 {Жодного сеансу не завершено} one {# сеанс завершено} few {# сеанси завершено} many {# сеансів завершено} other {# сеансу завершено}}{ending, plural, =0 {} other {, # у процесі}}{skipped, plural, =0 {} other {, # завершилися раніше}}{own, plural, =0 {} other {, # не зачеплено, бо це ваш}}{failed, plural, =0 {} other {, # не вдалося}}{notAttempted, plural, =0 {} other {, # не розпочато}}{unknown, plural, =0 {} other {, # не підтверджено}}',
  retryFailed: 'Повторити невдалі',
  close: 'Закрити',
  details: 'Показати кожен сеанс',
  hideDetails: 'Сховати окремі сеанси',
  ledger: 'Що сталося з кожним сеансом',
  outcome: 'Результат',
  remark: 'Примітка',
  'item-ended': 'Завершено',
  'item-ending': 'Завершується…',
  'item-already-ended': 'Завершився раніше',
  'item-own-session': 'Не зачеплено',
  'item-failed': 'Не вдалося',
  'item-not-attempted': 'Не розпочато',
  'item-unknown': 'Ще не підтверджено',
  'end-log-out': 'Вихід о {time}',
  'end-terminated': 'Завершено о {time}, ким: {by}',
  'end-terminated-by-nobody': 'Завершено адміністратором о {time}',
  'end-expired': 'Час простою минув о {time}',
  'end-limit': 'Завершено о {time} через вхід понад дозволену кількість',
  'end-deactivated': 'Завершено о {time}, бо користувача деактивовано',

  how: 'Як',
  endedAt: 'Завершено',
  endedBy: 'Хто завершив',
  why: 'Причина',
  duration: 'Тривалість',
  'method-log-out': 'Вихід',
  'method-terminated': 'Адміністратором',
  'method-expired': 'Час простою минув',
  'method-limit': 'Понад ліміт',
  'method-deactivated': 'Користувача деактивовано',
  export: 'Експорт у CSV',
  exporting: 'Експорт: {done, number}',
  exported:
    '{count, plural, one {Експортовано # сеанс.} few {Експортовано # сеанси.} many {Експортовано # сеансів.} other {Експортовано # сеансу.}}',

  policy: 'Сеанси без дій',
  autoTerminate: 'Автоматично завершувати сеанси, якщо користувачі нічого не роблять протягом',
  minutes: '{count, plural, one {хвилини} few {хвилин} many {хвилин} other {хвилини}}',
  changedBy: 'Востаннє змінено: {name}, {date}',
  changedOn: 'Востаннє змінено {date}',
  effect:
    '{count, plural, =0 {Зараз це не завершило б жодного сеансу.} one {Зараз це завершило б # сеанс.} few {Зараз це завершило б # сеанси.} many {Зараз це завершило б # сеансів.} other {Зараз це завершило б # сеансу.}}',
  savedMinutes:
    '{count, plural, one {Збережено. Сеанси завершуються через # хвилину без запитів.} few {Збережено. Сеанси завершуються через # хвилини без запитів.} many {Збережено. Сеанси завершуються через # хвилин без запитів.} other {Збережено. Сеанси завершуються через # хвилини без запитів.}}',
  savedNever: 'Збережено. Сеанси більше не завершуються через простій.',
  'minutes-empty': 'Введіть кількість хвилин від {least, number} до {most, number}.',
  'minutes-not-a-number': 'Це не число. Введіть хвилини від {least, number} до {most, number}.',
  'minutes-not-whole': 'Введіть цілі хвилини, від {least, number} до {most, number}.',
  'minutes-too-small': 'Найменше значення — {least, number}. Щоб сеанси не завершувалися, зніміть позначку.',
  'minutes-too-big': 'Найбільше значення — {most, number} хвилин, тобто доба.',
  policyTitle:
    '{count, plural, one {Зберегти й завершити # сеанс?} few {Зберегти й завершити # сеанси?} many {Зберегти й завершити # сеансів?} other {Зберегти й завершити # сеансу?}}',
  policyTitleUnknown: 'Зберегти й завершити сеанси без дій?',
  policyMessage:
    '{minutes, plural, one {Сеанси без запитів понад # хвилину завершаться одразу.} few {Сеанси без запитів понад # хвилини завершаться одразу.} many {Сеанси без запитів понад # хвилин завершаться одразу.} other {Сеанси без запитів понад # хвилини завершаться одразу.}} Вашого серед них немає.',
  policyConfirm: 'Зберегти й завершити',

  leaveTitle: 'Залишити цю сторінку?',
  leaveRun: 'Сеанси ще завершуються. Ті, що їх ще не надіслано, тривали б далі.',
  leavePolicy: 'Зміну для сеансів без дій не збережено.',
  leave: 'Залишити',
  stay: 'Лишитися',
};
