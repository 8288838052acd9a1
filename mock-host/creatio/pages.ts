/** Pages that come where a client expects JSON. */
function page(status: number, title: string, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  const escape = (raw: string): string => raw.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return new Response(`<!DOCTYPE html><html><head><title>${escape(title)}</title></head><body><p>${escape(text)}</p></body></html>`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  });
}

/** What an address is answered with that belongs to the other base, or to nobody. */
export const notFound = (): Response => page(404, 'Not found', 'There is nothing at this address.');
export const signInPage = (status: 200 | 401): Response => page(status, 'Sign in', 'Enter your user name and password.');
export const badRequest = (text: string): Response => page(400, 'Request error', text);
export const forbidden = (text: string): Response => page(403, 'Forbidden', text);
export const failed = (): Response => page(500, 'Server error', 'The server could not handle the request.');
export const refused = (status: 405 | 413 | 415, text: string): Response =>
  page(status, 'Request error', text, status === 405 ? { allow: 'POST' } : {});
