import * as z from 'zod/mini';
import type { LicensingError, LicensingErrorCode } from '../../licensing/errors.ts';
import { paidOn } from '../../licensing/seats.ts';
import { type CheckId, type CheckResult, type Finding, type SelfTestGateway, checkIds } from '../../licensing/self-test.ts';
import { asLicensingError } from '../../licensing/trouble.ts';
import { orAbort } from '../or-abort.ts';
import { createCreatioApi } from './creatio-api.ts';
import { csrfToken } from './creatio-base.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { dayOf } from './days.ts';
import { type LicensePackage, createDirectory } from './directory.ts';
import { openKept } from './kept/open-kept.ts';
import { type Kit, type KitServices, serviceOf, sysValuesOf, textIn } from './kit.ts';
import { isActive } from './sessions/active.ts';
import { columns, row } from './sessions/rows.ts';
import { createUsers, people } from './users.ts';
import * as wire from './wire.ts';

export interface SelfTestOptions extends CreatioOptions {
  /** Of the page. */
  readonly kit: Kit;
}

type Found = readonly [finding: Finding, facts?: CheckResult['facts']];
type Look = (signal: AbortSignal) => Promise<Found>;

/** What the plugin uses of the page's services, each with the method that matters. */
const services: { readonly [Name in keyof KitServices]: keyof KitServices[Name] } = {
  HttpClientService: 'post',
  RightsService: 'getCanExecuteOperation',
  SysValuesService: 'loadSysValues',
  DialogService: 'open',
  FeatureService: 'getFeatureState',
  CrtZoneService: 'runOutside',
};
/** The oldest Creatio that the services were read of. */
const OLDEST = [8, 1, 1];
/** As far as clocks may be apart before ages of sessions look wrong, in milliseconds. */
const CLOSE_MS = 60_000;
/** As long as the page's own services are waited for, in milliseconds. */
const KIT_MS = 10_000;
/** After these nothing else can be asked. */
const silent: ReadonlySet<LicensingErrorCode> = new Set(['signed-out', 'offline', 'timeout', 'unexpected-shape']);
/** Enough of them to see what they are like. */
const MOST_SESSIONS = 1_000;
/** Most names in one sentence. */
const NAMES = 5;

