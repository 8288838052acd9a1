import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockSettings } from '../../../mock-host/creatio/settings.ts';
import { parseOptions, usage } from '../../../mock-host/start/options.ts';
import { StartError } from '../../../mock-host/start/start-error.ts';

test('without options: the demo company on port 4400, data in .data', () => {
  assert.deepEqual(parseOptions([]), {
    help: false,
    port: 4400,
    dataDir: '.data',
    scenario: 'demo',
    importDir: null,
    pluginManifestUrl: null,
    creatio: null,
    build: true,
  });
});

test('options are taken as given', () => {
  const options = parseOptions(['--port', '0', '--data=d', '--scenario', 'slow', '--import', 'in', '--no-build']);
  assert.deepEqual({ ...options }, {
    help: false, port: 0, dataDir: 'd', scenario: 'slow', importDir: 'in', pluginManifestUrl: null, creatio: null, build: false,
  });
});

test('an import goes into a data set of its own unless a scenario is named', () => {
  assert.equal(parseOptions(['--import', 'in']).scenario, 'imported');
});

test('a plugin elsewhere is given by its folder or its manifest', () => {
  const manifest = (url: string) => parseOptions(['--plugin', url]).pluginManifestUrl;
  assert.equal(manifest('http://127.0.0.1:5000/plugin'), 'http://127.0.0.1:5000/plugin/plugin-manifest.json');
  assert.equal(manifest('http://127.0.0.1:5000/plugin/'), 'http://127.0.0.1:5000/plugin/plugin-manifest.json');
  assert.equal(manifest('https://cdn.test/p/m.json'), 'https://cdn.test/p/m.json');
  const { creatio, pluginManifestUrl } = parseOptions(['--host', 'creatio', '--plugin', 'http://127.0.0.1:5000']);
  assert.deepEqual([creatio, pluginManifestUrl], [stockSettings, 'http://127.0.0.1:5000/plugin-manifest.json']);
});

test('the host is Creatio as found in the wild, or which one is said', () => {
  const creatio = (...args: string[]) => parseOptions(['--host', ...args]).creatio;
  assert.equal(creatio('rest'), null);
  assert.deepEqual(creatio('creatio'), stockSettings);
  assert.deepEqual(creatio('creatio', '--creatio-base', 'none', '--creatio-version', '8.1.1'), { ...stockSettings, base: '', version: '8.1.1' });
  assert.deepEqual(creatio('creatio', '--creatio-base', '/0', '--creatio-version=8.1.3'), { ...stockSettings, base: '/0', version: '8.1.3' });
});

test('the help names every option', () => {
  for (const option of ['--port', '--data', '--scenario', '--import', '--plugin', '--host', '--creatio-base', '--creatio-version', '--no-build', '--help', 'DATABASE_URL']) {
    assert.ok(usage.includes(option), option);
  }
});

const mistakes: readonly (readonly [args: string[], sentence: RegExp])[] = [
  [['--colour'], /^Unknown option --colour; --help lists the known ones\.$/],
  [['-x'], /^Unknown option -x; /],
  [['demo'], /^Unexpected argument "demo"; /],
  [['--port'], /^Option --port needs a value\.$/],
  [['--port', '--data', 'd'], /^Option --port needs a value\.$/],
  [['--data', ''], /^Option --data needs a value\.$/],
  [['--help=yes'], /^Option --help takes no value\.$/],
  [['--port', '80x'], /^--port must be a number from 0 to 65535, not "80x"\.$/],
  [['--port', '65536'], /^--port must be/],
  [['--port=-1'], /^--port must be/],
  [['--scenario', 'sunny'], /^Unknown scenario "sunny"; known are demo, empty, large, .*old-host\.$/],
  [['--plugin', 'plugin.js'], /^--plugin must be an http or https address, not "plugin\.js"\.$/],
  [['--plugin', 'file:///x'], /^--plugin must be an http/],
  [['--host', 'crm'], /^--host must be rest or creatio, not "crm"\.$/],
  [['--host', 'creatio', '--creatio-base', '/1'], /^--creatio-base must be \/0 or none, not "\/1"\.$/],
  [['--host', 'creatio', '--creatio-version', '8'], /^--creatio-version must be 8\.1\.1 or 8\.1\.3, not "8"\.$/],
  [['--creatio-base', '/0'], /^Options --creatio-base and --creatio-version need --host creatio\.$/],
  [['--host', 'rest', '--creatio-version', '8.1.1'], /^Options --creatio-base and --creatio-version need --host creatio\.$/],
];

for (const [args, sentence] of mistakes) {
  test(`npm start -- ${args.join(' ')} is answered with one sentence`, () => {
    assert.throws(() => parseOptions(args), (error: unknown) => error instanceof StartError && sentence.test(error.message));
  });
}
