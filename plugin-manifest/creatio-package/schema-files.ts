import { cultures, linkCaptions, schemaCaptions } from './captions.ts';
import { type PackageName, type SchemaName, packages, schemaIds, stock, stringIds } from './identity.ts';

/** A client schema, with what Creatio has to know of it beside its source. */
export interface Schema {
  readonly name: SchemaName;
  readonly source: string;
  /** As Creatio calls the kinds. */
  readonly kind: 'AngularSchema' | 'Module' | 'EditViewModelSchema' | 'ModuleViewModelSchema';
  /** Made from this one; of the same name: put in its place. */
  readonly parent?: { readonly name: string; readonly id: string };
}

/** The first version of Creatio that the schemas are for. */
const SINCE = '8.1.1.0';
const linkNames = Object.keys(stringIds) as (keyof typeof stringIds)[];

/** Files of a schema by their paths in its package. */
export function schemaFiles(schema: Schema, owner: PackageName, stamp: string): [path: string, text: string][] {
  const { name, source, kind, parent } = schema;
  const replaces = parent?.name === name;
  const descriptor = {
    UId: schemaIds[name],
    Name: name,
    ModifiedOnUtc: stamp,
    ...(parent && { Parent: { UId: parent.id, Name: parent.name } }),
    ...(replaces && { ExtendParent: true }),
    ManagerName: 'ClientUnitSchemaManager',
    Caption: captionsOf(name)[0] ?? stockCaptions[name as keyof typeof stockCaptions],
    DependsOn: [],
  };
  const folder = `Schemas/${name}`;
  return [
    [`${folder}/descriptor.json`, json({ Descriptor: descriptor })],
    [`${folder}/metadata.json`, parent ? changes(schema, owner) : whole(name, owner)],
    [`${folder}/properties.json`, json({ Properties: { CreatedInVersion: SINCE, ...(kind === 'AngularSchema' && { Group: 'Page' }), SchemaType: kind } })],
    [`${folder}/${name}.js`, source],
    ...cultures.flatMap((culture, index): [string, string][] => {
      const texts = textsOf(name, index);
      return texts.length ? [[`Resources/${name}.ClientUnit/resource.${culture}.xml`, resources(culture, texts)]] : [];
    }),
  ];
}

/** What those that are replaced are called anyway. */
const stockCaptions = { UserPageV2: 'Edit page - User', SystemDesigner: 'System designer' } as const;

const captionsOf = (name: SchemaName): readonly string[] => (name in schemaCaptions ? schemaCaptions[name as keyof typeof schemaCaptions] : []);

/** Of a schema made from another one: how it differs from that. */
function changes({ name, parent }: Schema, owner: PackageName): string {
  const id = schemaIds[name];
  const lines = [`= MetaData.Schema.UId ${JSON.stringify(id)}`];
  if (parent!.name !== name) lines.push(`= MetaData.Schema.A2 ${JSON.stringify(name)}`);
  lines.push(`= MetaData.Schema.A5 ${JSON.stringify(packages[owner])}`);
  for (const string of name === 'SystemDesigner' ? linkNames : []) {
    lines.push(`+ MetaData.Schema.B2 ${JSON.stringify({ UId: stringIds[string], A2: string, A3: id, A4: id, A5: packages[owner] }, null, 2)}`);
  }
  lines.push(`= MetaData.Schema.B6 ${JSON.stringify(packages[owner])}`, `= MetaData.Schema.B8 ${JSON.stringify(SINCE)}`, `= MetaData.Schema.HD1 ${JSON.stringify(parent!.id)}`);
  return lines.join('\n');
}

/** Of a module, which is made from nothing of a product. */
function whole(name: SchemaName, owner: PackageName): string {
  const Schema = {
    ManagerName: 'ClientUnitSchemaManager', UId: schemaIds[name], A2: name, A5: packages[owner], B1: [], B2: [], B3: [], B6: packages[owner], B8: SINCE,
    HD1: stock.module, HD4: 1, HD6: 'null', HD5: [], HD7: [], HD8: [], HD11: [],
  };
  return json({ MetaData: { Schema } });
}

function textsOf(name: SchemaName, culture: number): [key: string, text: string][] {
  const caption = captionsOf(name)[culture];
  return [
    ...(caption === undefined ? [] : [['Caption', caption] as [string, string]]),
    ...(name === 'SystemDesigner' ? linkNames.map((string): [string, string] => [`LocalizableStrings.${string}.Value`, linkCaptions[string][culture]!]) : []),
  ];
}

function resources(culture: string, texts: readonly (readonly [string, string])[]): string {
  const items = texts.map(([key, text]) => `\t\t\t<Item Name="${escaped(key)}" Value="${escaped(text)}" />\n`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<Resources Culture="${culture}">\n\t<Group Type="String">\n\t\t<Items>\n${items}\t\t</Items>\n\t</Group>\n</Resources>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);

export const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
