import { expect } from '@open-wc/testing';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import { loadText } from '../../../src/text/load.ts';
import type { ViewContext } from '../../../src/ui/view-context.ts';
import { MemoryGateway } from '../../support/memory-gateway.ts';
import { setViewport } from '../../support/viewport.ts';
import { TabRig, company, context, english } from './tab-rig.ts';

const chat = 'Chat2Desk connector';

function failing(code: LicensingErrorCode): MemoryGateway {
  const gateway = company();
  gateway.before = () => {
    throw new LicensingError(code);
  };
  return gateway;
}

function hanging(): MemoryGateway {
  const gateway = company();
  gateway.before = () => new Promise(() => {});
  return gateway;
}

const opened: Record<string, (given: { context: ViewContext }) => Promise<TabRig>> = {
  loading: (given) => TabRig.open({ ...given, gateway: hanging() }),
  empty: (given) => TabRig.open({ ...given, gateway: new MemoryGateway().addUser({ id: 'caleb' }) }),
  failed: (given) => TabRig.open({ ...given, gateway: failing('server') }),
  ready: (given) => TabRig.open(given),
  pending: async (given) => {
    const rig = await TabRig.open(given);
    for (const name of [chat, 'File manager', 'Studio']) await rig.click(rig.box(name));
    return rig;
  },
  saved: async (given) => {
    const rig = await TabRig.open(given);
    rig.gateway.fail = ({ productId }) => (productId === 'files' ? 'server' : null);
    for (const name of [chat, 'File manager']) await rig.click(rig.box(name));
    await rig.click(rig.root.querySelector<HTMLElement>('.primary')!);
    return rig;
  },
  offline: async (given) => {
    const rig = await TabRig.open(given);
    await rig.click(rig.box(chat));
    rig.gateway.before = failing('offline').before;
    await rig.click(rig.root.querySelector<HTMLElement>('.primary')!);
    return rig;
  },
  inactive: (given) => TabRig.open({ ...given, userId: 'gone' }),
  'read-only': (given) => TabRig.open({ ...given, can: async () => false }),
  grouped: async (given) => {
    const rig = await TabRig.open({ ...given, gateway: many(14) });
    await group(rig, 'status');
    return rig;
  },
};

describe('BX-15 every state is accessible', () => {
  for (const [state, open] of Object.entries(opened)) {
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      for (const direction of ['ltr', 'rtl'] as const) {
        it(`${state}, ${theme}, ${direction}`, async () => {
          const rig = await open({ context: { ...context, theme, direction } });
          await expect(rig.tab).to.be.accessible();
        });
      }
    }
  }
});

describe('states', () => {
  const sentences: Record<LicensingErrorCode, string> = {
    offline: 'You are offline.', timeout: 'took too long', 'signed-out': 'session has ended', forbidden: 'don’t have the right',
    'not-found': 'no longer exists', conflict: 'same moment', rejected: 'refused', 'rate-limited': 'Too many requests',
    'unexpected-shape': 'could not be understood', server: 'went wrong on the server',
  };
  for (const [code, sentence] of Object.entries(sentences) as [LicensingErrorCode, string][]) {
    it(`failed, ${code}: its own sentence, and Try again`, async () => {
      const rig = await TabRig.open({ gateway: failing(code) });
      expect(rig.notices().length).to.equal(1);
      expect(rig.notices()[0]).to.contain(sentence);
      rig.gateway.before = () => {};
      await rig.click(rig.button('Try again'));
      expect(rig.names().length).to.equal(9);
    });
  }

  it('loading is a skeleton that says so', async () => {
    const rig = await TabRig.open({ gateway: hanging() });
    expect(rig.root.querySelector('.skeleton')!.ariaLabel).to.equal('Loading licenses…');
  });

  it('no products', async () => {
    const rig = await TabRig.open({ gateway: new MemoryGateway().addUser({ id: 'caleb' }) });
    expect(rig.notices()[0]).to.contain('There are no license products yet.');
  });

  it('a filter that matches nothing says so, and only granted shows only those', async () => {
    const rig = await TabRig.open();
    await rig.type('zzz');
    expect([rig.names(), rig.notices()]).to.deep.equal([[], ['No product matches the filter.']]);
    await rig.type('');
    await rig.click(rig.root.querySelector<HTMLElement>('[name=onlyGranted]')!);
    expect(rig.names()).to.deep.equal([chat, 'Server schedule', 'Studio']);
  });

  it('headers sort, and say how', async () => {
    const rig = await TabRig.open();
    const sorts = (): string[] => [...rig.root.querySelectorAll('[role=columnheader]')].map((header) => header.ariaSort!);
    await rig.click(rig.button('Availability'));
    expect([sorts().indexOf('ascending'), rig.names().at(-1)]).to.deep.equal([2, 'Server schedule']);
    await rig.click(rig.button('Availability'));
    expect([sorts().indexOf('descending'), rig.names()[0]]).to.deep.equal([2, 'Server schedule']);
  });
});

describe('language, theme and direction', () => {
  it('BX-15 change in place, and no tick is lost', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    rig.tab.text = await loadText('ar', 'licenses-tab');
    rig.tab.context = { ...context, locale: 'ar', direction: 'rtl', theme: 'dark' };
    await rig.settle();
    expect([rig.tab.dir, rig.tab.lang, getComputedStyle(rig.tab).colorScheme]).to.deep.equal(['rtl', 'ar', 'dark']);
    expect([rig.cells(chat)[1], rig.button('حفظ').ariaDisabled]).to.deep.equal(['سيُسحب', 'false']);
  });

  for (const [state, open] of Object.entries(opened)) {
    it(`BX-15 the pseudo-locale shows no literal when ${state}`, async () => {
      const text = await loadText('en-XA', 'licenses-tab');
      const rig = await open({ context });
      rig.tab.text = text;
      await rig.settle();
      const walker = document.createTreeWalker(rig.root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const said = node.textContent!.trim();
        if (!said || node.parentElement!.closest('bdi, style')) continue;
        expect(said).to.match(/^\[.*\]$/);
      }
    });
  }
});

