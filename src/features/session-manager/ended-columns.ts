import type { SessionCapabilities } from '../../licensing/session-gateway.ts';
import type { EndedSession, SessionEnd } from '../../licensing/session.ts';
import { createCellText } from '../../ui/data-grid/cell-text.ts';
import type { Column, Tone } from '../../ui/data-grid/column.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { type ClientNames, clientColumns, roomFor } from './session-columns.ts';
import type { SessionText } from './words.ts';

export interface EndedColumnsOf {
  readonly text: SessionText;
  readonly clients: ClientNames;
  readonly capabilities: Pick<SessionCapabilities, 'limit' | 'reasons'>;
  readonly context: ViewContext;
}

type Method = SessionEnd['method'];

const tones: Readonly<Record<Method, Tone>> = {
  'log-out': 'neutral', terminated: 'accent', expired: 'neutral', limit: 'warning', deactivated: 'warning', unknown: 'neutral',
};

/** Ended sessions, one a row. The host sorts by when they ended and by nothing else. */
export function endedColumns({ text, clients, capabilities: { limit, reasons }, context }: EndedColumnsOf): readonly Column<EndedSession>[] {
  const { user, login, kind, browser, system, address } = clientColumns<EndedSession>({ text, clients, limit });
  const duration = ({ end, startedAt }: EndedSession): number => Math.max(0, end.at - startedAt);
  // As old as a session that has begun so long before the epoch is at the epoch.
  const say = createCellText(context.locale, context.timeZone, text, () => 0);
  const elapsed: Column<EndedSession> = { id: 'duration', label: text('duration'), kind: 'elapsed', value: (session) => -duration(session) };
  const columns: readonly Column<EndedSession>[] = [
    user,
    login,
    { id: 'endedAt', label: text('endedAt'), kind: 'date', value: ({ end }) => end.at, width: 13 },
    {
      id: 'how', label: text('how'), kind: 'badge', value: ({ end }) => end.method, display: ({ end }) => text(`method-${end.method}`),
      tone: ({ end }) => tones[end.method], width: roomFor((Object.keys(tones) as Method[]).map((method) => text(`method-${method}`)), 12),
    },
    ...(reasons ? givenBy(text) : []),
    kind,
    { id: 'started', label: text('started'), kind: 'date', value: ({ startedAt }) => startedAt, width: 13 },
    { ...elapsed, kind: 'text', value: duration, display: (session) => say(elapsed, session), width: 9 },
    browser,
    system,
    address,
  ];
  return columns.map(({ filter: _filter, choices: _choices, ...column }) => ({ ...column, sortable: column.id === 'endedAt' }));
}

function givenBy(text: SessionText): Column<EndedSession>[] {
  return [
    { id: 'endedBy', label: text('endedBy'), kind: 'text', value: ({ end }) => end.by, width: 11 },
    { id: 'why', label: text('why'), kind: 'text', value: ({ end }) => end.reason, hint: ({ end }) => end.reason, width: 16 },
  ];
}
