import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAgent } from '../../../src/features/session-manager/agent-parser.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const clients: readonly (readonly [agent: string, browser: string, system: string])[] = [
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/131.0.0.0 Safari/537.36`, 'Chrome 131', 'Windows 10+'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.70`, 'Microsoft Edge 131', 'Windows 10+'],
  ['Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0', 'Firefox 115', 'Windows 7'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15', 'Safari 18', 'macOS 10.15+'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15', 'Safari 14', 'macOS 10.14'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/131.0.0.0 Safari/537.36 OPR/116.0.0.0`, 'Opera 116', 'Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari 17', 'iOS 17.5'],
  [`Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/131.0.0.0 Mobile Safari/537.36`, 'Chrome 131', 'Android 10+'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0', 'Firefox 133', 'Android 14'],
  ['Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1237', 'WindowsPowerShell 5', 'Windows 10+'],
  ['curl/8.5.0', 'curl 8', ''],
  ['python-requests/2.31.0', 'python-requests 2', ''],
  ['okhttp', 'okhttp', ''],
  ['Apache-HttpClient/4.5.14 (Java/17.0.8)', 'Apache-HttpClient 4', ''],
  ['CreatioMobile/8.1.2 CFNetwork/1474 Darwin/23.0.0', 'CreatioMobile 8', ''],
  ['CreatioMobile (Linux; Android 13; Pixel 7)', 'CreatioMobile', 'Android 13'],
  ['Microsoft Office/16.0 (Windows NT 10.0; Microsoft Excel 16.0.17126; Pro)', 'Microsoft Office 16', 'Windows 10+'],
  ['terraform/v1.9.2', 'terraform 1', ''],
  ['Mozilla/5.0', '', ''],
  ['/', '', ''],
  ['=cmd|calc', '=cmd|calc', ''],
  ['x'.repeat(5_000), '', ''],
];

describe('BX-12 what a client is', () => {
  for (const [agent, browser, system] of clients) {
    test(`${agent.slice(0, 120)} is ${browser || 'unknown'} on ${system || 'unknown'}`, () => {
      assert.deepEqual(parseAgent(agent), { browser, system });
    });
  }
});
