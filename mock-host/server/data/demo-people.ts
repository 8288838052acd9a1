import { faker as arabic } from '@faker-js/faker/locale/ar';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as polish } from '@faker-js/faker/locale/pl';
import { faker as ukrainian } from '@faker-js/faker/locale/uk';
import { departments } from './demo-departments.ts';
import { stableId } from './stable-id.ts';

/** Somebody who works at the demo company. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly jobTitle: string;
  readonly department: string;
  readonly phone: string;
  readonly roles: readonly string[];
  /** Days before the data are made. */
  readonly hiredDaysAgo: number;
}

const domain = 'northfield.example';
const inactiveShare = 0.06;

/** The employees, Caleb Jones first; the same at every call. */
export function demoPeople(): readonly Person[] {
  // Names come from several languages, as in any larger company; mostly English ones.
  const sources = [english, english, english, english, english, english, german, german, ukrainian, polish, arabic];
  for (const [index, source] of [...new Set(sources)].entries()) source.seed(2026 + index);
  const logins = new Set(['caleb.jones']);
  const people: Person[] = [caleb];

  for (const { name: department, size, titles, roles } of departments) {
    for (let number = 0; number < size; number++) {
      const source = english.helpers.arrayElement(sources);
      const first = source.person.firstName();
      const last = source.person.lastName();
      const name = `${first} ${last}`;
      // Who has no Latin name gets a number, as in many a company.
      const login = unusedLogin(source === arabic ? `e.${people.length + 1000}` : `${first}.${last}`, logins);
      people.push({
        id: stableId(`user ${login}`),
        login,
        name: name === caleb.name ? `${first} B. ${last}` : name,
        email: `${login}@${domain}`,
        active: !english.datatype.boolean(inactiveShare),
        jobTitle: english.helpers.arrayElement(titles),
        department,
        phone: english.phone.number({ style: 'international' }),
        roles: ['All employees', ...roles],
        hiredDaysAgo: english.number.int({ min: 20, max: 2600 }),
      });
    }
  }
  return people;
}

export const caleb: Person = {
  id: stableId('user caleb.jones'),
  login: 'caleb.jones',
  name: 'Caleb Jones',
  email: `caleb.jones@${domain}`,
  active: true,
  jobTitle: 'CRM developer',
  department: 'Information technology',
  phone: '+12025550143',
  // No role of his gives a license: what he holds was granted to him.
  roles: ['All employees', 'IT service desk'],
  hiredDaysAgo: 1240,
};

/** `first.last` in plain letters, numbered when taken. */
function unusedLogin(wish: string, taken: Set<string>): string {
  const plain = [...wish.toLowerCase()]
    .map((letter) => latin[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[^a-z0-9.]/g, '');
  let login = plain;
  for (let number = 2; taken.has(login); number++) login = `${plain}${number}`;
  taken.add(login);
  return login;
}

const latin: Readonly<Record<string, string>> = {
  ł: 'l', ß: 'ss', а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i', ї: 'i',
  й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch',
  ш: 'sh', щ: 'shch', ю: 'iu', я: 'ia',
};
