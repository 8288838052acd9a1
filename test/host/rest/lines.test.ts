import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lines } from '../../../src/host/rest/lines.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';

const never = new AbortController().signal;

test('lines are the same however the bytes are cut', async () => {
  const anyLine = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((line) => !/[\r\n\uFEFF]/.test(line));
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), async (all, size, windows) => {
      const bytes = new TextEncoder().encode(all.map((line) => line + (windows ? '\r\n' : '\n')).join(''));
      const body = new ReadableStream<Uint8Array>({
        start(control) {
          for (let at = 0; at < bytes.length; at += size) control.enqueue(bytes.slice(at, at + size));
          control.close();
        },
      });
      const read = [];
      for await (const line of lines(body, 1000, never)) read.push(line);
      assert.deepEqual(read, all);
    }),
  );
});

test('silence longer than allowed is a timeout, and the stream is let go', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const body = new ReadableStream<Uint8Array>({ cancel: () => release() });
  const reading = lines(body, 45_000, never).next();
  t.mock.timers.tick(44_999);
  t.mock.timers.tick(1);
  await assert.rejects(reading, (error) => error instanceof LicensingError && error.code === 'timeout');
  await released;
});
