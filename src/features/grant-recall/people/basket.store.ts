import { BehaviorSubject, type Observable } from 'rxjs';
import { decodeList, parseList } from '../../../licensing/basket-text.ts';
import { type Bucket, buckets } from '../../../licensing/basket.ts';
import type { SavedSet } from '../../../licensing/bulk.ts';
import type { BulkCapabilities, BulkGateway } from '../../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { newId } from '../../../licensing/new-id.ts';
import { type Patience, Recovery } from '../../../licensing/recovery.ts';
import type { Change } from '../../../licensing/rules.ts';
import { asLicensingError } from '../../../licensing/trouble.ts';
import type { BasketReady, BasketState, GivenEntry, Told } from './basket.state.ts';
import { Gathered } from './gathered.ts';

export interface BasketServices extends Patience {
  readonly gateway: BulkGateway;
  /** Whether licenses may be changed. */
  can(): Promise<boolean>;
}

/** Largest file that is read, in bytes: four times what a hundred thousand people need. */
export const LARGEST_FILE = 20_000_000;

type Rest = Pick<BasketReady, 'trouble' | 'keepInactive' | 'sets' | 'setsTrouble' | 'told' | 'busy' | 'dirty'>;

/** People gathered from search, text, files and saved sets. Whatever is given is in one bucket, or still being looked up. */
export class BasketStore {
  readonly #subject = new BehaviorSubject<BasketState>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<BasketState> = this.#subject;

