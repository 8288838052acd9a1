import { expect } from '@open-wc/testing';
import { CreatioKit } from '../../../../mock-host/shell/creatio/kit.ts';
import { RemoteLoader } from '../../../../mock-host/shell/creatio/remote-loader.ts';

const entry = (query: string): string => new URL(`../support/fake-remote.js?${query}`, import.meta.url).href;
const logOf = async (query: string): Promise<string[]> => ((await import(entry(query))) as { log: string[] }).log;

/** The loader of a page whose kit the fake remote finds. */
function loader(query: string): { loader: RemoteLoader; kit: CreatioKit } {
  const kit = new CreatioKit('8.1.3');
  Object.assign(globalThis, { fakeKit: kit.module() });
  return { kit, loader: new RemoteLoader(entry(query), kit.elements) };
}

const failure = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'nothing failed', (error: Error) => error.message);

describe('loading a remote as Creatio does', () => {
  afterEach(() => ['fakeKit', 'fakeRemoteMended'].forEach((name) => Reflect.deleteProperty(globalThis, name)));

  it('QT-8 imports, inits, gets ./Main and discovers; nothing is activated until it is needed', async () => {
    const { loader: remote, kit } = loader('tag=first');
    const features = await remote.discover();
    expect(features.map(({ types }) => types)).to.deep.equal([['usr.LicensesTab']]);
    expect(await logOf('tag=first')).to.deep.equal(['init {}', 'get ./Main']);
    expect(kit.elements.size).to.equal(0);

    expect((await remote.element('usr.LicensesTab')).selector).to.equal('fake-tab-first');
    await remote.element('usr.LicensesTab');
    expect(await logOf('tag=first')).to.deep.equal(['init {}', 'get ./Main', 'activate', 'activate']);
  });

  for (const [wrong, sentence] of [
    ['init', 'the entry has no init and get'],
    ['get', 'no ./Main'],
    ['factory', 'get() answers no factory'],
    ['definition', './Main exports no remote definition'],
    ['eager', './Main registers view elements before it is activated'],
    ['code', 'could not be cloned'],
    ['silent', 'activate() has not registered usr.LicensesTab'],
    ['undefined', 'activate() has not defined fake-tab-undefined'],
  ] as const) {
    it(`says what is wrong: ${wrong}`, async () => {
      expect(await failure(loader(`wrong=${wrong}&tag=${wrong}`).loader.element('usr.LicensesTab'))).to.contain(sentence);
    });
  }

  it('says that a remote has no such element', async () => {
    expect(await failure(loader('tag=second').loader.element('usr.GrantRecall'))).to.equal('the remote has no view element usr.GrantRecall');
  });

  it('tries again when it is asked again, past what the browser remembers', async () => {
    const { loader: remote } = loader('wrong=get&tag=again');
    expect(await failure(remote.discover())).to.equal('no ./Main');
    expect(await failure(remote.discover())).to.equal('no ./Main');
    expect(await logOf('wrong=get&tag=again')).to.have.length(2);
    expect(await logOf('wrong=get&tag=again&attempt=2')).to.have.length(2);

    const { loader: other } = loader('wrong=activate&tag=mended');
    expect(await failure(other.element('usr.LicensesTab'))).to.equal('broken feature');
    Object.assign(globalThis, { fakeRemoteMended: true });
    expect((await other.element('usr.LicensesTab')).selector).to.equal('fake-tab-mended');
  });
});
