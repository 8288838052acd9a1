import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notOnCreatio, stages } from './stages.ts';

const filesOf = (name: string): readonly string[] => stages({ only: [], long: false }).find((stage) => stage.name === name)!.files!;

test('every journey is made on both hosts, or it says why not', () => {
  const [rest, creatio] = [filesOf('journeys'), filesOf('journeys-creatio')];
  assert.deepEqual(rest.filter((file) => !creatio.includes(file)), Object.keys(notOnCreatio).sort());
  assert.deepEqual(creatio.filter((file) => !rest.includes(file) && !file.startsWith('test/journeys/creatio-')), []);
  assert.deepEqual(rest.filter((file) => file.startsWith('test/journeys/creatio-')), []);
});
