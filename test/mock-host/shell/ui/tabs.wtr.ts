import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { tabs } from '../../../../mock-host/shell/ui/tabs.ts';

const items = [
  { id: 'general', href: '#general', label: 'General' },
  { id: 'roles', href: '#roles', label: 'Roles' },
  { id: 'licenses', href: '#licenses', label: 'Licenses', mark: 'Unsaved changes' },
];

async function list(selected: string, dir: 'ltr' | 'rtl' = 'ltr'): Promise<{ place: HTMLElement; tab: (id: string) => HTMLElement; focused: () => string }> {
  const place = await fixture<HTMLElement>(html`<div dir=${dir}>${tabs('User page', selected, items)}<div id="panel" role="tabpanel" aria-labelledby="tab-${selected}">x</div></div>`);
  return { place, tab: (id) => place.querySelector(`#tab-${id}`)!, focused: () => document.activeElement?.id ?? '' };
}

describe('tabs', () => {
  it('have one stop for the Tab key: the open one', async () => {
    const { place, tab } = await list('roles');
    expect([...place.querySelectorAll('[role=tab]')].map((one) => one.getAttribute('tabindex'))).to.deep.equal(['-1', '0', '-1']);
    expect(tab('roles').getAttribute('aria-selected')).to.equal('true');
    await expect(place).to.be.accessible();
  });

  it('keep a stop when none of them is open', async () => {
    const { tab } = await list('gone');
    expect(tab('general').tabIndex).to.equal(0);
  });

  it('BX-15 are walked with the arrow keys, round and round, without opening any', async () => {
    const { tab, focused } = await list('general');
    const before = location.hash;
    tab('general').focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(focused()).to.equal('tab-roles');
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowRight' });
    expect(focused()).to.equal('tab-general');
    expect(location.hash).to.equal(before);
  });

  it('BX-15 are walked the other way round from right to left', async () => {
    const { tab, focused } = await list('general', 'rtl');
    tab('general').focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(focused()).to.equal('tab-roles');
  });

  it('BX-15 open by Space as well as by Enter', async () => {
    const { place, tab } = await list('general');
    let opened = '';
    place.addEventListener('click', (event) => {
      event.preventDefault();
      opened = (event.target as HTMLElement).id;
    });
    tab('roles').focus();
    await sendKeys({ press: 'Space' });
    expect(opened).to.equal('tab-roles');
  });

  it('CR-4 say in words that something is not saved', async () => {
    const { tab } = await list('licenses');
    expect(tab('licenses').querySelector('[role=img]')?.getAttribute('aria-label')).to.equal('Unsaved changes');
  });
});
