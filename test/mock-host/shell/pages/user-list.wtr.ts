import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Directory, UserPage, UserRow } from '../../../../mock-host/shell/api/directory.ts';
import { HttpError } from '../../../../mock-host/shell/api/http.ts';
import '../../../../mock-host/shell/pages/user-list.ts';
import type { QueryChangeEvent, UserList } from '../../../../mock-host/shell/pages/user-list.ts';
import { type UserQuery, everyUser } from '../../../../mock-host/shell/routing/routes.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { holdTimers } from '../../../support/held-timers.ts';
import { until } from '../../../support/until.ts';

const text = await loadText('en');
const person = (index: number, changes: Partial<UserRow> = {}): UserRow => ({
  id: String(index), name: `User ${index}`, login: `u${index}`, email: null, active: true, kind: 'person', jobTitle: null, licenses: null, ...changes,
});

type Ask = (query: UserQuery, cursor: string | null) => UserPage | Promise<UserPage>;

async function show(ask: Ask, query = everyUser): Promise<{ list: UserList; asked: UserQuery[]; changes: UserQuery[] }> {
  const asked: UserQuery[] = [];
  const changes: UserQuery[] = [];
  const directory = { users: async (given: UserQuery, cursor: string | null) => (asked.push(given), ask(given, cursor)) } as unknown as Directory;
  const list = await fixture<UserList>(html`<sd-user-list .text=${text} .directory=${directory} .query=${query}></sd-user-list>`);
  list.addEventListener('query-change', (event) => {
    changes.push((event as QueryChangeEvent).query);
    list.query = changes.at(-1)!;
  });
  return { list, asked, changes };
}

const rows = (list: UserList): string[] => [...list.shadowRoot!.querySelectorAll('tbody a')].map((link) => link.textContent.trim());
const page = (people: UserRow[], next: string | null = null): UserPage => ({ rows: people, total: people.length, next });

describe('typing in the list of users', () => {
  // However slowly somebody types.
  const pauses = holdTimers(100);

  it('searches once for what was typed, not once a letter', async () => {
    const { list, changes } = await show(() => page([person(1)]));
    list.shadowRoot!.querySelector('input')!.focus();
    await sendKeys({ type: 'caleb ' });
    expect(changes).to.deep.equal([]);
    pauses.letGo();
    expect(changes).to.deep.equal([{ ...everyUser, search: 'caleb' }]);
    expect(list.shadowRoot!.querySelector('input')!.value).to.equal('caleb ');
  });
});

describe('list of users', () => {
  it('CR-1 shows each user with state in words, leading to that user', async () => {
    const { list } = await show(() => page([person(1), person(2, { active: false }), person(3, { kind: 'system' })]));
    await until(() => rows(list).length === 3);
    expect([...list.shadowRoot!.querySelectorAll('.badge')].map((badge) => badge.textContent.trim())).to.deep.equal(['Active', 'Inactive', 'System account']);
    expect(list.shadowRoot!.querySelector('tbody a')!.getAttribute('href')).to.equal('/users/1/general');
    await expect(list).to.be.accessible();
  });

  it('sorts by a heading and back, and says which way', async () => {
    const { list, asked } = await show(() => page([person(1)]));
    await until(() => rows(list).length === 1);
    const heading = (): HTMLElement => list.shadowRoot!.querySelectorAll('th')[1]!;
    heading().querySelector('button')!.click();
    await until(() => heading().getAttribute('aria-sort') === 'ascending');
    heading().querySelector('button')!.click();
    await until(() => heading().getAttribute('aria-sort') === 'descending');
    expect(asked.map(({ sort }) => sort)).to.deep.equal(['name', 'login', '-login']);
  });

  it('loads the following pages as one comes near the end, and stops at the last', async () => {
    const { list, asked } = await show((_query, cursor) => {
      const from = Number(cursor ?? 0);
      return page([person(from), person(from + 1)], from < 4 ? String(from + 2) : null);
    });
    await until(() => rows(list).length === 6);
    expect(asked).to.have.length(3);
    expect(list.shadowRoot!.querySelector('.more')).to.equal(null);
  });

  it('CR-1 breaks no e-mail address on a laptop, and else before its @', async () => {
    const email = 'abdullah.pfannerstill@northfield.example';
    const { list } = await show(() => page([person(1, { email, jobTitle: 'Sales operations analyst' })]));
    list.style.font = '14px system-ui';
    list.style.inlineSize = '1118px';
    await until(() => rows(list).length === 1);
    const address = list.shadowRoot!.querySelectorAll('td')[2]!.querySelector('bdi')!;
    /** The parts of it that stand on a line each. */
    const lines = (): string[] => {
      const walker = document.createTreeWalker(address, NodeFilter.SHOW_TEXT);
      const byTop: Record<number, string> = {};
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { top } of range.getClientRects()) byTop[top] = `${byTop[top] ?? ''}${node.textContent}`;
      }
      return Object.values(byTop);
    };
    expect(lines()).to.deep.equal([email]);
    list.style.inlineSize = '360px';
    expect(lines()).to.deep.equal(['abdullah.pfannerstill', '@northfield.example']);
  });

  it('says that nobody matches', async () => {
    const { list } = await show(() => page([]));
    await until(() => list.shadowRoot!.textContent.includes('No user matches'));
    await expect(list).to.be.accessible();
  });

  it('says what failed and tries again', async () => {
    let fails = true;
    const { list } = await show(() => (fails ? Promise.reject(new HttpError('offline')) : page([person(1)])));
    await until(() => list.shadowRoot!.querySelector('[role=alert]'));
    expect(list.shadowRoot!.textContent).to.contain('The server can’t be reached.');
    fails = false;
    list.shadowRoot!.querySelector<HTMLButtonElement>('[role=alert] button')!.click();
    await until(() => rows(list).length === 1);
  });

  it('shows hostile names as what they are: text', async () => {
    const name = '<img src=x onerror=alert(1)> \u202Eevil';
    const { list } = await show(() => page([person(1, { name })]));
    await until(() => rows(list).length === 1);
    expect(list.shadowRoot!.querySelector('tbody bdi')!.textContent).to.equal(name);
    expect(list.shadowRoot!.querySelector('tbody img')).to.equal(null);
  });
});
