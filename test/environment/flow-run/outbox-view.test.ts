import * as assert from 'node:assert/strict';
import { textOfHtml } from '../../../scripts/environment/flow-run/html-text';
import type { OutboxMessage } from '../../../scripts/environment/flow-run/outbox';
import { destinationOf, messageSummary, messageView } from '../../../scripts/environment/flow-run/outbox-view';

const origin = { at: 0, runKey: 'f/1/0', flow: 'f', step: 'Post' };
const teams: OutboxMessage = {
  ...origin, kind: 'teams', to: { kind: 'channel', team: 'Data team', channel: 'General' }, postedAs: 'Flow bot', subject: 'A refresh failed', isCard: false,
  html: '<p>The refresh of <b>Loyalty</b> failed &amp; was not repeated.</p><ul><li>Reason: the source refused the connection, which it has done before at this hour of the day</li><li>More: <a href="https://example.com/log">log</a></li></ul>',
};
const mail: OutboxMessage = { ...origin, kind: 'mail', to: ['a@example.com', 'b@example.com'], cc: ['c@example.com'], bcc: [], subject: 'VIP', html: '<table><tr><th>Before</th><th>Now</th></tr><tr><td>9,980</td><td>10,214</td></tr></table>' };

describe('messages as a person sees them', () => {
  it('a Teams message', () => {
    assert.equal(messageView(teams, 56), [
      '╭─ Teams · Data team › General ────────────────────────╮',
      '│ A refresh failed                                     │',
      '│ ──────────────────────────────────────────────────── │',
      '│ The refresh of Loyalty failed & was not repeated.    │',
      '│ • Reason: the source refused the connection, which   │',
      '│ it has done before at this hour of the day           │',
      '│ • More: log (https://example.com/log)                │',
      '╰──────────────────────────────────────────────────────╯',
    ].join('\n'));
  });

  it('a mail', () => {
    assert.equal(messageView(mail, 60), [
      '╭─ Mail · a@example.com, b@example.com · copy c@example.c… ╮',
      '│ VIP                                                      │',
      '│ ──────────────────────────────────────────────────────── │',
      '│ Before  Now                                              │',
      '│ 9,980  10,214                                            │',
      '╰──────────────────────────────────────────────────────────╯',
    ].join('\n'));
    assert.equal(messageSummary(mail), 'VIP: Before  Now 9,980  10,214');
  });

  it('a card shows its texts, and a chat its recipient', () => {
    const card: OutboxMessage = { ...origin, kind: 'teams', to: { kind: 'chat', recipient: 'a@example.com' }, postedAs: 'User', isCard: true, html: JSON.stringify({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Loyalty' }, { type: 'FactSet', facts: [{ title: 'Rows', value: '12' }] }] }) };
    assert.equal(destinationOf(card), 'Teams · a@example.com');
    assert.equal(messageSummary(card), 'Loyalty Rows 12');
  });

  it('nothing in a message steers the terminal or leaves the frame', () => {
    const view = messageView({ ...mail, subject: 'a\u001b[2Jb\nc', html: 'x\u001b]0;t\u0007&#27;[1m&#10;y', to: ['\u202ea\n@example.com'] }, 40);
    assert.equal(/[^\P{C}\n]/u.test(view), false);
    assert.deepEqual([...new Set(view.split('\n').map(line => [...line].length))], [40]);
  });
});

describe('text of HTML', () => {
  const cases: readonly (readonly [html: string, text: string])[] = [
    ['plain', 'plain'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<p>a</p>\n\n<p>b</p>', 'a\nb'],
    ['<style>p{}</style><!-- no -->a<script>alert(1)</script>', 'a'],
    ['1 &lt; 2 &#x26; 3 &unknown; &#0;', '1 < 2 & 3 &unknown; &#0;'],
    ['<a href=\'https://example.com/\'>https://example.com/</a>', 'https://example.com/'],
    ['x<pre>a: 1\nb: 2\n</pre>y', 'x\na: 1\nb: 2\ny'],
    ['<td>a</td> <td>b</td>', 'a  b'],
    ['a < b', 'a < b'],
  ];
  for (const [html, text] of cases) it(JSON.stringify(html), () => { assert.equal(textOfHtml(html), text); });
});
