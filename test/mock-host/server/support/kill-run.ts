import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BatchItem } from '../../../../src/licensing/plan.ts';
import { type Outcome, item, outcomesOf } from './test-client.ts';

export interface KillRun {
  readonly kind: 'dir' | 'url';
  /** The data folder or the connection string. */
  readonly place: string;
  readonly saves: number;
  readonly kills: number;
}

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly cookie: string;
  readonly csrfToken: string;
  readonly users: readonly string[];
  readonly products: readonly string[];
}

interface Save {
  readonly id: string;
  readonly item: BatchItem;
  /** What the server answered; null = it did not live to. */
  acknowledged: Outcome | null;
}

interface State {
  readonly discrepancies: unknown[];
  readonly overIssued: unknown[];
  readonly history: { batch_id: string; change: string; user_id: string; product_id: string }[];
  readonly held: { user_id: string; product_id: string }[];
  readonly failures: string[];
}

const AT_ONCE = 8;

/**
 * Sends many saves, several at a time, and kills the server (SIGKILL) again and again in their midst. After each restart
 * what was acknowledged has to be there, once, with its history; what was not is sent again and has to end exactly once.
 * Answers how many saves were in flight at the kills, so that a run that killed an idle server is noticed.
 */
export async function killRun({ kind, place, saves, kills }: KillRun): Promise<{ lost: number; applied: number }> {
  let server = await start(kind, place);
  let lost = 0;
  const all = plan(server, saves);
  try {
    let open = [...all];
    for (let kill = 1; kill <= kills; kill++) {
      // As many acknowledgements as bring this kill to its place among the saves.
      const enough = Math.floor((saves * kill) / (kills + 1));
      await sendAll(server, open, () => all.filter((save) => save.acknowledged).length >= enough);
      lost += all.slice(0, enough + AT_ONCE).filter((save) => !save.acknowledged).length;
      server = await start(kind, place);
      check(await stateOf(server), all);
      open = all.filter((save) => !save.acknowledged);
    }
    await sendAll(server, open, () => false);
    const state = await stateOf(server);
    check(state, all);
    assert.ok(all.every((save) => save.acknowledged), 'every save was acknowledged in the end');
    assert.equal(state.history.length, all.filter((save) => save.acknowledged!.outcome === 'applied').length);
    assert.deepEqual(state.failures, []);
    return { lost, applied: state.history.length };
  } finally {
    await stop(server.child);
  }
}

/** Saves that grant and recall at random, so that some find no seat, some nothing to recall. */
function plan({ users, products }: Server, count: number): Save[] {
  let seed = 11;
  const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  return Array.from({ length: count }, () => ({
    id: randomUUID(),
    item: item(next(3) ? 'grant' : 'recall', users[next(users.length)]!, products[next(products.length)]!),
    acknowledged: null,
  }));
}

/** Sends what is open until all is answered, or until `enough`: then kills the server with the rest under way. */
async function sendAll(server: Server, open: readonly Save[], enough: () => boolean): Promise<void> {
  const queue = open.values();
  let killed = false;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const save of queue) {
      if (killed) return;
      let answer: Outcome;
      try {
        answer = await send(server, save);
      } catch (error) {
        if (!killed) throw error;
        return;
      }
      // What is answered by then is lost to whoever has seen the server killed, so that each kill loses some for certain.
      if (killed) return;
      save.acknowledged = answer;
      if (enough()) {
        killed = true;
        await stop(server.child);
      }
    }
  }));
}

async function send({ url, cookie, csrfToken }: Server, save: Save): Promise<Outcome> {
  const answer = await fetch(`${url}/licensing/v1/batches`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    body: JSON.stringify({ id: save.id, items: [save.item] }),
  });
  assert.equal(answer.status, 200);
  return outcomesOf(await answer.text())[0]!;
}

function check(state: State, all: readonly Save[]): void {
  assert.deepEqual(state.discrepancies, [], 'no seat is lost or counted twice');
  assert.deepEqual(state.overIssued, []);
  const changes = new Map<string, number>();
  for (const { batch_id } of state.history) changes.set(batch_id, (changes.get(batch_id) ?? 0) + 1);
  for (const { id, item: sent, acknowledged } of all) {
    const found = changes.get(id) ?? 0;
    if (acknowledged) assert.equal(found, acknowledged.outcome === 'applied' ? 1 : 0, `an acknowledged ${acknowledged.outcome} ${sent.change}`);
    else assert.ok(found <= 1, 'a change whose answer was lost happened once or not at all');
  }
  const held = new Set<string>();
  for (const { change, user_id, product_id } of state.history) {
    if (change === 'grant') held.add(`${user_id} ${product_id}`);
    else held.delete(`${user_id} ${product_id}`);
  }
  assert.deepEqual(new Set(state.held.map((row) => `${row.user_id} ${row.product_id}`)), held, 'history tells who holds what');
}

async function stateOf({ url }: Server): Promise<State> {
  return (await (await fetch(`${url}/check`)).json()) as State;
}

async function start(kind: KillRun['kind'], place: string): Promise<Server> {
  const script = fileURLToPath(new URL('kill-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, kind, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout! })) {
    return { child, ...(JSON.parse(line) as Omit<Server, 'child'>) };
  }
  throw new Error('The server ended before it was ready.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
