import { rm } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { grantEverything, writeCompany } from './support/bulk-scale.ts';
import { setStage } from './support/stage.ts';

let importDir = '';
const stage = setStage(async () => ({ importDir: (importDir = await writeCompany(1_000)) }));
after(() => rm(importDir, { recursive: true }));

describe('three licenses for 1,000 people', () => {
  it('BX-3 BX-5 are granted in few requests, and leave nothing behind in the browser', async () => {
    await grantEverything(stage, 1_000);
  });
});
