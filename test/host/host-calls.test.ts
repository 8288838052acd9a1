import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { guardCalls } from '../../src/host/host-calls.ts';
import type { HostServices } from '../../src/host/host-services.ts';

let said: string[];
let dropped: string[];
beforeEach(() => {
  said = [];
  dropped = [];
});

/** A host with some functions of its own; TypeScript is not the host's, so anything may be handed over. */
function guarded(own: object = {}): HostServices {
  const host = { user: { id: 'a1', name: 'A' }, theme: 'dark', can: () => true, ...own };
  return guardCalls(host as unknown as HostServices, { stop: (text) => said.push(text), drop: (name) => dropped.push(name) });
}

const failing: [how: string, make: () => unknown][] = [
  ['throws', () => { throw new Error('no route'); }],
  ['rejects', () => Promise.reject(new Error('no route'))],
  ['rejects with nothing', () => Promise.reject()],
];

test('fields pass through, and absent functions stay absent', () => {
  const calls = guarded();
  assert.equal(calls.theme, 'dark');
  for (const name of ['fetch', 'confirm', 'notify', 'pending', 'remember', 'signedOut', 'now'] as const) assert.equal(name in calls, false, name);
});

describe('can', () => {
  test('answers at once or later', async () => {
    assert.equal(await guarded({ can: (operation: string) => operation === 'CanManageLicUsers' }).can('CanManageLicUsers'), true);
    assert.equal(await guarded({ can: async () => false }).can('CanManageLicUsers'), false);
    assert.deepEqual(said, []);
  });

  for (const [how, can] of failing) {
    test(`one that ${how} stops the view with one sentence, and allows nothing`, async () => {
      assert.equal(await guarded({ can }).can('CanManageLicUsers'), false);
      assert.equal(said.length, 1);
      assert.match(said[0]!, /^License administration can't go on: the host's `can` failed( \(no route\))?\.$/);
    });
  }

  for (const [value, kind] of [[undefined, 'nothing'], [null, 'nothing'], ['true', 'a value of type string'], [1, 'a value of type number']]) {
    test(`${String(value)} is no answer`, async () => {
      assert.equal(await guarded({ can: () => value }).can('CanManageLicUsers'), false);
      assert.deepEqual(said, [`License administration can't go on: the host's \`can\` answers ${kind}, not true or false.`]);
    });
  }
});

describe('fetch', () => {
  const request = new Request('https://host.invalid/');

  test('its answers and its rejections go through: most rejections mean that the network is down', async () => {
    const answer = new Response('x');
    assert.equal(await guarded({ fetch: async () => answer }).fetch!(request), answer);
    const down = new TypeError('Failed to fetch');
    await assert.rejects(guarded({ fetch: () => Promise.reject(down) }).fetch!(request), down);
    await assert.rejects(guarded({ fetch: () => { throw down; } }).fetch!(request), down);
    assert.deepEqual(said, []);
  });

  test('a Response of another frame is one', async () => {
    const answer = { status: 200, headers: new Headers() };
    assert.equal(await guarded({ fetch: () => answer }).fetch!(request), answer);
  });

  for (const value of [undefined, null, '{}', { status: 200 }, { status: '200', headers: new Headers() }]) {
    test(`${JSON.stringify(value)} is no Response`, async () => {
      await assert.rejects(guarded({ fetch: () => value }).fetch!(request), TypeError);
      assert.equal(said.length, 1);
      assert.match(said[0]!, /the host's `fetch` answers (nothing|a value of type \w+), not a Response\.$/);
    });
  }
});

describe('optional functions', () => {
  const question = { title: '', message: '', confirmLabel: '', cancelLabel: '' };

  for (const [how, fail] of failing) {
    test(`confirm that ${how}: nothing is confirmed, and it is dropped`, async () => {
      assert.equal(await guarded({ confirm: fail }).confirm!(question), false);
      assert.deepEqual([dropped, said], [['confirm'], []]);
    });

    test(`notify that ${how} is dropped`, async () => {
      guarded({ notify: fail }).notify!({ kind: 'success', text: '' });
      await settled();
      assert.deepEqual([dropped, said], [['notify'], []]);
    });

    test(`pending that ${how} is ignored`, async () => {
      guarded({ pending: fail }).pending!(true);
      await settled();
      assert.deepEqual([dropped, said], [[], []]);
    });

    test(`remember that ${how} is ignored`, async () => {
      guarded({ remember: fail }).remember!('{}');
      await settled();
      assert.deepEqual([dropped, said], [[], []]);
    });

    test(`signedOut that ${how} rejects, so nobody takes it for signed in again`, async () => {
      await guarded({ signedOut: fail }).signedOut!().then(
        () => assert.fail('it resolved'),
        () => {},
      );
    });
  }

  test('remember is handed the text as it is', () => {
    const kept: string[] = [];
    guarded({ remember: (text: string) => kept.push(text) }).remember!('{"sort":[]}');
    assert.deepEqual(kept, ['{"sort":[]}']);
  });

  test('only true is a yes', async () => {
    for (const [answer, yes] of [[true, true], ['yes', false], [1, false], [undefined, false]]) {
      assert.equal(await guarded({ confirm: async () => answer }).confirm!(question), yes);
    }
  });

  test('now that is no time is the browser’s time', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1_000 });
    assert.equal(guarded({ now: () => 7 }).now!(), 7);
    for (const now of [() => NaN, () => undefined, () => '7', () => { throw new Error('no'); }]) assert.equal(guarded({ now }).now!(), 1_000);
  });
});

/** Until everything that was rejected has been dealt with; an unhandled rejection would fail the run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
