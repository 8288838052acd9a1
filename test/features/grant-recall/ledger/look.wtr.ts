import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../../../src/features/grant-recall/history/batches.ts';
import { loadText } from '../../../../src/text/load.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { setViewport } from '../../../support/viewport.ts';
import { ElementRig } from './element-rig.ts';
import { company, context, makeBatch, undo } from './made.ts';

const locales = ['en', 'de', 'uk', 'ar', 'en-XA'];
const able: ViewContext = { ...context, openView: () => {}, linkTo: () => 'https://crm.example/batches/1' };

/** One batch that was undone, and one that is interrupted and has failed here and there. */
async function busy(bulk = company()): Promise<{ bulk: MemoryBulk; undone: string; interrupted: string }> {
  const { id: undone } = await makeBatch(bulk);
  await undo(bulk, undone);
  bulk.host.batches.fail = ({ at }) => (at % 5 === 1 ? 'server' : null);
  const { id: interrupted } = await makeBatch(bulk, undefined, 20);
  return { bulk, undone, interrupted };
}

async function show(bulk: MemoryBulk, batchId: string | null, locale: string): Promise<ElementRig<LitElement>> {
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  const rig = await ElementRig.open<LitElement>('lic-batches', {
    gateway: bulk, userId: 'supervisor', batchId, text: await loadText(locale, 'batches'),
    context: { ...able, direction, locale: locale === 'en-XA' ? 'en' : locale },
  } as Partial<LitElement>);
  await rig.until(() => rig.rows().length, 'rows');
  return rig;
}

describe('BX-15 history and ledger in every language', () => {
  after(() => setViewport({ width: 1280, height: 800 }));

  for (const locale of locales) {
    it(`400 px: nothing is wider than the page, in ${locale}`, async () => {
      await setViewport({ width: 400, height: 800 });
      const { bulk, undone, interrupted } = await busy();
      for (const batchId of [null, undone, interrupted]) {
        const rig = await show(bulk, batchId, locale);
        expect(document.documentElement.scrollWidth).to.be.at.most(400);
        for (const control of rig.all('button, select, h2').filter((one) => !one.closest('[role=grid]'))) {
          const { left, right } = control.getBoundingClientRect();
          expect([left >= 0, right <= 400], control.textContent!).to.deep.equal([true, true]);
        }
        await expect(rig.element).to.be.accessible();
        rig.element.remove();
      }
    });
  }

  it('the pseudo-locale shows no literal', async () => {
    const { bulk, undone, interrupted } = await busy();
    const names = /Person|Creatio CRM|Studio|Supervisor|Nov 21, 2026|login/;
    for (const batchId of [null, undone, interrupted]) {
      const rig = await show(bulk, batchId, 'en-XA');
      for (const said of rig.says('button, h2, span, b, label, option, [role=columnheader], .notice')) {
        if (/\p{L}/u.test(said) && !names.test(said)) expect(said).to.match(/\[.*\]/);
      }
      rig.element.remove();
    }
  });

  for (const words of ['<img src=x onerror="window.hacked = 1">', '\u202Egnp.txt', '{count, plural, other {#}}', 'x'.repeat(20_000)]) {
    it(`${words.slice(0, 30)} is plain text everywhere`, async () => {
      const bulk = company(3);
      bulk.world.addUser({ id: 'p1', name: words, login: words, email: words }).addProduct({ id: 'crm', name: words }, 9);
      const { undone } = await busy(bulk);
      for (const batchId of [null, undone]) {
        const rig = await show(bulk, batchId, 'en');
        expect(rig.says('.body [role=gridcell], h2').some((said) => said.includes(words.replace(/\s+/g, ' ').slice(0, 1000)))).to.equal(true);
        expect([rig.all('img'), 'hacked' in window]).to.deep.equal([[], false]);
        expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
        rig.element.remove();
      }
    });
  }
});
