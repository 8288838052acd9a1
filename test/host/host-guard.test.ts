import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import semver from 'semver';
import { type GuardNeeds, checkHost, readHost, satisfies } from '../../src/host/host-guard.ts';
import type { HostServices } from '../../src/host/host-services.ts';

const needs: GuardNeeds = { version: '0.1.0', hostApi: '^1.2.0', views: ['licenses-tab', 'session-manager', 'grant-recall', 'batches'] };

const good: HostServices = {
  apiVersion: '1.2.3',
  view: { name: 'licenses-tab', userId: 'u1' },
  baseUrl: '/licensing/v1',
  can: () => true,
  user: { id: 'a1', name: 'Supervisor' },
  locale: 'en-US',
  timeZone: 'Europe/Kyiv',
  direction: 'ltr',
  theme: 'light',
};

const check = (host: unknown): string | null => checkHost(readHost(host), needs);
const starts = "License administration can't start: ";

describe('a host that is in order', () => {
  test('passes without its optional functions, and with all of them', () => {
    assert.equal(check(good), null);
    const f = async () => undefined;
    assert.equal(check({ ...good, fetch: f, confirm: f, notify: f, pending: f, remember: f, signedOut: f, open: f, close: f, linkTo: f, now: f }), null);
  });

  test('is asked of each view for what that view needs', () => {
    assert.equal(check({ ...good, view: { name: 'session-manager' } }), null);
    assert.equal(check({ ...good, view: { name: 'session-manager', remembered: '{"sort":[]}' } }), null);
    // What is of another view is none of this one's business.
    assert.equal(check({ ...good, view: { name: 'session-manager', userId: 7 } }), null);
    assert.equal(check({ ...good, view: { name: 'licenses-tab', userId: 'u1', remembered: 7 } }), null);
  });

  test('CR-5 opens the dialog for people it names, whoever matches, holders, a selection, or a batch', () => {
    const subjects = [
      { users: ['u1', 'u2'], change: 'recall', products: ['p1'] }, { matching: { search: 'ann', filters: ['active'] } }, { matching: { search: '', filters: [] } },
      { holdersOf: 'p1' }, { selectionId: 's1', products: ['p1'] }, { batchId: 'b1' }, { undo: 'b1' }, { undo: 'b1', users: undefined },
    ];
    for (const subject of subjects) assert.equal(check({ ...good, view: { name: 'grant-recall', ...subject } }), null, JSON.stringify(subject));
    assert.equal(check({ ...good, view: { name: 'batches' } }), null);
    assert.equal(check({ ...good, view: { name: 'batches', batchId: 'b1' } }), null);
  });

  test('may be of 1.0.0 of the contract, which knows no `remember`: what came later is optional', () => {
    const { apiVersion: _version, ...rest } = good;
    assert.equal(checkHost(readHost({ ...rest, apiVersion: '1.0.0' }), { ...needs, hostApi: '^1.0.0' }), null);
  });

  test('may hand over an optional function as undefined', () => assert.equal(check({ ...good, confirm: undefined }), null));

  test('may live on another origin and end its address in a slash', () => {
    assert.equal(check({ ...good, baseUrl: 'https://licensing.example/api/' }), null);
  });

  test('may be an object of a class; its functions keep it as `this`', () => {
    class Shell {
      #rights = ['CanManageLicUsers'];
      can(operation: string): boolean {
        return this.#rights.includes(operation);
      }
      get locale(): string {
        return 'de';
      }
    }
    const { can: _can, locale: _locale, ...rest } = good;
    const shell = Object.assign(new Shell(), rest);
    const handed = readHost(shell)!;
    assert.equal(checkHost(handed, needs), null);
    assert.equal((handed['can'] as HostServices['can'])('CanManageLicUsers'), true);
    assert.equal(handed['locale'], 'de');
  });
});

