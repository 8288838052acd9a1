import * as z from 'zod/mini';
import { LicensingError } from '../../licensing/errors.ts';
import { orAbort } from '../or-abort.ts';
import { type Shape, check, fromJson } from '../parse.ts';
import { fromStatus, fromThrown } from '../request-errors.ts';
import { csrfToken, likelyBases } from './creatio-base.ts';
import { inShort, isPage, refusalIn } from './creatio-errors.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { type SelectQuery, toWire } from './select-query.ts';
import { unwrap } from './unwrap.ts';
import { wait } from './wait.ts';
import { selectAnswer } from './wire.ts';

/** `DeleteLicenses` is not here and never will be: it wipes all. */
export type LicenseMethod =
  | 'GetLicenses' | 'GetLicenseData' | 'GetUsersPackages' | 'AddUsersPackages' | 'DeleteUsersPackages' | 'SaveLicenseData';
export type AdministrationMethod = 'GetAvailableLicPackages' | 'UpdateLicenseInfo' | 'TerminateSession';

/**
 * Asks Creatio's services and parses what they answer. Finds out by itself under which base they answer, unwraps results, and
 * tells a sign-in page from an answer. A read is asked once more when the host stumbles; a write is sent once. Rejects with a
 * `LicensingError`, or with the signal's reason.
 */
export interface CreatioApi {
  /** `LicenseService.svc`, or its twin for an administrator without a license. `body` is sent as JSON whatever it is. */
  license<S extends Shape>(method: LicenseMethod, body: unknown, shape: S, signal: AbortSignal): Promise<z.output<S>>;
  /** Whether writes go to the twin, which has `SaveLicenseData` only. Known once anything was asked of `license`. */
  readonly byTwin: boolean;
  administration<S extends Shape>(method: AdministrationMethod, body: unknown, shape: S, signal: AbortSignal): Promise<z.output<S>>;
  /** Rows, each parsed. */
  select<S extends Shape>(query: SelectQuery, row: S, signal: AbortSignal): Promise<readonly z.output<S>[]>;
  /** The base that has answered, such as `https://crm.example.com/0`; null = none yet. */
  readonly base: string | null;
}

type Endpoint = 'DataService/json/SyncReply' | 'rest/AdministrationService' | `ServiceModel/${'LicenseService' | 'LicenseManagerProxyService'}.svc`;

/** What changes something: never sent again by itself, and given more time. */
const writes: ReadonlySet<string> = new Set<LicenseMethod | AdministrationMethod>([
  'AddUsersPackages', 'DeleteUsersPackages', 'SaveLicenseData', 'UpdateLicenseInfo', 'TerminateSession',
]);
/** How many times as long as a read a write may take. */
const WRITE_TIMES = 4;
/** Before a read is asked once more, in milliseconds. */
const RETRY_MS = 300;

