import { randomBytes } from 'node:crypto';
import { faker as english } from '@faker-js/faker/locale/en';
import type { Person } from './demo-people.ts';
import { personas } from './personas.ts';

const minute = 60_000;

/** Sessions that people had during the last two weeks; all are over. Nobody knows their tokens. */
export function demoSessions(people: readonly Person[], now: Date): readonly object[] {
  english.seed(404);
  const visitors = english.helpers.arrayElements(people.filter(({ active }) => active), 240);
  const admin = personas.find(({ login }) => login === 'it.admin')!;
  return visitors.map((person) => {
    const started = now.getTime() - english.number.int({ min: 60, max: 14 * 24 * 60 }) * minute;
    const ended = Math.min(now.getTime() - minute, started + english.number.int({ min: 2, max: 540 }) * minute);
    const endMethod = english.helpers.weightedArrayElement([
      { value: 'log-out', weight: 6 },
      { value: 'expired', weight: 3 },
      { value: 'terminated', weight: 1 },
    ]);
    return {
      user_id: person.id,
      token_hash: `gone-${randomBytes(16).toString('hex')}`,
      csrf_token: '',
      kind: english.helpers.weightedArrayElement([{ value: 'web', weight: 8 }, { value: 'mobile', weight: 2 }, { value: 'api', weight: 1 }]),
      // Addresses that are set aside for documentation, so nobody's.
      address: `198.51.100.${english.number.int({ min: 1, max: 254 })}`,
      agent: english.internet.userAgent(),
      started_at: new Date(started).toISOString(),
      last_request_at: new Date(ended).toISOString(),
      ended_at: new Date(ended).toISOString(),
      end_method: endMethod,
      ended_by: endMethod === 'terminated' ? admin.id : null,
      end_reason: endMethod === 'terminated' ? 'Left signed in over night' : null,
    };
  });
}
