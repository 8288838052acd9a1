import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BatchSummary, LedgerRow } from '../../src/licensing/bulk-gateway.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import { FaultRig, type Moment, type Trial, WRITE_USERS } from './creatio-fault-rig.ts';
import { type Asked, type Fault, faults, half } from './creatio-spoiled-way.ts';

/** A batch during which something goes wrong. */
export interface Passage {
  readonly settings: Parameters<typeof FaultRig.open>[0];
  /** Up to the batch that is to be carried out. */
  plan(trial: Trial, packages: FaultRig['packages']): Promise<BatchSummary>;
  /** How many writes of each kind that takes. */
  readonly writes: Readonly<Record<'grant' | 'recall', number>>;
}

const cellOf = ({ user, product }: LedgerRow): string => `${user.id} ${product.id}`;
const endOf = ({ outcome, effect, code }: LedgerRow): string => `${outcome} ${effect ?? code}`;
/** The code of what a promise rejects with; null = it does not. */
const trouble = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(() => null, (error: unknown) => (error instanceof LicensingError ? error.code : String(error)));

/** Each fault at each request of a passage. In the end the ledger says what the host holds, and an undo takes back just that. */
export function faultGrid(name: string, { settings, plan, writes }: Passage): void {
  describe(name, () => {
    let rig: FaultRig;
    let requests: readonly Asked[];
    /** How each item ends when nothing goes wrong, by its cell. */
    let undisturbed: ReadonlyMap<string, string>;

    before(async () => {
      rig = await FaultRig.open(settings);
      const { trial, batch, was } = await begin();
      await trial.apply(batch);
      requests = [...trial.way.asked];
      undisturbed = new Map((await trial.compare(batch, was)).map((row) => [cellOf(row), endOf(row)]));
    });
    after(async () => {
      await rig?.close();
      assert.deepEqual(rig?.creatio.host.failures, []);
    });

    async function begin(fault?: Fault, at?: number): Promise<{ trial: Trial; batch: BatchSummary; was: Moment }> {
      const trial = await rig.begin();
      const batch = await plan(trial, rig.packages);
      const was = await rig.moment();
      trial.way.begin(fault, at);
      return { trial, batch, was };
    }

    test('BX-1 ends as planned when nothing goes wrong', () => {
      assert.deepEqual([...undisturbed.values()].filter((end) => !/^(applied|skipped)/.test(end)), []);
      for (const write of ['grant', 'recall'] as const) assert.equal(requests.filter(({ kind }) => kind === write).length, writes[write], write);
    });

    for (const [what, fault] of Object.entries(faults)) {
      if (!fault.to.some((kind) => kind === 'read' || writes[kind])) continue;
      test(`BX-2 BX-4 BX-5 ${what}, at any request: the ledger is what the host holds, and can be undone`, async () => {
        const places = requests.flatMap(({ kind }, at) => (fault.to.includes(kind) ? [at] : []));
        for (const at of places) await suffer(fault, at);
      });
    }

    async function suffer(fault: Fault, at: number): Promise<void> {
      const { trial, batch, was } = await begin(fault, at);
      assert.equal(await trouble(trial.apply(batch)), fault.told);
      const struck = trial.way.asked[at]!;
      // A write that was not answered, or not looked at afterwards, is claimed neither done nor not done.
      const write = [struck, requests[at - 1]].find((asked) => asked && asked.kind !== 'read');
      const { tally: { unknown } } = await trial.summary(batch);
      assert.equal(unknown, fault.told && write ? write.userIds.length : 0);
      assert.equal(await trouble(trial.settle(batch)), unknown ? fault.told : null);

      trial.way.mend();
      await rig.signIn();
      const { tally, running } = await trial.settle(batch);
      assert.deepEqual([tally.unknown, running], [0, false]);
      await trial.compare(batch, was);

      await trial.apply(batch);
      const rows = await trial.compare(batch, was);
      assert.deepEqual(new Map(rows.map((row) => [cellOf(row), endOf(row)])), expected(fault, struck, rows));
      if (batch.undoes !== null && !fault.leavesOut) assert.deepEqual((await rig.moment()).pairs, rig.first);
      // Where nothing was done until it was mended, there is no more to it.
      if (batch.undoes === null && !fault.to.includes('read')) await undo(trial, batch, rows);
    }

    /** As without the fault, but for whom it leaves out; what they did not get is not given later to who was to get nothing. */
    function expected({ leavesOut }: Fault, struck: Asked, rows: readonly LedgerRow[]): Map<string, string> {
      if (!leavesOut) return new Map(undisturbed);
      const column = rows.filter(({ product }) => product.id === struck.packageId);
      const from = column.findIndex(({ user }) => user.id === struck.userIds[0]);
      const out = leavesOut.whom === 'all from here on' ? column.slice(from) : column.slice(from + half(struck), from + struck.userIds.length);
      const ends = new Map(undisturbed);
      for (const row of column.slice(from + WRITE_USERS)) if (ends.get(cellOf(row)) === 'skipped no-seat') ends.set(cellOf(row), 'skipped conflict');
      for (const row of out) ends.set(cellOf(row), leavesOut.end);
      return ends;
    }

    /** Takes back exactly what was changed. */
    async function undo(trial: Trial, batch: BatchSummary, rows: readonly LedgerRow[]): Promise<void> {
      const was = await rig.moment();
      const undo = await trial.planUndo(batch);
      await trial.apply(undo);
      const changed = (of: readonly LedgerRow[]): string[] => of.filter(({ outcome }) => outcome === 'applied').map(cellOf).sort();
      assert.deepEqual(changed(await trial.compare(undo, was)), changed(rows));
      assert.deepEqual((await rig.moment()).pairs, rig.first);
    }
  });
}
