import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guardOpening } from '../../src/host/host-open.ts';
import type { HostServices } from '../../src/host/host-services.ts';

/** TypeScript is not the host's, so anything may be handed over. */
const guarded = (own: object): Pick<HostServices, 'open' | 'close' | 'linkTo'> => guardOpening(own as HostServices);

test('absent functions stay absent', () => assert.deepEqual(guarded({}), {}));

test('open is handed the view, and close is told', () => {
  const told: unknown[] = [];
  const { open, close } = guarded({ open: (view: unknown) => told.push(view), close: () => told.push('close') });
  open!({ name: 'grant-recall', undo: 'b1' });
  close!();
  assert.deepEqual(told, [{ name: 'grant-recall', undo: 'b1' }, 'close']);
});

test('a host whose open or close fails takes nothing down', async () => {
  for (const fail of [() => { throw new Error('no'); }, () => Promise.reject(new Error('no'))]) {
    const { open, close } = guarded({ open: fail, close: fail });
    open!({ name: 'batches' });
    close!();
    // An unhandled rejection would fail the run.
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test('BX-5 linkTo answers an address or nothing', () => {
  for (const [answer, link] of [['https://crm.example/b1', 'https://crm.example/b1'], ['', null], [null, null], [undefined, null], [7, null]]) {
    assert.equal(guarded({ linkTo: () => answer }).linkTo!({ name: 'batches', batchId: 'b1' }), link);
  }
  assert.equal(guarded({ linkTo: () => { throw new Error('no route'); } }).linkTo!({ name: 'batches' }), null);
});
