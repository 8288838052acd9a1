import type { UserLicense } from '../../licensing/license.ts';

/**
 * What was read, put over what is known. Of a product that changed while the read was under way (`touched`) the higher version
 * of its seats wins, because the answer may have been made before.
 */
export function merge(
  known: ReadonlyMap<string, UserLicense>,
  read: readonly UserLicense[],
  touched: ReadonlySet<string>,
): { readonly licenses: Map<string, UserLicense>; readonly changed: boolean } {
  let changed = known.size !== read.length;
  const licenses = new Map(
    read.map((license) => {
      const id = license.productId;
      const before = known.get(id);
      const after = before && touched.has(id) && before.seats.version > license.seats.version ? before : license;
      changed ||= after.seats.version !== before?.seats.version || !after.assignment !== !before.assignment;
      return [id, after];
    }),
  );
  return { licenses, changed };
}
