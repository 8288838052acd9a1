import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Kit } from '../../../src/host/creatio/kit.ts';
import { type SelfTestOptions, createSelfTest } from '../../../src/host/creatio/self-test.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { type CheckId, type CheckResult, checkIds, stateOf } from '../../../src/licensing/self-test.ts';
import { CreatioHost } from '../../contract/creatio-host.ts';
import type { TestClient } from '../../mock-host/server/support/test-client.ts';
import { itAdmin } from '../../mock-host/server/support/test-host.ts';

class Service {
  post = async () => ({ status: 200 });
  getCanExecuteOperation = async (operation: string) => operation === 'CanManageLicUsers';
  loadSysValues = async () => ({ coreVersion: '8.1.3.6716' });
  open = async () => 'confirm';
  getFeatureState = async () => true;
  runOutside = <T>(run: () => T) => run();
}
const names = ['HttpClientService', 'RightsService', 'SysValuesService', 'DialogService', 'FeatureService', 'CrtZoneService'];
const kit = { registerViewElement() {}, ...Object.fromEntries(names.map((name) => [name, Service])) } as unknown as Kit;

describe('the self-test at Creatio', () => {
  let creatio: CreatioHost;
  let admin: TestClient;
  before(async () => {
    creatio = await CreatioHost.open();
    admin = await creatio.host.signedIn(itAdmin);
    await creatio.host.product('named', [{ count: 5 }, { count: 3 }], 'Sales');
    await creatio.host.product('named', 4, 'Service');
    await creatio.host.product('server', 1, 'Portal');
    await creatio.host.user({ active: false });
  });
  beforeEach(() => {
    creatio.settings = { ...creatio.settings, base: '/0', version: '8.1.3', adminLicensed: true, quirks: { ...creatio.settings.quirks, 'latest-term': false, 'html-sign-in': true } };
    creatio.before = () => {};
    creatio.after = (response) => response;
    creatio.asked.length = 0;
  });
  after(async () => {
    assert.deepEqual(creatio.host.failures, []);
    await creatio.close();
  });

  async function run(changes: Partial<SelfTestOptions> = {}): Promise<Record<CheckId, CheckResult>> {
    const results: CheckResult[] = [];
    for await (const result of createSelfTest({ ...creatio.options(admin), kit, ...changes }).checks(AbortSignal.timeout(20_000))) results.push(result);
    assert.deepEqual(results.map(({ id }) => id), [...checkIds], 'one result for each check, in their order');
    for (const { ms } of results) assert.ok(Number.isInteger(ms) && ms >= 0);
    return Object.fromEntries(results.map((result) => [result.id, result])) as Record<CheckId, CheckResult>;
  }
  const findingsOf = (results: Record<CheckId, CheckResult>) => Object.fromEntries(Object.values(results).map(({ id, finding }) => [id, finding]));

  test('CR-10 finds all in order where it is, and tells figures and no names of people', async () => {
    const results = await run();
    assert.deepEqual(findingsOf(results), {
      base: 'base-framework', 'signed-in': 'signed-in', csrf: 'csrf-missing', version: 'version-known', 'right-licenses': 'right-held', 'right-sessions': 'right-missing',
      service: 'service-own', licenses: 'licenses-read', holders: 'holders-read', tab: 'tab-read', totals: 'totals-equal', source: 'source-told', users: 'users-read',
      rows: 'rows-whole', sessions: 'sessions-read', storage: 'storage-usable', clock: 'clock-untold', kit: 'kit-whole',
    });
    assert.deepEqual(results.licenses.facts, { packages: 3, terms: 4 });
    assert.equal(results.users.facts['inactive'], 1);
    assert.equal(results.sessions.facts['count'], 1);
    assert.deepEqual(results.version.facts, { version: '8.1.3.6716' });
  });

  test('asks for nothing that changes anything, and never for a secret', async () => {
    const bodies: string[] = [];
    creatio.before = async (request) => void bodies.push(await request.text());
    await run();
    const reading = ['LicenseService.svc/GetLicenses', 'LicenseService.svc/GetLicenseData', 'AdministrationService/GetAvailableLicPackages', 'SyncReply/SelectQuery'];
    assert.deepEqual([...new Set(creatio.asked)].sort(), [...reading].sort());
    assert.ok(creatio.asked.length <= 7, `${creatio.asked.length} requests`);
    for (const body of bodies) assert.doesNotMatch(body, /SessionId/);
  });

  test('keeps nothing in the browser', async () => {
    const options = creatio.options(admin);
    options.kept.calls.length = 0;
    await run({ kept: options.kept });
    assert.deepEqual(options.kept.calls, ['list batches self-test']);
  });

  test('tells .NET from .NET Framework, and a version that has no licenses of roles', async () => {
    creatio.settings = { ...creatio.settings, base: '', version: '8.1.1' };
    const { base, source } = await run();
    assert.deepEqual([base.finding, source.finding], ['base-net', 'source-untold']);
  });

  test('CR-8 names the packages whose total in Creatio’s own tab is not the sum of the terms', async () => {
    creatio.settings = { ...creatio.settings, quirks: { ...creatio.settings.quirks, 'latest-term': true } };
    const { totals } = await run();
    assert.deepEqual([totals.finding, totals.facts], ['totals-differ', { count: 1, names: 'Sales' }]);
  });

  test('tells that the twin answers in place of the license service', async () => {
    creatio.settings = { ...creatio.settings, adminLicensed: false };
    const { service, holders } = await run();
    assert.deepEqual([service.finding, holders.finding], ['service-twin', 'holders-read']);
  });

  for (const isPage of [true, false]) {
    test(`says once that the session is over, ${isPage ? 'told by a page of status 200' : 'told by status 401'}, and looks no further`, async () => {
      creatio.before = () => (isPage ? new Response('<html>sign in</html>') : new Response('', { status: 401 }));
      const results = await run();
      assert.equal(results['signed-in'].finding, 'signed-out');
      for (const id of ['service', 'licenses', 'holders', 'tab', 'totals', 'source', 'users', 'rows', 'sessions'] as const) assert.equal(results[id].finding, 'not-reached', id);
      // What needs no answer is looked at all the same.
      assert.deepEqual([results.storage.finding, results.kit.finding], ['storage-usable', 'kit-whole']);
      assert.equal(creatio.asked.length, 2);
    });
  }

  test('says that no Creatio is there', async () => {
    creatio.before = () => new Response('<html>nothing here</html>', { status: 404 });
    const { base, 'signed-in': signedIn, tab } = await run();
    assert.deepEqual([base.finding, signedIn.finding, tab.finding], ['base-none', 'not-reached', 'not-reached']);
  });

  test('names the member that is of another type, and goes on with the rest', async () => {
    creatio.after = async (response, call) => {
      if (!call.endsWith('GetAvailableLicPackages')) return response;
      return new Response(JSON.stringify({ GetAvailableLicPackagesResult: [{ Id: '8b1c8f4e-0c53-4d62-9e3b-2f6a2a0e8d11', Type: 0, Caption: 'Sales', Enabled: true, Checked: false, AvailableCount: 1, PaidCount: 'many', UsedCount: 0 }] }));
    };
    const { tab, totals, users } = await run();
    assert.equal(tab.finding, 'unexpected-shape');
    assert.match(tab.detail, /^0\.PaidCount: Invalid input/);
    assert.deepEqual([totals.finding, users.finding], ['not-reached', 'users-read']);
  });

  test('one service that stumbles does not keep the others from being looked at', async () => {
    creatio.before = (_request, call) => (call.endsWith('SelectQuery') ? new Response('', { status: 500 }) : undefined);
    const results = await run();
    assert.deepEqual([results.base.finding, results['signed-in'].finding, results.service.finding, results.users.finding], ['server', 'not-reached', 'service-own', 'server']);
  });

  test('a refusal is told in Creatio’s words', async () => {
    creatio.before = (_request, call) =>
      call.endsWith('SelectQuery') ? Response.json({ success: false, errorInfo: { errorCode: 'SecurityException', message: 'No rights to SysAdminUnit' } }) : undefined;
    const { users } = await run();
    assert.deepEqual([users.finding, users.detail], ['forbidden', 'SecurityException: No rights to SysAdminUnit']);
  });

  test('finds that rows are held back', async () => {
    creatio.after = async (response, call) => {
      if (!call.endsWith('SelectQuery')) return response;
      const answer = (await response.json()) as { rows: unknown[] };
      // As if two rows were the most that a query may answer.
      return Response.json({ ...answer, rows: answer.rows.slice(0, 1) });
    };
    const { rows } = await run();
    assert.deepEqual([rows.finding, rows.facts, stateOf(rows.finding)], ['rows-cut', { limit: 1 }, 'failed']);
  });

  test('finds a browser that keeps nothing', async () => {
    const { kept } = creatio.options(admin);
    kept.before = () => {
      throw new LicensingError('rejected', 'private browsing');
    };
    const { storage } = await run({ kept });
    kept.before = () => {};
    assert.equal(storage.finding, 'storage-refused');
  });

  for (const [ahead, finding, seconds] of [[0, 'clock-close', 0], [-30_000, 'clock-close', 30], [600_000, 'clock-off', 600]] as const) {
    test(`tells clocks that are ${ahead / 1000} s apart`, async () => {
      const now = Date.parse('2026-11-21T12:00:00Z');
      creatio.after = (response) => new Response(response.body, { status: response.status, headers: { date: new Date(now + ahead).toUTCString() } });
      const { clock } = await run({ now: () => now });
      assert.deepEqual([clock.finding, clock.facts], [finding, { seconds }]);
    });
  }

  test('does without any service of the page', async () => {
    const bare = { registerViewElement() {} } as unknown as Kit;
    const { version, kit: services, 'right-licenses': right } = await run({ kit: bare });
    assert.deepEqual([version.finding, services.finding, right.finding], ['version-untold', 'kit-partly', 'right-untold']);
    assert.deepEqual(services.facts, { names: names.join(', ') });
  });

  test('does without a service that fails, and waits for none when it is given up', async () => {
    const failing = (answer: () => Promise<never>) =>
      ({ ...kit, ...Object.fromEntries(names.map((name) => [name, class extends Service {
        override getCanExecuteOperation = answer;
        override loadSysValues = answer;
      }])) }) as unknown as Kit;
    const { version, 'right-sessions': right } = await run({ kit: failing(() => Promise.reject(new Error('no injector for Ann Lee'))) });
    assert.deepEqual([version.finding, right.finding, right.detail], ['version-untold', 'right-untold', '']);

    const stop = new AbortController();
    const checks = createSelfTest({ ...creatio.options(admin), kit: failing(() => new Promise(() => {})) }).checks(stop.signal)[Symbol.asyncIterator]();
    for (const id of ['base', 'signed-in', 'csrf']) assert.equal((await checks.next()).value?.id, id);
    const hanging = checks.next();
    stop.abort(new Error('left the page'));
    await assert.rejects(hanging, /left the page/);
  });

  for (const [coreVersion, finding] of [['8.0.10', 'version-old'], ['7.18.5.1500', 'version-old'], ['8.1', 'version-old'], ['8.1.1', 'version-known'], ['8.10.0', 'version-known'], ['10.0', 'version-known']] as const) {
    test(`Creatio ${coreVersion} is ${finding}`, async () => {
      class Values extends Service {
        override loadSysValues = async () => ({ coreVersion });
      }
      const { version } = await run({ kit: { ...kit, SysValuesService: Values } as unknown as Kit });
      assert.deepEqual([version.finding, version.facts], [finding, { version: coreVersion }]);
    });
  }

  test('ends with the reason of whoever gives it up', async () => {
    const stop = new AbortController();
    creatio.before = () => stop.abort(new Error('left the page'));
    await assert.rejects(async () => {
      for await (const _result of createSelfTest({ ...creatio.options(admin), kit }).checks(stop.signal));
    }, /left the page/);
  });
});
