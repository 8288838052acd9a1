import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { quirks } from '../../mock-host/creatio/settings.ts';
import { createCreatioGateway } from '../../src/host/creatio/creatio-gateway.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import type { LicensingGateway } from '../../src/licensing/gateway.ts';
import type { ItemOutcome } from '../../src/licensing/outcome.ts';
import { itemKey } from '../../src/licensing/plan.ts';
import type { Change } from '../../src/licensing/rules.ts';
import { licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import { CreatioHost, type CreatioHostOptions, contractSettings } from './creatio-host.ts';
import { type ContractHost, type Person, type ProductName, gatewayContract } from './gateway-contract.ts';
import { makeWorld } from './gateway-world.ts';

for (const [name, settings] of Object.entries(contractSettings)) {
  // Sources are told since there is role-based distribution, roles never.
  gatewayContract(name, async () => (await startCreatio({ settings })).contract, { sources: settings.version === '8.1.1', roleNames: true });
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
  return { creatio, contract: { ...world, gateway: (as) => createCreatioGateway(creatio.options(people[as])), stop: () => creatio.close() } };
}

describe('at Creatio', () => {
  const { signal } = new AbortController();

  /** A Creatio for one test. */
  const at = (title: string, options: CreatioHostOptions, run: (started: Started, gateway: LicensingGateway) => Promise<void>): void => {
    test(title, async (t) => {
      const started = await startCreatio(options);
      t.after(() => started.creatio.close());
      await run(started, started.contract.gateway('manager'));
      assert.deepEqual(started.creatio.host.failures, []);
    });
  };
  const change = async ({ contract }: Started, gateway: LicensingGateway, wanted: Change, person: Person, ...products: ProductName[]): Promise<ItemOutcome[]> => {
    const items = products.map((product) => {
      const pair = { change: wanted, userId: contract.userId(person), productId: contract.productId(product) };
      return { ...pair, key: itemKey(pair), seatVersion: 0 };
    });
    const outcomes = [];
    for await (const outcome of gateway.applyBatch({ id: crypto.randomUUID(), items }, signal)) outcomes.push(outcome);
    return outcomes;
  };

  at('CR-2 the tab of a user takes two calls once it is open', {}, async ({ creatio, contract }, gateway) => {
    await gateway.userLicenses(contract.userId('ann'), signal);
    creatio.asked.length = 0;
    await gateway.userLicenses(contract.userId('ann'), signal);
    assert.deepEqual(creatio.asked.sort(), ['AdministrationService/GetAvailableLicPackages', 'SyncReply/SelectQuery']);
  });

  at('BX-2 administrators at different browsers want the last seat: one gets it', {}, async (started) => {
    const { creatio } = started;
    const wishes = await Promise.all(
      (['ben', 'cem'] as const).map(async (person) => ({ person, gateway: createCreatioGateway(creatio.options(await creatio.host.signedIn(licenseAdmin))) })),
    );
    const outcomes = await Promise.all(wishes.map(({ person, gateway }) => change(started, gateway, 'grant', person, 'last')));
    assert.deepEqual(outcomes.map(([one]) => one!.effect).sort(), ['grant', 'no-seat']);
    assert.deepEqual(outcomes.map(([one]) => one!.outcome).sort(), ['applied', 'skipped']);
  });

  at('BX-5 an error text, because one license was taken meanwhile, does not hide what was saved', {}, async (started, gateway) => {
    const { creatio, contract } = started;
    const other = createCreatioGateway(creatio.options(await creatio.host.signedIn(licenseAdmin)));
    let taken = false;
    creatio.before = async (_, call) => {
      if (taken || !call.endsWith('UpdateLicenseInfo')) return;
      taken = true;
      assert.equal((await change(started, other, 'grant', 'cem', 'last'))[0]!.effect, 'grant');
    };
    const outcomes = await change(started, gateway, 'grant', 'ben', 'last', 'roomy', 'unlimited');
    assert.deepEqual(outcomes.map(({ effect }) => effect), ['no-seat', 'grant', 'grant']);
    assert.deepEqual(await contract.history('ben', 'roomy'), ['grant']);
  });

  at('CR-10 an administrator without a license works through the twin', { settings: { adminLicensed: false } }, async (started, gateway) => {
    const { contract } = started;
    assert.equal((await gateway.userLicenses(contract.userId('ina'), signal)).licenses.filter(({ assignment }) => assignment).length, 1);
    assert.equal((await change(started, gateway, 'recall', 'ina', 'leftover'))[0]!.outcome, 'applied');
    assert.equal((await change(started, gateway, 'grant', 'ben', 'roomy'))[0]!.outcome, 'applied');
  });

  at('a session that ends within a save is told as such, and nothing was saved', {}, async (started, gateway) => {
    const { creatio, contract } = started;
    creatio.before = async (_, call) => {
      if (call.endsWith('UpdateLicenseInfo')) await creatio.host.database.db.updateTable('session').set({ ended_at: new Date().toISOString(), end_method: 'terminated' }).execute();
    };
    await assert.rejects(change(started, gateway, 'grant', 'ben', 'roomy'), (error: unknown) => error instanceof LicensingError && error.code === 'signed-out');
    assert.deepEqual(await contract.history('ben', 'roomy'), []);
  });
});
