import type { CreatioOptions } from '../../../../src/host/creatio/creatio-options.ts';
import { MemoryKept } from '../../../support/memory-kept.ts';
import { guid } from '../../../support/memory-creatio.ts';

interface Package {
  readonly type: 0 | 1 | 2;
  /** Seats of each term. */
  readonly counts: readonly number[];
  /** Whether it has a term today; else it was due yesterday. */
  readonly current: boolean;
}

/** A wish of `UpdateLicenseInfo`. */
export type Wish = readonly [packageId: string, held: boolean];

/** What Creatio answers about one user's licenses, over HTTP and in memory, with a hand in everything. */
export class FakeCreatio {
  readonly user = 'a0000001-0000-4000-8000-00000000000a';
  readonly others = [guid(1, 2), guid(1, 3), guid(1, 4), guid(1, 5)] as const;
  readonly inactive = new Set<string>();
  readonly packages = new Map<string, Package>();
  /** By `user package`, its source. */
  readonly held = new Map<string, number>();
  /** `user package` of those who hold it by a role as well. */
  readonly byRoleToo = new Set<string>();
  /** Methods called, in order. */
  readonly calls: string[] = [];
  /** By source; null = before there was role-based distribution. */
  captions: Readonly<Record<number, string>> | null = null;
  mayChange = true;
  now = Date.UTC(2026, 10, 22, 12);
  kept = new MemoryKept();
  /** Runs before a call is carried out, and after; may answer in its stead, or throw to break the connection. */
  before: (method: string) => Response | void = () => {};
  after: (method: string) => Response | void = () => {};
  /** Carries out wishes; answers why not all were. */
  update: (userId: string, wishes: readonly Wish[]) => string = (userId, wishes) => wishes.map((wish) => this.fulfil(userId, wish)).join('');

  get options(): CreatioOptions {
    return {
      baseUrl: 'http://creatio.test/',
      user: { id: guid(9, 1), name: 'Supervisor' },
      now: () => this.now,
      kept: this.kept,
      fetch: async (request) => {
        const method = request.url.split('/').pop()!;
        this.calls.push(method);
        const body = (await request.json()) as never;
        return this.before(method) ?? this.#answer(method, body);
      },
    };
  }

  pack(n: number, { type = 0, counts = [5], current = true }: Partial<Package> = {}): string {
    this.packages.set(guid(2, n), { type, counts, current });
    return guid(2, n);
  }

  hold(userId: string, packageId: string, source = 1): void {
    this.held.set(`${userId} ${packageId}`, source);
  }

  drop(userId: string, packageId: string): void {
    this.held.delete(`${userId} ${packageId}`);
  }

  holds(userId: string, packageId: string): boolean {
    return this.held.has(`${userId} ${packageId}`);
  }

  /** Active users who hold it. */
  used(packageId: string): number {
    return [this.user, ...this.others].filter((id) => this.holds(id, packageId) && !this.inactive.has(id)).length;
  }

  paid(packageId: string): number {
    return this.packages.get(packageId)!.counts.reduce((sum, count) => sum + count, 0);
  }

  /** As Creatio does; answers why not, or nothing. */
  fulfil(userId: string, [packageId, held]: Wish): string {
    if (!held) this.drop(userId, packageId);
    else if (this.packages.get(packageId)!.type === 0 && this.used(packageId) >= this.paid(packageId)) return `Package ${packageId}: all licenses are in use. `;
    else this.hold(userId, packageId);
    return '';
  }

  #answer(method: string, body: { userId: string; licenseItems: string } & readonly string[] & string): Response {
    const value = this.#carryOut(method, body);
    return this.after(method) ?? Response.json(value);
  }

  #carryOut(method: string, body: { userId: string; licenseItems: string } & readonly string[] & string): unknown {
    const row = (Id: string): object => ({ Id, Login: Id.slice(-2), Name: `Person ${Id.slice(-2)}`, Email: '', Active: !this.inactive.has(Id), Type: 4 });
    switch (method) {
      case 'SelectQuery':
        return { success: true, rows: [this.user, ...this.others].filter((id) => JSON.stringify(body).includes(id)).map(row) };
      case 'GetLicenses':
        return { success: true, errorInfo: null, licenses: [...this.packages.keys()].flatMap((id) => this.#rows(id)) };
      case 'GetLicenseData':
        return { success: true, errorInfo: null, licenses: this.#rows(body), users: this.#holders(body) };
      case 'GetUsersPackages':
        return { packageIds: [...this.packages.keys()].filter((id) => body.some((user) => this.holds(user, id))), errorInfo: null };
      case 'GetAvailableLicPackages':
        return { GetAvailableLicPackagesResult: JSON.stringify(this.#available(body.userId)) };
      case 'UpdateLicenseInfo':
        return { UpdateLicenseInfoResult: this.update(body.userId, Object.entries(JSON.parse(body.licenseItems) as Record<string, boolean>)) };
      default:
        throw new Error(method);
    }
  }

  #rows(packageId: string): object[] {
    const { type, counts, current } = this.packages.get(packageId)!;
    return counts.map((count, at) => ({
      id: guid(3, at), packageId, packageName: `Package ${packageId.slice(-2)}`, type, startDate: '2026-01-01T00:00:00',
      dueDate: current ? '2026-12-31T00:00:00' : '2026-11-21T00:00:00', isActive: true, count,
    }));
  }

  #holders(packageId: string): object[] {
    return [this.user, ...this.others]
      .filter((id) => this.holds(id, packageId))
      .flatMap((value) => {
        const [key, sysAdminUnit] = [`${value} ${packageId}`, { value, displayValue: '' }];
        return [{ sysAdminUnit, ...(this.captions && { source: this.held.get(key) }) }, ...(this.byRoleToo.has(key) ? [{ sysAdminUnit, source: 2 }] : [])];
      });
  }

  #available(userId: string): object[] {
    const isActive = !this.inactive.has(userId);
    return [...this.packages].filter(([, { current }]) => current).map(([Id, { type, counts }]) => {
      const Checked = isActive && this.holds(userId, Id);
      // The latest term's alone, as found in the wild.
      const available = counts.at(-1)! - this.used(Id);
      return {
        Id, Type: type, Caption: Id, Checked, Enabled: isActive && this.mayChange && (Checked || type === 2 || available > 0),
        AvailableCount: available, PaidCount: counts.at(-1), UsedCount: this.used(Id),
        SysLicSource: this.captions && (Checked ? this.captions[this.held.get(`${userId} ${Id}`)!] : ''),
      };
    });
  }
}
