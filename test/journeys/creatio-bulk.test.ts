import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MockHostClient } from '../mock-host/mock-host-client.ts';
import { BulkDesk } from './support/bulk-desk.ts';
import { listenToPlugin } from './support/eavesdropper.ts';
import { hold } from './support/hold.ts';
import { paths } from './support/running-host.ts';
import { demo, setStage } from './support/stage.ts';
import { type Persona, Visitor } from './support/visitor.ts';

const stage = setStage();
const [gantt, loyalty] = ['Gantt planner professional', 'Loyalty manager'];
const ledger = 'What became of each item';

async function arrive(persona: Persona = 'supervisor'): Promise<BulkDesk> {
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  await visitor.signIn(persona, '/users');
  return new BulkDesk(visitor);
}

/** Person and product of what a ledger says was applied. */
const applied = async (desk: BulkDesk): Promise<string[]> =>
  (await desk.cells(ledger, [0, 1, 4])).filter((cell) => cell.endsWith('| Applied')).map((cell) => cell.replace(/ \| Applied$/, ''));

/** Of these people and products, who holds what by the host's database. */
async function held(people: readonly string[], products: readonly string[]): Promise<string[]> {
  const client = await MockHostClient.signIn(stage.host.url, 'it.admin');
  const rows = await Promise.all(people.map(async (person) => {
    const licenses = await client.licenses(await client.userId(person));
    return licenses.filter(({ name, assignment }) => products.includes(name) && assignment).map(({ name }) => `${person} | ${name}`);
  }));
  return rows.flat().sort();
}

describe('licenses of many users in Creatio', () => {
  it('BX-3 a page killed between two writes: a new tab of the same browser goes on, and the ledger is what the database holds', async () => {
    const people = ['Abby Koch', 'Abdiel Grady', 'Abdul Feuerbach'];
    const desk = await arrive();
    const { visitor, page } = desk;
    await desk.select(...people);
    await desk.action('Grant licenses');
    await desk.choose(gantt, loyalty);
    // The first license is written and told of; the second write does not leave the page before the page is gone.
    const second = await hold(page, paths.grant, 1);
    await desk.confirm('Grant 6').click();
    await second.caught;
    await page.goto('about:blank').catch(() => {});

    const tab = await visitor.newTab('/license-manager/batches');
    const again = new BulkDesk(tab);
    const heard = await listenToPlugin(tab.page);
    await tab.page.getByRole('button', { name: 'Go on', exact: true }).first().click();
    await again.dialog.getByRole('button', { name: /^Go on/ }).click();
    await again.reads('Bulk assign for 3 people: 6 assigned');
    assert.deepEqual(await applied(again), await held(people, [gantt!, loyalty!]));
    assert.equal((await applied(again)).length, 6);
    // What was written before is not written again.
    assert.equal(heard.filter(({ path }) => path === paths.grant).length, 1);
    await again.close();
    await tab.leave();
  });

  it('BX-3 an answer that is lost is no write that is sent again: reading tells what became of it', async () => {
    const people = ['Agnes Ruecker', 'Agustina Fay'];
    const desk = await arrive();
    desk.visitor.allow(/ERR_/);
    const heard = await listenToPlugin(desk.page);
    await desk.select(...people);
    await desk.action('Grant licenses');
    await desk.choose(loyalty!);
    await stage.host.fault({ method: 'POST', path: paths.grant, kind: 'drop-answer' });
    await desk.confirm('Grant 2').click();
    await desk.reads('Bulk assign for 2 people: 2 assigned');
    assert.deepEqual(await applied(desk), await held(people, [loyalty!]));
    assert.equal(heard.filter(({ path }) => path === paths.grant).length, 1);
    await desk.close();
    await desk.visitor.leave();
  });

  it('BX-2 OT-2 two administrators race for the last seats: no seat is given twice, and both ledgers say who got one', async () => {
    const groups = [['Adelbert Schultz', 'Aditya Zboncak', 'Adriana Linke'], ['Albert Graham', 'Alessia Brandenburg', 'Alvah Labadie']] as const;
    const product = demo.userFiles;
    const client = await MockHostClient.signIn(stage.host.url, 'it.admin');
    const seatsOf = async (): Promise<number> => {
      const { seats } = (await client.licenses(await client.userId('Caleb Jones'))).find(({ name }) => name === product)!;
      return seats.paid! - seats.used;
    };
    const free = await seatsOf();
    assert.ok(free > 0 && free < 6, `${free} seats are left`);
    const desks = [await arrive('supervisor'), await arrive('license.admin')];
    await Promise.all(desks.map(async (desk, at) => {
      await desk.select(...groups[at]!);
      await desk.action('Grant licenses');
      await desk.choose(product);
    }));
    // Both writes are on their way before either is carried out; Creatio says of both that all is well.
    const writes = await Promise.all(desks.map(({ page }) => hold(page, paths.grant)));
    await Promise.all(desks.map((desk) => desk.confirm('Grant 3').click()));
    await Promise.all(writes.map(({ caught }) => caught));
    await Promise.all(writes.map((write) => write.letGo()));
    await Promise.all(desks.map((desk) => desk.reads(/^Bulk assign for 3 people: /)));
    const told = await Promise.all(desks.map(applied));
    assert.deepEqual(told.flat().sort(), await held(groups.flat(), [product]));
    assert.equal(told.flat().length, free);
    assert.equal(await seatsOf(), 0);
    for (const { visitor } of desks) await visitor.leave();
  });
});
