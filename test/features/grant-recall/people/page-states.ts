import { LicensingError } from '../../../../src/licensing/errors.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { crowd, list } from './crowd.ts';
import { type Opened, PageRig } from './page-rig.ts';

const spoiled = (before: MemoryBulk['before']): MemoryBulk => Object.assign(crowd(), { before });
const failing = (): MemoryBulk => spoiled(() => {
  throw new LicensingError('server');
});
export const basket = (given: Opened): Promise<PageRig> => PageRig.open('lic-selection-basket', given);
export const licenses = (given: Opened): Promise<PageRig> => PageRig.open('lic-license-list', given);

/** A basket with somebody in every bucket; words differ by language, so things are found by place. */
async function filled(given: Opened): Promise<PageRig> {
  const rig = await basket(given);
  await rig.type(rig.find('textarea'), list);
  await rig.click(rig.find('textarea + .bar button'));
  await rig.until(() => rig.all('.body [role=row]').length, 'looked up');
  await rig.type(rig.find('form input'), 'Board');
  await rig.click(rig.find('form button'));
  return rig;
}

const bucket = (id: string) => async (given: Opened): Promise<PageRig> => {
  const rig = await filled(given);
  await rig.click(rig.find(`#${id}-tab`));
  return rig;
};

async function searching(given: Opened, words: string): Promise<PageRig> {
  const rig = await basket(given);
  rig.find('[role=combobox]').focus();
  await rig.type(rig.find('[role=combobox]'), words);
  await rig.until(() => rig.gateway.calls.some((call) => call.startsWith('findUsers')), 'asked');
  await rig.settle();
  return rig;
}

async function ticked(given: Opened): Promise<PageRig> {
  const rig = await licenses(given);
  await rig.click(rig.all('.body .check')[1]!);
  return rig;
}

/** Both pages in each state they can be in. */
export const opened: Readonly<Record<string, (given: Opened) => Promise<PageRig>>> = {
  'basket loading': (given) => basket({ ...given, gateway: spoiled(() => new Promise(() => {})) }),
  'basket failed': (given) => basket({ ...given, gateway: failing() }),
  'basket read-only': (given) => basket({ ...given, can: async () => false }),
  'basket empty': basket,
  'basket found': (given) => searching(given, 'team'),
  'basket not found': (given) => searching(given, 'zzzz'),
  'basket filled': filled,
  'basket looking up': async (given) => {
    const rig = await basket(given);
    rig.gateway.before = () => new Promise(() => {});
    await rig.type(rig.find('textarea'), list);
    await rig.click(rig.find('textarea + .bar button'));
    return rig;
  },
  'basket not looked up': async (given) => {
    const rig = await basket(given);
    rig.gateway.before = () => {
      throw new LicensingError('forbidden');
    };
    await rig.type(rig.find('textarea'), list);
    await rig.click(rig.find('textarea + .bar button'));
    return rig;
  },
  'basket ambiguous': bucket('ambiguous'),
  'basket unknown': bucket('unknown'),
  'basket inactive': bucket('inactive'),
  'basket system accounts': bucket('system-account'),
  'basket duplicates': bucket('duplicate'),
  'basket choosing': async (given) => {
    const rig = await bucket('ambiguous')(given);
    await rig.click(rig.find('.body button[value=choose]'));
    return rig;
  },
  'basket asking': async (given) => {
    const rig = await filled(given);
    await rig.click(rig.find('.sum .end button:last-of-type'));
    return rig;
  },
  'list loading': (given) => licenses({ ...given, gateway: spoiled(() => new Promise(() => {})) }),
  'list failed': (given) => licenses({ ...given, gateway: failing() }),
  'list read-only': (given) => licenses({ ...given, can: async () => false }),
  list: licenses,
  'list ticked': ticked,
  'list assigning': async (given) => {
    const rig = await ticked(given);
    await rig.click(rig.find('.bar.tools .primary'));
    await rig.type(rig.find('[role=combobox]'), 'team');
    await rig.until(() => rig.options().length, 'found');
    return rig;
  },
};
