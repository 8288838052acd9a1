import type { UserQuery } from '../routing/routes.ts';
import { type Http, HttpError } from './http.ts';

/** A user as lists show it. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly kind: 'person' | 'system';
  /** Null also when the host does not say. */
  readonly jobTitle: string | null;
  /** How many licenses the user holds; null when the host does not say. */
  readonly licenses: number | null;
}

export interface UserPage {
  readonly rows: readonly UserRow[];
  readonly total: number | null;
  /** Where the next page starts; null = this was the last. */
  readonly next: string | null;
}

export interface UserDetails extends UserRow {
  readonly department: string | null;
  readonly phone: string | null;
  readonly lastLogin: string | null;
  readonly roles: readonly { readonly id: string; readonly name: string; readonly description: string | null }[];
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  readonly type: 'named' | 'concurrent' | 'server';
  readonly paid: number | null;
  readonly used: number;
  readonly available: number | null;
  readonly termState: 'current' | 'expired' | 'future' | 'none';
  /** ISO day; null = open. */
  readonly due: string | null;
}

/** The host's own questions about users and products. Every method rejects with `HttpError` or the abort reason. */
export class Directory {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  async users(query: UserQuery, cursor: string | null, signal: AbortSignal): Promise<UserPage> {
    const params = new URLSearchParams({ limit: '50', sort: query.sort });
    if (query.search) params.set('search', query.search);
    if (query.status !== 'all') params.set('filter', query.status);
    if (cursor) params.set('cursor', cursor);
    const body = fields(await this.#http.json(`/licensing/v1/users?${params}`, { signal }));
    return { rows: list(body['items']).map(userRow), total: numberOrNull(body['total']), next: textOrNull(body['next']) };
  }

  async user(id: string, signal: AbortSignal): Promise<UserDetails> {
    return userDetails(await this.#http.json(`/crm/v1/users/${encodeURIComponent(id)}`, { signal }));
  }

  /** Lets a user in or keeps them out, and reads how things stand then. Rejects `conflict` with the host's reason. */
  async setActive(id: string, active: boolean, signal: AbortSignal): Promise<UserDetails> {
    await this.#http.json(`/crm/v1/users/${encodeURIComponent(id)}/active`, { method: 'PUT', body: { active }, signal });
    return this.user(id, signal);
  }

  async products(signal: AbortSignal): Promise<readonly Product[]> {
    return list(fields(await this.#http.json('/licensing/v1/products', { signal }))['items']).map(product);
  }
}

function userRow(value: unknown): UserRow {
  const row = fields(value);
  return {
    id: text(row['id']),
    name: text(row['name']),
    login: text(row['login']),
    email: textOrNull(row['email']),
    active: row['active'] === true,
    kind: row['kind'] === 'system' ? 'system' : 'person',
    jobTitle: textOrNull(row['jobTitle']),
    licenses: numberOrNull(row['licenses']),
  };
}

function userDetails(value: unknown): UserDetails {
  const row = fields(value);
  return {
    ...userRow(row),
    department: textOrNull(row['department']),
    phone: textOrNull(row['phone']),
    lastLogin: textOrNull(row['lastLoginAt']),
    roles: list(row['roles']).map((role) => {
      const { id, name, description } = fields(role);
      return { id: text(id), name: text(name), description: textOrNull(description) };
    }),
  };
}

function product(value: unknown): Product {
  const row = fields(value);
  const seats = fields(row['seats']);
  const term = fields(row['term']);
  return {
    id: text(row['id']),
    name: text(row['name']),
    vendor: textOrNull(row['vendor']),
    type: one(['named', 'concurrent', 'server'] as const, seats['type']),
    paid: numberOrNull(seats['paid']),
    used: numberOrNull(seats['used']) ?? 0,
    available: numberOrNull(seats['available']),
    termState: one(['current', 'expired', 'future', 'none'] as const, term['state']),
    due: textOrNull(term['due']),
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new HttpError('unexpected');
  return value as Record<string, unknown>;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new HttpError('unexpected');
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new HttpError('unexpected');
  return value;
}

function one<T>(known: readonly T[], value: unknown): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new HttpError('unexpected');
  return found;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
