import { expect, fixture, html } from '@open-wc/testing';
import { type Notifications, NotificationStore, readNotifications } from '../../../../mock-host/shell/api/notifications.ts';
import '../../../../mock-host/shell/frame/notification-bell.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';

const tally = { applied: 4, skipped: 2, failed: 0, 'not-attempted': 0, unknown: 0 };
const batch = (id: number, more: object = {}): object => ({ id: String(id), kind: 'batch', batchId: `b${id}`, detail: tally, createdAt: '2026-11-02T10:00:00Z', readAt: null, ...more });

/** A host that answers what the test says, and keeps what it was asked. */
function host(first: unknown): { asked: string[]; answer: unknown; json: (path: string, options?: { method?: string }) => Promise<unknown> } {
  const server = {
    asked: [] as string[],
    answer: first,
    json: async (path: string, { method = 'GET' } = {}) => {
      server.asked.push(`${method} ${path}`);
      if (server.answer instanceof Error) throw server.answer;
      return server.answer;
    },
  };
  return server;
}

const text = await loadText('en');
const linkTo = (batchId: string): string => `/license-manager/batches?batch=${batchId}`;
const bell = (store: NotificationStore): Promise<HTMLElement> => fixture(html`<sd-notification-bell .text=${text} .store=${store} .linkTo=${linkTo}></sd-notification-bell>`);
const words = (element: Element): string => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();
const button = (element: Element): HTMLButtonElement => element.shadowRoot!.querySelector('sd-popover')!.shadowRoot!.querySelector('button')!;

describe('notifications', () => {
  it('OT-15 are read when the frame appears: how many are unread, and what each batch came to', async () => {
    const server = host({ items: [batch(2), batch(1, { readAt: '2026-11-02T11:00:00Z' })], unread: 1 });
    const element = await bell(new NotificationStore(server));
    await until(() => button(element).getAttribute('aria-label') === 'Notifications, unread: 1');
    button(element).click();
    await until(() => element.shadowRoot!.querySelectorAll('li').length === 2);
    expect(words(element)).to.match(/Licenses changed for many users applied: 4 · skipped: 2 /);
    expect(element.shadowRoot!.querySelector('a')!.getAttribute('href')).to.equal('/license-manager/batches?batch=b2');
    expect(element.shadowRoot!.querySelectorAll('.dot')).to.have.length(1);
    await expect(element).to.be.accessible();
  });

  it('can be marked as read', async () => {
    const server = host({ items: [batch(1)], unread: 1 });
    const element = await bell(new NotificationStore(server));
    await until(() => element.shadowRoot!.querySelector('.panel > .button'));
    server.answer = { items: [batch(1, { readAt: '2026-11-02T11:00:00Z' })], unread: 0 };
    element.shadowRoot!.querySelector<HTMLButtonElement>('.panel > .button')!.click();
    await until(() => button(element).getAttribute('aria-label') === 'Notifications');
    expect(server.asked).to.deep.equal(['GET /crm/v1/notifications', 'POST /crm/v1/notifications/read']);
    expect(element.shadowRoot!.querySelector('.dot')).to.equal(null);
  });

  it('say that there are none, and that they could not be read; what was known stays', async () => {
    const server = host({ items: [], unread: 0 });
    const store = new NotificationStore(server);
    const element = await bell(store);
    await until(() => words(element).includes('No notifications yet'));
    server.answer = { items: [batch(1)] };
    await store.read();
    server.answer = new Error('offline');
    await store.read();
    await until(() => element.shadowRoot!.querySelector('[role=alert]'));
    expect(element.shadowRoot!.querySelectorAll('li')).to.have.length(1);
    await expect(element).to.be.accessible();
  });

  it('are forgotten with the frame: they are the business of who was signed in', async () => {
    const store = new NotificationStore(host({ items: [batch(1)] }));
    const element = await bell(store);
    await until(() => store.value.items.length === 1);
    element.remove();
    expect(store.value.items).to.deep.equal([]);
  });

  it('only the last question’s answer counts', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const store = new NotificationStore({ json: () => new Promise((resolve) => answers.push(resolve)) });
    const asked = [store.read(), store.markRead()];
    answers[1]!({ items: [] });
    answers[0]!({ items: [batch(1)] });
    await Promise.all(asked);
    expect(store.value.items).to.deep.equal([]);
  });

  it('of kinds that this shell does not know are left out, and what is no answer is refused', () => {
    const read = (answer: unknown): Notifications => readNotifications(answer);
    expect(read({ items: [{ id: '1', kind: 'birthday' }, batch(2, { detail: null })] }).items.map(({ id, tally: counts }) => [id, counts.applied])).to.deep.equal([['2', 0]]);
    for (const answer of [null, {}, { items: 7 }, { items: [batch(1, { batchId: 7 })] }, { items: [batch(1, { createdAt: 'soon' })] }]) {
      expect(() => read(answer), JSON.stringify(answer)).to.throw();
    }
  });
});
