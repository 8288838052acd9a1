import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { staticFile } from '../../mock-host/server/site/static-files.ts';
import { root } from '../support/stages.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { userFiles: product } = demo;
let store: { url: string; close: () => void };
const stage = setStage(async () => {
  store = await pluginStore();
  return { plugin: `${store.url}/plugin-manifest.json` };
});
after(() => store?.close());

/** The built plugin alone, on an origin of its own. */
async function pluginStore(): Promise<typeof store> {
  const app = new Hono();
  app.get('*', async (context) => {
    const file = await staticFile(join(root, 'dist/plugin'), new URL(context.req.url).pathname, context.req.raw);
    if (!file) return context.notFound();
    file.headers.set('access-control-allow-origin', '*');
    return file;
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

describe('a plugin on another origin', () => {
  it('CR-2 CR-4 works as it does beside the host: its code from there, its data from here, under the same strict policy', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const asked: URL[] = [];
    visitor.page.on('request', (request) => asked.push(new URL(request.url())));
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    await visitor.license(product).check();
    await visitor.save.click();
    await visitor.page.getByText('1 change saved').waitFor();

    const fromStore = asked.filter(({ origin }) => origin === store.url).map(({ pathname }) => pathname);
    assert.ok(fromStore.includes('/plugin.js'), fromStore.join());
    assert.ok(fromStore.every((path) => /\.(js|json)$/.test(path)), fromStore.join());
    assert.deepEqual(asked.filter(({ origin, pathname }) => origin === stage.host.url && pathname.startsWith('/plugin')), []);
    await visitor.leave();
  });

  it('that is gone leaves the rest of the page working, and comes back on another try', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    visitor.allow(/ERR_FAILED|Failed to load resource/);
    await page.route(`${store.url}/**`, (route) => route.abort());
    await visitor.signIn('supervisor');
    await visitor.findUser('Caleb Jones');
    await page.getByText('An extension of this page could not be loaded.').waitFor();
    assert.deepEqual(await page.getByRole('tab').allTextContents(), ['General', 'Roles']);
    await page.unroute(`${store.url}/**`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await visitor.tab('Licenses').click();
    await visitor.license(product).waitFor();
    await visitor.leave();
  });
});
