import { readFileSync } from 'node:fs';
import type { Element } from './check-schemas.ts';
import { type PackageName, packages, stampOf, stock } from './identity.ts';
import { pageSource, pages, remoteFolder } from './pages.ts';
import { type Schema, json, schemaFiles } from './schema-files.ts';

export interface Sources {
  /** Of package.json. */
  readonly version: string;
  /** What the door registers. */
  readonly elements: readonly Element[];
  /** The door as built, by paths in its folder. */
  readonly remote: ReadonlyMap<string, Uint8Array>;
}

const client = (name: string): string => readFileSync(new URL(`client/${name}.js`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

/** Schemas of each package. Those that change Creatio's own pages are in one of their own, which can be taken away by itself. */
export function schemasOf(elements: readonly Element[]): Record<PackageName, Schema[]> {
  const registrations = elements.map(({ type, tag, inputs, outputs }) => ({ type, selector: tag, inputs: named(inputs), outputs: named(outputs) }));
  const loader = client('UsrLicenseAdminModule').replace('/*ELEMENTS*/', () => registrations.map((each) => `\n\t\t${JSON.stringify(each)}`).join(',').concat('\n\t'));
  return {
    UsrLicenseAdmin: [
      { name: 'UsrLicenseAdminModule', kind: 'Module', source: loader },
      ...pages.map((page): Schema => ({ name: page.name, kind: 'AngularSchema', source: pageSource(page), parent: { name: 'BlankPageTemplate', id: stock.BlankPageTemplate } })),
    ],
    UsrLicenseAdminPlaces: [
      { name: 'UserPageV2', kind: 'EditViewModelSchema', source: client('UserPageV2'), parent: { name: 'UserPageV2', id: stock.UserPageV2 } },
      { name: 'SystemDesigner', kind: 'ModuleViewModelSchema', source: client('SystemDesigner'), parent: { name: 'SystemDesigner', id: stock.SystemDesigner } },
    ],
  };
}

const named = (names: readonly string[]): Record<string, object> => Object.fromEntries(names.map((name) => [name, {}]));

/** Every file of each package, by its path. */
export function packageFiles({ version, elements, remote }: Sources): Map<PackageName, Map<string, Uint8Array>> {
  const stamp = stampOf(version);
  const schemas = schemasOf(elements);
  const dependencies = {
    UsrLicenseAdmin: [{ UId: stock.CrtCore, PackageVersion: '7.8.0', Name: 'CrtCore', Type: 1 }],
    UsrLicenseAdminPlaces: [
      { UId: packages.UsrLicenseAdmin, PackageVersion: version, Name: 'UsrLicenseAdmin', Type: 0 },
      { UId: stock.CrtCore, PackageVersion: '7.8.0', Name: 'CrtCore', Type: 1 },
    ],
  };
  const all = new Map<PackageName, Map<string, Uint8Array>>();
  for (const name of Object.keys(packages) as PackageName[]) {
    const descriptor = { UId: packages[name], PackageVersion: version, Name: name, Type: 0, ProjectPath: '', ModifiedOnUtc: stamp, Maintainer: 'Customer', DependsOn: dependencies[name] };
    const texts = [['descriptor.json', json({ Descriptor: descriptor })], ...schemas[name].flatMap((schema) => schemaFiles(schema, name, stamp))] as [string, string][];
    all.set(name, new Map(texts.map(([path, text]) => [path, Buffer.from(text)])));
  }
  const main = all.get('UsrLicenseAdmin')!;
  main.set('Files/app-descriptor.json', Buffer.from(json(app(version))));
  for (const [path, content] of remote) main.set(`${remoteFolder}/${path}`, content);
  return all;
}

/** How the Application Hub lists the two. */
const app = (version: string) => ({
  Name: 'License administration',
  Description: 'Licenses and sessions of all users: see, grant, recall, end.',
  Maintainer: 'Customer',
  Icon: '',
  IconName: '',
  Color: '#0D5FD3',
  Version: version,
  MarketplaceLink: '',
  HelpLink: '',
  OrderLink: '',
  SupportEmail: '',
  Code: 'UsrLicenseAdmin',
  Packages: Object.entries(packages).map(([Name, UId]) => ({ UId, Name })),
});
