import { type SessionKind, countsTowardLimit } from '../../licensing/session.ts';
import type { Column, Tone } from '../../ui/data-grid/column.ts';
import type { SessionRow } from './session-manager.state.ts';
import type { SessionText } from './words.ts';

/** What a client calls itself, in a few words each; empty when it says nothing. */
export interface ClientNames {
  browser(agent: string | null): string;
  system(agent: string | null): string;
}

export interface ColumnsOf {
  readonly clients: ClientNames;
  readonly text: SessionText;
  /** Most interactive sessions of a user at once; null = no limit. */
  readonly limit: number | null;
  readonly mayEnd: boolean;
  /** The host notes last requests. */
  readonly activity: boolean;
}

const kinds: readonly SessionKind[] = ['web', 'api', 'mobile'];

/** What is as it should be stays quiet, so that the rest stands out. */
const tones: Readonly<Record<SessionRow['state'], Tone>> = {
  active: 'neutral', queued: 'warning', asked: 'warning', ending: 'warning', ended: 'neutral',
};

/** Width in em of a column that shows one of these, whatever the language; at least as given. */
export function roomFor(texts: readonly string[], least: number): number {
  return Math.max(least, Math.ceil(Math.max(...texts.map(({ length }) => length)) * 0.57 + 2.5));
}

/** Whose session it is, and where and with what it is used: what active and ended sessions have in common. */
export function clientColumns<Row extends Pick<SessionRow, 'userName' | 'login' | 'kind' | 'agent' | 'address'>>(
  { text, clients, limit }: Pick<ColumnsOf, 'text' | 'clients' | 'limit'>,
): Record<'user' | 'login' | 'kind' | 'browser' | 'system' | 'address', Column<Row>> {
  return {
    user: { id: 'user', label: text('user'), kind: 'text', value: ({ userName }) => userName, width: 11, pinned: true, required: true, searched: true },
    login: { id: 'login', label: text('login'), kind: 'text', value: ({ login }) => login, width: 14, filter: 'text', searched: true },
    kind: {
      id: 'kind',
      label: text('kind'),
      kind: 'badge',
      value: ({ kind }) => kind,
      display: ({ kind }) => text(`kind-${kind}`),
      hint: ({ kind }) => (kind === 'api' && limit !== null ? text('notCountedWhy') : null),
      width: roomFor(kinds.map((kind) => text(`kind-${kind}`)), 7),
      filter: 'choice',
      choices: kinds.map((kind) => ({ value: kind, text: text(`kind-${kind}`) })),
    },
    browser: { id: 'browser', label: text('browser'), kind: 'text', value: ({ agent }) => clients.browser(agent), hint: ({ agent }) => agent, width: 9, filter: 'text' },
    system: { id: 'system', label: text('system'), kind: 'text', value: ({ agent }) => clients.system(agent), hint: ({ agent }) => agent, width: 9, filter: 'text' },
    address: { id: 'address', label: text('address'), kind: 'text', value: ({ address }) => address, width: 9, filter: 'text' },
  };
}

/** Active sessions, one a row. What can be done stands where nobody has to scroll sideways for it. */
export function sessionColumns(of: ColumnsOf): readonly Column<SessionRow>[] {
  const { text, limit, mayEnd, activity } = of;
  const { user, login, kind, browser, system, address } = clientColumns<SessionRow>(of);
  return [
    user,
    login,
    {
      id: 'state',
      label: text('state'),
      kind: 'badge',
      value: (row) => stateText(row, text),
      tone: ({ own, note, state }) => (own ? 'accent' : note ? 'danger' : tones[state]),
      hint: ({ own, note, state }) => (own ? text('own-session') : note ? text(note) : state === 'ending' ? text('acceptedWhy') : null),
      width: roomFor([text('own'), text('notEnded'), text('state-queued'), text('state-ending')], 9),
      required: true,
    },
    ...(mayEnd ? [endColumn(text)] : []),
    kind,
    ...(limit === null ? [] : [limitColumn(text, limit)]),
    ...(activity ? activityColumns(text) : []),
    { id: 'started', label: text('started'), kind: 'date', value: ({ startedAt }) => startedAt, width: 13 },
    browser,
    system,
    address,
  ];
}

function activityColumns(text: SessionText): Column<SessionRow>[] {
  const value = ({ lastRequestAt }: SessionRow): number | null => lastRequestAt;
  return [
    { id: 'idle', label: text('idle'), kind: 'elapsed', value, width: 8 },
    { id: 'lastRequest', label: text('lastRequest'), kind: 'ago', value, width: 10 },
  ];
}

function endColumn(text: SessionText): Column<SessionRow> {
  return {
    id: 'actions',
    label: text('actions'),
    kind: 'actions',
    width: roomFor([text('end')], 10),
    actions: [
      {
        id: 'end',
        text: text('end'),
        label: ({ userName }) => `${text('end')} ${userName}`,
        disabled: ({ own, state }) => (own ? text('own-session') : state !== 'active' ? text('underWay') : null),
      },
    ],
  };
}

function limitColumn(text: SessionText, limit: number): Column<SessionRow> {
  return {
    id: 'limit',
    label: text('limit'),
    kind: 'badge',
    value: ({ ofUser }) => ofUser || null,
    display: ({ kind, ofUser }) => (!countsTowardLimit(kind) ? text('notCounted') : ofUser ? text('ofLimit', { count: ofUser, limit }) : ''),
    tone: ({ ofUser }) => (ofUser > limit ? 'danger' : ofUser === limit ? 'warning' : 'neutral'),
    hint: ({ kind, ofUser }) =>
      !countsTowardLimit(kind) ? text('notCountedWhy') : ofUser > limit ? text('overLimit') : ofUser === limit ? text('atLimit') : null,
    width: roomFor([text('notCounted')], 9),
  };
}

function stateText({ own, note, state }: SessionRow, text: SessionText): string {
  return text(own ? 'own' : note ? 'notEnded' : `state-${state}`);
}
