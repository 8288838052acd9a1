import type { Plugin } from 'vite';

/** A tag of ours. Not preceded by `-` or a word: `--lic-token` stays; not followed by `.ts`: nor does a file's name change. */
const tagPattern = /(?<![\w-])lic-[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?![\w-]*\.ts\b)(?![\w-])/g;

/** What the tags of a version end in: `0.1.0` → `v0-1-0`, in characters that a tag may have. */
export function tagSuffix(version: string): string {
  return `v${version.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** Gives every tag in a source text the version, so that two versions of the plugin in one page each run their own classes. */
export function stampTags(source: string, version: string): string {
  return source.replace(tagPattern, `$&-${tagSuffix(version)}`);
}

/** Stamps all of `src` while it is built. */
export function stampTagsPlugin(version: string): Plugin {
  return {
    name: 'stamp-tags',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/[^?]*\.ts$/ },
      handler: (code) => ({ code: stampTags(code, version), map: null }),
    },
  };
}
