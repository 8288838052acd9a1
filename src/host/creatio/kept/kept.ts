/**
 * What Creatio does not keep for us and a browser has to: selections, saved sets, plans, batches and blocks of their items;
 * what became of the Licenses tab's saves; and which sessions are being ended.
 */
export type Box = 'selections' | 'sets' | 'plans' | 'batches' | 'items' | 'saves' | 'endings';

/**
 * A store of plain values that outlives the page. All tabs of a browser share it. What comes out was written by somebody:
 * it has to be parsed. Rejects with a `LicensingError` when nothing can be kept.
 */
export interface Kept {
  /** Undefined: there is none. */
  read(box: Box, key: string): Promise<unknown>;
  /** Values whose keys begin so, in the order of their keys. */
  list(box: Box, prefix?: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /**
   * Puts in place of a value what is made of it; undefined deletes it. Nobody, in whatever tab, writes in between.
   * @returns what is kept now
   */
  update(box: Box, key: string, change: (value: unknown) => unknown): Promise<unknown>;
}
