import type { Kysely, KyselyPlugin } from 'kysely';
import type { Tables } from '../../../../mock-host/server/database/tables.ts';

/** The statements that some work takes, `begin` and `commit` aside: a mark for each. */
export async function countStatements(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<unknown>): Promise<string[]> {
  const kinds: string[] = [];
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      kinds.push(node.kind);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  await work(db.withPlugin(counter));
  return kinds;
}
