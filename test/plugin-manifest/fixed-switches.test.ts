import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixSwitches } from '../../plugin-manifest/fixed-switches.ts';
import { root } from '../../vite.config.ts';

test('a switch has the value it always has; the rest of the file stays as it is', async () => {
  const path = 'rxjs/dist/esm/internal/util/errorContext.js';
  const code = await readFile(join(root, 'node_modules', path), 'utf8');
  assert.equal(fixSwitches(code, path), code.replaceAll('config.useDeprecatedSynchronousErrorHandling', 'false'));
});

test('a file without switches stays as it is', () => assert.equal(fixSwitches('config.useDeprecatedNextContext', 'rxjs/a.js'), 'config.useDeprecatedNextContext'));

test('a version of a package that has a switch no more fails the build, rather than growing in silence', () => {
  assert.throws(() => fixSwitches('', 'rxjs/dist/esm/internal/util/errorContext.js'), /errorContext\.js has no config\.useDeprecatedSynchronousErrorHandling any more/);
});
