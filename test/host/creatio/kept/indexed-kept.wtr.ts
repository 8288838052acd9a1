import { expect } from '@open-wc/testing';
import { IndexedKept } from '../../../../src/host/creatio/kept/indexed-kept.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { keptPromises } from './kept-contract.ts';

let number = 0;
const name = (): string => `test ${Date.now()} ${++number}`;

describe('what a browser keeps', () => {
  for (const [promise, keeps] of Object.entries(keptPromises)) it(promise, () => keeps(new IndexedKept(name())));

  it('BX-2 tabs share it, and nobody writes between what another one’s change reads and writes', async () => {
    const shared = name();
    const tabs = [new IndexedKept(shared), new IndexedKept(shared), new IndexedKept(shared)];
    const count = (value: unknown): number => ((value as number | undefined) ?? 0) + 1;
    await Promise.all(Array.from({ length: 60 }, (_, at) => tabs[at % 3]!.update('batches', 'count', count)));
    expect(await new IndexedKept(shared).read('batches', 'count')).to.equal(60);
    expect(await new IndexedKept(name()).read('batches', 'count')).to.equal(undefined);
  });

  it('BX-3 a newer tab is not kept from its newer version, and the older one says that it can keep nothing', async () => {
    const shared = name();
    const older = new IndexedKept(shared);
    await older.update('sets', 'one', () => 1);
    const newer = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(shared, 1_000);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
    const error: unknown = await older.read('sets', 'one').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(LicensingError);
    expect((error as LicensingError).detail).to.contain('VersionError');
    newer.close();
  });

  it('BX-3 a database that an older version has made gets what it lacks, and keeps what it has', async () => {
    const shared = name();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(shared, 1);
      request.onupgradeneeded = () => void request.result.createObjectStore('sets').put('old', 'one');
      request.onsuccess = () => (request.result.close(), resolve());
      request.onerror = () => reject(request.error!);
    });
    const kept = new IndexedKept(shared);
    await kept.update('endings', 'one', () => 'new');
    expect([await kept.read('sets', 'one'), await kept.read('endings', 'one')]).to.deep.equal(['old', 'new']);
  });

  it('BX-3 a database that the browser has closed is opened again', async () => {
    const shared = name();
    const kept = new IndexedKept(shared);
    await kept.update('sets', 'one', () => 1);
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(shared);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await kept.read('sets', 'one')).to.equal(undefined);
    await kept.update('sets', 'one', () => 2);
    expect(await kept.read('sets', 'one')).to.equal(2);
  });

  it('BX-3 no room left and a browser that keeps nothing are said in a sentence', async () => {
    const put = IDBObjectStore.prototype.put;
    const open = IDBFactory.prototype.open;
    const said = async (kept: IndexedKept): Promise<string> =>
      (await kept.update('sets', 'one', () => 1).then(() => new LicensingError('server', 'kept'), (error: LicensingError) => error)).detail;
    try {
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
      expect(await said(new IndexedKept(name()))).to.contain('cannot keep what has to outlive the page: there is no room left');
      IDBObjectStore.prototype.put = put;
      IDBFactory.prototype.open = () => { throw new DOMException('private window', 'SecurityError'); };
      expect(await said(new IndexedKept(name()))).to.contain('cannot keep what has to outlive the page: SecurityError');
    } finally {
      Object.assign(IDBObjectStore.prototype, { put });
      Object.assign(IDBFactory.prototype, { open });
    }
  });
});
