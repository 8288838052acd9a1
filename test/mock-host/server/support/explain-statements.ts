import { CompiledQuery, type Kysely, type KyselyPlugin } from 'kysely';
import type { Tables } from '../../../../mock-host/server/database/tables.ts';

interface Node {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** How many rows the reads of some work take into their hands, loops within loops included; each is run once more to tell. */
export async function countRows(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<unknown>): Promise<number> {
  const reads: CompiledQuery[] = [];
  const watch: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const query = db.getExecutor().compileQuery(node, queryId);
      if (/^\s*(select|with)\b(?!.*\b(insert|delete|update)\b)/is.test(query.sql)) reads.push(query);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  await work(db.withPlugin(watch));
  let rows = 0;
  for (const { sql, parameters } of reads) {
    const told = await db.executeQuery<Record<'QUERY PLAN', [{ Plan: Node }]>>(CompiledQuery.raw(`explain (analyze, format json) ${sql}`, [...parameters]));
    rows += handled(told.rows[0]!['QUERY PLAN'][0].Plan);
  }
  return rows;
}

function handled(node: Node): number {
  const { Plans = [], 'Actual Rows': given, 'Actual Loops': loops, 'Rows Removed by Filter': filtered = 0, 'Rows Removed by Join Filter': unmatched = 0 } = node;
  return (given + filtered + unmatched) * loops + Plans.reduce((sum, plan) => sum + handled(plan), 0);
}
