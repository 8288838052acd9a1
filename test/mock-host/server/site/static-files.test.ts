import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { staticFile } from '../../../../mock-host/server/site/static-files.ts';

const base = mkdtempSync(join(tmpdir(), 'static-'));
after(() => rmSync(base, { recursive: true, force: true }));
const root = join(base, 'root');
mkdirSync(join(root, 'deep'), { recursive: true });
writeFileSync(join(base, 'secret.txt'), 'secret');
writeFileSync(join(base, 'rootless.txt'), 'secret');
writeFileSync(join(root, 'a.js'), 'let a;');
writeFileSync(join(root, 'deep', 'ü b.svg'), '<svg/>');
writeFileSync(join(root, 'x.bin'), 'x');

const request = (init?: RequestInit) => new Request('http://127.0.0.1/', init);
const get = (path: string, init?: RequestInit) => staticFile(root, path, request(init));

test('a file comes with its type, and is always to be checked again', async () => {
  const answer = (await get('/a.js'))!;
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(answer.headers.get('cache-control'), 'no-cache');
  assert.equal(answer.headers.get('content-length'), '6');
  assert.equal(await answer.text(), 'let a;');
  assert.equal((await get('/x.bin'))!.headers.get('content-type'), 'application/octet-stream');
  assert.equal((await get('/deep/%C3%BC%20b.svg'))!.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
});

test('what the browser has already is not sent again, until it changes', async () => {
  const etag = (await get('/a.js'))!.headers.get('etag')!;
  const known = { headers: { 'if-none-match': `"other", W/${etag}` } };
  const same = (await get('/a.js', known))!;
  assert.deepEqual([same.status, await same.text(), same.headers.get('etag')], [304, '', etag]);
  utimesSync(join(root, 'a.js'), new Date(), new Date(Date.now() + 5000));
  assert.equal((await get('/a.js', known))!.status, 200);
});

test('a HEAD request gets the headers alone', async () => {
  const answer = (await get('/a.js', { method: 'HEAD' }))!;
  assert.deepEqual([answer.status, answer.headers.get('content-length'), await answer.text()], [200, '6', '']);
});

for (const path of [
  '/missing.js', '/', '/deep', '/deep/', '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/deep/../../secret.txt', '/..%5csecret.txt', '/../rootless.txt',
  '//etc/passwd', '/a.js%00', '/%zz', '/a.js/x', '/./../../secret.txt',
]) {
  test(`${path} is no file`, async () => {
    assert.equal(await get(path), null);
  });
}
