import assert from 'node:assert/strict';
import { BulkPassages } from './bulk-passage.ts';
import { BulkServers } from './bulk-servers.ts';
import { type Fault, lineFaults, requestFaults } from './spoiled-fetch.ts';

/**
 * Carries a batch out over HTTP on a real PostgreSQL, once undisturbed and then with one fault each time: of all kinds
 * at every request and every line of an answer, with the page reloaded and without, every so many-th. Every time it has to
 * end as if nothing had been. Answers how many faults there were, and how many kills of a server.
 */
export async function spoilBatches(every: { readonly kills: number; readonly others: number }): Promise<{ faults: number; kills: number }> {
  const servers = await BulkServers.start();
  try {
    const passages = new BulkPassages(servers);
    const expected = await passages.go();
    assert.match(JSON.stringify(expected), /"notifications":1}$/);
    const { requests, lines } = passages.undisturbed;
    const all = [false, true].flatMap((reload) => [
      ...faults('request', requests, requestFaults, reload),
      ...faults('line', lines, lineFaults, reload),
    ]);
    const [kills, others] = [true, false].map((kill) => all.filter(({ kind }) => kind.startsWith('kill') === kill)) as [Fault[], Fault[]];
    const chosen = [...kills.filter((_, at) => at % every.kills === 0), ...others.filter((_, at) => at % every.others === 0)];
    for (const fault of chosen) assert.deepEqual(await passages.go(fault), expected, JSON.stringify(fault));
    return { faults: chosen.length, kills: servers.kills };
  } finally {
    await servers.stop();
  }
}

function faults(place: Fault['place'], count: number, kinds: readonly Fault['kind'][], reload: boolean): Fault[] {
  return Array.from({ length: count }, (_, index) => kinds.map((kind) => ({ place, index, kind, reload }))).flat();
}
