import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import type { Batch, LicensingEvent, LicensingGateway } from '../../src/licensing/gateway.ts';
import type { UserLicense, UserLicenses } from '../../src/licensing/license.ts';
import { type ItemOutcome, MOST_SAID } from '../../src/licensing/outcome.ts';
import { itemKey } from '../../src/licensing/plan.ts';
import type { Change, Effect } from '../../src/licensing/rules.ts';
import { available, overage } from '../../src/licensing/seats.ts';

/** Who holds what at the start. Every host under contract makes these, under ids of its own. */
export const contractWorld = {
  users: [
    { name: 'ann', active: true, kind: 'person' },
    { name: 'ben', active: true, kind: 'person' },
    { name: 'cem', active: true, kind: 'person' },
    { name: 'ina', active: false, kind: 'person' },
    { name: 'sys', active: true, kind: 'system' },
  ],
  /** `terms`: seats and days from today that a term starts and is due; `holders` hold it directly, `byRole` from a role. */
  products: [
    { name: 'roomy', type: 'named', terms: [[5, -30, 30]], holders: ['ann'], byRole: [] },
    { name: 'last', type: 'named', terms: [[2, -30, 30]], holders: ['ann'], byRole: [] },
    { name: 'full', type: 'named', terms: [[1, -30, 30]], holders: ['ann'], byRole: [] },
    { name: 'twoterms', type: 'named', terms: [[2, -30, 0], [3, 0, 30], [9, 1, 30], [9, -30, -1]], holders: ['ann'], byRole: [] },
    { name: 'leftover', type: 'named', terms: [[1, -30, 30]], holders: ['ina'], byRole: [] },
    { name: 'shared', type: 'concurrent', terms: [[1, -30, 30]], holders: ['ann', 'cem'], byRole: [] },
    { name: 'unlimited', type: 'server', terms: [[0, -30, 30]], holders: ['ann'], byRole: [] },
    { name: 'inherited', type: 'named', terms: [[5, -30, 30]], holders: [], byRole: ['ben'] },
    { name: 'over', type: 'server', terms: [[0, -30, -1]], holders: ['ann'], byRole: [] },
    { name: 'coming', type: 'named', terms: [[5, 1, 30]], holders: [], byRole: [] },
  ],
} as const;

export type Person = (typeof contractWorld.users)[number]['name'];
export type ProductName = (typeof contractWorld.products)[number]['name'];

/** A host under contract, freshly holding `contractWorld`. */
export interface ContractHost {
  /** The gateway as somebody signed in: one who may change licenses, who may only look, or whose session has ended. */
  gateway(as: 'manager' | 'viewer' | 'signed-out'): LicensingGateway;
  userId(person: Person): string;
  productId(product: ProductName): string;
  /** Changes that were recorded for a user × product, oldest first. */
  history(person: Person, product: ProductName): Promise<readonly Change[]>;
  /** From now on changes are refused with these words; null = no more. A host whose words don't travel has none. */
  refuse?(words: string | null): void;
  stop(): Promise<void>;
}

/** What a host can't tell; then the suite says what is told instead. */
export interface Lacks {
  /** Where an assignment came from. */
  readonly sources?: boolean;
  /** Which role it came from. */
  readonly roleNames?: boolean;
  /** Why it refuses something, in its own words. */
  readonly words?: boolean;
}

