import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestClient } from '../../server/support/test-client.ts';
import { itAdmin, licenseAdmin } from '../../server/support/test-host.ts';
import { CreatioDesk } from '../creatio-desk.ts';

let desk: CreatioDesk;
let administrator: TestClient;

before(async () => {
  desk = await CreatioDesk.open('embedded');
  administrator = await desk.host.signedIn(itAdmin);
});
after(() => desk.host.close());

async function terminate(recordId: unknown, client = administrator): Promise<unknown> {
  const { status, body } = await desk.administration('TerminateSession', { recordId }, client);
  return status === 200 ? ((body as { TerminateSessionResult?: unknown }).TerminateSessionResult ?? body) : status;
}

const stateOf = (id: string) =>
  desk.host.database.db.selectFrom('session').select(['ending_at', 'ended_at', 'end_method', 'ended_by']).where('id', '=', id).executeTakeFirstOrThrow();

test('QT-8 a session is ended by whoever asks, in a call of its own', async () => {
  desk.only();
  const { sessionId } = await desk.host.signedIn([]);
  assert.equal(await terminate(sessionId.toUpperCase()), 1);
  const { ended_at, end_method, ended_by } = await stateOf(sessionId);
  assert.deepEqual([ended_at !== null, end_method, ended_by], [true, 'terminated', administrator.userId]);
});

test('a session that is over is as good as ended, or as good as unknown', async () => {
  const { sessionId } = await desk.host.signedIn([]);
  desk.only();
  assert.deepEqual([await terminate(sessionId), await terminate(sessionId)], [1, 1]);
  desk.only('minus-one');
  assert.equal(await terminate(sessionId), -1);
});

test('what is no session is -1', async () => {
  desk.only();
  assert.equal(await terminate(crypto.randomUUID()), -1);
  assert.equal(await terminate('no id'), -1);
  assert.equal(await terminate(7), 400);
});

test('QT-8 it takes effect late, and only with the quirk', async () => {
  desk.endDelaySeconds = 60;
  try {
    const [late, prompt] = [await desk.host.signedIn([]), await desk.host.signedIn([])];
    desk.only('late-termination');
    assert.equal(await terminate(late.sessionId), 1);
    const accepted = await stateOf(late.sessionId);
    assert.deepEqual([accepted.ended_at, accepted.ending_at !== null], [null, true]);
    desk.only();
    assert.equal(await terminate(prompt.sessionId), 1);
    assert.ok((await stateOf(prompt.sessionId)).ended_at);
  } finally {
    desk.endDelaySeconds = 0;
  }
});

test('BX-12 nothing protects the caller’s own session here', async () => {
  desk.only();
  const careless = await desk.host.signedIn(itAdmin);
  assert.equal(await terminate(careless.sessionId, careless), 1);
  assert.ok((await stateOf(careless.sessionId)).ended_at);
});

test('CR-10 without CanManageAdministration nothing is ended', async () => {
  desk.only();
  const colleague = await desk.host.signedIn(licenseAdmin);
  const { sessionId } = await desk.host.signedIn([]);
  assert.deepEqual((await terminate(sessionId, colleague)) as object, { success: false, errorInfo: { errorCode: 'SecurityException', message: 'The right CanManageAdministration is needed for this.' } });
  assert.equal((await stateOf(sessionId)).ended_at, null);
});