export function createCreatioApi({ baseUrl, fetch, readMs = 30_000, pause = wait }: CreatioOptions): CreatioApi {
  const bases = likelyBases(baseUrl);
  let base: string | null = null;
  /** Undefined: the service itself has not answered yet. */
  let byTwin: boolean | undefined;

  /** Whatever JSON is answered. */
  async function send(url: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    const token = csrfToken(url);
    const request = new Request(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json', ForceUseSession: 'true', ...(token && { BPMCSRF: token }) },
      body: JSON.stringify(body),
      signal,
    });
    let response: Response;
    let text: string;
    try {
      // A host's own fetch may not listen to the signal; whoever leaves must not wait for it.
      response = await orAbort((fetch ?? globalThis.fetch)(request), signal);
      text = (await orAbort(response.text(), signal)).trim();
    } catch (error) {
      throw error instanceof TypeError ? new LicensingError('offline', inShort(error.message)) : error;
    }
    const { ok, status } = response;
    const isAway = status < 200 || (status >= 300 && status < 400);
    if (isAway || (ok && isPage(text))) throw new LicensingError('signed-out', 'the sign-in page instead of an answer');
    if (ok) return fromJson(text);
    const why = status === 403 && !token ? '; there is no BPMCSRF cookie that could be sent as a header' : '';
    // A method that an address does not take: nothing of ours is there.
    const plain = fromStatus(response, status === 405 ? 'not-found' : undefined, `HTTP ${status}${why}`);
    const told = plain.code === 'rejected' || plain.code === 'server' ? refusedBy(text) : null;
    // Of a server that failed the words don't tell whether it may do better next time.
    throw told && (plain.code === 'rejected' || told.code !== 'rejected') ? told : plain;
  }

  /** A read is asked once more. */
  async function sendSafely(url: string, body: unknown, signal: AbortSignal, isWrite: boolean): Promise<unknown> {
    try {
      return await send(url, body, signal);
    } catch (error) {
      if (isWrite || !(error instanceof LicensingError) || (error.code !== 'offline' && error.code !== 'server')) throw error;
      await pause(RETRY_MS, signal);
      return send(url, body, signal);
    }
  }

  /** Goes to the base that is known, else to one after the other until there is an answer. */
  async function find(path: string, body: unknown, signal: AbortSignal, isWrite: boolean): Promise<unknown> {
    if (base !== null) {
      return sendSafely(base + path, body, signal, isWrite).catch((error: unknown) => {
        // Not to be taken for a person or a batch that nobody knows.
        throw error instanceof LicensingError && error.code === 'not-found' ? new LicensingError('rejected', `nothing answers at ${path}`) : error;
      });
    }
    let signedOut: LicensingError | undefined;
    for (const each of bases) {
      try {
        const value = await sendSafely(each + path, body, signal, isWrite);
        base ??= each;
        return value;
      } catch (error) {
        // The other base may be the one: nothing was done at this one.
        if (!(error instanceof LicensingError) || (error.code !== 'not-found' && error.code !== 'signed-out')) throw error;
        if (error.code === 'signed-out') signedOut ??= error;
      }
    }
    throw signedOut ?? new LicensingError('unexpected-shape', `no Creatio answers at ${bases.map((each) => each + path).join(' or ')}`);
  }

  async function ask<S extends Shape>(endpoint: Endpoint, method: string, body: unknown, shape: S, signal: AbortSignal): Promise<z.output<S>> {
    const isWrite = writes.has(method);
    const limited = AbortSignal.any([signal, AbortSignal.timeout(isWrite ? readMs * WRITE_TIMES : readMs)]);
    try {
      return unwrap(await find(`/${endpoint}/${method}`, body, limited, isWrite), `${method}Result`, shape);
    } catch (error) {
      throw fromThrown(error, signal);
    }
  }

  return {
    async license(method, body, shape, signal) {
      const askOf = (service: 'LicenseService' | 'LicenseManagerProxyService') => ask(`ServiceModel/${service}.svc`, method, body, shape, signal);
      if (byTwin) return askOf('LicenseManagerProxyService');
      try {
        const answer = await askOf('LicenseService');
        byTwin ??= false;
        return answer;
      } catch (error) {
        const isRefused = error instanceof LicensingError && error.code === 'forbidden';
        if (!isRefused || byTwin === false || method.endsWith('UsersPackages')) throw error;
        return askOf('LicenseManagerProxyService').then(
          (answer) => ((byTwin = true), answer),
          () => {
            throw error;
          },
        );
      }
    },
    get byTwin() {
      return !!byTwin;
    },
    administration: (method, body, shape, signal) => ask('rest/AdministrationService', method, body, shape, signal),
    async select(query, row, signal) {
      const { rows } = await ask('DataService/json/SyncReply', 'SelectQuery', toWire(query), selectAnswer, signal);
      return check(rows ?? [], z.array(row));
    },
    get base() {
      return base;
    },
  };
}

function refusedBy(text: string): LicensingError | null {
  try {
    return refusalIn(fromJson(text));
  } catch {
    return null;
  }
}
