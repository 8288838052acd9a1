import { LicensingError } from '../../../src/licensing/errors.ts';
import { MemorySessions } from '../../support/memory-sessions.ts';
import { ManagerRig, type Opened } from './manager-rig.ts';
import { office } from './office.ts';

function failing(): MemorySessions {
  const gateway = office();
  gateway.before = () => {
    throw new LicensingError('server');
  };
  return gateway;
}

function hanging(): MemorySessions {
  const gateway = office();
  gateway.before = () => new Promise(() => {});
  return gateway;
}

function absent(): MemorySessions {
  const gateway = office();
  gateway.capable = null;
  return gateway;
}

/** Ends all that can be ended, one of which fails. Found by place, as words differ by language. */
export async function endAll(rig: ManagerRig): Promise<void> {
  rig.gateway.fail = ({ id }) => (id === 'mara' ? 'server' : null);
  await rig.click(rig.all('[role=columnheader] input')[0]!);
  await rig.until(() => rig.all('.tools .danger').length, 'button');
  rig.all('.tools .danger')[0]!.click();
  await rig.until(() => rig.dialog, 'question');
}

/** The session manager in each state it can be in. */
export const opened: Record<string, (given: Opened) => Promise<ManagerRig>> = {
  loading: (given) => ManagerRig.open({ ...given, gateway: hanging() }),
  failed: (given) => ManagerRig.open({ ...given, gateway: failing() }),
  absent: (given) => ManagerRig.open({ ...given, gateway: absent() }),
  empty: (given) => ManagerRig.open({ ...given, gateway: new MemorySessions() }),
  ready: (given) => ManagerRig.open(given),
  'read-only': (given) => ManagerRig.open({ ...given, can: async () => false }),
  grouped: async (given) => {
    const rig = await ManagerRig.open(given);
    await rig.click(rig.all('.tools [type=checkbox]')[0]!);
    await rig.until(() => rig.all('.body [aria-expanded]').length, 'groups');
    return rig;
  },
  asking: async (given) => {
    const rig = await ManagerRig.open(given);
    await endAll(rig);
    return rig;
  },
  ended: async (given) => {
    const rig = await ManagerRig.open(given);
    await endAll(rig);
    await rig.click(rig.all('dialog .primary')[0]!);
    const within = (selector: string): HTMLElement | null => rig.find('lic-end-result').shadowRoot!.querySelector(selector);
    await rig.until(() => rig.all('lic-end-result').length && within('[aria-expanded]'), 'result');
    await rig.click(within('[aria-expanded]')!);
    return rig;
  },
  'ended tab': async (given) => {
    const gateway = office();
    gateway.end('mara', 'expired');
    gateway.end('caleb-1', 'terminated', { by: 'Ivan Petrenko', reason: 'Left his desk' });
    const rig = await ManagerRig.open({ ...given, gateway });
    await rig.click(rig.find('#ended-tab'));
    await rig.until(() => rig.all('.body [role=row]', rig.find('lic-ended-sessions').shadowRoot ?? document.createElement('p')).length, 'ended');
    return rig;
  },
  'wrong minutes': async (given) => {
    const rig = await ManagerRig.open(given);
    await rig.click(rig.find('[name=on]'));
    await rig.type(rig.find('[name=minutes]'), '2000');
    await rig.click(rig.find('lic-session-policy').shadowRoot!.querySelector('button')!);
    return rig;
  },
};
