import { messages as common } from '../ar.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,

  product: 'المنتج',
  status: 'حالة الترخيص',
  availability: 'التوفر',
  type: 'النوع',
  term: 'المدة',
  source: 'المصدر',

  filter: 'تصفية المنتجات',
  onlyGranted: 'الممنوحة فقط',
  group: 'تجميع حسب',
  ungrouped: 'بدون تجميع',

  available: 'متاح {available, number} من {paid, number}',
  unlimited: 'صدر {used, number} من عدد غير محدود',
  shared:
    '{assigned, plural, zero {لا أحد يتشارك} one {شخص واحد يستخدم} two {شخصان يتشاركان} few {# أشخاص يتشاركون} many {# شخصًا يتشاركون} other {# شخص يتشاركون}} {paid, plural, zero {أي مقعد} one {مقعدًا واحدًا} two {مقعدين} few {# مقاعد} many {# مقعدًا} other {# مقعد}}',
  overage:
    'المستخدم يزيد على المدفوع بمقدار {count, plural, zero {# مقعد} one {مقعد واحد} two {مقعدين} few {# مقاعد} many {# مقعدًا} other {# مقعد}}',
  becomes: 'يصبح',

  granted: 'ممنوح',
  notGranted: 'غير ممنوح',
  grant: 'سيُمنح',
  recall: 'سيُسحب',
  leftover: 'متبقٍّ',
  recallLeftover: 'سحب',

  'type-named': 'شخصي',
  'type-concurrent': 'متزامن',
  'type-server': 'خادم',
  'term-current': '{start} – {due}',
  'term-from': 'من {start}',
  'term-until': 'حتى {due}',
  'term-open': 'بلا تاريخ انتهاء',
  'term-expired': 'انتهى في {due}',
  'term-future': 'يبدأ في {start}',
  'term-none': 'لم يُشترَ',
  direct: 'مباشر',
  role: 'الدور',
  since: 'منذ {date}',

  'no-seat': 'لم تبقَ مقاعد في هذا الترخيص.',
  'already-held': 'لدى هذا المستخدم تعيين فعّال لهذا الترخيص بالفعل.',
  'not-held': 'سُحب التعيين بالفعل.',
  kept: 'تعذّر الحصول على الترخيص الآخر، لذلك يبقى هذا الترخيص.',
  'not-in-term': 'لا تشمل أي مدة لهذا الترخيص اليوم. جدّده أو انتظر حتى يبدأ.',
  inactive: 'لا يحصل المستخدمون غير النشطين على تراخيص. يمكن سحب التعيينات المتبقية.',
  'system-account': 'لا يمكن منح ترخيص لحسابات النظام.',
  'role-derived': 'سيعيد أحد الأدوار منح هذا الترخيص. لإنهائه نهائيًا، أزل المستخدم من الدور.',
  unknown: 'لم يتأكد بعد.',

  'signed-out': 'انتهت جلستك. سجّل الدخول مجددًا للمتابعة؛ لم يُفقد شيء مما حددته.',
  'not-found': 'لم يعد هذا المستخدم أو الترخيص موجودًا. عد إلى القائمة.',
  conflict: 'غيّر شخص آخر هذا في اللحظة نفسها. تحقق منه ثم احفظ مجددًا.',
  rejected: 'رفض الخادم هذا التغيير. تحقق منه ثم احفظ مجددًا.',
  said: 'ردّ الخادم على هذا الحفظ: «{words}»',

  loading: 'جارٍ تحميل التراخيص…',
  empty: 'لا توجد منتجات مرخّصة بعد. ستظهر هنا عند تثبيت التراخيص.',
  noMatch: 'لا يوجد منتج مطابق للتصفية.',
  readOnly: 'يمكنك عرض هذه التراخيص دون تغييرها.',
  unsaved:
    '{count, plural, zero {لا تغييرات غير محفوظة} one {تغيير واحد غير محفوظ} two {تغييران غير محفوظين} few {# تغييرات غير محفوظة} many {# تغييرًا غير محفوظ} other {# تغيير غير محفوظ}}',
  summary:
    '{applied, plural, =0 {لم يتغير شيء} zero {لم يتغير شيء} one {حُفظ تغيير واحد} two {حُفظ تغييران} few {حُفظت # تغييرات} many {حُفظ # تغييرًا} other {حُفظ # تغيير}}{skipped, plural, =0 {} other {، وتم تخطي #}}{failed, plural, =0 {} other {، وفشل #}}',
  discardTitle: 'تجاهل التغييرات؟',
  discard: 'تجاهل',
  keep: 'متابعة التحرير',
};
