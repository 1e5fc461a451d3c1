import assert from 'node:assert/strict';
import { readAnswers } from '../../../scripts/cli/doctor/read-answers';
import { decidedValues, tenantReport, type TenantReport } from '../../../scripts/cli/doctor/tenant-report';
import { callConclusions } from '../../../scripts/cli/doctor/call-conclusions';
import { triggerConclusions } from '../../../scripts/cli/doctor/trigger-conclusions';
import { type AssumptionName, type Assumptions, assumptions, assumptionTable, type JsonValue } from '../../../scripts/environment';
import { playedProbe, type Played, type ProbeRun, turnedOnAt } from './running-probe';

/** The switches that the probe decides; sign-ins, limits and webhooks are beyond it. */
const names = Object.keys({ ...callConclusions, ...triggerConclusions }) as AssumptionName[]; // each judge stands under the name of its switch

/** What a person does at the end, by the README: copies the newest complete run, or another one, and writes in what was seen. */
function copied({ answers }: ProbeRun, observed: Record<string, JsonValue>): string {
  const shown = answers.filter(each => each !== undefined);
  const newest = (name: string, value: JsonValue) => shown.filter(({ trigger }) => (trigger as Record<string, JsonValue>)[name] === value).at(-1); // the form of ProbeAnswers, checked when it is read
  const taken = newest('complete', true) ?? newest('stage', 'errorWithLocation') ?? shown.at(-1);
  assert.ok(taken, 'No run has shown its answers.');
  return JSON.stringify({ ...taken, observed: { ...(taken['observed'] as object), turnedOnAt: new Date(turnedOnAt).toISOString(), cancelledRun: answers.includes(undefined), ...observed } });
}

/** Plays the probe and reads its answers the way doctor does. */
async function probed(played: Played, observed: Record<string, JsonValue> = {}): Promise<TenantReport> {
  const run = await playedProbe(played);
  assert.equal(run.backendCalls, 0, 'the probe sends nothing');
  return tenantReport(readAnswers(copied(run, observed), 'answers.json'));
}

/** How long each flipped switch needs, and what else is done meanwhile. */
const played: Readonly<Partial<Record<AssumptionName, Played>>> = {
  editedInputs: { editAfter: 14, minutes: 30 },
  scriptTimeLimitMs: { minutes: 0.5, waits: [8] },
  errorWithoutLocation: { minutes: 30 },
};

const flips = names.flatMap(name => assumptionTable[name].choices.filter(choice => choice !== assumptionTable[name].default).map(choice => [name, choice] as const));

describe('the probe, run on the local environment', function () {
  this.timeout(120_000);

  it('says of the environment as it is by default exactly that', async () => {
    const report = await probed({ editAfter: 14, minutes: 20 }, { roundChanged: true, refusedConnection: true });
    const { scriptTimeLimitMs, ...others } = assumptions();
    assert.equal(scriptTimeLimitMs, 5_000);
    assert.deepEqual(decidedValues(report), Object.fromEntries(Object.entries(others).filter(([name]) => names.includes(name as AssumptionName)))); // the table's own keys
    assert.deepEqual(report.notAsked, ['firstScheduledRun', 'unauthenticatedConnection', 'rateWindow', 'sizeLimits', 'performanceProfile', 'splitOnOverLimit', 'failedSubscription', 'callbackWhenOff', 'callbackMethods', 'notificationOperations']);
    // The other probe tells of signing in.
    assert.deepEqual(report.expectations.filter(({ holds }) => holds !== true).map(({ what, holds }) => [what, holds]), [['A connection can sign in as a service principal, and its token arrives', undefined]]);
    assert.deepEqual(report.platform['original address'], 'https://*.azure-apim.net/apim/*/*/describe');
  });

  it('finds the time limit of 5 s by a script of 8 s', async () => {
    assert.equal(decidedValues(await probed({ minutes: 0.5, waits: [8] })).scriptTimeLimitMs, 5_000);
  });

  for (const [name, choice] of flips) {
    it(`finds ${name} = ${choice}, and nothing else that is not so`, async () => {
      const assumed: Partial<Assumptions> = { [name]: choice };
      const { conclusions, wrong } = concluded(await probed({ ...played[name], assumed }, { roundChanged: name === 'editedInputs' }), name);
      assert.deepEqual(conclusions, { kind: 'decided', value: choice });
      assert.deepEqual(wrong, []);
    });
  }

  it('leaves open what it has not come to', async () => {
    const report = await probed({ minutes: 5 });
    assert.deepEqual(report.assumptions.filter(({ conclusion }) => conclusion.kind === 'undecided').map(({ name }) => name), ['errorWithLocation', 'errorWithoutLocation', 'editedInputs', 'splitOnWithoutArray', 'scriptTimeLimitMs']);
  });

  it('several answers at once are told apart', async () => {
    const assumed = { operationIdForm: 'base64', failedScriptStatus: 504, routedBasePath: 'always', undeclaredSecurity: 'skip', errorWithLocation: 'ignore', pollOnTurnOn: 'afterRecurrence', splitOnWithoutArray: 'oneRun' } as const;
    const found = decidedValues(await probed({ assumed, minutes: 20 }));
    assert.deepEqual(Object.fromEntries(Object.keys(assumed).map(name => [name, found[name]])), assumed);
  });
});

/** The conclusion about one assumption, and those about others that contradict the defaults. */
function concluded({ assumptions: rows }: TenantReport, name: AssumptionName) {
  return {
    conclusions: rows.find(row => row.name === name)?.conclusion,
    wrong: rows.filter(row => row.name !== name && (row.conclusion.kind === 'otherwise' || (row.conclusion.kind === 'decided' && row.conclusion.value !== row.default))),
  };
}
