import type { en } from '../../text/data-grid/en.ts';
import type { Text } from '../../text/messages.ts';
import type { Column } from './column.ts';
import { type ShownText, createShownText } from './shown-text.ts';

export type GridText = Text<keyof typeof en>;

const minute = 60_000;
/** In minutes. */
const hour = 60;
const day = 24 * hour;

/** What cells say, also those that change by themselves. An instant in the future reads as now: clocks differ. */
export function createCellText(locale: string, timeZone: string, text: GridText, now: () => number): ShownText {
  const shown = createShownText(locale, timeZone);
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' });
  const [minutes, hours, days] = (['minute', 'hour', 'day'] as const).map((unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }));
  // A grid asks for the same few ages again and again.
  const says = {
    ago: remembered((age) => {
      if (age < hour) return relative.format(-age, age ? 'minute' : 'second');
      return age < day ? relative.format(-Math.floor(age / hour), 'hour') : relative.format(-age / day, 'day');
    }),
    elapsed: remembered((age) => {
      if (age >= day) return days!.format(age / day);
      if (age < hour) return age ? minutes!.format(age) : text('grid-underMinute');
      return `${hours!.format(Math.floor(age / hour))} ${age % hour ? minutes!.format(age % hour) : ''}`.trimEnd();
    }),
  };
  return (column, row) => {
    const at = ticks(column) && !column.display ? column.value?.(row) : null;
    if (typeof at !== 'number' || !ticks(column)) return shown(column, row);
    if (!Number.isFinite(at)) return '';
    const age = Math.floor(Math.max(0, now() - at) / minute);
    // No finer than what is shown, so that few different ones are remembered.
    return says[column.kind](age < day ? age : age - (age % day));
  };
}

/** Whether what it says changes by itself. */
export function ticks<C extends Pick<Column<never>, 'kind'>>(column: C): column is C & { readonly kind: 'ago' | 'elapsed' } {
  return column.kind === 'ago' || column.kind === 'elapsed';
}

function remembered(make: (key: number) => string): (key: number) => string {
  const known = new Map<number, string>();
  return (key) => {
    const said = known.get(key) ?? make(key);
    known.set(key, said);
    return said;
  };
}