describe('on a phone', () => {
  for (const locale of ['en', 'de', 'uk', 'ar', 'en-XA']) {
    it(`400 px: rows are cards, nothing is wider than the page, in ${locale}`, async () => {
      await setViewport({ width: 400, height: 800 });
      const rig = await opened['pending']!({ context: { ...context, locale, direction: locale === 'ar' ? 'rtl' : 'ltr' } });
      rig.tab.text = await loadText(locale, 'licenses-tab');
      await rig.settle();
      const { right } = rig.row(chat).children[1]!.getBoundingClientRect();
      expect(rig.row(chat).children[0]!.getBoundingClientRect().bottom).to.be.at.most(rig.row(chat).children[1]!.getBoundingClientRect().top);
      expect(right).to.be.at.most(400);
      expect(rig.tab.scrollWidth).to.be.at.most(rig.tab.clientWidth);
      await setViewport({ width: 1280, height: 800 });
    });
  }
});

describe('hostile words', () => {
  const hostile = ['<img src=x onerror="window.hacked = 1">', 'javascript:window.hacked=1', '\u202Egnp.txt', '${1}{n, number}', 'x'.repeat(1_000_000)];
  for (const words of hostile) {
    it(`${words.slice(0, 40)} is plain text that scrambles and widens nothing`, async () => {
      const gateway = new MemoryGateway()
        .addUser({ id: 'caleb', name: words })
        .addProduct({ id: words, name: words, vendor: words })
        .addProduct({ id: 'zz', name: 'Zz neighbour' });
      gateway.hold('caleb', words, { role: words, source: 'role', since: '2026-99-99T99:99:99Z' });
      const rig = await TabRig.open({ gateway });
      const [name, vendor, role] = rig.root.querySelectorAll('bdi');
      for (const shown of [name, vendor, role]) expect(shown!.textContent === words).to.equal(true);
      expect(getComputedStyle(name!).unicodeBidi).to.equal('isolate');
      expect(rig.root.querySelector('img')).to.equal(null);
      expect('hacked' in window).to.equal(false);
      expect(rig.tab.scrollWidth).to.be.at.most(rig.tab.clientWidth);
      expect(rig.rows()[0]!.offsetHeight).to.be.at.most(200);
    });
  }
});

function many(products = 200): MemoryGateway {
  const gateway = new MemoryGateway().addUser({ id: 'caleb' });
  for (let index = 0; index < products; index++) {
    gateway.addProduct({ id: `p${index}`, name: `Product ${index}`, type: index % 2 ? 'named' : 'concurrent' });
    if (index % 3 === 0) gateway.hold('caleb', `p${index}`);
  }
  return gateway;
}

async function group(rig: TabRig, by: string): Promise<void> {
  const select = rig.root.querySelector('select')!;
  select.value = by;
  select.dispatchEvent(new Event('input', { bubbles: true }));
  await rig.settle();
}

describe('200 products', () => {
  /** Nodes added to the page while something happens. */
  async function added(rig: TabRig, act: () => Promise<void>): Promise<number> {
    const observer = new MutationObserver(() => {});
    observer.observe(rig.root, { childList: true, subtree: true });
    await act();
    return observer.takeRecords().reduce((sum, { addedNodes }) => sum + addedNodes.length, 0);
  }

  it('filtering and sorting rebuild no row', async () => {
    const rig = await TabRig.open({ gateway: many() });
    const rows = rig.rows();
    expect(rows.length).to.equal(200);
    expect(await added(rig, () => rig.type('Product 19'))).to.equal(0);
    expect(rig.names()).to.deep.equal(['Product 19', ...Array.from({ length: 10 }, (_, index) => `Product 19${index}`)]);
    expect(await added(rig, () => rig.type(''))).to.equal(0);
    expect(rig.rows()).to.deep.equal(rows);
  });

  it('one tick renders once and touches one row', async () => {
    const rig = await TabRig.open({ gateway: many() });
    const touched = new Set<Element>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const row = (target instanceof Element ? target : target.parentElement)?.closest('.row');
        if (row) touched.add(row);
      }
    });
    observer.observe(rig.root, { childList: true, subtree: true, attributes: true, characterData: true });
    let renders = 0;
    const update = rig.tab['update' as never] as (changed: unknown) => void;
    Object.assign(rig.tab, { update: (changed: unknown) => (renders++, update.call(rig.tab, changed)) });
    await rig.click(rig.box('Product 1'));
    expect([touched.size, renders]).to.deep.equal([1, 1]);
  });

  it('are grouped by type or status, under headings', async () => {
    const rig = await TabRig.open({ gateway: many() });
    const headings = (): string[] => [...rig.root.querySelectorAll('.group')].map(({ textContent }) => textContent.trim());
    await group(rig, 'type');
    expect([headings(), rig.names()[100]]).to.deep.equal([['Concurrent', 'Personal'], 'Product 1']);
    await group(rig, 'status');
    expect(headings()).to.deep.equal(['Granted', 'Not granted']);
    await group(rig, '');
    expect(headings()).to.deep.equal([]);
  });

  it('few products need no groups', async () => {
    const rig = await TabRig.open({ text: english });
    expect(rig.root.querySelector('select')).to.equal(null);
  });
});
