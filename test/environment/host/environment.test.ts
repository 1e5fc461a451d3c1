import assert from 'node:assert/strict';
import { EnvironmentError, RequestError } from '../../../scripts/environment';
import { PackageError } from '../../../scripts/package/package-error';
import { answer, bodyOf, fakeBackend, gatewayOrigin, policy, start } from '../small-connector';
import { flowDocument } from '../flow-run/small-flow';
import { filesOf, openedEnvironments, smallDefinition, smallFiles, smallProperties } from './opened-environment';

const key = { api_key: 'a-long-secret' };

describe('an environment', () => {
  const { open } = openedEnvironments();

  describe('installing', () => {
    it('installs a connector folder, and updates it with its connections kept', async () => {
      const { environment, store } = await open();
      assert.deepEqual(await environment.installFiles('small', smallFiles()), { connectors: [{ name: 'small', title: 'Small', outcome: 'installed', findings: [] }], flows: [] });
      await environment.connections.create({ connector: 'small', values: key });
      const changed = { ...smallDefinition, info: { ...smallDefinition.info, version: '1.3.0' } };
      assert.deepEqual(await environment.installFiles('small', smallFiles(changed)), { connectors: [{ name: 'small', title: 'Small', outcome: 'updated', findings: [] }], flows: [] });
      assert.deepEqual([store.connectors.get('small')?.version, environment.connections.list().map(({ id, connector }) => ({ id, connector }))], ['1.3.0', [{ id: 'small', connector: 'small' }]]);
    });

    it('the same once more changes nothing, and no trigger is asked for it', async () => {
      const backend = fakeBackend(() => answer(202));
      const { environment, store } = await open({ backend });
      await environment.installFiles('small', smallFiles());
      await environment.connections.create({ connector: 'small', values: key });
      await environment.flows.create({ id: 'f', name: 'Things', document: flowDocument({}) });
      await environment.flows.bind('f', { connections: { ref_small: 'small' } });
      await environment.flows.turnOn('f');
      await environment.advance({ milliseconds: 1 });
      const [before, { installedAt }] = [backend.requests.length, store.connectors.get('small')!]; // it was installed
      assert.deepEqual(await environment.installFiles('small', smallFiles()), { connectors: [{ name: 'small', title: 'Small', outcome: 'unchanged', findings: [] }], flows: [] });
      await environment.advance({ milliseconds: 1 });
      assert.deepEqual([before, backend.requests.length, store.connectors.get('small')?.installedAt], [1, 1, installedAt]);
    });

    it('finds a package that stands in a folder of its own', async () => {
      const { environment } = await open();
      const { connectors } = await environment.installFiles('small.zip', filesOf({ 'small/apiDefinition.swagger.json': smallDefinition, 'small/apiProperties.json': smallProperties }));
      assert.deepEqual(connectors.map(({ name }) => name), ['small']);
    });

    it('refuses what is no package, saying what one is', async () => {
      const { environment } = await open();
      await assert.rejects(environment.installFiles('things', filesOf({ 'readme.md': 'x' })), new PackageError('solution-none', 'things is neither a solution (solution.xml, customizations.xml) nor a connector folder (apiDefinition.swagger.json, apiProperties.json).'));
    });

    it('refuses a connector that the platform would refuse, with its sentences, and installs nothing', async () => {
      const { environment } = await open();
      const trigger = smallDefinition.paths['/trigger'].get;
      const broken = { ...smallDefinition, paths: { ...smallDefinition.paths, '/trigger': { get: { ...trigger, 'x-ms-trigger': 'many' } } } };
      await assert.rejects(environment.installFiles('small', smallFiles(broken)), (error: unknown) => {
        assert.ok(error instanceof EnvironmentError);
        assert.deepEqual([error.code, error.findings.map(({ code }) => code)], ['connector', ['trigger-value']]);
        assert.equal(error.message.split('\n')[0], 'The connector "small" is not installed, for the platform would refuse it or could not run it:');
        assert.match(error.message, /apiDefinition\.swagger\.json\/paths\/~1trigger\/get\/x-ms-trigger: .*"many"/);
        return true;
      });
      assert.deepEqual(environment.connectors.list(), []);
    });

    it('refuses code that does not compile with the compiler\'s lines, and installs nothing of the package', async () => {
      const { environment } = await open();
      await assert.rejects(environment.installFiles('small', smallFiles(smallDefinition, { 'script.csx': 'public class Script : ScriptBase { }' })), /^EnvironmentError: The custom code does not compile, so no operation that it serves can run:\n {2}script\.csx:1:14 {2}error CS0534/);
      assert.deepEqual(environment.connectors.list(), []);
    });

    it('removes a connector only without connections', async () => {
      const { environment } = await open();
      await environment.installFiles('small', smallFiles());
      await environment.connections.create({ connector: 'small', values: key });
      assert.throws(() => environment.connectors.remove('small'), new RequestError('conflict', 'ConnectorInUse', 'The connector "small" has connections (small). Delete them first.'));
      environment.connections.remove('small');
      environment.connectors.remove('small');
      assert.throws(() => environment.connectors.get('small'), new RequestError('missing', 'ConnectorNotFound', 'No connector "small" is installed. There is none.'));
    });
  });

  describe('connections', () => {
    it('are named after their title, tested by the operation that the definition names, and changed', async () => {
      const backend = fakeBackend(request => (request.headers.some(([name, value]) => name === 'X-Key' && value === 'another-secret') ? answer(200, { value: [] }) : answer(403, { error: { message: 'Not with a-long-secret.' } })));
      const { environment } = await open({ backend });
      await environment.installFiles('small', smallFiles());
      const one = await environment.connections.create({ connector: 'small', title: 'Überall & mehr', values: key });
      const other = await environment.connections.create({ connector: 'small', title: 'Überall & mehr', values: key });
      assert.deepEqual([one, other.id], [{ id: 'u-berall-mehr', connector: 'small', title: 'Überall & mehr', values: key, status: { kind: 'connected' }, createdAt: start }, 'u-berall-mehr-2']);
      assert.deepEqual(await environment.connections.test(one.id), { outcome: 'failed', operationId: 'ListColors', status: 403, message: 'ListColors answered 403: {"error":{"message":"Not with ***."}}' });
      await environment.connections.change(one.id, { values: { api_key: 'another-secret' }, title: 'Small' });
      assert.deepEqual([await environment.connections.test(one.id), environment.connections.get(one.id).title], [{ outcome: 'passed', operationId: 'ListColors', status: 200, message: 'ListColors answered 200.' }, 'Small']);
    });

    it('are refused with everything that is wrong', async () => {
      const { environment } = await open();
      await environment.installFiles('small', smallFiles(smallDefinition, {
        'apiProperties.json': { properties: { ...smallProperties.properties, connectionParameters: {
          ...smallProperties.properties.connectionParameters,
          region: { type: 'string', uiDefinition: { displayName: 'Region', constraints: { required: 'true', allowedValues: [{ text: 'Europe', value: 'eu' }, { text: 'Asia', value: 'as' }] } } },
        } } },
      }));
      const refusal = (values: Record<string, string>) => environment.connections.create({ connector: 'small', id: 'c', values });
      await assert.rejects(refusal({ api_key: 'k', region: 'us', other: '1' }), new RequestError('unusable', 'ConnectionValues', 'The connection "c" of "Small" can\'t be used: "Region" (region) is one of eu, as. It asks for nothing named "other"; it asks for api_key, region.'));
      await assert.rejects(refusal({}), new EnvironmentError('connection', 'The connection "c" can\'t be used: "Key" (api_key), "Region" (region) must be filled in.'));
      await assert.rejects(environment.connections.create({ connector: 'large' }), new RequestError('missing', 'ConnectorNotFound', 'No connector "large" is installed. There is: small.'));
      await refusal({ api_key: 'k', region: 'eu' });
      await assert.rejects(refusal({ api_key: 'k', region: 'eu' }), new RequestError('conflict', 'ConnectionExists', 'There is a connection "c" already. Choose another id, or change that one.'));
      await assert.rejects(environment.connections.signIn('c'), new RequestError('conflict', 'NoSignIn', 'Nobody signs in to the connection "c": it works by what was filled in.'));
    });
  });

  it('tells every stage of a test call, without secrets', async () => {
    const backend = fakeBackend((): ReturnType<typeof answer> => answer(200, { id: '7', said: 'a-long-secret' }, [['Location', 'https://api.test/v1/things/7']]));
    const { environment } = await open({ backend });
    await environment.installFiles('small', smallFiles(smallDefinition, { 'apiProperties.json': { properties: { ...smallProperties.properties, policyTemplateInstances: [
      policy('setheader', { name: 'X-Color', value: 'red', existsAction: 'override' }, { section: 'Request', operations: ['GetThing'] }),
      policy('setheader', { name: 'X-Done', value: 'yes', existsAction: 'override' }, { section: 'Response', operations: ['GetThing'] }),
    ] } } }));
    await environment.connections.create({ connector: 'small', values: key });
    const { answer: answered, stages, durationMs } = await environment.testCall({ connectionId: 'small', operationId: 'GetThing', inputs: { id: '7' } });
    const id = ['x-ms-client-request-id', environmentCallId(stages)] as const;
    const own = `${gatewayOrigin}/apim/small/small/things/7`;
    const [sent, colored] = [[id, ['X-Key', '***']], [id, ['X-Key', '***'], ['X-Color', 'red']]];
    const body = { kind: 'json', value: { id: '7', said: '***' } };
    const came = [['Location', 'https://api.test/v1/things/7']];
    const before = { method: 'GET', uri: 'https://api.test/v1/things/7' };
    assert.deepEqual(withoutDurations(stages), [
      { kind: 'request', message: { method: 'GET', uri: own, headers: [] } },
      { kind: 'credentials', credentials: [{ in: 'header', name: 'X-Key', value: '***' }] },
      { kind: 'requestPolicy', templateId: 'setheader', title: 'The setheader', changed: true, before: { ...before, headers: sent }, after: { ...before, headers: colored }, calls: [] },
      { kind: 'backend', request: { ...before, headers: colored }, answer: { status: 200, headers: came, body } },
      { kind: 'responsePolicy', section: 'Response', templateId: 'setheader', title: 'The setheader', changed: true, before: { status: 200, headers: came, body }, after: { status: 200, headers: [...came, ['X-Done', 'yes']], body }, calls: [] },
      { kind: 'answer', answer: { status: 200, headers: [['X-Done', 'yes'], ['Location', own]], body } },
    ]);
    assert.deepEqual([answered.status, bodyOf(answered), durationMs > 0], [200, { id: '7', said: 'a-long-secret' }, true]);
  });

  it('tells where a call ended that a policy or the network stopped', async () => {
    const { environment } = await open({ backend: fakeBackend(() => { throw new Error('no route for a-long-secret'); }) });
    await environment.installFiles('small', smallFiles());
    await environment.connections.create({ connector: 'small', values: key });
    const { stages } = await environment.testCall({ connectionId: 'small', operationId: 'GetThing', inputs: { id: '7' } });
    assert.deepEqual(stages.map(stage => ('problem' in stage ? [stage.kind, stage.problem] : [stage.kind])), [['request'], ['credentials'], ['backend', 'no route for ***'], ['answer']]);
  });

  it('turns assumptions, and says what there is', async () => {
    const { environment } = await open();
    assert.equal((await environment.assume('scriptTimeLimitMs', '120000')).value, 120_000);
    assert.equal(environment.assumptions.find(({ name }) => name === 'scriptTimeLimitMs')?.value, 120_000);
    await assert.rejects(environment.assume('scriptTimeLimitMs', 7), /^RequestError: The assumption scriptTimeLimitMs can be 5000, 120000, not 7\. Time limit of custom code\./);
    await assert.rejects(environment.assume('weather', 'good'), /^RequestError: There is no assumption "weather"\. There are: /);
  });

  it('moves time forward only', async () => {
    const { environment } = await open();
    await environment.advance({ milliseconds: 60_000 });
    assert.equal(environment.now, start + 60_000);
    await assert.rejects(environment.advance({ to: start }), new RequestError('unusable', 'TimeHasPassed', 'The clock goes forward only. It is 2026-03-02T07:01:00.000Z now.'));
    await assert.rejects(environment.advance({ milliseconds: 1e308 }), new RequestError('unusable', 'TooFar', 'The clock goes forward by 366 days at most at a time: everything that falls due on the way happens, which nobody could wait for. Advance in several steps.'));
    assert.throws(() => environment.setSpeed(2), new RequestError('conflict', 'ClockMovesByHand', 'This environment\'s clock moves by hand only. Advance it.'));
  });
});

type Stages = readonly { readonly kind: string }[];

/** The id that the gateway gave the call, which is random. */
function environmentCallId(stages: Stages): string {
  return /"x-ms-client-request-id","([^"]+)"/.exec(JSON.stringify(stages))?.[1] ?? 'none';
}

/** Real time differs from run to run. */
const withoutDurations = (stages: Stages): unknown => JSON.parse(JSON.stringify(stages, (name, value: unknown) => (name === 'durationMs' ? undefined : value)));
