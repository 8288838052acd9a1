/** Every page of the shell. `tab` is the last part of the address and may belong to a plugin; a section always does. `batch`: the one a plugin's tab shows. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'users'; readonly query: UserQuery }
  | { readonly page: 'user'; readonly id: string; readonly tab: string }
  | { readonly page: 'license-manager'; readonly tab: string; readonly query: UserQuery; readonly batch: string | null }
  | { readonly page: 'section'; readonly id: string }
  | { readonly page: 'unknown'; readonly path: string };

/** What a list of users shows; kept in the address so that it can be linked to and comes back with the back button. */
export interface UserQuery {
  readonly search: string;
  readonly status: 'all' | 'active' | 'inactive';
  readonly sort: UserSort;
}

export const userSorts = ['name', '-name', 'login', '-login'] as const;
/** Longer ones the host refuses. */
export const longestSearch = 200;
export type UserSort = (typeof userSorts)[number];

export const defaultTab = 'general';
/** The License manager's own tab. */
export const usersTab = 'users';
export const everyUser: UserQuery = { search: '', status: 'all', sort: 'name' };

/** Reads an address; anything that is not a page becomes `unknown`, never an error. */
export function parseRoute(url: Pick<URL, 'pathname' | 'search'>): Route {
  const unknown: Route = { page: 'unknown', path: url.pathname };
  const parts = decode(url.pathname);
  if (!parts) return unknown;
  const [first, second, third, ...rest] = parts;
  if (rest.length > 0) return unknown;
  const query = parseQuery(new URLSearchParams(url.search));
  if (first === undefined) return { page: 'home' };
  if (first === 'users') {
    if (second === undefined) return { page: 'users', query };
    return { page: 'user', id: second, tab: third ?? defaultTab };
  }
  if (first === 'license-manager' && third === undefined) {
    if (second === undefined || second === usersTab) return { page: 'license-manager', tab: usersTab, query, batch: null };
    return { page: 'license-manager', tab: second, query: everyUser, batch: new URLSearchParams(url.search).get('batch') || null };
  }
  if (first === 'sections' && second !== undefined && third === undefined) return { page: 'section', id: second };
  return unknown;
}

export function routePath(route: Route): string {
  switch (route.page) {
    case 'home':
      return '/';
    case 'users':
      return `/users${queryText(route.query)}`;
    case 'user':
      return `/users/${encodeURIComponent(route.id)}/${encodeURIComponent(route.tab)}`;
    case 'license-manager':
      if (route.tab === usersTab) return `/license-manager${queryText(route.query)}`;
      return `/license-manager/${encodeURIComponent(route.tab)}${route.batch === null ? '' : `?${new URLSearchParams({ batch: route.batch })}`}`;
    case 'section':
      return `/sections/${encodeURIComponent(route.id)}`;
    case 'unknown':
      return route.path;
  }
}

/** Whether two addresses show the same page, so that going from one to the other keeps the page and its focus. */
export function samePage(one: Route, other: Route): boolean {
  if (one.page === 'user' && other.page === 'user') return one.id === other.id;
  if (one.page === 'section' && other.page === 'section') return one.id === other.id;
  if (one.page === 'license-manager' && other.page === 'license-manager') return true;
  return one.page === other.page;
}

function decode(pathname: string): string[] | null {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function parseQuery(params: URLSearchParams): UserQuery {
  const status = params.get('status');
  const sort = params.get('sort');
  return {
    search: (params.get('search') ?? '').slice(0, longestSearch),
    status: status === 'active' || status === 'inactive' ? status : 'all',
    sort: userSorts.find((known) => known === sort) ?? 'name',
  };
}

function queryText(query: UserQuery): string {
  const params = new URLSearchParams();
  if (query.search) params.set('search', query.search);
  if (query.status !== 'all') params.set('status', query.status);
  if (query.sort !== 'name') params.set('sort', query.sort);
  return params.size > 0 ? `?${params}` : '';
}
