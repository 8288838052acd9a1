import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pages } from '../../plugin-manifest/creatio-package/pages.ts';
import { packages, schemaIds } from '../../plugin-manifest/creatio-package/identity.ts';
import { kinds } from '../../src/creatio/element-kinds.ts';
import { root } from '../support/stages.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = read('docs/creatio.md');
const installation = read('docs/creatio-installation.md');
const section = (title: string): string => guide.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
/** First cells of the rows of the first table. */
const firstCells = (text: string): string[] => [...text.split('\n\n').find((block) => block.startsWith('|'))!.matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell!).slice(1);
/** Literals of a union type in a source file. */
const union = (path: string, name: string): string[] => [...new RegExp(`type ${name} =([^;]+);`).exec(read(path))![1]!.matchAll(/'([^']+)'/g)].map(([, literal]) => literal!);

const api = 'src/host/creatio/creatio-api.ts';

describe('docs/creatio.md', () => {
  test('names every request that the adapter can make, and no other', () => {
    const told = firstCells(section('What is called')).map((cell) => /`([^`]+)`/.exec(cell)![1]!.split('/').at(-1)!);
    const made = [...union(api, 'LicenseMethod'), ...union(api, 'AdministrationMethod'), 'SelectQuery'];
    assert.deepEqual([...new Set(told)].sort(), made.sort());
  });

  test('names every object that is read, and the secret that is not', () => {
    const [objects] = /schema: ([^;]+);/.exec(read('src/host/creatio/select-query.ts'))!.slice(1);
    for (const [, object] of objects!.matchAll(/'(\w+)'/g)) assert.ok(section('What is called').includes(`\`${object}\``), object);
    assert.match(guide, /`SessionId` is never among the columns/);
  });

  test('names every box of the browser’s storage', () => {
    const told = [...section('What is kept in the browser').matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`(\w+)`/g)].map(([, box]) => box!));
    assert.deepEqual(told.sort(), union('src/host/creatio/kept/kept.ts', 'Box').sort());
  });

  test('names every service of the page that is used', () => {
    const services = [...read('src/host/creatio/kit.ts').split('interface KitServices')[1]!.split('\n}')[0]!.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!);
    assert.ok(services.length > 3);
    for (const name of services) assert.ok(section('What of the page is used').includes(`\`${name}\``), name);
  });

  test('names every view element with its tag and its inputs, and every output', () => {
    const embedding = section('Embedding');
    const rows = embedding.split('\n').filter((line) => line.startsWith('| `usr.'));
    assert.equal(rows.length, kinds.length);
    for (const { type, tag, inputs, outputs } of kinds) {
      const row = rows.find((line) => line.startsWith(`| \`${type}\` | \`${tag}\``))!;
      assert.ok(row, type);
      for (const input of inputs) assert.ok(row.includes(`\`${input}\``), `${type} ${input}`);
      for (const output of outputs) assert.ok(embedding.includes(`\`${output}\``), output);
    }
  });

  test('says how many users a write has and how many rows a query, as the code has it', () => {
    assert.equal(/WRITE_USERS = (\d+)/.exec(read('src/host/creatio/creatio-bulk.ts') + read('src/host/creatio/batches/batches.ts'))![1], '500');
    assert.match(read('src/host/creatio/users.ts'), /PAGE = 20_000/);
    assert.match(guide, /once for each package and 500 users[^]*20,000/);
  });
});

describe('docs/creatio-installation.md', () => {
  test('names the packages, every page by its address, and the loader', () => {
    for (const name of Object.keys(packages)) assert.ok(installation.includes(`\`${name}\``), name);
    for (const { name } of pages) assert.match(installation, new RegExp(`\`(Section|Card)/${name}[/\`]`));
    for (const name of Object.keys(schemaIds).filter((each) => !each.endsWith('Page'))) assert.ok(installation.includes(`\`${name}\``), name);
    assert.ok(installation.includes('npm run package:creatio') && 'package:creatio' in (JSON.parse(read('package.json')) as { scripts: object }).scripts);
  });
});

test('every link of both leads somewhere', () => {
  for (const [from, text] of [['docs/creatio.md', guide], ['docs/creatio-installation.md', installation]] as const) {
    for (const [, target, anchor] of text.matchAll(/\]\(([^)#]*)(?:#([\w-]+))?\)/g)) {
      const path = target ? join(dirname(from), target) : from;
      assert.ok(existsSync(join(root, path)), `${from}: ${path}`);
      const titles = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
      if (anchor) assert.ok(titles.includes(anchor), `${from}: ${path}#${anchor}`);
    }
  }
});
