import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { quirks } from '../../mock-host/creatio/settings.ts';
import { createCreatioBulk } from '../../src/host/creatio/creatio-bulk.ts';
import { createCreatioGateway } from '../../src/host/creatio/creatio-gateway.ts';
import { knowNothing } from '../../src/host/creatio/known.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import type { LicensingGateway } from '../../src/licensing/gateway.ts';
import type { ItemOutcome } from '../../src/licensing/outcome.ts';
import { itemKey } from '../../src/licensing/plan.ts';
import type { Change } from '../../src/licensing/rules.ts';
import { licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import { CreatioHost, type CreatioHostOptions, contractSettings } from './creatio-host.ts';
import { type ContractHost, type Person, gatewayContract } from './gateway-contract.ts';
import { makeWorld } from './gateway-world.ts';

for (const [name, settings] of Object.entries(contractSettings)) {
  // Sources are told since there is role-based distribution, roles never.
  const leavesOut = { 'no-server-packages': settings.version === '8.1.1' };
  gatewayContract(name, async () => (await startCreatio({ settings, quirks: leavesOut })).contract, { sources: settings.version === '8.1.1', roleNames: true });
}
const tame = Object.fromEntries(quirks.map((quirk) => [quirk, false]));
gatewayContract('Creatio without its oddities', async () => (await startCreatio({ quirks: tame })).contract, { roleNames: true });

interface Started {
  readonly creatio: CreatioHost;
  readonly contract: ContractHost;
}

async function startCreatio(options: CreatioHostOptions): Promise<Started> {
  const creatio = await CreatioHost.open(options);
  const { host } = creatio;
  const world = await makeWorld(host);
  const people = { manager: await host.signedIn(licenseAdmin), viewer: await host.signedIn(viewer), 'signed-out': await host.signedIn(licenseAdmin) };
  await people['signed-out'].send('POST', '/auth/sign-out');
  // Nothing is carried out, and the status says that all is well.
  const refuse = (words: string | null): void => {
    creatio.before = (_, call) => (words !== null && call.endsWith('/UpdateLicenseInfo') ? Response.json({ UpdateLicenseInfoResult: words }) : undefined);
  };
  return { creatio, contract: { ...world, refuse, gateway: (as) => createCreatioGateway(creatio.options(people[as])), stop: () => creatio.close() } };
}

describe('at Creatio', () => {
  const { signal } = new AbortController();
  let creatio: CreatioHost;
  let contract: ContractHost;

  before(async () => {
    ({ creatio, contract } = await startCreatio({}));
  });
  afterEach(() => {
    creatio.before = () => {};
    assert.deepEqual(creatio.host.failures, []);
  });
  after(() => creatio?.close());

  /** An administrator at a browser of their own. */
  const somebody = async (): Promise<LicensingGateway> => createCreatioGateway(creatio.options(await creatio.host.signedIn(licenseAdmin)));
  const change = async (gateway: LicensingGateway, wanted: Change, person: Person, ...productIds: string[]): Promise<ItemOutcome[]> => {
    const items = productIds.map((productId) => {
      const pair = { change: wanted, userId: contract.userId(person), productId };
      return { ...pair, key: itemKey(pair), seatVersion: 0 };
    });
    const outcomes = [];
    for await (const outcome of gateway.applyBatch({ id: crypto.randomUUID(), items }, signal)) outcomes.push(outcome);
    return outcomes;
  };

  test('CR-2 the tab of a user takes two calls once it is open', async () => {
    const gateway = await somebody();
    await gateway.userLicenses(contract.userId('ann'), signal);
    creatio.asked.length = 0;
    await gateway.userLicenses(contract.userId('ann'), signal);
    assert.deepEqual(creatio.asked.sort(), ['AdministrationService/GetAvailableLicPackages', 'SyncReply/SelectQuery']);
  });

  test('CR-2 the tab of the next user takes two calls from the beginning; what the page grants elsewhere is seen there', async () => {
    const options = { ...creatio.options(await creatio.host.signedIn(licenseAdmin)), known: knowNothing() };
    creatio.settings = { ...creatio.settings, quirks: { ...creatio.settings.quirks, 'no-server-packages': true } };
    try {
      // What a source is called is learned by its first license.
      for (const person of ['ann', 'ben'] as const) await createCreatioGateway(options).userLicenses(contract.userId(person), signal);
      creatio.asked.length = 0;
      const next = createCreatioGateway(options);
      const { licenses } = await next.userLicenses(contract.userId('ben'), signal);
      assert.deepEqual(creatio.asked.sort(), ['AdministrationService/GetAvailableLicPackages', 'SyncReply/SelectQuery']);

      // A license that Creatio's own list leaves out is granted in the dialog of the same page.
      const productId = contract.productId('unlimited');
      const bulk = createCreatioBulk(options);
      const { id: selectionId } = await bulk.select({ kind: 'users', userIds: [contract.userId('ben')] }, signal);
      const plan = await bulk.plan({ selectionId, changes: [{ kind: 'grant', productId }], orders: {} }, signal);
      const { id } = await bulk.createBatch({ id: crypto.randomUUID(), planId: plan.id! }, signal);
      for await (const { items } of bulk.apply(id, 0, 1, signal)) assert.equal(items[0]!.outcome, 'applied');
      const after = (await createCreatioGateway(options).userLicenses(contract.userId('ben'), signal)).licenses.find((one) => one.productId === productId)!;
      assert.equal(after.assignment?.source, 'direct');
      assert.equal(after.seats.used, licenses.find((one) => one.productId === productId)!.seats.used + 1);
      await change(next, 'recall', 'ben', productId);
    } finally {
      creatio.settings = { ...creatio.settings, quirks: { ...creatio.settings.quirks, 'no-server-packages': false } };
    }
  });

  test('BX-2 administrators at different browsers want the last seat: one gets it', async () => {
    const last = contract.productId('last');
    const wishes = await Promise.all((['ben', 'cem'] as const).map(async (person) => ({ person, gateway: await somebody() })));
    const outcomes = await Promise.all(wishes.map(({ person, gateway }) => change(gateway, 'grant', person, last)));
    assert.deepEqual(outcomes.map(([one]) => `${one!.outcome} ${one!.effect}`).sort(), ['applied grant', 'skipped no-seat']);
  });

  test('BX-5 an error text, because one license was taken meanwhile, does not hide what was saved', async () => {
    const only = await creatio.host.product('named', 1, 'only');
    const [gateway, other] = [await somebody(), await somebody()];
    let taken = false;
    creatio.before = async (_, call) => {
      if (taken || !call.endsWith('UpdateLicenseInfo')) return;
      taken = true;
      assert.equal((await change(other, 'grant', 'cem', only))[0]!.effect, 'grant');
    };
    const outcomes = await change(gateway, 'grant', 'ben', only, contract.productId('roomy'), contract.productId('unlimited'));
    assert.deepEqual(outcomes.map(({ effect }) => effect), ['no-seat', 'grant', 'grant']);
    assert.deepEqual(await contract.history('ben', 'roomy'), ['grant']);
  });

  test('CR-10 an administrator without a license works through the twin', async (t) => {
    const { settings } = creatio;
    creatio.settings = { ...settings, adminLicensed: false };
    t.after(() => (creatio.settings = settings));
    const gateway = await somebody();
    const { licenses } = await gateway.userLicenses(contract.userId('ina'), signal);
    assert.deepEqual(licenses.filter(({ assignment }) => assignment).map(({ name }) => name), ['leftover']);
    for (const [wanted, person, product] of [['recall', 'ina', 'leftover'], ['grant', 'cem', 'twoterms']] as const) {
      assert.equal((await change(gateway, wanted, person, contract.productId(product)))[0]!.outcome, 'applied');
    }
  });

  test('a session that ends within a save is told as such, and nothing was saved', async () => {
    const gateway = await somebody();
    creatio.before = async (_, call) => {
      if (!call.endsWith('UpdateLicenseInfo')) return;
      await creatio.host.database.db.updateTable('session').set({ ended_at: new Date().toISOString(), end_method: 'terminated' }).execute();
    };
    const wanted = change(gateway, 'grant', 'cem', contract.productId('roomy'));
    await assert.rejects(wanted, (error: unknown) => error instanceof LicensingError && error.code === 'signed-out');
    assert.deepEqual(await contract.history('cem', 'roomy'), []);
  });
});
