import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { lookedUpUsers } from '../../../../src/host/rest/wire-bulk.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`BX-14: logins and e-mails looked up, ${kind}`, () => {
    let host: TestHost;
    let desk: BulkDesk;
    before(async () => {
      host = await TestHost.open(kind);
      desk = new BulkDesk(await host.signedIn());
      await host.user({ login: 'Anna.K', name: 'Anna Kern', email: 'anna@people.example' });
      await host.user({ login: 'anna.k2', name: 'anna keller', email: 'Shared@people.example' });
      await host.user({ login: 'ben', name: 'Ben', email: 'shared@PEOPLE.example', active: false });
      await host.user({ login: 'shared@people.example', name: 'Robot', email: null, kind: 'system' });
      await host.user({ login: 'same@people.example', name: 'Same', email: 'same@people.example' });
      await host.user({ login: 'їжак', name: 'Їжак', email: 'ÄPFEL@people.example' });
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const lookUp = async (terms: readonly string[]): Promise<(readonly [string, string])[]> => {
      const { body } = await desk.client.send('POST', '/licensing/v1/users/lookup', { terms });
      return lookedUpUsers.parse(body).items.map(({ term, users }) => [term, users.map(({ name }) => name).join(', ')] as const);
    };

    test('an answer for each term in order, repeated ones too, in any case, without the spaces around', async () => {
      assert.deepEqual(await lookUp(['ben', 'ANNA.k', 'nobody', '  anna@people.example\t', 'ben', 'Ben ', 'ЇЖАК', 'äpfel@people.example']), [
        ['ben', 'Ben'], ['ANNA.k', 'Anna Kern'], ['nobody', ''], ['  anna@people.example\t', 'Anna Kern'], ['ben', 'Ben'], ['Ben ', 'Ben'],
        ['ЇЖАК', 'Їжак'], ['äpfel@people.example', 'Їжак'],
      ]);
    });

    test('several users are all told, by name; who has it as login and as e-mail is told once', async () => {
      assert.deepEqual(await lookUp(['SHARED@people.example', 'same@people.example']), [
        ['SHARED@people.example', 'anna keller, Ben, Robot'], ['same@people.example', 'Same'],
      ]);
    });

    test('nothing stands for anything else, and what no database can hold is unknown', async () => {
      const odd = ['%', '_en', 'be', 'ann', "'; drop table app_user; --", 'a\0b', '\ud800', '\u00a0', ' ', '🦔', 'x'.repeat(320)];
      assert.deepEqual(await lookUp(odd), odd.map((term) => [term, '']));
    });

    test('an address that hundreds share tells fifty of them', async () => {
      await host.database.exec(`insert into app_user (login, name, email) select 'crowd.' || n, 'Crowd ' || lpad(n::text, 3, '0'), 'crowd@people.example' from generate_series(1, 300) n`);
      const [[, names] = ['', '']] = await lookUp(['crowd@people.example']);
      assert.deepEqual([names.split(', ').length, names.split(', ')[49]], [50, 'Crowd 050']);
    });

    test('2,000 terms are answered; more, none, an empty or a far too long one are refused with a sentence', async () => {
      const many = Array.from({ length: 2_000 }, (_, n) => `person.${n}`);
      assert.equal((await lookUp(many)).length, 2_000);
      const refused = (terms: unknown) => desk.refused('POST', '/users/lookup', { terms });
      assert.deepEqual(await refused([...many, 'ben']), [422, 'These are too many logins and e-mails at once. terms: at most 2000']);
      for (const terms of [[], [''], ['x'.repeat(321)], 'ben', [7], undefined]) {
        const [status, said] = await refused(terms);
        assert.equal(status, 422);
        assert.match(said, /^The request has a wrong shape\. terms/);
      }
    });
  });
}
