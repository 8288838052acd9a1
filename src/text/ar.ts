import type { en } from './en.ts';
import type { Messages } from './messages.ts';

export const messages: Messages<typeof en> = {
  save: 'حفظ',
  saving: 'جارٍ الحفظ…',
  cancel: 'إلغاء',
  retry: 'إعادة المحاولة',

  offline: 'أنت غير متصل. سيستمر كل شيء تلقائيًا عند عودة الاتصال.',
  timeout: 'استغرق الخادم وقتًا طويلًا للرد. أعد المحاولة بعد لحظات.',
  forbidden: 'ليست لديك صلاحية لهذا الإجراء. اطلبها من أحد المسؤولين.',
  'rate-limited': 'الطلبات كثيرة جدًا. انتظر لحظة ثم أعد المحاولة.',
  'unexpected-shape': 'تعذّر فهم رد الخادم. أعد المحاولة؛ وإن استمر ذلك فأبلغ المسؤول.',
  server: 'حدث خطأ في الخادم. أعد المحاولة بعد لحظات.',
};
