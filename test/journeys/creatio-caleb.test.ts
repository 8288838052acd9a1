import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MockHostClient } from '../mock-host/mock-host-client.ts';
import { listenToPlugin } from './support/eavesdropper.ts';
import { SessionDesk } from './support/session-desk.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { schedule, chat, serverFiles, userFiles } = demo;
/** Everything that the plugin may ask of a Creatio, below its base. */
const services =
  /^\/(ServiceModel\/License(?:Service|ManagerProxyService)\.svc\/(?:GetLicenses|GetLicenseData|AddUsersPackages|DeleteUsersPackages|SaveLicenseData)|rest\/AdministrationService\/(?:GetAvailableLicPackages|UpdateLicenseInfo|TerminateSession)|DataService\/json\/SyncReply\/SelectQuery)$/;

for (const [name, creatio, base] of [
  ['on .NET Framework, 8.1.3', { base: '/0', version: '8.1.3' }, '/0'],
  ['on .NET, 8.1.1', { base: 'none', version: '8.1.1' }, ''],
] as const) {
  describe(`Creatio ${name}`, () => {
    const stage = setStage(async () => ({ creatio }));

    it('CR-2 CR-3 CR-4 QT-8 Caleb Jones is granted a license over Creatio’s own services, and the plugin asks nothing else', async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.host.url);
      const { page } = visitor;
      const heard = await listenToPlugin(page);
      const loaded: string[] = [];
      page.on('request', (request) => void (/\/creatio-plugin\/.*\.js/.test(request.url()) && loaded.push(new URL(request.url()).pathname)));
      await visitor.signIn('supervisor');
      await visitor.findUser('Caleb Jones');
      assert.equal(await page.evaluate(() => typeof (globalThis as { define?: { amd?: unknown } }).define?.amd), 'object', 'RequireJS is on the page');
      // It is known what there is, and nothing else is loaded before a page needs it.
      assert.deepEqual(loaded, ['/creatio-plugin/remoteModuleEntry.js']);
      assert.ok(new URL(page.url()).pathname.startsWith(`${base}/users/`), page.url());

      await visitor.tab('Licenses').click();
      for (const [product, ticked, availability] of [
        [schedule, true, 'Issued 2 of unlimited'],
        [chat, true, '3 of 5 available'],
        [serverFiles, false, 'Issued 1 of unlimited'],
        [userFiles, false, '4 of 5 available'],
      ] as const) {
        await visitor.reads(product, availability);
        await visitor.isTicked(product, ticked);
      }
      await visitor.license(userFiles).check();
      await visitor.save.click();
      await page.getByText('1 change saved').waitFor();
      await visitor.reads(userFiles, '3 of 5 available');

      await page.reload();
      await visitor.reads(userFiles, '3 of 5 available');
      await visitor.isTicked(userFiles);
      const client = await MockHostClient.signIn(stage.host.url);
      const licenses = await client.licenses(await client.userId('Caleb Jones'));
      assert.ok(licenses.find(({ name }) => name === userFiles)?.assignment);

      await visitor.open('/license-manager/products');
      await page.getByRole('gridcell', { name: chat, exact: true }).waitFor();
      await visitor.open('/sections/session-manager');
      await SessionDesk.arrived(visitor);
      const asked = heard.filter(({ path }) => !path.startsWith('/creatio-plugin/'));
      assert.ok(asked.length > 5);
      assert.deepEqual(asked.filter(({ method, path }) => method !== 'POST' || !path.startsWith(base) || !services.test(path.slice(base.length))), []);
      assert.deepEqual(asked.filter(({ body }) => body.includes('SessionId')), [], 'it is a secret');
      await visitor.leave();
    });

    it('QT-8 a user’s licenses are two calls, however often they are read again', async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.host.url);
      await visitor.signIn('supervisor');
      await visitor.openLicenses('Caleb Jones');
      await stage.host.forgetCalls();
      await visitor.hurry();
      const readings = async (): Promise<number> => (await stage.host.calls())['AdministrationService/GetAvailableLicPackages'] ?? 0;
      while ((await readings()) < 3) await visitor.page.waitForResponse((response) => response.url().endsWith('/SelectQuery'));
      const { 'AdministrationService/GetAvailableLicPackages': lists, 'DataService/SelectQuery': users, ...others } = await stage.host.calls();
      assert.deepEqual(others, {});
      assert.ok(users! <= lists! + 1, `${users} of the user, ${lists} of the list`);
      await visitor.leave();
    });

    it('CR-2 the tab of the next user takes two calls from the beginning', async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.host.url);
      await visitor.signIn('supervisor');
      await visitor.openLicenses('Caleb Jones');
      await visitor.findUser('Supervisor');
      await stage.host.forgetCalls();
      await visitor.tab('Licenses').click();
      await visitor.license(chat).waitFor();
      assert.deepEqual(await stage.host.calls(), { 'AdministrationService/GetAvailableLicPackages': 1, 'DataService/SelectQuery': 1 });
      await visitor.leave();
    });
  });
}
