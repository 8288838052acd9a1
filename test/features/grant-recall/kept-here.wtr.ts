import { expect } from '@open-wc/testing';
import '../../../src/features/grant-recall/history/batches.ts';
import type { Batches } from '../../../src/features/grant-recall/history/batches.ts';
import { loadText } from '../../../src/text/load.ts';
import type { MemoryBulk } from '../../support/memory-bulk.ts';
import { setViewport } from '../../support/viewport.ts';
import { company, grantTo } from './company.ts';
import { DialogRig, context, said } from './dialog-rig.ts';
import { ElementRig, english } from './ledger/element-rig.ts';
import { company as office, context as officeContext, makeBatch } from './ledger/made.ts';
import { crowd } from './people/crowd.ts';
import { PageRig, context as pageContext } from './people/page-rig.ts';

/** A host that keeps nothing for anybody, and knows neither who was active when nor who is in what role. */
function plain(gateway: MemoryBulk): MemoryBulk {
  gateway.host.capable = { ...gateway.host.capable!, keeps: 'browser', activity: false, roles: false };
  return gateway;
}

const notes = (rig: { all(selector: string): HTMLElement[] }): string[] =>
  rig.all('p.quiet').map(said).filter((words) => words.includes('this browser only'));

async function shortPlan(gateway: MemoryBulk): Promise<DialogRig> {
  const rig = await DialogRig.open({ gateway, task: grantTo('ada', 'bea', 'carl', 'dora') });
  await rig.tick('CRM');
  await rig.press('Next');
  return rig;
}

const orders = (rig: DialogRig): string[] => rig.all('label:has(> [name=by])').map(said);

const batches = (gateway: MemoryBulk, given: Partial<Batches> = {}): Promise<ElementRig<Batches>> =>
  ElementRig.open<Batches>('lic-batches', { gateway, context: { ...officeContext, openView: () => {} }, text: english, userId: 'supervisor', can: async () => true, ...given });

describe('a host that keeps nothing, such as Creatio', () => {
  it('BX-7 nobody can be served by activity or role where these are not known; where they are, both are offered', async () => {
    expect(orders(await shortPlan(company()))).to.include.members(['Whoever was active last', 'Whoever is in a role']);
    const gateway = plain(company());
    gateway.host.people.about.clear();
    expect(orders(await shortPlan(gateway))).to.deep.equal(['Whoever comes first in the list', 'Whom I pick']);
  });

  it('BX-3 a batch says that no other browser can go on with it, while it runs and afterwards', async () => {
    const gateway = plain(company());
    let go = (): void => {};
    gateway.beforeSettled = () => new Promise((resolve) => (go = resolve));
    const rig = await shortPlan(gateway);
    expect(notes(rig)).to.deep.equal([]);
    await rig.click(rig.find('.foot .primary'));
    await rig.until(() => rig.all('lic-batch-progress').length, 'under way');
    const words = ['This batch is kept in this browser only: no other one shows it or can go on with it.'];
    expect(notes(rig)).to.deep.equal(words);
    const questions: string[] = [];
    rig.dialog.context = { ...context, confirm: async ({ message }) => (questions.push(message), true) };
    await rig.dialog.canLeave();
    expect(questions).to.deep.equal(['What is sent is finished; the rest waits. You can go on with it later, in this browser only.']);
    go();
    gateway.beforeSettled = () => {};
    await rig.until(() => rig.all('.doing .primary, .result').length && !rig.all('.doing .end').length, 'ended');
    expect(notes(rig)).to.deep.equal(words);
    await expect(rig.dialog).to.be.accessible();
  });

  it('BX-5 the history says that it is this browser’s, and everything in it is mine', async () => {
    const gateway = plain(office());
    await makeBatch(gateway, undefined, 5);
    const rig = await batches(gateway);
    await rig.until(() => rig.rows().length && rig.says('.interrupted').length, 'rows');
    expect(notes(rig)).to.deep.equal(['Batches are kept in this browser only: those started in other browsers are not listed.']);
    expect(rig.all('label input')).to.deep.equal([]);
    await expect(rig.element).to.be.accessible();
    const elsewhere = await batches(office());
    await elsewhere.until(() => elsewhere.all('label input').length, 'only mine');
    expect(notes(elsewhere)).to.deep.equal([]);
  });

  it('BX-14 saved sets say that they are this browser’s', async () => {
    const rig = await PageRig.open('lic-selection-basket', { gateway: plain(crowd()) });
    expect(notes(rig)).to.deep.equal(['Sets are kept in this browser only.']);
    expect(notes(await PageRig.open('lic-selection-basket'))).to.deep.equal([]);
  });

  for (const locale of ['en', 'de', 'uk', 'ar']) {
    it(`400 px: nothing is wider than the page, in ${locale}`, async () => {
      await setViewport({ width: 400, height: 800 });
      const direction = locale === 'ar' ? 'rtl' : 'ltr';
      const history = plain(office());
      await makeBatch(history, undefined, 5);
      const list = await batches(history, { text: await loadText(locale, 'batches'), context: { ...officeContext, locale, direction } });
      await list.until(() => list.rows().length, 'rows');
      const page = await PageRig.open('lic-selection-basket', { gateway: plain(crowd()), text: await loadText(locale, 'selection-basket'), context: { ...pageContext, locale, direction } });
      expect(document.documentElement.scrollWidth).to.be.at.most(400);
      list.element.remove();
      page.page.remove();
      await setViewport({ width: 1280, height: 800 });
    });
  }
});
