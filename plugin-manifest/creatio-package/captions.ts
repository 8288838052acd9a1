import type { SchemaName, stringIds } from './identity.ts';

/** In the order in which they are written; English first, as it is what the others fall back to. */
export const cultures = ['en-US', 'de-DE', 'uk-UA', 'ar-SA'] as const;

type Words = readonly [en: string, de: string, uk: string, ar: string];

const tab: Words = ['Licenses', 'Lizenzen', 'Ліцензії', 'التراخيص'];
const people: Words = ['Grant and recall licenses', 'Lizenzen zuweisen und entziehen', 'Надання та відкликання ліцензій', 'منح التراخيص وسحبها'];
const products: Words = ['License products', 'Lizenzprodukte', 'Ліцензійні продукти', 'منتجات التراخيص'];
const batches: Words = ['License changes so far', 'Bisherige Lizenzänderungen', 'Попередні зміни ліцензій', 'تغييرات التراخيص السابقة'];
const sessions: Words = ['Session manager', 'Sitzungsmanager', 'Менеджер сеансів', 'مدير الجلسات'];
const selfTest: Words = ['License administration: self-test', 'Lizenzverwaltung: Selbsttest', 'Керування ліцензіями: самоперевірка', 'إدارة التراخيص: اختبار ذاتي'];

/** What Creatio's own tools call each schema; those that replace one of Creatio's keep its caption. */
export const schemaCaptions = {
  UsrLicenseAdminModule: ['License administration: loader', 'Lizenzverwaltung: Lader', 'Керування ліцензіями: завантажувач', 'إدارة التراخيص: المُحمِّل'],
  UsrUserLicenses_FormPage: tab,
  UsrLicensePeople_ListPage: people,
  UsrLicenseProducts_ListPage: products,
  UsrLicenseBatches_ListPage: batches,
  UsrSessionManager_ListPage: sessions,
  UsrLicenseSelfTest_ListPage: selfTest,
} as const satisfies Partial<Record<SchemaName, Words>>;

/** Links in the System Designer. */
export const linkCaptions = {
  UsrLicensePeopleCaption: people,
  UsrLicenseProductsCaption: products,
  UsrLicenseBatchesCaption: batches,
  UsrSessionManagerCaption: sessions,
  UsrLicenseSelfTestCaption: selfTest,
} as const satisfies Record<keyof typeof stringIds, Words>;
