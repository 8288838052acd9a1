import { LicensingError } from '../../licensing/errors.ts';
import type { SessionGateway } from '../../licensing/session-gateway.ts';
import { createCreatioApi } from './creatio-api.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { openKept } from './kept/open-kept.ts';
import { Accepted } from './sessions/accepted.ts';
import { createActive } from './sessions/active.ts';
import { readEnded } from './sessions/ended.ts';
import { MAX_END, createEndings } from './sessions/ending.ts';

/** The sessions part of the gateway, for Creatio. It tells neither last requests nor who ended a session, and pushes nothing. */
export function createCreatioSessions(options: CreatioOptions): SessionGateway {
  const { user, now = Date.now, agent = globalThis.navigator?.userAgent ?? '' } = options;
  const about = { api: createCreatioApi(options), userId: user.id, agent, now, timeZone: () => options.timeZone ?? browserZone(), accepted: new Accepted(openKept(options), now) };
  const endings = createEndings(about);
  const active = createActive(about);

  return {
    capabilities: async () => ({
      events: false, limit: null, maxEnd: MAX_END, activity: false, ownExact: false, reasons: false, ended: true, policy: false, trend: false,
    }),
    sessions: active.page,
    async summary(signal) {
      const { counts, at: asOf } = await active.summary(signal);
      return { counts, asOf, trend: [], peak: null };
    },
    lookup: endings.lookUp,
    endSessions: endings.end,
    endedSessions: (query, signal) => readEnded(about, query, signal),
    policy: lacking,
    policyEffect: lacking,
    savePolicy: lacking,
    async *sessionEvents() {
      await lacking();
    },
  };
}

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The capabilities say so, so nobody asks. */
const lacking = (): Promise<never> => Promise.reject(new LicensingError('rejected', 'Creatio has no such thing'));
