import { createCreatioSessions } from '../../src/host/creatio/creatio-sessions.ts';
import { CreatioHost, type CreatioHostOptions, contractSettings } from './creatio-host.ts';
import { type SessionsHost, sessionsContract } from './sessions-contract.ts';
import { makeSessionsWorld } from './sessions-world.ts';

/** Whatever the stand-in takes over the time that an ending takes; until somebody settles it. */
const LATE = 3_600;

const [older, newer] = Object.entries(contractSettings);
const lacks = { activity: true, ownExact: true, reasons: true, events: true, limit: true, prompt: true };
sessionsContract(older![0], () => startCreatio({ settings: { ...older![1], timeZone: 'Asia/Kolkata' }, endDelaySeconds: LATE }), lacks);
// Zones whose clocks never change: in the hour that comes twice nobody could say which of the two is meant.
sessionsContract(newer![0], () => startCreatio({ settings: { ...newer![1], timeZone: 'Pacific/Marquesas' }, quirks: { 'late-termination': false } }), lacks);

async function startCreatio(options: CreatioHostOptions): Promise<SessionsHost> {
  const creatio = await CreatioHost.open(options);
  const { askers, ...world } = await makeSessionsWorld(creatio.host);
  const { timeZone } = creatio.settings;
  return {
    ...world,
    gateway: (asker) => createCreatioSessions({ ...creatio.options(askers[asker]), timeZone: timeZone! }),
    stop: () => creatio.close(),
  };
}
