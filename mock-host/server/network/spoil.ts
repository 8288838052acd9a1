import { eachLine, withBody } from './answer-body.ts';

/** Answers no plugin should trust. */

/** The same value with every value of another type: text for numbers, numbers for text, lists for objects … */
export function spoil(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return String(value);
    case 'string':
      return value.length;
    case 'boolean':
      return value ? 'yes' : 'no';
    default:
      if (value === null) return {};
      if (Array.isArray(value)) return Object.fromEntries(value.map((item, index) => [index, spoil(item)]));
      return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, spoil(item)]));
  }
}

/** A licensing answer with the wrong shape but everything else in order: status, headers, well-formed JSON. */
export async function spoilAnswer(answer: Response): Promise<Response> {
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !answer.body) return answer;
  if (type.startsWith('application/json')) return withBody(answer, JSON.stringify(spoil(await answer.json())));
  if (type.startsWith('application/x-ndjson')) {
    return withBody(answer, (await answer.text()).replace(/.+/g, (line) => JSON.stringify(spoil(JSON.parse(line)))));
  }
  if (type.startsWith('text/event-stream')) {
    return withBody(answer, answer.body.pipeThrough(eachLine((line) => (line.startsWith('data:') ? 'data: 42' : line))));
  }
  return answer;
}

/** What a proxy's own sign-in page looks like to a client that expects JSON: a page, with status 200. */
export function foreignPage(): Response {
  return new Response('<!doctype html><title>Sign in</title><p>Your network requires you to sign in.</p>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
