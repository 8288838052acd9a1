import { LicensingError } from '../../../licensing/errors.ts';
import type { Box, Kept } from './kept.ts';

const boxes: readonly Box[] = ['selections', 'sets', 'plans', 'batches', 'items', 'saves', 'endings'];
/** Grows when a box is added; what is in a box tells its own shape. */
const VERSION = 2;
/** An older tab that does not let go of the database must not keep anyone waiting for ever, in milliseconds. */
const BLOCKED_MS = 5_000;

/** This browser's IndexedDB, in a database of the given name. It is opened when something is first asked of it. */
export class IndexedKept implements Kept {
  #opened: Promise<IDBDatabase> | undefined;

  constructor(private readonly name: string) {}

  read(box: Box, key: string): Promise<unknown> {
    return this.#within(box, 'readonly', (store) => answer(store.get(key)));
  }

  list(box: Box, prefix = ''): Promise<{ key: string; value: unknown }[]> {
    return this.#within(box, 'readonly', async (store) => {
      // Nothing that begins so sorts behind the last character there is.
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, values] = await Promise.all([answer(store.getAllKeys(range)), answer(store.getAll(range))]);
      return keys.map((key, at) => ({ key: key as string, value: values[at] as unknown }));
    });
  }

  update(box: Box, key: string, change: (value: unknown) => unknown): Promise<unknown> {
    return this.#within(box, 'readwrite', async (store) => {
      const value = change(await answer(store.get(key)));
      await (value === undefined ? answer(store.delete(key)) : answer(store.put(value, key)));
      return value;
    });
  }

  /** One transaction: nobody, in whatever tab, writes to the box before it ends. Resolves when it is kept. */
  async #within<T>(box: Box, mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    const transaction = await this.#begin(box, mode);
    const ended = new Promise<DOMException | null>((resolve) => {
      transaction.oncomplete = () => resolve(null);
      transaction.onabort = () => resolve(transaction.error ?? new DOMException('', 'AbortError'));
    });
    let value: T;
    try {
      value = await work(transaction.objectStore(box));
    } catch (error) {
      abort(transaction);
      if (!(error instanceof DOMException)) throw error;
      // Of a transaction that was aborted it knows why, such as that there is no room left.
      throw trouble(error.name === 'AbortError' ? ((await ended) ?? error) : error);
    }
    const error = await ended;
    if (error) throw trouble(error);
    return value;
  }

  async #begin(box: Box, mode: IDBTransactionMode): Promise<IDBTransaction> {
    for (let attempt = 0; ; attempt++) {
      const opened = (this.#opened ??= open(this.name));
      try {
        return (await opened).transaction(box, mode);
      } catch (error) {
        if (this.#opened === opened) this.#opened = undefined;
        // It was closed meanwhile: by a newer tab, or by the browser.
        const closed = error instanceof DOMException && error.name === 'InvalidStateError';
        if (!closed || attempt) throw error instanceof LicensingError ? error : trouble(error);
      }
    }
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void => reject(trouble(error));
    try {
      const request = indexedDB.open(name, VERSION);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const box of boxes) if (!result.objectStoreNames.contains(box)) result.createObjectStore(box);
      };
      request.onblocked = () => setTimeout(refuse, BLOCKED_MS, 'another tab holds an older version of it open');
      request.onerror = () => refuse(request.error);
      request.onsuccess = () => {
        const { result } = request;
        // A newer version of the plugin, in another tab, waits for it.
        result.onversionchange = () => result.close();
        resolve(result);
      };
    } catch (error) {
      // Switched off, or not there at all.
      refuse(error);
    }
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

/** `server`: what keeps the journal has failed, nothing was asked of anybody, and the same may do later. */
function trouble(error: unknown): LicensingError {
  const why =
    !(error instanceof DOMException) ? String(error)
    : error.name === 'QuotaExceededError' ? 'there is no room left'
    : `${error.name} ${error.message}`.trim();
  return new LicensingError('server', `this browser cannot keep what has to outlive the page: ${why}`);
}
