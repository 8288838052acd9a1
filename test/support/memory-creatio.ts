import type { AssignmentSource } from '../../src/licensing/license.ts';
import type { CreatioApi } from '../../src/host/creatio/creatio-api.ts';
import type { CreatioOptions } from '../../src/host/creatio/creatio-options.ts';
import type { Condition, SelectQuery } from '../../src/host/creatio/select-query.ts';
import type * as wire from '../../src/host/creatio/wire.ts';
import type * as z from 'zod/mini';
import { check } from '../../src/host/parse.ts';
import { MemoryKept } from './memory-kept.ts';

export interface MemoryUser {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  active: boolean;
  /** As `SysAdminUnitTypeValue`. */
  readonly type: number;
}

type Source = AssignmentSource | 'both' | null;
type LicenseRow = z.input<typeof wire.licenseRow>;

/** A GUID that is the same each time. */
export const guid = (kind: number, n: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** What Creatio answers to reads, in memory, behind the adapter's own API. */
export class MemoryCreatio {
  readonly users = new Map<string, MemoryUser>();
  readonly rows: LicenseRow[] = [];
  /** By package, by user; null = this Creatio does not tell a source, `both` = a role gives what was given by hand too. */
  readonly held = new Map<string, Map<string, Source>>();
  /** Calls made, in order, such as `GetLicenseData <package>`. */
  readonly calls: string[] = [];
  /** Runs before each call; throw to refuse it, await to delay it. */
  before: (call: string) => Promise<void> | void = () => {};
  now = Date.UTC(2026, 10, 22, 5, 30);
  /** Whom it grants nothing, without a word. */
  readonly refusing = new Set<string>();
  /** Only the service for administrators without a license answers. */
  byTwin = false;
  /** Runs after a call was carried out; throw to lose its answer. */
  after: (call: string) => Promise<void> | void = () => {};
  /** Names that the users' tab does not tell of. */
  readonly unlisted = new Set<string>();

  readonly options: CreatioOptions & { readonly kept: MemoryKept } = {
    baseUrl: 'http://creatio.test/',
    user: { id: guid(9, 1), name: 'Supervisor' },
    now: () => this.now,
    kept: new MemoryKept(),
  };

  readonly api: CreatioApi = this.#makeApi();

  #makeApi(): CreatioApi {
    const isByTwin = (): boolean => this.byTwin;
    return {
      license: async (method, body, shape, signal) => check(await this.#ask(method, body, signal), shape),
      administration: async (method, body, shape, signal) => check(await this.#ask(method, body, signal), shape),
      select: async (query, row, signal) => {
        const call = `SelectQuery ${JSON.stringify(query.where ?? [])}`;
        await this.#enter(call, signal);
        const rows = this.#select(query).map((one) => check(one, row));
        await this.after(call);
        return rows;
      },
      get byTwin() {
        return isByTwin();
      },
      base: 'http://creatio.test',
    };
  }

  user(n: number, about: Partial<MemoryUser> = {}): string {
    const user = { id: guid(1, n), name: `Person ${n}`, login: `p${n}`, email: `p${n}@example.com`, active: true, type: 4, ...about };
    this.users.set(user.id, user);
    return user.id;
  }

  /** A package with a row for each term. */
  pack(n: number, ...terms: Partial<LicenseRow>[]): string {
    const packageId = guid(2, n);
    for (const [index, term] of terms.entries()) {
      const id = guid(3, n * 100 + index);
      this.rows.push({ id, packageId, packageName: `Package ${n}`, type: 0, startDate: null, dueDate: null, isActive: true, count: 5, ...term });
    }
    this.held.set(packageId, new Map());
    return packageId;
  }

  hold(userId: string, packageId: string, source: Source = 'direct'): void {
    this.held.get(packageId)!.set(userId, source);
  }

  drop(userId: string, packageId: string): void {
    this.held.get(packageId)!.delete(userId);
  }

  async #ask(method: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const call = typeof body === 'string' ? `${method} ${body}` : method;
    await this.#enter(call, signal);
    const answer = this.#answer(method, body);
    await this.after(call);
    return answer;
  }

  #answer(method: string, body: unknown): unknown {
    switch (method) {
      case 'GetLicenses':
        return { success: true, licenses: this.rows };
      case 'GetLicenseData':
        return {
          success: true,
          licenses: this.rows.filter(({ packageId }) => packageId === body),
          users: [...(this.held.get(body as string) ?? [])].flatMap(([id, source]) =>
            (source === 'both' ? (['role', 'direct'] as const) : [source]).map((one) => ({
              sysAdminUnit: { value: id.toUpperCase(), displayValue: '' }, ...(one && { source: one === 'direct' ? 1 : 2 }),
            }))),
        };
      case 'GetAvailableLicPackages':
        return [...this.held].filter(([id]) => !this.unlisted.has(id)).map(([Id, holders]) => ({
          Id, Type: 0, Caption: Id, Enabled: true, Checked: false, AvailableCount: 7, PaidCount: 7,
          UsedCount: [...holders.keys()].filter((id) => this.users.get(id)?.active).length,
        }));
      case 'AddUsersPackages':
      case 'DeleteUsersPackages': {
        const { userIds, packageIds } = body as { readonly userIds: readonly string[]; readonly packageIds: readonly string[] };
        for (const packageId of packageIds) this.#write(packageId, method === 'AddUsersPackages' ? userIds : [], method === 'AddUsersPackages' ? [] : userIds);
        return { success: true };
      }
      case 'SaveLicenseData': {
        const { packageId, addedUsers, deletedUsers } = body as z.output<typeof wire.saveLicenseRequest>;
        this.#write(packageId, addedUsers, deletedUsers);
        return { success: true };
      }
      default:
        throw new Error(`nobody should ask ${method}`);
    }
  }

  /** Who finds no seat is left out, and nothing is said of it. */
  #write(packageId: string, added: readonly string[], deleted: readonly string[]): void {
    const holders = this.held.get(packageId)!;
    for (const id of deleted) holders.delete(id);
    const paid = this.rows.reduce((sum, row) => (row.packageId === packageId ? sum + row.count : sum), 0);
    let used = [...holders.keys()].filter((holder) => this.users.get(holder)?.active).length;
    for (const id of added) {
      if (!this.users.get(id)?.active || holders.has(id) || used >= paid || this.refusing.has(id)) continue;
      holders.set(id, 'direct');
      used++;
    }
  }

  async #enter(call: string, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    await this.before(call);
    signal.throwIfAborted();
  }

  #select({ columns, where = [], orderBy = [], limit = Infinity, offset = 0 }: SelectQuery): Record<string, unknown>[] {
    const rows = [...this.users.values()].map((user) => ({
      Id: user.id, Name: user.login, 'Contact.Name': user.name, Email: user.email, Active: user.active, SysAdminUnitTypeValue: user.type,
    }));
    const told = rows
      .filter((row) => where.every((condition) => holds(condition, row)))
      .map((row) => Object.fromEntries(Object.entries(columns).map(([name, path]) => [name, row[path as keyof typeof row]])));
    const byColumns = (a: Record<string, unknown>, b: Record<string, unknown>): number => {
      const first = orderBy.find(({ column }) => a[column] !== b[column])?.column;
      return first === undefined ? 0 : String(a[first]) < String(b[first]) ? -1 : 1;
    };
    return told.sort(byColumns).slice(offset, offset + limit);
  }
}

const low = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function holds(condition: Condition, row: Readonly<Record<string, unknown>>): boolean {
  switch (condition.kind) {
    case 'any':
      return condition.of.some((one) => holds(one, row));
    case 'all':
      return condition.of.every((one) => holds(one, row));
    case 'in':
      return condition.values.some(({ value }) => low(value) === low(row[condition.path]));
    case 'contains':
      return String(row[condition.path] ?? '').toLowerCase().includes(condition.part.toLowerCase());
    case 'compare':
      return low(row[condition.path]) === low(condition.value.value);
    case 'null':
      return (row[condition.path] === null) === condition.is;
  }
}
