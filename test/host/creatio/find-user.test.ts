import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findUser } from '../../../src/host/creatio/find-user.ts';

const contact = '5b9f9b24-6f0a-4d63-8a29-0d3f1f3f0001';
const [anna, other] = ['5b9f9b24-6f0a-4d63-8a29-0d3f1f3f0002', '5b9f9b24-6f0a-4d63-8a29-0d3f1f3f0003'];

/** Asks a DataService that answers rows; what it was asked is noted. */
async function ask(rows: unknown, status = 200): Promise<[id: string, body: string]> {
  let body = '';
  const id = await findUser({
    baseUrl: 'https://crm.example.com/',
    user: { id: '', name: 'Anna' },
    fetch: async (request) => {
      body = await request.text();
      return Response.json({ success: true, rows }, { status });
    },
  }, contact);
  return [id, body];
}

describe('the user of a person', () => {
  test('is the only active one', async () => {
    const [id, body] = await ask([{ Id: anna }]);
    assert.equal(id, anna);
    assert.ok(body.includes(contact) && body.includes('SysAdminUnit'), body);
  });

  test('and nobody when there are several, none, or no answer', async () => {
    assert.equal((await ask([{ Id: anna }, { Id: other }]))[0], '');
    assert.equal((await ask([]))[0], '');
    assert.equal((await ask(null, 403))[0], '');
  });
});
