import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { main } from '../../scripts/cli/main';
import { commandNames, commandTable } from '../../scripts/cli/options';
import { processPorts } from '../../scripts/cli/process-ports';
import { recordedPorts } from './recorded-ports';

async function run(...words: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const { ports, printed } = recordedPorts();
  const code = await main(words, { ...ports, files: processPorts().files });
  return { code, ...printed() };
}

describe('konektor help and version', () => {
  it('explains all commands', async () => {
    assert.deepEqual(await run('help'), { code: 0, error: '', out: `Konektor: connectors for Power Platform, written in TypeScript.

Usage: konektor <command> [options]

  build       Makes the artifacts from the model.
  locale      Checks the translations of the connector, or brings them in step with it.
  validate    Checks a connector the way the platform and certification do, offline.
  rules       Lists the rules of validate, or explains one.
  package     Makes the packages: a folder for paconn and pac, solutions to import, what certification is handed.
  inspect     Says what a package is and holds, and what is wrong with it.
  invoke      Calls one operation through the gateway and prints the body of its answer: in the environment that runs, else in one of its own.
  start       Builds, packages, installs the packages in the local environment, and serves it; the first time it plays the scenario.
  flow        Lists the flows of the running environment, shows one, turns it on or off, asks its trigger at once, or starts it.
  runs        Lists the runs of flows, or shows one step by step.
  connection  Lists the connections of the running environment, makes one, changes, tests or deletes it.
  outbox      Lists the messages that flows sent, or shows one as a person would see it.
  advance     Lets time pass in the running environment; everything that falls due happens at once.
  play        Makes something happen in the service stand-in of the running environment, or lists what can be made to happen.
  deploy      Brings the packages into an environment: plans, imports, verifies, and turns the flows on at last.
  drift       Compares the packages here, what was deployed last, and what is in an environment now.
  rollback    Puts the last good version back into an environment.
  doctor      Checks this machine, an environment to deploy to, or tells what the probe found in a tenant.
  help        Explains the commands.
  version     Prints the version.

Options of a command: konektor help <command>

Exit codes:
  0    done
  1    the model or connector has errors, files differ, the scenario did not go as it should, or a deployment stopped
  2    the command could not run: a wrong option, a missing file, no .NET SDK
  130  it was interrupted before it was done
` });
  });

  it('explains one command', async () => {
    assert.deepEqual(await run('build', '--help'), { code: 0, error: '', out: `Makes the artifacts from the model.

Usage: konektor build [options]

  --check              Write nothing; show how the files differ from a fresh build and end with 1 when they do.
  --model <file>       The file that exports the connector. Default: connector/index.ts.
  --out <folder>       The folder of the artifacts. Default: connector/generated, for a language dist/locales/<language>.
  --locale <language>  Build in the language of connector/locales/<language>.yaml, such as id-ID.
  --format <form>      How findings are written: text for people, json for programs. One of: text, json. Default: text.
` });
  });

  it('has a reference of every option as Markdown', async () => {
    const { out } = await run('help', '--markdown');
    const named = [...out.matchAll(/^(?:### konektor (\S+)|\| `(?:--)?([^ `]+).*)$/gm)].map(([, command, option]) => command ?? option);
    assert.deepEqual(named, commandNames.flatMap(name => [name, ...commandTable[name].positionals.map(each => `<${each.name}>`), ...Object.keys(commandTable[name].options)]));
  });

  it('refuses to explain what is not there', async () => {
    assert.deepEqual(await run('help', 'bulid'), { code: 2, out: '', error: 'konektor: There is no command "bulid". Did you mean "build"? All commands: konektor help\n' });
  });

  it('prints the version of the package', async () => {
    const manifest = JSON.parse(readFileSync(resolve(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string }; // our own manifest
    assert.deepEqual(await run('version'), { code: 0, out: `${manifest.version}\n`, error: '' });
  });
});
