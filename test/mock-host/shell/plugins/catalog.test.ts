import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PluginCatalog } from '../../../../mock-host/shell/plugins/catalog.ts';
import { supports } from '../../../../mock-host/shell/plugins/host-range.ts';

const manifest = { id: 'x', version: '1.2.3', hostApi: '^1.0.0', entry: { module: './plugin.js' }, extensions: [] };
const catalog = (answer: () => Promise<Response>, hostVersion = '1.0.0'): PluginCatalog =>
  new PluginCatalog(async () => ({ manifestUrl: 'http://host.test/m.json', hostVersion }), answer);
const json = (body: unknown) => async () => Response.json(body);

describe('the plugin catalog', () => {
  it('offers a plugin that supports this host', async () => {
    const plugins = catalog(json(manifest));
    await plugins.load();
    assert.equal(plugins.value.kind === 'ready' && plugins.value.supported, true);
  });

  it('knows a plugin that does not, with both versions', async () => {
    const plugins = catalog(json(manifest), '0.9.0');
    await plugins.load();
    assert.ok(plugins.value.kind === 'ready');
    assert.equal(plugins.value.supported, false);
    assert.deepEqual([plugins.value.manifest.hostApi, plugins.value.hostVersion], ['^1.0.0', '0.9.0']);
  });

  it('says what is wrong with a manifest, and nothing of a lost connection', async () => {
    const wrong = catalog(json({ ...manifest, hostApi: 'latest, please' }));
    await wrong.load();
    assert.deepEqual(wrong.value, { kind: 'failed', reason: 'hostApi is not a version range' });

    for (const answer of [async () => Promise.reject(new TypeError('fetch failed')), async () => new Response('', { status: 404 })]) {
      const lost = catalog(answer);
      await lost.load();
      assert.deepEqual(lost.value, { kind: 'failed', reason: null });
    }
  });

  it('recovers when it is asked again', async () => {
    let calls = 0;
    const plugins = catalog(async () => ((calls += 1) === 1 ? new Response('<html>') : Response.json(manifest)));
    await plugins.load();
    assert.equal(plugins.value.kind, 'failed');
    await plugins.load();
    assert.equal(plugins.value.kind, 'ready');
  });
});

describe('the range of host versions', () => {
  it('follows semantic versioning', () => {
    for (const [range, version, expected] of [['^1.0.0', '1.9.9', true], ['^1.0.0', '2.0.0', false], ['^1.0.0', '0.9.0', false], ['^1.0.0', 'banana', false]] as const) {
      assert.equal(supports({ hostApi: range }, version), expected, `${version} in ${range}`);
    }
  });
});
