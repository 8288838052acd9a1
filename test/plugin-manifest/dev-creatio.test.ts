import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { stockSettings } from '../../mock-host/creatio/settings.ts';
import { findScenario } from '../../mock-host/scenarios/scenarios.ts';
import { type MockHost, startMockHost } from '../../mock-host/server/serve.ts';
import { buildShell } from '../../mock-host/shell/build.ts';
import { type DevServer, startDevServer } from '../../plugin-manifest/dev-server.ts';
import { SessionDesk } from '../journeys/support/session-desk.ts';
import { Visitor } from '../journeys/support/visitor.ts';
import { launchBrowser } from '../support/browser.ts';
import { EditableProject } from './editable-project.ts';

let project: EditableProject;
let server: DevServer;
let host: MockHost;
let browser: Browser;
let dev = '';
const said: string[] = [];
const log = (line: string): void => void said.push(line);

before(async () => {
  project = await EditableProject.make();
  dev = join(project.path, 'dev');
  server = await startDevServer({ project: project.path, outDir: dev, host: 'creatio', log });
  // Of its own, so that it is the shell as it stands.
  const distDir = join(project.path, 'dist');
  await buildShell(join(distDir, 'shell'));
  host = await startMockHost({
    port: 0, dataDir: join(project.path, 'data'), databaseUrl: null, scenario: findScenario('empty')!, importDir: null,
    pluginManifestUrl: `${server.url}plugin-manifest.json`, creatio: stockSettings, distDir, log,
  });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await host?.close();
  await server?.close();
  await project?.remove();
});

describe('the development server for Creatio', () => {
  test('QT-8 serves what Creatio’s loader wants, of which nothing looks for the page’s RequireJS', async () => {
    const entry = await fetch(new URL('remoteModuleEntry.js', server.url));
    assert.match(await entry.text(), /export \{ get, init \}/);
    const files = (await readdir(dev, { recursive: true })).filter((name) => name.endsWith('.js'));
    assert.ok(files.includes('view-session-manager.js'), files.join());
    for (const file of files) assert.doesNotMatch(await readFile(join(dev, file), 'utf8'), /\bdefine\.amd\b|\btypeof define\b/, file);
  });

  test('QT-8 a page loads it from there under the strict policy, and shows an edit once it has loaded itself again', async () => {
    const visitor = await Visitor.arrive(browser, host.url);
    const { page } = visitor;
    const asked: URL[] = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    const arrived = page.waitForResponse((response) => response.url() === `${host.url}/0/`);
    await visitor.signIn('supervisor');
    assert.match((await arrived).headers()['content-security-policy']!, new RegExp(`script-src 'self' ${new URL(server.url).origin};.* require-trusted-types-for 'script'`));
    await SessionDesk.open(visitor);
    assert.equal(await page.evaluate(() => typeof (globalThis as { requirejs?: unknown }).requirejs), 'function');
    const at = (origin: string): string[] => asked.filter((url) => url.origin === new URL(origin).origin).map(({ pathname }) => pathname);
    assert.ok(at(server.url).includes('/remoteModuleEntry.js'), at(server.url).join());
    assert.ok(at(host.url).includes('/0/DataService/json/SyncReply/SelectQuery'), at(host.url).join());
    assert.deepEqual(at(host.url).filter((path) => /^\/(?:creatio-)?plugin\//.test(path)), []);

    await project.edit('src/text/session-manager/en.ts', (code) => code.replace("login: 'Login e-mail'", "login: 'Who signs in'"));
    await page.getByRole('columnheader', { name: 'Who signs in' }).waitFor();
    await SessionDesk.arrived(visitor);
    await visitor.leave();
    assert.deepEqual(said.filter((line) => line.startsWith('Unexpected')), []);
  });
});
