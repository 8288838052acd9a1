import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { buildCreatioPackage } from '../../../plugin-manifest/creatio-package/build.ts';
import { cultures } from '../../../plugin-manifest/creatio-package/captions.ts';
import { packages, schemaIds, stampOf, stock, stringIds } from '../../../plugin-manifest/creatio-package/identity.ts';
import { root } from '../../support/stages.ts';
import { readPackage, readZip } from './readers.ts';

const run = promisify(execFile);
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(entries.sort().map(async (path): Promise<[string, Buffer]> => [relative(folder, path).split(sep).join('/'), await readFile(path)])));
}

describe('the packages for Creatio', () => {
  let folder: string;
  let out: string;
  const remote = (): string => join(folder, 'remote');
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'creatio-package-'));
    out = join(folder, 'first');
    await mkdir(join(remote(), 'text/licenses-tab'), { recursive: true });
    await writeFile(join(remote(), 'remoteModuleEntry.js'), 'export const init = () => {};\n');
    await writeFile(join(remote(), 'door.js'), 'x'.repeat(70_000));
    await writeFile(join(remote(), 'text/licenses-tab/de.js'), 'export const messages = { save: "Speichern" };\n');
    await buildCreatioPackage({ remote: remote(), outDir: out, version: '0.1.0' });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const text = async (path: string): Promise<string> => readFile(join(out, path), 'utf8');
  const parsed = async (path: string) => JSON.parse(await text(path)) as { Descriptor: Record<string, unknown> };

  test('are the same bytes in another folder, at another time, in another language, for another group of users', async () => {
    const elsewhere = join(folder, 'later', 'second');
    for (const path of (await filesBelow(remote())).keys()) await utimes(join(remote(), path), 1, 1);
    const script = `process.umask(0o077); const { buildCreatioPackage } = await import(${JSON.stringify(new URL('../../../plugin-manifest/creatio-package/build.ts', import.meta.url).href)});
      await buildCreatioPackage({ remote: ${JSON.stringify(remote())}, outDir: ${JSON.stringify(elsewhere)}, version: '0.1.0' });`;
    await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: root, env: { ...process.env, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' } });
    const [one, other] = [await filesBelow(out), await filesBelow(elsewhere)];
    assert.deepEqual([...one.keys()], [...other.keys()]);
    for (const [path, bytes] of one) assert.ok(bytes.equals(other.get(path)!), path);
  });

  test('are in the archive what they are as folders', async () => {
    const archive = readZip(await readFile(join(out, 'UsrLicenseAdmin-0.1.0.zip')));
    assert.deepEqual([...archive.keys()], ['UsrLicenseAdmin.gz', 'UsrLicenseAdminPlaces.gz']);
    for (const [name, bytes] of archive) {
      const packed = readPackage(bytes);
      const folders = await filesBelow(join(out, name.replace('.gz', '')));
      assert.deepEqual([...packed.keys()].map((path) => path.replaceAll('\\', '/')).sort(), [...folders.keys()].sort());
      for (const [path, content] of packed) assert.ok(content.equals(folders.get(path.replaceAll('\\', '/'))!), path);
    }
  });

  test('are read by programs that know nothing of ours, where the machine has one', async (context) => {
    const archive = join(out, 'UsrLicenseAdmin-0.1.0.zip');
    try {
      assert.match(execFileSync('unzip', ['-t', archive], { encoding: 'utf8' }), /No errors detected/);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      context.diagnostic('this machine has no unzip; the reader of this test has read it');
    }
  });

  test('have the plugin’s files where Creatio looks for a remote of that name', async () => {
    const at = join(out, 'UsrLicenseAdmin/Files/src/js/license_admin');
    assert.deepEqual([...(await filesBelow(at)).keys()], [...(await filesBelow(remote())).keys()]);
    assert.equal((await stat(join(at, 'door.js'))).size, 70_000);
  });

  test('say what they are: ids of their own, the version, and what they need', async () => {
    const { Descriptor: main } = await parsed('UsrLicenseAdmin/descriptor.json');
    const { Descriptor: places } = await parsed('UsrLicenseAdminPlaces/descriptor.json');
    assert.deepEqual([main['UId'], main['PackageVersion'], main['ModifiedOnUtc']], [packages.UsrLicenseAdmin, '0.1.0', stampOf('0.1.0')]);
    assert.deepEqual((main['DependsOn'] as { Name: string }[]).map(({ Name }) => Name), ['CrtCore']);
    // Creatio installs the one with the files first.
    assert.deepEqual((places['DependsOn'] as { UId: string }[]).map(({ UId }) => UId), [packages.UsrLicenseAdmin, stock.CrtCore]);
    assert.deepEqual(JSON.parse(await text('UsrLicenseAdmin/Files/app-descriptor.json')).Packages, Object.entries(packages).map(([Name, UId]) => ({ UId, Name })));
  });

  test('change pages of Creatio’s in the package that can be taken away alone, and nowhere else', async () => {
    const replacing = async (name: string): Promise<string[]> => {
      const found: string[] = [];
      for (const schema of await readdir(join(out, name, 'Schemas'))) if ((await parsed(`${name}/Schemas/${schema}/descriptor.json`)).Descriptor['ExtendParent']) found.push(schema);
      return found;
    };
    assert.deepEqual(await replacing('UsrLicenseAdmin'), []);
    assert.deepEqual(await replacing('UsrLicenseAdminPlaces'), ['SystemDesigner', 'UserPageV2']);
  });

  test('have every schema complete, under one id in each of its files', async () => {
    for (const name of Object.keys(packages)) {
      for (const schema of await readdir(join(out, name, 'Schemas'))) {
        const at = `${name}/Schemas/${schema}`;
        assert.deepEqual((await readdir(join(out, at))).sort(), [`${schema}.js`, 'descriptor.json', 'metadata.json', 'properties.json'].sort());
        const id = schemaIds[schema as keyof typeof schemaIds];
        const { Descriptor } = await parsed(`${at}/descriptor.json`);
        assert.deepEqual([Descriptor['UId'], Descriptor['Name'], Descriptor['ManagerName']], [id, schema, 'ClientUnitSchemaManager']);
        const metadata = await text(`${at}/metadata.json`);
        assert.ok(metadata.includes(id), `${schema}: its id in its metadata`);
        const parent = Descriptor['Parent'] as { UId: string } | undefined;
        assert.equal(/HD1"? ?:?\s*"([^"]+)"/.exec(metadata)![1], parent?.UId ?? stock.module);
        assert.match(await text(`${at}/${schema}.js`), new RegExp(`^define\\("${schema}", `));
      }
    }
  });

  test('BX-15 name every page and link in all four languages, in XML that is well formed', async () => {
    for (const [path, content] of await filesBelow(out)) {
      if (!path.endsWith('.xml')) continue;
      const xml = content.toString();
      const [, culture] = /resource\.([\w-]+)\.xml$/.exec(path)!;
      assert.ok((cultures as readonly string[]).includes(culture!), path);
      assert.match(xml, new RegExp(`^<\\?xml version="1\\.0" encoding="utf-8"\\?>\n<Resources Culture="${culture}">\n\t<Group Type="String">\n\t\t<Items>\n(\t\t\t<Item Name="[\\w.]+" Value="[^"<>&]+" />\n)+\t\t</Items>\n\t</Group>\n</Resources>\n$`));
    }
    for (const culture of cultures) {
      const links = await text(`UsrLicenseAdminPlaces/Resources/SystemDesigner.ClientUnit/resource.${culture}.xml`);
      for (const name of Object.keys(stringIds)) assert.ok(links.includes(`LocalizableStrings.${name}.Value`), `${culture} ${name}`);
      for (const page of Object.keys(schemaIds).filter((name) => name.endsWith('Page'))) assert.match(await text(`UsrLicenseAdmin/Resources/${page}.ClientUnit/resource.${culture}.xml`), /Name="Caption"/);
    }
  });

  test('replace what was there as a whole, and leave it alone when something is wrong', async () => {
    const stale = join(out, 'UsrLicenseAdmin/stale.txt');
    await writeFile(stale, 'of an older version');
    await assert.rejects(buildCreatioPackage({ remote: join(folder, 'nowhere'), outDir: out }), /^Error: .*nowhere has no remoteModuleEntry\.js: npm run build makes it\.$/);
    assert.equal(await readFile(stale, 'utf8'), 'of an older version');
    await buildCreatioPackage({ remote: remote(), outDir: out, version: '0.1.0' });
    await assert.rejects(readFile(stale), /ENOENT/);
    assert.deepEqual((await readdir(folder)).filter((name) => name.includes('first.')), [], 'nothing is left beside it');
  });

  test('are not made when a page shows what the door does not define', async () => {
    const elements = [{ type: 'usr.LicensesTab', tag: 'usr-licenses-tab', inputs: ['user'], outputs: [] }];
    await assert.rejects(buildCreatioPackage({ remote: remote(), outDir: join(folder, 'wrong'), elements }), /UsrUserLicenses_FormPage gives usr\.LicensesTab a value for userId[^]*shows usr\.GrantRecall, which the door does not define/);
  });
});

describe('what Creatio knows them by', () => {
  test('are ids, each given once', () => {
    const all = [...Object.values(packages), ...Object.values(schemaIds), ...Object.values(stringIds), ...Object.values(stock)];
    for (const id of all) assert.match(id, guid);
    assert.equal(new Set(all).size, all.length);
  });

  test('and a time that is later for a later version, whatever the clock says', () => {
    const versions = ['0.1.0', '0.1.1', '0.2.0', '0.10.0', '1.0.0', '1.0.1', '2.0.0', '10.0.0'];
    const times = versions.map((version) => Number(/^\/Date\((\d+)\)\/$/.exec(stampOf(version))![1]));
    assert.deepEqual(times, [...times].sort((a, b) => a - b));
    assert.equal(new Set(times).size, times.length);
    for (const odd of ['1.0', 'latest', '1.0.0-beta', '1.0.0.0', '1.1000.0']) assert.throws(() => stampOf(odd), /is not a version such as 1\.2\.3/);
  });
});
