import type { LicensingErrorCode } from '../../src/licensing/errors.ts';

/** A request on its way to Creatio. */
export interface Asked {
  readonly kind: 'read' | 'grant' | 'recall';
  /** What a write is about; of a read nothing. */
  readonly packageId: string;
  readonly userIds: readonly string[];
  /** Hands it on; of a write as if it were about the first users alone. */
  send(users?: number): Promise<Response>;
}

/** What others do at Creatio meanwhile. */
export interface Others {
  endSessions(): Promise<void>;
  /** All that are left of a package. */
  takeSeats(packageId: string): Promise<void>;
}

/** What goes wrong with a request, and what comes of it. */
export interface Fault {
  /** What it may happen to. */
  readonly to: readonly Asked['kind'][];
  /** What who asked is told; null: nothing of it. */
  readonly told: LicensingErrorCode | null;
  strike(asked: Asked, others: Others): Promise<Response>;
  /** What happens to all requests after it, until it is mended; not given: it is over at once. */
  readonly lasting?: (asked: Asked) => Promise<Response>;
  /** Which users of the write end otherwise than without it, for good, and how. */
  readonly leavesOut?: { readonly whom: 'the second half' | 'all from here on'; readonly end: string };
}

const all = ['read', 'grant', 'recall'] as const;
const writes = ['grant', 'recall'] as const;
const refused = { to: writes, told: null, leavesOut: { whom: 'the second half', end: 'failed rejected' } } as const;

export const half = ({ userIds }: Asked): number => Math.floor(userIds.length / 2);
const broken = (): never => {
  throw new TypeError('the connection is broken');
};
const page = (status: number): Response =>
  new Response('<!DOCTYPE html><html><head><title>Sorry</title></head><body>Come back later.</body></html>', { status, headers: { 'content-type': 'text/html' } });

/** What comes in place of answers, from a request on. */
const troubles: Readonly<Record<string, { readonly told: LicensingErrorCode; answer(): Response }>> = {
  'the connection breaks': { told: 'offline', answer: broken },
  'a page comes in place of an answer': { told: 'signed-out', answer: () => page(200) },
  'HTTP 500 comes': { told: 'server', answer: () => page(500) },
};

export const faults: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(Object.entries(troubles).flatMap(([name, { told, answer }]): [string, Fault][] => {
    const lasting = async (): Promise<Response> => answer();
    return [
      [`${name} before anything is done`, { to: all, told, strike: lasting, lasting }],
      [`${name} when it is done`, { to: writes, told, strike: async (asked) => (await asked.send(), answer()), lasting }],
    ];
  })),
  'the connection breaks when half of it is done': { to: writes, told: 'offline', strike: async (asked) => (await asked.send(half(asked)), broken()), lasting: async () => broken() },
  'the session is over': {
    to: all,
    told: 'signed-out',
    strike: async (asked, others) => (await others.endSessions(), asked.send()),
    lasting: (asked) => asked.send(),
  },
  'half of it is done, and a text with status 200 says no': {
    ...refused,
    strike: async (asked) => (await asked.send(half(asked)), Response.json({ success: false, errorInfo: { errorCode: 'DbOperationException', message: 'Somebody tripped.' } })),
  },
  'half of it is left out, and all is well': { ...refused, strike: (asked) => asked.send(half(asked)) },
  'somebody takes the last seats, and all is well': {
    to: ['grant'],
    told: null,
    strike: async (asked, others) => (await others.takeSeats(asked.packageId), asked.send()),
    leavesOut: { whom: 'all from here on', end: 'skipped no-seat' },
  },
};

/** The way between a browser and Creatio, on which one thing goes wrong. */
export class SpoiledWay {
  /** What was asked for since `begin`. */
  asked: Asked[] = [];
  #fault: Fault | undefined;
  #at = -1;
  #lasting: Fault['lasting'];

  constructor(
    private readonly send: (request: Request) => Promise<Response>,
    private readonly others: Others,
  ) {}

  /** Begins to count, and to spoil the request at a place, from 0. */
  begin(fault?: Fault, at = -1): void {
    this.asked = [];
    this.#fault = fault;
    this.#at = at;
  }

  mend(): void {
    this.#fault = this.#lasting = undefined;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const asked = await this.#read(request);
    const place = this.asked.push(asked) - 1;
    if (this.#lasting) return this.#lasting(asked);
    if (!this.#fault || place !== this.#at) return asked.send();
    this.#lasting = this.#fault.lasting;
    return this.#fault.strike(asked, this.others);
  };

  async #read(request: Request): Promise<Asked> {
    const method = request.url.split('/').at(-1)!;
    if (!/^((Add|Delete)UsersPackages|SaveLicenseData)$/.test(method)) return { kind: 'read', packageId: '', userIds: [], send: () => this.send(request) };
    const body = JSON.parse(await request.clone().text()) as { userIds?: string[]; packageIds?: string[]; packageId?: string; addedUsers?: string[]; deletedUsers?: string[] };
    const member = body.userIds ? 'userIds' : body.addedUsers!.length ? 'addedUsers' : 'deletedUsers';
    const userIds = body[member]!;
    const withFirst = (count: number): string => JSON.stringify({ ...body, [member]: userIds.slice(0, count) });
    return {
      kind: method === 'AddUsersPackages' || member === 'addedUsers' ? 'grant' : 'recall',
      packageId: body.packageIds?.[0] ?? body.packageId!,
      userIds,
      send: (users = userIds.length) => this.send(new Request(request.url, { method: 'POST', headers: request.headers, body: withFirst(users) })),
    };
  }
}
