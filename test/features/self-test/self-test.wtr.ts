import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/features/self-test/self-test.ts';
import type { SelfTest } from '../../../src/features/self-test/self-test.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { checkIds } from '../../../src/licensing/self-test.ts';
import { messages as ar } from '../../../src/text/self-test/ar.ts';
import { en } from '../../../src/text/self-test/en.ts';
import { createText } from '../../../src/text/format.ts';
import type { ViewContext } from '../../../src/ui/view-context.ts';
import { until } from '../../support/until.ts';
import { MemorySelfTest, results } from './results.ts';

const context: ViewContext = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => Date.parse('2026-11-21T12:00:00Z') };

async function open(gateway = new MemorySelfTest(), given: Partial<SelfTest> = {}): Promise<SelfTest> {
  const element = document.createElement('lic-self-test');
  Object.assign(element, { gateway, context, text: createText(en, 'en-US'), version: '0.1.0' }, given);
  await fixture(html`${element}`);
  return element;
}
const root = (element: SelfTest): ShadowRoot => element.shadowRoot!;
const rows = (element: SelfTest): string[] => [...root(element).querySelectorAll('li')].map((row) => row.innerText.replace(/\s*\n+\s*/g, ' | '));
const said = (element: SelfTest): string => root(element).querySelector('[role=status]')!.textContent!.trim();
const button = (element: SelfTest, label: string): HTMLButtonElement => [...root(element).querySelectorAll('button')].find(({ textContent }) => textContent!.trim() === label)!;
const done = (element: SelfTest): Promise<void> => until(() => root(element).querySelector('ol') && !root(element).querySelector('.waiting'), 'all checks are done');

/** What the clipboard is for this page; a test runner's browser may have none. */
function clipboard(writeText: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
}

describe('the self-test', () => {
  afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

  it('says of each check what it came to, what that means, and how long it took', async () => {
    const element = await open();
    await done(element);
    expect(rows(element)).to.have.length(checkIds.length);
    expect(rows(element)[0]).to.equal('Passed | Address of the services | 3 ms | The services answer below /0, as Creatio on .NET Framework has them.');
    expect(rows(element)[10]).to.equal('Warning | Totals | 73 ms | For 2 packages Creatio’s tab tells another total than the sum of the terms: Sales, Service. The plugin shows the sum on every screen.');
    expect(rows(element)[14]).to.match(/^Failed \| Sessions \| 101 ms \| Creatio answered in another form than the plugin reads;.* \| 0\.Started: Invalid input$/);
    expect(said(element)).to.equal('Passed: 12 · Warnings: 3 · Failed: 2 · Not applicable: 1');
  });

  it('shows what is still to come while it runs, and offers no report of half of it', async () => {
    const gateway = new MemorySelfTest();
    gateway.most = 2;
    const written: string[] = [];
    clipboard(async (text) => void written.push(text));
    const element = await open(gateway);
    await until(() => root(element).querySelectorAll('li:not(.waiting)').length === 2, 'two are done');
    expect(rows(element).slice(2)).to.deep.equal(['Testing… | Protection of writes', ...checkIds.slice(3).map((id) => `Waiting | ${en[`check-${id}`]}`)]);
    expect(said(element)).to.equal('Testing…');
    expect(button(element, 'Copy report').ariaDisabled).to.equal('true');
    button(element, 'Copy report').click();
    gateway.go();
    await done(element);
    expect(written).to.deep.equal([]);
    expect(button(element, 'Copy report').ariaDisabled).to.equal('false');
  });

  it('copies the report, with the keyboard alone, and says so', async () => {
    const written: string[] = [];
    clipboard(async (text) => void written.push(text));
    const element = await open();
    await done(element);
    button(element, 'Test again').focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await until(() => root(element).querySelector('.notice'), 'said');
    expect(written).to.have.length(1);
    expect(written[0]).to.match(/^License administration 0\.1\.0, self-test, 2026-11-21T12:00:00\.000Z\npassed 12, failed 2, warning 3, absent 1\n\[passed\] base/);
    expect(root(element).querySelector('.notice')!.textContent).to.contain('no names or addresses of people');
    expect(root(element).querySelector('textarea')).to.equal(null);
  });

  it('shows the report, marked, where the browser does not copy', async () => {
    clipboard(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    const element = await open();
    await done(element);
    button(element, 'Copy report').click();
    await until(() => root(element).querySelector('textarea'), 'the report');
    const area = root(element).querySelector('textarea')!;
    await until(() => area.selectionEnd === area.value.length, 'marked');
    expect(area.value.split('\n')).to.have.length(checkIds.length + 3);
  });

  it('tests again from the beginning', async () => {
    const gateway = new MemorySelfTest();
    clipboard(() => Promise.reject(new Error('no')));
    const element = await open(gateway);
    await done(element);
    button(element, 'Copy report').click();
    await until(() => root(element).querySelector('textarea'), 'the report');
    gateway.results = results.map((result) => (result.id === 'sessions' ? { ...result, finding: 'sessions-read', facts: { count: 1 }, detail: '' } : result));
    button(element, 'Test again').click();
    await until(() => rows(element)[14]?.includes('1 active session can be read'), 'the second run');
    expect(gateway.runs).to.equal(2);
    expect(root(element).querySelector('textarea')).to.equal(null);
  });

  it('that breaks off says why, keeps what it has, and goes on when asked', async () => {
    const gateway = new MemorySelfTest();
    gateway.results = results.slice(0, 4);
    gateway.failure = new LicensingError('offline');
    const element = await open(gateway);
    await until(() => root(element).querySelector('[role=alert]'), 'the sentence');
    expect(root(element).querySelector('[role=alert]')!.textContent).to.contain('You are offline.');
    expect(rows(element)).to.have.length(4);
    gateway.results = results;
    gateway.failure = undefined;
    button(element, 'Try again').click();
    await done(element);
    expect(rows(element)).to.have.length(checkIds.length);
  });

  it('goes on when it is moved, ends when it is taken away, and may always be left', async () => {
    const gateway = new MemorySelfTest();
    const element = await open(gateway);
    await done(element);
    document.body.append(element);
    await element.updateComplete;
    expect(gateway.runs).to.equal(1);
    expect(await element.canLeave()).to.equal(true);
    element.remove();
    // Taken away, not moved: it is not back in a moment.
    await Promise.resolve();
    document.body.append(element);
    await until(() => gateway.runs === 2, 'a new run');
    element.remove();
  });
});

describe('BX-15 every state of the self-test', () => {
  const looks = [
    ['light', 'ltr', 1440], ['dark', 'ltr', 400], ['dark', 'rtl', 1440], ['light', 'rtl', 400],
  ] as const;
  for (const [theme, direction, width] of looks) {
    it(`is accessible and stays within its place: ${theme}, ${direction}, ${width} px`, async () => {
      clipboard(() => Promise.reject(new Error('no')));
      const words = direction === 'rtl' ? { text: createText(ar, 'ar'), context: { ...context, locale: 'ar', theme, direction } } : { context: { ...context, theme, direction } };
      const element = await open(new MemorySelfTest(), words);
      element.style.width = `${width}px`;
      await done(element);
      root(element).querySelector<HTMLButtonElement>('.primary')!.click();
      await until(() => root(element).querySelector('textarea'), 'the report');
      await expect(element).to.be.accessible();
      const list = root(element).querySelector('ol')!;
      expect(list.scrollWidth).to.be.at.most(width);
      for (const item of list.querySelectorAll('li')) expect(item.scrollWidth).to.be.at.most(item.clientWidth + 1);
    });
  }
});
