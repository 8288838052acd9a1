import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { company, grantTo } from './company.ts';
import { DialogRig, said } from './dialog-rig.ts';

const press = (key: string): Promise<void> => sendKeys({ press: key });

/** What has the focus, through all shadow roots. */
function focused(): HTMLElement {
  let at = document.activeElement as HTMLElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement as HTMLElement;
  return at;
}

async function planOfCrm(): Promise<DialogRig> {
  const rig = await DialogRig.open();
  await rig.tick('CRM');
  await rig.press('Next');
  return rig;
}

const misses = (rig: DialogRig): string[] => rig.rows().filter(([, , effect]) => effect === 'No seats left').map(([person]) => person!);

describe('CR-6 choosing licenses', () => {
  it('each says its seats, who holds it, and what ticking it comes to', async () => {
    const rig = await DialogRig.open();
    expect([rig.part('CRM', 'seats'), rig.part('CRM', 'held'), rig.part('CRM', 'preview')]).to.deep.equal(['2 of 3 available', 'held by 1 of 4', '']);
    await rig.tick('CRM');
    expect([rig.part('CRM', 'seats'), rig.part('CRM', 'preview')]).to.deep.equal(['2 of 3 available 0', '2 get it · 1 without a seat · 1 already has it']);
    expect(rig.product('CRM').querySelector('.arrow')!.ariaLabel).to.equal('becomes');
  });

  it('a tick draws the list once', async () => {
    const rig = await DialogRig.open();
    const list = rig.find('lic-product-choice') as HTMLElement & { render(): unknown };
    const render = list.render.bind(list);
    let drawn = 0;
    list.render = () => (drawn++, render());
    await rig.tick('CRM');
    expect(drawn).to.equal(1);
  });

  it('the search finds by name and vendor, and hides nothing that is ticked from the plan', async () => {
    const rig = await DialogRig.open();
    await rig.tick('Draw');
    const search = rig.find('lic-product-choice').shadowRoot!.querySelector<HTMLInputElement>('[type=search]')!;
    search.value = 'creatio';
    search.dispatchEvent(new Event('input'));
    await rig.settle();
    expect(rig.all('.name bdi').map(said)).to.deep.equal(['CRM', 'Studio']);
    await rig.press('Next');
    expect(new Set(rig.rows().map(([, product]) => product))).to.deep.equal(new Set(['Draw']));
  });

  it('BX-9 a swap asks for the replacement, ticks it, and keeps it ticked', async () => {
    const rig = await DialogRig.open();
    await rig.tick('Draw');
    const select = (at: number): Element => rig.product('Draw').querySelectorAll('select')[at]!;
    await rig.pick(select(0), 'Replace by…');
    expect([rig.find('.foot .primary').ariaDisabled, said(rig.find('#why'))]).to.deep.equal(['true', 'Choose what replaces a license.']);
    await rig.pick(select(1), 'Studio');
    expect([rig.part('Studio', 'what'), rig.part('Studio', 'preview')]).to.deep.equal(['In place of Draw', '2 get it · 2 don’t have it']);
    await rig.tick('Studio');
    expect(rig.product('Studio').querySelector<HTMLInputElement>('[type=checkbox]')!.checked).to.equal(true);
  });
});

describe('BX-1 the plan', () => {
  it('“only problems” shows those, counts them, and can be taken back', async () => {
    const rig = await planOfCrm();
    await rig.press('Only problems 1');
    await rig.until(() => rig.rows().length === 1, 'filtered');
    expect(rig.rows()[0]!.slice(0, 3)).to.deep.equal(['Dora Dean', 'CRM', 'No seats left']);
    expect(rig.button('Only problems 1').ariaPressed).to.equal('true');
    await rig.press('All 4');
    await rig.until(() => rig.rows().length === 4, 'all');
  });

  it('CR-7 SB-5 who is left out, and why, is said above all', async () => {
    const rig = await DialogRig.open({ task: grantTo('ada', 'bea', 'ina', 'robot') });
    await rig.tick('Studio');
    await rig.press('Next');
    expect(rig.all('.figures .warning').map(said)).to.deep.equal(['Inactive users get no license: 1 left out.', 'System accounts can’t be assigned a license: 1 left out.']);
  });

  it('CR-9 BX-11 what a role gives back, and sessions of who loses a license, are said', async () => {
    const rig = await DialogRig.open();
    await rig.click(rig.all('input[name=verb]')[1]!);
    await rig.tick('Draw');
    await rig.press('Next');
    expect(rig.all('.figures .warning').map(said)).to.deep.equal([
      '1 recalled license comes from a role, which gives it back.',
      '2 active sessions belong to people who lose a license.',
    ]);
  });

  it('of a host’s plan the cells are fetched as they are asked for', async () => {
    const gateway = company();
    gateway.host.people.maxPeople = 1;
    const rig = await DialogRig.open({ gateway });
    await rig.tick('CRM');
    await rig.press('Next');
    await rig.until(() => rig.rows().length === 4, 'rows');
    await rig.press('Only problems 1');
    await rig.until(() => rig.rows().length === 1, 'filtered');
    expect(misses(rig)).to.deep.equal(['Dora Dean']);
  });
});