  readonly #services: BasketServices;
  readonly #stop = new AbortController();
  readonly #recovery: Recovery;
  #capabilities: BulkCapabilities | undefined;
  readonly #gathered = new Gathered();
  #lookingUp = false;
  #rest: Rest = {
    trouble: null, keepInactive: true, sets: null, setsTrouble: null, told: null, busy: false, dirty: false,
  };

  constructor(services: BasketServices) {
    this.#services = services;
    this.#recovery = new Recovery(services, this.#stop.signal);
    void this.#load();
  }

  get state(): BasketState {
    return this.#subject.value;
  }

  /** Asks again at once for what could not be had. */
  retry(): void {
    if (this.state.kind === 'failed') this.#subject.next(Object.freeze({ kind: 'loading' }));
    this.#recovery.wake();
  }

  /** Adds everybody that a text names. */
  read(text: string, source: string | null = null): void {
    const { entries, headings, aside } = parseList(text);
    this.#add(entries.map((entry) => ({ ...entry, source, picked: null })), { kind: 'read', source, count: entries.length, headings, aside });
  }

  readFile(bytes: Uint8Array, source: string): void {
    const text = decodeList(bytes);
    if (text === null) this.#emit({ told: { kind: 'not-text', source } });
    else this.read(text, source);
  }

  /** A file is not read. */
  refuse(source: string, kind: 'too-large' | 'unreadable'): void {
    this.#emit({ told: { kind, source } });
  }

  pick(user: LicensedUser): void {
    this.#add([asPicked(user, null)], null);
  }

  /** Who of several is meant by a term. */
  choose(term: string, userId: string): void {
    this.#gathered.choose(term, userId);
    this.#emit({ dirty: true });
  }

  /** See `Gathered.remove`. */
  remove(ids: ReadonlySet<number>): void {
    this.#gathered.remove(ids);
    this.#emit({ told: null, dirty: this.#gathered.count > 0 });
  }

  clear(): void {
    this.#gathered.clear();
    this.#emit({ told: null, dirty: false, trouble: null });
    this.#recovery.wake();
  }

  keepInactive(keepInactive: boolean): void {
    this.#emit({ keepInactive });
  }

  /** Ids of those whom a change is for, in the order given. */
  chosenFor(change: Change): readonly string[] {
    const { keepInactive } = this.#rest;
    return this.#gathered.rows
      .filter(({ bucket }) => bucket === 'matched' || (bucket === 'inactive' && keepInactive && change === 'recall'))
      .map(({ user }) => user!.id);
  }

  /** Fixes those whom a change is for. Null: that could not be done, and the state says why. */
  select(change: Change): Promise<string | null> {
    return this.#once(async (signal) => {
      const { id, unknown } = await this.#services.gateway.select({ kind: 'users', userIds: this.chosenFor(change) }, signal);
      this.#emit({ dirty: false, told: unknown.length ? { kind: 'gone', count: unknown.length } : null });
      return id;
    });
  }

  /** Fixes the people of a saved set as it is. */
  selectSet({ id: setId }: SavedSet): Promise<string | null> {
    return this.#once(async (signal) => (await this.#services.gateway.select({ kind: 'saved', setId }, signal)).id);
  }

  /** Keeps everybody here who can be part of a change under a name; of a set given, in its place. */
  save(name: string, id = newId()): Promise<SavedSet | null> {
    return this.#once(async (signal) => {
      const { gateway } = this.#services;
      const selection = await gateway.select({ kind: 'users', userIds: this.chosenFor('recall') }, signal);
      const set = await gateway.saveSet({ id, name, selectionId: selection.id }, signal);
      const others = (this.#rest.sets ?? []).filter((other) => other.id !== id);
      this.#emit({ sets: byName([...others, set]), told: { kind: 'saved', set }, dirty: false });
      return set;
    });
  }

  /** Adds the people of a saved set. */
  async load(set: SavedSet): Promise<void> {
    await this.#once(async (signal) => {
      const { gateway } = this.#services;
      const { id } = await gateway.select({ kind: 'saved', setId: set.id }, signal);
      const { people } = await gateway.population(id, signal);
      if (people) this.#add(people.map((person) => asPicked(person, set.name)), { kind: 'loaded', set });
      else this.#emit({ told: { kind: 'set-too-large', set } });
    });
  }

  async deleteSet({ id }: SavedSet): Promise<void> {
    await this.#once(async (signal) => {
      await this.#services.gateway.deleteSet(id, signal);
      this.#emit({ sets: this.#rest.sets?.filter((set) => set.id !== id) ?? null, told: null });
    });
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
  }

  async #load(): Promise<void> {
    const { gateway, can } = this.#services;
    await this.#persist(
      async (signal) => {
        const [capabilities, may] = await Promise.all([gateway.bulkCapabilities(signal), can()]);
        if (!capabilities || !may) return this.#next({ kind: capabilities ? 'read-only' : 'absent' });
        this.#capabilities = capabilities;
        this.#emit({});
      },
      (code) => this.#next({ kind: 'failed', code }),
    );
    if (!this.#capabilities?.savedSets) return;
    await this.#persist(
      async (signal) => this.#emit({ sets: byName(await gateway.savedSets(signal)), setsTrouble: null }),
      (setsTrouble) => this.#emit({ setsTrouble }),
    );
  }

  /** Tries until it works, as far as asking again can help. */
  async #persist(attempt: (signal: AbortSignal) => Promise<void>, troubled: (code: LicensingErrorCode) => void): Promise<void> {
    const { signal } = this.#stop;
    for (let failed = 0; !signal.aborted; failed++) {
      try {
        return await attempt(signal);
      } catch (error) {
        if (signal.aborted) return;
        troubled(asLicensingError(error).code);
        await this.#recovery.after(error, failed);
      }
    }
  }

  /** One thing at a time; what fails is said, and can be asked for again. */
  async #once<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const { signal } = this.#stop;
    if (this.#rest.busy || signal.aborted) return null;
    this.#emit({ busy: true, told: null });
    try {
      return await act(signal);
    } catch (error) {
      const { code } = asLicensingError(error);
      this.#emit({ told: { kind: 'failed', code } });
      if (code === 'signed-out') void this.#recovery.after(error, 0).then(() => this.#emit({ told: null }));
      return null;
    } finally {
      this.#emit({ busy: false });
    }
  }

  #add(entries: readonly Omit<GivenEntry, 'id'>[], told: Told | null): void {
    const most = this.#capabilities?.maxSelection ?? 0;
    const count = this.#gathered.count + entries.length;
    if (count > most) return this.#emit({ told: { kind: 'too-many', count, most } });
    this.#gathered.add(entries);
    this.#emit({ told, dirty: entries.length > 0 || this.#rest.dirty });
    if (!this.#lookingUp) void this.#lookUp();
    else if (this.#rest.trouble) this.#recovery.wake();
  }

  async #lookUp(): Promise<void> {
    this.#lookingUp = true;
    await this.#persist(
      async (signal) => {
        for (;;) {
          // What was given or taken away meanwhile counts at once.
          const terms = this.#gathered.toLookUp(this.#capabilities!.maxLookup);
          if (!terms.length) {
            // At once: what is given in the next moment begins anew.
            this.#lookingUp = false;
            return;
          }
          this.#gathered.learn(await this.#services.gateway.lookUp(terms, signal));
          this.#emit({ trouble: null });
        }
      },
      (trouble) => this.#emit({ trouble }),
    );
  }

  #next(state: BasketState): void {
    if (!this.#stop.signal.aborted) this.#subject.next(Object.freeze(state));
  }

  #emit(rest: Partial<Rest>): void {
    this.#rest = { ...this.#rest, ...rest };
    const capabilities = this.#capabilities;
    if (!capabilities) return;
    const { rows, count: total } = this.#gathered;
    const counts = Object.fromEntries(buckets.map((bucket) => [bucket, 0])) as Record<Bucket, number>;
    for (const { bucket } of rows) counts[bucket]++;
    this.#next({ kind: 'ready', capabilities, rows, counts, looking: rows.length < total ? { done: rows.length, total } : null, ...this.#rest });
  }
}

function asPicked(user: LicensedUser, source: string | null): Omit<GivenEntry, 'id'> {
  return { line: 0, text: user.name, term: user.login, picked: user, source };
}

const byName = (sets: readonly SavedSet[]): readonly SavedSet[] => [...sets].sort((a, b) => a.name.localeCompare(b.name));
