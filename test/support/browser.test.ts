import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { launchBrowser } from './browser.ts';

test('pictures have readable text: Latin, Cyrillic and Arabic look like neither nothing nor missing letters', async (t) => {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 240, height: 40 } });
  // Words of eight letters each: as missing letters, boxes or blanks, they would look the same.
  const pictures = new Map<string, string>();
  for (const text of ['', 'Licenses', 'Ліцензії', 'التراخيص']) {
    await page.setContent(`<p style="font: 14px system-ui, sans-serif; margin: 8px">${text}</p>`);
    pictures.set(text, (await page.screenshot()).toString('base64'));
  }
  assert.equal(new Set(pictures.values()).size, pictures.size);
});

test('a wrong CHROME_PATH is one clear sentence', async () => {
  const code = "import('./test/support/browser.ts').then(({findBrowser}) => findBrowser()).catch(error => console.log(error.message))";
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', code], { env: { ...process.env, CHROME_PATH: '/nowhere/chrome' } });
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  assert.equal(text.toString().trim(), 'CHROME_PATH is /nowhere/chrome, which is not a program that can be started.');
});
