import type { SeatOrder } from './bulk.ts';

/** What orders look at, by place in the selection. */
export interface Ranked {
  readonly count: number;
  userId(at: number): string;
  /** Null = never. */
  lastActivity(at: number): number | null;
  inRole(at: number, roleId: string): boolean;
}

/** Places in the order in which they are served. Who is not told apart keeps the order of the selection. */
export function servedInOrder(order: SeatOrder, people: Ranked): number[] {
  const places = Array.from({ length: people.count }, (_, at) => at);
  if (order.by === 'list') return places;
  const rank = ranking(order, people);
  const ranks = Float64Array.from(places, rank);
  return places.sort((a, b) => ranks[a]! - ranks[b]! || a - b);
}

/** The lower the earlier. */
function ranking(order: Exclude<SeatOrder, { by: 'list' }>, people: Ranked): (at: number) => number {
  switch (order.by) {
    case 'last-activity':
      return (at) => -(people.lastActivity(at) ?? -8.64e15);
    case 'role':
      return (at) => (people.inRole(at, order.roleId) ? 0 : 1);
    case 'hand': {
      const picked = new Set(order.userIds);
      return (at) => (picked.has(people.userId(at)) ? 0 : 1);
    }
  }
}
