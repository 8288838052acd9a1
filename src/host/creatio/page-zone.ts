import { type KitSysValues, textIn } from './kit.ts';

const isZone = (name: string): boolean => {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
};

/** Minutes that a zone is ahead of UTC at an instant. */
function offsetOf(timeZone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d+):(\d+)/.exec(parts.find(({ type }) => type === 'timeZoneName')!.value) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * The zone in the profile of whoever is signed in, by an IANA name. What can't be told by its name is told by its offset: the
 * browser's own zone when that is as far ahead, else whichever is.
 */
export async function pageZone({ userTimezoneCode, userTimezoneOffset }: KitSysValues, now = Date.now()): Promise<string> {
  const code = textIn(userTimezoneCode);
  if (code && isZone(code)) return code;
  const known = code && (await import('./windows-zones.ts').then(({ ianaZone }) => ianaZone(code), () => undefined));
  if (known && isZone(known)) return known;
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (typeof userTimezoneOffset !== 'number' || offsetOf(own, now) === userTimezoneOffset) return own;
  // Its sign says how far UTC is ahead.
  const whole = `Etc/GMT${userTimezoneOffset < 0 ? '+' : '-'}${Math.abs(userTimezoneOffset) / 60}`;
  return isZone(whole) ? whole : (Intl.supportedValuesOf('timeZone').find((zone) => offsetOf(zone, now) === userTimezoneOffset) ?? own);
}
