import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Question } from '../../../src/ui/view-context.ts';
import { ManagerRig } from './manager-rig.ts';
import { context, now, office } from './office.ts';

const box = (rig: ManagerRig): HTMLInputElement => rig.find('[name=on]') as HTMLInputElement;
const minutes = (rig: ManagerRig): HTMLInputElement => rig.find('[name=minutes]') as HTMLInputElement;
const save = (rig: ManagerRig): HTMLButtonElement => rig.find('lic-session-policy').shadowRoot!.querySelector('button')!;
const said = (rig: ManagerRig, id: string): string => rig.find(`#${id}`).textContent!.trim();

function policyOf(idleMinutes: number | null) {
  const gateway = office();
  gateway.state = { idleMinutes, changedAt: now() - 86_400_000, changedBy: 'Ivan Petrenko', version: 3 };
  return gateway;
}

describe('QT-9 auto terminate sessions after users have idled for … minutes', () => {
  it('shows what is so, who changed it last, and has nothing to save', async () => {
    const rig = await ManagerRig.open({ gateway: policyOf(45) });
    expect([box(rig).checked, minutes(rig).value, said(rig, 'auto'), said(rig, 'unit')]).to.deep.equal([
      true, '45', 'Auto terminate sessions after users have idled for', 'minutes',
    ]);
    expect(rig.find('lic-session-policy').shadowRoot!.textContent).to.include('Last changed by Ivan Petrenko on Nov 20, 2026');
    expect(save(rig).ariaDisabled).to.equal('true');
    await rig.click(save(rig));
    expect(rig.gateway.calls.filter((call) => call.startsWith('savePolicy'))).to.deep.equal([]);
  });

  it('says how many sessions it would end now, asks, and saves', async () => {
    const asked: Question[] = [];
    const rig = await ManagerRig.open({ context: { ...context, confirm: async (question) => (asked.push(question), true) } });
    await rig.click(box(rig));
    await rig.type(minutes(rig), '25');
    await rig.until(() => said(rig, 'effect') === 'This would end 4 sessions now.', 'effect');
    await rig.click(save(rig));
    await rig.until(() => rig.gateway.state.idleMinutes === 25, 'saved');
    expect(asked).to.deep.equal([
      { title: 'Save and end 4 sessions?', message: 'Sessions idle for longer than 25 minutes end at once. Yours is not among them.', confirmLabel: 'Save and end them', cancelLabel: 'Cancel' },
    ]);
    await rig.until(() => rig.all('[role=status]').some(({ textContent }) => textContent === 'Saved. Sessions end after 25 minutes without a request.'), 'said');
    expect(save(rig).ariaDisabled).to.equal('true');
  });

  it('answered no, nothing is saved and nothing typed is lost', async () => {
    const rig = await ManagerRig.open();
    await rig.click(box(rig));
    await rig.type(minutes(rig), '25');
    await rig.until(() => said(rig, 'effect'), 'effect');
    save(rig).click();
    await rig.until(() => rig.dialog, 'question');
    await rig.click([...rig.dialog!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')!);
    expect([rig.gateway.state.idleMinutes, minutes(rig).value, box(rig).checked]).to.deep.equal([null, '25', true]);
  });

  it('asks nothing where nobody would be signed out, or when it is switched off', async () => {
    const asked: Question[] = [];
    const rig = await ManagerRig.open({ gateway: policyOf(1000), context: { ...context, confirm: async (question) => (asked.push(question), true) } });
    await rig.type(minutes(rig), '1440');
    await rig.until(() => said(rig, 'effect') === 'This would end no session now.', 'effect');
    await rig.click(save(rig));
    await rig.until(() => rig.gateway.state.idleMinutes === 1440, 'saved');
    await rig.click(box(rig));
    await rig.click(save(rig));
    await rig.until(() => rig.gateway.state.idleMinutes === null, 'switched off');
    expect(asked).to.deep.equal([]);
  });

  for (const [typed, why] of [
    ['', 'Enter a number of minutes from 1 to 1,440.'],
    ['soon', 'This is not a number. Enter minutes from 1 to 1,440.'],
    ['1.5', 'Enter whole minutes, from 1 to 1,440.'],
    ['0', 'The least is 1. To keep sessions from ending, clear the check box.'],
    ['1441', 'The most is 1,440 minutes, which is a day.'],
  ] as const) {
    it(`“${typed}” is refused at the field: ${why}`, async () => {
      const rig = await ManagerRig.open();
      await rig.click(box(rig));
      await rig.type(minutes(rig), typed);
      await rig.click(save(rig));
      expect([said(rig, 'wrong'), minutes(rig).ariaInvalid]).to.deep.equal([why, 'true']);
      expect(minutes(rig).getAttribute('aria-describedby')!.split(' ')).to.include('wrong');
      expect(rig.find('lic-session-policy').shadowRoot!.activeElement).to.equal(minutes(rig));
      expect(rig.gateway.calls.filter((call) => call.startsWith('savePolicy'))).to.deep.equal([]);
      await rig.type(minutes(rig), '30');
      expect([said(rig, 'wrong'), minutes(rig).ariaInvalid]).to.deep.equal(['', 'false']);
    });
  }

  it('somebody else was faster: says so, and overwrites nothing', async () => {
    const rig = await ManagerRig.open({ gateway: policyOf(20), context: { ...context, confirm: async () => true } });
    await rig.type(minutes(rig), '500');
    await rig.until(() => said(rig, 'effect'), 'effect');
    rig.gateway.before = (call) => {
      if (!call.startsWith('savePolicy')) return;
      rig.gateway.before = () => {};
      rig.gateway.setPolicy(90, 'Mara Lind');
    };
    await rig.click(save(rig));
    await rig.until(() => rig.notices().includes('Somebody else changed this at the same moment. Check it, then try again.'), 'said');
    expect(rig.gateway.state.idleMinutes).to.equal(90);
  });

  it('somebody else’s change arrives by itself, and not over what is typed', async () => {
    const rig = await ManagerRig.open({ gateway: policyOf(20) });
    await rig.until(() => rig.gateway.listening, 'listening');
    rig.gateway.setPolicy(90, 'Mara Lind');
    await rig.until(() => minutes(rig).value === '90', 'arrived');
    await rig.type(minutes(rig), '30');
    rig.gateway.setPolicy(91, 'Mara Lind');
    await rig.settle();
    expect(minutes(rig).value).to.equal('30');
  });

  it('without the right it can be read, and not changed', async () => {
    const rig = await ManagerRig.open({ gateway: policyOf(20), can: async () => false });
    expect([box(rig).disabled, minutes(rig).disabled]).to.deep.equal([true, true]);
    expect(rig.find('lic-session-policy').shadowRoot!.querySelector('button')).to.equal(null);
  });

  it('BX-15 by keyboard: Space, the number, Enter', async () => {
    const rig = await ManagerRig.open({ context: { ...context, confirm: async () => true } });
    box(rig).focus();
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: '600' });
    await sendKeys({ press: 'Enter' });
    await rig.until(() => rig.gateway.state.idleMinutes === 600, 'saved');
  });

  it('a change that is not saved keeps the host from leaving without asking', async () => {
    const asked: Question[] = [];
    const rig = await ManagerRig.open({ context: { ...context, confirm: async (question) => (asked.push(question), false) } });
    await rig.click(box(rig));
    expect(await rig.manager.canLeave()).to.equal(false);
    expect(asked[0]!.message).to.equal('The change to idle sessions is not saved.');
  });
});
