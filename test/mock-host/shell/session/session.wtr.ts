import { expect } from '@open-wc/testing';
import { HttpError } from '../../../../mock-host/shell/api/http.ts';
import { Session } from '../../../../mock-host/shell/session/session.ts';
import { onSignIn } from '../../../../mock-host/shell/session/sign-in-news.ts';
import { until } from '../../../support/until.ts';
import { FakeServer, problem, supervisor } from '../support/fake-fetch.ts';

const other = { ...supervisor, user: { id: '2', name: 'Other', login: 'other' } };

async function signedIn(server: FakeServer): Promise<{ session: Session; others: () => number }> {
  let others = 0;
  const session = new Session(() => (others += 1), server.fetch);
  server.on('GET /auth/session', () => Response.json(supervisor));
  await session.load();
  return { session, others: () => others };
}

const state = (promise: Promise<unknown>): Promise<string> => Promise.race([promise.then(() => 'resolved'), new Promise<string>((done) => setTimeout(done, 0, 'waiting'))]);

describe('the session', () => {
  it('is found again when the page is loaded anew', async () => {
    const { session } = await signedIn(new FakeServer());
    expect(session.account?.user.name).to.equal('Supervisor');
    expect(session.can('CanManageLicUsers')).to.equal(true);
    expect(session.can('CanManageAdministration')).to.equal(false);
  });

  it('is anonymous before signing in, and unreachable when the server is', async () => {
    const server = new FakeServer().on('GET /auth/session', () => problem(401, 'Sign in.'));
    const session = new Session(() => {}, server.fetch);
    await session.load();
    expect(session.value.kind).to.equal('anonymous');
    server.on('GET /auth/session', () => Promise.reject(new TypeError('fetch failed')));
    await session.load();
    expect(session.value.kind).to.equal('unreachable');
    server.on('GET /auth/session', () => Response.json({ user: null }));
    await session.load();
    expect(session.value.kind).to.equal('unreachable');
  });

  it('tells a wrong password from too many attempts', async () => {
    const server = new FakeServer();
    const session = new Session(() => {}, server.fetch);
    const attempt = (): Promise<unknown> => session.signIn('supervisor', 'x').catch((error: unknown) => error);
    server.on('POST /auth/sign-in', () => problem(401, 'No.'));
    expect(await attempt()).to.be.instanceOf(HttpError).with.property('kind', 'forbidden');
    server.on('POST /auth/sign-in', () => problem(429, 'Wait.', { 'retry-after': '90' }));
    expect(await attempt()).to.include({ kind: 'rate-limited', retryAfter: 90 });
  });

  it('that ended waits for the same person, once for all who ask, and goes on with the new token', async () => {
    const server = new FakeServer().on('POST /auth/sign-in', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    const { session, others } = await signedIn(server);
    const one = session.expired();
    const two = session.expired();
    expect(one).to.equal(two);
    expect(session.value.kind).to.equal('expired');
    expect(await state(one)).to.equal('waiting');
    await session.signIn('supervisor', 'demo');
    expect(await state(one)).to.equal('resolved');
    expect(session.csrfToken).to.equal('second');
    expect(others()).to.equal(0);
  });

  it('QT-8 that ended is told with how it ended, also late and also when the page is loaded anew', async () => {
    const end = { method: 'terminated', reason: 'Maintenance' } as const;
    const over = (): Response => Response.json({ title: 'Over.', ended: { ...end, by: null } }, { status: 401 });
    const server = new FakeServer();
    const { session } = await signedIn(server);
    void session.expired();
    void session.expired(end);
    expect(session.value).to.deep.include({ kind: 'expired', end });
    void session.expired();
    expect(session.value).to.deep.include({ kind: 'expired', end });
    server.on('GET /auth/session', over);
    await session.load();
    expect(session.value).to.deep.equal({ kind: 'anonymous', end });
  });

  it('that begins is told to the browser’s other tabs', async () => {
    const server = new FakeServer().on('POST /auth/sign-in', () => Response.json(supervisor));
    let told = 0;
    const end = onSignIn(() => (told += 1));
    await new Session(() => {}, server.fetch).signIn('supervisor', 'demo');
    await until(() => told === 1);
    end();
  });

  it('of somebody else does not go on with what was open', async () => {
    const server = new FakeServer().on('POST /auth/sign-in', () => Response.json(other));
    const { session, others } = await signedIn(server);
    const waiting = session.expired();
    await session.signIn('other', 'demo');
    expect(others()).to.equal(1);
    expect(await state(waiting)).to.equal('waiting');
    expect(session.account?.user.id).to.equal('1');
  });

  it('goes on by itself when the same person signed in from another tab', async () => {
    const server = new FakeServer();
    const { session } = await signedIn(server);
    const waiting = session.expired();
    server.on('GET /auth/session', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    expect(await session.refreshToken()).to.equal(true);
    expect(await state(waiting)).to.equal('resolved');
    expect(session.value.kind).to.equal('signed-in');
  });

  it('goes on at once when a plugin learns late of one that has been replaced, and is asked for when it is really over', async () => {
    const server = new FakeServer();
    const { session } = await signedIn(server);
    await session.reportedEnded();
    expect(session.value.kind).to.equal('signed-in');
    server.on('GET /auth/session', () => problem(401, 'Over.'));
    const waiting = session.reportedEnded();
    await until(() => session.value.kind === 'expired');
    expect(await state(waiting)).to.equal('waiting');
  });

  it('stays when the server could not be told of signing out', async () => {
    const server = new FakeServer().on('POST /auth/sign-out', () => problem(503, 'Busy.'));
    const { session } = await signedIn(server);
    expect(await session.signOut().catch((error: unknown) => error)).to.be.instanceOf(HttpError);
    expect(session.value.kind).to.equal('signed-in');
    server.on('POST /auth/sign-out', () => new Response(null, { status: 204 }));
    await session.signOut();
    expect(session.value.kind).to.equal('anonymous');
    expect(server.requests.at(-1)?.csrf).to.equal('first');
  });
});
