import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { loadText } from '../../../../src/text/load.ts';
import { until } from '../../../support/until.ts';
import { setViewport } from '../../../support/viewport.ts';
import { ProgressRig } from './progress-rig.ts';
import { NOW, context, standing, states } from './progress-states.ts';

describe('the progress of a batch', () => {
  for (const [name, state] of Object.entries(states)) {
    for (const mini of [false, true]) {
      it(`BX-15: anybody can read it, ${name}${mini ? ', small' : ''}`, async () => {
        const rig = await ProgressRig.open(state, { mini });
        await expect(rig.element).to.be.accessible();
        expect(rig.words.filter((words) => /undefined|NaN|\{/.test(words))).to.deep.equal([]);
      });
    }
  }

  it('says how many are done, how fast it goes, and how they ended', async () => {
    const rig = await ProgressRig.open(states.running!);
    expect(rig.words).to.deep.equal([
      'Applying', '37 of 120', '1,240 a second', 'about 18 seconds left', '30 applied', '5 skipped', '2 failed', '20 under way', '63 left',
    ]);
    const { role, ariaLabel, ariaValueMin, ariaValueMax, ariaValueNow, ariaValueText } = rig.bar;
    expect({ role, ariaLabel, ariaValueMin, ariaValueMax, ariaValueNow, ariaValueText }).to.deep.equal({
      role: 'progressbar', ariaLabel: 'Progress', ariaValueMin: '0', ariaValueMax: '120', ariaValueNow: '37', ariaValueText: '37 of 120',
    });
    const widths = [...rig.bar.querySelectorAll('rect')].map((part) => part.getBoundingClientRect().width / rig.bar.clientWidth);
    expect(widths.map((width) => Math.round(width * 120))).to.deep.equal([30, 5, 2, 20]);
  });

  it('what was sent is under way, and in doubt only when its answer is', async () => {
    const rig = await ProgressRig.open(states.running!);
    for (const [state, words] of [['running', '20 under way'], ['pausing', '20 under way'], ['stopping', '20 under way'], ['elsewhere', '20 under way'], ['forbidden', '20 not confirmed'], ['waiting for the server', '20 not confirmed']]) {
      await rig.stand(states[state!]!);
      expect(rig.words, state).to.include(words);
    }
  });

  it('fills from where reading begins', async () => {
    const rig = await ProgressRig.open(states.running!, { context: { ...context, direction: 'rtl' } });
    const [first] = rig.bar.querySelectorAll('rect');
    expect(first!.getBoundingClientRect().right).to.be.closeTo(rig.bar.getBoundingClientRect().right, 1);
  });

  for (const [state, buttons] of Object.entries({
    running: ['Pause', 'Cancel the rest', 'Minimise'],
    settling: ['Cancel the rest', 'Minimise'],
    interrupted: ['Go on', 'Cancel the rest', 'Minimise'],
    paused: ['Go on', 'Cancel the rest', 'Minimise'],
    stopping: ['Minimise'],
    'signed out': ['Try now', 'Cancel the rest', 'Minimise'],
    elsewhere: ['Go on here', 'Minimise'],
    ended: ['Retry failed'],
    cancelled: ['Go on with 90 left'],
  })) {
    it(`offers what can be done: ${state}`, async () => {
      const rig = await ProgressRig.open(states[state]!);
      expect(rig.buttons).to.deep.equal(buttons);
    });
  }

  it('BX-15: every button is reached and pressed by keys', async () => {
    const rig = await ProgressRig.open(states.running!);
    let minimised = 0;
    rig.element.addEventListener('minimise', () => minimised++);
    for (let button = 0; button < 3; button++) {
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
    }
    await rig.stand(states.paused!);
    rig.button('Go on').click();
    await rig.stand(states.ended!);
    rig.button('Retry failed').click();
    await rig.stand(states.forbidden!);
    rig.button('Try now').click();
    expect([rig.asked, minimised]).to.deep.equal([['pause', 'cancel', 'goOn', 'retryFailed', 'goOn'], 1]);
  });

  it('BX-15: the focus stays when the button that had it is gone', async () => {
    const rig = await ProgressRig.open(states.running!);
    rig.button('Pause').focus();
    await rig.stand(states.pausing!);
    await rig.stand(states.paused!);
    expect(rig.element.shadowRoot!.activeElement).not.to.equal(null);
  });

  it('BX-3: after an interruption it says how far it came, before and after what was unknown is known', async () => {
    const rig = await ProgressRig.open(states.settling!);
    expect(rig.words).to.include('37 done, 2 unknown, 81 left');
    await rig.stand(states.interrupted!);
    expect(rig.words).to.include.members(['38 done, 0 unknown, 82 left', '2 answers were lost: 1 carried out, 1 not.', 'Go on with what is left?']);
  });

  it('counts down to the next attempt, and says so in seconds', async () => {
    let now = NOW;
    const rig = await ProgressRig.open(standing({ trouble: { code: 'offline', until: NOW + 2_050 } }), { context: { ...context, now: () => now } });
    expect(rig.words).to.include('Trying again in 3 seconds');
    now += 2_000;
    await until(() => rig.words.includes('Trying again in 1 second'), 'a second later');
    await rig.stand(standing({ trouble: { code: 'offline', until: NOW } }));
    expect(rig.words).to.include('Trying again…');
  });

  it('the small one says no more than how far it is', async () => {
    const rig = await ProgressRig.open(states.running!, { mini: true });
    expect([rig.words, rig.buttons]).to.deep.equal([['Applying', 'about 18 seconds left'], []]);
    await rig.stand(states.paused!);
    expect(rig.words).to.deep.equal(['Paused', '37 of 120']);
  });

  it('another run is another story', async () => {
    const rig = await ProgressRig.open(states.settling!);
    const other = await ProgressRig.open(states.interrupted!);
    rig.element.run = other.element.run;
    await rig.element.updateComplete;
    expect(rig.words).not.to.include('2 answers were lost: 1 carried out, 1 not.');
  });
});

describe('BX-15 what is read out of a batch', () => {
  it('is one sentence at the end, however often it was told on the way', async () => {
    const rig = await ProgressRig.open(states.fresh!);
    const said = new Set<string>();
    for (let applied = 0; applied <= 119; applied++) {
      await rig.stand(standing({ summary: { tally: { ...states.running!.summary.tally, applied, skipped: 0, failed: 0, unknown: 0, 'not-attempted': 120 - applied } } }));
      said.add(rig.said);
    }
    expect([...said]).to.deep.equal(['']);
    await rig.stand(states.ended!);
    expect(rig.said).to.equal('Bulk assign for 120 people: 112 assigned, 5 skipped (2 no seats left, 3 already assigned), 3 failed (3 server errors)');
  });

  it('that a quarter more is done, when it takes long', async () => {
    let now = NOW;
    const rig = await ProgressRig.open(standing({}), { context: { ...context, now: () => now } });
    const said: string[] = [];
    for (let applied = 0; applied < 120; applied++) {
      now += 1_000;
      await rig.stand(standing({ summary: { tally: { applied, skipped: 0, failed: 0, unknown: 0, 'not-attempted': 120 - applied } } }));
      if (rig.said !== (said.at(-1) ?? '')) said.push(rig.said);
    }
    expect(said).to.deep.equal(['30 of 120', '60 of 120', '90 of 120']);
  });

  it('why nothing comes, once, and that it waits for somebody', async () => {
    const rig = await ProgressRig.open(states.running!);
    await rig.stand(states['waiting for the server']!);
    expect(rig.said).to.match(/^You are offline/);
    await rig.stand(states.paused!);
    expect(rig.said).to.equal('Paused. 37 done, 0 unknown, 83 left');
  });

  it('nothing of a batch that had ended before anybody looked', async () => {
    const rig = await ProgressRig.open(states.ended!);
    expect(rig.said).to.equal('');
  });
});

describe('the progress in every language', () => {
  for (const locale of ['en', 'de', 'uk', 'ar', 'en-XA']) {
    for (const [name, state] of Object.entries(states)) {
      it(`400 px: nothing is wider than the page, ${name}, in ${locale}`, async () => {
        await setViewport({ width: 400, height: 800 });
        const rig = await ProgressRig.open(state, {
          context: { ...context, locale: locale === 'en-XA' ? 'en' : locale, direction: locale === 'ar' ? 'rtl' : 'ltr' },
          text: await loadText(locale, 'grant-recall'),
        });
        for (const mini of [false, true]) {
          rig.element.mini = mini;
          await rig.element.updateComplete;
          expect(rig.element.scrollWidth).to.be.at.most(rig.element.clientWidth);
          if (locale === 'en-XA') for (const words of [...rig.words, ...rig.buttons]) expect(words).to.match(/^\[.*\]$/);
        }
        await setViewport({ width: 1280, height: 800 });
      });
    }
  }
});
