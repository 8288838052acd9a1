import { type SchemaName, remoteName } from './identity.ts';

/** What a page of Freedom UI consists of beside its template: one of the plugin's view elements. */
export interface Page {
  readonly name: SchemaName & `Usr${string}Page`;
  /** Of the element, such as `usr.LicensesTab`. */
  readonly type: string;
  /** Values of the element's inputs; `$Id` is the record's. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The page shows a record of this object. */
  readonly entity?: string;
}

export const pages: readonly Page[] = [
  { name: 'UsrUserLicenses_FormPage', type: 'usr.LicensesTab', inputs: { userId: '$Id' }, entity: 'SysAdminUnit' },
  { name: 'UsrLicensePeople_ListPage', type: 'usr.GrantRecall', inputs: { page: 'people' } },
  { name: 'UsrLicenseProducts_ListPage', type: 'usr.GrantRecall', inputs: { page: 'products' } },
  { name: 'UsrLicenseBatches_ListPage', type: 'usr.GrantRecall', inputs: { page: 'batches' } },
  { name: 'UsrSessionManager_ListPage', type: 'usr.SessionManager', inputs: {} },
  { name: 'UsrLicenseSelfTest_ListPage', type: 'usr.LicenseSelfTest', inputs: {} },
];

/** The page's schema. Creatio's designers find their way in it by the comments. */
export function pageSource({ name, type, inputs, entity }: Page): string {
  const view = [
    { operation: 'insert', name: type.replace('.', '_'), values: { type, ...inputs }, parentName: 'MainContainer', propertyName: 'items', index: 0 },
  ];
  const merge = (path: readonly string[], values: object) => [{ operation: 'merge', path, values }];
  const attributes = entity ? merge(['attributes'], { Id: { modelConfig: { path: 'PDS.Id' } } }) : [];
  const sources = entity
    ? merge([], { dataSources: { PDS: { type: 'crt.EntityDataSource', scope: 'page', config: { entitySchemaName: entity } } }, primaryDataSourceName: 'PDS' })
    : [];
  const part = (key: string, mark: string, value: unknown): string => `\t\t${key}: /**${mark}*/${indented(value)}/**${mark}*/`;
  return `define("${name}", /**SCHEMA_DEPS*/[]/**SCHEMA_DEPS*/, function/**SCHEMA_ARGS*/()/**SCHEMA_ARGS*/ {
\treturn {
${[
  part('viewConfigDiff', 'SCHEMA_VIEW_CONFIG_DIFF', view),
  part('viewModelConfigDiff', 'SCHEMA_VIEW_MODEL_CONFIG_DIFF', attributes),
  part('modelConfigDiff', 'SCHEMA_MODEL_CONFIG_DIFF', sources),
  part('handlers', 'SCHEMA_HANDLERS', []),
  part('converters', 'SCHEMA_CONVERTERS', {}),
  part('validators', 'SCHEMA_VALIDATORS', {}),
].join(',\n')}
\t};
});
`;
}

/** Where the plugin's files lie in the package. */
export const remoteFolder = `Files/src/js/${remoteName}`;

const indented = (value: unknown): string => JSON.stringify(value, null, '\t').replaceAll('\n', '\n\t\t');
