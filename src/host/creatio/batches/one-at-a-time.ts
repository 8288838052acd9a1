/** Where the browser has no locks, as on plain HTTP, tabs do not wait for each other; the run that a batch shows tells them apart. */
const queues = new Map<string, Promise<unknown>>();

const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/** Whether all tabs of the browser wait for each other. */
export const isShared = (): boolean => !!locks();

/** Does work on a batch when nobody else does any: in whatever tab, a tab that is closed lets go. */
export async function oneAtATime<T>(batchId: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const name = lockOf(batchId);
  const held = locks();
  if (held) return held.request(name, signal ? { signal } : {}, work) as Promise<T>;
  const before = queues.get(name) ?? Promise.resolve();
  const own = before.catch(() => {}).then(() => {
    signal?.throwIfAborted();
    return work();
  });
  queues.set(name, own);
  return own.finally(() => queues.get(name) === own && queues.delete(name));
}

/** Whether somebody is working on a batch. */
export async function isWorkedOn(batchId: string): Promise<boolean> {
  const name = lockOf(batchId);
  return queues.has(name) || !!(await locks()?.query())?.held?.some((lock) => lock.name === name);
}

const lockOf = (batchId: string): string => `license-admin batch ${batchId}`;
