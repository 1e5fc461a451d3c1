import assert from 'node:assert/strict';
import { assumptionTable } from '../../../scripts/environment';
import { main } from '../../../scripts/cli/main';
import { recordedPorts } from '../recorded-ports';

async function listed(words: string, files: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const { ports, printed } = recordedPorts(files);
  const code = await main(['start', ...words.split(' ')], ports);
  return { code, ...printed() };
}

describe('konektor start --assumptions', () => {
  it('lists every one with its choices and the reason, and starts nothing', async () => {
    const { code, out, error } = await listed('--assumptions');
    assert.deepEqual([code, error, out.split('\n').flatMap(line => /^(\w+) = /.exec(line)?.[1] ?? [])], [0, 'What the platform is assumed to do where no document says it; turn one with --assumptions name=value, or in konektor.yaml.\n"facts" are this project\'s notes on what is documented.\n\n', Object.keys(assumptionTable).sort()]);
    assert.ok(out.startsWith('backendLocation = rewrite\n    one of: rewrite, leave\n    Whether a Location on the backend\'s address'));
    assert.ok(out.split('\n').every(line => line.length <= 100));
  });

  it('says what konektor.yaml and the command line change; the command line counts', async () => {
    const files = { '/project/konektor.yaml': 'assumptions:\n  failedScriptStatus: 502\n  pollOnTurnOn: afterRecurrence\n' };
    const { out } = await listed('--assumptions failedScriptStatus=504 --assumptions', files);
    assert.deepEqual(out.split('\n').filter(line => / \(.*default/.test(line)), ['failedScriptStatus = 504 (command line; default 500)', 'pollOnTurnOn = afterRecurrence (konektor.yaml; default atOnce)']);
    const rows = JSON.parse((await listed('--format json --assumptions', files)).out) as readonly { readonly name: string }[];
    assert.deepEqual(rows.find(({ name }) => name === 'pollOnTurnOn'), { name: 'pollOnTurnOn', value: 'afterRecurrence', from: 'konektor.yaml', default: 'atOnce', choices: ['atOnce', 'afterRecurrence'], about: assumptionTable.pollOnTurnOn.about });
  });

  it('refuses what is none', async () => {
    assert.deepEqual(await listed('--assumptions failedScriptStatus=501 --assumptions'), { code: 2, out: '', error: `konektor: The assumption failedScriptStatus can be 500, 502, 504, not "501". ${assumptionTable.failedScriptStatus.about}\n` });
    assert.deepEqual(await listed('--assumptions', { '/project/konektor.yaml': 'assumptions:\n  nothingKnown: 1\n' }).then(({ code, error }) => [code, error.split('\n')[0]]), [2, 'konektor: konektor.yaml has mistakes, so that what it assumes is not known. Mend it first:']);
  });
});
