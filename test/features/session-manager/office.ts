import type { ViewContext } from '../../../src/ui/view-context.ts';
import { MemorySessions } from '../../support/memory-sessions.ts';

export const noon = Date.parse('2026-11-21T12:00:00Z');
export const minute = 60_000;
let began = performance.now();
/** Noon when a test begins, and it goes on: what is to be gone after two seconds goes. */
export const now = (): number => noon + performance.now() - began;
beforeEach(() => void (began = performance.now()));
export const context: ViewContext = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now };

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** Ida signed in here and at home; Caleb at his limit of three; Mara on her phone; and a program. */
export function office(): MemorySessions {
  const sessions = new MemorySessions();
  sessions.now = now;
  sessions.trend = [212, 140, 90].map((count, at) => ({ at: noon - (3 - at) * 60 * minute, count }));
  const ida = { userId: 'ida', userName: 'Ida Admin', login: 'ida@example.com', agent: chrome };
  const caleb = { userId: 'caleb', userName: 'Caleb Jones', login: 'caleb@example.com', agent: chrome };
  sessions.add({ ...ida, id: 'ida-here', own: true, lastRequestAt: noon });
  sessions.add({ ...ida, id: 'ida-home', startedAt: noon - 300 * minute, lastRequestAt: noon - 200 * minute });
  for (const [at, id] of ['caleb-1', 'caleb-2', 'caleb-3'].entries()) {
    sessions.add({ ...caleb, id, startedAt: noon - (90 - at) * minute, lastRequestAt: noon - (30 - at) * minute });
  }
  sessions.add({ id: 'mara', userId: 'mara', userName: 'Mara Lind', login: 'mara@example.org', kind: 'mobile', startedAt: noon - 20 * minute, lastRequestAt: noon - 12 * minute });
  sessions.add({ id: 'robot', userId: 'robot', userName: 'Reports robot', login: 'robot@example.org', kind: 'api', agent: 'python-requests/2.31.0', startedAt: noon - 600 * minute, lastRequestAt: noon - 1 * minute });
  return sessions;
}
