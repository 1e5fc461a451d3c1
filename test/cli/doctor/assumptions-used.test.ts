import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../../scripts/cli/main';
import { processPorts } from '../../../scripts/cli/process-ports';
import { authorProject, connectorModule, plainAction, type AuthorProject } from '../author-project';
import { recordedPorts } from '../recorded-ports';

describe('assumptions in konektor.yaml', () => {
  let project: AuthorProject;
  beforeEach(() => { project = authorProject({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/thing')) }); });
  afterEach(() => { project.remove(); });

  /** What the environment is told to assume; nothing where it is not started. */
  async function told(words: string): Promise<{ readonly code: number; readonly error: string; readonly assumptions: readonly unknown[] }> {
    const { ports, printed } = recordedPorts();
    const assumptions: unknown[] = [];
    const code = await main(words.split(' '), { ...ports, files: processPorts().files, directory: project.directory }, {
      startEnvironment: request => { assumptions.push(request.assumptions); return Promise.resolve({ address: '', installed: '', playScenario: () => Promise.resolve(true), serve: () => undefined, interrupted: new Promise(() => undefined), close: () => Promise.resolve() }); },
      invokeOperation: request => { assumptions.push(request.assumptions); return Promise.resolve({ status: 200, headers: [], body: '', stages: [] }); },
    });
    return { code, error: printed().error, assumptions };
  }
  const assume = (lines: string): void => appendFileSync(join(project.directory, 'konektor.yaml'), `\nassumptions:\n${lines}`);

  it('are what start and invoke go by, and --assumptions goes before them', async () => {
    assume('  failedScriptStatus: 502\n  pollOnTurnOn: afterRecurrence\n');
    assert.deepEqual((await told('start --once')).assumptions, [{ failedScriptStatus: '502', pollOnTurnOn: 'afterRecurrence' }]);
    assert.deepEqual((await told('start --once --assumptions failedScriptStatus=504')).assumptions, [{ failedScriptStatus: '504', pollOnTurnOn: 'afterRecurrence' }]);
    assert.deepEqual((await told('invoke GetThing')).assumptions, [{ failedScriptStatus: '502', pollOnTurnOn: 'afterRecurrence' }]);
  });

  it('that are not known stop a build at their line', async () => {
    const line = readFileSync(join(project.directory, 'konektor.yaml'), 'utf8').split('\n').length + 2;
    assume('  failedScriptStatus: 503\n');
    const { code, error, assumptions } = await told('invoke GetThing');
    assert.deepEqual([code, assumptions], [1, []]);
    assert.match(error, new RegExp(`konektor\\.yaml:${line}:23 {2}error {2}konektor-yaml-shape\\n[^]*"assumptions\\.failedScriptStatus" can't be 503\\.[^]*Write one of: 500, 502, 504\\.`));
  });
});
