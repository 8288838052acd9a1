import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { budgets } from '../../plugin-manifest/budgets.ts';
import { root } from '../../vite.config.ts';
import { builtFolder } from './support/site.ts';

const run = promisify(execFile);
let folder: string;
let tarball: Buffer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  tarball = await readFile(join(folder, filename));
  await run('tar', ['-xzf', filename], { cwd: folder });
});
after(() => rm(folder, { recursive: true }));

const notices = 'third-party-licenses.md';

/** Built files by path, as text. */
async function built(): Promise<Map<string, string>> {
  const entries = await readdir(builtFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file.slice(builtFolder.length + 1), await readFile(file, 'utf8')] as const)));
}

describe('the package', () => {
  test('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: join(folder, 'package'), strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg!)), []);
  });

  test('has types that resolve in Node (ES modules) and in bundlers', async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
    assert.ok(result.types);
    // There is no CommonJS of a browser plugin; JSON has no types.
    const real = result.problems.filter((problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)));
    assert.deepEqual(real.filter((problem) => !('entrypoint' in problem && problem.entrypoint.endsWith('.json'))), []);
  });

  for (const [module, moduleResolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']] as const) {
    test(`a host compiles against it (${moduleResolution}), without a dependency of ours`, async () => {
      const host = join(folder, moduleResolution);
      await mkdir(join(host, 'node_modules'), { recursive: true });
      await symlink(join(folder, 'package'), join(host, 'node_modules/license-admin-plugin'));
      await writeFile(join(host, 'package.json'), '{"type":"module"}');
      await writeFile(join(host, 'host.ts'), `
        import { type HostServices, type HostView, type MountedPlugin, mount, views, version } from 'license-admin-plugin';
        declare const services: HostServices;
        const mounted: MountedPlugin = mount(document.body, { ...services, theme: 'dark', can: async (right) => right === 'CanManageLicUsers' });
        mounted.update({ locale: 'de' });
        const left: boolean = await mounted.canLeave();
        const sessions: HostView = { name: 'session-manager', remembered: '{}' };
        mounted.update({ view: sessions, remember: (text) => void localStorage.setItem('sessions', text) });
        mounted.dispose();
        export const all: [boolean, readonly string[], string] = [left, views, version];
        // @ts-expect-error there is no such theme
        mounted.update({ theme: 'sepia' });
        // @ts-expect-error the Licenses tab is of a user
        mounted.update({ view: { name: 'licenses-tab' } });
      `);
      const program = ts.createProgram([join(host, 'host.ts')], {
        strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022,
        module: module === 'nodenext' ? ts.ModuleKind.NodeNext : ts.ModuleKind.ESNext,
        moduleResolution: moduleResolution === 'nodenext' ? ts.ModuleResolutionKind.NodeNext : ts.ModuleResolutionKind.Bundler,
      });
      assert.deepEqual(ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')), []);
    });
  }

  test('carries the licenses of all it has bundled, as these ask for', async () => {
    const bundled = { '': ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'rxjs', 'ky', 'zod', 'bowser'], 'federated/': ['@module-federation/runtime'] };
    const words = { lit: 'Redistributions in binary form', rxjs: 'Apache License', ky: 'Permission is hereby granted', zod: 'Permission is hereby granted', bowser: 'Permission is hereby granted' };
    for (const [place, names] of Object.entries(bundled)) {
      const text = await readFile(join(folder, 'package/dist/plugin', place, notices), 'utf8');
      for (const name of names) assert.match(text, new RegExp(`^## ${name} - `, 'm'), `${name} in ${place}${notices}`);
      if (!place) for (const [name, quote] of Object.entries(words)) assert.ok(text.includes(quote), `${name}: ${quote}`);
    }
  });

  test('carries the build and nothing else', async () => {
    const entries = await readdir(join(folder, 'package'), { recursive: true, withFileTypes: true });
    const top = new Set(entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'package').length + 1).split('/').slice(0, 2).join('/')));
    const expected = ['LICENSE', 'README.md', 'dist/plugin', 'package.json'];
    assert.deepEqual([...top].filter((path) => !expected.includes(path)), []);
  });
});

