import type { DesignerElement } from '../host/creatio/kit.ts';
import type { ElementType } from './element-types.ts';

/** What an element is called in the page designer. */
const captions: Readonly<Record<string, Readonly<Record<ElementType, string>>>> = {
  en: { 'usr.LicensesTab': 'Licenses of a user', 'usr.GrantRecall': 'Grant and recall licenses', 'usr.SessionManager': 'Session manager', 'usr.LicenseSelfTest': 'License administration: self-test' },
  de: { 'usr.LicensesTab': 'Lizenzen eines Benutzers', 'usr.GrantRecall': 'Lizenzen zuweisen und entziehen', 'usr.SessionManager': 'Sitzungsverwaltung', 'usr.LicenseSelfTest': 'Lizenzverwaltung: Selbsttest' },
  uk: { 'usr.LicensesTab': 'Ліцензії користувача', 'usr.GrantRecall': 'Надання та відкликання ліцензій', 'usr.SessionManager': 'Керування сеансами', 'usr.LicenseSelfTest': 'Керування ліцензіями: самоперевірка' },
  ar: { 'usr.LicensesTab': 'تراخيص مستخدم', 'usr.GrantRecall': 'منح التراخيص وسحبها', 'usr.SessionManager': 'إدارة الجلسات', 'usr.LicenseSelfTest': 'إدارة التراخيص: الفحص الذاتي' },
};

/** Lines on a card, the colour of the host's own icons. */
const drawings: Readonly<Record<ElementType, string>> = {
  // A key beside rows that are ticked.
  'usr.LicensesTab': '<circle cx="23" cy="32" r="6"/><path d="M29 32h13m-4 0v5M47 24h9m-9 8h9m-9 8h9"/>',
  // People, and a key that goes to and fro.
  'usr.GrantRecall': '<circle cx="24" cy="24" r="5"/><path d="M15 42c0-6 4-10 9-10s9 4 9 10M41 27h15l-4-4m4 14H41l4 4"/>',
  // A screen with somebody signed in.
  'usr.SessionManager': '<rect x="18" y="18" width="36" height="22" rx="3"/><path d="M30 47h12m-6-7v7"/><circle cx="36" cy="26" r="3"/><path d="M30 36c0-4 3-6 6-6s6 2 6 6"/>',
  // A list of checks under a lens.
  'usr.LicenseSelfTest': '<path d="m17 23 3 3 5-6m-8 15 3 3 5-6m5-8h12m-12 12h8"/><circle cx="48" cy="36" r="6"/><path d="m52.5 40.500 5 5"/>',
};

const icon = (drawing: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="72" height="64" viewBox="0 0 72 64"><rect x="4" y="6" width="64" height="52" rx="10" fill="#eff4fb"/><g fill="none" stroke="#004fd6" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${drawing}</g></svg>`;

/** What the page designer's toolbox shows. @param cultureName such as `uk-UA`; a language we do not have reads English */
export function designerDefinitions(cultureName = 'en'): { readonly viewElements: readonly DesignerElement[] } {
  const language = cultureName.split('-')[0]!.toLowerCase();
  const names = Object.hasOwn(captions, language) ? captions[language]! : captions['en']!;
  return {
    viewElements: (Object.keys(drawings) as ElementType[]).map((type) => ({
      type,
      toolbarConfig: { caption: names[type], icon: icon(drawings[type]) },
      defaultPropertyValues: type === 'usr.GrantRecall' ? { page: 'people' } : {},
    })),
  };
}
