import { describe, it } from 'node:test';
import { workUnderLoad } from './support/live-feed.ts';
import { setStage } from './support/stage.ts';

const stage = setStage();

describe('1,000 changes a second for a minute', () => {
  it('BX-15 lose no selection and leave nothing behind while somebody scrolls and sorts', async () => {
    await workUnderLoad(stage, 60);
  });
});
