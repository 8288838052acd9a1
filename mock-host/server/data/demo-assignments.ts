import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import { type Person, caleb } from './demo-people.ts';
import { type DemoProduct, companyProducts, storyProducts } from './demo-products.ts';

/** Somebody holds, or held, a product. Days are counted back from the day the data are made. */
export interface DemoAssignment {
  readonly person: Person;
  readonly product: DemoProduct;
  /** The role it came from; null = granted directly. */
  readonly role: string | null;
  readonly grantedDaysAgo: number;
  /** Null = held today. */
  readonly recalledDaysAgo: number | null;
  /** Null = never used. */
  readonly usedDaysAgo: number | null;
}

/** What Caleb Jones holds, and nothing else: both for a while. */
const calebs: Readonly<Record<string, number>> = { 'ADV-SCHED-SRV': 212, 'CHAT2DESK-CONN': 96 };

/** Who holds what at the demo company; the same at every call. */
export function demoAssignments(people: readonly Person[]): readonly DemoAssignment[] {
  english.seed(77);
  const colleagues = people.filter((person) => person !== caleb);
  const active = colleagues.filter((person) => person.active);
  const gone = colleagues.filter((person) => !person.active);
  const all: DemoAssignment[] = [];

  for (const product of [...storyProducts, ...companyProducts]) {
    const calebsDays = calebs[product.sku];
    if (calebsDays !== undefined) {
      all.push({ person: caleb, product, role: null, grantedDaysAgo: calebsDays, recalledDaysAgo: null, usedDaysAgo: 1 });
    }
    const wanted = product.holders - (calebsDays === undefined ? 0 : 1);
    const byRole = active.filter((person) => product.role !== undefined && person.roles.includes(product.role)).slice(0, wanted);
    const others = english.helpers.shuffle(active.filter((person) => !byRole.includes(person)));
    const direct = others.slice(0, wanted - byRole.length);
    for (const person of byRole) all.push(held(english, person, product, product.role!));
    for (const person of direct) all.push(held(english, person, product, null));
    for (const person of english.helpers.shuffle(gone).slice(0, product.leftovers ?? 0)) all.push(held(english, person, product, null));
    // About one former holder for every ten.
    for (const person of others.slice(direct.length, direct.length + Math.floor(product.holders / 10))) all.push(formerly(english, person, product));
  }
  return all;
}

function held(faker: Faker, person: Person, product: DemoProduct, role: string | null): DemoAssignment {
  const grantedDaysAgo = faker.number.int({ min: lastDay(product) + 1, max: firstDay(person, product) });
  const used = faker.datatype.boolean(0.9);
  // Most use what they have; about one in eight has not for a month.
  const idle = faker.datatype.boolean(0.12) ? faker.number.int({ min: 30, max: 200 }) : faker.number.int({ min: 0, max: 20 });
  const usedDaysAgo = used ? Math.min(grantedDaysAgo, Math.max(idle, lastDay(product))) : null;
  return { person, product, role, grantedDaysAgo, recalledDaysAgo: null, usedDaysAgo };
}

function formerly(faker: Faker, person: Person, product: DemoProduct): DemoAssignment {
  const grantedDaysAgo = faker.number.int({ min: lastDay(product) + 1, max: firstDay(person, product) });
  const recalledDaysAgo = faker.number.int({ min: lastDay(product), max: grantedDaysAgo - 1 });
  return { person, product, role: null, grantedDaysAgo, recalledDaysAgo, usedDaysAgo: recalledDaysAgo };
}

/** The earliest day, counted back, on which this person could be granted this product; at least one before the last. */
function firstDay(person: Person, product: DemoProduct): number {
  const bought = -Math.min(...product.terms.map((term) => term.start));
  return Math.max(lastDay(product) + 1, Math.min(bought, person.hiredDaysAgo));
}

/** Days since the product's last term ended; 0 = it has not. */
function lastDay(product: DemoProduct): number {
  return Math.max(0, Math.min(...product.terms.map((term) => (term.due === null ? 0 : -term.due))));
}
