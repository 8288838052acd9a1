import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KitAnswer, KitServices } from '../../../src/host/creatio/kit.ts';
import { kitFetch } from '../../../src/host/creatio/kit-fetch.ts';

const url = 'https://crm.example.com/0/ServiceModel/LicenseService.svc/GetLicenses';
const post = (body: unknown): Request => new Request(url, { method: 'POST', headers: { 'content-type': 'application/json', ForceUseSession: 'true' }, body: JSON.stringify(body) });

/** A host's function that answers, or rejects with, what is given; and what it was asked. */
function http(answer: () => KitAnswer | Promise<KitAnswer>): KitServices['HttpClientService'] & { readonly asked: unknown[][] } {
  const asked: unknown[][] = [];
  const ask = (...args: unknown[]): Promise<KitAnswer> => {
    asked.push(args);
    return (async () => answer())();
  };
  return { asked, get: ask, post: ask };
}

const ok = (body: unknown): (() => KitAnswer) => () => ({ status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' }, body });

describe('the host’s own function for requests', () => {
  test('is handed objects as they are, and whatever else is JSON as its text', async () => {
    const host = http(ok('{}'));
    for (const body of [{ userIds: ['u1'] }, ['u1'], 'u1', null]) await kitFetch(host, post(body));
    assert.deepEqual(host.asked.map(([, body]) => body), [{ userIds: ['u1'] }, ['u1'], '"u1"', 'null']);
    assert.equal(host.asked[0]![0], url);
    assert.deepEqual(host.asked[0]![2], { headers: { 'content-type': 'application/json', forceusesession: 'true' }, responseType: 'text' });
  });

  test('answers as fetch does', async () => {
    const answer = await kitFetch(http(ok('{"success":true}')), post(null));
    assert.deepEqual([answer.ok, answer.status, answer.headers.get('content-type'), await answer.json()], [true, 200, 'application/json', { success: true }]);
    // Some turn JSON into values although they were asked for text.
    assert.deepEqual(await (await kitFetch(http(ok({ success: true })), post(null))).json(), { success: true });
    assert.equal(await (await kitFetch(http(() => ({ status: 204 })), post(null))).text(), '');
  });

  test('also where it rejects for a status, with what the host has said', async () => {
    const refused = http(() => Promise.reject(Object.assign(new Error('Forbidden'), { status: 403, error: 'no right', headers: new Headers({ 'content-type': 'text/plain' }) })));
    const answer = await kitFetch(refused, post(null));
    assert.deepEqual([answer.ok, answer.status, await answer.text(), answer.headers.get('content-type')], [false, 403, 'no right', 'text/plain']);
  });

  test('and has no answer where there was none', async () => {
    for (const told of [Object.assign(new Error('unknown'), { status: 0 }), new Error('no chain'), undefined]) {
      await assert.rejects(kitFetch(http(() => Promise.reject(told)), post(null)), TypeError);
    }
    await assert.rejects(kitFetch(http(() => undefined as unknown as KitAnswer), post(null)), TypeError);
  });

  test('gets what is asked for with GET', async () => {
    const host = http(ok('{}'));
    await kitFetch(host, new Request(url));
    assert.equal(host.asked[0]!.length, 2);
  });
});
