import type { Column } from './column.ts';

/** What a cell shows, as text; empty when it shows none, or one that changes by itself, such as "12 min ago". */
export type ShownText = <Row>(column: Column<Row>, row: Row) => string;

/** @param timeZone default: the browser's */
export function createShownText(locale: string, timeZone?: string): ShownText {
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (column, row) => {
    if (column.display) return column.display(row);
    const value = column.value?.(row) ?? null;
    if (value === null || typeof value === 'string') return value ?? '';
    switch (column.kind) {
      case 'ago':
      case 'elapsed':
      case 'actions':
        return '';
      case 'date':
        return Number.isFinite(value) ? dates.format(value) : '';
      case 'text':
      case 'number':
      case 'badge':
        return numbers.format(value);
    }
  };
}
