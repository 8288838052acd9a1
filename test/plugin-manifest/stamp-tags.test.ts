import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stampTags, tagSuffix } from '../../plugin-manifest/stamp-tags.ts';

test('a version becomes characters that a tag may have', () => {
  assert.equal(tagSuffix('0.1.0'), 'v0-1-0');
  assert.equal(tagSuffix('1.2.3-RC.1+build'), 'v1-2-3-rc-1-build');
});

describe('what is a tag gets the version, what is not stays', () => {
  const rows: [source: string, stamped: string][] = [
    ["define('lic-licenses-tab', X)", "define('lic-licenses-tab-v0-1-0', X)"],
    ['html`<lic-dialog open></lic-dialog>`', 'html`<lic-dialog-v0-1-0 open></lic-dialog-v0-1-0>`'],
    ['css`lic-dialog:hover, lic-dialog::part(x) {}`', 'css`lic-dialog-v0-1-0:hover, lic-dialog-v0-1-0::part(x) {}`'],
    ["querySelector('lic-a > lic-a-b')", "querySelector('lic-a-v0-1-0 > lic-a-b-v0-1-0')"],
    ['color: var(--lic-color-text)', 'color: var(--lic-color-text)'],
    ["import './lic-dialog.ts'", "import './lic-dialog.ts'"],
    ['public-lic-key', 'public-lic-key'],
    ['publiclic-key', 'publiclic-key'],
  ];
  for (const [source, stamped] of rows) test(source, () => assert.equal(stampTags(source, '0.1.0'), stamped));
});
