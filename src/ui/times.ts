import type { ViewContext } from './view-context.ts';

/** How instants read, in the administrator's language and time zone. */
export interface Times {
  /** Time of day. */
  time(at: number): string;
  /** Day and time. */
  date(at: number): string;
  /** The time of day alone when it is today's. */
  moment(at: number): string;
}

export function createTimes({ locale, timeZone, now }: Pick<ViewContext, 'locale' | 'timeZone' | 'now'>): Times {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone });
  return {
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    moment: (at) => (day.format(at) === day.format(now()) ? time : date).format(at),
  };
}