describe('the built code', () => {
  test('makes no code from texts, is no UMD, and knows no machine', async () => {
    const forbidden: [string, RegExp][] = [
      ['eval', /\beval\s*\(|\bnew Function\b|\bFunction\s*\(/],
      ['UMD', /typeof define\s*===?\s*["']function|define\.amd|typeof exports\s*===?/],
      ['a machine’s folder', new RegExp(`${[root, homedir(), tmpdir()].map((path) => path.replace(/\/$/, '')).filter((path) => path.length > 3).join('|')}|/node_modules/|file://`)],
      ['markup from texts', /\.(outerHTML|insertAdjacentHTML)\b|document\.write/],
      ['a source map of nowhere', /sourceMappingURL/],
    ];
    for (const [file, text] of await built()) {
      // The federation runtime is not ours; its own door to old script hosts is in it.
      for (const [what, pattern] of forbidden) if (!file.startsWith('federated/') || what !== 'UMD') assert.doesNotMatch(text, pattern, `${what} in ${file}`);
    }
  });

  test('names no address: not of a server, not of a registry', async () => {
    const known = [
      'https://host.invalid', 'https://empty.invalid', // never asked: reserved names that parse
      'https://module-federation.io', // where the federation runtime's errors point
      'https://json-schema.org', // which kind of schema it is
    ];
    for (const [file, text] of await built()) {
      // The notices of others stand as they are.
      if (file.endsWith(notices)) continue;
      const found = [...text.matchAll(/\bhttps?:\/\/[\w.-]+/g)].map(([address]) => address).filter((address) => !known.includes(address));
      assert.deepEqual(found, [], file);
    }
  });

  test('keeps its budgets, measured on what lies in the folder', async () => {
    const files = await built();
    const total = (names: readonly string[]): number => names.reduce((sum, name) => sum + brotliCompressSync(files.get(name)!).length, 0);
    const largest = (view: string): number => Math.max(...[...files.keys()].filter((name) => name.startsWith(`text/${view}/`)).map((name) => total([name])));
    const scripts = [...files.keys()].filter((file) => /^[\w.-]+\.js$/.test(file));
    const tab = ['plugin.js', 'shared.js', 'view-licenses-tab.js'];
    // Whatever the tab does not need is the session manager's or of the views about many users: nothing may hide in a file that nobody looks at.
    const sessionsOnly = ['view-session-manager.js', 'session-manager.later.js', 'agent-parser.js'];
    const sessions = scripts.filter((name) => name !== 'view-licenses-tab.js' && name !== 'view-grant-recall.js');
    const bulk = scripts.filter((name) => name !== 'view-licenses-tab.js' && !sessionsOnly.includes(name));
    assert.ok(total(['plugin.js']) <= 4_000, `the entry has ${total(['plugin.js'])} bytes`);
    assert.ok(total(tab) + largest('licenses-tab') <= budgets.views['licenses-tab']!, `the tab needs ${total(tab) + largest('licenses-tab')} bytes`);
    assert.ok(total(sessions) + largest('session-manager') <= budgets.views['session-manager']!, `the session manager needs ${total(sessions)} bytes`);
    assert.ok(total(bulk) + largest('grant-recall') <= budgets.views['grant-recall']!, `the views about many users need ${total(bulk)} bytes`);
  });

  test('imports files next to it and nothing else', async () => {
    for (const [file, text] of await built()) {
      if (!file.endsWith('.js') && !file.endsWith('.ts')) continue;
      for (const { fileName } of ts.preProcessFile(text).importedFiles) assert.match(fileName, /^\.\.?\//, file);
    }
  });

  test('has the version in every tag', async () => {
    const files = await built();
    for (const view of ['view-licenses-tab.js', 'view-session-manager.js']) {
      const tags = new Set([...files.get(view)!.matchAll(/(?<![\w-])lic-[a-z0-9-]+/g)].map(([tag]) => tag));
      assert.ok(tags.size > 0);
      for (const tag of tags) assert.match(tag, /-v\d+-\d+-\d+/);
    }
    const everywhere = [...files].filter(([file]) => file.endsWith('.js')).flatMap(([, text]) => text.match(/(?<![\w-])lic-[a-z0-9-]+/g) ?? []);
    assert.deepEqual(everywhere.filter((tag) => !/-v\d+-\d+-\d+/.test(tag)), []);
  });

  test('has no chunk that imports another one: one that fails must not take others with it', async () => {
    for (const [file, text] of await built()) {
      if (/^[\w.-]+\.js$/.test(file)) assert.doesNotMatch(text, /(?:^|[;}\n])import(?!\()/, file);
    }
  });
});
