/** Most items a host hands over at once. */
export const LARGEST_PAGE = 5_000;

/**
 * Page after page until the last.
 * @param ask for the page at a cursor
 * @throws {LicensingError} what a page rejects with, unless `lost` resolves, and then that page is asked for again
 */
export async function* everyPage<P extends { readonly next: string | null }>(
  ask: (cursor: string | null) => Promise<P>,
  lost: (error: unknown, attempt: number) => Promise<void> = (error) => Promise.reject(error as Error),
): AsyncGenerator<P> {
  let cursor: string | null = null;
  let attempt = 0;
  for (;;) {
    let page: P;
    try {
      page = await ask(cursor);
    } catch (error) {
      await lost(error, attempt++);
      continue;
    }
    attempt = 0;
    yield page;
    cursor = page.next;
    if (cursor === null) return;
  }
}
