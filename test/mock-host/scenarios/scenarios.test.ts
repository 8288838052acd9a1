import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { satisfies, valid } from 'semver';
import { findScenario, scenarios } from '../../../mock-host/scenarios/scenarios.ts';

const { hostApi } = JSON.parse(readFileSync(new URL('../../../plugin-manifest/plugin-manifest.json', import.meta.url), 'utf8')) as { hostApi: string };

test('every scenario has a name of its own, a title and a sentence about it', () => {
  const names = scenarios.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const { name, title, description } of scenarios) {
    assert.match(name, /^[a-z-]+$/);
    assert.match(title, /^[A-Z].*[^.]$/);
    assert.match(description, /\.$/);
    assert.equal(findScenario(name)?.name, name);
  }
  assert.equal(findScenario('sunny'), undefined);
});

test('all hosts but the old one implement a contract that the plugin supports', () => {
  for (const { name, hostApiVersion } of scenarios) {
    assert.ok(valid(hostApiVersion), name);
    assert.equal(satisfies(hostApiVersion, hostApi), name !== 'old-host', name);
  }
});
