import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { company } from '../company.ts';

/** The company, in which two people share an address, and a list that has somebody for every bucket. */
export function crowd(): MemoryBulk {
  const gateway = company();
  gateway.world.addUser({ id: 'tom', name: 'Tom Team', email: 'team@example.com' }).addUser({ id: 'tess', name: 'Tess Team', email: 'team@example.com' });
  return gateway;
}

/** Two ready, one to be chosen, one unknown, one inactive, one system account, two duplicates. */
export const list = `Name;E-mail
"Adams, Ada";ADA@example.com
Bea;bea
Team;team@example.com
Nobody;who@example.com
Ina;ina@example.com
Robot;robot
Ada again;ada
Bea again;BEA@example.com`;
