/** First segments of what Creatio's own pages are below; `0` is there on .NET Framework only. */
const pages = /^(?:0|shell|nui|login|conf|clientapp|terrasoft\.configuration|servicemodel)$/i;

/**
 * Where the application answers, without `/0`: what stands before the first folder of Creatio's own in a page's address.
 * @param address of the page, such as `https://crm.example.com/sales/0/Shell/#Home`
 */
export function applicationRoot(address: string): string {
  const { origin, pathname } = new URL(address);
  const folders = pathname.split('/').slice(1, -1);
  const own = folders.findIndex((folder) => pages.test(folder));
  return `${origin}/${folders.slice(0, own < 0 ? 0 : own).join('/')}`;
}
