import type { LicenseProduct, ProductChange } from '../../../licensing/bulk.ts';
import type { Change } from '../../../licensing/rules.ts';

/** What is to be done with a ticked product. `to` null: its replacement is not chosen yet. */
export type Choice = { readonly kind: Change } | { readonly kind: 'swap'; readonly to: string | null };

/** By product id. */
export type Choices = ReadonlyMap<string, Choice>;

/** With another choice for a product; none = it is not ticked. A product is part of one change only. */
export function choose(choices: Choices, productId: string, choice: Choice | undefined): Choices {
  const next = new Map(choices);
  next.delete(productId);
  if (choice) next.set(productId, choice);
  if (choice?.kind === 'swap' && choice.to !== null) next.delete(choice.to);
  return next;
}

/** The product that this one takes the place of. */
export function replacedBy(choices: Choices, productId: string): string | undefined {
  for (const [id, choice] of choices) if (choice.kind === 'swap' && choice.to === productId) return id;
  return undefined;
}

/** A replacement is still to be chosen. */
export function isIncomplete(choices: Choices): boolean {
  return [...choices.values()].some((choice) => choice.kind === 'swap' && choice.to === null);
}

/** What is asked for so far, in the order of the products. */
export function changesChosen(choices: Choices, products: readonly Pick<LicenseProduct, 'id'>[]): ProductChange[] {
  return products.flatMap(({ id }): ProductChange[] => {
    const choice = choices.get(id);
    if (!choice) return [];
    if (choice.kind !== 'swap') return [{ kind: choice.kind, productId: id }];
    return choice.to === null ? [] : [{ kind: 'swap', productId: id, to: choice.to }];
  });
}
