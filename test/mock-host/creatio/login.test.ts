import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { hashPassword } from '../../../mock-host/server/auth/password.ts';
import { type CreatioAnswer, CreatioDesk } from './creatio-desk.ts';

const LOGIN = '/ServiceModel/AuthService.svc/Login';

describe('AuthService', () => {
  let desk: CreatioDesk;
  before(async () => {
    desk = await CreatioDesk.open('embedded');
    await desk.host.user({ login: 'Anna', operations: ['CanViewLicenses'], passwordHash: await hashPassword('right') });
  });
  beforeEach(() => desk.only());
  after(async () => {
    await desk.host.close();
    assert.deepEqual(desk.host.failures, []);
  });

  const login = (UserName: string, UserPassword: string, headers = {}, path = LOGIN): Promise<CreatioAnswer> =>
    desk.send(path, JSON.stringify({ UserName, UserPassword }), headers);
  const code = ({ body }: CreatioAnswer): number => (body as { Code: number }).Code;
  /** As a browser sends them back. */
  const cookies = ({ headers }: CreatioAnswer): string => headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
  const license = (cookie: string): Promise<CreatioAnswer> =>
    desk.send('/0/ServiceModel/LicenseService.svc/GetLicenses', 'null', { cookie, forceusesession: 'true', bpmcsrf: /BPMCSRF=([^;]+)/.exec(cookie)?.[1] });

  test('sets three cookies, of which scripts may read the token, and they are all it takes', async () => {
    const answer = await login('anna', 'right');
    assert.deepEqual([answer.status, answer.body], [200, { Code: 0, Message: '', Exception: null, PasswordChangeUrl: null, RedirectUrl: null }]);
    const set = answer.headers.getSetCookie();
    assert.deepEqual(set.map((cookie) => [cookie.split('=')[0], /httponly/i.test(cookie), /samesite=lax/i.test(cookie)]), [
      ['BPMLOADER', true, true], ['.ASPXAUTH', true, true], ['BPMCSRF', false, true],
    ]);
    assert.match(JSON.stringify((await license(cookies(answer))).body), /"success":true/);
  });

  test('says no with status 200, a code and no cookie', async () => {
    for (const [name, password] of [['anna', 'wrong'], ['nobody', 'right']] as const) {
      const answer = await login(name, password);
      assert.deepEqual([answer.status, code(answer), answer.headers.getSetCookie()], [200, 1, []]);
    }
  });

  test('stands at the application\'s root whatever the base is, and never under /0', async () => {
    for (const base of ['/0', ''] as const) {
      desk.settings = { ...desk.settings, base };
      assert.equal(code(await login('anna', 'right')), 0);
      assert.equal((await login('anna', 'right', {}, `/0${LOGIN}`)).status, 404);
    }
  });

  test('a new session takes the place of the one that this browser had', async () => {
    const first = cookies(await login('anna', 'right'));
    const second = cookies(await login('anna', 'right', { cookie: first }));
    assert.equal((await license(first)).status, 401);
    assert.equal((await license(second)).status, 200);
  });

  test('after ten failures nobody may try for a while, with the right password either', async () => {
    const name = await desk.host.user({ login: 'Tried', passwordHash: await hashPassword('right') }).then(() => 'tried');
    for (let failures = 0; failures < 10; failures++) assert.equal(code(await login(name, 'guess')), 1);
    const answer = await login(name, 'right');
    assert.equal(code(answer), 1);
    assert.match(JSON.stringify(answer.body), /Too many/);
  });

  test('takes nothing but two texts, and nothing from other sites\' pages', async () => {
    for (const body of ['null', '{"UserName":"anna"}', '{"UserName":["anna"],"UserPassword":"right"}', '{"UserName":"\\u0000","UserPassword":"right"}']) {
      assert.equal((await desk.send(LOGIN, body)).status, 400, body);
    }
    assert.equal((await login('anna', 'right', { origin: 'https://evil.example' })).status, 403);
  });
});
