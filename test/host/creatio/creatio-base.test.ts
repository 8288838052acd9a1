import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as wire from '../../../src/host/creatio/wire.ts';
import { type Answer, apiOf, inBrowser, json, licenses, nothing, page, signal, text, told } from './support/api-rig.ts';

describe('the base', () => {
  test('that answers is found, whichever it is, and remembered', async () => {
    const framework = apiOf([json(licenses)]);
    await framework.getLicenses();
    await framework.getLicenses();
    assert.deepEqual(framework.urls(), Array(2).fill('https://crm.test/0/ServiceModel/LicenseService.svc/GetLicenses'));
    assert.equal(framework.api.base, 'https://crm.test/0');

    const core = apiOf([nothing, json(licenses)]);
    assert.equal(core.api.base, null);
    await core.getLicenses();
    await core.getLicenses();
    assert.deepEqual(core.urls().map((url) => url.slice(16)), [
      '/0/ServiceModel/LicenseService.svc/GetLicenses', '/ServiceModel/LicenseService.svc/GetLicenses', '/ServiceModel/LicenseService.svc/GetLicenses',
    ]);
    assert.equal(core.api.base, 'https://crm.test');
  });

  for (const [href, baseUrl, first] of [
    ['https://crm.test/0/Shell/#Section', '/', 'https://crm.test/0/'],
    ['https://crm.test/Shell/#Section', '/', 'https://crm.test/ServiceModel/'],
    ['https://crm.test/sales/0/Shell/', '/sales', 'https://crm.test/sales/0/'],
    ['https://crm.test/sales/0/Shell/', '/sales/', 'https://crm.test/sales/0/'],
    ['https://crm.test/sales/Shell/?to=/0/', 'https://crm.test/sales', 'https://crm.test/sales/ServiceModel/'],
  ] as const) {
    test(`is looked for first where the page is: ${href} of ${baseUrl}`, async (t) => {
      inBrowser(t, href, '');
      const { getLicenses, urls } = apiOf([json(licenses)], { baseUrl });
      await getLicenses();
      assert.equal(urls()[0]!.startsWith(first), true, urls()[0]);
    });
  }

  const elsewhere: readonly (readonly [string, Answer])[] = [
    ['a page that says 404', nothing], ['405', text('', 405)], ['the sign-in page of another application', text(page)], ['a redirect', text('', 302)],
  ];
  for (const [name, answer] of elsewhere) {
    test(`${name} at one base leads to the other, writes too`, async () => {
      const { update, asked } = apiOf([answer, json({ UpdateLicenseInfoResult: '' })]);
      assert.equal(await update(), '');
      assert.equal(asked.length, 2);
    });
  }

  test('neither answers: that is said in a sentence, and nobody is taken for unknown', async () => {
    const { getLicenses, asked } = apiOf([nothing]);
    await assert.rejects(getLicenses(), told('unexpected-shape', /^no Creatio answers at https:\/\/crm\.test\/0\/.* or https:\/\/crm\.test\/Serv/));
    assert.equal(asked.length, 2);
  });

  test('signed out at the one and nothing at the other is signed out, in either order', async () => {
    for (const answers of [[text(page), nothing], [nothing, text(page)], [text(page)]]) await assert.rejects(apiOf(answers).getLicenses(), told('signed-out'));
  });

  test('once known, what is not there is refused and looked for nowhere else', async () => {
    const { api, getLicenses, asked } = apiOf([json(licenses), nothing]);
    await getLicenses();
    await assert.rejects(api.license('GetUsersPackages', [], wire.usersPackages, signal), told('rejected', /GetUsersPackages/));
    assert.equal(asked.length, 2);
  });
});

test('the token is the one that the cookie holds now, and goes only to its own site', async (t) => {
  inBrowser(t, 'https://crm.test/0/Shell/', 'a=1; NotBPMCSRF=x; BPMCSRF=old');
  const { getLicenses, asked } = apiOf([json(licenses)], { baseUrl: '/' });
  await getLicenses();
  document.cookie = 'BPMCSRF=new.+/=';
  await getLicenses();
  assert.deepEqual(asked.map(({ headers }) => headers.get('bpmcsrf')), ['old', 'new.+/=']);
  const foreign = apiOf([json(licenses)], { baseUrl: 'https://elsewhere.test/' });
  await foreign.getLicenses();
  assert.equal(foreign.asked[0]!.headers.has('bpmcsrf'), false);
});
