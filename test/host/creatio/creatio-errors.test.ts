import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ownWords } from '../../../src/host/creatio/creatio-errors.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import { MOST_SAID } from '../../../src/licensing/outcome.ts';
import { apiOf, down, inBrowser, json, license, licenses, page, text, told } from './support/api-rig.ts';

describe('trouble', () => {
  const statuses: [number, LicensingErrorCode][] = [[403, 'forbidden'], [408, 'timeout'], [413, 'rejected'], [415, 'rejected'], [500, 'server'], [503, 'server']];
  for (const [status, code] of statuses) {
    test(`status ${status} is ${code}`, async () => assert.rejects(apiOf([text(page, status)]).getLicenses(), told(code, new RegExp(`^HTTP ${status}`))));
  }

  test('403 says that the cookie is missing when it is, and not when it is there', async (t) => {
    await assert.rejects(apiOf([text('', 403)]).getLicenses(), told('forbidden', /no BPMCSRF cookie/));
    inBrowser(t, 'https://crm.test/0/', 'BPMCSRF=x');
    await assert.rejects(apiOf([text('', 403)]).getLicenses(), told('forbidden', /^HTTP 403$/));
  });

  test('429 carries the seconds to wait, and is not asked again', async () => {
    const { getLicenses, asked } = apiOf([text('', 429, { 'retry-after': '17' })]);
    await assert.rejects(getLicenses(), (error: unknown) => error instanceof LicensingError && error.code === 'rate-limited' && error.retryAfter === 17);
    assert.equal(asked.length, 1);
  });

  for (const [name, stumble] of [['a broken connection', down], ['500', text('', 500)], ['503', text('', 503)]] as const) {
    test(`after ${name} a read is asked once more, a write never`, async () => {
      const healed = apiOf([stumble, json(licenses)]);
      assert.deepEqual((await healed.getLicenses()).licenses, [license]);
      const dead = apiOf([stumble]);
      await assert.rejects(dead.getLicenses(), told(stumble === down ? 'offline' : 'server'));
      assert.equal(dead.asked.length, 2);
      const write = apiOf([stumble]);
      await assert.rejects(write.update(), told(stumble === down ? 'offline' : 'server'));
      assert.equal(write.asked.length, 1);
    });
  }

  test('an answer that does not come, or does not end, is a timeout', async (t) => {
    // Node does not stay awake for a signal's own timer; a browser does.
    const awake = setInterval(() => {}, 1000);
    t.after(() => clearInterval(awake));
    const silent = (): Promise<Response> => new Promise(() => {});
    const endless = (): Response => new Response(new ReadableStream({ start: (control) => control.enqueue(new Uint8Array([123])) }));
    for (const answer of [silent, endless]) await assert.rejects(apiOf([answer], { readMs: 20 }).getLicenses(), told('timeout'));
  });

  test('an abort rejects with the reason of the one who aborted, though the host’s own fetch does not listen', async () => {
    const control = new AbortController();
    const reason = new Error('left the page');
    const { getLicenses } = apiOf([() => (control.abort(reason), new Promise<Response>(() => {}))]);
    await assert.rejects(getLicenses(control.signal), (error) => error === reason);
    const { getLicenses: again, asked } = apiOf([json(licenses)]);
    await assert.rejects(again(control.signal), (error) => error === reason);
    assert.equal(asked.length, 0);
  });

  test('an abort while a read waits to be asked once more ends it at once', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const control = new AbortController();
    const { getLicenses, asked } = apiOf([() => (setImmediate(() => control.abort('left')), text('', 503)())]);
    await assert.rejects(getLicenses(control.signal), (error) => error === 'left');
    assert.equal(asked.length, 1);
  });
});

describe('BX-5 Creatio’s own words', () => {
  const words: [string, string][] = [
    ['  Package “A”:\r\n\tlocked.  ', 'Package “A”: locked.'],
    ['<script>alert(1)</script> & {count}', '<script>alert(1)</script> & {count}'],
    ['a\u0000b\u202ec\u2069d', 'a b c d'],
    ['\u2066\u202e', ''],
    ['', ''],
  ];
  for (const [said, shown] of words) test(`${JSON.stringify(said)} is ${JSON.stringify(shown)}`, () => assert.equal(ownWords(said), shown));

  test('as many characters as there is room for stay; of more it is said that there was more', () => {
    const most = 'x'.repeat(MOST_SAID);
    assert.equal(ownWords(most), most);
    assert.equal(ownWords(`${most}x`), `${most.slice(1)}…`);
    assert.equal(ownWords(`${most.slice(2)}💡x`), `${most.slice(2)}…`);
  });

  test('whatever is said becomes one short line of whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2 * MOST_SAID }), (said) => {
        const line = ownWords(said);
        assert.ok(line.length <= MOST_SAID && line === line.trim());
        assert.doesNotMatch(line, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