describe('a host that is not in order gets one sentence that names what is wrong', () => {
  const wrong: [field: string, value: unknown, says: string][] = [
    ['apiVersion', undefined, '`apiVersion` is missing'],
    ['apiVersion', 1, '`apiVersion` is not a version such as 1.0.0'],
    ['apiVersion', 'latest', '`apiVersion` is not a version such as 1.0.0'],
    ['view', undefined, '`view` is missing'],
    ['view', null, '`view` is not an object'],
    ['view', 'licenses-tab', '`view` is not an object'],
    ['view', { name: 'sessions', userId: 'u1' }, '`view.name` is not one of licenses-tab, session-manager, grant-recall, batches'],
    ['view', { name: 'constructor' }, '`view.name` is not one of licenses-tab, session-manager, grant-recall, batches'],
    ['view', { name: 'licenses-tab' }, '`view.userId` is missing'],
    ['view', { name: 'licenses-tab', userId: '' }, '`view.userId` is not a filled text'],
    ['view', { name: 'licenses-tab', userId: 7 }, '`view.userId` is not a filled text'],
    ['view', { name: 'session-manager', remembered: { sort: [] } }, '`view.remembered` is not text'],
    ['view', { name: 'session-manager', remembered: null }, '`view.remembered` is not text'],
    ['view', { name: 'batches', batchId: '' }, '`view.batchId` is not a filled text'],
    ...[{}, { users: ['u1'], undo: 'b1' }, { users: ['u1'], matching: { search: '', filters: [] } }].map((subject): [string, unknown, string] => [
      'view', { name: 'grant-recall', ...subject }, '`view` has not exactly one of users, matching, selectionId, holdersOf, batchId, undo',
    ]),
    ['view', { name: 'grant-recall', users: 'u1' }, '`view.users` is not a list of filled texts'],
    ['view', { name: 'grant-recall', users: ['u1', 7] }, '`view.users` is not a list of filled texts'],
    ['view', { name: 'grant-recall', users: ['u1'], products: [''] }, '`view.products` is not a list of filled texts'],
    ['view', { name: 'grant-recall', users: ['u1'], change: 'swap' }, '`view.change` is not grant or recall'],
    ['view', { name: 'grant-recall', matching: { search: 'x' } }, '`view.matching` is not a `search` text with a list of `filters`'],
    ['view', { name: 'grant-recall', matching: null }, '`view.matching` is not a `search` text with a list of `filters`'],
    ['baseUrl', '', '`baseUrl` is not a web address'],
    ['baseUrl', 'javascript:alert(1)', '`baseUrl` is not a web address'],
    ['baseUrl', 'data:text/plain,x', '`baseUrl` is not a web address'],
    ['baseUrl', 'http://[', '`baseUrl` is not a web address'],
    ['baseUrl', new URL('https://a.example'), '`baseUrl` is not a web address'],
    ['fetch', 'fetch', '`fetch` is not a function'],
    ['can', undefined, '`can` is missing'],
    ['can', true, '`can` is not a function'],
    ['user', undefined, '`user` is missing'],
    ['user', { id: 'a1' }, '`user.name` is missing'],
    ['user', { id: '', name: 'x' }, '`user.id` is not a filled text'],
    ['locale', 'english please', '`locale` is not a language tag such as en-US'],
    ['locale', ['en'], '`locale` is not a language tag such as en-US'],
    ['timeZone', 'Mars/Olympus', '`timeZone` is not a time zone such as Europe/Kyiv'],
    ['timeZone', '', '`timeZone` is not a time zone such as Europe/Kyiv'],
    ['direction', 'up', '`direction` is not one of ltr, rtl'],
    ['theme', 'sepia', '`theme` is not one of light, dark, high-contrast'],
    ['theme', null, '`theme` is not one of light, dark, high-contrast'],
    ['confirm', null, '`confirm` is not a function'],
    ['notify', {}, '`notify` is not a function'],
    ['pending', 0, '`pending` is not a function'],
    ['remember', 'me', '`remember` is not a function'],
    ['signedOut', Promise.resolve(), '`signedOut` is not a function'],
    ['open', 'up', '`open` is not a function'],
    ['close', true, '`close` is not a function'],
    ['linkTo', '/batches', '`linkTo` is not a function'],
    ['now', 1_700_000_000_000, '`now` is not a function'],
  ];
  for (const [field, value, says] of wrong) {
    test(`${field}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`, () => {
      assert.equal(check({ ...good, [field]: value }), `${starts}the host's ${says}.`);
    });
  }

  test('every required field is asked for', () => {
    const sentence = check({});
    for (const field of Object.keys(good)) assert.match(sentence!, new RegExp(`\`${field}\` is missing`));
  });

  test('all problems at once', () => {
    assert.equal(
      check({ ...good, can: 1, theme: 'x', locale: undefined }),
      `${starts}the host's \`can\` is not a function, \`locale\` is missing and \`theme\` is not one of light, dark, high-contrast.`,
    );
  });

  test('no host at all', () => {
    for (const host of [undefined, null, 'host', 7, () => good]) {
      assert.equal(check(host), `${starts}the host handed over no services.`);
    }
  });

  test('a field that throws when it is read', () => {
    const host = { ...good, get locale(): string { throw new Error('no'); } };
    assert.equal(check(host), `${starts}the host's \`locale\` can't be read.`);
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    assert.match(check({ ...good, view: revoked.proxy })!, /`view\.name` can't be read\.$/);
    assert.match(check(revoked.proxy)!, /`can` can't be read/);
    assert.match(check({ ...good, view: { name: 'grant-recall', matching: revoked.proxy } })!, /`view\.matching` is not/);
  });
});

describe('versions of the host contract', () => {
  test('outside the range: one sentence that names both, and nothing about fields of that other version', () => {
    assert.equal(
      check({ ...good, apiVersion: '2.0.0', can: undefined }),
      `${starts}version 0.1.0 of it needs host API ^1.2.0, and this host has 2.0.0.`,
    );
    for (const apiVersion of ['1.1.9', '0.9.0', '1.3.0-beta.1']) {
      assert.match(check({ ...good, apiVersion })!, new RegExp(`this host has ${apiVersion}\\.$`));
    }
  });

  test('a range means what semantic versioning says it means', () => {
    const part = fc.integer({ min: 0, max: 12 });
    const version = fc.tuple(part, part, part, fc.constantFrom('', '', '', '-rc.1', '+build.5')).map(([a, b, c, d]) => `${a}.${b}.${c}${d}`);
    const range = fc.tuple(fc.integer({ min: 1, max: 12 }), part, part).map((parts) => `^${parts.join('.')}`);
    fc.assert(fc.property(version, range, (v, r) => assert.equal(satisfies(v, r), semver.satisfies(v, r))), { numRuns: 2000 });
  });

  test('nothing a host says is repeated at length', () => {
    const long = 'x'.repeat(10_000);
    for (const field of Object.keys(good)) {
      assert.ok((check({ ...good, [field]: long }) ?? '').length < 200, field);
      assert.ok((check({ ...good, [field]: `1.0.0-${long}` }) ?? '').length < 200, field);
    }
  });
});

test('reading never throws and changes nothing, whatever it is given', () => {
  fc.assert(fc.property(fc.anything(), fc.anything(), (host, view) => void checkHost(readHost({ ...good, view, can: host }), needs)));
  fc.assert(fc.property(fc.anything(), (host) => void checkHost(readHost(host), needs)));
});
