import assert from 'node:assert/strict';
import type { Conclusion } from '../../../scripts/cli/doctor/conclusion';
import { contradicts, differing, tenantReport, tenantReportText } from '../../../scripts/cli/doctor/tenant-report';
import { type AssumptionName, assumptionTable } from '../../../scripts/environment';
import { answersWith, usualAnswers } from '../../package/probe/usual-answers';

const conclusionOf = (name: AssumptionName, changes: Readonly<Record<string, unknown>>): Conclusion | undefined =>
  tenantReport(answersWith(changes)).assumptions.find(row => row.name === name)?.conclusion;

/** What a platform could do that no choice stands for, and how it is told. */
const otherwise: readonly (readonly [name: AssumptionName, changes: Readonly<Record<string, unknown>>, saw: string])[] = [
  ['operationIdForm', { 'calls.describe.body.operationId': 'describe' }, 'names the operation Describe "describe"'],
  ['scriptTimeLimitMs', { 'calls.waits': [{ seconds: 8, status: 200 }, { seconds: 30, status: 200 }, { seconds: 100, status: 504 }] }, 'ends a script between 30 s and 100 s'],
  ['scriptTimeLimitMs', { 'calls.waits': [{ seconds: 8, status: 500 }, { seconds: 30, status: 200 }] }, 'answers a script of 30 s, and not one of 8 s'],
  ['failedScriptStatus', { 'calls.fail.status': 400 }, 'answers 400 for a script that failed'],
  ['routedBasePath', { 'calls.route.path': '/base/routed' }, ''],
  ['routedBasePath', { 'calls.route.path': '/base/routed', 'calls.routeBelowHost.path': '/routed' }, 'routes to "/base/routed" and, below a host policy, to "/routed"'],
  ['routedBasePath', { 'calls.route': { status: 500, path: null } }, 'routes to nothing (status 500) and, below a host policy, to "/host/routed"'],
  ['hostWithoutScheme', { 'calls.hostWithoutScheme': { status: 500, scheme: null } }, 'answers 500 where a host has no scheme'],
  ['missingPolicyValue', { 'calls.missingValue.value': '[@headers(\'x-probe-never-sent\')]' }, 'makes "[@headers(\'x-probe-never-sent\')]" of a value that is missing'],
  ['headersInResponseSection', { 'calls.readHeaders.read': null }, 'reads nothing (status 200) in a Response policy'],
  ['failureSection', { 'calls.refuse': { status: 500, failurePolicy: null } }, 'answers 500 where the script answers 422'],
  ['backendLocation', { 'calls.readHeaders.location': 'none' }, 'takes the Location out of an answer with status 200'],
];

/** Answers that can't tell, and the beginning of what is said. */
const undecided: readonly (readonly [name: AssumptionName, changes: Readonly<Record<string, unknown>>, todo: RegExp])[] = [
  ['operationIdForm', { 'calls.describe': { status: 500, body: null } }, /^The step Describe failed/],
  ['undeclaredSecurity', { 'calls.describe.body.keyArrived': false, 'calls.describeSecured.keyArrived': false }, /^The key arrived nowhere/],
  ['scriptTimeLimitMs', { 'calls.waits': [] }, /^The flow did not wait/],
  ['failedScriptStatus', { 'calls.fail.status': null }, /^The step Fail shows no status/],
  ['pollOnTurnOn', { 'observed.turnedOnAt': '' }, /^Write observed\.turnedOnAt/],
  ['pollOnTurnOn', { 'observed.turnedOnAt': '2026-03-02T06:59:40Z' }, /^The first poll came 32 s after/],
  ['pollOnTurnOn', { 'observed.turnedOnAt': '2026-03-02T06:50:12Z' }, /^The trigger lost its state/],
  ['editedInputs', { 'trigger.rounds': [1] , 'observed.roundChanged': null }, /^Do part 2/],
  ['splitOnWithoutArray', { 'observed.cancelledRun': null }, /^Write observed\.cancelledRun/],
  ['errorWithLocation', { 'trigger.found': {} }, /^The trigger had not come to this/],
  ['errorWithoutLocation', { 'trigger.found': {}, 'observed.turnedOnAt': '' }, /If no run is ever complete, write observed\.turnedOnAt/],
  ['errorWithoutLocation', { 'trigger.found': {}, 'observed.turnedOnAt': '2026-03-02T06:50:12Z' }, /^The trigger lost its state and began again: copy the newest run/],
];

