import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockHostClient } from '../../mock-host/mock-host-client.ts';
import { BulkDesk } from './bulk-desk.ts';
import { assertGrewLittle, sizeOf } from './page-size.ts';
import { onCreatio } from './running-host.ts';
import type { Stage } from './stage.ts';
import { Visitor } from './visitor.ts';

/** Bounds, not measurements: a drawn or kept row for each item would be far beyond. */
const bounds = { nodes: 2_000, heap: 4 * 1024 * 1024 } as const;
const products = ['Product 0', 'Product 1', 'Product 2'] as const;

/** A folder to import: so many users who have nothing yet, and three products with a seat for each of them. */
export async function writeCompany(users: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bulk-scale-'));
  const people = Array.from({ length: users }, (_, at) => `user.${at},User ${at}`);
  await writeFile(join(folder, 'users.csv'), `login,name\n${people.join('\n')}\n`);
  await writeFile(join(folder, 'licenses.csv'), `sku,name,type,count\n${products.map((name, at) => `P${at},${name},named,${users}`).join('\n')}\n`);
  await writeFile(join(folder, 'assignments.csv'), 'login,sku\n');
  return folder;
}

/** Most writes: a thousand items each, and in Creatio 500 users of one product. */
const mostWrites = (users: number): number => (onCreatio ? Math.ceil(users / 500) * products.length : Math.ceil((users * products.length) / 1_000));

/** Grants all of them everything in a browser, and looks at what that costs and at what is left of it at the host. */
export async function grantEverything({ browser, host }: Stage, users: number): Promise<void> {
  const [people, items] = [users, users * products.length].map((count) => count.toLocaleString('en')) as [string, string];
  const visitor = await Visitor.arrive(browser, host.url);
  const { page } = visitor;
  page.setDefaultTimeout(120_000);
  const desk = new BulkDesk(visitor);
  let applying = 0;
  page.on('request', (request) => void (/\/batches\/[^/]+\/apply$|\/AddUsersPackages$/.test(request.url()) && applying++));
  await visitor.signIn('supervisor', '/users?search=user.');
  await desk.action('Select multiple records');
  await page.getByRole('button', { name: new RegExp(`^Select all ${people} matching$`) }).click();
  await desk.action('Grant licenses');
  await desk.dialog.getByText(new RegExp(`^${people} people, fixed at`)).waitFor();
  await desk.choose(...products);
  await desk.confirm(`Grant ${items}`).waitFor();
  const before = await sizeOf(page);
  await desk.confirm(`Grant ${items}`).click();
  await desk.reads(`Bulk assign for ${people} people: ${items} assigned`);
  assert.ok(applying > 0 && applying <= mostWrites(users), `${applying} requests`);
  await assertGrewLittle(page, before, bounds);
  await desk.close();
  if (onCreatio) await desk.assertNotified();
  else assert.deepEqual(await desk.notifications([`applied: ${items}`]), [`applied: ${items}`]);
  await visitor.leave();
  await assertGranted(host.url, users);
}

/** What the host has written adds up. */
async function assertGranted(url: string, users: number): Promise<void> {
  const client = await MockHostClient.signIn(url);
  const { items } = await client.json<{ items: { seats: { used: number } }[] }>('/licensing/v1/products');
  assert.deepEqual(items.map(({ seats }) => seats.used), products.map(() => users));
  // In Creatio the ledger is in the browser.
  if (onCreatio) return;
  const { items: [batch, ...others] } = await client.json<{ items: { id: string; total: number; tally: Record<string, number> }[] }>('/licensing/v1/batches');
  assert.deepEqual([batch!.total, batch!.tally['applied'], others.length], [users * products.length, users * products.length, 0]);
  const settled = new Set<number>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/licensing/v1/batches/${batch!.id}/items?outcome=applied&limit=5000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: { items: { at: number }[]; next: string | null } = await client.json(path);
    for (const { at } of page.items) settled.add(at);
    cursor = page.next;
  }
  assert.equal(settled.size, users * products.length, 'each item stands in the ledger, once');
}
