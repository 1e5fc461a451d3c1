/** Deploys with Microsoft's wrapper around pac, where a team has it already. */
import { DeployError } from '../../deploy-error';
import { note, refused } from '../../plan';
import type { Target, TargetMaker } from '../../target';
import type { DeployPorts } from '../../ports';
import type { EnvironmentSettings } from '../../settings/environment-settings';
import type { AccessTokens } from '../../target';
import { settingsFile } from '../import-settings';
import { unheededVariables } from '../pac/find-pac';
import { checkedVersion, pacFindings } from '../pac/pac-importer';
import { inPrivateFolder, written } from '../private-home';
import { solutionTarget } from '../solution-target';
import type { ProcessVariables } from './contained';
import { loadInstalled, type LoadWrapper } from './wrapper-module';
import { wrapperTool } from './wrapper-tool';

/** `process` are the variables of this process, which the wrapper changes. */
export function wrapperTargetWith(load: LoadWrapper, process: ProcessVariables, environment: EnvironmentSettings, ports: DeployPorts, tokens: AccessTokens): Target {
  const tool = wrapperTool(ports, load, process);
  return solutionTarget('wrapper', environment, ports, tokens, () => ({
    check: pacFindings,
    access: async request => {
      try {
        await checkedVersion(ports);
        await tool.whoAmI(request);
        return unheededVariables(ports).map(name => note('pac-path-variable', `${name} names a pac and is not heeded: only the pac on the path is run.`));
      } catch (error) {
        if (error instanceof DeployError) return [refused(error.code, error.message)];
        throw error;
      }
    },
    identity: request => tool.whoAmI(request),
    import: async ({ archive, answers }, request) => {
      await inPrivateFolder(ports.files, async folder => {
        const hasAnswers = answers.references.length + answers.variables.length > 0;
        const paths = written(ports.files, folder, new Map<string, string | Uint8Array>([[archive.name, archive.bytes], ...(hasAnswers ? [['settings.json', settingsFile(answers)] as const] : [])]));
        await tool.importSolution(request, paths.get(archive.name)!, paths.get('settings.json'));
      });
      if (!environment.managed) await tool.publish(request);
      return { state: 'done', did: `Imported ${archive.name} with the wrapper.`, changed: true };
    },
  }));
}

export const wrapperTarget: TargetMaker = (environment, ports, tokens) => wrapperTargetWith(loadInstalled, process.env, environment, ports, tokens);
