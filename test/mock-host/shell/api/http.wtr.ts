import { expect } from '@open-wc/testing';
import { Http, HttpError } from '../../../../mock-host/shell/api/http.ts';
import { Session } from '../../../../mock-host/shell/session/session.ts';
import { FakeServer, problem, supervisor } from '../support/fake-fetch.ts';

async function signedIn(): Promise<{ server: FakeServer; session: Session; http: Http }> {
  const server = new FakeServer().on('GET /auth/session', () => Response.json(supervisor));
  const session = new Session(() => {}, server.fetch);
  await session.load();
  return { server, session, http: new Http(session, server.fetch) };
}

const put = (): Request => new Request('/thing', { method: 'PUT', body: '{"a":1}' });

describe('requests of the shell and of plugins', () => {
  it('carry the CSRF token when they write, and only then', async () => {
    const { server, http } = await signedIn();
    server.on('PUT /thing', () => Response.json({})).on('GET /thing', () => Response.json({}));
    await http.fetch(put());
    await http.fetch(new Request('/thing'));
    expect(server.requests.slice(-2).map(({ csrf }) => csrf)).to.deep.equal(['first', null]);
  });

  it('end the session on a 401, and hand the 401 on to the plugin', async () => {
    const { server, session, http } = await signedIn();
    server.on('GET /thing', () => problem(401, 'Over.'));
    expect((await http.fetch(new Request('/thing'))).status).to.equal(401);
    expect(session.value.kind).to.equal('expired');
  });

  it('QT-8 tell the session how it ended, and leave the answer whole for the plugin', async () => {
    const { server, session, http } = await signedIn();
    const body = { title: 'Over.', status: 401, ended: { method: 'limit', reason: null, by: null } };
    server.on('GET /thing', () => Response.json(body, { status: 401 }));
    expect(await (await http.fetch(new Request('/thing'))).json()).to.deep.equal(body);
    expect(session.value).to.deep.include({ kind: 'expired', end: { method: 'limit', reason: null } });
  });

  it('that were on their way during a new sign-in are sent again, and do not end the new session', async () => {
    const { server, session, http } = await signedIn();
    let refuse = (): void => {};
    server.on('PUT /thing', () => new Promise((resolve) => (refuse = () => resolve(problem(401, 'Over.')))));
    server.on('POST /auth/sign-in', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    const late = http.fetch(put());
    void session.expired();
    await session.signIn('supervisor', 'demo');
    server.on('PUT /thing', () => Response.json({ fine: true }));
    refuse();
    expect((await late).status).to.equal(200);
    expect(session.value.kind).to.equal('signed-in');
    expect(server.requests.at(-1)).to.include({ csrf: 'second' });
  });

  it('of the shell itself wait for the sign-in and are then sent again', async () => {
    const { server, session, http } = await signedIn();
    server.on('GET /thing', () => problem(401, 'Over.')).on('POST /auth/sign-in', () => Response.json(supervisor));
    const answer = http.json('/thing');
    while (session.value.kind !== 'expired') await new Promise((done) => setTimeout(done, 0));
    server.on('GET /thing', () => Response.json({ fine: true }));
    await session.signIn('supervisor', 'demo');
    expect(await answer).to.deep.equal({ fine: true });
  });

  it('that were refused for an old token are sent once more with the new one', async () => {
    const { server, http } = await signedIn();
    server.on('GET /auth/session', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    server.on('PUT /thing', () => (server.requests.at(-1)?.csrf === 'second' ? Response.json({}) : problem(403, 'Wrong token.')));
    expect((await http.fetch(put())).status).to.equal(200);
    expect(server.requests.filter(({ line }) => line === 'PUT /thing').map(({ body }) => body)).to.deep.equal([{ a: 1 }, { a: 1 }]);
  });

  it('CR-10 that are really forbidden are sent once', async () => {
    const { server, http } = await signedIn();
    server.on('PUT /thing', () => problem(403, 'You may not.'));
    expect((await http.fetch(put())).status).to.equal(403);
    expect(server.lines.filter((line) => line === 'PUT /thing')).to.have.length(1);
  });

  it('fail in the shell’s own words', async () => {
    const { server, http } = await signedIn();
    const failure = async (answer: () => Response | Promise<Response>): Promise<unknown> => {
      server.on('GET /thing', answer);
      return http.json('/thing').catch((error: unknown) => (error instanceof HttpError ? error.kind : error));
    };
    expect(await failure(() => Promise.reject(new TypeError('fetch failed')))).to.equal('offline');
    expect(await failure(() => problem(403, 'No.'))).to.equal('forbidden');
    expect(await failure(() => problem(404, 'No.'))).to.equal('not-found');
    expect(await failure(() => problem(409, 'Full.'))).to.equal('conflict');
    expect(await failure(() => problem(503, 'Busy.'))).to.equal('server');
    expect(await failure(() => new Response('<html>'))).to.equal('unexpected');
  });
});