/** One question for each check, and none that changes anything. What a check needs and an earlier one did not find is `not-reached`. */
export function createSelfTest(options: SelfTestOptions): SelfTestGateway {
  const { kit, user, now = Date.now } = options;
  return {
    async *checks(signal) {
      const looks = createLooks();
      for (const id of checkIds) {
        const began = now();
        const found = await looks[id](signal).then(
          ([finding, facts = {}]) => ({ finding, facts, detail: '' }),
          (error: unknown) => {
            signal.throwIfAborted();
            const { code, detail } = asLicensingError(error);
            return { finding: code, facts: {}, detail };
          },
        );
        signal.throwIfAborted();
        yield { id, ...found, ms: Math.max(0, Math.round(now() - began)) };
      }
    },
  };

  function createLooks(): Record<CheckId, Look> {
    /** How far Creatio's clock is ahead, in milliseconds; undefined: it has not told. */
    let ahead: number | undefined;
    const api = createCreatioApi({
      ...options,
      async fetch(request) {
        const response = await (options.fetch ?? globalThis.fetch)(request);
        const date = Date.parse(response.headers.get('date') ?? '');
        if (!Number.isNaN(date)) ahead = date - now();
        return response;
      },
    });
    const directory = createDirectory(api, options);
    const users = createUsers(api);
    const seen: {
      reached?: boolean;
      packages?: ReadonlyMap<string, LicensePackage>;
      holders?: NonNullable<z.output<typeof wire.licenseData>['users']>;
      figures?: z.output<typeof wire.availablePackages>;
      users?: number;
    } = {};
    let refusal: LicensingError | undefined;

    /** Looks only if an earlier check has found what this one needs. */
    const needing =
      (name: keyof typeof seen, look: Look): Look =>
      async (signal) => (seen[name] ? look(signal) : ['not-reached']);
    const right =
      (operation: string): Look =>
      async (signal) => {
        const allowed = await fromKit(async () => serviceOf(kit, 'RightsService', 'getCanExecuteOperation')?.getCanExecuteOperation(operation), signal);
        return [typeof allowed !== 'boolean' ? 'right-untold' : allowed ? 'right-held' : 'right-missing', { right: operation }];
      };

    return {
      async base(signal) {
        try {
          await api.select({ schema: 'SysAdminUnit', columns: { Id: 'Id' }, where: [{ kind: 'compare', path: 'Id', by: '=', value: { type: 'guid', value: user.id } }], limit: 1 }, z.object({ Id: wire.guid }), signal);
        } catch (error) {
          signal.throwIfAborted();
          refusal = asLicensingError(error);
        }
        // Of one service that stumbles the others may still be asked.
        seen.reached = !!api.base || !silent.has(refusal!.code);
        if (api.base) return [api.base.endsWith('/0') ? 'base-framework' : 'base-net'];
        if (refusal!.code === 'unexpected-shape') return ['base-none'];
        throw refusal!;
      },
      async 'signed-in'() {
        if (refusal?.code === 'signed-out') throw refusal;
        // A refusal is an answer too.
        return [api.base || refusal!.code === 'forbidden' || refusal!.code === 'rejected' ? 'signed-in' : 'not-reached'];
      },
      csrf: async () => [csrfToken(new URL(options.baseUrl, globalThis.location?.href).href) ? 'csrf-read' : 'csrf-missing'],
      async version(signal) {
        const version = textIn((await fromKit(() => sysValuesOf(kit), signal))?.coreVersion);
        return version ? [isOlder(version) ? 'version-old' : 'version-known', { version }] : ['version-untold'];
      },
      'right-licenses': right('CanManageLicUsers'),
      'right-sessions': right('CanManageAdministration'),
      service: needing('reached', async (signal) => {
        seen.packages = await directory.packages(signal, true);
        return [api.byTwin ? 'service-twin' : 'service-own'];
      }),
      licenses: needing('packages', async () => {
        const packages = seen.packages!.size;
        return packages ? ['licenses-read', { packages, terms: [...seen.packages!.values()].reduce((sum, { terms }) => sum + terms.length, 0) }] : ['licenses-none'];
      }),
      holders: needing('packages', async (signal) => {
        const [first] = seen.packages!.keys();
        if (first === undefined) return ['not-reached'];
        const { users: holders } = await api.license('GetLicenseData', first, wire.licenseData, signal);
        seen.holders = holders ?? [];
        return ['holders-read', { count: seen.holders.length }];
      }),
      tab: needing('reached', async (signal) => {
        seen.figures = await api.administration('GetAvailableLicPackages', { userId: user.id }, wire.availablePackages, signal);
        return ['tab-read', { count: seen.figures.length }];
      }),
      totals: needing('figures', async () => {
        if (!seen.packages) return ['not-reached'];
        const today = dayOf(now());
        const told = seen.figures!.flatMap(({ Id, Caption, PaidCount }) => {
          const known = seen.packages!.get(Id);
          const sum = known && paidOn(known.type, known.terms, today);
          return known && sum !== null ? [{ name: Caption, same: sum === PaidCount }] : [];
        });
        const wrong = told.filter(({ same }) => !same).map(({ name }) => name);
        return wrong.length ? ['totals-differ', { count: wrong.length, names: listed(wrong) }] : ['totals-equal', { count: told.length }];
      }),
      source: needing('figures', async () => [
        [...seen.figures!].some((figure) => 'SysLicSource' in figure) || seen.holders?.some((holder) => 'source' in holder) ? 'source-told' : 'source-untold',
      ]),
      users: needing('reached', async (signal) => {
        const everybody = await users.users(signal);
        seen.users = everybody.size;
        return ['users-read', { count: everybody.size, inactive: [...everybody.values()].filter(({ active }) => !active).length }];
      }),
      rows: needing('users', async (signal) => {
        // Whoever is there behind the last one was held back.
        const more = await api.select({ schema: 'SysAdminUnit', columns: { Id: 'Id' }, where: [people], orderBy: [{ column: 'Id' }], limit: 1, offset: seen.users! }, z.object({ Id: wire.guid }), signal);
        return more.length ? ['rows-cut', { limit: seen.users! }] : ['rows-whole'];
      }),
      sessions: needing('reached', async (signal) => {
        const active = await api.select({ schema: 'SysUserSession', columns, where: [isActive], orderBy: [{ column: 'Id' }], limit: MOST_SESSIONS }, row, signal);
        return ['sessions-read', { count: active.length }];
      }),
      storage: () => openKept(options).list('batches', 'self-test').then(() => ['storage-usable'], () => ['storage-refused']),
      async clock() {
        if (ahead === undefined) return ['clock-untold'];
        // The time in an answer has no fractions of a second.
        return [Math.abs(ahead) > CLOSE_MS ? 'clock-off' : 'clock-close', { seconds: Math.ceil(Math.abs(ahead) / 1000) }];
      },
      async kit() {
        const names = Object.keys(services) as (keyof KitServices)[];
        const missing = names.filter((name) => !serviceOf(kit, name, services[name] as never));
        return missing.length ? ['kit-partly', { names: listed(missing, names.length) }] : ['kit-whole', { names: listed(names, names.length) }];
      },
    };
  }
}

/** What the page's own services say; undefined when they fail or take too long. */
async function fromKit<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await orAbort(ask(), AbortSignal.any([signal, AbortSignal.timeout(KIT_MS)]));
  } catch {
    return undefined;
  }
}

function listed(names: readonly string[], most = NAMES): string {
  return names.slice(0, most).join(', ') + (names.length > most ? ' …' : '');
}

/** Whether a version such as `8.1.0.6716` is of before the oldest. */
function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = OLDEST.findIndex((part, index) => part !== (parts[index] ?? 0));
  return at >= 0 && (parts[at] ?? 0) < OLDEST[at]!;
}
