import type { Directory, UserRow } from '../api/directory.ts';
import { HttpError } from '../api/http.ts';
import { type UserQuery, everyUser } from '../routing/routes.ts';
import { Store } from '../ui/store.ts';

export interface UserListState {
  readonly query: UserQuery;
  readonly rows: readonly UserRow[];
  readonly total: number | null;
  /** `refreshing`: another question's answer is awaited; the rows of the last one stay in sight. */
  readonly phase: 'loading' | 'refreshing' | 'loading-more' | 'ready' | 'failed';
  readonly error: HttpError | null;
  readonly next: string | null;
}

/** A list of users, page by page. Only the answer to the last question counts, in whatever order answers come. */
export class UserListSource extends Store<UserListState> {
  readonly #directory: Pick<Directory, 'users'>;
  #abort = new AbortController();

  constructor(directory: Pick<Directory, 'users'>) {
    super({ query: everyUser, rows: [], total: null, phase: 'loading', error: null, next: null });
    this.#directory = directory;
  }

  async load(query: UserQuery): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { rows, total } = this.value;
    const again = rows.length > 0;
    this.set({ query, rows, total, phase: again ? 'refreshing' : 'loading', error: null, next: null });
    await this.#ask(null, []);
  }

  async loadMore(): Promise<void> {
    const { next, phase, rows } = this.value;
    if (next === null || phase === 'loading-more' || phase === 'refreshing') return;
    this.set({ ...this.value, phase: 'loading-more', error: null });
    await this.#ask(next, rows);
  }

  async retry(): Promise<void> {
    await (this.value.next === null ? this.load(this.value.query) : this.loadMore());
  }

  stop(): void {
    this.#abort.abort();
  }

  async #ask(cursor: string | null, before: readonly UserRow[]): Promise<void> {
    const { signal } = this.#abort;
    const { query } = this.value;
    try {
      const page = await this.#directory.users(query, cursor, signal);
      if (signal.aborted) return;
      const { next } = page;
      this.set({ query, rows: [...before, ...page.rows], total: page.total, phase: 'ready', error: null, next });
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof HttpError ? error : new HttpError('unexpected');
      this.set({ ...this.value, rows: before, phase: 'failed', error: failure, next: cursor });
    }
  }
}
