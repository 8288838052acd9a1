import { expect } from '@open-wc/testing';
import type { Person } from '../../../src/licensing/bulk.ts';
import { MemoryBulk } from '../../support/memory-bulk.ts';
import { MemoryGateway } from '../../support/memory-gateway.ts';
import { grantTo } from './company.ts';
import { DialogRig } from './dialog-rig.ts';

const PRODUCTS = 10;

/** So many people and ten products with seats for all; every other person has every license. */
class Crowd extends MemoryBulk {
  /** How often somebody was looked at for a license: what planning costs. */
  looked = 0;

  constructor(readonly people: number) {
    super(new MemoryGateway());
    for (let product = 0; product < PRODUCTS; product++) this.world.addProduct({ id: `p${product}`, name: `Product ${product}` }, people);
    for (let at = 0; at < people; at++) {
      this.world.addUser({ id: `u${at}`, name: `User ${at}` });
      if (at % 2) for (let product = 0; product < PRODUCTS; product++) this.world.hold(`u${at}`, `p${product}`);
    }
  }

  override async population(selectionId: string, signal: AbortSignal): ReturnType<MemoryBulk['population']> {
    const population = await super.population(selectionId, signal);
    const counting: ProxyHandler<Person['held']> = { get: (held, productId: string) => (this.looked++, held[productId]) };
    return { ...population, people: population.people!.map((person) => ({ ...person, held: new Proxy(person.held, counting) })) };
  }
}

for (const people of [200, 1_000]) {
  describe(`CR-6 BX-1 ${people.toLocaleString('en')} people and ten licenses`, () => {
    it('a tick draws once and looks at no cell twice, and what is drawn does not grow with the people', async () => {
      const gateway = new Crowd(people);
      const everybody = Array.from({ length: people }, (_, at) => `u${at}`);
      const rig = await DialogRig.open({ gateway, task: grantTo(...everybody) });
      let drawn: string[] = [];
      for (const element of [rig.dialog, rig.find('lic-product-choice')] as (HTMLElement & { render(): unknown })[]) {
        const render = element.render.bind(element);
        element.render = () => (drawn.push(element.localName), render());
      }
      for (let at = 0; at < PRODUCTS; at++) {
        [drawn, gateway.looked] = [[], 0];
        await rig.tick(`Product ${at}`);
        expect(drawn).to.deep.equal(['lic-grant-recall', 'lic-product-choice']);
        expect(gateway.looked).to.be.within(people, people * (at + 1));
      }
      const half = (people / 2).toLocaleString('en');
      expect(rig.part('Product 9', 'preview')).to.equal(`${half} get it · ${half} already have it`);
      expect(rig.all('*').length).to.be.below(400);
      await rig.press('Next');
      await rig.until(() => rig.rows().length, 'cells');
      expect(rig.all('*').length).to.be.below(400);
    });
  });
}
