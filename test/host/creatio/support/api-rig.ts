import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type * as z from 'zod/mini';
import { type CreatioApi, createCreatioApi } from '../../../../src/host/creatio/creatio-api.ts';
import type { CreatioOptions } from '../../../../src/host/creatio/creatio-options.ts';
import * as wire from '../../../../src/host/creatio/wire.ts';
import { LicensingError, type LicensingErrorCode } from '../../../../src/licensing/errors.ts';

export const { signal } = new AbortController();
export const packageId = '11111111-1111-4111-8111-111111111111';
export const license = { id: packageId, packageId, packageName: 'Studio', type: 0, startDate: null, dueDate: null, isActive: true, count: 5 };
export const licenses = { success: true, errorInfo: null, licenses: [license] };
export const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>';

export type Answer = () => Response | Promise<Response>;

export const json = (body: unknown, status = 200, headers = {}): Answer => () => Response.json(body, { status, headers });
export const text = (body: string, status = 200, headers = {}): Answer => () => new Response(body, { status, headers });
export const nothing = text(page, 404);
export const down: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

/** An API and what was asked of its host. */
export interface ApiRig {
  readonly api: CreatioApi;
  readonly asked: Request[];
  /** Bodies. */
  readonly sent: string[];
  urls(): string[];
  /** A read. */
  getLicenses(by?: AbortSignal): Promise<z.output<typeof wire.licenses>>;
  /** A write. */
  update(by?: AbortSignal): Promise<string>;
}

/** The host gives these answers in turn, the last one for ever. */
export function apiOf(answers: readonly Answer[], options: Partial<CreatioOptions> = {}): ApiRig {
  const asked: Request[] = [];
  const sent: string[] = [];
  const api = createCreatioApi({
    baseUrl: 'https://crm.test/',
    user: { id: packageId, name: 'Supervisor' },
    fetch: async (request) => {
      asked.push(request);
      sent.push(await request.clone().text());
      return answers[Math.min(asked.length, answers.length) - 1]!();
    },
    ...options,
  });
  return {
    api,
    asked,
    sent,
    urls: () => asked.map(({ url }) => url),
    getLicenses: (by = signal) => api.license('GetLicenses', null, wire.licenses, by),
    update: (by = signal) => api.administration('UpdateLicenseInfo', { userId: packageId, licenseItems: '{}' }, wire.updateResult, by),
  };
}

/** For `assert.rejects`: one of our errors. */
export const told = (code: LicensingErrorCode, detail = /^/) => (error: unknown): boolean =>
  error instanceof LicensingError && (assert.deepEqual([error.code, detail.test(error.detail)], [code, true], error.message), true);

/** Makes this look like a page of a browser, for one test. */
export function inBrowser(t: TestContext, href: string, cookie: string): void {
  const globals = { location: new URL(href), document: { cookie } };
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true });
  t.after(() => {
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  });
}
