import { after, before, describe } from 'node:test';
import { applying } from './bulk-applying.ts';
import { choosing } from './bulk-choosing.ts';
import { journal } from './bulk-journal.ts';
import { planning } from './bulk-planning.ts';
import { type BulkHost, BulkRig } from './bulk-rig.ts';
import { undoing } from './bulk-undoing.ts';

/** The promises of the part of the port that is about many users at once. Every test makes its own people and products. */
export function bulkContract(name: string, start: () => Promise<BulkHost>): void {
  describe(`${name} keeps the promises about many users at once`, () => {
    let rig: BulkRig | undefined;
    const ready = (): BulkRig => rig!;
    before(async () => {
      rig = new BulkRig(await start());
    });
    after(() => rig?.host.stop());

    describe('choosing', () => choosing(ready));
    describe('planning', () => planning(ready));
    describe('applying', () => applying(ready));
    describe('the journal', () => journal(ready));
    describe('undoing', () => undoing(ready));
  });
}
