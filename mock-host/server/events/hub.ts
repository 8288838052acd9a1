import type { Wire, event } from '../../../src/host/rest/wire.ts';
import { readSeats } from '../batches/state.ts';
import type { Database } from '../database/open.ts';
import { pairKey, readAssignments } from '../licensing/user-licenses.ts';
import { onNewDay } from './new-day.ts';

export type LicensingEvent = Wire<typeof event>;

export interface Subscriber {
  /** Whose assignments it is told of; every product's seats it is told anyway. */
  readonly userId: string;
  readonly sessionId: string;
  send(event: LicensingEvent): void;
  /** Its session has ended. */
  end(): void;
}

/**
 * Hears what the database tells and passes it on. What is told are ids alone: the figures are read afterwards, once
 * for all subscribers, so a flood of changes becomes few events and each carries the state as it is by then.
 */
export class EventHub {
  readonly #subscribers = new Set<Subscriber>();
  #listening: Promise<unknown> | null = null;
  #stopDays: (() => void) | null = null;
  #products = new Set<string>();
  #pairs = new Map<string, readonly [userId: string, productId: string]>();
  #reading = false;

  constructor(
    private readonly database: Database,
    private readonly failure: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.#subscribers.size;
  }

  /** From when the promise resolves nothing is missed, until the returned function is called. */
  async subscribe(subscriber: Subscriber): Promise<() => void> {
    this.#listening ??= this.database.listen('licensing', (message) => this.#hear(message)).catch((error: unknown) => {
      this.#listening = null;
      throw error;
    });
    await this.#listening;
    this.#subscribers.add(subscriber);
    this.#stopDays ??= onNewDay(this.database.db, () => this.#tell({ kind: 'reload' }), this.failure);
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size) return;
      this.#stopDays?.();
      this.#stopDays = null;
    };
  }

  #hear(message: string): void {
    const [kind, first = '', second = ''] = message.split(' ');
    switch (kind) {
      case 'seats':
        this.#products.add(first);
        return this.#readSoon();
      case 'assignment':
        if (![...this.#subscribers].some((subscriber) => subscriber.userId === first)) return;
        this.#pairs.set(pairKey(first, second), [first, second]);
        return this.#readSoon();
      case 'user':
        return this.#tell({ kind: 'reload' }, (subscriber) => subscriber.userId === first);
      case 'session':
        for (const subscriber of [...this.#subscribers]) if (subscriber.sessionId === first) subscriber.end();
        return;
      default:
        return this.#tell({ kind: 'reload' });
    }
  }

  #readSoon(): void {
    if (this.#reading || !this.#subscribers.size) return;
    this.#reading = true;
    void this.#readAll()
      .catch((error: unknown) => {
        this.failure(error);
        this.#tell({ kind: 'reload' });
      })
      .finally(() => {
        this.#reading = false;
        if (this.#products.size || this.#pairs.size) this.#readSoon();
      });
  }

  async #readAll(): Promise<void> {
    const products = this.#products;
    const pairs = this.#pairs;
    this.#products = new Set();
    this.#pairs = new Map();
    if (pairs.size) {
      const held = await readAssignments(this.database.db, [...new Set([...pairs.values()].map(([userId]) => userId))]);
      for (const [key, [userId, productId]] of pairs) {
        this.#tell({ kind: 'assignment', userId, productId, assignment: held.get(key) ?? null }, (subscriber) => subscriber.userId === userId);
      }
    }
    const figures = await readSeats(this.database.db, [...products]);
    // In the order heard, which is the order of commits.
    for (const productId of products) {
      const seats = figures.get(productId);
      if (seats) this.#tell({ kind: 'seats', productId, seats });
    }
  }

  #tell(event: LicensingEvent, whom: (subscriber: Subscriber) => boolean = () => true): void {
    for (const subscriber of [...this.#subscribers].filter(whom)) subscriber.send(event);
  }
}
