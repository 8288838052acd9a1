import type { Wire, userLicense } from '../../src/host/rest/wire.ts';

type License = Wire<typeof userLicense>;

/**
 * What somebody would write by hand for the same: a table, a box to filter, a head to sort by, a pending tick that shows
 * the availability it leads to. No reasons, groups, live changes, languages or safety: the least that can be done.
 */
export function bareTable(place: HTMLElement, licenses: readonly License[]): void {
  const search = document.createElement('input');
  search.type = 'search';
  const head = document.createElement('button');
  head.textContent = 'Product';
  const table = document.createElement('table');
  const body = table.createTBody();
  place.append(search, head, table);

  const rows = licenses.map((license) => {
    const row = body.insertRow();
    row.className = 'row';
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = license.assignment !== null;
    box.ariaLabel = license.name;
    const cells = Array.from({ length: 6 }, () => row.insertCell());
    cells[0]!.textContent = `${license.name} ${license.vendor ?? ''}`;
    cells[1]!.append(box);
    cells[2]!.textContent = availability(license, 0);
    cells[3]!.textContent = license.seats.type;
    cells[4]!.textContent = `from ${license.term.start}`;
    cells[5]!.textContent = license.assignment ? `direct since ${license.assignment.since.slice(0, 10)}` : '';
    box.addEventListener('change', () => {
      const pending = box.checked !== (license.assignment !== null);
      row.classList.toggle('grant', pending && box.checked);
      row.classList.toggle('recall', pending && !box.checked);
      cells[2]!.textContent = availability(license, pending ? (box.checked ? 1 : -1) : 0);
    });
    return { row, license };
  });

  search.addEventListener('input', () => {
    const words = search.value.trim().toLowerCase();
    for (const { row, license } of rows) {
      row.hidden = ![license.name, license.sku, license.vendor].some((text) => text?.toLowerCase().includes(words));
    }
  });

  const { compare } = new Intl.Collator('en-US', { numeric: true });
  let descending = true;
  head.addEventListener('click', () => {
    descending = !descending;
    rows.sort((a, b) => compare(a.license.name, b.license.name) * (descending ? -1 : 1));
    body.append(...rows.map(({ row }) => row));
  });
  head.click();
}

function availability({ seats: { paid, used } }: License, more: number): string {
  return paid === null ? `Issued ${used + more} of unlimited` : `${paid - used - more} of ${paid} available`;
}
