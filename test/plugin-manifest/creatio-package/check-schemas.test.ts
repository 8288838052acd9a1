import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkSchemas } from '../../../plugin-manifest/creatio-package/check-schemas.ts';
import { schemasOf } from '../../../plugin-manifest/creatio-package/package-files.ts';
import { pageSource } from '../../../plugin-manifest/creatio-package/pages.ts';
import { kinds } from '../../../src/creatio/element-kinds.ts';

const door = [{ type: 'usr.LicensesTab', tag: 'usr-licenses-tab', inputs: ['userId'], outputs: ['closed'] }];
const check = (source: string) => checkSchemas(new Map([['Page', source]]), door);
const page = (type: string, inputs: Record<string, string>) => pageSource({ name: 'UsrUserLicenses_FormPage', type, inputs });

describe('schemas are checked against the door', () => {
  test('those of the packages name what it defines and nothing else', () => {
    const sources = new Map(Object.values(schemasOf(kinds)).flat().map(({ name, source }) => [name, source]));
    assert.deepEqual(checkSchemas(sources, kinds), []);
  });

  test('every element of the door is shown by a page', () => {
    const sources = Object.values(schemasOf(kinds)).flat().filter(({ kind }) => kind === 'AngularSchema').map(({ source }) => source).join();
    for (const { type } of kinds) assert.ok(sources.includes(`"type": "${type}"`), type);
  });

  test('an element that there is none of', () => {
    assert.deepEqual(check(page('usr.LicenceTab', {})), ['Page shows usr.LicenceTab, which the door does not define; it has usr.LicensesTab.']);
  });

  test('an input and an output that it does not have', () => {
    assert.deepEqual(check(page('usr.LicensesTab', { user: '$Id', saved: '$Saved' })), [
      'Page gives usr.LicensesTab a value for user, which is neither an input nor an output of it; it has userId, closed.',
      'Page gives usr.LicensesTab a value for saved, which is neither an input nor an output of it; it has userId, closed.',
    ]);
    assert.deepEqual(check(page('usr.LicensesTab', { userId: '$Id', closed: '$Closed', visible: '$Visible' })), []);
  });

  test('a tag, and a property of it, that a classic page makes', () => {
    assert.deepEqual(check('const tab = document.createElement("usr-license-tab");\ntab.userId = id;'), ['Page makes <usr-license-tab>, which the door does not define; it has usr-licenses-tab.']);
    assert.deepEqual(check('const tab = document.createElement("usr-licenses-tab");\ntab.user = id;'), ['Page sets user of <usr-licenses-tab>, which is no input of it; it has userId.']);
  });

  test('elements of Creatio’s own are its business', () => {
    assert.deepEqual(check(page('crt.FlexContainer', { anything: 'at all' })), []);
  });
});
