/**
 * What Creatio knows the packages and their schemas by. Once given out these never change: another id would be another
 * schema beside the old one.
 */
export const packages = {
  UsrLicenseAdmin: '7f92e969-2e9c-47d3-ae11-010cc61f18c1',
  UsrLicenseAdminPlaces: '060ca381-f571-4aac-aa6a-4dd93455fbf7',
} as const;

export type PackageName = keyof typeof packages;

export const schemaIds = {
  UsrLicenseAdminModule: '7509e4fe-e104-4a03-a5b3-419ee036eb2e',
  UsrUserLicenses_FormPage: 'e7c2330e-cc00-4471-86b2-b592ee4be98a',
  UsrLicensePeople_ListPage: '07f0cb9e-27d7-4883-a1b9-a25892a13f20',
  UsrLicenseProducts_ListPage: 'a0925912-b8b2-4bed-beac-bcdb8a0edeb1',
  UsrLicenseBatches_ListPage: 'be284f13-b3ea-424d-9a61-413069ce97ec',
  UsrSessionManager_ListPage: 'e6e7a522-7bed-4db9-a010-71aaa427c13b',
  UsrLicenseSelfTest_ListPage: '8815ad1a-889c-4c77-818e-5ae3631c1dfd',
  UserPageV2: '79871a03-b75b-456b-a277-fc1970e01403',
  SystemDesigner: '3203ef93-de9b-4017-b5fc-65e00191f65f',
} as const;

export type SchemaName = keyof typeof schemaIds;

/** Texts of our own in the System Designer. */
export const stringIds = {
  UsrLicensePeopleCaption: 'f28c4cc5-a261-44aa-8238-6643c586f0c2',
  UsrLicenseProductsCaption: '2858356c-971e-4817-a0fd-ab3757b30c0c',
  UsrLicenseBatchesCaption: '1e6592df-d524-4a89-961a-7df155bfd382',
  UsrSessionManagerCaption: 'd1b1e5c4-70a9-4f0e-9c0b-6a4b8a4f2f63',
  UsrLicenseSelfTestCaption: '4c0e1f0a-2d8e-4b7c-8f65-0f5f3c9b1e27',
} as const;

/** Of Creatio: what ours are made from, as its public packages name them. */
export const stock = {
  /** What every package of a product builds on. */
  CrtCore: '012e2e14-082b-ac2b-da5a-2fc87bad41d4',
  /** Of modules without a page. */
  module: '50e3acc0-26fc-4237-a095-849a1d534bd3',
  BlankPageTemplate: 'f691e828-0b36-42a7-898f-c337e9af67d0',
  SystemDesigner: '30eb596d-9981-4116-ac6c-daf1060716f4',
  UserPageV2: 'e39f556f-de8b-49a7-8845-9458541a5b1f',
} as const;

/** The remote's name, and of its folder. */
export const remoteName = 'license_admin';

/**
 * When a version was made, as Creatio compares it: later for a later version, and the same whenever and wherever it is packed.
 * @param version such as `0.1.0`
 * @throws Error for what is no version
 */
export function stampOf(version: string): string {
  const [, major, minor, patch] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(version) ?? [];
  if (patch === undefined) throw new Error(`${version} is not a version such as 1.2.3: Creatio would not know which package is the newer one.`);
  const order = (Number(major) * 1000 + Number(minor)) * 1000 + Number(patch);
  return `/Date(${Date.UTC(2026, 0, 1) + order * 1000})/`;
}
