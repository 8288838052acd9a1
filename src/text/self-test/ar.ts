import { messages as common } from '../ar.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,
  'signed-out': 'انتهت جلستك. سجّل الدخول من جديد ثم أعد الاختبار.',
  'not-found': 'لا يعرف Creatio هذه الخدمة أو السجل. قارن إصداره بالمتطلبات.',
  conflict: 'رفض Creatio هذا الطلب. كلماته في الأسفل.',
  rejected: 'رفض Creatio هذا الطلب. كلماته في الأسفل.',
  'unexpected-shape': 'أجاب Creatio بصيغة غير التي تقرؤها الإضافة؛ والمختلف مذكور في الأسفل. أرسل التقرير إلى المشرفين على الإضافة.',

  title: 'إدارة التراخيص: اختبار ذاتي',
  intro: 'ينظر في ما يجيب به Creatio هذا على الإضافة. لا يُغيَّر أي شيء.',
  running: 'جارٍ الاختبار…',
  waiting: 'بالانتظار',
  again: 'إعادة الاختبار',
  copy: 'نسخ التقرير',
  copied: 'نُسخ التقرير. لا يحتوي على أسماء أشخاص أو عناوينهم ولا على أسرار.',
  notCopied: 'لم يسمح المتصفح بالنسخ. هذا هو التقرير لنسخه يدويًا.',
  report: 'التقرير',
  results: 'النتائج',
  summary: 'ناجح: {passed, number} · تحذيرات: {warnings, number} · فاشل: {failed, number} · لا ينطبق: {absent, number}',
  took: '{ms, number} مللي ثانية',

  'state-passed': 'ناجح',
  'state-failed': 'فاشل',
  'state-warning': 'تحذير',
  'state-absent': 'لا ينطبق',

  'check-base': 'عنوان الخدمات',
  'check-signed-in': 'تسجيل الدخول',
  'check-csrf': 'حماية الكتابة',
  'check-version': 'إصدار Creatio',
  'check-right-licenses': 'صلاحية إدارة التراخيص',
  'check-right-sessions': 'صلاحية إدارة الجلسات',
  'check-service': 'خدمة التراخيص',
  'check-licenses': 'حزم التراخيص ومُددها',
  'check-holders': 'حائزو حزمة',
  'check-tab': 'تراخيص مستخدم',
  'check-totals': 'المجاميع',
  'check-source': 'تراخيص من الأدوار',
  'check-users': 'المستخدمون',
  'check-rows': 'اكتمال القوائم',
  'check-sessions': 'الجلسات',
  'check-storage': 'التخزين في هذا المتصفح',
  'check-clock': 'الساعات',
  'check-kit': 'خدمات الصفحة',

  'base-framework': 'كما في Creatio على ‎.NET Framework‎: تجيب الخدمات تحت ‎/0‎.',
  'base-net': 'كما في Creatio على ‎.NET‎: تجيب الخدمات من دون ‎/0‎.',
  'base-none': 'لم تُجب أي خدمة، لا مع ‎/0‎ ولا من دونه. تحقق من أن الصفحة تابعة لـ Creatio وأن لا وكيل يحجب ‎/ServiceModel‎ و‎/DataService‎.',
  'signed-in': 'أجاب Creatio بتسجيل الدخول الخاص بهذه الصفحة.',
  'csrf-read': 'يمكن قراءة ملف تعريف الارتباط BPMCSRF، فتحمل الكتابة الترويسة التي يطلبها Creatio.',
  'csrf-missing': 'لا يمكن قراءة ملف تعريف الارتباط BPMCSRF. تمر الكتابة عبر خدمة HTTP الخاصة بالصفحة، وإلا رفضها Creatio. امنح ترخيصًا واحدًا للتجربة.',
  'version-known': 'هذا Creatio {version} الذي صُنعت الإضافة له.',
  'version-old': 'Creatio {version} أقدم من 8.1.1 الذي صُنعت الإضافة له. قارن كل رقم قبل الاعتماد عليه.',
  'version-untold': 'لا تذكر الصفحة إصدار Creatio. لا يتوقف عليه شيء.',
  'right-held': 'لديك الصلاحية {right}.',
  'right-missing': 'تنقصك الصلاحية {right}، فيمكنك الاطلاع دون التغيير. يمنحها مسؤول في أذونات العمليات.',
  'right-untold': 'لا تستطيع الصفحة أن تقول هل لديك الصلاحية {right}. يرفض Creatio ما لا يجوز لك.',
  'service-own': 'تجيب LicenseService.',
  'service-twin': 'رفضت LicenseService وأجابت LicenseManagerProxyService: ليس لديك ترخيص أنت نفسك. كل شيء يعمل، والكتابة تمر عبر SaveLicenseData.',
  'licenses-read':
    '{packages, plural, zero {لا حزم} one {حزمة واحدة} two {حزمتان} few {# حزم} many {# حزمة} other {# حزمة}}، {terms, plural, zero {بلا مُدد} one {مدة واحدة} two {مدتان} few {# مُدد} many {# مدة} other {# مدة}}.',
  'licenses-none': 'لا يذكر Creatio أي حزمة. حمّل ملف تراخيص في مدير التراخيص.',
  'holders-read':
    '{count, plural, zero {لا حائز لهذه الحزمة} one {قُرئ حائز واحد لحزمة} two {قُرئ حائزان لحزمة} few {قُرئ # حائزين لحزمة} many {قُرئ # حائزًا لحزمة} other {قُرئ # حائز لحزمة}}.',
  'tab-read':
    '{count, plural, zero {لا حزم} one {قُرئت حزمة واحدة} two {قُرئت حزمتان} few {قُرئت # حزم} many {قُرئت # حزمة} other {قُرئت # حزمة}} كما تعرضها علامة تبويب المستخدم.',
  'users-read':
    '{count, plural, zero {لا مستخدمين} one {مستخدم واحد} two {مستخدمان} few {# مستخدمين} many {# مستخدمًا} other {# مستخدم}}، غير النشطين منهم: {inactive, number}.',
  'totals-equal':
    'تذكر علامة التبويب مجموع كل المُدد السارية اليوم في {count, plural, zero {كل الحزم} one {حزمة واحدة} two {حزمتين} few {# حزم} many {# حزمة} other {# حزمة}}.',
  'totals-differ':
    'تذكر علامة تبويب Creatio غير مجموع المُدد في {count, plural, zero {لا حزم} one {حزمة واحدة} two {حزمتين} few {# حزم} many {# حزمة} other {# حزمة}}: {names}. تعرض الإضافة المجموع في كل الشاشات.',
  'source-told': 'يذكر Creatio أي التراخيص أتت من دور، فيسبق سحبَها تحذير.',
  'source-untold': 'ليس في Creatio هذا تراخيص من الأدوار، أو أنه لا يميزها.',
  'sessions-read':
    '{count, plural, zero {لا جلسات نشطة} one {يمكن قراءة جلسة نشطة واحدة} two {يمكن قراءة جلستين نشطتين} few {يمكن قراءة # جلسات نشطة} many {يمكن قراءة # جلسة نشطة} other {يمكن قراءة # جلسة نشطة}}.',
  'rows-whole': 'تصل القوائم كاملة: لم يُحجب أي صف.',
  'rows-cut': 'حجب Creatio الصفوف بعد {limit, number}. ارفع إعداد النظام لأكبر عدد من صفوف الاستعلام، وإلا نقص أشخاص من القوائم.',
  'storage-usable': 'يمكن حفظ الدفعات والتحديدات والتراجع عنها في هذا المتصفح.',
  'storage-refused': 'لا يحفظ هذا المتصفح شيئًا لنا، فلا يمكن منح الكثيرين بأمان. اخرج من التصفح الخاص أو اسمح ببيانات المواقع.',
  'clock-close':
    'لا تختلف ساعة Creatio عن ساعة هذا الحاسوب بأكثر من {seconds, plural, zero {# ثانية} one {ثانية واحدة} two {ثانيتين} few {# ثوانٍ} many {# ثانية} other {# ثانية}}.',
  'clock-off':
    'تختلف ساعة Creatio عن ساعة هذا الحاسوب بـ {seconds, plural, zero {# ثانية} one {ثانية واحدة} two {ثانيتين} few {# ثوانٍ} many {# ثانية} other {# ثانية}}. اضبط ساعة الحاسوب: منها تُحسب أعمار الجلسات والمُدد قرب منتصف الليل.',
  'clock-untold': 'لا تذكر إجابات Creatio وقتًا يجوز للصفحة قراءته.',
  'kit-whole': 'في الصفحة كل الخدمات التي يمكن للإضافة استعمالها: {names}.',
  'kit-partly': 'ينقص الصفحةَ: {names}. تستغني الإضافة عنها وتقوم بعملها بنفسها.',
  'not-reached': 'لم يُنظر فيه لأن فحصًا سابقًا فشل.',
};
