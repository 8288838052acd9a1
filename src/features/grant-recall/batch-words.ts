import type { BatchSummary } from '../../licensing/bulk-gateway.ts';
import type { Tone } from '../../ui/data-grid/column.ts';
import type { Times } from '../../ui/times.ts';
import { type BulkText, isolate, listNames } from './words.ts';

/** Names of products in a title, at most. */
const MOST_NAMES = 3;

/** `running`: items are being carried out somewhere. */
export type BatchState = 'running' | 'interrupted' | 'stopped' | 'done';

export const stateTones: Readonly<Record<BatchState, Tone>> = { running: 'accent', interrupted: 'warning', stopped: 'neutral', done: 'neutral' };

export function stateOf({ running, stopped, endedAt }: Pick<BatchSummary, 'running' | 'stopped' | 'endedAt'>): BatchState {
  return running && endedAt === null ? 'running' : stopped ? 'stopped' : endedAt === null ? 'interrupted' : 'done';
}

/** What a batch does, such as "Grant Creatio CRM, Studio". */
export function whatText({ products, undoes }: Pick<BatchSummary, 'products' | 'undoes'>, text: BulkText): string {
  const [grant, recall] = (['grant', 'recall'] as const).map((verb) => {
    const names = products.filter(({ change }) => change === verb).map(({ id, name }) => name ?? id);
    const shown = listNames(names.slice(0, MOST_NAMES), text);
    const count = names.length - MOST_NAMES;
    return names.length ? text(`what-${verb}`, { products: count > 0 ? text('andMore', { names: shown, count }) : shown }) : '';
  });
  const what = grant && recall ? text('what-both', { grant, recall }) : grant || recall || '';
  return undoes ? text('what-undo', { what }) : what;
}

/** Such as "Grant Creatio CRM, Studio · 200 people", or "… · Caleb Jones". */
export function titleText(summary: Pick<BatchSummary, 'products' | 'undoes' | 'people' | 'person'>, text: BulkText): string {
  const { people, person } = summary;
  return text('whatForWhom', { what: whatText(summary, text), who: person ? isolate(person.name ?? person.id) : text('people', { count: people }) });
}

/** Who made a batch, and when. */
export function byWhom({ by, createdAt }: Pick<BatchSummary, 'by' | 'createdAt'>, text: BulkText, { date }: Times): { readonly name: string; readonly date: string } {
  return { name: by.name === null ? text('anAdministrator') : isolate(by.name), date: date(createdAt) };
}

/** How the items of a batch ended, in few words, such as "37 applied, 2 skipped". */
export function tallyText({ tally }: Pick<BatchSummary, 'tally'>, text: BulkText): string {
  return (['applied', 'skipped', 'failed', 'not-attempted', 'unknown'] as const)
    .filter((outcome) => tally[outcome])
    .map((outcome) => text(`part-${outcome}`, { count: tally[outcome] }))
    .reduceRight((rest, first) => (rest ? text('list', { first, rest }) : first), '');
}
