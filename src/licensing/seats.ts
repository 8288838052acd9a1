import type { LicenseType, Seats, Term, TermState } from './license.ts';

/** Whether a term covers a day. Days are ISO (`2026-11-21`), so they compare as text. */
export function covers(term: Term, day: string): boolean {
  return (term.start === null || term.start <= day) && (term.due === null || day <= term.due);
}

/** Seats paid for on a day: the sum over the terms that cover it (CR-8); null = unlimited. */
export function paidOn(type: LicenseType, terms: readonly Term[], day: string): number | null {
  if (type === 'server') return null;
  return terms.reduce((sum, term) => (covers(term, day) ? sum + term.count : sum), 0);
}

/** What a product's terms say about a day. */
export function termStateOn(terms: readonly Term[], day: string): TermState {
  if (terms.some((term) => covers(term, day))) return 'current';
  if (terms.some((term) => term.start !== null && day < term.start)) return 'future';
  return terms.length ? 'expired' : 'none';
}

/** The period to tell of: of the terms that cover a day, else of those that are ahead, else of all. Null = open. */
export function periodOn(terms: readonly Term[], day: string): { readonly state: TermState; readonly start: string | null; readonly due: string | null } {
  const state = termStateOn(terms, day);
  const shown = state === 'expired' ? terms : terms.filter((term) => (state === 'current' ? covers(term, day) : term.start !== null && day < term.start));
  const end = (ends: readonly (string | null)[], at: number): string | null => (ends.includes(null) ? null : ([...ends].sort().at(at) ?? null));
  return { state, start: end(shown.map(({ start }) => start), 0), due: end(shown.map(({ due }) => due), -1) };
}

/** Free seats, never negative; null = unlimited. */
export function available(seats: Seats): number | null {
  return seats.paid === null ? null : Math.max(0, seats.paid - seats.used);
}

/** Seats used above what is paid; 0 = none. */
export function overage(seats: Seats): number {
  return seats.paid === null ? 0 : Math.max(0, seats.used - seats.paid);
}

/** More people hold a concurrent license than may use it at once: allowed, and worth showing. */
export function isShared(seats: Seats): boolean {
  return seats.type === 'concurrent' && seats.paid !== null && seats.assigned > seats.paid;
}

/** The figures after one more (`+1`) or one fewer (`-1`) counted assignment. A concurrent license counts use, so only `assigned` moves. */
export function withAssignments(seats: Seats, delta: number): Seats {
  return {
    ...seats,
    assigned: seats.assigned + delta,
    used: seats.type === 'concurrent' ? seats.used : seats.used + delta,
    version: seats.version + 1,
  };
}
