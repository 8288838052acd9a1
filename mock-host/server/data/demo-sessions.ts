import { randomBytes } from 'node:crypto';
import { faker as english } from '@faker-js/faker/locale/en';
import type { SessionKind } from '../../../src/licensing/session.ts';
import { demoAgents } from './demo-agents.ts';
import { type Person, caleb } from './demo-people.ts';
import { personas } from './personas.ts';
import { stableId } from './stable-id.ts';

const minute = 60_000;

/** People who are signed in at the moment, and with how many interactive sessions. One is at the limit, none above. */
const signedIn = { people: 98, twice: 16, thrice: 1, clients: 11 } as const;

/** All made up: nobody signed in for them, and nobody knows their tokens. */
export function demoSessions(people: readonly Person[], now: Date): readonly object[] {
  return [...overSessions(people, now.getTime()), ...activeSessions(people, now.getTime())];
}

/** Sessions that people had during the last two weeks. */
function overSessions(people: readonly Person[], now: number): object[] {
  english.seed(404);
  const visitors = english.helpers.arrayElements(people.filter(({ active }) => active), 240);
  const admin = personas.find(({ login }) => login === 'it.admin')!;
  return visitors.map((person, index) => {
    const startedAt = now - english.number.int({ min: 60, max: 14 * 24 * 60 }) * minute;
    const endedAt = Math.min(now - minute, startedAt + english.number.int({ min: 2, max: 540 }) * minute);
    const endMethod = english.helpers.weightedArrayElement([
      { value: 'log-out', weight: 12 },
      { value: 'expired', weight: 6 },
      { value: 'terminated', weight: 2 },
      { value: 'limit', weight: 1 },
    ]);
    const kind = english.helpers.weightedArrayElement<SessionKind>([{ value: 'web', weight: 8 }, { value: 'mobile', weight: 2 }, { value: 'api', weight: 1 }]);
    return {
      ...session(`over ${index}`, person, endMethod === 'limit' && kind === 'api' ? 'web' : kind, startedAt, endedAt),
      ended_at: new Date(endedAt).toISOString(),
      end_method: endMethod,
      ended_by: endMethod === 'terminated' ? admin.id : null,
      end_reason: endMethod === 'terminated' ? 'Left signed in over night' : null,
    };
  });
}

/** Sessions that go on: most busy, some left alone for hours. */
function activeSessions(people: readonly Person[], now: number): object[] {
  english.seed(405);
  const active = people.filter((person) => person.active && person !== caleb);
  const users = [caleb, ...english.helpers.arrayElements(active, signedIn.people - 1)];
  const administrators = english.helpers.arrayElements(active.filter(({ department }) => department === 'Information technology'), signedIn.clients);
  const clients: (readonly [Person, SessionKind])[] = users.flatMap((person, index): (readonly [Person, SessionKind])[] => {
    const first = [person, english.datatype.boolean(0.85) ? 'web' : 'mobile'] as const;
    const second = [person, index % 2 ? 'mobile' : 'web'] as const;
    if (index < signedIn.thrice + 1 && index > 0) return [first, second, [person, 'mobile']];
    return index < signedIn.twice + signedIn.thrice + 1 ? [first, second] : [first];
  });
  for (const person of administrators) clients.push([person, 'api']);
  // Somebody has several scripts running: no limit holds for those.
  for (const person of administrators.slice(0, 3)) clients.push([person, 'api'], [person, 'api'], [person, 'api']);

  return clients.map(([person, kind], index) => {
    const idle = english.number.int(
      english.helpers.weightedArrayElement([
        { value: { min: 0, max: 5 * 60 }, weight: 9 },
        { value: { min: 5 * 60, max: 45 * 60 }, weight: 6 },
        { value: { min: 45 * 60, max: 3 * 3600 }, weight: 3 },
        { value: { min: 3 * 3600, max: 9 * 3600 }, weight: kind === 'mobile' ? 2 : 1 },
      ]),
    );
    const lasted = english.number.int({ min: 60, max: 6 * 3600 });
    return session(`active ${index}`, person, kind, now - (idle + lasted) * 1000, now - idle * 1000);
  });
}

function session(name: string, person: Person, kind: SessionKind, startedAt: number, lastRequestAt: number): object {
  return {
    id: stableId(`session ${name}`),
    user_id: person.id,
    token_hash: `made-up-${randomBytes(16).toString('hex')}`,
    csrf_token: '',
    made_up: true,
    kind,
    // Addresses that are set aside for documentation, so nobody's.
    address: `${english.helpers.arrayElement(kind === 'mobile' ? ['203.0.113'] : ['192.0.2', '198.51.100'])}.${english.number.int({ min: 1, max: 254 })}`,
    agent: english.helpers.arrayElement(demoAgents[kind]),
    started_at: new Date(startedAt).toISOString(),
    last_request_at: new Date(lastRequestAt).toISOString(),
    ended_at: null,
    end_method: null,
    ended_by: null,
    end_reason: null,
  };
}
