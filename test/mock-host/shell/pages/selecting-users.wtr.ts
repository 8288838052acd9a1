import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Directory, UserRow } from '../../../../mock-host/shell/api/directory.ts';
import '../../../../mock-host/shell/pages/user-list.ts';
import type { BulkActionEvent, UserList } from '../../../../mock-host/shell/pages/user-list.ts';
import type { Extension } from '../../../../mock-host/shell/plugins/manifest.ts';
import { everyUser } from '../../../../mock-host/shell/routing/routes.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';

const text = await loadText('en');
const action = (change: string, title: string): Extension => ({ id: change, slug: change, mount: 'mount', view: 'grant-recall', params: { change }, title: { en: title }, order: 1, rights: [] });
const actions = [action('grant', 'Grant licenses'), action('recall', 'Recall licenses')];
const people = [1, 2, 3, 4, 5].map((n): UserRow => ({ id: `u${n}`, name: `User ${n}`, login: `u${n}`, email: null, active: true, kind: 'person', jobTitle: null, licenses: 0 }));

async function show(given = actions, width = 1000): Promise<{ list: UserList; opened: unknown[]; asked: unknown[] }> {
  const [opened, asked]: unknown[][] = [[], []];
  const directory = { users: async (query: unknown) => (asked!.push(query), { rows: people, total: 1204, next: null }) } as unknown as Directory;
  const list = await fixture<UserList>(html`<sd-user-list
    style="font: 14px/1.5 system-ui; inline-size: ${width}px"
    .text=${text}
    .directory=${directory}
    .query=${everyUser}
    .actions=${given}
    @bulk-action=${(event: BulkActionEvent) => opened!.push(event.view)}
  ></sd-user-list>`);
  await until(() => list.shadowRoot!.querySelectorAll('tbody a').length === 5);
  return { list, opened: opened!, asked: asked! };
}

const menu = (list: UserList): ShadowRoot => list.shadowRoot!.querySelector('sd-actions-menu')!.shadowRoot!;
const items = (list: UserList): string[] => [...menu(list).querySelectorAll('li')].map((item) => item.textContent.trim());
const boxes = (list: UserList): HTMLInputElement[] => [...list.shadowRoot!.querySelectorAll<HTMLInputElement>('td input')];
const ticked = (list: UserList): string => boxes(list).map((box) => (box.checked ? 'x' : '-')).join('');
const status = (list: UserList): string | undefined => list.shadowRoot!.querySelector('.selection [role=status]')?.textContent;
async function choose(list: UserList, name: string): Promise<void> {
  menu(list).querySelector('sd-popover')!.shadowRoot!.querySelector('button')!.click();
  [...menu(list).querySelectorAll('button')].find((button) => button.textContent === name)!.click();
  await list.updateComplete;
}
const focused = (list: UserList): string | null | undefined => list.shadowRoot!.activeElement?.getAttribute('aria-label');

describe('selecting users in a list', () => {
  it('CR-5 starts with Actions → Select multiple records, and ends with Cancel selection', async () => {
    const { list } = await show();
    expect(items(list)).to.deep.equal(['Select multiple records']);
    expect(boxes(list)).to.deep.equal([]);
    await choose(list, 'Select multiple records');
    await until(() => list.shadowRoot!.activeElement?.closest('.selection'), 'the focus goes to the selection');
    expect([boxes(list).length, status(list)]).to.deep.equal([5, 'Selected: 0']);
    expect(items(list)).to.deep.equal(['Grant licenses', 'Recall licenses', 'Cancel selection']);
    await expect(list).to.be.accessible();
    await choose(list, 'Cancel selection');
    expect([boxes(list).length, status(list)]).to.deep.equal([0, undefined]);
  });

  it('CR-5 hands over who was ticked, in the order of the list, with the verb that was chosen', async () => {
    const { list, opened } = await show();
    await choose(list, 'Select multiple records');
    await choose(list, 'Recall licenses');
    expect(opened, 'nobody is selected').to.deep.equal([]);
    for (const at of [3, 1]) boxes(list)[at]!.click();
    await list.updateComplete;
    expect([ticked(list), status(list)]).to.deep.equal(['-x-x-', 'Selected: 2']);
    await choose(list, 'Recall licenses');
    expect(opened).to.deep.equal([{ name: 'grant-recall', change: 'recall', users: ['u2', 'u4'] }]);
    await expect(list).to.be.accessible();
  });

  it('BX-14 takes everybody who matches as a question, and drops it when another one is asked', async () => {
    const { list, opened } = await show();
    list.query = { ...everyUser, search: 'ann', status: 'active' };
    await choose(list, 'Select multiple records');
    const all = (): HTMLButtonElement | null => list.shadowRoot!.querySelector('.selection button');
    expect(all()!.textContent).to.equal('Select all 1,204 matching');
    all()!.click();
    await list.updateComplete;
    expect([ticked(list), status(list), all()]).to.deep.equal(['xxxxx', 'Selected: all 1,204 matching', null]);
    await expect(list).to.be.accessible();
    await choose(list, 'Grant licenses');
    expect(opened).to.deep.equal([{ name: 'grant-recall', change: 'grant', matching: { search: 'ann', filters: ['active'] } }]);
    list.query = { ...everyUser, search: 'zoe' };
    await list.updateComplete;
    expect([ticked(list), status(list)]).to.deep.equal(['-----', 'Selected: 0']);
  });

  it('BX-15 goes by keyboard: Space ticks, Shift and Space or an arrow tick ranges, arrows move', async () => {
    const { list } = await show();
    await choose(list, 'Select multiple records');
    boxes(list)[0]!.focus();
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect([ticked(list), focused(list)]).to.deep.equal(['x----', 'Select User 3']);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Space' });
    await until(() => ticked(list) === 'xxx--');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ up: 'Shift' });
    await until(() => ticked(list) === 'xxxx-');
    expect(focused(list)).to.equal('Select User 4');
    for (const _ of [1, 2, 3]) await sendKeys({ press: 'ArrowDown' });
    expect(focused(list)).to.equal('Select User 5');
  });

  it('ticks a range by Shift and click, and all that are loaded at once', async () => {
    const { list } = await show();
    await choose(list, 'Select multiple records');
    boxes(list)[1]!.click();
    boxes(list)[4]!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, shiftKey: true }));
    await list.updateComplete;
    expect(ticked(list)).to.equal('-xxxx');
    const all = list.shadowRoot!.querySelector<HTMLInputElement>('.selection input')!;
    expect([all.checked, all.indeterminate]).to.deep.equal([false, true]);
    all.click();
    await list.updateComplete;
    expect(ticked(list)).to.equal('xxxxx');
  });

  it('has room on a phone', async () => {
    const { list } = await show(actions, 360);
    await choose(list, 'Select multiple records');
    expect(list.scrollWidth).to.be.at.most(360);
    const [box, name] = [boxes(list)[0]!, list.shadowRoot!.querySelector('tbody a')!].map((element) => element.getBoundingClientRect());
    expect(box!.right).to.be.below(name!.left);
    await expect(list).to.be.accessible();
  });

  it('CR-10 is not offered to who may do nothing with them', async () => {
    const { list } = await show([]);
    expect(list.shadowRoot!.querySelector('sd-actions-menu')).to.equal(null);
  });

  it('reads the list again when something may have changed, and keeps who is selected', async () => {
    const { list, asked } = await show();
    await choose(list, 'Select multiple records');
    boxes(list)[0]!.click();
    const before = asked.length;
    list.revision += 1;
    await until(() => asked.length === before + 1);
    await until(() => ticked(list) === 'x----');
  });
});
