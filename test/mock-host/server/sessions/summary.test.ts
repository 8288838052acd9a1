import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { takeSample } from '../../../../mock-host/server/sessions/sampling.ts';
import { sessionSummary } from '../../../../src/host/rest/wire-sessions.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

const minute = 60_000;

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`the summary of sessions, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn(itAdmin);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const read = async () => sessionSummary.parse((await admin.get('/licensing/v1/sessions/summary')).body);

    test('QT-6: without samples there are the numbers of now, which are the most there were', async () => {
      const { counts, trend, peak, asOf } = await read();
      assert.deepEqual([counts, trend, peak], [{ web: 1, api: 0, mobile: 0 }, [], { at: asOf, count: 1 }]);
    });

    test('QT-6: the trend is a day of moments, evenly apart, oldest first; a gap keeps the number before it; the peak is of that day', async () => {
      await host.rows(`insert into session_sample (at, count) select date_trunc('minute', now()) - m * interval '1 minute', case m when 300 then 777 else 1500 - m end
        from generate_series(1, 1500) m where m not between 600 and 700`);
      const { trend, peak, asOf } = await read();
      assert.ok(trend.length >= 144 && trend.length <= 145, String(trend.length));
      const instants = trend.map(({ at }) => Date.parse(at));
      for (const [index, at] of instants.entries()) if (index) assert.equal(at - instants[index - 1]!, 10 * minute);
      assert.ok(instants[0]! >= Date.parse(asOf) - 24 * 60 * minute - 10 * minute && instants.at(-1)! <= Date.parse(asOf));
      assert.equal(peak!.count, 1499, 'the newest of numbers that grow');
      const flat = trend.filter(({ count }) => count === 1500 - 701);
      assert.ok(flat.length >= 10, `${flat.length} moments within the gap`);
    });

    test('a minute has one sample whoever takes it, and a day later it is forgotten', async () => {
      await host.rows('delete from session_sample');
      await host.rows(`insert into session_sample (at, count) values (now() - interval '26 hours', 5)`);
      await Promise.all(Array.from({ length: 5 }, () => takeSample(host.database.db)));
      const samples = await host.rows<{ count: number }>('select count from session_sample');
      assert.ok(samples.length >= 1 && samples.length <= 2, 'two when a minute ended meanwhile');
      assert.deepEqual([...new Set(samples.map(({ count }) => count))], [1]);
    });
  });
}
