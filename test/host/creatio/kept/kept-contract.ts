import type { Kept } from '../../../../src/host/creatio/kept/kept.ts';

/** The promises of what has to outlive the page, by name. Nothing here is of Node or of a browser alone. */
export const keptPromises: Readonly<Record<string, (kept: Kept) => Promise<void>>> = {
  async 'BX-3 what is kept is read again, in its own box, and is nobody’s object'(kept) {
    const value = { at: 1, deep: [{ name: 'Zoë' }], none: null };
    await kept.update('plans', 'one', () => value);
    value.deep[0]!.name = 'changed';
    const read = (await kept.read('plans', 'one')) as typeof value;
    same(read, { at: 1, deep: [{ name: 'Zoë' }], none: null });
    read.deep[0]!.name = 'changed';
    same(await kept.read('plans', 'one'), { at: 1, deep: [{ name: 'Zoë' }], none: null });
    same([await kept.read('sets', 'one'), await kept.read('plans', 'two')], [undefined, undefined]);
  },

  async 'BX-3 values are listed by the beginning of their keys, in the order of the keys'(kept) {
    for (const key of ['b/2', 'a/1', 'b/10', 'b', 'b/😀', 'c']) await kept.update('items', key, () => key);
    same((await kept.list('items', 'b/')).map(({ key, value }) => [key, value]), [['b/10', 'b/10'], ['b/2', 'b/2'], ['b/😀', 'b/😀']]);
    same((await kept.list('items')).map(({ key }) => key), ['a/1', 'b', 'b/10', 'b/2', 'b/😀', 'c']);
    same(await kept.list('sets'), []);
  },

  async 'BX-3 a change is told what was there, and undefined deletes it'(kept) {
    same(await kept.update('batches', 'one', (value) => [value ?? 'nothing']), ['nothing']);
    same(await kept.update('batches', 'one', (value) => [value]), [['nothing']]);
    same(await kept.update('batches', 'one', () => undefined), undefined);
    same(await kept.read('batches', 'one'), undefined);
    same(await kept.list('batches'), []);
  },

  async 'BX-3 a change that throws changes nothing, and its error is told'(kept) {
    await kept.update('batches', 'one', () => 1);
    const error = new Error('no');
    const thrown: unknown = await kept.update('batches', 'one', () => { throw error; }).catch((why: unknown) => why);
    same([thrown === error, await kept.read('batches', 'one')], [true, 1]);
  },

  async 'BX-2 nobody writes between what a change reads and what it writes'(kept) {
    const count = (value: unknown): number => ((value as number | undefined) ?? 0) + 1;
    await Promise.all(Array.from({ length: 50 }, () => kept.update('batches', 'count', count)));
    same(await kept.read('batches', 'count'), 50);
  },
};

function same(actual: unknown, expected: unknown): void {
  const [one, other] = [actual, expected].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`${one} instead of ${other}`);
}
