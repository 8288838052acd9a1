import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import * as wire from '../../../src/host/creatio/wire.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import { type Answer, apiOf, json, license, licenses, packageId, page, signal, text, told } from './support/api-rig.ts';

describe('what is answered', () => {
  const wrapped: [string, unknown][] = [
    ['bare', licenses],
    ['wrapped', { GetLicensesResult: licenses }],
    ['JSON in JSON', { GetLicensesResult: JSON.stringify(licenses) }],
    ['a text of JSON', JSON.stringify(licenses)],
    ['wrapped twice', { GetLicensesResult: JSON.stringify({ GetLicensesResult: JSON.stringify(licenses) }) }],
  ];
  for (const [name, body] of wrapped) {
    test(`is understood ${name}`, async () => assert.deepEqual((await apiOf([json(body)]).getLicenses()).licenses, [license]));
  }

  test('is understood after a byte order mark and blanks', async () => {
    assert.deepEqual((await apiOf([text(`\uFEFF\uFEFF \r\n${JSON.stringify(licenses)}\n`)]).getLicenses()).licenses, [license]);
  });

  test('a text remains a text though it looks like JSON', async () => {
    for (const said of ['', '12', 'null', '{"success":true}', '"', 'Sales: all licenses are in use.', '<b>no</b>']) {
      assert.equal(await apiOf([json({ UpdateLicenseInfoResult: said })]).update(), said);
      assert.equal(await apiOf([json({ UpdateLicenseInfoResult: JSON.stringify(said) })]).update(), said);
    }
  });

  test('a number may come as a text', async () => {
    const ask = (body: unknown) => apiOf([json(body)]).api.administration('TerminateSession', { recordId: packageId }, wire.terminated, signal);
    assert.equal(await ask({ TerminateSessionResult: 1 }), 1);
    assert.equal(await ask({ TerminateSessionResult: '-1' }), -1);
    await assert.rejects(ask({ TerminateSessionResult: 7 }), told('unexpected-shape'));
  });

  const signIns: [string, Answer][] = [
    ['the sign-in page', text(page)],
    ['in capitals', text('<HTML><BODY>Sign in</BODY></HTML>')],
    ['after a byte order mark and blanks', text(`\uFEFF\n\t ${page}`)],
    ['after a comment', text(`<!-- 7.8 -->${page}`)],
    ['said to be JSON', text(page, 200, { 'content-type': 'application/json' })],
    ['401', text('', 401)],
    ['401 with a page', text(page, 401)],
    ['a redirect that nobody follows', text('', 302, { location: '/Login/NuiLogin.aspx' })],
    ['a refusal that says so', json({ success: false, errorInfo: { errorCode: 'AuthenticationException', message: 'Session expired' } })],
  ];
  for (const [name, answer] of signIns) {
    test(`signed out: ${name}`, async () => {
      const { api, getLicenses } = apiOf([json(licenses), answer]);
      await getLicenses();
      await assert.rejects(api.license('GetLicenses', null, wire.licenses, signal), told('signed-out'));
    });
  }

  const refusals: [string, unknown, number, LicensingErrorCode, RegExp][] = [
    ['its words', { success: false, errorInfo: { errorCode: 'NoLicenses', message: 'There are not enough.' } }, 200, 'rejected', /^NoLicenses: There are not enough\.$/],
    ['without words', { success: false, errorInfo: null }, 200, 'rejected', /^$/],
    ['no right', { success: false, errorInfo: { errorCode: 'SecurityException', message: 'No.' } }, 200, 'forbidden', /^SecurityException: No\.$/],
    ['no right, as .NET says it', { success: false, errorInfo: { errorCode: 'UnauthorizedAccessException' } }, 200, 'forbidden', /./],
    ['as DataService says it', { responseStatus: { ErrorCode: 'SecurityException', Message: 'closed' }, success: false }, 200, 'forbidden', /closed/],
    ['an error and nothing of success', { errorInfo: { errorCode: 'X', message: 'no' }, packageIds: null }, 200, 'rejected', /^X: no$/],
    ['within a wrapper', { GetLicensesResult: '{"success":false,"errorInfo":{"message":"no"}}' }, 200, 'rejected', /^no$/],
    ['with status 400', { success: false, errorInfo: { message: 'no' } }, 400, 'rejected', /^no$/],
    ['no right, with status 500', { success: false, errorInfo: { errorCode: 'SecurityException' } }, 500, 'forbidden', /./],
  ];
  for (const [name, body, status, code, detail] of refusals) {
    test(`refused: ${name}`, async () => {
      const { getLicenses, asked } = apiOf([json(body, status)]);
      await assert.rejects(getLicenses(), told(code, detail));
      // The service and its twin at most: what was refused in words is not asked again.
      assert.equal(asked.length, code === 'forbidden' ? 2 : 1);
    });
  }

  const wrong: [string, Answer, RegExp][] = [
    ['no JSON', text('Error in line 1'), /no JSON/],
    ['nothing', text(''), /no JSON/],
    ['XML', text('<Fault xmlns="x"><Code/></Fault>'), /no JSON/],
    ['null', json(null), /:/],
    ['a list', json([]), /:/],
    ['a count that is none', json({ ...licenses, licenses: [{ ...license, count: 'many' }] }), /licenses\.0\.count/],
    ['an id that is none', json({ ...licenses, licenses: [{ ...license, packageId: '../x' }] }), /licenses\.0\.packageId/],
    ['an unknown type', json({ ...licenses, licenses: [{ ...license, type: 3 }] }), /licenses\.0\.type/],
  ];
  for (const [name, answer, detail] of wrong) {
    test(`refuses ${name} and says where`, async () => {
      await assert.rejects(apiOf([answer]).getLicenses(), told('unexpected-shape', detail));
    });
  }

  test('a row of DataService that is wrong is told by its place', async () => {
    const row = z.object({ Id: wire.guid });
    const ask = (body: unknown) => apiOf([json(body)]).api.select({ schema: 'SysAdminUnit', columns: { Id: 'Id' } }, row, signal);
    assert.deepEqual(await ask({ success: true, rows: [{ Id: packageId, More: 1 }] }), [{ Id: packageId }]);
    assert.deepEqual(await ask({ success: true, rows: null }), []);
    await assert.rejects(ask({ success: true, rows: [{ Id: packageId }, { Id: 7 }] }), told('unexpected-shape', /^1\.Id/));
    await assert.rejects(ask({ responseStatus: { ErrorCode: 'SecurityException', Message: 'SysLic' }, success: false }), told('forbidden'));
  });

  test('never so much of it is told that a secret could be in it', async () => {
    const secret = `${'x'.repeat(120)}BPMCSRF=secret`;
    const answers = [
      text(`${page}${secret}`), text(secret), json({ [secret]: secret }), json({ success: false, errorInfo: { errorCode: 'X', message: secret } }),
      text(secret, 400), text(secret, 500), (): Promise<Response> => Promise.reject(new TypeError(secret)),
    ];
    for (const answer of answers) {
      await assert.rejects(apiOf([answer]).getLicenses(), (error: unknown) => error instanceof LicensingError && !error.message.includes('secret'));
    }
  });

  test('whatever JSON is answered, it is an answer of the shape or one of our errors', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), fc.constantFrom('', 'GetLicensesResult'), async (body, wrapper) => {
        const answer = text(wrapper ? `{"${wrapper}":${JSON.stringify(body)}}` : body);
        try {
          assert.ok(wire.licenses.safeParse(await apiOf([answer]).getLicenses()).success);
        } catch (error) {
          assert.ok(error instanceof LicensingError, String(error));
        }
      }),
    );
  });
});