describe('conclusions from answers of a probe', () => {
  it('answers as they usually are decide every assumption that the probe asks about, as its default', () => {
    const { assumptions, notAsked } = tenantReport(usualAnswers);
    assert.deepEqual([assumptions.length, notAsked], [16, ['firstScheduledRun', 'unauthenticatedConnection', 'rateWindow', 'sizeLimits', 'performanceProfile', 'splitOnOverLimit', 'failedSubscription', 'callbackWhenOff', 'callbackMethods', 'notificationOperations']]);
    assert.deepEqual(assumptions.map(({ name, conclusion }) => [name, conclusion]), Object.entries(assumptionTable).filter(([name]) => !notAsked.some(each => each === name)).map(([name, row]) => [name, { kind: 'decided', value: row.default }]));
    assert.deepEqual([differing(tenantReport(usualAnswers)), contradicts(tenantReport(usualAnswers))], [[], false]);
  });

  for (const [name, changes, saw] of otherwise) {
    it(`${name} with ${JSON.stringify(changes)} ${saw === '' ? 'is a choice' : 'is none of the choices'}`, () => {
      assert.deepEqual(conclusionOf(name, changes), saw === '' ? { kind: 'decided', value: 'always' } : { kind: 'otherwise', saw });
    });
  }

  for (const [name, changes, todo] of undecided) {
    it(`${name} with ${JSON.stringify(changes)} is left open`, () => {
      const conclusion = conclusionOf(name, changes);
      assert.ok(conclusion?.kind === 'undecided', JSON.stringify(conclusion));
      assert.match(conclusion.todo, todo);
    });
  }

  /** One planted answer for each expectation. */
  const contradictions: readonly (readonly [what: RegExp, changes: Readonly<Record<string, unknown>>])[] = [
    [/^Request policies/, { 'calls.describe.body.policyHeader': null }],
    [/^Response policies/, { 'calls.readHeaders.order': 'code' }],
    [/key arrives/, { 'calls.describeSecured.keyArrived': false }],
    [/OriginalRequestUri/, { 'calls.describe.body.originalRequestUri': null }],
    [/^A Location on that address/, { 'trigger.polls': 1 }],
    [/^A state of 1,500/, { 'trigger.stateLength': 900 }],
    [/longer than the recurrence/, { 'trigger.found.afterLongRetryAfter': { asked: 150, waited: 60 } }],
    [/shorter does not/, { 'trigger.found.afterShortRetryAfter': { asked: 5, waited: 6 } }],
    [/at once/, { 'trigger.found.afterRetryAfter0': { asked: 0, waited: 60 } }],
    [/429/, { 'calls.throttle.endedAt': '2026-03-02T07:12:20Z' }],
    [/test fails/, { 'observed.refusedConnection': false }],
    [/service principal/, { signIn: 'failed' }],
  ];
  it('there is a planted answer for each thing that is built on', () => assert.equal(contradictions.length, tenantReport(usualAnswers).expectations.length));
  for (const [what, changes] of contradictions) {
    it(`contradicts: ${what.source}`, () => {
      const report = tenantReport(answersWith(changes));
      const broken = report.expectations.filter(({ holds }) => holds === false);
      assert.deepEqual([broken.length, contradicts(report)], [1, true]);
      assert.match(broken[0]?.what ?? '', what);
    });
  }

  it('the report for people says what differs, from what, and how to play it', () => {
    const report = tenantReport(answersWith({ 'calls.describe.body.operationId': 'RGVzY3JpYmU=', 'calls.fail.status': 400, 'calls.missingValue': { status: 500, value: null }, 'calls.readHeaders.order': 'code', 'observed.cancelledRun': null, 'observed.refusedConnection': null }), { operationIdForm: 'base64', failureSection: 'errorStatus' });
    assert.equal(tenantReportText(report), [
      '  assumption                  default             this tenant',
      '  errorWithLocation           use                 use                 as assumed',
      '  errorWithoutLocation        keep                keep                as assumed',
      '  editedInputs                newInputsOldState   newInputsOldState   as assumed',
      '  pollOnTurnOn                atOnce              atOnce              as assumed',
      '  splitOnWithoutArray         noRun               ?',
      '  operationIdForm             plain               base64              as konektor.yaml says base64',
      '  scriptTimeLimitMs           5000                5000                as assumed',
      '  failedScriptStatus          500                 another',
      '  connectionParametersInCode  absent              absent              as assumed',
      '  routedBasePath              fromHostPolicyOnly  fromHostPolicyOnly  as assumed',
      '  hostWithoutScheme           https               https               as assumed',
      '  missingPolicyValue          empty               refuse              differs',
      '  headersInResponseSection    response            response            as assumed',
      '  failureSection              connectionErrors    connectionErrors    differs; konektor.yaml says errorStatus',
      '  undeclaredSecurity          apply               apply               as assumed',
      '  backendLocation             rewrite             rewrite             as assumed',
      '',
      'Platform',
      '  C#                11 or newer',
      '  runtime           .NET 8.0.11 (System.Private.CoreLib), Newtonsoft.Json 13.0.0.0',
      '  culture           the invariant one, 0 minutes from UTC',
      '  context           Some.Context, with CreateNotificationUri',
      '  original address  https://*.azure-apim.net/apim/*/*/describe',
      '  request headers   x-probe-key, x-probe-policy',
      '  longest state     8700 characters came back whole',
      '',
      'Against what this toolchain builds on',
      '  failedScriptStatus: the tenant answers 400 for a script that failed, and no choice stands for that.',
      '  Not so here: Response policies run after custom code.',
      '    What a Response policy sets can be lost where custom code answers.',
      '',
      'Not decided',
      '  splitOnWithoutArray',
      '    Write observed.cancelledRun: whether the list of runs shows a cancelled one.',
      '',
      'Expected, and not seen',
      '  A connection whose test fails is refused, or shown as broken',
      '',
      'Assumed, and not asked by the probe',
      '  firstScheduledRun          atOnce',
      '  unauthenticatedConnection  refuse',
      '  rateWindow                 sliding',
      '  sizeLimits                 apply',
      '  performanceProfile         low',
      '  splitOnOverLimit           fail',
      '  failedSubscription         staysOn',
      '  callbackWhenOff            400',
      '  callbackMethods            postOnly',
      '  notificationOperations     internalOnly',
      '',
      'To play this tenant: konektor start --assumptions missingPolicyValue=refuse,failureSection=connectionErrors',
      '',
    ].join('\n'));
  });
});
