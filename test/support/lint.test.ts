import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { localRules } from './lint/rules.js';
import { root } from './stages.ts';

const config: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: { parser: tseslint.parser as Linter.Parser },
  plugins: { local: { rules: localRules } },
  rules: { 'local/layers': 'error', 'local/no-barrel': 'error', 'local/no-literal-text': 'error' },
};

function lint(file: string, code: string): string[] {
  return new Linter({ cwd: root }).verify(code, config, join(root, file)).map(({ message }) => message);
}

/** File, what it imports, and the row it breaks. */
const broken: [string, string, string][] = [
  ['src/licensing/seats.ts', "import {x} from '../ui/observe.ts'", 'licensing/ may import nothing'],
  ['src/licensing/seats.ts', "import {map} from 'rxjs'", 'licensing/ may import nothing'],
  ['src/text/en.ts', "import {x} from '../licensing/seats.ts'", 'text/ may import nothing'],
  ['src/ui/observe.ts', "import {Observable} from 'rxjs'", 'ui/ may import Lit, text'],
  ['src/ui/data-grid.ts', "import {x} from '../licensing/seats.ts'", 'ui/ may import Lit, text'],
  ['src/host/rest/rest-gateway.ts', "import {html} from 'lit'", 'host/* may import licensing, ky, zod'],
  ['src/host/rest/rest-gateway.ts', "import {x} from '../creatio/names.ts'", 'host/* may import licensing, ky, zod'],
  ['src/features/a-tab/a-tab.ts', "import {map} from 'rxjs'", 'feature elements may import'],
  ['src/features/a-tab/a-tab.ts', "import {x} from '../b-tab/b-tab.ts'", 'feature elements may import'],
  ['src/features/a-tab/a-tab.ts', "import {x} from '../../host/rest/wire.ts'", 'feature elements may import'],
  ['src/features/a-tab/a-tab.ts', "export {x} from '../../host/rest/wire.ts'", 'feature elements may import'],
  ['src/features/a-tab/a-tab.ts', "await import('../b-tab/b-tab.ts')", 'feature elements may import'],
  ['src/features/a-tab/a-tab.store.ts', "import {html} from 'lit'", 'feature *.store.ts may import'],
  ['src/features/a-tab/a-tab.store.ts', "import {x} from '../../text/messages.ts'", 'feature *.store.ts may import'],
  ['src/features/a-tab/a-tab.ts', "import {parse} from 'bowser'", 'feature elements may import'],
  ['src/features/a-tab/agent-parser.ts', "import {html} from 'lit'", 'feature agent-parser.ts may import bowser'],
  ['mock-host/server/app.ts', "import {x} from '../../src/host/rest/rest-gateway.ts'", 'mock-host/server may import'],
  ['mock-host/server/app.ts', "import {x} from '../shell/page.ts'", 'mock-host/server may import'],
  ['mock-host/shell/page.ts', "import {mount} from '../../src/plugin.ts'", 'mock-host/shell may import the plugin only through'],
  ['mock-host/shell/page.ts', "import {x} from '../../src/host/host-services.ts'", 'mock-host/shell may import the plugin only through'],
  ['src/helpers/dates.ts', "import {x} from '../licensing/seats.ts'", 'src/ has the layers'],
];

for (const [file, code, row] of broken) {
  test(`layers: ${file} may not ${code}`, () => {
    const [message, ...others] = lint(file, code);
    assert.ok(message?.startsWith(row), message);
    assert.deepEqual(others, []);
  });
}

const sound: [string, string][] = [
  ['src/plugin.ts', "import {x} from './host/rest/rest-gateway.ts'; import {html} from 'lit'"],
  ['src/licensing/seats.ts', "import {x} from './license.ts'"],
  ['src/ui/data-grid.ts', "import {html} from 'lit'; import {x} from '../text/messages.ts'; import {y} from './observe.ts'"],
  ['src/host/rest/wire.ts', "import * as z from 'zod/mini'; import ky from 'ky'; import {x} from '../host-services.ts'"],
  ['src/features/a-tab/a-tab.ts', "import {x} from './a-tab.store.ts'; import {html} from 'lit/html.js'; import {y} from '../../licensing/seats.ts'"],
  ['src/features/a-tab/a-tab.store.ts', "import {map} from 'rxjs'; import {x} from './rows.ts'; import {y} from '../../licensing/seats.ts'"],
  ['src/features/a-tab/agent-parser.ts', "import {parse} from 'bowser'"],
  ['mock-host/server/app.ts', "import {Hono} from 'hono'; import {x} from '../../src/licensing/seats.ts'; import {y} from '../../src/host/rest/wire.ts'"],
  ['mock-host/shell/page.ts', "import type {HostServices} from '../../src/host/host-services.ts'"],
  ['mock-host/shell/page.ts', "import {type HostServices} from '../../src/host/host-services.ts'"],
  ['test/any.test.ts', "import {x} from '../src/plugin.ts'"],
];

for (const [file, code] of sound) {
  test(`layers: ${file} may ${code}`, () => assert.deepEqual(lint(file, code), []));
}

test('barrels: an index of other files is refused, an index with code of its own is not', () => {
  assert.match(lint('src/licensing/index.ts', "export * from './seats.ts'; export {x} from './license.ts'")[0] ?? '', /No index barrels/);
  assert.deepEqual(lint('src/licensing/index.ts', "export * from './seats.ts'; export const x = 1"), []);
});

const spoken = ['<p>No licenses</p>', 'Save', '<b>${x}</b> of seats', '<button aria-label="Close">${icon}</button>', '<p>${x ? 1 : 2} available</p>'];
for (const template of spoken) {
  test(`literal text: ${template} is refused`, () => {
    const messages = lint('src/ui/dialog.ts', `const it = html\`${template}\`;`);
    assert.match(messages[0] ?? '', /^Texts live in src\/text\//);
  });
}

const silent = [
  '<p title=${t}>${text}</p>',
  '<input class="wide box" type="checkbox" ?checked=${a > b}>',
  '<td>${x} / ${y} · ×</td>',
  '<!-- not shown -->&nbsp;',
  '<lic-dialog .heading=${h} @close=${() => this.close()}><slot name="foot"></slot></lic-dialog>',
];
for (const template of silent) {
  test(`literal text: ${template} passes`, () => assert.deepEqual(lint('src/ui/dialog.ts', `const it = html\`${template}\`;`), []));
}
