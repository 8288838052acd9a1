import type { KitAnswer, KitServices } from './kit.ts';

const withoutBody = [204, 205, 304];

/**
 * The host's own function for requests, as a `fetch`: where script can't read the token that belongs into each request, the
 * host adds it. What has been sent can't be called back: whoever aborts has to stop waiting.
 */
export async function kitFetch(http: KitServices['HttpClientService'], request: Request): Promise<Response> {
  const { method, url, headers } = request;
  const text = await request.text();
  const options = { headers: Object.fromEntries(headers), responseType: 'text' } as const;
  const asked = method === 'GET' ? http.get(url, options) : http.post(url, bodyOf(text), options);
  return asResponse(await asked.then(asAnswer, asAnswer));
}

/** An object goes as one, so that whoever turns it into JSON does it once; what else is JSON goes as it is. */
function bodyOf(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // No JSON: as it is.
  }
  return text;
}

/** Such functions may reject for every status but 2xx, with an answer that has its body as its error. */
function asAnswer(told: unknown): KitAnswer {
  const answer = (told ?? {}) as KitAnswer & { readonly error?: unknown };
  // A TypeError, as the browser's own: there was no answer.
  if (typeof answer.status !== 'number' || answer.status < 200) throw new TypeError('The host’s own function could not reach the service');
  return { ...answer, body: answer.body ?? answer.error };
}

function asResponse({ status, statusText = '', headers, body }: KitAnswer): Response {
  const text = typeof body === 'string' || body === null || body === undefined ? (body ?? '') : JSON.stringify(body);
  return new Response(withoutBody.includes(status) ? null : text, { status, statusText, headers: plain(headers) });
}

/** Headers come as an object, or as something that answers for a name. */
function plain(headers: unknown): Record<string, string> {
  const { get } = (headers ?? {}) as { get?: (name: string) => unknown };
  const names = ['content-type', 'retry-after'];
  const entries = typeof get === 'function' ? names.map((name) => [name, get.call(headers, name)]) : Object.entries(headers ?? {});
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<string, string>;
}
