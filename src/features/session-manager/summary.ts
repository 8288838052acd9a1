import type { SessionCounts, SessionSummary } from '../../licensing/session-gateway.ts';

export function totalOf({ counts }: { readonly counts: SessionCounts }): number {
  return counts.web + counts.api + counts.mobile;
}

/** A summary with the counts that were told since. */
export function withCounts(summary: SessionSummary, { counts, asOf }: Pick<SessionSummary, 'counts' | 'asOf'>): SessionSummary {
  const count = totalOf({ counts });
  const peak = summary.peak && count > summary.peak.count ? { at: asOf, count } : summary.peak;
  return { ...summary, counts, asOf, peak };
}

/** A summary that was read, with the counts that are newer when some were told meanwhile. */
export function readAfter(known: SessionSummary, read: SessionSummary): SessionSummary {
  return known.asOf > read.asOf ? withCounts(read, known) : read;
}
