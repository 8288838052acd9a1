import type { Plugin } from 'vite';

/**
 * Switches of packages that nobody turns here, by file: an expression, and the value it always has. The minifier drops
 * what hangs on them. Nobody else can turn them either, because the packages are ours alone in the bundle.
 */
const switches: Readonly<Record<string, readonly (readonly [expression: RegExp | string, value: string])[]>> = {
  'rxjs/dist/esm/internal/util/errorContext.js': [['config.useDeprecatedSynchronousErrorHandling', 'false']],
  'rxjs/dist/esm/internal/util/reportUnhandledError.js': [['{ onUnhandledError } = config', 'onUnhandledError = null']],
  'rxjs/dist/esm/internal/scheduler/timeoutProvider.js': [['{ delegate } = timeoutProvider', 'delegate = undefined']],
  'rxjs/dist/esm/internal/Subscriber.js': [
    ['config.useDeprecatedSynchronousErrorHandling', 'false'],
    ['config.useDeprecatedNextContext', 'false'],
    ['{ onStoppedNotification } = config', 'onStoppedNotification = null'],
  ],
  'ky/distribution/core/Ky.js': [
    ['ky.#options.onDownloadProgress', 'undefined'],
    ['this.#options.onUploadProgress', 'undefined'],
    // Only needed to send a stream.
    ['(supportsRequestStreams)', '(false)'],
    [/const hook of \w+\.#options\.hooks\.\w+/g, 'const hook = undefined; false;'],
    ['errorObject instanceof ForceRetryError', 'false'],
    ['error instanceof ForceRetryError', 'false'],
    ['this.#options.retry.shouldRetry', 'undefined'],
    ['this.#options.retry.jitter', 'undefined'],
    ['this.#options.parseJson', 'undefined'],
    ['options.parseJson', 'undefined'],
  ],
  // Our shapes only read, and none of them waits for anything or asks for all of its values to be turned into text.
  'zod/v4/core/schemas.js': [
    [/\w+ instanceof Promise/g, 'false'],
    ['ctx.direction === "backward"', 'false'],
    ['ctx?.direction !== "backward"', 'true'],
    ['ctx?.abortEarly', 'false'],
    ['def.coerce', 'false'],
    ['core.globalConfig.memoizer', 'undefined'],
  ],
  'zod/v4/core/parse.js': [[/\w+ instanceof Promise/g, 'false']],
  'zod/v4/core/util.js': [['config.customError?.(iss)', 'undefined'], ['config.localeError?.(iss)', 'undefined']],
  'zod/v4/mini/schemas.js': [['parse.parseAsync', 'parse.parse'], ['parse.safeParseAsync', 'parse.safeParse']],
};

/** The code of a package's file with its switches fixed. */
export function fixSwitches(code: string, path: string): string {
  let fixed = code;
  for (const [expression, value] of switches[path] ?? []) {
    const before = fixed;
    fixed = before.replaceAll(expression, () => value);
    if (fixed === before) throw new Error(`${path} has no ${String(expression)} any more: see plugin-manifest/fixed-switches.ts.`);
  }
  return fixed;
}

export function fixedSwitchesPlugin(): Plugin {
  return {
    name: 'fixed-switches',
    enforce: 'pre',
    transform: {
      filter: { id: /\/node_modules\/(?:ky|rxjs|zod)\// },
      handler: (code, id) => ({ code: fixSwitches(code, id.slice(id.lastIndexOf('/node_modules/') + '/node_modules/'.length)), map: null }),
    },
  };
}
