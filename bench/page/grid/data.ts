/** A session, as every grid shows it. Plain data: whatever a grid needs besides, it makes itself. */
export interface Row {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly kind: string;
  readonly browser: string;
  readonly address: string;
  readonly started: number;
  readonly idle: number;
  readonly requests: number;
  readonly state: string;
}

export interface Field {
  readonly id: Exclude<keyof Row, 'id'>;
  readonly label: string;
  readonly width: number;
  /** What a cell says. */
  text(row: Row): string;
}

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** Nine columns, in pixels wide. */
export const fields: readonly Field[] = [
  { id: 'login', label: 'Login', width: 260, text: ({ login }) => login },
  { id: 'name', label: 'User', width: 160, text: ({ name }) => name },
  { id: 'kind', label: 'Kind', width: 90, text: ({ kind }) => kind },
  { id: 'browser', label: 'Browser', width: 150, text: ({ browser }) => browser },
  { id: 'address', label: 'Address', width: 130, text: ({ address }) => address },
  { id: 'started', label: 'Started', width: 190, text: ({ started }) => dates.format(started) },
  { id: 'idle', label: 'Idle', width: 100, text: ({ idle }) => `${idle} min` },
  { id: 'requests', label: 'Requests', width: 110, text: ({ requests }) => String(requests) },
  { id: 'state', label: 'State', width: 110, text: ({ state }) => state },
];

const first = ['Ada', 'Ben', 'Caleb', 'Dana', 'Elif', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Liam', 'Mona', 'Nils', 'Olga', 'Pavel', 'Rosa', 'Sven', 'Tara', 'Zoe'];
const last = ['Jones', 'Smith', 'Brown', 'Miller', 'Garcia', 'Novak', 'Kowalski', 'Petrenko', 'Larsen', 'Rossi', 'Weber', 'Silva', 'Okafor', 'Tanaka', 'Khan', 'Moreau'];
const kinds = ['Web', 'Web', 'Web', 'API', 'Mobile'];
const browsers = ['Chrome on Windows', 'Edge on Windows', 'Safari on macOS', 'Firefox on Linux', 'Chrome on Android'];

/** Alike in every page. Names repeat, logins don't; neither is in order. */
export function makeRows(count: number): Row[] {
  let seed = 42;
  const any = (below: number): number => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) % below;
  };
  return Array.from({ length: count }, (_, at) => {
    const [one, other] = [first[any(first.length)]!, last[any(last.length)]!];
    return {
      id: `s${at}`,
      login: `${one}.${other}`.toLowerCase() + `.${any(1_000_000)}-${at}@example.com`,
      name: `${one} ${other}`,
      kind: kinds[any(kinds.length)]!,
      browser: browsers[any(browsers.length)]!,
      address: `10.${any(256)}.${any(256)}.${any(256)}`,
      started: 1_790_000_000_000 + any(86_400_000),
      idle: any(240),
      requests: any(10_000),
      state: any(20) ? 'Active' : 'Ending',
    };
  });
}
