/**
 * Writes the day of an ISO date or instant as people of a locale do. What is no date is shown as it came: a wrong term must
 * not take the page down. Nothing for null.
 */
export function dayFormat(locale: string, timeZone: string): (iso: string | null) => string {
  const { format } = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  return (iso) => {
    const time = Date.parse(iso ?? '');
    return Number.isNaN(time) ? (iso ?? '') : format(time);
  };
}
