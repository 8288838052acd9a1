import { expect } from '@open-wc/testing';
import { createFrame, createNotice } from '../src/notice.ts';

it('a sentence is text whatever it says, and is read out at once', () => {
  const notice = createNotice('<img src=x onerror="alert(1)">');
  expect(notice.getAttribute('role')).to.equal('alert');
  expect(notice.textContent).to.equal('<img src=x onerror="alert(1)">');
  expect(notice.children).to.have.length(0);
});

it('what can be tried again has a button for it', () => {
  let tries = 0;
  const notice = createNotice('Sorry.', { label: 'Try again', act: () => tries++ });
  const button = notice.querySelector('button')!;
  expect(button.type).to.equal('button');
  expect(button.textContent).to.equal('Try again');
  button.click();
  expect(tries).to.equal(1);
});

it('a frame keeps the page’s styles out and its own in', () => {
  const page = new CSSStyleSheet();
  page.replaceSync('p { color: rgb(255, 0, 0); padding: 77px; }');
  document.adoptedStyleSheets.push(page);
  const { frame, root, stage } = createFrame();
  document.body.append(frame);
  const notice = createNotice('Sorry.');
  root.prepend(notice);
  expect(getComputedStyle(notice).paddingTop).to.equal('16px');
  stage.hidden = true;
  expect(getComputedStyle(stage).display).to.equal('none');
  expect(document.adoptedStyleSheets).to.deep.equal([page]);
  frame.remove();
  document.adoptedStyleSheets = [];
});
