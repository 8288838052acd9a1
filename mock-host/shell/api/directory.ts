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

/** The host's own questions about users. Every method rejects with `HttpError` or the abort reason. */
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

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
