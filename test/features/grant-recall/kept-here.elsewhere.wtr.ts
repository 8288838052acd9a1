import { expect } from '@open-wc/testing';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { company, grantTo } from './company.ts';
import { DialogRig, said } from './dialog-rig.ts';

describe('a batch that somebody else goes on with', () => {
  for (const [keeps, words] of [['browser', 'Another window or tab of this browser goes on with this'], ['host', 'Another window or browser goes on with this']] as const) {
    it(`BX-3 says who that may be where the ${keeps} keeps batches`, async () => {
      const gateway = company();
      gateway.host.capable = { ...gateway.host.capable!, keeps };
      const { signal } = new AbortController();
      const create = gateway.createBatch.bind(gateway);
      gateway.createBatch = async (batch, ...rest) => {
        const made = await create(batch, ...rest);
        const other = gateway.browser();
        other.beforeSettled = () => new Promise(() => {});
        // It takes over before the first item, and goes on for as long as the test does.
        gateway.before = (call) => {
          if (!call.startsWith('apply')) return;
          void other.apply(batch.id, 0, made.total, signal).next();
          throw new LicensingError('conflict');
        };
        return made;
      };
      const rig = await DialogRig.open({ gateway, task: grantTo('ada', 'bea', 'carl', 'dora') });
      await rig.tick('CRM');
      await rig.press('Next');
      await rig.click(rig.find('.foot .primary'));
      await rig.until(() => rig.all('p').some((each) => said(each).startsWith(words)), words);
      expect(rig.all('[role=status]').map(said).join()).to.contain(words);
    });
  }
});
