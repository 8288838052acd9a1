import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MockHostClient } from '../mock-host/mock-host-client.ts';
import { BulkDesk } from './support/bulk-desk.ts';
import { keepAnswers } from './support/hold.ts';
import { onCreatio, paths } from './support/running-host.ts';
import { setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();

async function arrive(path = '/users'): Promise<{ visitor: Visitor; desk: BulkDesk }> {
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  await visitor.signIn('supervisor', path);
  return { visitor, desk: new BulkDesk(visitor) };
}

interface Holder {
  readonly user: { readonly name: string; readonly active: boolean };
  readonly assignment: { readonly source: string };
}

describe('what comes back by itself, and what nobody has heard of', () => {
  it('CR-9 a recall of what a role gave says before and after that the role gives it back', async () => {
    const client = await MockHostClient.signIn(stage.host.url);
    const { items: products } = await client.json<{ items: { id: string; name: string }[] }>('/licensing/v1/products');
    let found: { readonly product: string; readonly person: string } | undefined;
    for (const { id, name } of products) {
      const { items } = await client.json<{ items: Holder[] }>(`/licensing/v1/licenses/${id}/assignments?limit=200`);
      const holder = items.find(({ user, assignment }) => user.active && assignment.source === 'role');
      found ??= holder && { product: name, person: holder.user.name };
    }
    const { product, person } = found!;

    const { visitor, desk } = await arrive();
    await desk.select(person);
    await desk.action('Recall licenses');
    await desk.choose(product);
    await desk.dialog.getByText('1 recalled license comes from a role, which gives it back.').waitFor();
    assert.deepEqual(await desk.cells('What happens to each person', [2]), ['Recall, the role gives it back']);
    await desk.confirm('Recall 1').click();
    await desk.reads(/1 recalled.*role/);
    await visitor.leave();
  });

  it('BX-3 an answer that is lost with the page: what was done is found done, once, and is told once', async () => {
    const { visitor, desk } = await arrive();
    const { page } = visitor;
    await desk.select('Abby Koch', 'Abdiel Grady', 'Alvah Labadie');
    await desk.action('Grant licenses');
    await desk.choose('Gantt planner professional', 'Loyalty manager');
    // The host does everything that it is asked for, and nobody hears of it.
    const answers = await keepAnswers(page, paths.grant);
    await desk.confirm('Grant 6').click();
    await answers.heard;
    await page.goto('about:blank').catch(() => {});
    await answers.end();

    await page.goto(`${stage.host.url}/license-manager/batches`);
    if (onCreatio) {
      // Nobody but this browser can go on with it; what was done before is not done again.
      const written: string[] = [];
      page.on('request', (request) => void (request.url().endsWith(paths.grant) && written.push(request.postData()!)));
      await page.getByRole('button', { name: 'Go on', exact: true }).first().click();
      await desk.dialog.getByRole('button', { name: /^Go on/ }).click();
      await desk.reads('Bulk assign for 3 people: 6 assigned');
      assert.equal(written.length, 1);
      await desk.close();
    } else await page.getByRole('row', { name: /6 applied/ }).waitFor();
    const client = await MockHostClient.signIn(stage.host.url);
    const { items } = await client.json<{ items: { change: string }[] }>(
      `/licensing/v1/history?userId=${await client.userId('Alvah Labadie')}`);
    assert.deepEqual(items.slice(0, 2).map(({ change }) => change), ['grant', 'grant']);
    if (onCreatio) await desk.assertNotified();
    else assert.deepEqual(await desk.notifications(['applied: 6']), ['applied: 6', 'applied: 1'], 'one for each batch');
    await visitor.leave();
  });
});
