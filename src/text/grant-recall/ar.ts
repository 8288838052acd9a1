import { messages as common } from '../ar.ts';
import { messages as grid } from '../data-grid/ar.ts';
import type { Messages } from '../messages.ts';
import type { en } from './en.ts';

export const messages: Messages<typeof en> = {
  ...common,
  ...grid,

  // shared
  grant: 'منح',
  recall: 'سحب',
  'role-derived': 'سحب، ويعيد الدور منحه',
  'already-held': 'معيّن من قبل',
  'not-held': 'غير معيّن',
  'no-seat': 'لم تبقَ مقاعد',
  'not-in-term': 'خارج المدة',
  inactive: 'غير نشط',
  'system-account': 'حساب نظام',
  kept: 'يبقى',
  'why-role-derived': 'سيعيد أحد الأدوار منح هذا الترخيص. لإنهائه نهائيًا، أزل المستخدم من الدور.',
  'why-already-held': 'لدى هذا المستخدم تعيين فعّال لهذا الترخيص بالفعل.',
  'why-not-held': 'سُحب التعيين بالفعل.',
  'why-no-seat': 'لم تبقَ مقاعد في هذا الترخيص.',
  'why-not-in-term': 'لا تشمل أي مدة لهذا الترخيص اليوم. جدّده أو انتظر حتى يبدأ.',
  'why-inactive': 'لا يحصل المستخدمون غير النشطين على تراخيص. يمكن سحب التعيينات المتبقية.',
  'why-system-account': 'لا يمكن منح ترخيص لحسابات النظام.',
  'why-conflict': 'غيّر شخص آخر هذا منذ ذلك الحين. يبقى كما هو.',
  'why-kept': 'تعذّر الحصول على الترخيص الآخر، لذلك يبقى هذا الترخيص.',

  applied: 'نُفّذ',
  skipped: 'تُخطّي',
  failed: 'فشل',
  'not-attempted': 'لم يُجرَّب',
  unknown: 'غير مؤكد',

  'signed-out': 'انتهت جلستك. سجّل الدخول مجددًا للمتابعة.',
  'not-found': 'لم يعد الخادم يعرف هذا.',
  conflict: 'غيّره شخص آخر',
  rejected: 'رفض الخادم هذا.',

  'type-named': 'شخصي',
  'type-concurrent': 'متزامن',
  'type-server': 'خادم',
  available: 'متاح {available, number} من {paid, number}',
  unlimited: 'صدر {used, number} من عدد غير محدود',
  people: '{count, plural, zero {لا أشخاص} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
  products: '{count, plural, zero {لا تراخيص} one {ترخيص واحد} two {ترخيصان} few {# تراخيص} many {# ترخيصًا} other {# ترخيص}}',
  person: 'المستخدم',
  product: 'المنتج',

  grantLicenses: 'منح التراخيص',
  recallLicenses: 'سحب التراخيص',
  undo: 'تراجع',
  goOn: 'متابعة',
  back: 'رجوع',
  next: 'التالي',
  close: 'إغلاق',
  copyLink: 'نسخ الرابط',
  linkCopied: 'نُسخ الرابط.',
  absent: 'لا يستطيع هذا النظام تغيير تراخيص عدة مستخدمين معًا.',
  readOnly: 'يمكنك رؤية التراخيص لكن لا يمكنك تغييرها.',

  // dialog

  // run

  // people

  // ledger
};
