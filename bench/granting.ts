import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostOptions, RunningHost } from '../test/journeys/support/running-host.ts';
import { MockHostClient } from '../test/mock-host/mock-host-client.ts';
import type { Contestant } from './measure.ts';

export interface Company {
  /** Lines `login,name`. */
  readonly users: readonly string[];
  /** Lines `sku,name,type,count`. */
  readonly licenses: readonly string[];
}

/** Starts a mock host with a company in which nobody holds anything yet, and signs in for as long as `work` takes. */
export async function atCompany({ users, licenses }: Company, options: HostOptions, work: (client: MockHostClient) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeFile(join(folder, 'users.csv'), `login,name\n${users.join('\n')}\n`);
  await writeFile(join(folder, 'licenses.csv'), `sku,name,type,count\n${licenses.join('\n')}\n`);
  await writeFile(join(folder, 'assignments.csv'), 'login,sku\n');
  const host = await RunningHost.start({ ...options, importDir: folder });
  try {
    await work(await MockHostClient.signIn(host.url));
  } finally {
    await host.stop();
    await rm(folder, { recursive: true });
  }
}

interface Granting<T> {
  /** Not timed. */
  readonly prepare: () => Promise<T>;
  /** Timed; answers how many grants it says were carried out. */
  readonly grant: (prepared: T) => Promise<number>;
  /** Not timed: takes everything back, and answers how much that was. */
  readonly takeBack: () => Promise<number>;
  /** How many requests there have been so far. */
  readonly requests: () => number;
  readonly expected: number;
}

/** Grants in one of several ways, and leaves everything as it was. */
export function granting<T>(name: string, { prepare, grant, takeBack, requests, expected }: Granting<T>): Contestant {
  let counts = '';
  return {
    name,
    async run() {
      const prepared = await prepare();
      const [from, start] = [requests(), performance.now()];
      const applied = await grant(prepared);
      const time = performance.now() - start;
      counts = `requests ${requests() - from}, applied ${applied}`;
      assert.equal(applied, expected);
      assert.equal(await takeBack(), expected);
      return time;
    },
    counts: () => counts,
  };
}
