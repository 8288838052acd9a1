import type { Plugin } from 'vite';

/** Where a language of a view lies in the build, such as `text/licenses-tab/de`; undefined for what is no such file. */
export function textPath(id: string | null): string | undefined {
  return /\/src\/(text\/[\w-]+\/\w+|text\/pseudo)\.ts$/.exec(id ?? '')?.[1];
}

/**
 * Gives each view's languages their own copy of the words that several views say. A bundler would put those into a file
 * of their own, which is asked for only when the other one has arrived, and which compresses worse.
 */
export function wholeTextPlugin(): Plugin {
  return {
    name: 'whole-text',
    enforce: 'pre',
    async resolveId(source, importer) {
      const [, folder, copy] = /\/src\/text\/(?:([\w-]+)\/)?\w+\.ts(?:\?of=(.+))?$/.exec(importer ?? '') ?? [];
      const owner = copy ?? folder;
      const resolved = owner && source.startsWith('.') && (await this.resolve(source, importer, { skipSelf: true }));
      return resolved ? { ...resolved, id: `${resolved.id}?of=${owner}` } : null;
    },
  };
}
