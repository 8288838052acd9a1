import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { HttpError } from '../../../../mock-host/shell/api/http.ts';
import '../../../../mock-host/shell/session/sign-in-form.ts';
import type { SignInForm } from '../../../../mock-host/shell/session/sign-in-form.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';

type SignIn = (login: string, password: string) => Promise<void>;
const text = await loadText('en');
const form = (signIn: SignIn): Promise<SignInForm> => fixture(html`<sd-sign-in-form .text=${text} .signIn=${signIn}></sd-sign-in-form>`);
const part = <T extends Element>(element: Element, selector: string): T => element.shadowRoot!.querySelector<T>(selector)!;

async function submit(element: SignInForm): Promise<void> {
  part<HTMLFormElement>(element, 'form').requestSubmit();
  await aTimeout(0);
  await element.updateComplete;
}

describe('sign-in form', () => {
  it('hands over what was typed, without the spaces around the login', async () => {
    const calls: string[][] = [];
    const element = await form(async (...given) => void calls.push(given));
    element.fill('  supervisor ', ' demo ');
    await submit(element);
    expect(calls).to.deep.equal([['supervisor', ' demo ']]);
    await expect(element).to.be.accessible();
  });

  it('says that login and password do not match, beside the fields', async () => {
    const element = await form(() => Promise.reject(new HttpError('forbidden')));
    await submit(element);
    expect(part(element, '[role=alert]').textContent).to.contain('do not match');
    expect(part(element, '#login').getAttribute('aria-invalid')).to.equal('true');
    await expect(element).to.be.accessible();
  });

  it('says how long to wait after too many attempts, and tries no more until then', async () => {
    const { setInterval } = window;
    // Not a second passes.
    Object.assign(window, { setInterval: () => 0 });
    let calls = 0;
    const element = await form(() => {
      calls += 1;
      return Promise.reject(new HttpError('rate-limited', '', 90));
    });
    await submit(element);
    Object.assign(window, { setInterval });
    expect(part(element, '[role=alert]').textContent).to.contain('1:30 minutes');
    await submit(element);
    expect(calls).to.equal(1);
  });

  it('sends one request however often Enter is pressed', async () => {
    let calls = 0;
    let finish = (): void => {};
    const element = await form(() => {
      calls += 1;
      return new Promise((resolve) => (finish = resolve));
    });
    await submit(element);
    await submit(element);
    finish();
    expect(calls).to.equal(1);
  });
});
