import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ManagerRig } from './manager-rig.ts';
import { office } from './office.ts';

const press = (key: string): Promise<void> => sendKeys({ press: key });

async function pressWith(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await press(key);
  await sendKeys({ up: modifier });
}

/** The element with the focus, in whatever shadow root. */
function focused(): Element {
  let at: Element = document.activeElement!;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

describe('BX-15 by keyboard alone', () => {
  it('filter, select, end with a reason, look at the result; and what is read out on the way', async () => {
    const gateway = office();
    gateway.fail = ({ id }) => (id === 'caleb-2' ? 'server' : null);
    const rig = await ManagerRig.open({ gateway });
    const read = rig.transcript();
    await press('/');
    await sendKeys({ type: 'caleb' });
    await rig.until(() => rig.rows().length === 3, 'filtered');
    rig.find('lic-active-sessions').focus();
    await pressWith('Control', 'a');
    await rig.until(() => rig.buttons('End 3 sessions…').length, 'selected');
    // Back from the grid's one stop to the buttons above it.
    for (let steps = 0; steps < 6 && focused() !== rig.button('End 3 sessions…'); steps++) await pressWith('Shift', 'Tab');
    expect(focused()).to.equal(rig.button('End 3 sessions…'));
    await press('Enter');
    await rig.until(() => rig.dialog, 'question');
    await sendKeys({ type: 'Maintenance' });
    await press('Tab');
    await press('Tab');
    expect(focused().textContent).to.equal('End 3 sessions');
    await press('Enter');
    await rig.until(() => gateway.endings.length === 2, 'ended');
    await rig.until(() => rig.all('lic-end-result').length && rig.buttons('Retry failed').length, 'result');
    expect(gateway.over.get('caleb-1')!.end.reason).to.equal('Maintenance');
    expect(focused(), 'focus stays in the manager').not.to.equal(document.body);
    await rig.until(() => read.includes('2 sessions ended, 1 failed'), 'read out');
    // The grid tells of rows and of selected ones twice a second at most, so how often depends on how fast somebody types.
    const told = read.flatMap((words) => words.split('. '));
    const ofGrid = told.filter((words) => /^(?:\d+ rows?|(?:\d+|None) selected)$/.test(words));
    const selected = ofGrid.findIndex((words) => words.endsWith('selected'));
    expect(ofGrid.slice(selected - 1, selected + 1)).to.deep.equal(['3 rows', '3 selected']);
    expect(told.filter((words) => !ofGrid.includes(words))).to.deep.equal(['2 sessions ended, 1 failed']);
  });

  it('the focus goes to the grid when the button that had it is gone', async () => {
    const rig = await ManagerRig.open();
    await rig.end('End session… Mara Lind', 'End 1 session');
    await rig.until(() => rig.buttons('Close').length, 'result');
    rig.button('Close').focus();
    await press('Enter');
    await rig.until(() => !rig.buttons('Close').length, 'closed');
    expect(focused().closest('[role=grid]'), 'focus').not.to.equal(null);
  });
});
