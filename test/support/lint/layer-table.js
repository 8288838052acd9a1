/**
 * "Who may import whom" of the design, as data. The first row whose `files` match a file is the row it obeys.
 * `project` matches paths in this repository, `packages` names of npm packages, `types` paths that may be imported as types only.
 */
const anything = /^/;
const nothing = /^(?!)/;
const lit = /^lit(\/|$)/;
const forServer = /^plugin-manifest\/|^src\/licensing\/|^src\/host\/(rest|creatio)\/wire/;
const licensing = /^src\/licensing\//;

export const layers = [
  { row: 'entries may import everything', files: /^src\/((views|creatio)\/)?[^/]+\.ts$/, project: anything, packages: anything },
  {
    row: 'feature *.store.ts may import licensing, RxJS and pure files of its own folder',
    files: /^src\/features\/[^/]+\/.*\.store\.ts$/,
    own: /^src\/features\/[^/]+\//,
    project: licensing,
    packages: /^rxjs(\/|$)/,
  },
  {
    row: 'feature agent-parser.ts may import bowser and nothing else',
    files: /^src\/features\/[^/]+\/agent-parser\.ts$/,
    project: nothing,
    packages: /^bowser$/,
  },
  {
    row: 'feature elements may import their own store and styles, licensing, ui, text, Lit',
    files: /^src\/features\/[^/]+\//,
    own: /^src\/features\/[^/]+\//,
    project: /^src\/(licensing|ui|text)\//,
    packages: lit,
  },
  {
    row: 'host/* may import licensing, ky, zod',
    files: /^src\/host\//,
    project: /^src\/(licensing|host)\//,
    packages: /^(ky|zod)(\/|$)/,
  },
  { row: 'ui/ may import Lit, text', files: /^src\/ui\//, project: /^src\/(ui|text)\//, packages: lit },
  { row: 'text/ may import nothing', files: /^src\/text\//, project: /^src\/text\//, packages: nothing },
  { row: 'licensing/ may import nothing', files: /^src\/licensing\//, project: licensing, packages: nothing },
  {
    row: 'mock-host/shell may import the plugin only through the manifest and its built entry',
    files: /^mock-host\/shell\//,
    project: /^(mock-host\/(shell|scenarios)\/|plugin-manifest\/)/,
    packages: anything,
    types: /^src\/host\/(host-services|creatio\/kit)\.ts$/,
  },
  {
    row: 'mock-host/start may import all of mock-host, and of the plugin what mock-host/server may',
    files: /^mock-host\/start[./]/,
    project: new RegExp(`^mock-host/|${forServer.source}`),
    packages: anything,
  },
  {
    row: 'mock-host/server may import licensing, wire schemas of host/rest and host/creatio',
    files: /^mock-host\//,
    project: new RegExp(`^mock-host/(?!shell/)|${forServer.source}`),
    packages: anything,
  },
  { row: 'src/ has the layers entries, features, host, ui, text, licensing and no other', files: /^src\//, project: nothing, packages: nothing },
];
