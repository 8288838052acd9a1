import { LicensingError } from '../../../licensing/errors.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import type { Directory, Holders } from '../directory.ts';

/** How long a reading is as good as a new one, in milliseconds: about what lies between the answer to a write and the next write. */
const FRESH_MS = 1_000;

/**
 * What is asked of the host again and again while a batch is carried out. What somebody else changes between a reading and
 * the write after it can't be told from what the write changes: hence few calls, and no old readings.
 */
export class Readings {
  #users: Promise<ReadonlyMap<string, LicensedUser>> | undefined;
  readonly #holders = new Map<string, { readonly at: number; readonly holders: Holders | null }>();

  constructor(
    private readonly directory: Directory,
    private readonly now: () => number,
  ) {}

  /** For another request that goes on where the last one has ended. */
  next(): this {
    this.#users = undefined;
    return this;
  }

  /** Everybody; asked once a request. */
  users(signal: AbortSignal): Promise<ReadonlyMap<string, LicensedUser>> {
    this.#users ??= this.directory.users(signal);
    this.#users.catch(() => (this.#users = undefined));
    return this.#users;
  }

  /** As of a moment ago; null = there is no such package. */
  async holders(packageId: string, signal: AbortSignal): Promise<Holders | null> {
    const known = this.#holders.get(packageId);
    return known && this.now() - known.at < FRESH_MS ? known.holders : this.read(packageId, signal);
  }

  /** As of now. */
  async read(packageId: string, signal: AbortSignal): Promise<Holders | null> {
    // While it is asked for, nothing that was known is good any more.
    this.#holders.delete(packageId);
    const holders = await this.directory.holders(packageId, signal).catch((error: unknown) => {
      if (error instanceof LicensingError && error.code === 'not-found') return null;
      throw error;
    });
    this.#holders.set(packageId, { at: this.now(), holders });
    return holders;
  }
}
