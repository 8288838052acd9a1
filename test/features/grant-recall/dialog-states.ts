import { LicensingError } from '../../../src/licensing/errors.ts';
import type { MemoryBulk } from '../../support/memory-bulk.ts';
import { company, grantTo } from './company.ts';
import { DialogRig, type Opened } from './dialog-rig.ts';

const everybody = grantTo('ada', 'bea', 'carl', 'dora', 'ina', 'robot', 'nobody');

function host(before: MemoryBulk['before'], change: (gateway: MemoryBulk) => void = () => {}): MemoryBulk {
  const gateway = company();
  change(gateway);
  gateway.before = before;
  return gateway;
}

const refusing = (name: string, code: ConstructorParameters<typeof LicensingError>[0] = 'server') => (call: string): void => {
  if (call.startsWith(name)) throw new LicensingError(code);
};
const hanging = (name: string) => (call: string): Promise<void> | void => (call.startsWith(name) ? new Promise(() => {}) : undefined);

/** Found by place, as words differ by language. */
const box = (rig: DialogRig, at: number): HTMLElement => rig.all('li .name [type=checkbox]')[at]!;

/** Calls, CRM (of which there are too few), Draw swapped for Studio. */
async function chosen(given: Opened): Promise<DialogRig> {
  const rig = await DialogRig.open({ task: everybody, ...given });
  for (const at of [0, 1, 2]) await rig.click(box(rig, at));
  const choose = async (at: number, value: string): Promise<void> => {
    const select = rig.all('li:has(.name)')[2]!.querySelectorAll('select')[at]!;
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await rig.settle();
  };
  await choose(0, 'swap');
  await choose(1, 'studio');
  return rig;
}

async function planned(given: Opened): Promise<DialogRig> {
  const rig = await chosen(given);
  await rig.click(rig.find('.foot .primary'));
  return rig;
}

async function confirmed(given: Opened): Promise<DialogRig> {
  const rig = await planned(given);
  await rig.click(rig.find('.foot .primary'));
  return rig;
}

/** The dialog in each state it can be in. */
export const opened: Record<string, (given: Opened) => Promise<DialogRig>> = {
  loading: (given) => DialogRig.open({ ...given, gateway: host(hanging('select')) }),
  failed: (given) => DialogRig.open({ ...given, gateway: host(refusing('select')) }),
  absent: (given) => DialogRig.open({ ...given, gateway: host(() => {}, ({ host }) => void (host.capable = null)) }),
  'read-only': (given) => DialogRig.open({ ...given, can: async () => false }),
  'no products': (given) => DialogRig.open({ ...given, gateway: host(() => {}, ({ world }) => world.products.clear()) }),
  products: (given) => DialogRig.open({ task: everybody, ...given }),
  chosen,
  'planning at the host': (given) => chosen({ ...given, gateway: host(hanging('plan'), ({ host }) => void (host.people.maxPeople = 1)) }),
  'no plan': async (given) => {
    const rig = await planned({ ...given, gateway: host(refusing('plan', 'rejected'), ({ host }) => void (host.people.maxPeople = 1)) });
    await rig.until(() => rig.notices().length, 'notice');
    return rig;
  },
  plan: planned,
  'picking by hand': async (given) => {
    const rig = await planned(given);
    await rig.click(rig.all('input[name=by]').at(-1)!);
    return rig;
  },
  'by role': async (given) => {
    const rig = await planned(given);
    await rig.click(rig.all('input[name=by]')[2]!);
    return rig;
  },
  sending: (given) => confirmed({ ...given, gateway: host(hanging('createBatch')) }),
  'answer lost': (given) => confirmed({ ...given, gateway: host(refusing('createBatch', 'offline')) }),
  refused: (given) => confirmed({ ...given, gateway: host(refusing('createBatch', 'not-found')) }),
  'carried out': (given) => {
    const gateway = company();
    gateway.beforeSettled = () => new Promise(() => {});
    return confirmed({ ...given, gateway });
  },
  minimised: async (given) => {
    const gateway = company();
    gateway.beforeSettled = () => new Promise(() => {});
    const rig = await confirmed({ ...given, gateway });
    await rig.until(() => rig.all('.doing .end').length, 'under way');
    await rig.click(rig.all('.doing .end')[0]!);
    return rig;
  },
  done: async (given) => {
    const rig = await confirmed(given);
    await rig.until(() => rig.all('.foot button').length && rig.all('lic-batch-ledger').length, 'done');
    return rig;
  },
};