describe('BX-7 fewer seats than people', () => {
  const by = (rig: DialogRig, words: string): HTMLElement => rig.all('input[name=by]').find((radio) => said(radio.parentElement!) === words)!;

  it('says who misses out and how many seats to buy', async () => {
    const rig = await planOfCrm();
    const words = rig.all('lic-seat-shortage')[0]!.shadowRoot!.querySelector('fieldset')!;
    expect(said(words.querySelector('legend')!)).to.equal('2 seats for 3 people: who is served first?');
    expect([...words.querySelectorAll('p')].map(said)).to.deep.equal(['Without a seat: Dora Dean', 'Buy 1 seat so that nobody misses out.']);
  });

  it('by last activity, and by role: planned anew at once', async () => {
    const rig = await planOfCrm();
    await rig.click(by(rig, 'Whoever was active last'));
    await rig.until(() => misses(rig).join() === 'Bea Bell', 'by activity');
    await rig.click(by(rig, 'Whoever is in a role'));
    await rig.until(() => misses(rig).join() === 'Carl Cole', 'by role');
  });

  it('by hand: as many as there are seats, and no more', async () => {
    const rig = await planOfCrm();
    await rig.click(by(rig, 'Whom I pick'));
    const box = (name: string): HTMLInputElement => rig.all('.pick li').find((item) => said(item).startsWith(name))!.querySelector('input')!;
    await rig.click(box('Dora Dean'));
    await rig.until(() => misses(rig).join() === 'Carl Cole', 'Dora instead');
    await rig.click(box('Carl Cole'));
    await rig.until(() => misses(rig).join() === 'Bea Bell', 'Carl, too');
    expect(box('Bea Bell').ariaDisabled).to.equal('true');
    await rig.click(box('Bea Bell'));
    expect([box('Bea Bell').checked, misses(rig).join()]).to.deep.equal([false, 'Bea Bell']);
    await rig.confirm('Grant 2');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(['bea', 'carl', 'dora'].filter((id) => rig.gateway.world.assignments.has(`${id} crm`))).to.deep.equal(['carl', 'dora']);
  });
});

describe('BX-15 by keyboard alone', () => {
  it('from the products to the result, and it is read out', async () => {
    const rig = await DialogRig.open();
    const read = rig.transcript();
    expect(said(focused())).to.equal('Grant licenses');
    await press('Tab');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Space');
    await rig.settle();
    expect(rig.part('CRM', 'preview')).to.match(/^2 get it/);
    await press('/');
    expect(focused().getAttribute('type')).to.equal('search');
    for (let steps = 0; steps < 30 && said(focused()) !== 'Next'; steps++) await press('Tab');
    await press('Enter');
    await rig.until(() => rig.all('lic-bulk-plan').length, 'plan');
    expect(said(focused()), 'where one is').to.equal('Grant licenses');
    for (let steps = 0; steps < 60 && !focused().matches('.foot .primary'); steps++) await press('Tab');
    expect(said(focused())).to.equal('Grant 2');
    await press('Enter');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(focused(), 'focus stays in the dialog').not.to.equal(document.body);
    await rig.until(() => read.some((words) => words.includes('Bulk assign for 4 people: 2 assigned, 2 skipped')), 'read out');
    expect(read).to.include('Step 2 of 3: Check the plan');
    await press('Escape');
    await rig.until(() => rig.happened.includes('close'), 'closed');
  });

  it('Esc never stops what is under way: it minimises', async () => {
    const gateway = company();
    gateway.beforeSettled = () => new Promise(() => {});
    const rig = await DialogRig.open({ gateway });
    await rig.tick('Studio');
    await rig.press('Next');
    await rig.confirm('Grant 4');
    await rig.until(() => rig.buttons('Minimise').length, 'under way');
    await press('Escape');
    await rig.until(() => rig.all('.mini').length, 'minimised');
    expect([rig.frame.open, rig.happened]).to.deep.equal([false, []]);
  });
});
