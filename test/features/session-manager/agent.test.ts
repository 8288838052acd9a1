import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Agents } from '../../../src/features/session-manager/agent.ts';

describe('BX-12 browsers and systems on screen', () => {
  test('nothing is said before the parser is here, and then it is told', async () => {
    let loaded = 0;
    let come = (): void => {};
    const agents = new Agents(() => loaded++, () => new Promise((resolve) => (come = () => resolve({ parseAgent: (agent) => ({ browser: agent, system: 'S' }) }))));
    assert.deepEqual([agents.browser('a'), agents.system('b'), loaded], ['', '', 0]);
    come();
    await setImmediate();
    assert.deepEqual([agents.browser('a'), agents.system('b'), loaded], ['a', 'S', 1]);
  });

  test('the real parser comes by itself', async () => {
    let agents!: Agents;
    await new Promise<void>((loaded) => {
      agents = new Agents(loaded);
      agents.browser('curl/8.5.0');
    });
    assert.equal(agents.browser('curl/8.5.0'), 'curl 8');
  });

  test('a client that says nothing is not worth a parser', () => {
    const agents = new Agents(() => {}, () => assert.fail('loaded'));
    assert.deepEqual([agents.browser(null), agents.system('')], ['', '']);
  });

  test('a parser that can’t be had leaves the columns empty, and is not asked for with every row', async () => {
    let asked = 0;
    const agents = new Agents(() => assert.fail('told'), () => (asked++, Promise.reject(new Error('gone'))));
    agents.browser('a');
    await setImmediate();
    assert.deepEqual([agents.browser('a'), asked], ['', 1]);
  });

  test('each description is read once, and not all are kept for ever', async () => {
    let parsed = 0;
    const agents = new Agents(() => {}, async () => ({ parseAgent: () => (parsed++, { browser: '', system: '' }) }));
    agents.browser('a');
    await setImmediate();
    agents.browser('a');
    agents.system('a');
    assert.equal(parsed, 1);
    for (let number = 0; number < 5_000; number++) agents.browser(`agent ${number}`);
    agents.browser('a');
    assert.equal(parsed, 5_002);
  });
});
