import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { ManifestError, type PluginManifest } from './manifest.ts';

/** Whether a host that implements `hostVersion` of the contract may load the plugin. Throws a `ManifestError` for a range that is none. */
export function supports({ hostApi }: Pick<PluginManifest, 'hostApi'>, hostVersion: string): boolean {
  if (validRange(hostApi) === null) throw new ManifestError('hostApi is not a version range');
  return satisfies(hostVersion, hostApi);
}
