import { expect } from '@open-wc/testing';
import { CreatioKit } from '../../../../mock-host/shell/creatio/kit.ts';
import { pluginContext } from '../support/plugin-context.ts';

const kitOf = async (): Promise<ReturnType<CreatioKit['module']> & { asked: object[]; language: (code: 'uk') => void }> => {
  const { context } = await pluginContext();
  const asked: object[] = [];
  const kit = new CreatioKit('8.1.1');
  kit.lend({ ...context, confirm: async (question) => (asked.push(question), asked.length === 1) });
  return { ...kit.module(), asked, language: (language) => context.preferences.change({ language }) };
};

describe('the kit that stands in for Creatio’s', () => {
  it('QT-8 is a module of the page’s RequireJS, defined without a script', () => {
    const defined: unknown[] = [];
    new CreatioKit('8.1.3').define({ define: (...given) => void defined.push(...given) });
    expect(defined.slice(0, 2)).to.deep.equal(['@creatio-devkit/common', []]);
    expect((defined[2] as () => object)()).to.have.property('registerViewElement');
  });

  it('keeps what is registered, by type', () => {
    const kit = new CreatioKit('8.1.3');
    kit.module().registerViewElement({ type: 'usr.X', selector: 'usr-x', inputs: {}, outputs: {} });
    expect(kit.elements.get('usr.X')?.selector).to.equal('usr-x');
  });

  it('CR-10 answers rights and system values of whoever is signed in', async () => {
    const kit = await kitOf();
    const rights = new kit.RightsService();
    expect(await Promise.all(['CanManageLicUsers', 'CanManageAdministration'].map((operation) => rights.getCanExecuteOperation(operation)))).to.deep.equal([true, false]);
    const values = new kit.SysValuesService();
    expect(await values.loadSysValues()).to.deep.include({
      userCulture: { value: 'en-US', displayValue: 'en-US' },
      userContact: { value: '1', displayValue: 'Supervisor' },
      user: { value: '1', displayValue: 'supervisor' },
      coreVersion: '8.1.1',
    });
    kit.language('uk');
    expect(((await values.loadSysValues()) as { userCulture: object }).userCulture).to.deep.equal({ value: 'uk-UA', displayValue: 'uk-UA' });
  });

  it('hands nothing on before somebody is signed in', async () => {
    const { SysValuesService } = new CreatioKit('8.1.3').module();
    const failed = await new SysValuesService().loadSysValues().catch((error: Error) => error.message);
    expect(failed).to.equal('Nobody is signed in.');
  });

  it('CR-4 asks in the shell’s dialog, and answers the key that was chosen', async () => {
    const kit = await kitOf();
    const action = (key: string, color: 'primary' | 'default') => ({ key, config: { color, caption: `${key}!` } });
    const question = { title: 'Leave?', message: 'Two changes are not saved.', actions: [action('leave', 'primary'), action('stay', 'default')] };
    const dialogs = new kit.DialogService();
    expect([await dialogs.open(question), await dialogs.open(question)]).to.deep.equal(['leave', 'stay']);
    expect(kit.asked[0]).to.deep.equal({ title: 'Leave?', message: 'Two changes are not saved.', confirmLabel: 'leave!', cancelLabel: 'stay!' });
  });

  it('sends requests with the header that goes with the cookie, and hands on what is no JSON', async () => {
    document.cookie = 'BPMCSRF=a%2Fb; path=/';
    const sent: Request[] = [];
    const { fetch } = globalThis;
    const answers = [Response.json({ ok: 1 }), new Response('<html>'), Response.json({ ok: 2 })];
    globalThis.fetch = async (url, init) => (sent.push(new Request(url, init)), answers[sent.length - 1]!);
    try {
      const http = new (await kitOf()).HttpClientService();
      expect(await http.post('/x', { a: 1 })).to.deep.include({ status: 200, body: { ok: 1 } });
      expect((await http.get('/x')).body).to.equal('<html>');
      expect((await http.get('/x', { responseType: 'text' })).body).to.equal('{"ok":2}');
      expect([sent[0]!.method, sent[0]!.headers.get('BPMCSRF'), sent[0]!.headers.get('ForceUseSession'), await sent[0]!.text()]).to.deep.equal(['POST', 'a/b', 'true', '{"a":1}']);
    } finally {
      globalThis.fetch = fetch;
      document.cookie = 'BPMCSRF=; path=/; max-age=0';
    }
  });
});
