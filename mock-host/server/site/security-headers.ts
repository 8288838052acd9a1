/** Headers of everything the mock host serves: a strict host, so that the plugin is known to live under one. */
export function securityHeaders(pluginOrigin: string | null): Readonly<Record<string, string>> {
  const remote = pluginOrigin === null ? '' : ` ${pluginOrigin}`;
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self'${remote}`,
      "style-src 'self'",
      `connect-src 'self'${remote}`,
      "img-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html 'allow-duplicates'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}
