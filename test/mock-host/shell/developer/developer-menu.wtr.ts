import { expect, fixture, html } from '@open-wc/testing';
import '../../../../mock-host/shell/developer/developer-menu.ts';
import type { DeveloperMenu } from '../../../../mock-host/shell/developer/developer-menu.ts';
import { MockApi, type MockConfig } from '../../../../mock-host/shell/developer/mock-api.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';
import { type FakeServer, problem } from '../support/fake-fetch.ts';
import { pluginContext } from '../support/plugin-context.ts';

const config: MockConfig = {
  scenario: 'demo',
  scenarios: [{ name: 'demo', title: 'Demo company', description: 'All works.' }],
  creatio: null,
  hostApiVersion: '1.2.0',
  pluginManifestUrl: '/plugin/plugin-manifest.json',
  network: { latencyMs: 0, errorRate: 0, dropRequestRate: 0, dropAnswerRate: 0 },
};

async function open(answer: () => Response): Promise<{ menu: DeveloperMenu; server: FakeServer; field: () => HTMLInputElement | null }> {
  const { context, server } = await pluginContext();
  server.on('GET /mock/v1/session-feed', answer);
  const menu = await fixture<DeveloperMenu>(html`<sd-developer-menu
    .text=${await loadText('en')}
    .api=${new MockApi(context.http)}
    .config=${config}
    .restart=${() => {}}
  ></sd-developer-menu>`);
  expect(server.lines).not.to.include('GET /mock/v1/session-feed');
  menu.shadowRoot!.querySelector('sd-popover')!.shadowRoot!.querySelector('button')!.click();
  await until(() => server.lines.includes('GET /mock/v1/session-feed'));
  return { menu, server, field: () => menu.shadowRoot!.querySelector('#feed') };
}

describe('the developer menu', () => {
  it('shows how many sessions change in a second, and changes that', async () => {
    const { menu, server, field } = await open(() => Response.json({ changesPerSecond: 40 }));
    await until(field);
    expect(field()!.value).to.equal('40');
    await expect(menu).to.be.accessible();
    server.on('PUT /mock/v1/session-feed', () => Response.json({ changesPerSecond: 1000 }));
    field()!.value = '1000';
    field()!.form!.requestSubmit();
    await until(() => menu.shadowRoot!.querySelector('[role=status]')!.textContent === 'Sessions now change at this rate.');
    expect(server.requests.at(-1)).to.deep.include({ line: 'PUT /mock/v1/session-feed', body: { changesPerSecond: 1000 } });
  });

  it('has no such field where the host has no such feed, or has it no more', async () => {
    let answer = (): Response => Response.json({ changesPerSecond: 40 });
    const { menu, field } = await open(() => answer());
    await until(field);
    answer = () => problem(404, 'Nothing here.');
    const button = menu.shadowRoot!.querySelector('sd-popover')!.shadowRoot!.querySelector('button')!;
    button.click();
    button.click();
    await until(() => field() === null);
    expect(menu.shadowRoot!.querySelectorAll('form')).to.have.length(2);
  });
});
