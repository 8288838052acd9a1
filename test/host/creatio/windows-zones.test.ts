import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ianaZone } from '../../../src/host/creatio/windows-zones.ts';

const source = readFileSync(new URL('../../../src/host/creatio/windows-zones.ts', import.meta.url), 'utf8');
const names = [...source.matchAll(/^(?:const pairs = `)?([^=`/]+)=[A-Z]\w+\/\w/gm)].map(([, name]) => name!);

test('each Windows name stands for a zone that runtimes know', () => {
  assert.ok(names.length > 130, String(names.length));
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: ianaZone(`${name} Standard Time`)! }), name);
  assert.equal(ianaZone('FLE Daylight Time'), 'Europe/Kiev');
  assert.equal(ianaZone('Nowhere Standard Time'), undefined);
});
