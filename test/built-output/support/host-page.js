// Runs in the page, as a shell would: what tests need of a host, on `window.host`.
import { answers } from './answers.js';

/** Requests that the plugin has made and that have not ended. */
const open = new Set();
const asked = [];

/** A host's `fetch` that answers from `answers`, without a network. Streams stay open until they are aborted. */
async function fetchFrom(all, request) {
  const { pathname } = new URL(request.url);
  const path = pathname.replace(/^.*\/licensing\/v1\//, '');
  asked.push(`${request.method} ${path}`);
  open.add(request);
  const over = () => open.delete(request);
  request.signal.addEventListener('abort', over, { once: true });
  await request.text();
  request.signal.throwIfAborted();
  if (/events$/.test(path)) return stream(path === 'events' ? all.events : all.sessionEvents, all, request, over);
  over();
  if (all.raw !== undefined) return new Response(all.raw, { headers: { 'content-type': 'application/json' } });
  if (path === 'batches') return lines(all.batches);
  if (path === 'sessions/end') return lines(all.endings);
  if (all.problem) return Response.json(all.problem, { status: all.status ?? 500 });
  return Response.json(all[answered[path] ?? 'userLicenses']);
}

/** Which answer belongs to a path; any other one is a user's licenses. */
const answered = {
  capabilities: 'capabilities',
  sessions: 'sessions',
  'sessions/summary': 'summary',
  'sessions/lookup': 'lookup',
  'sessions/ended': 'ended',
  'session-policy': 'policy',
  'session-policy/effect': 'policyEffect',
};

const asLine = (line) => (typeof line === 'string' ? line : JSON.stringify(line));
const lines = (all) => new Response(all.map(asLine).join('\n'));

/** Stays open until it is aborted, unless it is to end. Notes when all of it has been taken. */
function stream(events, all, request, over) {
  const body = new ReadableStream({
    start(controller) {
      for (const event of events) controller.enqueue(new TextEncoder().encode(`data: ${asLine(event)}\n\n`));
      if (all.end) controller.close();
      else request.signal.addEventListener('abort', () => controller.error(request.signal.reason), { once: true });
    },
    // Whoever wants more has taken what there was.
    pull: () => void (all.heard = true),
    cancel: over,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function services(changes = {}, all = answers) {
  return {
    apiVersion: '1.2.0',
    view: { name: 'licenses-tab', userId: 'u1' },
    baseUrl: '/licensing/v1',
    fetch: (request) => fetchFrom(all, request),
    can: () => true,
    user: { id: 'a1', name: 'Supervisor' },
    locale: 'en-US',
    timeZone: 'UTC',
    direction: 'ltr',
    theme: 'light',
    ...changes,
  };
}

/** What a host hands over for the session manager. */
const sessionServices = (changes = {}, all = answers) => services({ view: { name: 'session-manager' }, ...changes }, all);

const fail = () => {
  throw new Error('no route');
};

/** Functions that fail when they are called, or answer what they should not. */
const broken = {
  'another contract': { apiVersion: '2.0.0' },
  'no can': { can: undefined },
  // Nobody looks into the locale further than to see that it is no text.
  'three slips': { theme: 'sepia', notify: 'please', locale: new Proxy({}, { get: fail }) },
  'can throws': { can: fail },
  'can rejects': { can: async () => fail() },
  'can answers a text': { can: () => 'yes' },
  'fetch answers a text': { fetch: async () => '{}' },
  'fetch answers nothing': { fetch: () => {} },
  'fetch finds no network': { fetch: () => Promise.reject(new TypeError('Failed to fetch')) },
  'pending throws': { pending: fail },
  'now throws': { now: fail },
  'confirm rejects': { confirm: async () => fail() },
};

/** All text in a tree, shadow roots included. */
function deepText(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const children = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes];
  return children.map(deepText).join(' ');
}

/** The first element that matches, shadow roots included. */
function find(node, selector) {
  return findAll(node, selector)[0] ?? null;
}

function findAll(node, selector) {
  const found = [];
  for (const element of node.querySelectorAll('*')) {
    if (element.matches(selector)) found.push(element);
    if (element.shadowRoot) found.push(...findAll(element.shadowRoot, selector));
  }
  return found;
}

/** Waits until something holds; the tests have no other clock. What takes so long hangs. */
async function until(holds, what) {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const value = holds();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  throw new Error(`never: ${what}`);
}

/** A place to mount into. */
function place(id = 'place') {
  const element = document.createElement('div');
  element.id = id;
  document.body.append(element);
  return element;
}

const tabIn = (element) => find(element, '[theme]');
const rowsIn = (element) => findAll(element, '.row:not([hidden])').length;
/** Whether the view has come to rest: rows, or a sentence. */
const isSettled = (element) => rowsIn(element) > 0 || find(element, '[role=alert],[role=note]') !== null;

window.host = { answers, broken, asked, open, services, sessionServices, deepText, find, findAll, until, place, tabIn, rowsIn, isSettled };
