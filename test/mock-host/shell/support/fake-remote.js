// A remote as the shell's loader sees one, in the words of Creatio. `?` in its address says what is wrong with it.
const { searchParams } = new URL(import.meta.url);
const wrong = searchParams.get('wrong');
const tag = `fake-tab-${searchParams.get('tag') ?? 'one'}`;

export const log = [];
/** Elements that were made, each with what it was asked. */
export const made = [];

class FakeTab extends HTMLElement {
  constructor() {
    super();
    made.push(this);
    this.leave = async () => true;
  }
  connectedCallback() {
    this.atFirst ??= this.userId;
  }
  canLeave() {
    return this.leave();
  }
}

const register = () => {
  globalThis.fakeKit.registerViewElement({ type: 'usr.LicensesTab', selector: tag, inputs: { userId: {} }, outputs: { pendingChanged: {} } });
};

const definition = {
  remoteName: 'fake_remote',
  features: [
    {
      id: 'tab',
      discovery: { viewElements: [{ type: 'usr.LicensesTab' }, ...(wrong === 'code' ? [{ type: 'usr.X', icon: () => '' }] : [])] },
      async activate() {
        log.push('activate');
        if (wrong === 'activate' && !globalThis.fakeRemoteMended) throw new Error('broken feature');
        if (wrong === 'silent') return;
        if (wrong !== 'undefined' && !customElements.get(tag)) customElements.define(tag, FakeTab);
        register();
      },
    },
  ],
};

export const init = wrong === 'init' ? undefined : (scope) => void log.push(`init ${JSON.stringify(scope)}`);

export async function get(name) {
  log.push(`get ${name}`);
  if (wrong === 'get') throw new Error(`no ${name}`);
  if (wrong === 'factory') return { default: definition };
  return () => {
    if (wrong === 'eager') register();
    return { default: wrong === 'definition' ? { features: [] } : definition };
  };
}
