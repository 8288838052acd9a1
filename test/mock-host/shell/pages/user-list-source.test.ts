import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UserPage, UserRow } from '../../../../mock-host/shell/api/directory.ts';
import { HttpError } from '../../../../mock-host/shell/api/http.ts';
import { UserListSource } from '../../../../mock-host/shell/pages/user-list-source.ts';
import { type UserQuery, everyUser } from '../../../../mock-host/shell/routing/routes.ts';

const row = (id: string): UserRow => ({ id, name: id, login: id, email: null, active: true, kind: 'person', jobTitle: null, licenses: null });
const answerOf = (ids: string, next: string | null = null): UserPage => ({ rows: [...ids].map(row), total: 9, next });

/** A directory whose answers the test gives, in whatever order. */
function controlled(): {
  source: UserListSource;
  asked: { query: UserQuery; cursor: string | null; answer: (page: UserPage) => Promise<void>; fail: (error: unknown) => Promise<void> }[];
} {
  const asked: ReturnType<typeof controlled>['asked'] = [];
  const turn = async (): Promise<void> => new Promise((done) => setImmediate(done));
  const source = new UserListSource({
    users: (query, cursor) =>
      new Promise((resolve, reject) =>
        asked.push({ query, cursor, answer: (page) => (resolve(page), turn()), fail: (error) => (reject(error), turn()) }),
      ),
  });
  return { source, asked };
}

const shown = ({ value }: UserListSource): string => value.rows.map((user) => user.id).join('');

describe('a list of users', () => {
  it('grows page by page, each asked for where the last ended', async () => {
    const { source, asked } = controlled();
    void source.load(everyUser);
    await asked[0]!.answer(answerOf('ab', 'after-b'));
    void source.loadMore();
    assert.equal(asked[1]!.cursor, 'after-b');
    await asked[1]!.answer(answerOf('cd'));
    assert.equal(shown(source), 'abcd');
    await source.loadMore();
    assert.equal(asked.length, 2);
  });

  it('counts only the answer to the last question, in whatever order answers come', async () => {
    const { source, asked } = controlled();
    void source.load({ ...everyUser, search: 'c' });
    void source.load({ ...everyUser, search: 'ca' });
    await asked[1]!.answer(answerOf('x'));
    await asked[0]!.answer(answerOf('old'));
    assert.equal(shown(source), 'x');
    assert.equal(source.value.query.search, 'ca');
  });

  it('drops a further page that arrives after another search', async () => {
    const { source, asked } = controlled();
    void source.load(everyUser);
    await asked[0]!.answer(answerOf('ab', 'after-b'));
    void source.loadMore();
    void source.load({ ...everyUser, search: 'x' });
    await asked[1]!.answer(answerOf('cd'));
    await asked[2]!.answer(answerOf('x'));
    assert.equal(shown(source), 'x');
  });

  it('asks for one further page at a time', async () => {
    const { source, asked } = controlled();
    void source.load(everyUser);
    await asked[0]!.answer(answerOf('ab', 'after-b'));
    void source.loadMore();
    void source.loadMore();
    assert.equal(asked.length, 2);
  });

  it('keeps the pages it has when the next one fails, and tries that one again', async () => {
    const { source, asked } = controlled();
    void source.load(everyUser);
    await asked[0]!.answer(answerOf('ab', 'after-b'));
    void source.loadMore();
    await asked[1]!.fail(new HttpError('offline'));
    assert.equal(source.value.phase, 'failed');
    assert.equal(shown(source), 'ab');
    void source.retry();
    assert.equal(asked[2]!.cursor, 'after-b');
    await asked[2]!.answer(answerOf('c'));
    assert.equal(shown(source), 'abc');
  });

  it('says why when the first page fails, and starts over on retry', async () => {
    const { source, asked } = controlled();
    void source.load(everyUser);
    await asked[0]!.fail(new Error('odd'));
    assert.equal(source.value.error?.kind, 'unexpected');
    void source.retry();
    assert.equal(asked[1]!.cursor, null);
  });
});
