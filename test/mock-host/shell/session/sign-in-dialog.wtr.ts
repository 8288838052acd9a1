import { expect, fixture, html } from '@open-wc/testing';
import type { SessionEnd } from '../../../../mock-host/shell/session/session-end.ts';
import { Session } from '../../../../mock-host/shell/session/session.ts';
import '../../../../mock-host/shell/session/sign-in-dialog.ts';
import type { SignInDialog } from '../../../../mock-host/shell/session/sign-in-dialog.ts';
import { tellSignIn } from '../../../../mock-host/shell/session/sign-in-news.ts';
import '../../../../mock-host/shell/session/sign-in-page.ts';
import type { SignInPage } from '../../../../mock-host/shell/session/sign-in-page.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';
import { FakeServer, supervisor } from '../support/fake-fetch.ts';

async function shown(end: SessionEnd | null, language: 'en' | 'ar' = 'en'): Promise<{ dialog: SignInDialog; session: Session; server: FakeServer; message: () => string }> {
  const server = new FakeServer().on('GET /auth/session', () => Response.json(supervisor));
  const session = new Session(() => {}, server.fetch);
  await session.load();
  void session.expired(end);
  const dialog = await fixture<SignInDialog>(html`<sd-sign-in-dialog .text=${await loadText(language)} .session=${session} .end=${end}></sd-sign-in-dialog>`);
  await until(() => dialog.shadowRoot!.querySelector('dialog')!.open);
  const message = (): string => dialog.shadowRoot!.querySelector('#message')!.textContent.replace(/\s+/g, ' ').trim();
  return { dialog, session, server, message };
}

describe('the sign-in dialog over a page', () => {
  it('QT-8 says that an administrator ended the session and why, as part of its description', async () => {
    const { dialog, message } = await shown({ method: 'terminated', reason: 'Maintenance <b>at noon</b>' });
    expect(message()).to.equal(
      'An administrator ended your session.Reason: \u2068Maintenance <b>at noon</b>\u2069Sign in again as Supervisor to go on where you were; nothing is lost. Signing in as somebody else starts anew.',
    );
    expect(dialog.shadowRoot!.querySelector('dialog')!.getAttribute('aria-describedby')).to.equal('message');
    expect(dialog.shadowRoot!.querySelector('b')).to.equal(null);
    await expect(dialog).to.be.accessible();
  });

  for (const [method, words] of [
    ['expired', /ended by itself: nothing was done here for too long/],
    ['limit', /more devices than are allowed at once, and this was the oldest/],
    ['log-out', /^This browser was signed out\./],
    ['deactivated', /Your account has been deactivated/],
  ] as const) {
    it(`QT-8 says it in words of its own when it ended by ${method}`, async () => {
      const { message } = await shown({ method, reason: null });
      expect(message()).to.match(words);
      expect(message()).not.to.contain('Reason');
    });
  }

  it('says no more than is known', async () => {
    const { message } = await shown(null);
    expect(message()).to.match(/^Sign in again as Supervisor/);
  });

  it('goes on by itself once the same person has signed in from another tab', async () => {
    const { session, server } = await shown(null);
    server.on('GET /auth/session', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    tellSignIn();
    await until(() => session.value.kind === 'signed-in');
    expect(session.csrfToken).to.equal('second');
  });
});

describe('the sign-in page', () => {
  it('QT-8 tells of the end to whoever loads the page anew instead', async () => {
    const session = new Session(() => {}, new FakeServer().fetch);
    const page = await fixture<SignInPage>(html`<sd-sign-in-page
      .text=${await loadText('en')}
      .session=${session}
      .end=${{ method: 'terminated', reason: 'Maintenance' }}
    ></sd-sign-in-page>`);
    expect(page.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('An administrator ended your session.Reason: \u2068Maintenance\u2069');
    await expect(page).to.be.accessible();
    page.end = null;
    await page.updateComplete;
    expect(page.shadowRoot!.querySelector('[role=status]')).to.equal(null);
  });
});
