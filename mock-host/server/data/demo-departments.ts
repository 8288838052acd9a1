/** A department: its size, the titles in it, and the roles its people have. Sizes add up to the people who are drawn. */
export interface Department {
  readonly name: string;
  readonly size: number;
  readonly titles: readonly string[];
  readonly roles: readonly string[];
}

export const departments: readonly Department[] = [
  {
    name: 'Sales', size: 232, roles: ['Sales'],
    titles: ['Account executive', 'Account manager', 'Sales representative', 'Sales operations analyst', 'Head of sales'],
  },
  { name: 'Field sales', size: 34, roles: ['Sales', 'Field sales'], titles: ['Field representative', 'Regional manager'] },
  {
    name: 'Customer service', size: 164, roles: ['Customer service'],
    titles: ['Service agent', 'Senior service agent', 'Service team lead', 'Complaints specialist'],
  },
  { name: 'Marketing', size: 56, roles: ['Marketing'], titles: ['Campaign manager', 'Content editor', 'Brand manager', 'Market analyst'] },
  { name: 'Finance', size: 74, roles: ['Finance'], titles: ['Accountant', 'Controller', 'Payroll specialist', 'Financial analyst'] },
  { name: 'Human resources', size: 38, roles: ['Human resources'], titles: ['HR partner', 'Recruiter', 'Training coordinator'] },
  {
    name: 'Information technology', size: 91, roles: ['IT service desk'],
    titles: ['System administrator', 'Support engineer', 'Network engineer', 'Business analyst', 'CRM developer'],
  },
  { name: 'Logistics', size: 152, roles: ['Logistics'], titles: ['Warehouse clerk', 'Dispatcher', 'Shift supervisor', 'Supply planner'] },
  { name: 'Production', size: 118, roles: ['Production'], titles: ['Process engineer', 'Quality inspector', 'Production planner'] },
  { name: 'Management', size: 33, roles: ['Management'], titles: ['Director', 'Executive assistant', 'Chief of staff'] },
];
