import type { LicenseProduct } from '../../../licensing/bulk.ts';
import type { TermState } from '../../../licensing/license.ts';
import { available, isShared, overage } from '../../../licensing/seats.ts';
import type { Column, Tone } from '../../../ui/data-grid/column.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import type { BulkText } from '../words.ts';

const states: readonly TermState[] = ['current', 'expired', 'future', 'none'];
const types = ['named', 'concurrent', 'server'] as const;
/** What is as it should be stays quiet, so that the rest stands out. */
const tones: Readonly<Record<TermState, Tone>> = { current: 'neutral', expired: 'danger', future: 'warning', none: 'warning' };

export interface LicenseColumnsOf {
  readonly text: BulkText;
  readonly context: Pick<ViewContext, 'locale'>;
  /** Whether something can be done with a license from here. */
  readonly actions: boolean;
  /** Whether the host tells vendors. */
  readonly vendors: boolean;
}

/** Width in em of a column of figures, so that its heading is never cut. */
const roomFor = (label: string): number => Math.max(7, label.length * 0.6 + 3.5);

/** License products, one a row. */
export function licenseColumns({ text, context, actions, vendors }: LicenseColumnsOf): readonly Column<LicenseProduct>[] {
  const date = new Intl.DateTimeFormat(context.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(context.locale);
  const figure = (count: number | null): string => (count === null ? text('list-unlimited') : numbers.format(count));
  const day = (iso: string): string => date.format(Date.parse(iso));
  const choices = <K extends string>(keys: readonly K[], words: (key: K) => string) => keys.map((value) => ({ value, text: words(value) }));
  return [
    { id: 'name', label: text('product'), kind: 'text', value: ({ name }) => name, hint: ({ sku }) => sku, width: 18, pinned: true, required: true },
    ...(vendors ? [vendorColumn(text)] : []),
    {
      id: 'type', label: text('list-type'), kind: 'badge', value: ({ seats }) => seats.type, display: ({ seats }) => text(`type-${seats.type}`), width: 9,
      filter: 'choice', choices: choices(types, (type) => text(`type-${type}`)),
    },
    { id: 'paid', label: text('list-paid'), kind: 'number', value: ({ seats }) => seats.paid, display: ({ seats }) => figure(seats.paid), width: roomFor(text('list-paid')) },
    { id: 'used', label: text('list-used'), kind: 'number', value: ({ seats }) => seats.used, hint: (row) => usedHint(row, text), width: roomFor(text('list-used')) },
    { id: 'free', label: text('list-free'), kind: 'number', value: ({ seats }) => available(seats), display: ({ seats }) => figure(available(seats)), width: roomFor(text('list-free')) },
    ...(actions ? [actionColumn(text)] : []),
    {
      id: 'state', label: text('list-state'), kind: 'badge', value: ({ term }) => term.state, display: ({ term }) => text(`list-${term.state}`),
      tone: ({ term }) => tones[term.state], width: 10, filter: 'choice', choices: choices(states, (state) => text(`list-${state}`)),
    },
    { id: 'term', label: text('list-term'), kind: 'text', value: ({ term }) => term.due, display: (row) => termText(row, text, day), width: 14 },
  ];
}

function vendorColumn(text: BulkText): Column<LicenseProduct> {
  return { id: 'vendor', label: text('list-vendor'), kind: 'text', value: ({ vendor }) => vendor, width: 10, filter: 'text' };
}

function usedHint({ seats }: LicenseProduct, text: BulkText): string | null {
  if (isShared(seats)) return text('list-shared', { count: seats.assigned });
  return overage(seats) ? text('list-overage', { count: overage(seats) }) : null;
}

function termText({ term: { state, start, due } }: LicenseProduct, text: BulkText, day: (iso: string) => string): string {
  if (state === 'none') return '';
  if (start && due) return text('term-current', { start: day(start), due: day(due) });
  if (start && state === 'future') return text('term-from', { start: day(start) });
  return due ? text('term-until', { due: day(due) }) : text('term-open');
}

function actionColumn(text: BulkText): Column<LicenseProduct> {
  const action = (id: string, words: string) => ({ id, text: words, label: ({ name }: LicenseProduct) => `${words} ${name}` });
  return {
    id: 'actions', label: text('basket-actions'), kind: 'actions', width: 18,
    actions: [
      action('assign', text('list-assign')),
      { ...action('swap', text('list-swap')), disabled: ({ seats }) => (seats.assigned ? null : text('list-nobody')) },
    ],
  };
}
