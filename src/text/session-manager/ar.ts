import { messages as common } from '../ar.ts';
import { messages as grid } from '../data-grid/ar.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,
  ...grid,
  'grid-search': 'تصفية حسب البريد أو الاسم…',

  'signed-out': 'انتهت جلستك. سجّل الدخول مجددًا للمتابعة.',
  'not-found': 'لم يعد الخادم يعرف هذه الجلسة.',
  conflict: 'غيّر شخص آخر هذا في اللحظة نفسها. تحقق منه ثم أعد المحاولة.',
  rejected: 'رفض الخادم هذا الطلب. تحقق منه ثم أعد المحاولة.',
  'own-session': 'أنت مسجّل الدخول بهذه الجلسة. سجّل الخروج لإنهائها.',
  maybeOwnWhy: 'ربما سجّلت الدخول بهذه الجلسة، لذا لا تُنهى من هنا. تنتهي جلستك أنت عند تسجيل خروجك.',

  loadingSessions: 'جارٍ تحميل الجلسات…',
  loaded: 'تم تحميل {here, number} من {total, number}',
  absent: 'لا يستطيع هذا النظام معرفة من سجّل الدخول، لذا لا توجد جلسات لإدارتها هنا.',
  readOnly: 'يمكنك عرض الجلسات دون إنهائها.',
  empty: 'لا أحد مسجّل الدخول الآن.',
  emptyEnded: 'لم تنتهِ أي جلسة بعد.',
  notLoaded: 'تعذّر تحميل جزء من هذه الصفحة.',

  active:
    '{count, plural, zero {لا جلسات نشطة} one {جلسة نشطة واحدة} two {جلستان نشطتان} few {# جلسات نشطة} many {# جلسة نشطة} other {# جلسة نشطة}}',
  'count-web': 'ويب: {count, number}',
  'count-api': 'واجهة برمجية: {count, number}',
  'count-mobile': 'جوال: {count, number}',
  trend: 'الجلسات النشطة خلال آخر 24 ساعة',
  peak: 'الذروة {peak, number} في {time} · الآن {now, number}',
  pause: 'إيقاف التحديث مؤقتًا',
  resume: 'استئناف التحديث',
  waiting:
    '{count, plural, =0 {التحديث متوقف مؤقتًا} zero {التحديث متوقف مؤقتًا} one {تغيير واحد ينتظر} two {تغييران ينتظران} few {# تغييرات تنتظر} many {# تغييرًا ينتظر} other {# تغيير ينتظر}}',

  tabs: 'الجلسات',
  activeTab: 'الجلسات النشطة',
  endedTab: 'الجلسات المنتهية',

  user: 'المستخدم',
  login: 'بريد تسجيل الدخول',
  kind: 'النوع',
  browser: 'المتصفح',
  system: 'النظام',
  address: 'العنوان',
  started: 'البداية',
  lastRequest: 'آخر طلب',
  idle: 'الخمول',
  limit: 'الحد',
  state: 'الحالة',
  actions: 'الإجراءات',

  'kind-web': 'ويب',
  'kind-api': 'واجهة برمجية',
  'kind-mobile': 'جوال',
  notCounted: 'لا تُحتسب',
  notCountedWhy: 'لا تُحتسب جلسات الواجهة البرمجية ضمن الحد.',
  ofLimit: '{count, number} من {limit, number}',
  atLimit: 'بلغ الحد: عند تسجيل دخول آخر تنتهي أقدم جلسة لهذا المستخدم.',
  overLimit: 'جلسات أكثر مما يُسمح به للمستخدم في وقت واحد.',

  'state-active': 'نشطة',
  'state-queued': 'بانتظار الإنهاء',
  'state-asked': 'جارٍ الإنهاء…',
  'state-ending': 'جارٍ الإنهاء…',
  'state-ended': 'انتهت',
  own: 'هذا أنت',
  maybeOwn: 'ربما هذا أنت',
  notEnded: 'لم تنتهِ',
  underWay: 'يجري إنهاء هذه الجلسة بالفعل.',
  acceptedWhy: 'قبل الخادم الطلب. تبقى الجلسة هنا حتى تنتهي فعلًا.',

  groupByUser: 'تجميع حسب المستخدم',
  ofUser:
    '{name}: {count, plural, zero {لا جلسات} one {جلسة واحدة} two {جلستان} few {# جلسات} many {# جلسة} other {# جلسة}}',
  sessions: '{count, plural, zero {لا جلسات} one {جلسة واحدة} two {جلستان} few {# جلسات} many {# جلسة} other {# جلسة}}',
  end: 'إنهاء الجلسة…',
  endOfUser: 'إنهاء الكل…',
  endButNewest: 'إنهاء الكل عدا الأحدث…',
  selected:
    '{count, plural, zero {لم تُحدَّد أي جلسة} one {حُدِّدت جلسة واحدة} two {حُدِّدت جلستان} few {حُدِّدت # جلسات} many {حُدِّدت # جلسة} other {حُدِّدت # جلسة}}',
  endSelected:
    '{count, plural, zero {إنهاء الجلسات…} one {إنهاء جلسة واحدة…} two {إنهاء جلستين…} few {إنهاء # جلسات…} many {إنهاء # جلسة…} other {إنهاء # جلسة…}}',
  clear: 'إلغاء التحديد',
  endMatching: 'إنهاء كل المطابقة ({count, number})…',
  endMyOthers: 'إنهاء كل جلساتي الأخرى…',

  endTitle:
    '{count, plural, zero {إنهاء الجلسات؟} one {إنهاء جلسة واحدة؟} two {إنهاء جلستين؟} few {إنهاء # جلسات؟} many {إنهاء # جلسة؟} other {إنهاء # جلسة؟}}',
  endMessage:
    '{count, plural, zero {لن يُسجَّل خروج أحد.} one {سيُسجَّل خروج شخص واحد وقد يفقد ما لم يُحفظ.} two {سيُسجَّل خروج شخصين وقد يفقدان ما لم يُحفظ.} few {سيُسجَّل خروج # أشخاص وقد يفقدون ما لم يُحفظ.} many {سيُسجَّل خروج # شخصًا وقد يفقدون ما لم يُحفظ.} other {سيُسجَّل خروج # شخص وقد يفقدون ما لم يُحفظ.}}',
  leavesOwn: 'تُستثنى جلستك أنت.',
  leavesMaybeOwn: 'تُستثنى كل جلسة قد تكون جلستك أنت.',
  nothingToEnd: 'لا يمكن إنهاء أي من هذه الجلسات.',
  others:
    '{count, plural, zero {ولا أحد غيرهم} one {وشخص آخر} two {وشخصان آخران} few {و# أشخاص آخرون} many {و# شخصًا آخر} other {و# شخص آخر}}',
  people: 'الأشخاص المعنيون',
  reason: 'السبب (اختياري)',
  reasonHint: 'سيراه المستخدم.',
  reasonLeft:
    '{count, plural, zero {لم يتبقَّ أي حرف} one {تبقّى حرف واحد} two {تبقّى حرفان} few {تبقّت # أحرف} many {تبقّى # حرفًا} other {تبقّى # حرف}}',
  endConfirm:
    '{count, plural, zero {إنهاء الجلسات} one {إنهاء جلسة واحدة} two {إنهاء جلستين} few {إنهاء # جلسات} many {إنهاء # جلسة} other {إنهاء # جلسة}}',

  ending: 'جارٍ إنهاء الجلسات',
  progress: '{done, number} من {total, number}',
  stop: 'إيقاف',
  summary:
    '{ended, plural, =0 {لم تُنهَ أي جلسة} zero {لم تُنهَ أي جلسة} one {أُنهيت جلسة واحدة} two {أُنهيت جلستان} few {أُنهيت # جلسات} many {أُنهيت # جلسة} other {أُنهيت # جلسة}}{ending, plural, =0 {} other {، وقيد الإنهاء #}}{skipped, plural, =0 {} other {، وكانت منتهية من قبل #}}{own, plural, =0 {} other {، واستُثنيت كي تبقى مسجّل الدخول #}}{failed, plural, =0 {} other {، وفشلت #}}{notAttempted, plural, =0 {} other {، ولم تُحاوَل #}}{unknown, plural, =0 {} other {، ولم تتأكد #}}',
  retryFailed: 'إعادة محاولة ما فشل',
  close: 'إغلاق',
  details: 'عرض كل جلسة',
  hideDetails: 'إخفاء تفاصيل الجلسات',
  ledger: 'مصير كل جلسة',
  outcome: 'النتيجة',
  remark: 'ملاحظة',
  'item-ended': 'انتهت',
  'item-ending': 'جارٍ الإنهاء…',
  'item-already-ended': 'كانت منتهية من قبل',
  'item-own-session': 'مستثناة',
  'item-failed': 'فشلت',
  'item-not-attempted': 'لم تُحاوَل',
  'item-unknown': 'لم تتأكد بعد',
  'end-log-out': 'تسجيل خروج في {time}',
  'end-terminated': 'أنهاها {by} في {time}',
  'end-terminated-by-nobody': 'أنهاها أحد المسؤولين في {time}',
  'end-expired': 'انتهت مهلتها في {time}',
  'end-limit': 'انتهت في {time} بسبب تسجيل دخول فوق المسموح',
  'end-deactivated': 'انتهت في {time} لأن المستخدم عُطّل',
  'end-unknown': 'انتهت في {time}',

  how: 'الكيفية',
  endedAt: 'النهاية',
  endedBy: 'أنهاها',
  why: 'السبب',
  duration: 'المدة',
  'method-log-out': 'تسجيل خروج',
  'method-terminated': 'بواسطة مسؤول',
  'method-expired': 'انتهت المهلة',
  'method-limit': 'فوق الحد',
  'method-deactivated': 'عُطّل المستخدم',
  'method-unknown': 'لم يُذكر',
  export: 'تصدير CSV',
  exporting: 'جارٍ التصدير: {done, number}',
  exported:
    '{count, plural, zero {لم تُصدَّر أي جلسة.} one {صُدّرت جلسة واحدة.} two {صُدّرت جلستان.} few {صُدّرت # جلسات.} many {صُدّرت # جلسة.} other {صُدّرت # جلسة.}}',

  policy: 'الجلسات الخاملة',
  autoTerminate: 'إنهاء الجلسات تلقائيًا بعد خمول المستخدمين لمدة',
  minutes: '{count, plural, zero {دقيقة} one {دقيقة} two {دقيقتين} few {دقائق} many {دقيقة} other {دقيقة}}',
  changedBy: 'آخر تغيير أجراه {name} في {date}',
  changedOn: 'آخر تغيير في {date}',
  effect:
    '{count, plural, =0 {لن ينهي هذا أي جلسة الآن.} zero {لن ينهي هذا أي جلسة الآن.} one {سينهي هذا جلسة واحدة الآن.} two {سينهي هذا جلستين الآن.} few {سينهي هذا # جلسات الآن.} many {سينهي هذا # جلسة الآن.} other {سينهي هذا # جلسة الآن.}}',
  savedMinutes:
    '{count, plural, zero {تم الحفظ.} one {تم الحفظ. تنتهي الجلسات بعد دقيقة واحدة دون طلبات.} two {تم الحفظ. تنتهي الجلسات بعد دقيقتين دون طلبات.} few {تم الحفظ. تنتهي الجلسات بعد # دقائق دون طلبات.} many {تم الحفظ. تنتهي الجلسات بعد # دقيقة دون طلبات.} other {تم الحفظ. تنتهي الجلسات بعد # دقيقة دون طلبات.}}',
  savedNever: 'تم الحفظ. لم تعد الجلسات تنتهي بسبب الخمول.',
  'minutes-empty': 'أدخل عدد الدقائق من {least, number} إلى {most, number}.',
  'minutes-not-a-number': 'هذا ليس رقمًا. أدخل الدقائق من {least, number} إلى {most, number}.',
  'minutes-not-whole': 'أدخل دقائق كاملة من {least, number} إلى {most, number}.',
  'minutes-too-small': 'الحد الأدنى {least, number}. لكي لا تنتهي الجلسات أزل علامة الاختيار.',
  'minutes-too-big': 'الحد الأقصى {most, number} دقيقة، أي يوم كامل.',
  policyTitle:
    '{count, plural, zero {حفظ دون إنهاء أي جلسة؟} one {حفظ وإنهاء جلسة واحدة؟} two {حفظ وإنهاء جلستين؟} few {حفظ وإنهاء # جلسات؟} many {حفظ وإنهاء # جلسة؟} other {حفظ وإنهاء # جلسة؟}}',
  policyTitleUnknown: 'حفظ وإنهاء الجلسات الخاملة؟',
  policyMessage:
    '{minutes, plural, zero {الجلسات الخاملة تنتهي فورًا.} one {الجلسات الخاملة لأكثر من دقيقة واحدة تنتهي فورًا.} two {الجلسات الخاملة لأكثر من دقيقتين تنتهي فورًا.} few {الجلسات الخاملة لأكثر من # دقائق تنتهي فورًا.} many {الجلسات الخاملة لأكثر من # دقيقة تنتهي فورًا.} other {الجلسات الخاملة لأكثر من # دقيقة تنتهي فورًا.}} جلستك ليست منها.',
  policyConfirm: 'حفظ وإنهاؤها',

  leaveTitle: 'مغادرة هذه الصفحة؟',
  leaveRun: 'ما زال إنهاء الجلسات جاريًا. ما لم يُرسل بعد سيبقى كما هو.',
  leavePolicy: 'لم يُحفظ تغيير الجلسات الخاملة.',
  leave: 'مغادرة',
  stay: 'البقاء',
};
