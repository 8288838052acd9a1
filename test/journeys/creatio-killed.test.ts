import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { Client } from 'pg';
import { type TestPostgres, startPostgres } from '../support/postgres.ts';
import { BulkDesk } from './support/bulk-desk.ts';
import { writeCompany } from './support/bulk-scale.ts';
import { listenToPlugin } from './support/eavesdropper.ts';
import { paths } from './support/running-host.ts';
import { setStage } from './support/stage.ts';
import { listenIn } from './support/transcript.ts';
import { Visitor } from './support/visitor.ts';

const PEOPLE = 600;
let importDir = '';
let postgres: TestPostgres;
const stage = setStage(async () => ({ importDir: (importDir = await writeCompany(PEOPLE)), databaseUrl: (postgres = await startPostgres()).url }));
after(async () => {
  await postgres?.stop();
  if (importDir) await rm(importDir, { recursive: true });
});

/** Somebody at the database, past the host. */
async function atDatabase<T>(work: (database: Client) => Promise<T>): Promise<T> {
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  try {
    await database.query('set search_path to mock_imported');
    return await work(database);
  } finally {
    await database.end();
  }
}

/** Runs something with the seats of a product held in the database, and lets go. */
const holding = (product: string, work: () => Promise<void>): Promise<unknown> =>
  atDatabase(async (database) => {
    await database.query('begin');
    await database.query('select 1 from product_seats s join product p on p.id = s.product_id where p.name = $1 for update of s', [product]);
    await work();
  });

/** Until a write waits for what is held. */
const somebodyWaits = (): Promise<void> =>
  atDatabase(async (database) => {
    while (!(await database.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).rowCount);
  });

const offline = 'You are offline. Everything continues by itself when the connection is back.';

describe('a Creatio that dies in the midst of a grant', () => {
  it('BX-3 BX-5 and comes back: the page says what it waits for, goes on by itself, and each license is given once', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    // A start takes its time.
    page.setDefaultTimeout(120_000);
    visitor.allow(/ERR_|Failed to load resource/);
    const said = await listenIn(page);
    const desk = new BulkDesk(visitor);
    await visitor.signIn('supervisor', '/users?search=user.');
    await desk.action('Select multiple records');
    await page.getByRole('button', { name: `Select all ${PEOPLE} matching` }).click();
    await desk.action('Grant licenses');
    await desk.choose('Product 0', 'Product 1');
    const heard = await listenToPlugin(page);
    const waiting = desk.dialog.getByRole('note').filter({ hasText: offline });

    // The first write is done, and its answer is lost with the host.
    await stage.host.fault({ method: 'POST', path: paths.grant, kind: 'drop-answer' });
    const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith(paths.grant));
    await desk.confirm('Grant 1,200').click();
    await lost;
    await stage.host.kill();
    await waiting.waitFor();
    await said.says(offline);

    // It dies again while it carries out a write, of which nothing comes.
    await holding('Product 1', async () => {
      await stage.host.startAgain();
      await somebodyWaits();
      await waiting.waitFor({ state: 'hidden' });
      await stage.host.kill();
    });
    await waiting.waitFor();
    await stage.host.startAgain();
    await desk.reads('Bulk assign for 600 people: 1,200 assigned');

    await atDatabase(async (database) => {
      const { rows } = await database.query(
        `select p.name, count(*)::int as grants, count(distinct h.user_id)::int as people, min(f.used)::int as used
         from history h join product p on p.id = h.product_id join product_figures f on f.product_id = p.id group by p.name order by p.name`);
      assert.deepEqual(rows, ['Product 0', 'Product 1'].map((name) => ({ name, grants: PEOPLE, people: PEOPLE, used: PEOPLE })));
      assert.deepEqual((await database.query('select * from seat_discrepancies()')).rows, []);
    });
    const writes = heard.filter(({ path }) => path === paths.grant).map(({ body }) => body);
    assert.equal(writes.filter((body) => body === writes[0]).length, 1, 'what was done is not sent again');
    // Whose page it is goes on: nobody else is said to.
    assert.deepEqual((await said.from(offline)).filter((words) => words.includes('Another window')), []);
    await desk.close();
    await visitor.leave();
  });
});
