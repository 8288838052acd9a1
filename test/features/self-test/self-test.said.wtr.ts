import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/features/self-test/self-test.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/self-test/en.ts';
import { until } from '../../support/until.ts';
import { MemorySelfTest } from './results.ts';

describe('what the self-test says of a report', () => {
  afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

  it('BX-15 stands in a region that was there before, and the report that could not be copied has the focus', async () => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });
    const element = document.createElement('lic-self-test');
    const context = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => 0 };
    Object.assign(element, { gateway: new MemorySelfTest(), context, text: createText(en, 'en-US'), version: '0.1.0' });
    await fixture(html`${element}`);
    const root = element.shadowRoot!;
    await until(() => root.querySelector('ol') && !root.querySelector('.waiting'), 'all checks are done');
    const regions = [...root.querySelectorAll('[role=status]')];
    expect(regions.map(({ textContent }) => textContent.trim())).to.deep.equal(['Passed: 12 · Warnings: 3 · Failed: 2 · Not applicable: 1', '']);
    root.querySelector<HTMLButtonElement>('.primary')!.click();
    await until(() => root.activeElement?.matches('textarea'), 'the report has the focus');
    expect([...root.querySelectorAll('[role=status]')]).to.deep.equal(regions);
    expect(regions[1]!.textContent).to.contain('did not let us copy');
  });
});
