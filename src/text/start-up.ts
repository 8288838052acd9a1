/** The few words that are needed before any language file can be loaded. */
const texts = {
  en: { notLoaded: 'License administration could not be loaded.', retry: 'Try again' },
  de: { notLoaded: 'Die Lizenzverwaltung konnte nicht geladen werden.', retry: 'Erneut versuchen' },
  uk: { notLoaded: 'Не вдалося завантажити керування ліцензіями.', retry: 'Спробувати ще раз' },
  ar: { notLoaded: 'تعذّر تحميل إدارة التراخيص.', retry: 'إعادة المحاولة' },
};

/** @param locale BCP 47; a language we don't have reads English */
export function startUpText(locale: string): { readonly notLoaded: string; readonly retry: string } {
  const language = locale.split('-')[0]!.toLowerCase();
  return Object.hasOwn(texts, language) ? texts[language as keyof typeof texts] : texts.en;
}
