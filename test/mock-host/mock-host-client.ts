import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Wire, batchLine, userLicenses } from '../../src/host/rest/wire.ts';

type Line = Extract<Wire<typeof batchLine>, { line: 'outcome' }>;

/** An administrator signed in to a mock host, without a browser. */
export class MockHostClient {
  private constructor(
    readonly url: string,
    private readonly cookie: string,
    readonly csrfToken: string,
  ) {}

  static async signIn(url: string, login = 'supervisor', password = 'demo'): Promise<MockHostClient> {
    const answer = await fetch(`${url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    return new MockHostClient(url, answer.headers.get('set-cookie')!.split(';')[0]!, csrfToken);
  }

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, { ...init, headers: { cookie: this.cookie } });
  }

  send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: { cookie: this.cookie, 'content-type': 'application/json', 'x-csrf-token': this.csrfToken, ...headers },
      body: JSON.stringify(body),
    });
  }

  /** A request that somebody else has made, such as a gateway. */
  request(request: Request): Promise<Response> {
    request.headers.set('cookie', this.cookie);
    request.headers.set('x-csrf-token', this.csrfToken);
    return fetch(request);
  }

  async json<T>(path: string): Promise<T> {
    const answer = await this.get(path);
    assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
    return (await answer.json()) as T;
  }

  async userId(name: string): Promise<string> {
    const { items } = await this.json<{ items: { id: string; name: string }[] }>(`/licensing/v1/users?search=${encodeURIComponent(name)}`);
    const [user, ...others] = items.filter((item) => item.name === name);
    assert.ok(user && others.length === 0, `${name}: ${items.length} found`);
    return user.id;
  }

  async licenses(userId: string): Promise<Wire<typeof userLicenses>['licenses']> {
    return userLicenses.parse(await this.json(`/licensing/v1/users/${userId}/licenses`)).licenses;
  }

  /** Grants or recalls products by name; answers the outcome of each. */
  async change(userId: string, change: 'grant' | 'recall', names: readonly string[], id: string = randomUUID()): Promise<readonly Line[]> {
    const licenses = await this.licenses(userId);
    const items = names.map((name) => {
      const license = licenses.find((one) => one.name === name);
      assert.ok(license, name);
      const { productId, seats } = license;
      return { key: name, userId, productId, change, seatVersion: seats.version };
    });
    const answer = await this.send('POST', '/licensing/v1/batches', { id, items });
    assert.equal(answer.status, 200, await answer.clone().text());
    const lines = (await answer.text()).trim().split('\n').map((line) => batchLine.parse(JSON.parse(line)));
    assert.equal(lines.at(-1)?.line, 'end');
    return lines.filter((line) => line.line === 'outcome');
  }
}