/** The promises of the port. Each test starts from the same world, made once and reset by `start`. */
export function gatewayContract(name: string, start: () => Promise<ContractHost>, lacks: Lacks = {}): void {
  describe(`${name} keeps the gateway's promises`, () => {
    let host: ContractHost;
    let manager: LicensingGateway;
    const { signal } = new AbortController();

    before(async () => {
      host = await start();
      manager = host.gateway('manager');
    });
    after(() => host?.stop());

    const read = async (person: Person): Promise<UserLicenses> => manager.userLicenses(host.userId(person), signal);
    const row = async (person: Person, product: ProductName): Promise<UserLicense> =>
      (await read(person)).licenses.find((one) => one.productId === host.productId(product))!;
    const item = (change: Change, person: Person, product: ProductName): Batch['items'][number] => {
      const pair = { change, userId: host.userId(person), productId: host.productId(product) };
      return { ...pair, key: itemKey(pair), seatVersion: 0 };
    };
    const batch = (...items: Batch['items'][number][]): Batch => ({ id: crypto.randomUUID(), items });
    const apply = async (sent: Batch, gateway = manager): Promise<ItemOutcome[]> => {
      const outcomes = [];
      for await (const outcome of gateway.applyBatch(sent, signal)) outcomes.push(outcome);
      return outcomes;
    };
    const effectOf = async (change: Change, person: Person, product: ProductName): Promise<Effect | null> =>
      (await apply(batch(item(change, person, product))))[0]!.effect;
    const refused = (code: LicensingErrorCode) => (error: unknown) => error instanceof LicensingError && error.code === code;

    test('CR-2 a user has one row per product, and the figures add up', async () => {
      const { user, licenses } = await read('ann');
      assert.equal(user.id, host.userId('ann'));
      assert.equal(licenses.length, contractWorld.products.length);
      for (const { seats } of licenses) {
        if (seats.paid !== null) assert.equal(seats.used + available(seats)!, seats.paid + overage(seats));
      }
    });

    test('CR-8 only terms that cover today count, and all of them', async () => {
      assert.equal((await row('ben', 'twoterms')).seats.paid, 5);
      const states = await Promise.all((['over', 'coming', 'roomy'] as const).map(async (one) => (await row('ben', one)).term.state));
      assert.deepEqual(states, ['expired', 'future', 'current']);
      assert.equal((await row('ben', 'coming')).seats.paid, 0);
    });

    test('CR-7 CR-8 the leftover row of an inactive user is told, and takes no seat', async () => {
      const { assignment, seats } = await row('ina', 'leftover');
      assert.ok(assignment);
      assert.deepEqual([seats.used, available(seats)], [0, 1]);
    });

    test('CR-3 server licenses are unlimited', async () => {
      const { seats } = await row('ann', 'unlimited');
      assert.deepEqual([seats.paid, seats.used], [null, 1]);
    });

    const told = lacks.sources ? 'counts as direct where no source is told' : lacks.roleNames ? 'says so, and not which' : 'says so, and which';
    test(`CR-9 a grant that came from a role ${told}`, async () => {
      const { assignment } = await row('ben', 'inherited');
      assert.equal(assignment?.source, lacks.sources ? 'direct' : 'role');
      assert.equal(!assignment.role, !!lacks.roleNames);
    });

    test('an unknown user is not-found', async () => {
      await assert.rejects(manager.userLicenses('00000000-0000-4000-8000-000000000000', signal), refused('not-found'));
    });

    test('OT-1 a grant takes a seat and is recorded, its recall gives it back and is recorded', async () => {
      const { seats } = await row('cem', 'roomy');
      const [granted] = await apply(batch(item('grant', 'cem', 'roomy')));
      assert.deepEqual([granted!.outcome, granted!.effect, granted!.seats!.used], ['applied', 'grant', seats.used + 1]);
      assert.equal((await row('cem', 'roomy')).assignment?.source, 'direct');
      const [recalled] = await apply(batch(item('recall', 'cem', 'roomy')));
      assert.deepEqual([recalled!.outcome, recalled!.seats!.used], ['applied', seats.used]);
      assert.deepEqual(await host.history('cem', 'roomy'), ['grant', 'recall']);
    });

    const effects: [string, Change, Person, ProductName, Effect][] = [
      ['OT-16 what is held already is not granted', 'grant', 'ann', 'roomy', 'already-held'],
      ['OT-16 what is not held is not recalled', 'recall', 'ben', 'roomy', 'not-held'],
      ['OT-2 without a free seat nothing is granted', 'grant', 'ben', 'full', 'no-seat'],
      ['CR-7 an inactive user gets no license', 'grant', 'ina', 'roomy', 'inactive'],
      ['SB-5 a system account gets no license', 'grant', 'sys', 'roomy', 'system-account'],
      ['CR-8 a license whose term is over is not granted', 'grant', 'ben', 'over', 'not-in-term'],
      ['CR-8 a license whose term is yet to come is not granted', 'grant', 'ben', 'coming', 'not-in-term'],
      ['CR-8 assignees of a concurrent license may exceed its count', 'grant', 'ben', 'shared', 'grant'],
      ['CR-7 the leftover row of an inactive user can be recalled', 'recall', 'ina', 'leftover', 'recall'],
      lacks.sources
        ? ['CR-9 what a role gave can be recalled where no source is told', 'recall', 'ben', 'inherited', 'recall']
        : ['CR-9 what a role gave can be recalled, and it is said that the role gives it back', 'recall', 'ben', 'inherited', 'role-derived'],
    ];
    for (const [title, change, person, product, effect] of effects) {
      test(title, async () => assert.equal(await effectOf(change, person, product), effect));
    }

    test('BX-2 several administrators want the last seat: one gets it, the rest are skipped for want of a seat', async () => {
      const wishes = (['ben', 'cem'] as const).flatMap((person) => [person, person]);
      const outcomes = await Promise.all(wishes.map((person) => apply(batch(item('grant', person, 'last')))));
      assert.deepEqual(outcomes.map(([one]) => one!.outcome).sort(), ['applied', 'skipped', 'skipped', 'skipped']);
      for (const [one] of outcomes) assert.ok(['grant', 'already-held', 'no-seat'].includes(one!.effect!));
      assert.equal((await row('ann', 'last')).seats.used, 2);
    });

    test('BX-2 the same batch sent five times: one change, one record, five equal answers', async () => {
      const sent = batch(item('grant', 'cem', 'twoterms'), item('grant', 'ann', 'twoterms'));
      const answers = [];
      for (let time = 0; time < 5; time++) answers.push(await apply(sent));
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.deepEqual(await host.history('cem', 'twoterms'), ['grant']);
      assert.equal((await row('cem', 'twoterms')).seats.used, 2);
    });

    test('BX-2 a batch id can not be used for something else', async () => {
      const sent = batch(item('grant', 'ann', 'roomy'));
      await apply(sent);
      await assert.rejects(apply({ ...sent, items: [item('recall', 'ann', 'roomy')] }), refused('conflict'));
      assert.ok((await row('ann', 'roomy')).assignment);
    });

    test('BX-5 every item has exactly one outcome, an unknown product included', async () => {
      const unknown = { ...item('grant', 'ann', 'roomy'), productId: '00000000-0000-4000-8000-000000000000', key: 'unknown' };
      const sent = batch(item('grant', 'ann', 'full'), unknown, item('recall', 'cem', 'full'));
      const outcomes = await apply(sent);
      assert.deepEqual(outcomes.map((one) => one.key).sort(), sent.items.map((one) => one.key).sort());
      const failed = outcomes.find((one) => one.key === 'unknown')!;
      assert.deepEqual([failed.outcome, failed.code], ['failed', 'not-found']);
    });

    test(`BX-5 the host’s own words are ${lacks.words ? 'not told' : 'told of what failed and of nothing else, and again with the same batch'}`, async () => {
      const wishes = [item('grant', 'cem', 'roomy'), item('grant', 'ann', 'roomy')];
      if (lacks.words) {
        const failed = { ...wishes[0]!, productId: '00000000-0000-4000-8000-000000000000' };
        return assert.equal('said' in (await apply(batch(failed)))[0]!, false);
      }
      for (const words of ['The license is locked.', `The license is <b>locked</b>: ${'x'.repeat(MOST_SAID)}`]) {
        const sent = batch(...wishes);
        host.refuse!(words);
        const outcomes = await apply(sent);
        host.refuse!(null);
        assert.deepEqual(outcomes.map(({ effect, code }) => effect ?? code), ['rejected', 'already-held']);
        assert.ok(outcomes[0]!.said!.length <= MOST_SAID);
        assert.equal(outcomes[0]!.said!.slice(0, 22), words.slice(0, 22));
        assert.equal('said' in outcomes[1]!, false);
        assert.deepEqual(await apply(sent), outcomes);
      }
      assert.equal((await row('cem', 'roomy')).assignment, null);
    });

    test('CR-10 one who may only look can read, and the host refuses the change', async () => {
      const viewer = host.gateway('viewer');
      assert.equal((await viewer.userLicenses(host.userId('ann'), signal)).user.id, host.userId('ann'));
      await assert.rejects(apply(batch(item('recall', 'ann', 'unlimited')), viewer), refused('forbidden'));
      assert.ok((await row('ann', 'unlimited')).assignment);
    });

    test('one whose session has ended is signed-out, reading and writing', async () => {
      const gone = host.gateway('signed-out');
      await assert.rejects(gone.userLicenses(host.userId('ann'), signal), refused('signed-out'));
      await assert.rejects(apply(batch(item('recall', 'ann', 'unlimited')), gone), refused('signed-out'));
    });

    test('what the host is capable of is said', async () => {
      const capabilities = await manager.capabilities(signal);
      assert.ok(capabilities.maxBatchItems >= 1);
      assert.equal(typeof capabilities.events, 'boolean');
    });

    test('OT-1 a change is told to those who listen, and an abort ends the listening', async () => {
      if (!(await manager.capabilities(signal)).events) return;
      const control = new AbortController();
      const heard: LicensingEvent[] = [];
      let over = false;
      const listening = (async () => {
        for await (const event of manager.events(host.userId('ben'), control.signal)) {
          heard.push(event);
          const kinds = new Set(heard.map((one) => one.kind));
          if (kinds.has('seats') && kinds.has('assignment')) return;
        }
      })().finally(() => (over = true));
      const change = (async () => {
        // Listening begins at some moment after the call, so the seat goes to and fro until both kinds were heard.
        for (let grant = true; !over; grant = !grant) {
          await apply(batch(item(grant ? 'grant' : 'recall', 'ben', 'roomy')));
          await new Promise(setImmediate);
        }
      })();
      await Promise.all([listening, change]);
      const seats = heard.find((one) => one.kind === 'seats')!;
      const assignment = heard.find((one) => one.kind === 'assignment')!;
      assert.equal(seats.productId, host.productId('roomy'));
      assert.deepEqual([assignment.userId, assignment.productId], [host.userId('ben'), host.productId('roomy')]);
      const silent = manager.events(host.userId('ann'), control.signal)[Symbol.asyncIterator]().next();
      control.abort();
      await assert.rejects(silent, { name: 'AbortError' });
    });
  });
}
