import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunSaid, elsewhereText } from '../../../../src/features/grant-recall/run/run-words.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';
import { standing } from './progress-states.ts';

const text = createText(en, 'en');

describe('a run that somebody else goes on with', () => {
  for (const [where, here, words] of [
    ['any window or browser where the host keeps batches', false, /^Another window or browser goes on/],
    ['only another tab where this browser keeps them', true, /^Another window or tab of this browser goes on/],
  ] as const) {
    test(`BX-3 may be in ${where}: that is shown and read out`, () => {
      assert.match(elsewhereText(here, text), words);
      const said = new RunSaid();
      said.hear(standing({ phase: 'running' }), text, 0, here);
      said.hear(standing({ phase: 'elsewhere' }), text, 0, here);
      assert.match(said.words, words);
    });
  }
});
