import { Store } from '../ui/store.ts';
import { type Route, parseRoute, routePath } from './routes.ts';

/** Asked before a page is left. */
export interface LeaveGuard {
  /** Whether changes are known to be unsaved; then the address is put back before the question is asked. */
  pending(): boolean;
  canLeave(): Promise<boolean>;
}

type RouterWindow = Pick<Window, 'history' | 'location' | 'addEventListener' | 'removeEventListener'>;

/**
 * The address bar as a store. Every entry of the browser's history carries its position, so that a refused
 * back or forward can be undone: the address always names the page that is shown.
 */
export class Router {
  readonly route: Store<Route>;
  readonly #window: RouterWindow;
  /** What all addresses begin with: `/0` in a Creatio on .NET Framework, else nothing. */
  readonly #base: string;
  #position: number;
  #guard: LeaveGuard | null = null;
  /** Of what outlives pages; asked only when all of them are left. */
  #lasting: LeaveGuard | null = null;
  #asking: Promise<boolean> | null = null;
  /** The position a granted back or forward goes to; it is not asked about again. */
  #granted: number | null = null;

  constructor(window: RouterWindow) {
    this.#window = window;
    this.#base = /^\/0(?=\/|$)/.exec(window.location.pathname)?.[0] ?? '';
    this.#position = positionOf(window.history.state) ?? 0;
    window.history.replaceState({ position: this.#position }, '');
    this.route = new Store(this.#here());
    window.addEventListener('popstate', this.#onPopState);
    window.addEventListener('beforeunload', this.#onBeforeUnload);
  }

  /** Only one page at a time can have something to lose. Returns the function that takes the guard away. */
  guard(guard: LeaveGuard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = null;
    };
  }

  /** Of what is shown above the pages. Returns the function that takes the guard away. */
  guardAll(guard: LeaveGuard): () => void {
    this.#lasting = guard;
    return () => {
      if (this.#lasting === guard) this.#lasting = null;
    };
  }

  /** Resolves false when the administrator chose to stay, also when that question is still open. */
  async navigate(route: Route): Promise<boolean> {
    const path = this.#base + routePath(route);
    if (path === this.#window.location.pathname + this.#window.location.search) return true;
    if (!(await this.mayLeave())) return false;
    this.#position += 1;
    this.#window.history.pushState({ position: this.#position }, '', path);
    this.route.set(this.#here());
    return true;
  }

  /** Changes what the present page shows, such as a search, without a new entry and without asking. */
  replace(route: Route): void {
    this.#window.history.replaceState({ position: this.#position }, '', this.#base + routePath(route));
    this.route.set(this.#here());
  }

  async mayLeave(): Promise<boolean> {
    return this.#ask(this.#guard);
  }

  /** Before signing out: asks whatever has something to lose, one after the other. */
  async mayLeaveAll(): Promise<boolean> {
    return (await this.mayLeave()) && this.#ask(this.#lasting);
  }

  async #ask(guard: LeaveGuard | null): Promise<boolean> {
    if (this.#asking) return false;
    if (!guard) return true;
    this.#asking = guard.canLeave();
    try {
      return await this.#asking;
    } finally {
      this.#asking = null;
    }
  }

  #here(): Route {
    const { pathname, search } = this.#window.location;
    return parseRoute({ pathname: pathname.slice(this.#base.length), search });
  }

  stop(): void {
    this.#window.removeEventListener('popstate', this.#onPopState);
    this.#window.removeEventListener('beforeunload', this.#onBeforeUnload);
  }

  readonly #onPopState = (event: PopStateEvent): void => void this.#moved(event);

  async #moved(event: PopStateEvent): Promise<void> {
    const position = positionOf(event.state) ?? this.#position;
    const steps = position - this.#position;
    if (steps === 0 || position === this.#granted) return this.#arrive(position);
    if (this.#asking || this.#guard?.pending()) {
      this.#window.history.go(-steps);
      if (!(await this.mayLeave())) return;
      this.#granted = position;
      this.#window.history.go(steps);
    } else if (await this.mayLeave()) {
      this.#arrive(position);
    } else {
      this.#window.history.go(-steps);
    }
  }

  #arrive(position: number): void {
    this.#granted = null;
    this.#position = position;
    const here = this.#here();
    if (routePath(here) !== routePath(this.route.value)) this.route.set(here);
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#guard?.pending() || this.#lasting?.pending()) event.preventDefault();
  };
}

function positionOf(state: unknown): number | null {
  if (typeof state !== 'object' || state === null || !('position' in state)) return null;
  return typeof state.position === 'number' && Number.isInteger(state.position) ? state.position : null;
}
