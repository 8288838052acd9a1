/** Creatio on .NET Framework answers below `/0`, on .NET it does not. */
const bases = ['/0', ''];

/** The address that the page is at; none outside a browser. */
const here = (): URL | undefined => (typeof location === 'undefined' ? undefined : new URL(location.href));

/** Where the services of an application may answer, the likelier first: its own pages are below the same base. */
export function likelyBases(baseUrl: string): readonly string[] {
  const root = new URL(baseUrl, here()).href.replace(/\/*([?#].*)?$/, '');
  const framework = here()?.href.startsWith(`${root}/0/`) ?? true;
  return (framework ? bases : [...bases].reverse()).map((base) => root + base);
}

/**
 * What Creatio wants to see of a request that comes with its cookies. Its token is for its own site only. Null: there is none,
 * such as where the host's own function sends it.
 */
export function csrfToken(url: string): string | null {
  if (typeof document === 'undefined' || here()?.origin !== new URL(url).origin) return null;
  return /(?:^|;\s*)BPMCSRF=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}
